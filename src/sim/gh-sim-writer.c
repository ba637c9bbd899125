/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-writer.h"

struct _GhSimWriter
{
  GObject parent_instance;

  /* Answers that wait for their time: SoupServerMessage → GSource */
  GHashTable *delayed;
};

G_DEFINE_FINAL_TYPE (GhSimWriter, gh_sim_writer, G_TYPE_OBJECT)

static void
gh_sim_writer_finalize (GObject *object)
{
  g_hash_table_unref (GH_SIM_WRITER (object)->delayed);

  G_OBJECT_CLASS (gh_sim_writer_parent_class)->finalize (object);
}

static void
gh_sim_writer_class_init (GhSimWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_sim_writer_finalize;
}

static void
remove_source (gpointer data)
{
  GSource *source = data;

  g_source_destroy (source);
  g_source_unref (source);
}

static void
gh_sim_writer_init (GhSimWriter *self)
{
  self->delayed = g_hash_table_new_full (NULL, NULL, g_object_unref, remove_source);
}

/**
 * gh_sim_writer_new:
 *
 * Returns: (transfer full): a writer; answers that still wait when it goes are never written
 */
GhSimWriter *
gh_sim_writer_new (void)
{
  return g_object_new (GH_TYPE_SIM_WRITER, NULL);
}

static void
write_reply (SoupServerMessage *message, GhSimReply *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (reply->status == 0)
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      return;
    }
  soup_server_message_set_status (message, reply->status, NULL);
  for (guint i = 0; i + 1 < reply->headers->len; i += 2)
    soup_message_headers_append (headers, g_ptr_array_index (reply->headers, i),
                                 g_ptr_array_index (reply->headers, i + 1));
  if (reply->body != NULL)
    soup_server_message_set_response (message, reply->content_type, SOUP_MEMORY_COPY, reply->body,
                                      strlen (reply->body));
}

typedef struct
{
  GhSimWriter *writer;
  SoupServerMessage *message;
  GhSimReply *reply;
} Delay;

static void
delay_free (gpointer data)
{
  Delay *delay = data;

  gh_sim_reply_free (delay->reply);
  g_free (delay);
}

static gboolean
end_delay (gpointer data)
{
  Delay *delay = data;
  g_autoptr (SoupServerMessage) message = g_object_ref (delay->message);

  write_reply (message, delay->reply);
  if (delay->reply->status != 0)
    soup_server_message_unpause (message);
  g_hash_table_remove (delay->writer->delayed, message);

  return G_SOURCE_REMOVE;
}

static void
forget_delay (SoupServerMessage *message, GhSimWriter *self)
{
  g_hash_table_remove (self->delayed, message);
}

static void
write_later (GhSimWriter *self, SoupServerMessage *message, GhSimReply *reply, double seconds)
{
  GSource *source = g_timeout_source_new ((guint)(seconds * 1000));
  Delay *delay = g_new0 (Delay, 1);

  delay->writer = self;
  delay->message = message;
  delay->reply = reply;
  g_source_set_callback (source, end_delay, delay, delay_free);
  g_source_attach (source, g_main_context_get_thread_default ());
  soup_server_message_pause (message);
  g_signal_connect_object (message, "disconnected", G_CALLBACK (forget_delay), self, 0);
  g_hash_table_insert (self->delayed, g_object_ref (message), source);
}

/**
 * gh_sim_writer_write:
 * @self: a writer
 * @message: what it answers
 * @reply: (transfer full): the answer; with the status 0, the end of the connection
 * @delay: seconds to wait first
 */
void
gh_sim_writer_write (GhSimWriter *self, SoupServerMessage *message, GhSimReply *reply, double delay)
{
  if (delay > 0)
    {
      write_later (self, message, reply, delay);
      return;
    }
  write_reply (message, reply);
  gh_sim_reply_free (reply);
}
