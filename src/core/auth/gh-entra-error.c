/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-entra-error.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gh-claims-challenge.h"
#include "gh-error.h"
#include "gh-json.h"
#include "gh-retry-after.h"
#include "gh-text.h"

#define PREFIX "AADSTS"
#define MAX_SHOWN_CHARACTERS 240
#define MAX_NUMBER 99999999
#define MAX_RETRY_SECONDS 300

/* Of several numbers the last is the specific one, but one without a meaning here never replaces
 * one that has it. */
static void
note_number (guint *number, guint64 found)
{
  guint candidate = found <= MAX_NUMBER ? (guint)found : 0;

  if (candidate != 0 && (*number == 0 || gh_entra_code_look_up (candidate, NULL, NULL) ||
                         !gh_entra_code_look_up (*number, NULL, NULL)))
    *number = candidate;
}

static void
note_numbers_of_list (guint *number, JsonArray *codes)
{
  for (guint i = 0; codes != NULL && i < json_array_get_length (codes); i++)
    {
      JsonNode *node = json_array_get_element (codes, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 &&
          json_node_get_int (node) > 0)
        note_number (number, (guint64)json_node_get_int (node));
    }
}

static void
note_numbers_of_text (guint *number, const char *text)
{
  const char *found = text;

  while (found != NULL && (found = strstr (found, PREFIX)) != NULL)
    {
      found += strlen (PREFIX);
      if (g_ascii_isdigit (*found))
        note_number (number, g_ascii_strtoull (found, NULL, 10));
    }
}

/* The lines behind the first name ids and the time; some answers set them off by blanks only. */
static char *
dup_message (const char *description)
{
  g_autofree char *shown = NULL;
  g_autofree char *text = g_strdup (description);
  char *end;

  if (text == NULL)
    return NULL;

  end = strstr (text, "Trace ID:");
  if (end != NULL)
    *end = '\0';
  text[strcspn (text, "\r\n")] = '\0';
  g_strstrip (text);

  shown = gh_text_to_display (text);
  if (g_utf8_strlen (shown, -1) > MAX_SHOWN_CHARACTERS)
    {
      g_autofree char *start = g_utf8_substring (shown, 0, MAX_SHOWN_CHARACTERS);

      return g_strconcat (start, "…", NULL);
    }

  return *shown != '\0' ? g_steal_pointer (&shown) : NULL;
}

/* Shown, logged and copied: hence only a GUID. */
static char *
dup_trace_id (const char *id)
{
  return id != NULL && g_uuid_string_is_valid (id) ? g_strdup (id) : NULL;
}

static gboolean
is_one_of (const char *text, const char *const *list)
{
  return text != NULL && g_strv_contains (list, text);
}

/* The number says more than `error`, where the two disagree (and they do). */
static GhEntraKind
judge (const GhEntraError *self, guint status)
{
  static const char *const passing[] = { "temporarily_unavailable", "server_error", NULL };
  static const char *const interactive[] = { "invalid_grant",         "interaction_required",
                                             "consent_required",      "login_required",
                                             "user_password_expired", NULL };
  GhEntraKind kind;

  if (status == 429)
    return GH_ENTRA_THROTTLED;
  if (status >= 500 || status == 408)
    return GH_ENTRA_TRANSIENT;
  if (g_strcmp0 (self->suberror, "bad_token") == 0)
    return GH_ENTRA_DEAD;
  if (gh_entra_code_look_up (self->number, &kind, NULL))
    return kind;
  if (is_one_of (self->error, passing))
    return GH_ENTRA_TRANSIENT;

  return is_one_of (self->error, interactive) ? GH_ENTRA_INTERACTION : GH_ENTRA_CONFIGURATION;
}

static void
read_body (GhEntraError *self, JsonObject *body)
{
  const char *error = NULL;
  const char *description = NULL;
  const char *suberror = NULL;
  const char *trace_id = NULL;
  const char *claims = NULL;
  JsonArray *codes = NULL;

  /* A member of the wrong type is passed over: what can be read of a refusal is worth more than
   * none of it. */
  gh_json_read_string (body, "error", GH_JSON_OPTIONAL, &error, NULL);
  gh_json_read_string (body, "error_description", GH_JSON_OPTIONAL, &description, NULL);
  gh_json_read_string (body, "suberror", GH_JSON_OPTIONAL, &suberror, NULL);
  gh_json_read_string (body, "trace_id", GH_JSON_OPTIONAL, &trace_id, NULL);
  gh_json_read_string (body, "claims", GH_JSON_OPTIONAL, &claims, NULL);
  gh_json_read_array (body, "error_codes", GH_JSON_OPTIONAL, &codes, NULL);

  self->error = g_strdup (error);
  self->claims = gh_claims_challenge_check (claims);
  self->suberror = g_strdup (suberror);
  self->trace_id = dup_trace_id (trace_id);
  self->message = dup_message (description);
  note_numbers_of_list (&self->number, codes);
  note_numbers_of_text (&self->number, description);
}

static guint
read_retry_after (GhHttpResponse *response)
{
  gint64 seconds = 0;

  gh_retry_after_parse (gh_http_response_get_header (response, "Retry-After"),
                        g_get_real_time () / G_USEC_PER_SEC, &seconds);

  return (guint)MIN (seconds, MAX_RETRY_SECONDS);
}

/**
 * gh_entra_error_new_from_response:
 * @response: an answer of a token endpoint with a status from 400 on
 *
 * Decodes a refusal. A body that can't be read is judged by its status.
 *
 * Returns: (transfer full): what it means
 */
GhEntraError *
gh_entra_error_new_from_response (GhHttpResponse *response)
{
  GhEntraError *self = g_new0 (GhEntraError, 1);
  g_autoptr (JsonObject) body = gh_http_response_read_object (response, NULL);

  if (body != NULL)
    read_body (self, body);
  if (self->trace_id == NULL)
    self->trace_id = dup_trace_id (gh_http_response_get_request_id (response));
  self->retry_after = read_retry_after (response);
  self->kind = judge (self, gh_http_response_get_status (response));

  return self;
}

/**
 * gh_entra_error_new_from_redirect:
 * @error: `error`
 * @description: (nullable): `error_description`
 * @subcode: (nullable): `error_subcode`, which is "cancel" when the user went back
 *
 * Decodes what the authority sent through the browser.
 *
 * Returns: (transfer full): what it means
 */
GhEntraError *
gh_entra_error_new_from_redirect (const char *error, const char *description, const char *subcode)
{
  GhEntraError *self = g_new0 (GhEntraError, 1);

  self->error = g_strdup (error);
  self->message = dup_message (description);
  note_numbers_of_text (&self->number, description);
  self->kind = g_strcmp0 (subcode, "cancel") == 0 ? GH_ENTRA_DECLINED : judge (self, 0);

  return self;
}

static int
get_code (GhEntraKind kind)
{
  switch (kind)
    {
    case GH_ENTRA_TRANSIENT:
      return GH_ERROR_OFFLINE;
    case GH_ENTRA_THROTTLED:
      return GH_ERROR_THROTTLED;
    case GH_ENTRA_INTERACTION:
    case GH_ENTRA_DEAD:
      return GH_ERROR_SIGN_IN_NEEDED;
    case GH_ENTRA_DECLINED:
      return GH_ERROR_DECLINED;
    case GH_ENTRA_CONFIGURATION:
    default:
      return GH_ERROR_REFUSED;
    }
}

/* For what the table doesn't know, the authority's own words are better than none. */
static char *
dup_own_words (GhEntraError *self)
{
  g_autofree char *error = gh_text_to_display (self->error);

  if (self->message != NULL)
    return g_strdup_printf (_ ("The authority refused: %s"), self->message);

  switch (self->kind)
    {
    case GH_ENTRA_THROTTLED:
      return g_strdup (_ ("The authority was asked too often. Wait a minute."));
    case GH_ENTRA_TRANSIENT:
      return g_strdup (_ ("The authority is out of order for a moment. Try again."));
    case GH_ENTRA_DECLINED:
      return g_strdup (_ ("The sign-in was cancelled in the browser."));
    case GH_ENTRA_INTERACTION:
    case GH_ENTRA_DEAD:
      return g_strdup (_ ("The authority does not take this sign-in any more. Sign in again."));
    case GH_ENTRA_CONFIGURATION:
    default:
      if (*error != '\0')
        return g_strdup_printf (_ ("The authority refused: %s"), error);
      return g_strdup (_ ("The authority refused, and did not say why."));
    }
}

static char *
dup_text (GhEntraError *self)
{
  const char *known = NULL;

  if (gh_entra_code_look_up (self->number, NULL, &known))
    return g_strdup (known);
  if (self->kind == GH_ENTRA_DECLINED)
    return g_strdup (_ ("The sign-in was cancelled in the browser."));

  return dup_own_words (self);
}

/**
 * gh_entra_error_to_error:
 * @self: a refusal
 *
 * Returns: (transfer full): an error of the domain %GH_ERROR, to be shown as it is
 */
GError *
gh_entra_error_to_error (GhEntraError *self)
{
  g_autofree char *text = dup_text (self);
  int code = get_code (self->kind);

  if (self->number != 0 && self->trace_id != NULL)
    return g_error_new (GH_ERROR, code, _ ("%s (AADSTS%u, trace ID %s)"), text, self->number,
                        self->trace_id);
  if (self->number != 0)
    return g_error_new (GH_ERROR, code, _ ("%s (AADSTS%u)"), text, self->number);
  if (self->trace_id != NULL)
    return g_error_new (GH_ERROR, code, _ ("%s (trace ID %s)"), text, self->trace_id);

  return g_error_new_literal (GH_ERROR, code, text);
}

/**
 * gh_entra_error_free:
 * @self: (transfer full): a refusal
 */
void
gh_entra_error_free (GhEntraError *self)
{
  g_free (self->error);
  g_free (self->suberror);
  g_free (self->trace_id);
  g_free (self->message);
  g_free (self->claims);
  g_free (self);
}
