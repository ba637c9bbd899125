/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gh-inventory.h"

G_BEGIN_DECLS

/**
 * GhTreeRows:
 *
 * Which rows of an inventory are shown: folded and unfolded ones, or what matches a filter. What
 * was unfolded survives filtering, reading anew, and another inventory of the same things.
 */
#define GH_TYPE_TREE_ROWS (gh_tree_rows_get_type ())
G_DECLARE_FINAL_TYPE (GhTreeRows, gh_tree_rows, GH, TREE_ROWS, GObject)

GhTreeRows *gh_tree_rows_new (void);
void gh_tree_rows_set_inventory (GhTreeRows *self, GhInventory *inventory);
gboolean gh_tree_rows_set_filter (GhTreeRows *self, const char *text);
GListModel *gh_tree_rows_get_shown (GhTreeRows *self);
guint gh_tree_rows_find (GhTreeRows *self, GhNode *node, gboolean unfold);
void gh_tree_rows_unfold_all (GhTreeRows *self);

G_END_DECLS
