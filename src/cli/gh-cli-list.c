/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-list.h"

#include <glib/gi18n.h>

#include "gh-cli-commands.h"
#include "gh-error.h"

GPtrArray *
gh_cli_list_gateways (GhCliConnection *connection, GError **error)
{
  GhCliWait *wait = gh_cli_connection_get_wait (connection);
  GhPowerBi *power_bi = gh_cli_connection_get_power_bi (connection);
  g_autoptr (GAsyncResult) result = NULL;

  gh_power_bi_list_gateways_async (power_bi, gh_cli_wait_get_cancellable (wait), gh_cli_wait_done,
                                   wait);
  result = gh_cli_wait_for_result (wait);

  return gh_power_bi_list_gateways_finish (power_bi, result, NULL, error);
}

GPtrArray *
gh_cli_list_datasources (GhCliConnection *connection, GhGateway *gateway, GError **error)
{
  GhCliWait *wait = gh_cli_connection_get_wait (connection);
  GhPowerBi *power_bi = gh_cli_connection_get_power_bi (connection);
  g_autoptr (GAsyncResult) result = NULL;

  gh_power_bi_list_datasources_async (power_bi, gateway, gh_cli_wait_get_cancellable (wait),
                                      gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);

  return gh_power_bi_list_datasources_finish (power_bi, result, NULL, error);
}

GPtrArray *
gh_cli_list_workspaces (GhCliConnection *connection, GError **error)
{
  GhCliWait *wait = gh_cli_connection_get_wait (connection);
  GhPowerBi *power_bi = gh_cli_connection_get_power_bi (connection);
  g_autoptr (GAsyncResult) result = NULL;

  gh_power_bi_list_workspaces_async (power_bi, gh_cli_wait_get_cancellable (wait), gh_cli_wait_done,
                                     wait);
  result = gh_cli_wait_for_result (wait);

  return gh_power_bi_list_workspaces_finish (power_bi, result, NULL, error);
}

GPtrArray *
gh_cli_list_items (GhCliConnection *connection, GhWorkspace *workspace, GError **error)
{
  GhCliWait *wait = gh_cli_connection_get_wait (connection);
  GhPowerBi *power_bi = gh_cli_connection_get_power_bi (connection);
  g_autoptr (GAsyncResult) result = NULL;

  gh_power_bi_list_items_async (power_bi, workspace, gh_cli_wait_get_cancellable (wait),
                                gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);

  return gh_power_bi_list_items_finish (power_bi, result, NULL, error);
}

GPtrArray *
gh_cli_list_item_datasources (GhCliConnection *connection, GhItem *item, GError **error)
{
  GhCliWait *wait = gh_cli_connection_get_wait (connection);
  GhPowerBi *power_bi = gh_cli_connection_get_power_bi (connection);
  g_autoptr (GAsyncResult) result = NULL;

  gh_power_bi_list_item_datasources_async (power_bi, item, gh_cli_wait_get_cancellable (wait),
                                           gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);

  return gh_power_bi_list_item_datasources_finish (power_bi, result, NULL, error);
}

/**
 * gh_cli_find_item:
 * @connection: an open connection
 * @address: "WORKSPACE/MODEL", both ids
 * @workspace: (out) (transfer full): where the model is; a model does not hold it
 * @error: return location
 *
 * Reads the model of @address, with its owner.
 *
 * Returns: (transfer full): the model, or %NULL with %GH_ERROR_NOT_FOUND
 */
GhItem *
gh_cli_find_item (GhCliConnection *connection,
                  const char *address,
                  GhWorkspace **workspace,
                  GError **error)
{
  g_autofree char *workspace_id = NULL;
  g_autofree char *item_id = NULL;
  g_autoptr (GhWorkspace) home = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (!gh_cli_split_address (address, "WORKSPACE/MODEL", &workspace_id, &item_id, error))
    return NULL;

  home = gh_workspace_new (workspace_id, workspace_id);
  items = gh_cli_list_items (connection, home, error);
  if (items == NULL)
    return NULL;
  for (guint i = 0; i < items->len; i++)
    {
      GhItem *item = g_ptr_array_index (items, i);

      if (g_ascii_strcasecmp (gh_node_get_id (GH_NODE (item)), item_id) == 0)
        {
          *workspace = g_steal_pointer (&home);
          return g_object_ref (item);
        }
    }

  g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND,
               _ ("There is no semantic model %s in the workspace %s that you may see"), item_id,
                  workspace_id);
  return NULL;
}
