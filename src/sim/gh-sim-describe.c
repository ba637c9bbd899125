/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-describe.h"

#include "gh-json.h"

#define METADATA                                                                                   \
  "http://wabi-north-europe-k-primary-redirect.analysis.windows.net/v1.0/myorg/$metadata#"

/**
 * gh_sim_describe_list:
 * @name: what it is a list of
 * @value: (transfer full): its elements
 *
 * Returns: (transfer full): the answer
 */
GhSimReply *
gh_sim_describe_list (const char *name, JsonArray *value)
{
  JsonObject *root = json_object_new ();
  g_autofree char *context = g_strconcat (METADATA, name, NULL);

  json_object_set_string_member (root, "@odata.context", context);
  json_object_set_array_member (root, "value", value);

  return gh_sim_reply_new_json (200, root);
}

static char *
to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);

  return gh_json_to_text (node, FALSE);
}

/* A JSON text inside of a text, as the service does it. */
static char *
write_annotation (GhSimGateway *gateway)
{
  g_autoptr (JsonObject) annotation = json_object_new ();
  JsonArray *contacts = json_array_new ();

  for (guint i = 0; i < gateway->administrators->len; i++)
    {
      GhSimIdentity *who = g_ptr_array_index (gateway->administrators, i);

      if (who->address != NULL)
        json_array_add_string_element (contacts, who->address);
    }
  json_object_set_array_member (annotation, "gatewayContactInformation", contacts);
  json_object_set_string_member (annotation, "gatewayVersion", "3000.198.17");
  json_object_set_string_member (annotation, "gatewayMachine", "SIMULATOR");

  return to_text (annotation);
}

/**
 * gh_sim_describe_gateway:
 * @gateway: a gateway
 * @with_status: whether it is asked for alone; lists don't say how it is
 *
 * Returns: (transfer full): a Gateway
 */
JsonObject *
gh_sim_describe_gateway (GhSimGateway *gateway, gboolean with_status)
{
  JsonObject *object = json_object_new ();
  JsonObject *key = json_object_new ();
  g_autofree char *exponent = gh_sim_key_dup_exponent (gateway->key);
  g_autofree char *modulus = gh_sim_key_dup_modulus (gateway->key);
  g_autofree char *annotation = write_annotation (gateway);

  json_object_set_string_member (key, "exponent", exponent);
  json_object_set_string_member (key, "modulus", modulus);
  json_object_set_string_member (object, "id", gateway->id);
  json_object_set_int_member (object, "gatewayId", 0);
  json_object_set_string_member (object, "name", gateway->name);
  json_object_set_string_member (object, "type", gateway->type);
  json_object_set_object_member (object, "publicKey", key);
  json_object_set_string_member (object, "gatewayAnnotation", annotation);
  if (with_status)
    json_object_set_string_member (object, "gatewayStatus",
                                   gateway->live ? "Live" : "NotReachable");

  return object;
}

/* On a gateway an Extension's details are spelt differently. */
static char *
write_connection_details (GhSimSource *source)
{
  g_autoptr (JsonObject) details = NULL;
  const char *kind = "", *path = "";

  if (!g_str_equal (source->type, "Extension"))
    return to_text (source->connection_details);

  gh_json_read_string (source->connection_details, "kind", GH_JSON_OPTIONAL, &kind, NULL);
  gh_json_read_string (source->connection_details, "path", GH_JSON_OPTIONAL, &path, NULL);
  details = json_object_new ();
  json_object_set_string_member (details, "extensionDataSourceKind", kind);
  json_object_set_string_member (details, "extensionDataSourcePath", path);

  return to_text (details);
}

/**
 * gh_sim_describe_source:
 * @source: a data source
 *
 * Of a cloud source the privacy level is shown, as a recorded answer did; of one on a gateway only
 * what is documented.
 *
 * Returns: (transfer full): a GatewayDatasource
 */
JsonObject *
gh_sim_describe_source (GhSimSource *source)
{
  JsonObject *object = json_object_new ();
  JsonObject *credential = json_object_new ();
  g_autofree char *details = write_connection_details (source);

  json_object_set_boolean_member (credential, "useEndUserOAuth2Credentials",
                                  source->end_user_oauth2);
  if (source->gateway == NULL && source->privacy_level != NULL)
    json_object_set_string_member (credential, "privacyLevel", source->privacy_level);
  json_object_set_string_member (object, "id", source->id);
  json_object_set_string_member (object, "gatewayId", source->gateway_id);
  json_object_set_string_member (object, "datasourceType", source->type);
  json_object_set_string_member (object, "connectionDetails", details);
  if (source->credential_type != NULL)
    json_object_set_string_member (object, "credentialType", source->credential_type);
  json_object_set_object_member (object, "credentialDetails", credential);
  json_object_set_string_member (object, "datasourceName", source->name);

  return object;
}

/**
 * gh_sim_describe_workspace:
 * @workspace: a workspace
 *
 * Returns: (transfer full): a Group
 */
JsonObject *
gh_sim_describe_workspace (GhSimWorkspace *workspace)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", workspace->id);
  json_object_set_boolean_member (object, "isReadOnly", FALSE);
  json_object_set_boolean_member (object, "isOnDedicatedCapacity", FALSE);
  json_object_set_string_member (object, "type", "Workspace");
  json_object_set_string_member (object, "name", workspace->name);

  return object;
}

/**
 * gh_sim_describe_model:
 * @model: a semantic model
 *
 * Returns: (transfer full): a Dataset
 */
JsonObject *
gh_sim_describe_model (GhSimModel *model)
{
  JsonObject *object = json_object_new ();
  gboolean on_gateway = FALSE;

  for (guint i = 0; i < model->sources->len; i++)
    on_gateway |= ((GhSimSource *)g_ptr_array_index (model->sources, i))->gateway != NULL;
  json_object_set_string_member (object, "id", model->id);
  json_object_set_string_member (object, "name", model->name);
  json_object_set_boolean_member (object, "addRowsAPIEnabled", FALSE);
  json_object_set_string_member (object, "configuredBy", gh_sim_identity_get_label (model->owner));
  json_object_set_boolean_member (object, "isRefreshable", TRUE);
  json_object_set_boolean_member (object, "isEffectiveIdentityRequired", FALSE);
  json_object_set_boolean_member (object, "isEffectiveIdentityRolesRequired", FALSE);
  json_object_set_boolean_member (object, "isOnPremGatewayRequired", on_gateway);
  json_object_set_string_member (object, "targetStorageMode", "Abf");

  return object;
}

/**
 * gh_sim_describe_model_source:
 * @source: a data source
 *
 * Returns: (transfer full): a Datasource, as a semantic model lists it: its details are an object
 */
JsonObject *
gh_sim_describe_model_source (GhSimSource *source)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "datasourceType", source->type);
  json_object_set_object_member (object, "connectionDetails",
                                 json_object_ref (source->connection_details));
  json_object_set_string_member (object, "datasourceId", source->id);
  json_object_set_string_member (object, "gatewayId", source->gateway_id);

  return object;
}

/**
 * gh_sim_describe_stored:
 * @stored: a credential
 *
 * Returns: (transfer full): all of it, for tests
 */
JsonObject *
gh_sim_describe_stored (GhSimStored *stored)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "credentialType", stored->type);
  json_object_set_array_member (object, "credentialData", json_array_ref (stored->data));
  json_object_set_string_member (object, "privacyLevel", stored->privacy_level);
  json_object_set_string_member (object, "encryptedConnection", stored->encrypted_connection);
  json_object_set_boolean_member (object, "useCallerAADIdentity", stored->caller_identity);
  json_object_set_boolean_member (object, "useEndUserOAuth2Credentials", stored->end_user_oauth2);
  json_object_set_string_member (object, "owner", stored->owner);

  return object;
}
