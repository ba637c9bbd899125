/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-datasource.h"

G_BEGIN_DECLS

/**
 * GhInventoryIndex:
 *
 * Finds gateways and data sources of the inventory by id, and brings together a gateway and the
 * data sources that name it, whichever is read first. Private to [class@Gh.Inventory].
 */
#define GH_TYPE_INVENTORY_INDEX (gh_inventory_index_get_type ())
G_DECLARE_FINAL_TYPE (GhInventoryIndex, gh_inventory_index, GH, INVENTORY_INDEX, GObject)

GhInventoryIndex *gh_inventory_index_new (void);
/* With all that stands below it. */
void gh_inventory_index_add (GhInventoryIndex *self, GhNode *node);
void gh_inventory_index_remove (GhInventoryIndex *self, GhNode *node);
/* Around a change of the ids of a data source. */
void gh_inventory_index_move_away (GhInventoryIndex *self, GhNode *node);
void gh_inventory_index_move_in (GhInventoryIndex *self, GhNode *node);
GhGateway *gh_inventory_index_find_gateway (GhInventoryIndex *self, const char *id);
GhDatasource *
gh_inventory_index_find_datasource (GhInventoryIndex *self, const char *gateway_id, const char *id);
/* A data source that several items use counts once. */
guint gh_inventory_index_get_n_datasources (GhInventoryIndex *self);

G_END_DECLS
