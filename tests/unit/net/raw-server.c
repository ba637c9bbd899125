/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "raw-server.h"

#include <string.h>

struct _RawServer
{
  GSocketService *service;
  guint port;
  char *answer;
  gsize length;
  guint repeats;
  int n_requests;
};

static void
read_request (GInputStream *input)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char c;

  while (strstr (text->str, "\r\n\r\n") == NULL &&
         g_input_stream_read (input, &c, 1, NULL, NULL) > 0)
    g_string_append_c (text, c);
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        gpointer user_data)
{
  RawServer *self = user_data;
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  gboolean open = TRUE;

  read_request (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_atomic_int_inc (&self->n_requests);
  for (guint i = 0; open && self->answer != NULL && i < self->repeats; i++)
    open = g_output_stream_write_all (output, self->answer, self->length, NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  return TRUE;
}

RawServer *
raw_server_new (const char *answer, gsize length, guint repeats)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->answer = answer != NULL ? g_memdup2 (answer, length) : NULL;
  self->length = length;
  self->repeats = repeats;
  self->service = g_threaded_socket_service_new (4);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);

  return self;
}

void
raw_server_free (RawServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_free (self->answer);
  g_free (self);
}

guint
raw_server_get_port (RawServer *self)
{
  return self->port;
}

guint
raw_server_count_requests (RawServer *self)
{
  return (guint)g_atomic_int_get (&self->n_requests);
}
