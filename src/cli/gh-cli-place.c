/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-place.h"

#include <glib/gi18n.h>

#include "gh-cli-list.h"
#include "gh-error.h"
#include "gh-text.h"

/**
 * gh_cli_place_clear:
 * @self: a place
 */
void
gh_cli_place_clear (GhCliPlace *self)
{
  g_clear_object (&self->datasource);
  g_clear_object (&self->gateway);
  g_clear_object (&self->item);
  g_clear_object (&self->workspace);
}

/* A slash within a name is written %2F; a name that is no such encoding stands for itself. */
static char *
decode_part (const char *part)
{
  char *decoded = g_uri_unescape_string (part, NULL);

  return decoded != NULL ? decoded : g_strdup (part);
}

static gboolean
split (const char *address, int most, const char *form, GStrv *parts, GError **error)
{
  *parts = g_strsplit (address, "/", most);
  if (g_strv_length (*parts) >= 2 && *(*parts)[0] != '\0' && *(*parts)[1] != '\0')
    return TRUE;

  g_clear_pointer (parts, g_strfreev);
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
               _ ("“%s” is not of the form %s, with names or ids as the lists print them"), address,
               form);
  return FALSE;
}

/* By id, or by a name that only one has. */
static gpointer
find_one (GPtrArray *nodes, const char *wanted, GError **error)
{
  g_autofree char *name = gh_text_to_display (wanted);
  gpointer found = NULL;
  guint n_found = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      GhNode *node = g_ptr_array_index (nodes, i);

      if (g_ascii_strcasecmp (gh_node_get_id (node), wanted) == 0)
        return g_object_ref (node);
      if (g_str_equal (gh_node_get_title (node), name))
        {
          found = node;
          n_found++;
        }
    }

  if (n_found == 1)
    return g_object_ref (found);
  if (n_found > 1)
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                 _ ("%u have the name “%s”: give the id instead"), n_found, name);
  else
    g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND,
                 _ ("There is nothing with the name or id “%s” that you may see"), name);
  return NULL;
}

static GhWorkspace *
find_workspace (GhCliConnection *connection, const char *wanted, GError **error)
{
  g_autoptr (GPtrArray) workspaces = NULL;

  if (g_uuid_string_is_valid (wanted))
    return gh_workspace_new (wanted, wanted);

  workspaces = gh_cli_list_workspaces (connection, error);
  return workspaces != NULL ? find_one (workspaces, wanted, error) : NULL;
}

static gboolean
find_model (GhCliPlace *self,
            GhCliConnection *connection,
            const char *workspace,
            const char *model,
            GError **error)
{
  g_autofree char *workspace_name = decode_part (workspace);
  g_autofree char *model_name = decode_part (model);
  g_autoptr (GPtrArray) items = NULL;

  self->workspace = find_workspace (connection, workspace_name, error);
  if (self->workspace == NULL)
    return FALSE;
  items = gh_cli_list_items (connection, self->workspace, error);
  self->item = items != NULL ? find_one (items, model_name, error) : NULL;

  return self->item != NULL;
}

/**
 * gh_cli_place_find_item:
 * @self: an empty place; filled in
 * @connection: an open connection
 * @address: "WORKSPACE/MODEL"
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_NOT_FOUND or %GH_ERROR_INVALID_INPUT if nothing or more than one
 *   thing has that address
 */
gboolean
gh_cli_place_find_item (GhCliPlace *self,
                        GhCliConnection *connection,
                        const char *address,
                        GError **error)
{
  g_auto (GStrv) parts = NULL;

  return split (address, 2, "WORKSPACE/MODEL", &parts, error) &&
         find_model (self, connection, parts[0], parts[1], error);
}

static GhDatasource *
find_by_path (GPtrArray *datasources, const char *path, GError **error)
{
  g_autofree char *decoded = decode_part (path);

  for (guint i = 0; i < datasources->len; i++)
    {
      GhDatasource *datasource = g_ptr_array_index (datasources, i);
      const char *own = gh_datasource_get_path (datasource);

      if (g_str_equal (own, path) || g_str_equal (own, decoded))
        return g_object_ref (datasource);
    }

  g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND,
               _ ("The model has no data source “%s”; “datasource list --format json” shows the "
                  "path of each"),
               path);
  return NULL;
}

static GhDatasource *
find_by_ids (GPtrArray *datasources, const char *gateway_id, const char *id, GError **error)
{
  for (guint i = 0; i < datasources->len; i++)
    {
      GhDatasource *datasource = g_ptr_array_index (datasources, i);

      if (g_ascii_strcasecmp (gh_node_get_id (GH_NODE (datasource)), id) == 0 &&
          g_ascii_strcasecmp (gh_datasource_get_gateway_id (datasource), gateway_id) == 0)
        return g_object_ref (datasource);
    }

  g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND,
               _ ("The model has no data source %s/%s: its ids may be new ones after a take-over"),
               gateway_id, id);
  return NULL;
}

/* The siblings are kept too: advice counts what a take-over would wipe. */
static gboolean
find_in_model (GhCliPlace *self,
               GhCliConnection *connection,
               const char *const *ids,
               const char *path,
               GError **error)
{
  g_autoptr (GPtrArray) datasources = gh_cli_list_item_datasources (connection, self->item, error);

  if (datasources == NULL)
    return FALSE;

  self->datasource = path != NULL ? find_by_path (datasources, path, error)
                                  : find_by_ids (datasources, ids[0], ids[1], error);
  if (self->datasource == NULL)
    return FALSE;

  gh_node_merge_children (GH_NODE (self->item), datasources);
  gh_datasource_set_item (self->datasource, self->item);
  return TRUE;
}

static gboolean
find_on_gateway (GhCliPlace *self,
                 GhCliConnection *connection,
                 const char *gateway,
                 const char *datasource,
                 GError **error)
{
  g_autofree char *gateway_name = decode_part (gateway);
  g_autofree char *datasource_name = decode_part (datasource);
  g_autoptr (GPtrArray) gateways = gh_cli_list_gateways (connection, error);
  g_autoptr (GPtrArray) datasources = NULL;

  self->gateway = gateways != NULL ? find_one (gateways, gateway_name, error) : NULL;
  if (self->gateway == NULL)
    return FALSE;

  datasources = gh_cli_list_datasources (connection, self->gateway, error);
  self->datasource = datasources != NULL ? find_one (datasources, datasource_name, error) : NULL;
  if (self->datasource == NULL)
    return FALSE;

  gh_datasource_set_gateway (self->datasource, self->gateway);
  return TRUE;
}

static gboolean
find_by_gateway (GhCliPlace *self,
                 GhCliConnection *connection,
                 const char *const *parts,
                 const char *item,
                 GError **error)
{
  if (!g_uuid_string_is_valid (parts[0]) || !g_uuid_string_is_valid (parts[1]))
    return find_on_gateway (self, connection, parts[0], parts[1], error);
  if (item != NULL)
    return gh_cli_place_find_item (self, connection, item, error) &&
           find_in_model (self, connection, parts, NULL, error);

  /* With both ids nothing needs to be looked up: whoever has them may know of no list. */
  self->datasource = gh_datasource_new (parts[1], parts[0], NULL, "", NULL);
  return TRUE;
}

/**
 * gh_cli_place_find_datasource:
 * @self: an empty place; filled in
 * @connection: an open connection
 * @address: "GATEWAY/DATASOURCE" or "WORKSPACE/MODEL/TYPE:PATH"
 * @item: (nullable): "WORKSPACE/MODEL", through which "GATEWAY/DATASOURCE" is reached
 * @error: return location
 *
 * Ids of cloud data sources change with their owner, which is what the longer form is for: it says
 * which model uses a source, and what the source is.
 *
 * Returns: %FALSE with %GH_ERROR_NOT_FOUND or %GH_ERROR_INVALID_INPUT if nothing or more than one
 *   thing has that address
 */
gboolean
gh_cli_place_find_datasource (GhCliPlace *self,
                              GhCliConnection *connection,
                              const char *address,
                              const char *item,
                              GError **error)
{
  g_auto (GStrv) parts = NULL;

  if (!split (address, 3, "GATEWAY/DATASOURCE", &parts, error))
    return FALSE;
  if (parts[2] == NULL)
    return find_by_gateway (self, connection, (const char *const *)parts, item, error);

  return find_model (self, connection, parts[0], parts[1], error) &&
         find_in_model (self, connection, NULL, parts[2], error);
}
