/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-set.h"

#include <string.h>

#include "gh-error.h"
#include "gh-json.h"

#define FORMAT 1

typedef struct
{
  char *audience;
  GhSecret *token;
  gint64 expires_at;
  gint64 renew_at;
} AccessToken;

struct _GhTokenSet
{
  gatomicrefcount references;
  GhSecret *refresh_token;
  GhSecret *client_secret;
  GhSecret *passphrase;
  GPtrArray *access_tokens;
};

G_DEFINE_BOXED_TYPE (GhTokenSet, gh_token_set, gh_token_set_ref, gh_token_set_unref)

static AccessToken *
access_token_new (const char *audience, GhSecret *token, gint64 expires_at, gint64 renew_at)
{
  AccessToken *self = g_new0 (AccessToken, 1);

  self->audience = g_strdup (audience);
  self->token = gh_secret_ref (token);
  self->expires_at = expires_at;
  self->renew_at = renew_at;

  return self;
}

static void
access_token_free (gpointer data)
{
  AccessToken *self = data;

  g_free (self->audience);
  gh_secret_unref (self->token);
  g_free (self);
}

/**
 * gh_token_set_new:
 * @refresh_token: (nullable): the refresh token, where the authority gave one
 *
 * Returns: (transfer full): a set without access tokens
 */
GhTokenSet *
gh_token_set_new (GhSecret *refresh_token)
{
  GhTokenSet *self = g_new0 (GhTokenSet, 1);

  g_atomic_ref_count_init (&self->references);
  self->refresh_token = refresh_token != NULL ? gh_secret_ref (refresh_token) : NULL;
  self->access_tokens = g_ptr_array_new_with_free_func (access_token_free);

  return self;
}

/**
 * gh_token_set_ref:
 * @self: a set of tokens
 *
 * Returns: (transfer full): @self
 */
GhTokenSet *
gh_token_set_ref (GhTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);

  return self;
}

/**
 * gh_token_set_unref:
 * @self: (transfer full): a set of tokens
 *
 * Drops a reference; with the last one the tokens are wiped, unless somebody else holds them.
 */
void
gh_token_set_unref (GhTokenSet *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_clear_pointer (&self->refresh_token, gh_secret_unref);
  g_clear_pointer (&self->client_secret, gh_secret_unref);
  g_clear_pointer (&self->passphrase, gh_secret_unref);
  g_clear_pointer (&self->access_tokens, g_ptr_array_unref);
  g_free (self);
}

/**
 * gh_token_set_get_refresh_token:
 * @self: a set of tokens
 *
 * Returns: (transfer none) (nullable): the refresh token
 */
GhSecret *
gh_token_set_get_refresh_token (GhTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->refresh_token;
}

static AccessToken *
find_access_token (GhTokenSet *self, const char *audience)
{
  for (guint i = 0; i < self->access_tokens->len; i++)
    {
      AccessToken *access_token = g_ptr_array_index (self->access_tokens, i);

      if (g_str_equal (access_token->audience, audience))
        return access_token;
    }

  return NULL;
}

/**
 * gh_token_set_get_access_token:
 * @self: a set of tokens
 * @audience: whom the token is for
 * @expires_at: (out) (optional): when it expires, in seconds since the epoch; untouched when there
 *   is none
 *
 * Returns: (transfer none) (nullable): the access token, expired or not
 */
GhSecret *
gh_token_set_get_access_token (GhTokenSet *self, const char *audience, gint64 *expires_at)
{
  AccessToken *access_token;

  g_return_val_if_fail (self != NULL && audience != NULL, NULL);

  access_token = find_access_token (self, audience);
  if (access_token == NULL)
    return NULL;
  if (expires_at != NULL)
    *expires_at = access_token->expires_at;

  return access_token->token;
}

/**
 * gh_token_set_dup_audiences:
 * @self: a set of tokens
 *
 * Returns: (transfer full): whom there are access tokens for, expired or not
 */
GStrv
gh_token_set_dup_audiences (GhTokenSet *self)
{
  GStrv audiences;

  g_return_val_if_fail (self != NULL, NULL);

  audiences = g_new0 (char *, self->access_tokens->len + 1);
  for (guint i = 0; i < self->access_tokens->len; i++)
    audiences[i] = g_strdup (((AccessToken *)g_ptr_array_index (self->access_tokens, i))->audience);

  return audiences;
}

static void
set_access_token (GhTokenSet *self,
                  const char *audience,
                  GhSecret *token,
                  gint64 expires_at,
                  gint64 renew_at)
{
  AccessToken *old = find_access_token (self, audience);

  if (old != NULL)
    g_ptr_array_remove (self->access_tokens, old);
  g_ptr_array_add (self->access_tokens, access_token_new (audience, token, expires_at, renew_at));
}

/**
 * gh_token_set_get_renewal:
 * @self: a set of tokens
 * @audience: whom the token is for
 *
 * Returns: when another one should be asked for, in seconds since the epoch: five minutes before
 *   the end, since requests take time and clocks differ, or when the authority wants it; 0 if there
 *   is none
 */
gint64
gh_token_set_get_renewal (GhTokenSet *self, const char *audience)
{
  AccessToken *access_token;
  gint64 at;

  g_return_val_if_fail (self != NULL && audience != NULL, 0);

  access_token = find_access_token (self, audience);
  if (access_token == NULL)
    return 0;

  at = access_token->expires_at - GH_TOKEN_SET_MARGIN_SECONDS;

  return access_token->renew_at > 0 ? MIN (access_token->renew_at, at) : at;
}

static GhSecret *
ref_or_null (GhSecret *secret)
{
  return secret != NULL ? gh_secret_ref (secret) : NULL;
}

static GhTokenSet *
copy_with (GhTokenSet *self, GhSecret *refresh_token)
{
  GhTokenSet *copy = gh_token_set_new (refresh_token);

  copy->client_secret = ref_or_null (self->client_secret);
  copy->passphrase = ref_or_null (self->passphrase);
  for (guint i = 0; i < self->access_tokens->len; i++)
    {
      AccessToken *old = g_ptr_array_index (self->access_tokens, i);

      set_access_token (copy, old->audience, old->token, old->expires_at, old->renew_at);
    }

  return copy;
}

/**
 * gh_token_set_with:
 * @self: a set of tokens
 * @audience: whom @access_token is for
 * @access_token: a new access token
 * @expires_at: when it expires, in seconds since the epoch
 * @refresh_token: (nullable): the rotated refresh token; %NULL keeps the old one
 *
 * Returns: (transfer full): a copy of @self with these tokens
 */
GhTokenSet *
gh_token_set_with (GhTokenSet *self,
                   const char *audience,
                   GhSecret *access_token,
                   gint64 expires_at,
                   GhSecret *refresh_token)
{
  GhTokenSet *copy;

  g_return_val_if_fail (self != NULL && audience != NULL && access_token != NULL, NULL);

  copy = copy_with (self, refresh_token != NULL ? refresh_token : self->refresh_token);
  set_access_token (copy, audience, access_token, expires_at, 0);

  return copy;
}

/**
 * gh_token_set_get_client_secret:
 * @self: a set of tokens
 *
 * Returns: (transfer none) (nullable): the secret of an application, where it is kept
 */
GhSecret *
gh_token_set_get_client_secret (GhTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->client_secret;
}

/**
 * gh_token_set_with_client_secret:
 * @self: a set of tokens
 * @client_secret: (nullable): the secret of an application
 *
 * Returns: (transfer full): a copy of @self with it
 */
GhTokenSet *
gh_token_set_with_client_secret (GhTokenSet *self, GhSecret *client_secret)
{
  GhTokenSet *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = copy_with (self, self->refresh_token);
  g_clear_pointer (&copy->client_secret, gh_secret_unref);
  copy->client_secret = ref_or_null (client_secret);

  return copy;
}

/**
 * gh_token_set_get_passphrase:
 * @self: a set of tokens
 *
 * Returns: (transfer none) (nullable): the pass phrase of an application's private key, where it is
 *   kept
 */
GhSecret *
gh_token_set_get_passphrase (GhTokenSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->passphrase;
}

/**
 * gh_token_set_with_passphrase:
 * @self: a set of tokens
 * @passphrase: (nullable): the pass phrase of an application's private key
 *
 * Returns: (transfer full): a copy of @self with it
 */
GhTokenSet *
gh_token_set_with_passphrase (GhTokenSet *self, GhSecret *passphrase)
{
  GhTokenSet *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = copy_with (self, self->refresh_token);
  g_clear_pointer (&copy->passphrase, gh_secret_unref);
  copy->passphrase = ref_or_null (passphrase);

  return copy;
}

/**
 * gh_token_set_with_renewal:
 * @self: a set of tokens
 * @audience: whom the token is for
 * @renew_at: when the authority wants to be asked for another one, in seconds since the epoch
 *
 * Returns: (transfer full): a copy of @self that says so
 */
GhTokenSet *
gh_token_set_with_renewal (GhTokenSet *self, const char *audience, gint64 renew_at)
{
  GhTokenSet *copy;
  AccessToken *access_token;

  g_return_val_if_fail (self != NULL && audience != NULL, NULL);

  copy = copy_with (self, self->refresh_token);
  access_token = find_access_token (copy, audience);
  if (access_token != NULL)
    access_token->renew_at = renew_at;

  return copy;
}

static void
append_number (GhSecretBuilder *builder, const char *start, gint64 value)
{
  char number[32];

  g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, value);
  gh_secret_builder_append_text (builder, start);
  gh_secret_builder_append_text (builder, number);
}

static void
append_secret_string (GhSecretBuilder *builder, GhSecret *secret)
{
  gsize length;
  const char *text = gh_secret_peek (secret, &length);

  gh_secret_builder_append_json_string (builder, text, length);
}

static void
append_member (GhSecretBuilder *builder, const char *start, GhSecret *secret)
{
  if (secret == NULL)
    return;

  gh_secret_builder_append_text (builder, start);
  append_secret_string (builder, secret);
}

static void
append_access_token (GhSecretBuilder *builder, AccessToken *access_token)
{
  gh_secret_builder_append_json_string (builder, access_token->audience,
                                        strlen (access_token->audience));
  gh_secret_builder_append_text (builder, ":{\"accessToken\":");
  append_secret_string (builder, access_token->token);
  append_number (builder, ",\"expiresAt\":", access_token->expires_at);
  if (access_token->renew_at > 0)
    append_number (builder, ",\"renewAt\":", access_token->renew_at);
  gh_secret_builder_append_text (builder, "}");
}

/**
 * gh_token_set_serialize:
 * @self: a set of tokens
 *
 * Returns: (transfer full): the record as it stands in the keyring
 */
GhSecret *
gh_token_set_serialize (GhTokenSet *self)
{
  g_autoptr (GhSecretBuilder) builder = gh_secret_builder_new ();

  g_return_val_if_fail (self != NULL, NULL);

  gh_secret_builder_append_text (builder, "{\"format\":" G_STRINGIFY (FORMAT));
  append_member (builder, ",\"refreshToken\":", self->refresh_token);
  append_member (builder, ",\"clientSecret\":", self->client_secret);
  append_member (builder, ",\"passphrase\":", self->passphrase);
  gh_secret_builder_append_text (builder, ",\"accessTokens\":{");
  for (guint i = 0; i < self->access_tokens->len; i++)
    {
      if (i > 0)
        gh_secret_builder_append_text (builder, ",");
      append_access_token (builder, g_ptr_array_index (self->access_tokens, i));
    }
  gh_secret_builder_append_text (builder, "}}");

  return gh_secret_builder_end (builder);
}

static gboolean
parse_access_tokens (GhTokenSet *self, JsonObject *tokens, GError **error)
{
  g_autoptr (GList) audiences = json_object_get_members (tokens);

  for (GList *l = audiences; l != NULL; l = l->next)
    {
      g_autoptr (GhSecret) token = NULL;
      JsonObject *object = NULL;
      const char *text = NULL;
      gint64 expires_at = 0;
      gint64 renew_at = 0;

      if (!gh_json_read_object (tokens, l->data, GH_JSON_REQUIRED, &object, error) ||
          !gh_json_read_string (object, "accessToken", GH_JSON_REQUIRED, &text, error) ||
          !gh_json_read_integer (object, "expiresAt", GH_JSON_REQUIRED, &expires_at, error) ||
          !gh_json_read_integer (object, "renewAt", GH_JSON_OPTIONAL, &renew_at, error))
        return FALSE;

      token = gh_secret_new_text (text);
      set_access_token (self, l->data, token, expires_at, renew_at);
    }

  return TRUE;
}

static void
wipe_record (JsonObject *record)
{
  g_autoptr (GList) audiences = NULL;
  JsonObject *tokens = NULL;

  gh_json_wipe_string (record, "refreshToken");
  gh_json_wipe_string (record, "clientSecret");
  gh_json_wipe_string (record, "passphrase");
  if (!gh_json_read_object (record, "accessTokens", GH_JSON_OPTIONAL, &tokens, NULL) ||
      tokens == NULL)
    return;

  audiences = json_object_get_members (tokens);
  for (GList *l = audiences; l != NULL; l = l->next)
    {
      JsonObject *object = NULL;

      if (gh_json_read_object (tokens, l->data, GH_JSON_OPTIONAL, &object, NULL) && object != NULL)
        gh_json_wipe_string (object, "accessToken");
    }
}

static gboolean
parse_secret (JsonObject *record, const char *member, GhSecret **secret, GError **error)
{
  const char *text = NULL;

  if (!gh_json_read_string (record, member, GH_JSON_OPTIONAL, &text, error))
    return FALSE;
  if (text != NULL)
    *secret = gh_secret_new_text (text);

  return TRUE;
}

static GhTokenSet *
parse_record (JsonObject *record, GError **error)
{
  g_autoptr (GhTokenSet) self = NULL;
  JsonObject *tokens = NULL;
  gint64 format = 0;

  if (!gh_json_read_integer (record, "format", GH_JSON_REQUIRED, &format, error))
    return NULL;
  if (format != FORMAT)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL,
                   "The tokens are kept in format %" G_GINT64_FORMAT
                   ", and only format %d is known",
                   format, FORMAT);
      return NULL;
    }

  self = gh_token_set_new (NULL);
  if (!parse_secret (record, "refreshToken", &self->refresh_token, error) ||
      !parse_secret (record, "clientSecret", &self->client_secret, error) ||
      !parse_secret (record, "passphrase", &self->passphrase, error) ||
      !gh_json_read_object (record, "accessTokens", GH_JSON_REQUIRED, &tokens, error))
    return NULL;

  return parse_access_tokens (self, tokens, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * gh_token_set_parse:
 * @record: what [method@Gh.TokenSet.serialize] gave
 * @error: return location
 *
 * Returns: (transfer full): the tokens, or %NULL with %GH_ERROR_PROTOCOL
 */
GhTokenSet *
gh_token_set_parse (GhSecret *record, GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  GhTokenSet *self;
  const char *text;
  gsize length;

  g_return_val_if_fail (record != NULL, NULL);

  text = gh_secret_peek (record, &length);
  object = gh_json_parse_object (text, (gssize)length, error);
  if (object == NULL)
    return NULL;

  self = parse_record (object, error);
  wipe_record (object);

  return self;
}
