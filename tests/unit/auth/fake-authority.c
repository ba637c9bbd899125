/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fake-authority.h"

#include <string.h>

#include <libsoup/soup.h>

#include "gh-json.h"
#include "gh-random.h"

struct _FakeAuthority
{
  SoupServer *server;
  GQueue answers;
  GHashTable *form;
  guint count;
  guint port;
};

/* In place of an HTTP status. */
#define SILENCE 0
#define BREAK 1

typedef struct
{
  guint status;
  char *header;
  char *body;
} Answer;

static void
answer_free (Answer *answer)
{
  g_free (answer->header);
  g_free (answer->body);
  g_free (answer);
}

static void
token_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  FakeAuthority *self = user_data;
  Answer *answer = g_queue_pop_head (&self->answers);
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  g_assert_true (g_str_has_suffix (path, "/oauth2/v2.0/token"));
  g_assert_cmpstr (soup_server_message_get_method (message), ==, "POST");
  g_assert_nonnull (answer);

  self->count++;
  g_clear_pointer (&self->form, g_hash_table_unref);
  self->form = soup_form_decode (text);

  if (answer->status == SILENCE || answer->status == BREAK)
    {
      if (answer->status == SILENCE)
        soup_server_message_pause (message);
      else
        g_socket_close (soup_server_message_get_socket (message), NULL);
      answer_free (answer);
      return;
    }
  if (answer->header != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (answer->header, ": ", 2);

      soup_message_headers_replace (soup_server_message_get_response_headers (message), parts[0],
                                    parts[1]);
    }
  soup_server_message_set_status (message, answer->status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer->body,
                                    strlen (answer->body));
  answer_free (answer);
}

FakeAuthority *
fake_authority_new (void)
{
  FakeAuthority *self = g_new0 (FakeAuthority, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_queue_init (&self->answers);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, token_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->port = (guint)g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);

  return self;
}

void
fake_authority_free (FakeAuthority *self)
{
  g_queue_clear_full (&self->answers, (GDestroyNotify)answer_free);
  g_clear_pointer (&self->form, g_hash_table_unref);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self);
}

void
fake_authority_push (FakeAuthority *self, guint status, const char *header, const char *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->status = status;
  answer->header = g_strdup (header);
  answer->body = g_strdup (body);
  g_queue_push_tail (&self->answers, answer);
}

void
fake_authority_push_silence (FakeAuthority *self)
{
  fake_authority_push (self, SILENCE, NULL, NULL);
}

void
fake_authority_push_break (FakeAuthority *self)
{
  fake_authority_push (self, BREAK, NULL, NULL);
}

GhCloud *
fake_authority_new_cloud (FakeAuthority *self)
{
  g_autofree char *text =
      g_strdup_printf ("{\"name\":\"Fake\",\"authority\":\"http://127.0.0.1:%u\",\"powerbi\":"
                       "{\"origin\":\"http://127.0.0.1:%u\",\"audience\":\"" FAKE_AUDIENCE "\"}}",
                       self->port, self->port);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) row = gh_json_parse_object (text, -1, &error);
  GhCloud *cloud = gh_cloud_new_from_json (row, &error);

  g_assert_no_error (error);

  return cloud;
}

char *
fake_authority_dup_issuer (FakeAuthority *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u/" FAKE_TENANT "/v2.0", self->port);
}

guint
fake_authority_count (FakeAuthority *self)
{
  return self->count;
}

const char *
fake_authority_get_form (FakeAuthority *self, const char *name)
{
  return g_hash_table_lookup (self->form, name);
}

static void
append_member (GString *text, const char *name, const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, ",\"%s\":\"%s\"", name, value);
}

char *
fake_tokens (const char *access_token, const char *refresh_token, const char *id_token)
{
  GString *text = g_string_new ("{\"token_type\":\"Bearer\",\"expires_in\":3600");

  append_member (text, "access_token", access_token);
  append_member (text, "refresh_token", refresh_token);
  append_member (text, "id_token", id_token);
  g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}

char *
fake_jwt (const char *payload)
{
  g_autofree char *encoded = gh_base64url_encode (payload, strlen (payload));

  return g_strdup_printf ("e30.%s.c2lnbmF0dXJl", encoded);
}
