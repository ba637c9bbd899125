/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-request.h"

#include <string.h>

static void
split_path (GhSimRequest *self)
{
  g_auto (GStrv) parts = g_strsplit (self->path, "/", -1);
  g_autoptr (GPtrArray) unescaped = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = g_uri_unescape_string (parts[i], NULL);

      if (part != NULL && *part != '\0')
        g_ptr_array_add (unescaped, g_utf8_make_valid (part, -1));
    }
  self->n_parts = unescaped->len;
  g_ptr_array_add (unescaped, NULL);
  self->parts = (char **)g_ptr_array_free (g_steal_pointer (&unescaped), FALSE);
}

/* Values turn up in answers, so that bytes which are no text can't stay. */
static GHashTable *
decode_form (const char *text)
{
  g_autoptr (GHashTable) raw = soup_form_decode (text);
  GHashTable *fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, raw);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (fields, g_strdup (name), g_utf8_make_valid (value, -1));

  return fields;
}

static void
append_header (const char *name, const char *value, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s\n", name, value);
}

static char *
write_head (GUri *uri, SoupMessageHeaders *headers)
{
  g_autoptr (GString) head = g_string_new (g_uri_get_path (uri));
  g_autofree char *unescaped = NULL;

  if (g_uri_get_query (uri) != NULL)
    g_string_append_printf (head, "?%s", g_uri_get_query (uri));
  unescaped = g_uri_unescape_string (head->str, NULL);
  if (unescaped != NULL)
    g_string_append_printf (head, "\n%s", unescaped);
  g_string_append_c (head, '\n');
  soup_message_headers_foreach (headers, append_header, head);

  return g_string_free (g_steal_pointer (&head), FALSE);
}

/**
 * gh_sim_request_new:
 * @message: what came in; outlives the result
 *
 * Returns: (transfer full): the request taken apart
 */
GhSimRequest *
gh_sim_request_new (SoupServerMessage *message)
{
  GhSimRequest *self = g_new0 (GhSimRequest, 1);
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  self->method = soup_server_message_get_method (message);
  self->path = g_strdup (g_uri_get_path (uri));
  split_path (self);
  self->query = g_uri_get_query (uri) != NULL ? decode_form (g_uri_get_query (uri)) : NULL;
  self->head = write_head (uri, headers);
  self->authorization = soup_message_headers_get_one (headers, "Authorization");
  self->origin = soup_message_headers_get_one (headers, "Origin");
  self->metadata = soup_message_headers_get_one (headers, "Metadata");
  self->identity_header = soup_message_headers_get_one (headers, "X-IDENTITY-HEADER");
  self->host = soup_message_headers_get_one (headers, "Host");
  self->content_type = soup_message_headers_get_content_type (headers, NULL);
  self->body = g_malloc0 (length + 1);
  if (length > 0)
    memcpy (self->body, data, length);
  self->length = length;

  return self;
}

/**
 * gh_sim_request_free:
 * @self: (transfer full): a request
 */
void
gh_sim_request_free (GhSimRequest *self)
{
  g_free (self->path);
  g_free (self->head);
  g_strfreev (self->parts);
  g_clear_pointer (&self->query, g_hash_table_unref);
  memset (self->body, 0, self->length);
  g_free (self->body);
  g_free (self);
}

/**
 * gh_sim_request_get_part:
 * @self: a request
 * @index: which part of the path
 *
 * Returns: (transfer none): the part, "" where the path is shorter
 */
const char *
gh_sim_request_get_part (GhSimRequest *self, guint index)
{
  return index < self->n_parts ? self->parts[index] : "";
}

/**
 * gh_sim_request_get_query:
 * @self: a request
 * @name: a parameter
 *
 * Returns: (transfer none) (nullable): its value in the address
 */
const char *
gh_sim_request_get_query (GhSimRequest *self, const char *name)
{
  return self->query != NULL ? g_hash_table_lookup (self->query, name) : NULL;
}

/**
 * gh_sim_request_decode_form:
 * @self: a request
 *
 * Returns: (transfer full): the fields of the form in the body; empty if it is none
 */
GHashTable *
gh_sim_request_decode_form (GhSimRequest *self)
{
  gboolean is_form = self->content_type != NULL &&
                     g_ascii_strcasecmp (self->content_type, SOUP_FORM_MIME_TYPE_URLENCODED) == 0 &&
                     strlen (self->body) == self->length;

  return decode_form (is_form ? self->body : "");
}
