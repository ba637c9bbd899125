/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-inventory.h"

G_BEGIN_DECLS

/**
 * GhTreeView:
 *
 * The inventory as a tree that can be filtered. Only data sources are selected; rows that are
 * merged anew keep selection and folding, and so does another inventory of the same things.
 *
 * Signals: "chosen" (GhDatasource, gboolean activated): another data source was selected, or the
 * selected one was clicked or entered once more; "unfolded" (GhNode) and "retry" (GhNode): the
 * children of a node are wanted.
 */
#define GH_TYPE_TREE_VIEW (gh_tree_view_get_type ())
G_DECLARE_FINAL_TYPE (GhTreeView, gh_tree_view, GH, TREE_VIEW, AdwBin)

GtkWidget *gh_tree_view_new (void);
void gh_tree_view_set_inventory (GhTreeView *self, GhInventory *inventory);
/* @text: empty for everything; FALSE if nothing matches */
gboolean gh_tree_view_set_filter (GhTreeView *self, const char *text);
void gh_tree_view_select (GhTreeView *self, GhDatasource *datasource);
/* The id of the row that has the focus, (nullable) (transfer none) */
const char *gh_tree_view_get_focused_id (GhTreeView *self);
void gh_tree_view_unfold_all (GhTreeView *self);

G_END_DECLS
