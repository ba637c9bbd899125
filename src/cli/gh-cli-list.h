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

G_END_DECLS
