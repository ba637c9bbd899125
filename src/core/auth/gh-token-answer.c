/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-answer.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-json.h"

/* The longest that the vendor names is 28 hours; a token that says more is asked for anew then. */
#define LONGEST_LIFETIME (28 * 60 * 60)
/* An answer may leave the time out (RFC 6749, 5.1): too short costs one request more. */
#define UNSAID_LIFETIME (15 * 60)

static gboolean
read_secret (JsonObject *body,
             const char *member,
             GhJsonPresence presence,
             GhSecret **secret,
             GError **error)
{
  const char *text = NULL;

  if (!gh_json_read_string (body, member, presence, &text, error))
    return FALSE;
  if (text != NULL && *text != '\0')
    *secret = gh_secret_new_text (text);
  if (*secret != NULL || presence == GH_JSON_OPTIONAL)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL, "The member “%s” is empty", member);
  return FALSE;
}

/* A token goes into a header line, where anything but visible ASCII would write another one. */
static gboolean
check_token (GhSecret *token, GError **error)
{
  gsize length;
  const char *text = gh_secret_peek (token, &length);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      {
        g_set_error_literal (error, GH_ERROR, GH_ERROR_PROTOCOL,
                             "The member “access_token” is not a token");
        return FALSE;
      }

  return TRUE;
}

static gboolean
read_type (JsonObject *body, GError **error)
{
  const char *type = "Bearer";

  if (!gh_json_read_string (body, "token_type", GH_JSON_OPTIONAL, &type, error))
    return FALSE;
  if (g_ascii_strcasecmp (type, "Bearer") == 0)
    return TRUE;

  g_set_error_literal (error, GH_ERROR, GH_ERROR_PROTOCOL, "The token is not of the type “Bearer”");
  return FALSE;
}

/* App Service says only when a token ends. */
static gboolean
read_lifetime (JsonObject *body, gint64 *lifetime, GError **error)
{
  gint64 seconds = -1;
  gint64 end = 0;

  if (!gh_json_read_integer (body, "expires_in", GH_JSON_OPTIONAL, &seconds, error))
    return FALSE;
  if (seconds < 0 && gh_json_read_integer (body, "expires_on", GH_JSON_OPTIONAL, &end, NULL) &&
      end > 0)
    seconds = MAX (end - g_get_real_time () / G_USEC_PER_SEC, 0);

  *lifetime = seconds < 0 ? UNSAID_LIFETIME : MIN (seconds, LONGEST_LIFETIME);
  return TRUE;
}

/* Tokens of managed identities that live for a day say when to ask again. */
static void
read_renewal (JsonObject *body, gint64 *renewal)
{
  gint64 seconds = 0;

  if (gh_json_read_integer (body, "refresh_in", GH_JSON_OPTIONAL, &seconds, NULL))
    *renewal = CLAMP (seconds, 0, LONGEST_LIFETIME);
}

static gboolean
read_all (GhTokenAnswer *self, JsonObject *body, GError **error)
{
  return read_secret (body, "access_token", GH_JSON_REQUIRED, &self->access_token, error) &&
         check_token (self->access_token, error) && read_type (body, error) &&
         read_lifetime (body, &self->lifetime, error) &&
         read_secret (body, "refresh_token", GH_JSON_OPTIONAL, &self->refresh_token, error) &&
         read_secret (body, "id_token", GH_JSON_OPTIONAL, &self->id_token, error);
}

static void
wipe_tokens (JsonObject *body)
{
  gh_json_wipe_string (body, "access_token");
  gh_json_wipe_string (body, "refresh_token");
  gh_json_wipe_string (body, "id_token");
}

/**
 * gh_token_answer_parse:
 * @response: an answer with a status below 300
 * @error: return location
 *
 * Members that nothing here depends on (`scope`, `ext_expires_in`, `foci`…) may be missing, or be
 * what they like.
 *
 * Returns: (transfer full): the tokens, or %NULL with %GH_ERROR_PROTOCOL
 */
GhTokenAnswer *
gh_token_answer_parse (GhHttpResponse *response, GError **error)
{
  g_autoptr (GhTokenAnswer) self = g_new0 (GhTokenAnswer, 1);
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonObject) body = gh_http_response_read_object (response, &cause);

  gboolean done = body != NULL && read_all (self, body, &cause);

  if (done)
    read_renewal (body, &self->renewal);
  if (body != NULL)
    wipe_tokens (body);
  if (done)
    return g_steal_pointer (&self);

  g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL,
               _ ("The authority’s answer can’t be understood: %s"), cause->message);
  return NULL;
}

/**
 * gh_token_answer_free:
 * @self: (transfer full): an answer
 */
void
gh_token_answer_free (GhTokenAnswer *self)
{
  g_clear_pointer (&self->access_token, gh_secret_unref);
  g_clear_pointer (&self->refresh_token, gh_secret_unref);
  g_clear_pointer (&self->id_token, gh_secret_unref);
  g_free (self);
}
