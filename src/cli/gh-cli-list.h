/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cli-connection.h"

G_BEGIN_DECLS

/* (transfer full): arrays of GhGateway, GhDatasource, GhWorkspace, GhItem */
GPtrArray *gh_cli_list_gateways (GhCliConnection *connection, GError **error);
GPtrArray *
gh_cli_list_datasources (GhCliConnection *connection, GhGateway *gateway, GError **error);
GPtrArray *gh_cli_list_workspaces (GhCliConnection *connection, GError **error);
GPtrArray *gh_cli_list_items (GhCliConnection *connection, GhWorkspace *workspace, GError **error);
GPtrArray *gh_cli_list_item_datasources (GhCliConnection *connection, GhItem *item, GError **error);
/* @address: "WORKSPACE/MODEL"; @workspace: (out) (transfer full): to be held as long as the item,
 * which does not hold it */
GhItem *gh_cli_find_item (GhCliConnection *connection,
                          const char *address,
                          GhWorkspace **workspace,
                          GError **error);

G_END_DECLS
