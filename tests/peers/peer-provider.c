/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "peer-provider.h"

#include <glib/gstdio.h>

#include "gh-json.h"
#include "gh-origin.h"
#include "gh-sim-certificate.h"

struct _PeerProvider
{
  char *folder;
  char *ca_file;
  char *server_file;
  GSubprocess *process;
  GhCloud *cloud;
  GhHttpClient *http;
};

static void
make_certificate (PeerProvider *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GhSimCertificate) certificate =
      gh_sim_certificate_new (GH_SIM_CERTIFICATE_LOOPBACK, now - 3600, now + 3600);
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("gatehouse-peer-XXXXXX", &error);
  g_assert_no_error (error);
  self->ca_file = g_build_filename (self->folder, "ca.pem", NULL);
  self->server_file = g_build_filename (self->folder, "server.pem", NULL);
  g_file_set_contents (self->ca_file, certificate->ca_pem, -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (self->server_file, certificate->server_pem, -1, &error);
  g_assert_no_error (error);
  database = g_tls_file_database_new (self->ca_file, &error);
  g_assert_no_error (error);
  self->http = gh_http_client_new (database);
}

static void
start (PeerProvider *self, const char *issuer_tenant)
{
  g_autofree char *script = g_build_filename (g_getenv ("GATEHOUSE_PEERS"), "provider.mjs", NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (JsonObject) row = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, "node", script, self->server_file, issuer_tenant, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  row = gh_json_parse_object (line, -1, &error);
  g_assert_no_error (error);
  self->cloud = gh_cloud_new_from_json (row, &error);
  g_assert_no_error (error);
}

PeerProvider *
peer_provider_new (const char *issuer_tenant)
{
  PeerProvider *self = g_new0 (PeerProvider, 1);

  make_certificate (self);
  start (self, issuer_tenant);

  return self;
}

void
peer_provider_free (PeerProvider *self)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (self->process);
  g_object_unref (self->cloud);
  g_object_unref (self->http);
  g_unlink (self->ca_file);
  g_unlink (self->server_file);
  g_rmdir (self->folder);
  g_free (self->ca_file);
  g_free (self->server_file);
  g_free (self->folder);
  g_free (self);
}

GhCloud *
peer_provider_get_cloud (PeerProvider *self)
{
  return self->cloud;
}

GhHttpClient *
peer_provider_get_http (PeerProvider *self)
{
  return self->http;
}

GSubprocess *
peer_provider_browse (PeerProvider *self, const char *user, const char *link)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *browser =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, g_getenv ("GATEHOUSE_PEERS_BROWSER"),
                        self->ca_file, user, link, NULL);

  g_assert_no_error (error);

  return browser;
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

guint
peer_provider_count (PeerProvider *self, const char *grant, const char *outcome)
{
  g_autoptr (GUri) uri =
      gh_origin_build (gh_cloud_get_authority (self->cloud), "/peers/grants", NULL);
  g_autoptr (GhHttpRequest) request = gh_http_request_new ("GET", uri);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhHttpResponse) response = NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *values;
  guint count = 0;

  gh_http_client_send_async (self->http, request, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  response = gh_http_client_send_finish (self->http, result, &error);
  g_assert_no_error (error);
  answer = gh_http_response_read_object (response, &error);
  g_assert_no_error (error);
  values = json_object_get_array_member (answer, "value");
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      JsonObject *entry = json_array_get_object_element (values, i);

      if ((grant == NULL || g_str_equal (json_object_get_string_member (entry, "grant"), grant)) &&
          (outcome == NULL ||
           g_str_equal (json_object_get_string_member (entry, "outcome"), outcome)))
        count++;
    }

  return count;
}
