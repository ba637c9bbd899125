/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <libsoup/soup.h>
#include <string.h>

#include "gh-error.h"
#include "gh-http-client.h"
#include "gh-origin.h"
#include "raw-server.h"

#define LONGEST_SECONDS 30
#define TOKEN "eyJ0b2tlbi1vZi1hbm5h"
#define PASSWORD "Correct-Horse-7"

typedef struct
{
  SoupServer *server;
  GUri *origin;
  GhHttpClient *client;
  GCancellable *cancellable;
  guint n_requests;
  /* What the last request was. */
  char *authorization;
  char *content_length;
  char *body;

  gboolean done;
  GhHttpResponse *response;
  GError *error;
} Fixture;

typedef enum
{
  METHOD_GET,
  METHOD_PATCH,
} Method;

static void
remember_request (Fixture *fixture, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  fixture->n_requests++;
  g_free (fixture->authorization);
  fixture->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  g_free (fixture->content_length);
  fixture->content_length = g_strdup (soup_message_headers_get_one (headers, "Content-Length"));
  g_free (fixture->body);
  fixture->body = g_strndup (body->data != NULL ? body->data : "", (gsize)body->length);
}

static void
answer_ok (SoupServerMessage *message)
{
  soup_message_headers_append (soup_server_message_get_response_headers (message), "RequestId",
                               "6e3b6b0c-5b1c-4a3e-9d55-0a2b7f3c1d11");
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{\"a\":1}",
                                    7);
  soup_server_message_set_status (message, 200, NULL);
}

/* 32 MiB of zeros, in 32 KiB of gzip. */
static void
answer_bomb (SoupServerMessage *message)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) output = g_converter_output_stream_new (memory, G_CONVERTER (gzip));
  g_autofree char *zeros = g_malloc0 (1 << 20);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 32; i++)
    g_assert_true (g_output_stream_write_all (output, zeros, 1 << 20, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (output, NULL, NULL));
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 100000);

  soup_message_headers_append (soup_server_message_get_response_headers (message),
                               "Content-Encoding", "gzip");
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
  soup_server_message_set_status (message, 200, NULL);
}

static void
answer_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  guint status = 0;

  remember_request (fixture, message);
  if (g_str_equal (path, "/ok"))
    answer_ok (message);
  else if (g_str_equal (path, "/redirect"))
    soup_server_message_set_redirect (message, 307, "/ok");
  else if (g_str_equal (path, "/elsewhere"))
    soup_server_message_set_redirect (message, 302, "https://evil.example/");
  else if (g_str_equal (path, "/silent"))
    soup_server_message_pause (message);
  else if (g_str_equal (path, "/cancel-me"))
    {
      soup_server_message_pause (message);
      g_cancellable_cancel (fixture->cancellable);
    }
  else if (g_str_equal (path, "/bomb"))
    answer_bomb (message);
  else if (g_str_equal (path, "/challenge"))
    {
      soup_message_headers_append (headers, "WWW-Authenticate", "Basic realm=\"x\"");
      soup_server_message_set_status (message, 401, NULL);
    }
  else if (g_str_has_prefix (path, "/always/"))
    {
      status = (guint)g_ascii_strtoull (path + 8, NULL, 10);
      soup_message_headers_append (headers, "Retry-After", "0");
      soup_server_message_set_status (message, status, NULL);
    }
  else if (g_str_has_prefix (path, "/once/") && fixture->n_requests == 1)
    {
      soup_message_headers_append (headers, "Retry-After", path + 6);
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "later", 5);
      soup_server_message_set_status (message, 429, NULL);
    }
  else
    answer_ok (message);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, answer_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->origin = g_uri_ref (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  fixture->client = gh_http_client_new (NULL);
  fixture->cancellable = g_cancellable_new ();
}

static void
forget_answer (Fixture *fixture)
{
  fixture->done = FALSE;
  g_clear_object (&fixture->response);
  g_clear_error (&fixture->error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  forget_answer (fixture);
  g_assert_finalize_object (fixture->client);
  g_object_unref (fixture->cancellable);
  soup_server_disconnect (fixture->server);
  g_object_unref (fixture->server);
  g_uri_unref (fixture->origin);
  g_free (fixture->authorization);
  g_free (fixture->content_length);
  g_free (fixture->body);
}

static gboolean
too_long_cb (gpointer user_data)
{
  g_error ("No answer came for %d seconds", LONGEST_SECONDS);

  return G_SOURCE_REMOVE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->response = gh_http_client_send_finish (GH_HTTP_CLIENT (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
send_request (Fixture *fixture, GhHttpRequest *request)
{
  guint guard = g_timeout_add_seconds (LONGEST_SECONDS, too_long_cb, NULL);

  forget_answer (fixture);
  gh_http_client_send_async (fixture->client, request, fixture->cancellable, answered_cb, fixture);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
  g_assert_true ((fixture->response != NULL) != (fixture->error != NULL));
}

static GhHttpRequest *
new_request (GUri *origin, Method method, const char *path)
{
  g_autoptr (GUri) uri = gh_origin_build (origin, path, NULL);
  GhHttpRequest *request = gh_http_request_new (method == METHOD_GET ? "GET" : "PATCH", uri);

  if (method == METHOD_PATCH)
    {
      g_autoptr (GhSecret) body = gh_secret_new_text ("{\"password\":\"" PASSWORD "\"}");

      gh_http_request_set_body (request, "application/json", body);
    }

  return request;
}

static void
ask (Fixture *fixture, Method method, const char *path)
{
  g_autoptr (GhHttpRequest) request = new_request (fixture->origin, method, path);

  send_request (fixture, request);
}

static void
ask_raw (Fixture *fixture, RawServer *server, Method method)
{
  g_autofree char *text = g_strdup_printf ("http://127.0.0.1:%u", raw_server_get_port (server));
  g_autoptr (GUri) origin = gh_origin_parse (text, NULL);
  g_autoptr (GhHttpRequest) request = new_request (origin, method, "/");

  send_request (fixture, request);
}

static void
assert_status (Fixture *fixture, guint status)
{
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (gh_http_response_get_status (fixture->response), ==, status);
}

static void
test_reads_an_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) object = NULL;

  ask (fixture, METHOD_GET, "/ok");
  assert_status (fixture, 200);
  object = gh_http_response_read_object (fixture->response, NULL);

  g_assert_nonnull (object);
  g_assert_cmpint (json_object_get_int_member (object, "a"), ==, 1);
  g_assert_cmpstr (gh_http_response_get_header (fixture->response, "content-TYPE"), ==,
                   "application/json");
  g_assert_cmpstr (gh_http_response_get_request_id (fixture->response), ==,
                   "6e3b6b0c-5b1c-4a3e-9d55-0a2b7f3c1d11");
}

static void
test_sends_body_and_bearer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhHttpRequest) request = new_request (fixture->origin, METHOD_PATCH, "/ok");
  g_autoptr (GhSecret) token = gh_secret_new_text (TOKEN);

  gh_http_request_set_bearer (request, token);
  send_request (fixture, request);

  assert_status (fixture, 200);
  g_assert_cmpstr (fixture->authorization, ==, "Bearer " TOKEN);
  g_assert_cmpstr (fixture->body, ==, "{\"password\":\"" PASSWORD "\"}");
}

/* The service answers 411 to a POST that does not say how long it is. */
static void
test_post_without_body_says_so (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GUri) uri = gh_origin_build (fixture->origin, "/ok", NULL);
  g_autoptr (GhHttpRequest) request = gh_http_request_new ("POST", uri);

  send_request (fixture, request);

  assert_status (fixture, 200);
  g_assert_cmpstr (fixture->content_length, ==, "0");
}

static void
test_redirect_is_refused (Fixture *fixture, gconstpointer data)
{
  ask (fixture, METHOD_GET, "/redirect");
  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_UNTRUSTED_ORIGIN);
  ask (fixture, METHOD_PATCH, "/elsewhere");
  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_UNTRUSTED_ORIGIN);

  g_assert_cmpuint (fixture->n_requests, ==, 2);
}

static void
test_challenge_is_an_answer (Fixture *fixture, gconstpointer data)
{
  ask (fixture, METHOD_GET, "/challenge");

  assert_status (fixture, 401);
  g_assert_cmpuint (fixture->n_requests, ==, 1);
}

static void
test_get_is_repeated (Fixture *fixture, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();

  ask (fixture, METHOD_GET, "/once/1");

  assert_status (fixture, 200);
  g_assert_cmpuint (fixture->n_requests, ==, 2);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC * 9 / 10);
  g_assert_cmpstr (gh_secret_peek_text (gh_http_response_get_body (fixture->response)), ==,
                   "{\"a\":1}");
}

static void
test_get_is_not_repeated_for_ever (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/always/429", "/always/500", "/always/502", "/always/503",
                                       "/always/504" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      fixture->n_requests = 0;
      ask (fixture, METHOD_GET, paths[i]);
      g_assert_cmpuint (gh_http_response_get_status (fixture->response), >=, 429);
      g_assert_cmpuint (fixture->n_requests, ==, 3);
    }
}

static void
test_get_is_not_repeated_for_other_refusals (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/always/400", "/always/401", "/always/403", "/always/404" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      fixture->n_requests = 0;
      ask (fixture, METHOD_GET, paths[i]);
      g_assert_cmpuint (fixture->n_requests, ==, 1);
    }
}

static void
test_patch_is_never_repeated (Fixture *fixture, gconstpointer data)
{
  ask (fixture, METHOD_PATCH, "/always/429");
  assert_status (fixture, 429);
  g_assert_cmpuint (fixture->n_requests, ==, 1);

  ask (fixture, METHOD_PATCH, "/always/503");
  assert_status (fixture, 503);
  g_assert_cmpuint (fixture->n_requests, ==, 2);
}

static void
test_long_wait_is_left_to_the_caller (Fixture *fixture, gconstpointer data)
{
  ask (fixture, METHOD_GET, "/once/3600");

  assert_status (fixture, 429);
  g_assert_cmpuint (fixture->n_requests, ==, 1);
  g_assert_cmpstr (gh_http_response_get_header (fixture->response, "Retry-After"), ==, "3600");
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static void
test_cancel_ends_a_pause (Fixture *fixture, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();

  g_timeout_add (100, cancel_cb, fixture->cancellable);
  ask (fixture, METHOD_GET, "/once/20");

  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

static void
test_bomb_is_not_unfolded (Fixture *fixture, gconstpointer data)
{
  ask (fixture, METHOD_GET, "/bomb");

  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_PROTOCOL);
}

static void
test_endless_answer_is_cut_off (Fixture *fixture, gconstpointer data)
{
  g_autofree char *megabyte = g_strnfill (1 << 20, 'x');
  g_autofree char *answer = g_strconcat ("HTTP/1.1 200 OK\r\n\r\n", megabyte, NULL);
  g_autoptr (RawServer) server = raw_server_new (answer, strlen (answer), 100000);

  ask_raw (fixture, server, METHOD_GET);

  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_PROTOCOL);
}

static GhHttpRequest *
new_hurried_request (Fixture *fixture, Method method)
{
  GhHttpRequest *request = new_request (fixture->origin, method, "/silent");

  gh_http_request_set_deadline (request, 1);

  return request;
}

static void
test_deadline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhHttpRequest) get = new_hurried_request (fixture, METHOD_GET);
  g_autoptr (GhHttpRequest) patch = new_hurried_request (fixture, METHOD_PATCH);

  send_request (fixture, get);
  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_TIMED_OUT);
  send_request (fixture, patch);
  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING);
}

static void
test_cancelled_before_sending (Fixture *fixture, gconstpointer data)
{
  g_cancellable_cancel (fixture->cancellable);
  ask (fixture, METHOD_PATCH, "/ok");

  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->n_requests, ==, 0);
}

static void
test_cancelled_after_sending (Fixture *fixture, gconstpointer data)
{
  ask (fixture, METHOD_PATCH, "/cancel-me");

  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING);
  g_assert_cmpuint (fixture->n_requests, ==, 1);
}

static void
test_cancelled_get_changes_nothing (Fixture *fixture, gconstpointer data)
{
  ask (fixture, METHOD_GET, "/cancel-me");

  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_connection_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, 0, 0);
  g_autofree char *text = g_strdup_printf ("http://127.0.0.1:%u", raw_server_get_port (server));
  g_autoptr (GUri) origin = gh_origin_parse (text, NULL);
  g_autoptr (GhHttpRequest) request = new_request (origin, METHOD_PATCH, "/");

  g_clear_pointer (&server, raw_server_free);
  send_request (fixture, request);

  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_OFFLINE);
}

static void
test_closed_without_an_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, 0, 0);

  ask_raw (fixture, server, METHOD_PATCH);
  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING);
  g_assert_cmpuint (raw_server_count_requests (server), ==, 1);

  ask_raw (fixture, server, METHOD_GET);
  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_OFFLINE);
}

static void
test_truncated_answer (Fixture *fixture, gconstpointer data)
{
  const char *answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"value\":[";
  const char *chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"value\":[";
  g_autoptr (RawServer) server = raw_server_new (answer, strlen (answer), 1);
  g_autoptr (RawServer) chunked_server = raw_server_new (chunked, strlen (chunked), 1);

  ask_raw (fixture, server, METHOD_GET);
  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_OFFLINE);
  g_assert_nonnull (strstr (fixture->error->message, "broke off"));
  ask_raw (fixture, chunked_server, METHOD_GET);
  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_OFFLINE);
  ask_raw (fixture, server, METHOD_PATCH);
  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING);
}

static void
test_not_http (Fixture *fixture, gconstpointer data)
{
  const char *answer = "SSH-2.0-OpenSSH_9.2\r\n\r\n";
  g_autoptr (RawServer) server = raw_server_new (answer, strlen (answer), 1);

  ask_raw (fixture, server, METHOD_GET);
  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_PROTOCOL);
}

static void
test_bearer_needs_tls (void)
{
  g_autoptr (GUri) uri = g_uri_parse ("http://api.powerbi.com/v1.0", G_URI_FLAGS_NONE, NULL);
  g_autoptr (GhHttpRequest) request = gh_http_request_new ("GET", uri);
  g_autoptr (GhSecret) token = gh_secret_new_text (TOKEN);

  g_test_expect_message ("gatehouse", G_LOG_LEVEL_CRITICAL, "*gh_http_request_set_bearer*");
  gh_http_request_set_bearer (request, token);
  g_test_assert_expected_messages ();

  g_assert_null (gh_http_request_get_bearer (request));
}

static GLogWriterOutput
collect_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  GString *log = user_data;

  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      g_string_append_printf (log, "%s=%s\n", fields[i].key, (const char *)fields[i].value);

  return G_LOG_WRITER_HANDLED;
}

/* A writer gets what G_MESSAGES_DEBUG=all would show. It can be set once in a process, so this is
 * done in one of its own. */
static void
test_log_holds_no_secret_subprocess (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GhSecret) token = gh_secret_new_text (TOKEN);
  g_autoptr (GUri) uri = gh_origin_build (fixture->origin, "/ok", "code=query-secret");
  g_autoptr (GhHttpRequest) request = gh_http_request_new ("PATCH", uri);
  g_autoptr (GhSecret) body = gh_secret_new_text ("{\"password\":\"" PASSWORD "\"}");

  g_log_set_writer_func (collect_log, log, NULL);
  gh_http_request_set_bearer (request, token);
  gh_http_request_set_body (request, "application/json", body);
  send_request (fixture, request);
  g_assert_nonnull (strstr (log->str, "PATCH"));
  g_assert_nonnull (strstr (log->str, "/ok"));

  ask (fixture, METHOD_PATCH, "/elsewhere");
  ask (fixture, METHOD_PATCH, "/always/503");
  g_assert_null (strstr (log->str, TOKEN));
  g_assert_null (strstr (log->str, PASSWORD));
  g_assert_null (strstr (log->str, "query-secret"));
}

static void
test_log_holds_no_secret (void)
{
  g_test_trap_subprocess ("/http-client/log/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/http-client/reads-an-answer", test_reads_an_answer);
  ADD ("/http-client/sends-body-and-bearer", test_sends_body_and_bearer);
  ADD ("/http-client/post-without-body", test_post_without_body_says_so);
  ADD ("/http-client/redirect", test_redirect_is_refused);
  ADD ("/http-client/challenge", test_challenge_is_an_answer);
  ADD ("/http-client/get-is-repeated", test_get_is_repeated);
  ADD ("/http-client/not-for-ever", test_get_is_not_repeated_for_ever);
  ADD ("/http-client/not-for-other-refusals", test_get_is_not_repeated_for_other_refusals);
  ADD ("/http-client/patch-is-never-repeated", test_patch_is_never_repeated);
  ADD ("/http-client/long-wait", test_long_wait_is_left_to_the_caller);
  ADD ("/http-client/cancel-ends-a-pause", test_cancel_ends_a_pause);
  ADD ("/http-client/bomb", test_bomb_is_not_unfolded);
  ADD ("/http-client/endless", test_endless_answer_is_cut_off);
  ADD ("/http-client/deadline", test_deadline);
  ADD ("/http-client/cancelled-before-sending", test_cancelled_before_sending);
  ADD ("/http-client/cancelled-after-sending", test_cancelled_after_sending);
  ADD ("/http-client/cancelled-get", test_cancelled_get_changes_nothing);
  ADD ("/http-client/connection-refused", test_connection_refused);
  ADD ("/http-client/closed-without-an-answer", test_closed_without_an_answer);
  ADD ("/http-client/truncated", test_truncated_answer);
  ADD ("/http-client/not-http", test_not_http);
  g_test_add_func ("/http-client/bearer-needs-tls", test_bearer_needs_tls);
  g_test_add_func ("/http-client/log", test_log_holds_no_secret);
  ADD ("/http-client/log/subprocess", test_log_holds_no_secret_subprocess);

  return g_test_run ();
}
