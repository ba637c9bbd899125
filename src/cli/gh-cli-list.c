/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-list.h"

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
