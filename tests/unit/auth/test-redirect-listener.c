/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gh-error.h"
#include "gh-loopback.h"
#include "gh-redirect-listener.h"
#include "raw-client.h"

#include <errno.h>

typedef struct
{
  GhRedirectListener *listener;
  guint port;
  gboolean answered;
  GhRedirectAnswer *answer;
} Fixture;

static void
answered_cb (GhRedirectListener *listener, GhRedirectAnswer *answer, Fixture *fixture)
{
  g_assert_false (fixture->answered);
  fixture->answered = TRUE;
  fixture->answer = gh_redirect_answer_ref (answer);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhSecret) state = gh_secret_new_text ("good-state");
  g_autoptr (GError) error = NULL;

  fixture->listener = gh_redirect_listener_new (state);
  g_signal_connect (fixture->listener, "answered", G_CALLBACK (answered_cb), fixture);
  gh_redirect_listener_start (fixture->listener, &error);
  g_assert_no_error (error);
  fixture->port = gh_redirect_listener_get_port (fixture->listener);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gh_redirect_listener_stop (fixture->listener);
  g_assert_true (raw_client_is_refused (fixture->port));
  g_clear_object (&fixture->listener);
  g_clear_pointer (&fixture->answer, gh_redirect_answer_unref);
}

/* Whatever came before, the wait goes on and the real answer is taken. */
static void
assert_still_waiting (Fixture *fixture)
{
  g_autofree char *page = NULL;

  g_assert_false (fixture->answered);
  page = raw_client_post (fixture->port, "code=late&state=good-state");
  g_assert_cmpuint (raw_client_status (page), ==, 200);
  run_until (&fixture->answered);
  g_assert_cmpstr (gh_secret_peek_text (fixture->answer->code), ==, "late");
}

static void
assert_answered_with (Fixture *fixture, const char *request, guint status)
{
  g_autofree char *page = raw_client_ask (fixture->port, request);

  g_assert_cmpuint (raw_client_status (page), ==, status);
  assert_still_waiting (fixture);
}

static void
test_form_post (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page =
      raw_client_post (fixture->port, "code=a%2Bb+c&state=good-state&session_state=x");

  g_assert_cmpuint (raw_client_status (page), ==, 200);
  run_until (&fixture->answered);
  g_assert_cmpstr (gh_secret_peek_text (fixture->answer->code), ==, "a+b c");
  g_assert_null (fixture->answer->error);
}

static void
test_query (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = raw_client_get (fixture->port, "/?code=a%2Bb&state=good-state");

  g_assert_cmpuint (raw_client_status (page), ==, 200);
  run_until (&fixture->answered);
  g_assert_cmpstr (gh_secret_peek_text (fixture->answer->code), ==, "a+b");
}

static void
test_authority_error (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page =
      raw_client_post (fixture->port,
                       "error=access_denied&error_subcode=cancel&error_description=%3Cb%3E"
                       "&state=good-state");

  g_assert_cmpuint (raw_client_status (page), ==, 200);
  g_assert_null (strstr (page, "<b>"));
  run_until (&fixture->answered);
  g_assert_null (fixture->answer->code);
  g_assert_cmpstr (fixture->answer->error, ==, "access_denied");
  g_assert_cmpstr (fixture->answer->subcode, ==, "cancel");
  g_assert_cmpstr (fixture->answer->description, ==, "<b>");
}

static void
test_page_headers (Fixture *fixture, gconstpointer data)
{
  static const char *const headers[] = {
    "\r\nCache-Control: no-store\r\n",
    "\r\nReferrer-Policy: no-referrer\r\n",
    "\r\nX-Content-Type-Options: nosniff\r\n",
    "\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n",
    "\r\nContent-Type: text/html; charset=utf-8\r\n",
  };
  g_autofree char *page = raw_client_get (fixture->port, "/?code=c&state=good-state");

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_test_message ("%s in %s", headers[i], page);
      g_assert_nonnull (strstr (page, headers[i]));
    }
  g_assert_null (strstr (page, "good-state"));
}

static void
test_wrong_state (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = raw_client_post (fixture->port, "code=c&state=other-state");

  g_assert_cmpuint (raw_client_status (page), ==, 400);
  assert_still_waiting (fixture);
}

static void
test_missing_state (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = raw_client_get (fixture->port, "/?code=c");

  g_assert_cmpuint (raw_client_status (page), ==, 400);
  assert_still_waiting (fixture);
}

static void
test_state_is_good_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = raw_client_get (fixture->port, "/?code=first&state=good-state");
  g_autofree char *second = raw_client_get (fixture->port, "/?code=second&state=good-state");

  g_assert_cmpuint (raw_client_status (first), ==, 200);
  g_assert_cmpuint (raw_client_status (second), ==, 400);
  run_until (&fixture->answered);
  g_assert_cmpstr (gh_secret_peek_text (fixture->answer->code), ==, "first");
}

static void
test_parameter_twice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = raw_client_get (fixture->port, "/?code=c&code=d&state=good-state");

  g_assert_cmpuint (raw_client_status (page), ==, 400);
  assert_still_waiting (fixture);
}

static void
test_neither_code_nor_error (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = raw_client_get (fixture->port, "/?state=good-state");

  g_assert_cmpuint (raw_client_status (page), ==, 400);
  assert_still_waiting (fixture);
}

static void
test_broken_encoding (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = raw_client_post (fixture->port, "code=%zz&state=good-state");

  g_assert_cmpuint (raw_client_status (page), ==, 400);
  assert_still_waiting (fixture);
}

static void
test_favicon (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = raw_client_get (fixture->port, "/favicon.ico?code=c&state=good-state");

  g_assert_cmpuint (raw_client_status (page), ==, 404);
  assert_still_waiting (fixture);
}

static void
test_foreign_host (Fixture *fixture, gconstpointer data)
{
  assert_answered_with (fixture,
                        "GET /?code=c&state=good-state HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                        421);
}

static void
test_numeric_host (Fixture *fixture, gconstpointer data)
{
  g_autofree char *request =
      g_strdup_printf ("GET /?code=c&state=good-state HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n\r\n",
                       fixture->port);
  g_autofree char *page = raw_client_ask (fixture->port, request);

  g_assert_cmpuint (raw_client_status (page), ==, 200);
  run_until (&fixture->answered);
}

static void
test_wrong_method (Fixture *fixture, gconstpointer data)
{
  g_autofree char *request = g_strdup_printf (
      "PUT /?code=c&state=good-state HTTP/1.1\r\nHost: localhost:%u\r\nContent-Length: 0\r\n\r\n",
      fixture->port);

  assert_answered_with (fixture, request, 405);
}

static void
test_wrong_type (Fixture *fixture, gconstpointer data)
{
  g_autofree char *request =
      g_strdup_printf ("POST / HTTP/1.1\r\nHost: localhost:%u\r\nContent-Type: text/plain\r\n"
                       "Content-Length: 23\r\n\r\ncode=c&state=good-state",
                       fixture->port);

  assert_answered_with (fixture, request, 415);
}

static void
test_long_body (Fixture *fixture, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (GH_REDIRECT_MAX_BYTES, 'x');
  g_autofree char *form = g_strdup_printf ("code=c&state=good-state&x=%s", filler);
  g_autofree char *page = raw_client_post (fixture->port, form);

  g_assert_cmpuint (raw_client_status (page), ==, 413);
  assert_still_waiting (fixture);
}

static void
test_chunked_body (Fixture *fixture, gconstpointer data)
{
  g_autofree char *request = g_strdup_printf ("POST / HTTP/1.1\r\nHost: localhost:%u\r\n"
                                              "Content-Type: application/x-www-form-urlencoded\r\n"
                                              "Transfer-Encoding: chunked\r\n\r\n"
                                              "17\r\ncode=c&state=good-state\r\n0\r\n\r\n",
                                              fixture->port);

  assert_answered_with (fixture, request, 411);
}

/* A browser opens connections ahead and may never use them. */
static void
test_pre_connection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) idle =
      g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)fixture->port, NULL, NULL);

  g_assert_nonnull (idle);
  assert_still_waiting (fixture);
}

/* Stopping also ends connections that were opened ahead, so that nothing of the listener stays. */
static void
test_stop_ends_connections (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) idle = NULL;
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;
  char byte;

  g_socket_client_set_timeout (client, 10);
  idle = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)fixture->port, NULL, NULL);
  g_assert_nonnull (idle);
  /* By the time this is answered, the connection before it was accepted. */
  page = raw_client_get (fixture->port, "/favicon.ico");
  gh_redirect_listener_stop (fixture->listener);

  g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (idle)), &byte, 1,
                                        NULL, &error),
                   <=, 0);
  g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT));
}

/* The page need not be read: a browser that is closed at once has still brought the code. */
static void
test_browser_closed_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)fixture->port, NULL, NULL);
  g_autofree char *request =
      g_strdup_printf ("GET /?code=c&state=good-state HTTP/1.1\r\nHost: localhost:%u\r\n\r\n",
                       fixture->port);

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                             strlen (request), NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  run_until (&fixture->answered);
  g_assert_cmpstr (gh_secret_peek_text (fixture->answer->code), ==, "c");
}

static void
test_no_http (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = raw_client_ask (fixture->port, "\x16\x03\x01\r\n\r\n");

  g_assert_null (strstr (page, " 200 "));
  assert_still_waiting (fixture);
}

static void
test_both_addresses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GInetAddress) any = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6);
  g_autoptr (GSocketAddress) free_port = g_inet_socket_address_new (any, 0);
  g_autoptr (GSocket) probe = g_socket_new (G_SOCKET_FAMILY_IPV6, G_SOCKET_TYPE_STREAM, 0, NULL);
  gboolean has_ipv6 = probe != NULL && g_socket_bind (probe, free_port, FALSE, NULL);
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, "::1", (guint16)fixture->port, NULL, NULL);

  g_assert_cmpint (connection != NULL, ==, has_ipv6);
}

static void
test_no_ipv6 (void)
{
  g_assert_true (gh_loopback_means_no_ipv6 (EADDRNOTAVAIL));
  g_assert_true (gh_loopback_means_no_ipv6 (EAFNOSUPPORT));
  g_assert_false (gh_loopback_means_no_ipv6 (EADDRINUSE));
  g_assert_false (gh_loopback_means_no_ipv6 (EACCES));
}

static void
test_pasted_address (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address =
      g_strdup_printf (" http://localhost:%u/?code=pasted&state=good-state#rest\n", fixture->port);
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_redirect_listener_submit_address (fixture->listener, address, &error));
  g_assert_no_error (error);
  run_until (&fixture->answered);
  g_assert_cmpstr (gh_secret_peek_text (fixture->answer->code), ==, "pasted");
}

static void
test_bad_addresses (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *form;
    const char *message;
  } cases[] = {
    { "", "This is not the address of the last page*" },
    { "no address", "This is not the address of the last page*" },
    { "https://localhost:%u/?code=c&state=good-state", "This is not the address*" },
    { "http://evil.example:%u/?code=c&state=good-state", "This is not the address*" },
    { "http://localhost@evil.example:%u/?code=c&state=good-state", "This is not the address*" },
    { "http://localhost:1/?code=c&state=good-state", "This is not the address*" },
    { "http://localhost:%u/other?code=c&state=good-state", "This is not the address*" },
    { "http://localhost:%u/", "The address holds no answer*" },
    { "http://localhost:%u/?code=c&state=old", "This answer belongs to another attempt*" },
    { "http://localhost:%u/?state=good-state", "This answer holds neither*" },
  };
  g_autofree char *port = g_strdup_printf ("%u", fixture->port);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) address = g_string_new (cases[i].form);

      g_string_replace (address, "%u", port, 0);
      g_test_message ("%s", address->str);
      g_assert_false (
          gh_redirect_listener_submit_address (fixture->listener, address->str, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
    }
  assert_still_waiting (fixture);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/redirect-listener/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("form-post", test_form_post);
  ADD ("query", test_query);
  ADD ("authority-error", test_authority_error);
  ADD ("page-headers", test_page_headers);
  ADD ("wrong-state", test_wrong_state);
  ADD ("missing-state", test_missing_state);
  ADD ("state-is-good-once", test_state_is_good_once);
  ADD ("parameter-twice", test_parameter_twice);
  ADD ("neither-code-nor-error", test_neither_code_nor_error);
  ADD ("broken-encoding", test_broken_encoding);
  ADD ("favicon", test_favicon);
  ADD ("foreign-host", test_foreign_host);
  ADD ("numeric-host", test_numeric_host);
  ADD ("wrong-method", test_wrong_method);
  ADD ("wrong-type", test_wrong_type);
  ADD ("long-body", test_long_body);
  ADD ("chunked-body", test_chunked_body);
  ADD ("pre-connection", test_pre_connection);
  ADD ("stop-ends-connections", test_stop_ends_connections);
  ADD ("browser-closed-at-once", test_browser_closed_at_once);
  ADD ("no-http", test_no_http);
  ADD ("both-addresses", test_both_addresses);
  ADD ("pasted-address", test_pasted_address);
  ADD ("bad-addresses", test_bad_addresses);
  g_test_add_func ("/redirect-listener/no-ipv6", test_no_ipv6);

  return g_test_run ();
}
