/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-node.h"

G_BEGIN_DECLS

/**
 * GhTreeRow:
 *
 * One row of the tree. Signals: "unfolded" (GhNode) when its children are wanted, "retry" (GhNode)
 * when reading them shall be tried again, "clicked" (GtkTreeListRow).
 */
#define GH_TYPE_TREE_ROW (gh_tree_row_get_type ())
G_DECLARE_FINAL_TYPE (GhTreeRow, gh_tree_row, GH, TREE_ROW, AdwBin)

GtkWidget *gh_tree_row_new (void);
void gh_tree_row_set_row (GhTreeRow *self, GtkTreeListRow *row);
GtkTreeListRow *gh_tree_row_get_row (GhTreeRow *self);

G_END_DECLS
