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

/* The most precise text first: what the source itself said, then what the service makes of it. */
static const char *const texts_of_the_source[] = {
  "DM_ErrorDetailNameCode_UnderlyingErrorMessage",
  "DetailsMessage",
  "ErrorMessage",
};

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

static char *
dup_member (JsonObject *object, const char *member)
{
  return dup_text (json_object_get_member (object, member));
}

static JsonObject *
get_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_element (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* @value: (transfer full) */
static void
add_detail (GhProblemEnvelope *self, const char *code, char *value)
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

/* The first envelope that has a code or a message is right about it. */
static void
offer_code (GhProblemEnvelope *self, JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (self->code == NULL && node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_STRING)
    self->code = gh_problem_envelope_dup_code (json_node_get_string (node));
}

static void
offer_message (GhProblemEnvelope *self, JsonObject *object, const char *member)
{
  if (self->message == NULL)
    self->message = dup_member (object, member);
}

static void
offer_request_id (GhProblemEnvelope *self, const char *text)
{
  if (self->request_id == NULL && text != NULL && g_uuid_string_is_valid (text))
    self->request_id = g_strdup (text);
}

/* {} or {"ErrorMessage": …}, or [{"Key": …, "Value": …}] */
static void
read_parameters (GhProblemEnvelope *self, JsonObject *error)
{
  JsonObject *object = get_object (error, "parameters");
  JsonArray *array = get_array (error, "parameters");

  if (object != NULL)
    {
      g_autoptr (GList) members = json_object_get_members (object);

      for (GList *l = members; l != NULL; l = l->next)
        add_detail (self, l->data, dup_member (object, l->data));
    }

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *parameter = get_element (array, i);
      g_autofree char *key = parameter != NULL ? dup_member (parameter, "Key") : NULL;

      if (key != NULL)
        add_detail (self, key, dup_member (parameter, "Value"));
    }
}

/* Of a data-movement error: [{"code": …, "detail": {"type": 1, "value": …}}] */
static void
read_details (GhProblemEnvelope *self, JsonObject *error)
{
  JsonArray *array = get_array (error, "details");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *element = get_element (array, i);
      g_autofree char *code = element != NULL ? dup_member (element, "code") : NULL;

      if (code != NULL)
        add_detail (self, code, dup_member (element, "detail"));
    }
}

/* Of request validation: [{"message": …, "target": …}], which says more than "Bad Request". */
static void
read_validation (GhProblemEnvelope *self, JsonObject *error)
{
  JsonArray *array = get_array (error, "details");
  g_autoptr (GString) message = g_string_new (self->message);
  gsize length = message->len;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *element = get_element (array, i);
      g_autofree char *text = element != NULL ? dup_member (element, "message") : NULL;
      g_autofree char *code = element != NULL ? dup_member (element, "code") : NULL;
      g_autofree char *target = element != NULL ? dup_member (element, "target") : NULL;

      if (text == NULL)
        continue;
      if (message->len > 0)
        g_string_append (message, message->len == length ? ": " : "; ");
      g_string_append (message, text);
      add_detail (self,
                  code != NULL     ? code
                  : target != NULL ? target
                                   : "message",
                  g_steal_pointer (&text));
    }

  if (message->len > length)
    {
      g_free (self->message);
      self->message = gh_problem_envelope_dup_message (message->str);
    }
}

static void
read_error (GhProblemEnvelope *self, JsonObject *error)
{
  JsonObject *inner = get_object (error, "pbi.error");

  if (inner != NULL)
    {
      offer_code (self, inner, "code");
      read_parameters (self, inner);
      read_details (self, inner);
      offer_message (self, inner, "message");
    }

  offer_code (self, error, "code");
  offer_code (self, error, "errorCode");
  offer_message (self, error, "message");
  read_parameters (self, error);
  read_details (self, error);
  read_validation (self, error);
}

/* Fabric wraps: under “UnknownError” the first entry of moreDetails has the real code, and the last
 * one the most precise text (microsoft/fabric-cicd#253). */
static void
read_fabric (GhProblemEnvelope *self, JsonObject *root)
{
  JsonArray *array = get_array (root, "moreDetails");
  guint length = array != NULL ? json_array_get_length (array) : 0;
  g_autofree char *outer = dup_member (root, "errorCode");
  gboolean wrapped = g_strcmp0 (outer, "UnknownError") == 0 || g_strcmp0 (outer, "Unknown") == 0;
  JsonObject *first = length > 0 ? get_element (array, 0) : NULL;
  JsonObject *last = length > 0 ? get_element (array, length - 1) : NULL;
  g_autofree char *request_id = dup_member (root, "requestId");

  if (wrapped && first != NULL)
    offer_code (self, first, "errorCode");
  if (wrapped && last != NULL)
    offer_message (self, last, "message");
  offer_code (self, root, "errorCode");
  offer_request_id (self, request_id);

  for (guint i = 0; i < length; i++)
    {
      JsonObject *element = get_element (array, i);
      g_autofree char *code = element != NULL ? dup_member (element, "errorCode") : NULL;

      if (code != NULL)
        add_detail (self, code, dup_member (element, "message"));
    }
}

static void
prefer_text_of_the_source (GhProblemEnvelope *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts_of_the_source); i++)
    {
      const char *text = gh_problem_envelope_find_detail (self, texts_of_the_source[i]);

      if (text == NULL)
        continue;
      g_free (self->message);
      self->message = g_strdup (text);
      return;
    }
}

/**
 * gh_problem_envelope_read:
 * @self: an envelope
 * @root: the JSON of a refusal
 *
 * Takes what @root says and @self does not know yet. Every envelope that Power BI, Fabric and Entra
 * ID were seen to send is read by its shape; members of other types than expected are passed over,
 * since a refusal that can be read half is better than none.
 */
void
gh_problem_envelope_read (GhProblemEnvelope *self, JsonObject *root)
{
  JsonObject *error = get_object (root, "error");
  const char *inner_request_id;

  if (error != NULL)
    read_error (self, error);
  else
    offer_code (self, root, "error");

  read_fabric (self, root);
  offer_code (self, root, "code");
  offer_message (self, root, "error_description");
  offer_message (self, root, "message");
  offer_message (self, root, "Message");
  prefer_text_of_the_source (self);

  inner_request_id = gh_problem_envelope_find_detail (self, "RequestIdText");
  offer_request_id (self, inner_request_id);
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
