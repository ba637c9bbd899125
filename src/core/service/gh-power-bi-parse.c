/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-power-bi-parse.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-json.h"
#include "gh-text.h"

/* Says which entry it is that can't be read, by its place and, where it has one, its name. */
static void
name_entry (JsonObject *entry, guint index, GError **error)
{
  static const char *const members[] = { "name", "datasourceName", "id", "datasourceId" };
  const char *text = NULL;
  g_autofree char *shown = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members) && text == NULL; i++)
    gh_json_read_string (entry, members[i], GH_JSON_OPTIONAL, &text, NULL);

  if (text == NULL)
    {
      g_prefix_error (error, _ ("Entry %u: "), index + 1);
      return;
    }
  shown = gh_text_to_display (text);
  g_prefix_error (error, _ ("Entry %u, “%s”: "), index + 1, shown);
}

/**
 * gh_power_bi_parse_list:
 * @response: an answer {"value": […]}; the other members, `@odata.context` first, say nothing
 * @reader: makes a node out of an entry
 * @subject: (nullable): what the entries belong to
 * @n_entries: (out) (optional): how many entries the answer had
 * @error: return location
 *
 * An entry that can't be read is an error that names it: a list that silently lacks a data source
 * would be believed. Of entries with the same id the first is taken; a model names a data source
 * once for each of its tables.
 *
 * Returns: (transfer container) (element-type GhNode): the nodes, or %NULL with %GH_ERROR_PROTOCOL
 */
GPtrArray *
gh_power_bi_parse_list (GhHttpResponse *response,
                        GhPowerBiEntryReader reader,
                        gpointer subject,
                        guint *n_entries,
                        GError **error)
{
  g_autoptr (JsonObject) root = gh_http_response_read_object (response, error);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array = NULL;

  if (root == NULL || !gh_json_read_array (root, "value", GH_JSON_REQUIRED, &array, error))
    return NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *entry = gh_json_array_get_object (array, i, error);
      g_autoptr (GError) entry_error = NULL;
      g_autoptr (GhNode) node = NULL;

      if (entry == NULL)
        return NULL;
      node = reader (entry, subject, &entry_error);
      if (entry_error != NULL)
        {
          name_entry (entry, i, &entry_error);
          g_propagate_error (error, g_steal_pointer (&entry_error));
          return NULL;
        }
      if (node != NULL && g_hash_table_add (ids, (gpointer)gh_node_get_id (node)))
        g_ptr_array_add (nodes, g_steal_pointer (&node));
    }

  if (n_entries != NULL)
    *n_entries = json_array_get_length (array);

  return g_steal_pointer (&nodes);
}

/**
 * gh_power_bi_parse_id:
 * @entry: a JSON object
 * @member: the name of its id
 * @id: (out) (transfer none): the id, which need not be a GUID
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_PROTOCOL if there is no id, or an empty one
 */
gboolean
gh_power_bi_parse_id (JsonObject *entry, const char *member, const char **id, GError **error)
{
  if (!gh_json_read_string (entry, member, GH_JSON_REQUIRED, id, error))
    return FALSE;
  if (**id == '\0')
    {
      g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL, "The member “%s” is empty", member);
      return FALSE;
    }

  return TRUE;
}

/* The annotation is a JSON text in a string, of which every member may be missing; it also holds
 * salt and witness of the recovery key, which nobody needs to see. It is decoration, so that what
 * can't be read is passed over. */
static void
read_annotation (GhGateway *gateway, const char *annotation)
{
  g_autoptr (JsonObject) object = gh_json_parse_object (annotation, -1, NULL);
  const char *version = NULL;
  const char *machine = NULL;

  if (object == NULL)
    return;
  gh_json_read_string (object, "gatewayVersion", GH_JSON_OPTIONAL, &version, NULL);
  gh_json_read_string (object, "gatewayMachine", GH_JSON_OPTIONAL, &machine, NULL);
  gh_gateway_set_details (gateway, version, machine);
}

/**
 * gh_power_bi_parse_gateway:
 * @entry: a Gateway of Power BI v1.0
 * @subject: (nullable): ignored
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a #GhGateway
 */
GhNode *
gh_power_bi_parse_gateway (JsonObject *entry, gpointer subject, GError **error)
{
  const char *id = NULL;
  const char *name = NULL;
  const char *type = "";
  const char *annotation = NULL;
  const char *status = NULL;
  g_autoptr (GhGateway) gateway = NULL;

  if (!gh_power_bi_parse_id (entry, "id", &id, error) ||
      !gh_json_read_string (entry, "name", GH_JSON_OPTIONAL, &name, error) ||
      !gh_json_read_string (entry, "type", GH_JSON_OPTIONAL, &type, error) ||
      !gh_json_read_string (entry, "gatewayAnnotation", GH_JSON_OPTIONAL, &annotation, error) ||
      !gh_json_read_string (entry, "gatewayStatus", GH_JSON_OPTIONAL, &status, error))
    return NULL;

  gateway = gh_gateway_new (id, name != NULL ? name : id, type);
  if (annotation != NULL)
    read_annotation (gateway, annotation);
  if (status != NULL)
    gh_gateway_set_status (gateway, status);

  return GH_NODE (g_steal_pointer (&gateway));
}

/**
 * gh_power_bi_parse_gateway_key:
 * @entry: a Gateway of Power BI v1.0
 * @key: (out) (nullable) (transfer full): its key; %NULL if it shows none
 * @error: return location
 *
 * A key that is there but can't be used is an error: it must never be taken for "shows no key",
 * which lets a credential go unsealed.
 *
 * Returns: %FALSE with %GH_ERROR_PROTOCOL or %GH_ERROR_BAD_KEY
 */
gboolean
gh_power_bi_parse_gateway_key (JsonObject *entry, GhGatewayKey **key, GError **error)
{
  JsonObject *object = NULL;
  const char *modulus = NULL;
  const char *exponent = NULL;

  *key = NULL;
  if (!gh_json_read_object (entry, "publicKey", GH_JSON_OPTIONAL, &object, error))
    return FALSE;
  if (object == NULL)
    return TRUE;
  if (!gh_json_read_string (object, "modulus", GH_JSON_REQUIRED, &modulus, error) ||
      !gh_json_read_string (object, "exponent", GH_JSON_REQUIRED, &exponent, error))
    return FALSE;

  *key = gh_gateway_key_new (modulus, exponent, error);
  return *key != NULL;
}

/* An object in the data sources of an item, a JSON text in a string in those of a gateway. */
static JsonObject *
read_connection_details (JsonObject *entry, GError **error)
{
  JsonNode *node = json_object_get_member (entry, "connectionDetails");
  JsonObject *object = NULL;
  const char *text = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_dup_object (node);
  if (!gh_json_read_string (entry, "connectionDetails", GH_JSON_OPTIONAL, &text, error))
    return NULL;
  if (text == NULL || *text == '\0')
    return json_object_new ();

  object = gh_json_parse_object (text, -1, error);
  if (object == NULL)
    g_prefix_error (error, "connectionDetails: ");

  return object;
}

static GhDatasource *
parse_datasource (JsonObject *entry,
                  const char *id,
                  const char *gateway_id,
                  const char *name,
                  GError **error)
{
  const char *type = "Unknown";
  g_autoptr (JsonObject) details = NULL;

  if (!gh_json_read_string (entry, "datasourceType", GH_JSON_OPTIONAL, &type, error))
    return NULL;
  details = read_connection_details (entry, error);
  if (details == NULL)
    return NULL;

  return gh_datasource_new (id, gateway_id, name, type, details);
}

/**
 * gh_power_bi_parse_gateway_datasource:
 * @entry: a GatewayDatasource of Power BI v1.0
 * @gateway: the #GhGateway that was asked; the entry's own `gatewayId` is not looked at, so that no
 *   answer can lead to another gateway
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a #GhDatasource
 */
GhNode *
gh_power_bi_parse_gateway_datasource (JsonObject *entry, gpointer gateway, GError **error)
{
  const char *id = NULL;
  const char *name = NULL;
  g_autoptr (GhDatasource) datasource = NULL;

  if (!gh_power_bi_parse_id (entry, "id", &id, error) ||
      !gh_json_read_string (entry, "datasourceName", GH_JSON_OPTIONAL, &name, error))
    return NULL;
  if (name != NULL && *name == '\0')
    name = NULL;

  datasource = parse_datasource (entry, id, gh_node_get_id (GH_NODE (gateway)), name, error);
  if (datasource == NULL || !gh_power_bi_parse_stored (entry, datasource, error))
    return NULL;

  gh_datasource_set_gateway (datasource, GH_GATEWAY (gateway));
  gh_datasource_set_place (datasource, GH_PLACE_ON_PREMISES);

  return GH_NODE (g_steal_pointer (&datasource));
}

/**
 * gh_power_bi_parse_workspace:
 * @entry: a Group of Power BI v1.0
 * @subject: (nullable): ignored
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a #GhWorkspace
 */
GhNode *
gh_power_bi_parse_workspace (JsonObject *entry, gpointer subject, GError **error)
{
  const char *id = NULL;
  const char *name = NULL;

  if (!gh_power_bi_parse_id (entry, "id", &id, error) ||
      !gh_json_read_string (entry, "name", GH_JSON_OPTIONAL, &name, error))
    return NULL;

  return GH_NODE (gh_workspace_new (id, name != NULL ? name : id));
}

/**
 * gh_power_bi_parse_item:
 * @entry: a Dataset of Power BI v1.0
 * @workspace: the #GhWorkspace that holds it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a #GhItem
 */
GhNode *
gh_power_bi_parse_item (JsonObject *entry, gpointer workspace, GError **error)
{
  const char *id = NULL;
  const char *name = NULL;
  const char *owner = NULL;

  if (!gh_power_bi_parse_id (entry, "id", &id, error) ||
      !gh_json_read_string (entry, "name", GH_JSON_OPTIONAL, &name, error) ||
      !gh_json_read_string (entry, "configuredBy", GH_JSON_OPTIONAL, &owner, error))
    return NULL;

  return GH_NODE (gh_item_new (id, name != NULL ? name : id, owner, GH_WORKSPACE (workspace)));
}

/**
 * gh_power_bi_parse_item_datasource:
 * @entry: a Datasource of Power BI v1.0
 * @item: the #GhItem that uses it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a #GhDatasource whose place is not known; %NULL without an
 *   error if it is bound to nothing, since nothing can be set then
 */
GhNode *
gh_power_bi_parse_item_datasource (JsonObject *entry, gpointer item, GError **error)
{
  const char *id = NULL;
  const char *gateway_id = NULL;
  g_autoptr (GhDatasource) datasource = NULL;

  if (!gh_json_read_string (entry, "datasourceId", GH_JSON_OPTIONAL, &id, error) ||
      !gh_json_read_string (entry, "gatewayId", GH_JSON_OPTIONAL, &gateway_id, error))
    return NULL;
  if (id == NULL || *id == '\0' || gateway_id == NULL || *gateway_id == '\0')
    return NULL;

  datasource = parse_datasource (entry, id, gateway_id, NULL, error);
  if (datasource == NULL)
    return NULL;
  gh_datasource_set_item (datasource, GH_ITEM (item));

  return GH_NODE (g_steal_pointer (&datasource));
}

/* true and false, also in the form "False" that the official examples write. */
static gboolean
read_tri (JsonObject *object, const char *member, GhTri *value, GError **error)
{
  gboolean flag = FALSE;
  const char *text = NULL;

  if (!json_object_has_member (object, member) || json_object_get_null_member (object, member))
    return TRUE;
  if (gh_json_read_string (object, member, GH_JSON_OPTIONAL, &text, NULL) && text != NULL)
    {
      flag = g_ascii_strcasecmp (text, "true") == 0;
      if (!flag && g_ascii_strcasecmp (text, "false") != 0)
        {
          g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL, "The member “%s” is not true or false",
                       member);
          return FALSE;
        }
    }
  else if (!gh_json_read_boolean (object, member, GH_JSON_REQUIRED, &flag, error))
    return FALSE;

  *value = flag ? GH_TRI_TRUE : GH_TRI_FALSE;
  return TRUE;
}

/**
 * gh_power_bi_parse_stored:
 * @entry: a GatewayDatasource of Power BI v1.0
 * @datasource: which takes the values over
 * @error: return location
 *
 * Reads what the service tells of the stored credential. Only `useEndUserOAuth2Credentials` is
 * documented in `credentialDetails`; `privacyLevel` was seen there.
 *
 * Returns: %FALSE with %GH_ERROR_PROTOCOL, and @datasource then is unchanged
 */
gboolean
gh_power_bi_parse_stored (JsonObject *entry, GhDatasource *datasource, GError **error)
{
  const char *type = NULL;
  const char *privacy_level = NULL;
  JsonObject *details = NULL;
  GhTri single_sign_on = GH_TRI_UNKNOWN;

  if (!gh_json_read_string (entry, "credentialType", GH_JSON_OPTIONAL, &type, error) ||
      !gh_json_read_object (entry, "credentialDetails", GH_JSON_OPTIONAL, &details, error))
    return FALSE;
  if (details != NULL &&
      (!gh_json_read_string (details, "privacyLevel", GH_JSON_OPTIONAL, &privacy_level, error) ||
       !read_tri (details, "useEndUserOAuth2Credentials", &single_sign_on, error)))
    return FALSE;

  gh_datasource_set_stored (datasource, type, privacy_level, single_sign_on);
  return TRUE;
}
