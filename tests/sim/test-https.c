/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The simulator over https: whom a client that checks certificates believes, and whom not. */

#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "gh-sim-certificate.h"
#include "gh-sim-server.h"

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GhSimServer *
start (gboolean https)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSimServer) server = gh_sim_server_new ("empty", &error);

  g_assert_no_error (error);
  gh_sim_server_set_https (server, https);
  gh_sim_server_start (server, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&server);
}

static void
remove_file (gpointer path)
{
  g_unlink (path);
  g_free (path);
}

/* The database reads its file again with every connection, so the file stays as long as it. */
static GTlsDatabase *
trust (const char *pem)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = NULL;
  int descriptor = g_file_open_tmp ("gatehouse-ca-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_close (descriptor, NULL);
  g_file_set_contents (path, pem, -1, &error);
  g_assert_no_error (error);
  database = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  g_object_set_data_full (G_OBJECT (database), "file", g_steal_pointer (&path), remove_file);

  return g_steal_pointer (&database);
}

/* Asks for the description of the tenant as @host, on the context that the server runs on, too. */
static void
call (GhSimServer *server, GTlsDatabase *database, const char *host, GError **error)
{
  g_autoptr (JsonNode) row = gh_sim_server_dup_cloud_row (server);
  const char *authority = json_object_get_string_member (json_node_get_object (row), "authority");
  g_autoptr (GUri) uri = g_uri_parse (authority, G_URI_FLAGS_NONE, NULL);
  g_autofree char *address =
      g_strdup_printf ("%s://%s:%d/organizations/v2.0/.well-known/openid-configuration",
                       g_uri_get_scheme (uri), host, g_uri_get_port (uri));
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) answer = NULL;

  if (database != NULL)
    soup_session_set_tls_database (session, database);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, keep_result,
                                    &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  answer = soup_session_send_and_read_finish (session, result, error);
  if (answer != NULL)
    g_assert_cmpuint (soup_message_get_status (message), ==, 200);
}

static void
test_row (void)
{
  g_autoptr (GhSimServer) server = start (TRUE);
  g_autoptr (JsonNode) row = gh_sim_server_dup_cloud_row (server);
  g_autofree char *text = json_to_string (row, FALSE);
  JsonObject *object = json_node_get_object (row);
  JsonObject *power_bi = json_object_get_object_member (object, "powerbi");

  g_assert_true (
      g_str_has_prefix (json_object_get_string_member (object, "authority"), "https://127.0.0.1:"));
  g_assert_true (
      g_str_has_prefix (json_object_get_string_member (power_bi, "origin"), "https://127.0.0.1:"));
  g_assert_null (strstr (text, "CERTIFICATE"));
}

static void
test_trusted (void)
{
  static const char *const HOSTS[] = { "127.0.0.1", "localhost" };
  g_autoptr (GhSimServer) server = start (TRUE);
  g_autofree char *pem = gh_sim_server_dup_ca_pem (server);
  g_autoptr (GTlsDatabase) database = trust (pem);

  for (guint i = 0; i < G_N_ELEMENTS (HOSTS); i++)
    {
      g_autoptr (GError) error = NULL;

      call (server, database, HOSTS[i], &error);
      g_assert_no_error (error);
    }
}

static void
test_not_trusted_by_the_system (void)
{
  g_autoptr (GhSimServer) server = start (TRUE);
  g_autoptr (GError) error = NULL;

  call (server, NULL, "127.0.0.1", &error);

  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
}

/* Each run has an authority of its own: what was trusted for one says nothing of another. */
static void
test_other_authority (void)
{
  g_autoptr (GhSimServer) server = start (TRUE);
  g_autoptr (GhSimServer) other = start (TRUE);
  g_autofree char *pem = gh_sim_server_dup_ca_pem (other);
  g_autoptr (GTlsDatabase) database = trust (pem);
  g_autoptr (GError) error = NULL;

  call (server, database, "127.0.0.1", &error);

  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
}

static void
test_http (void)
{
  g_autoptr (GhSimServer) server = start (FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_sim_server_dup_ca_pem (server));
  call (server, NULL, "127.0.0.1", &error);
  g_assert_no_error (error);
}

static GTlsCertificateFlags
judge (const char *names, gint64 valid_until)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GhSimCertificate) made = gh_sim_certificate_new (names, now - 7200, now + valid_until);
  g_autoptr (GTlsCertificate) ca = g_tls_certificate_new_from_pem (made->ca_pem, -1, NULL);
  g_autoptr (GTlsCertificate) server = g_tls_certificate_new_from_pem (made->server_pem, -1, NULL);
  g_autoptr (GSocketConnectable) identity = g_network_address_new ("localhost", 443);

  g_assert_nonnull (ca);
  g_assert_nonnull (server);

  return g_tls_certificate_verify (server, identity, ca);
}

/* What is wrong with a certificate is wrong in just that one way. */
static void
test_faulty_certificates (void)
{
  g_assert_cmpuint (judge (GH_SIM_CERTIFICATE_LOOPBACK, 3600), ==, 0);
  g_assert_cmpuint (judge (GH_SIM_CERTIFICATE_LOOPBACK, -3600), ==, G_TLS_CERTIFICATE_EXPIRED);
  g_assert_cmpuint (judge ("DNS:gatehouse.example", 3600), ==, G_TLS_CERTIFICATE_BAD_IDENTITY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/https/row", test_row);
  g_test_add_func ("/sim/https/trusted", test_trusted);
  g_test_add_func ("/sim/https/not-trusted-by-the-system", test_not_trusted_by_the_system);
  g_test_add_func ("/sim/https/other-authority", test_other_authority);
  g_test_add_func ("/sim/https/http", test_http);
  g_test_add_func ("/sim/https/faulty-certificates", test_faulty_certificates);

  return g_test_run ();
}
