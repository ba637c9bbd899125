/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-claims.h"

#include <string.h>

#include "gh-error.h"
#include "gh-json.h"
#include "gh-text.h"

/* Tokens of Entra ID are a few kilobytes; with many groups they stay below this, because they have
 * to fit into a header. */
#define MAX_TOKEN_BYTES (64u * 1024)

#define N_PARTS 3

static gboolean
is_base64url (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
        return FALSE;
    }

  /* One character alone at the end is less than a byte. */
  return length > 0 && length % 4 != 1;
}

/* Header, payload and signature (RFC 7519, 3; RFC 7515, 7.1); gives the payload. */
static const char *
find_payload (const char *token, gsize length, gsize *payload_length)
{
  const char *start = token;
  const char *end = token + length;
  const char *payload = NULL;

  for (guint part = 0; part < N_PARTS; part++)
    {
      const char *dot = part + 1 < N_PARTS ? memchr (start, '.', (gsize)(end - start)) : end;

      if (dot == NULL || !is_base64url (start, (gsize)(dot - start)))
        return NULL;
      if (part == 1)
        {
          payload = start;
          *payload_length = (gsize)(dot - start);
        }
      start = dot + 1;
    }

  return payload;
}

/* RFC 4648, 5, without padding */
static guchar *
decode_base64url (const char *text, gsize length, gsize *decoded_length)
{
  g_autofree char *base64 = g_malloc (length + 4);

  memcpy (base64, text, length);
  for (gsize i = 0; i < length; i++)
    {
      if (base64[i] == '-')
        base64[i] = '+';
      else if (base64[i] == '_')
        base64[i] = '/';
    }
  while (length % 4 != 0)
    base64[length++] = '=';
  base64[length] = '\0';

  return g_base64_decode (base64, decoded_length);
}

/**
 * gh_token_claims_decode:
 * @token: an access token or an id_token
 * @error: return location
 *
 * Decodes the payload of a JWT without looking at its signature. An access token need not be a JWT:
 * an error is no reason to refuse the token. What is decoded names people and tenants but lets
 * nobody in, so it is ordinary memory.
 *
 * Returns: (transfer full): the claims, or %NULL with %GH_ERROR_PROTOCOL
 */
JsonObject *
gh_token_claims_decode (GhSecret *token, GError **error)
{
  g_autofree guchar *decoded = NULL;
  const char *text;
  const char *payload = NULL;
  gsize length;
  gsize payload_length = 0;

  g_return_val_if_fail (token != NULL, NULL);

  text = gh_secret_peek (token, &length);
  if (length <= MAX_TOKEN_BYTES)
    payload = find_payload (text, length, &payload_length);
  if (payload == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_PROTOCOL, "The token is not a readable JWT");
      return NULL;
    }

  decoded = decode_base64url (payload, payload_length, &payload_length);

  return gh_json_parse_object ((const char *)decoded, (gssize)payload_length, error);
}

static const char *
find_text (JsonObject *claims, const char *const *names)
{
  for (; *names != NULL; names++)
    {
      const char *text = NULL;

      if (gh_json_read_string (claims, *names, GH_JSON_OPTIONAL, &text, NULL) && text != NULL &&
          *text != '\0')
        return text;
    }

  return NULL;
}

/**
 * gh_token_claims_dup_scope:
 * @claims: the claims of an access token
 *
 * Returns: (transfer full) (nullable): its delegated permissions, separated by spaces; an
 *   application has none
 */
char *
gh_token_claims_dup_scope (JsonObject *claims)
{
  static const char *const names[] = { "scp", NULL };

  g_return_val_if_fail (claims != NULL, NULL);

  return g_strdup (find_text (claims, names));
}

/**
 * gh_token_claims_dup_who:
 * @claims: the claims of a token
 *
 * Returns: (transfer full) (nullable): who it is about, as display text
 */
char *
gh_token_claims_dup_who (JsonObject *claims)
{
  static const char *const user_names[] = { "upn", "unique_name", "preferred_username", NULL };
  static const char *const application_names[] = { "app_displayname", "appid", NULL };
  const char *who;

  g_return_val_if_fail (claims != NULL, NULL);

  who = find_text (claims, user_names);
  if (who == NULL && gh_token_claims_is_application (claims))
    who = find_text (claims, application_names);

  return who != NULL ? gh_text_to_display (who) : NULL;
}

/**
 * gh_token_claims_is_application:
 * @claims: the claims of an access token
 *
 * Returns: whether no user stands behind it
 */
gboolean
gh_token_claims_is_application (JsonObject *claims)
{
  static const char *const kinds[] = { "idtyp", NULL };
  static const char *const scopes[] = { "scp", NULL };

  g_return_val_if_fail (claims != NULL, FALSE);

  return g_strcmp0 (find_text (claims, kinds), "app") == 0 || find_text (claims, scopes) == NULL;
}
