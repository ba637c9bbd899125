/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cli-connection.h"

G_BEGIN_DECLS

/**
 * GhCliPlace:
 *
 * What an address on the command line leads to. The parents are held here, since a data source
 * holds neither its model nor that its workspace.
 */
typedef struct
{
  GhWorkspace *workspace;
  GhItem *item;
  GhGateway *gateway;
  GhDatasource *datasource;
} GhCliPlace;

void gh_cli_place_clear (GhCliPlace *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhCliPlace, gh_cli_place_clear)

/* @address: "WORKSPACE/MODEL", each a name or an id */
gboolean gh_cli_place_find_item (GhCliPlace *self,
                                 GhCliConnection *connection,
                                 const char *address,
                                 GError **error);
/* @address: "GATEWAY/DATASOURCE", each a name or an id, or "WORKSPACE/MODEL/TYPE:PATH"; @item:
 * (nullable): the model through which the former is reached */
gboolean gh_cli_place_find_datasource (GhCliPlace *self,
                                       GhCliConnection *connection,
                                       const char *address,
                                       const char *item,
                                       GError **error);

G_END_DECLS
