/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "raw-answer.h"

#include <string.h>

#include "await.h"
#include "gh-http-client.h"
#include "raw-server.h"

/* On the wire the lines of the head end with CR and LF; the body is left as it is. */
static GString *
read_file (const char *name)
{
  g_autofree char *file_name = g_strconcat (name, ".http", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "errors", file_name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GString *raw;
  char *end;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  end = strstr (text, "\n\n");
  g_assert_nonnull (end);

  raw = g_string_new_len (text, end - text);
  g_string_replace (raw, "\n", "\r\n", 0);
  g_string_append (raw, "\r\nConnection: close\r\n\r\n");
  g_string_append (raw, end + 2);

  return raw;
}

GhHttpResponse *
raw_answer_fetch (const char *name)
{
  g_autoptr (GString) raw = read_file (name);
  g_autoptr (RawServer) server = raw_server_new (raw->str, raw->len, 1);
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u/", raw_server_get_port (server));
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  /* What is no GET is sent once only, however the answer looks. */
  g_autoptr (GhHttpRequest) request = gh_http_request_new ("POST", uri);
  g_autoptr (GhHttpClient) client = gh_http_client_new (NULL);
  g_auto (Awaited) awaited = { 0 };
  g_autoptr (GError) error = NULL;
  GhHttpResponse *response;

  gh_http_client_send_async (client, request, NULL, awaited_cb, &awaited);
  response = gh_http_client_send_finish (client, await (&awaited), &error);
  g_assert_no_error (error);

  return response;
}
