/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The simulator inside of a test's own process, on the test's own main context. */

#include <libsoup/soup.h>

#include "gh-sim-server.h"

typedef struct
{
  GhSimServer *server;
  SoupSession *session;
  char *origin;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) row = NULL;

  fixture->server = gh_sim_server_new ("seed", &error);
  g_assert_no_error (error);
  g_assert_true (gh_sim_server_start (fixture->server, &error));
  g_assert_no_error (error);
  row = gh_sim_server_dup_cloud_row (fixture->server);
  fixture->origin =
      g_strdup (json_object_get_string_member (json_node_get_object (row), "authority"));
  fixture->session = soup_session_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->session);
  g_assert_finalize_object (g_steal_pointer (&fixture->server));
  g_free (fixture->origin);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

/* Sends and waits on the context that the server runs on, too. The status, or 0 if there is no
 * answer. */
static guint
call (Fixture *fixture, const char *method, const char *path, const char *who, const char *body)
{
  g_autofree char *address = g_strconcat (fixture->origin, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  g_autofree char *token = gh_sim_server_issue_token (fixture->server, who, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", token, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) answer = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL,
                                    keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  answer = soup_session_send_and_read_finish (fixture->session, result, NULL);

  return answer != NULL ? soup_message_get_status (message) : 0;
}

static char *
dup_path (Fixture *fixture, const char *name)
{
  const char *id = gh_sim_server_find_datasource (fixture->server, name);

  return g_strdup_printf ("/v1.0/myorg/gateways/%s/datasources/%s",
                          gh_sim_server_find_gateway_of (fixture->server, id), id);
}

static void
test_requests (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (call (fixture, "GET", "/v1.0/myorg/gateways", "anna@contoso.com", NULL), ==,
                    200);
  g_assert_cmpuint (call (fixture, "GET", "/v1.0/myorg/groups", "anna@contoso.com", NULL), ==, 200);

  g_assert_cmpuint (gh_sim_server_count_requests (fixture->server, NULL, NULL), ==, 2);
  g_assert_cmpuint (gh_sim_server_count_requests (fixture->server, "GET", "*/gateways"), ==, 1);
  g_assert_cmpuint (gh_sim_server_count_requests (fixture->server, "GET", "/v1.0/*"), ==, 2);
  g_assert_cmpuint (gh_sim_server_count_requests (fixture->server, "PATCH", NULL), ==, 0);
}

static void
test_update (Fixture *fixture, gconstpointer data)
{
  static const char BODY[] = "{\"credentialDetails\":{\"credentialType\":\"OAuth2\","
                             "\"encryptedConnection\":\"Encrypted\",\"encryptionAlgorithm\":"
                             "\"None\",\"privacyLevel\":\"Organizational\","
                             "\"useCallerAADIdentity\":true}}";
  const char *id = gh_sim_server_find_datasource (fixture->server, "Power BI dataflows");
  g_autofree char *path = dup_path (fixture, "Power BI dataflows");
  g_autofree char *sent = NULL;
  g_autoptr (JsonObject) stored = NULL;

  g_assert_null (gh_sim_server_dup_stored (fixture->server, id));
  g_assert_null (gh_sim_server_dup_last_update (fixture->server));
  g_assert_cmpuint (call (fixture, "PATCH", path, "pipeline", BODY), ==, 403);
  g_assert_null (gh_sim_server_dup_stored (fixture->server, id));
  g_assert_cmpuint (call (fixture, "PATCH", path, "anna@contoso.com", BODY), ==, 200);

  sent = gh_sim_server_dup_last_update (fixture->server);
  g_assert_cmpstr (sent, ==, BODY);
  stored = gh_sim_server_dup_stored (fixture->server, id);
  g_assert_true (json_object_get_boolean_member (stored, "useCallerAADIdentity"));
  g_assert_cmpuint (gh_sim_server_count_secrets (fixture->server), ==, 0);
}

static void
test_expiry (Fixture *fixture, gconstpointer data)
{
  const char *path = "/v1.0/myorg/gateways";

  gh_sim_server_expire_tokens (fixture->server);
  g_assert_cmpuint (call (fixture, "GET", path, "anna@contoso.com", NULL), ==, 200);
  g_assert_null (gh_sim_server_issue_token (fixture->server, "nobody@contoso.com", NULL));
}

static void
test_script (Fixture *fixture, gconstpointer data)
{
  const char *path = "/v1.0/myorg/gateways";

  gh_sim_server_script (fixture->server, "*/gateways", 503, "Retry-After: 1", NULL, 0.05);
  gh_sim_server_script (fixture->server, "*/gateways", 0, NULL, NULL, 0);
  g_assert_cmpuint (call (fixture, "GET", path, "anna@contoso.com", NULL), ==, 503);
  /* libsoup itself would repeat a request that it may repeat. */
  g_assert_cmpuint (call (fixture, "POST", path, "anna@contoso.com", "{}"), ==, 0);
  g_assert_cmpuint (call (fixture, "GET", path, "anna@contoso.com", NULL), ==, 200);
  g_assert_cmpuint (gh_sim_server_count_requests (fixture->server, NULL, "*/gateways"), ==, 3);
}

/* A server that goes while an answer still waits for its time leaves nothing behind. */
static void
test_end_while_delayed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = g_strconcat (fixture->origin, "/anything", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  gh_sim_server_script (fixture->server, "/anything", 200, NULL, "{}", 3600);
  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL,
                                    keep_result, &result);
  while (gh_sim_server_count_requests (fixture->server, NULL, "/anything") == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (g_steal_pointer (&fixture->server));
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  answer = soup_session_send_and_read_finish (fixture->session, result, &error);
  g_assert_null (answer);
  g_assert_nonnull (error);

  fixture->server = gh_sim_server_new ("empty", NULL);
}

static void
test_no_such_scenario (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSimServer) server = gh_sim_server_new ("/no/such/file.json", &error);

  g_assert_null (server);
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/sim/server/requests", test_requests);
  ADD ("/sim/server/update", test_update);
  ADD ("/sim/server/expiry", test_expiry);
  ADD ("/sim/server/script", test_script);
  ADD ("/sim/server/end-while-delayed", test_end_while_delayed);
  g_test_add_func ("/sim/server/no-such-scenario", test_no_such_scenario);

  return g_test_run ();
}
