/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "raw-client.h"

#include <string.h>

#define TOO_LONG_SECONDS 20

typedef struct
{
  guint port;
  const char *request;
  char *answer;
  gboolean done;
} Exchange;

static gboolean
too_long_cb (gpointer user_data)
{
  g_error ("Nothing came of it in %d seconds", TOO_LONG_SECONDS);
  return G_SOURCE_REMOVE;
}

void
run_until (gboolean *flag)
{
  guint timer = g_timeout_add_seconds (TOO_LONG_SECONDS, too_long_cb, NULL);

  while (!*flag)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (timer);
}

static gpointer
ask_thread (gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)exchange->port, NULL, &error);
  GString *answer = g_string_new (NULL);
  char buffer[4096];
  gssize got = 0;

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             exchange->request, strlen (exchange->request), NULL, NULL, NULL);
  do
    {
      g_string_append_len (answer, buffer, got);
      got = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer,
                                 sizeof buffer, NULL, NULL);
    }
  while (got > 0);

  exchange->answer = g_string_free (answer, FALSE);
  g_atomic_int_set (&exchange->done, TRUE);
  g_main_context_wakeup (NULL);

  return NULL;
}

char *
raw_client_ask (guint port, const char *request)
{
  Exchange exchange = { port, request };
  GThread *thread = g_thread_new ("browser", ask_thread, &exchange);

  run_until (&exchange.done);
  g_thread_join (thread);

  return exchange.answer;
}

char *
raw_client_get (guint port, const char *target)
{
  g_autofree char *request =
      g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost:%u\r\n\r\n", target, port);

  return raw_client_ask (port, request);
}

char *
raw_client_post (guint port, const char *form)
{
  g_autofree char *request = g_strdup_printf ("POST / HTTP/1.1\r\nHost: localhost:%u\r\n"
                                              "Content-Type: application/x-www-form-urlencoded\r\n"
                                              "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                                              port, strlen (form), form);

  return raw_client_ask (port, request);
}

static gboolean
is_refused_at (const char *address, guint port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, address, (guint16)port, NULL, &error);

  return connection == NULL;
}

gboolean
raw_client_is_refused (guint port)
{
  return is_refused_at ("127.0.0.1", port) && is_refused_at ("::1", port);
}

guint
raw_client_status (const char *answer)
{
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 "));

  return (guint)g_ascii_strtoull (answer + strlen ("HTTP/1.1 "), NULL, 10);
}
