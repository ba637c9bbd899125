/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-datasource.h"
#include "gh-loader.h"
#include "gh-section.h"

G_BEGIN_DECLS

/**
 * GhInventory:
 *
 * The tree of everything that was read. It is a GListModel of the rows of the top level: the head
 * "Gateways", then gateways (or a placeholder), the head "Workspaces", then workspaces. Each row's
 * gh_node_get_children() is the next level. Properties: "n-datasources", "n-failed", "read-at"
 * (seconds, 0 never), "reading" (gboolean), all notified.
 */
#define GH_TYPE_INVENTORY (gh_inventory_get_type ())
G_DECLARE_FINAL_TYPE (GhInventory, gh_inventory, GH, INVENTORY, GObject)

GhInventory *gh_inventory_new (GhLoader *loader);
GhSection *gh_inventory_get_section (GhInventory *self, GhSectionKind kind);
/* Reads both sections and, ahead, every level below (at most 4 requests at once). Rows that are
 * there stay the same objects (keyed merge). The finish reports only a failure of both sections. */
void gh_inventory_refresh_async (GhInventory *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean gh_inventory_refresh_finish (GhInventory *self, GAsyncResult *result, GError **error);
/* On demand: when a row is unfolded, or Retry. Does nothing while it is being read. */
void gh_inventory_load_children_async (GhInventory *self,
                                       GhNode *node,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
gh_inventory_load_children_finish (GhInventory *self, GAsyncResult *result, GError **error);
/* (transfer none) (nullable) */
GhGateway *gh_inventory_find_gateway (GhInventory *self, const char *id);
GhDatasource *
gh_inventory_find_datasource (GhInventory *self, const char *gateway_id, const char *id);
guint gh_inventory_get_n_datasources (GhInventory *self);
guint gh_inventory_get_n_failed (GhInventory *self);
gint64 gh_inventory_get_read_at (GhInventory *self);
gboolean gh_inventory_get_reading (GhInventory *self);

G_END_DECLS
