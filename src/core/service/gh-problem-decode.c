/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-json.h"
#include "gh-problem-envelope.h"

/* The most precise text first: what the source itself said, then what the service makes of it. */
static const char *const texts_of_the_source[] = {
  "DM_ErrorDetailNameCode_UnderlyingErrorMessage",
  "DetailsMessage",
  "ErrorMessage",
};

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
        gh_problem_envelope_add_detail (self, l->data,
                                        gh_problem_envelope_dup_member (object, l->data));
    }

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *parameter = get_element (array, i);
      g_autofree char *key =
          parameter != NULL ? gh_problem_envelope_dup_member (parameter, "Key") : NULL;

      if (key != NULL)
        gh_problem_envelope_add_detail (self, key,
                                        gh_problem_envelope_dup_member (parameter, "Value"));
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
      g_autofree char *code =
          element != NULL ? gh_problem_envelope_dup_member (element, "code") : NULL;

      if (code != NULL)
        gh_problem_envelope_add_detail (self, code,
                                        gh_problem_envelope_dup_member (element, "detail"));
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
      g_autofree char *text =
          element != NULL ? gh_problem_envelope_dup_member (element, "message") : NULL;
      g_autofree char *code =
          element != NULL ? gh_problem_envelope_dup_member (element, "code") : NULL;
      g_autofree char *target =
          element != NULL ? gh_problem_envelope_dup_member (element, "target") : NULL;

      if (text == NULL)
        continue;
      if (message->len > 0)
        g_string_append (message, message->len == length ? ": " : "; ");
      g_string_append (message, text);
      gh_problem_envelope_add_detail (self,
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

/* What Fabric says that it is about: often an item that exists, on which only a right is missing.
 */
static void
read_related_resource (GhProblemEnvelope *self, JsonObject *object)
{
  static const char *const members[] = { "resourceType", "resourceId" };
  JsonObject *resource = get_object (object, "relatedResource");

  for (guint i = 0; resource != NULL && i < G_N_ELEMENTS (members); i++)
    gh_problem_envelope_add_detail (self, members[i],
                                    gh_problem_envelope_dup_member (resource, members[i]));
}

/* Fabric wraps: under “UnknownError” the first entry of moreDetails has the real code, and the last
 * one the most precise text (microsoft/fabric-cicd#253). */
static void
read_fabric (GhProblemEnvelope *self, JsonObject *root)
{
  JsonArray *array = get_array (root, "moreDetails");
  guint length = array != NULL ? json_array_get_length (array) : 0;
  g_autofree char *outer = gh_problem_envelope_dup_member (root, "errorCode");
  gboolean wrapped = g_strcmp0 (outer, "UnknownError") == 0 || g_strcmp0 (outer, "Unknown") == 0;
  JsonObject *first = length > 0 ? get_element (array, 0) : NULL;
  JsonObject *last = length > 0 ? get_element (array, length - 1) : NULL;
  g_autofree char *request_id = gh_problem_envelope_dup_member (root, "requestId");

  if (wrapped && first != NULL)
    gh_problem_envelope_offer_code (self, first, "errorCode");
  if (wrapped && last != NULL)
    gh_problem_envelope_offer_message (self, last, "message");
  gh_problem_envelope_offer_code (self, root, "errorCode");
  gh_problem_envelope_offer_request_id (self, request_id);

  for (guint i = 0; i < length; i++)
    {
      JsonObject *element = get_element (array, i);
      g_autofree char *code =
          element != NULL ? gh_problem_envelope_dup_member (element, "errorCode") : NULL;

      if (code != NULL)
        gh_problem_envelope_add_detail (self, code,
                                        gh_problem_envelope_dup_member (element, "message"));
      if (element != NULL)
        read_related_resource (self, element);
    }
  read_related_resource (self, root);
}

static void
read_error (GhProblemEnvelope *self, JsonObject *error)
{
  JsonObject *inner = get_object (error, "pbi.error");

  if (inner != NULL)
    {
      gh_problem_envelope_offer_code (self, inner, "code");
      read_parameters (self, inner);
      read_details (self, inner);
      gh_problem_envelope_offer_message (self, inner, "message");
    }

  gh_problem_envelope_offer_code (self, error, "code");
  /* Of an operation of Fabric that failed after it was accepted. */
  read_fabric (self, error);
  gh_problem_envelope_offer_message (self, error, "message");
  read_parameters (self, error);
  read_details (self, error);
  read_validation (self, error);
}

/* Of a refresh: a JSON text with a code, and either a text or, as JSON in that text, the form of
 * gateway calls, which is closer to the source. */
static void
read_service_exception (GhProblemEnvelope *self, const char *text)
{
  g_autoptr (JsonObject) exception = gh_json_parse_object (text, -1, NULL);
  g_autoptr (JsonObject) inner = NULL;
  const char *description = NULL;

  if (exception == NULL)
    {
      if (self->message == NULL)
        self->message = gh_problem_envelope_dup_message (text);
      return;
    }

  gh_json_read_string (exception, "errorDescription", GH_JSON_OPTIONAL, &description, NULL);
  if (description != NULL)
    inner = gh_json_parse_object (description, -1, NULL);
  if (inner != NULL && get_object (inner, "error") != NULL)
    read_error (self, get_object (inner, "error"));
  else
    gh_problem_envelope_offer_message (self, exception, "errorDescription");
  gh_problem_envelope_offer_code (self, exception, "errorCode");
  gh_problem_envelope_add_detail (self, "errorCode",
                                  gh_problem_envelope_dup_member (exception, "errorCode"));
}

/* Of an enhanced refresh: [{"code": "0xC11C0020", "message": …, "type": "Error"}] */
static void
read_messages (GhProblemEnvelope *self, JsonObject *refresh)
{
  JsonArray *array = get_array (refresh, "messages");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *element = get_element (array, i);
      g_autofree char *type =
          element != NULL ? gh_problem_envelope_dup_member (element, "type") : NULL;
      g_autofree char *code =
          element != NULL ? gh_problem_envelope_dup_member (element, "code") : NULL;

      if (element == NULL || code == NULL)
        continue;
      if (g_strcmp0 (type, "Error") == 0)
        {
          gh_problem_envelope_offer_code (self, element, "code");
          gh_problem_envelope_offer_message (self, element, "message");
        }
      gh_problem_envelope_add_detail (self, code,
                                      gh_problem_envelope_dup_member (element, "message"));
    }
}

static gboolean
read_refresh (GhProblemEnvelope *self, JsonObject *refresh)
{
  const char *exception = NULL;
  g_autofree char *request_id = gh_problem_envelope_dup_member (refresh, "requestId");

  gh_json_read_string (refresh, "serviceExceptionJson", GH_JSON_OPTIONAL, &exception, NULL);
  read_messages (self, refresh);
  if (exception == NULL)
    return FALSE;

  read_service_exception (self, exception);
  gh_problem_envelope_offer_request_id (self, request_id);

  return TRUE;
}

/* Of the portal's way to set a credential: one answer for each computer of a cluster, of which some
 * may hold no error. */
static void
read_member_of_cluster (GhProblemEnvelope *self, JsonObject *member)
{
  g_autofree char *code = gh_problem_envelope_dup_member (member, "ErrorCode");

  if (code == NULL)
    return;

  gh_problem_envelope_offer_code (self, member, "ErrorCode");
  gh_problem_envelope_offer_message (self, member, "ErrorMessage");
  gh_problem_envelope_add_detail (self, "GatewayName",
                                  gh_problem_envelope_dup_member (member, "GatewayName"));
  gh_problem_envelope_add_detail (self, code,
                                  gh_problem_envelope_dup_member (member, "ErrorMessage"));
}

/* A list of refreshes begins with the newest: older ones tell nothing about that. */
static void
read_list (GhProblemEnvelope *self, JsonObject *root)
{
  JsonArray *array = get_array (root, "value");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *element = get_element (array, i);

      if (element == NULL)
        continue;
      if (read_refresh (self, element))
        return;
      read_member_of_cluster (self, element);
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
    gh_problem_envelope_offer_code (self, root, "error");

  read_fabric (self, root);
  read_refresh (self, root);
  read_list (self, root);
  gh_problem_envelope_offer_code (self, root, "code");
  gh_problem_envelope_offer_message (self, root, "error_description");
  gh_problem_envelope_offer_message (self, root, "message");
  gh_problem_envelope_offer_message (self, root, "Message");
  prefer_text_of_the_source (self);

  inner_request_id = gh_problem_envelope_find_detail (self, "RequestIdText");
  gh_problem_envelope_offer_request_id (self, inner_request_id);
}
