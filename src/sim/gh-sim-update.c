/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-update.h"

#include "gh-json.h"
#include "gh-sim-envelope.h"

#define TARGET "updateDatasourceRequest"

static const char *const CREDENTIAL_TYPES[] = { "Basic", "Windows", "Anonymous", "OAuth2",
                                                "Key",   "SAS",     NULL };
static const char *const ENCRYPTED_CONNECTIONS[] = { "Encrypted", "NotEncrypted", NULL };
static const char *const ENCRYPTION_ALGORITHMS[] = { "None", "RSA-OAEP", NULL };
static const char *const PRIVACY_LEVELS[] = { "None", "Public", "Organizational", "Private", NULL };

/* The service does not care about the case of member names. */
static JsonNode *
find_member (JsonObject *object, const char *name)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (g_ascii_strcasecmp (l->data, name) == 0)
      {
        JsonNode *node = json_object_get_member (object, l->data);

        return JSON_NODE_HOLDS_NULL (node) ? NULL : node;
      }

  return NULL;
}

static GhSimReply *
refuse (const char *member, const char *format)
{
  g_autofree char *message = g_strdup_printf (format, member);
  g_autofree char *target = g_strdup_printf (TARGET ".credentialDetails.%s", member);

  return gh_sim_envelope_bad_request (message, target);
}

static gboolean
read_choice (JsonObject *object,
             const char *member,
             const char *const *choices,
             char **value,
             GhSimReply **refusal)
{
  JsonNode *node = find_member (object, member);

  if (node == NULL)
    {
      *refusal = refuse (member, "'%s' is a required parameter");
      return FALSE;
    }
  if (json_node_get_value_type (node) != G_TYPE_STRING ||
      !g_strv_contains (choices, json_node_get_string (node)))
    {
      *refusal = refuse (member, "The value of '%s' is not one of the allowed values");
      return FALSE;
    }
  *value = json_node_dup_string (node);

  return TRUE;
}

/* An official example sends "False" as text, so text is taken as well. */
static gboolean
read_switch (JsonObject *object, const char *member, gboolean *value, GhSimReply **refusal)
{
  JsonNode *node = find_member (object, member);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (node == NULL)
    return TRUE;
  if (type == G_TYPE_BOOLEAN)
    *value = json_node_get_boolean (node);
  else if (type == G_TYPE_STRING && g_ascii_strcasecmp (json_node_get_string (node), "true") == 0)
    *value = TRUE;
  else if (type != G_TYPE_STRING || g_ascii_strcasecmp (json_node_get_string (node), "false") != 0)
    {
      *refusal = refuse (member, "'%s' must be a Boolean");
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_credentials (GhSimUpdate *self, JsonObject *object, GhSimReply **refusal)
{
  JsonNode *node = find_member (object, "credentials");

  if (node == NULL && self->caller_identity)
    return TRUE;
  if (node == NULL)
    {
      *refusal = refuse ("credentials", "'%s' is a required parameter");
      return FALSE;
    }
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    {
      *refusal = refuse ("credentials", "'%s' must be a string");
      return FALSE;
    }
  self->credentials = json_node_dup_string (node);

  return TRUE;
}

static gboolean
read_details (GhSimUpdate *self, JsonObject *object, GhSimReply **refusal)
{
  if (!read_choice (object, "credentialType", CREDENTIAL_TYPES, &self->credential_type, refusal) ||
      !read_choice (object, "encryptedConnection", ENCRYPTED_CONNECTIONS,
                    &self->encrypted_connection, refusal) ||
      !read_choice (object, "encryptionAlgorithm", ENCRYPTION_ALGORITHMS,
                    &self->encryption_algorithm, refusal) ||
      !read_choice (object, "privacyLevel", PRIVACY_LEVELS, &self->privacy_level, refusal) ||
      !read_switch (object, "useCallerAADIdentity", &self->caller_identity, refusal) ||
      !read_switch (object, "useEndUserOAuth2Credentials", &self->end_user_oauth2, refusal) ||
      !read_credentials (self, object, refusal))
    return FALSE;
  if (self->caller_identity && self->end_user_oauth2)
    {
      *refusal = refuse ("useCallerAADIdentity",
                         "'%s' can't be used together with 'useEndUserOAuth2Credentials'");
      return FALSE;
    }
  if (self->caller_identity && !g_str_equal (self->credential_type, "OAuth2"))
    {
      *refusal = refuse ("useCallerAADIdentity", "'%s' needs the credential type OAuth2");
      return FALSE;
    }

  return TRUE;
}

/**
 * gh_sim_update_read:
 * @body: what was sent
 * @length: its length
 * @refusal: (out) (transfer full): the answer if it can't be used
 *
 * Returns: (transfer full) (nullable): the body, understood
 */
GhSimUpdate *
gh_sim_update_read (const char *body, gsize length, GhSimReply **refusal)
{
  g_autoptr (GhSimUpdate) self = g_new0 (GhSimUpdate, 1);
  g_autoptr (JsonObject) root = NULL;
  JsonNode *details;

  root = length > 0 ? gh_json_parse_object (body, (gssize)length, NULL) : NULL;
  if (root == NULL)
    {
      *refusal = gh_sim_envelope_bad_request ("'" TARGET "' is a required parameter", TARGET);
      return NULL;
    }
  details = find_member (root, "credentialDetails");
  if (details == NULL || !JSON_NODE_HOLDS_OBJECT (details))
    {
      *refusal = gh_sim_envelope_bad_request ("'credentialDetails' is a required parameter",
                                              TARGET ".credentialDetails");
      return NULL;
    }
  if (!read_details (self, json_node_get_object (details), refusal))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * gh_sim_update_free:
 * @self: (transfer full): a body
 */
void
gh_sim_update_free (GhSimUpdate *self)
{
  g_free (self->credential_type);
  g_free (self->credentials);
  g_free (self->encrypted_connection);
  g_free (self->encryption_algorithm);
  g_free (self->privacy_level);
  g_free (self);
}
