/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-http-response.h"

#include "gh-error.h"
#include "gh-json.h"

/**
 * GhHttpResponse:
 *
 * An answer with its status, headers and body. Immutable. The body is held as a secret, since a
 * token endpoint answers with tokens.
 */
struct _GhHttpResponse
{
  GObject parent_instance;

  guint status;
  GHashTable *headers;
  GhSecret *body;
};

G_DEFINE_FINAL_TYPE (GhHttpResponse, gh_http_response, G_TYPE_OBJECT)

static void
gh_http_response_finalize (GObject *object)
{
  GhHttpResponse *self = GH_HTTP_RESPONSE (object);

  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_clear_pointer (&self->body, gh_secret_unref);

  G_OBJECT_CLASS (gh_http_response_parent_class)->finalize (object);
}

static void
gh_http_response_class_init (GhHttpResponseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_http_response_finalize;
}

static void
gh_http_response_init (GhHttpResponse *self)
{
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * gh_http_response_new:
 * @status: HTTP status
 * @headers: (nullable) (element-type utf8 utf8): name, in any case, to value
 * @body: the bytes after decompression
 *
 * Returns: (transfer full): an answer
 */
GhHttpResponse *
gh_http_response_new (guint status, GHashTable *headers, GhSecret *body)
{
  GhHttpResponse *self = g_object_new (GH_TYPE_HTTP_RESPONSE, NULL);
  GHashTableIter iter;
  gpointer name, value;

  self->status = status;
  self->body = gh_secret_ref (body);
  if (headers != NULL)
    {
      g_hash_table_iter_init (&iter, headers);
      while (g_hash_table_iter_next (&iter, &name, &value))
        g_hash_table_insert (self->headers, g_ascii_strdown (name, -1), g_strdup (value));
    }

  return self;
}

/**
 * gh_http_response_get_status:
 * @self: an answer
 *
 * Returns: the HTTP status
 */
guint
gh_http_response_get_status (GhHttpResponse *self)
{
  return self->status;
}

/**
 * gh_http_response_get_header:
 * @self: an answer
 * @name: a header's name in any case
 *
 * Returns: (transfer none) (nullable): its value; several of one name are joined by ", "
 */
const char *
gh_http_response_get_header (GhHttpResponse *self, const char *name)
{
  g_autofree char *key = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (self->headers, key);
}

/**
 * gh_http_response_get_body:
 * @self: an answer
 *
 * Returns: (transfer none): the body, which may be empty
 */
GhSecret *
gh_http_response_get_body (GhHttpResponse *self)
{
  return self->body;
}

/**
 * gh_http_response_get_request_id:
 * @self: an answer
 *
 * What support of the vendor asks for first. Only a GUID is taken, since the value is shown, logged
 * and copied.
 *
 * Returns: (transfer none) (nullable): the id of the request
 */
const char *
gh_http_response_get_request_id (GhHttpResponse *self)
{
  static const char *const names[] = { "requestid", "x-ms-request-id" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = g_hash_table_lookup (self->headers, names[i]);

      if (value != NULL && g_uuid_string_is_valid (value))
        return value;
    }

  return NULL;
}

/**
 * gh_http_response_read_object:
 * @self: an answer
 * @error: return location
 *
 * Returns: (transfer full): the body as a JSON object, or %NULL with %GH_ERROR_PROTOCOL
 */
JsonObject *
gh_http_response_read_object (GhHttpResponse *self, GError **error)
{
  gsize length = 0;
  const char *data = gh_secret_peek (self->body, &length);

  return gh_json_parse_object (data, (gssize)length, error);
}
