/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-problem-envelope.h"

#include "gh-json.h"
#include "gh-text.h"

/* Longer texts are cut: nobody reads them, and a hostile service could fill the window with them.
 * The raw answer has the rest. */
#define MAX_CODE_CHARACTERS 200
#define MAX_MESSAGE_CHARACTERS 4000
#define MAX_DETAILS 200u

static void
detail_free (GhProblemDetail *detail)
{
  g_free (detail->code);
  g_free (detail->value);
  g_free (detail);
}

/**
 * gh_problem_envelope_new:
 *
 * Returns: (transfer full): an envelope in which nothing was found yet
 */
GhProblemEnvelope *
gh_problem_envelope_new (void)
{
  GhProblemEnvelope *self = g_new0 (GhProblemEnvelope, 1);

  self->details = g_ptr_array_new_with_free_func ((GDestroyNotify)detail_free);

  return self;
}

/**
 * gh_problem_envelope_free:
 * @self: (transfer full): an envelope
 */
void
gh_problem_envelope_free (GhProblemEnvelope *self)
{
  g_free (self->code);
  g_free (self->message);
  g_free (self->request_id);
  g_ptr_array_unref (self->details);
  g_free (self);
}

/* Safe to show, at most @limit characters; NULL where nothing is left. */
static char *
dup_display (const char *text, glong limit)
{
  g_autofree char *valid = NULL;
  g_autofree char *stripped = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *display = NULL;

  if (text == NULL)
    return NULL;

  valid = g_utf8_make_valid (text, -1);
  stripped = gh_text_strip_privacy_marks (valid);
  g_strstrip (stripped);
  if (g_utf8_strlen (stripped, -1) > limit)
    cut = g_utf8_substring (stripped, 0, limit);
  display = gh_text_to_display (cut != NULL ? cut : stripped);
  if (*display == '\0')
    return NULL;

  return cut != NULL ? g_strconcat (display, "…", NULL) : g_steal_pointer (&display);
}

/**
 * gh_problem_envelope_dup_code:
 * @text: (nullable): a code as the service wrote it
 *
 * Returns: (transfer full) (nullable): the code, safe to show; %NULL if it is empty
 */
char *
gh_problem_envelope_dup_code (const char *text)
{
  return dup_display (text, MAX_CODE_CHARACTERS);
}

/**
 * gh_problem_envelope_dup_message:
 * @text: (nullable): a message as the service wrote it
 *
 * Returns: (transfer full) (nullable): the message without privacy marks, safe to show; %NULL if it
 *   is empty
 */
char *
gh_problem_envelope_dup_message (const char *text)
{
  return dup_display (text, MAX_MESSAGE_CHARACTERS);
}

/* Texts come as strings, as numbers, and inside an object: {"type": 1, "value": …} in details,
 * {"lang": …, "value": …} in OData. */
static char *
dup_text (JsonNode *node)
{
  JsonNode *value;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node) || JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      value = json_object_get_member (json_node_get_object (node), "value");
      return value != NULL && JSON_NODE_HOLDS_VALUE (value) ? dup_text (value) : NULL;
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return gh_problem_envelope_dup_message (json_node_get_string (node));

  return gh_json_to_text (node, FALSE);
}

/**
 * gh_problem_envelope_dup_member:
 * @object: a part of a refusal
 * @member: the name of a member
 *
 * Returns: (transfer full) (nullable): its text, safe to show
 */
char *
gh_problem_envelope_dup_member (JsonObject *object, const char *member)
{
  return dup_text (json_object_get_member (object, member));
}

/**
 * gh_problem_envelope_add_detail:
 * @self: an envelope
 * @code: the name of a detail as the service wrote it
 * @value: (transfer full) (nullable): its value, safe to show
 *
 * Adds the detail if it has name and value.
 */
void
gh_problem_envelope_add_detail (GhProblemEnvelope *self, const char *code, char *value)
{
  GhProblemDetail *detail;
  g_autofree char *shown_code = gh_problem_envelope_dup_code (code);

  if (shown_code == NULL || value == NULL || self->details->len >= MAX_DETAILS)
    {
      g_free (value);
      return;
    }

  detail = g_new0 (GhProblemDetail, 1);
  detail->code = g_steal_pointer (&shown_code);
  detail->value = value;
  g_ptr_array_add (self->details, detail);
}

/**
 * gh_problem_envelope_offer_code:
 * @self: an envelope
 * @object: a part of a refusal
 * @member: the name of a member
 *
 * Takes the code from there if none is known yet: the first part that has one is right about it.
 */
void
gh_problem_envelope_offer_code (GhProblemEnvelope *self, JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (self->code == NULL && node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_STRING)
    self->code = gh_problem_envelope_dup_code (json_node_get_string (node));
}

/**
 * gh_problem_envelope_offer_message:
 * @self: an envelope
 * @object: a part of a refusal
 * @member: the name of a member
 *
 * Takes the message from there if none is known yet.
 */
void
gh_problem_envelope_offer_message (GhProblemEnvelope *self, JsonObject *object, const char *member)
{
  if (self->message == NULL)
    self->message = gh_problem_envelope_dup_member (object, member);
}

/**
 * gh_problem_envelope_offer_request_id:
 * @self: an envelope
 * @text: (nullable): what the service calls the id of the request
 *
 * Takes it if it is a GUID and none is known yet.
 */
void
gh_problem_envelope_offer_request_id (GhProblemEnvelope *self, const char *text)
{
  if (self->request_id == NULL && text != NULL && g_uuid_string_is_valid (text))
    self->request_id = g_strdup (text);
}

/**
 * gh_problem_envelope_find_detail:
 * @self: an envelope
 * @code: the name of a detail
 *
 * Where a name occurs more than once, the last one counts: the service adds what is closer to the
 * source at the end.
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
gh_problem_envelope_find_detail (GhProblemEnvelope *self, const char *code)
{
  for (guint i = self->details->len; i > 0; i--)
    {
      GhProblemDetail *detail = g_ptr_array_index (self->details, i - 1);

      if (g_str_equal (detail->code, code))
        return detail->value;
    }

  return NULL;
}
