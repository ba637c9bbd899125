/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gh-node.h"

G_BEGIN_DECLS

/**
 * GhTreeMatches:
 *
 * What of a tree matches a text: every node that matches, what is below it, and what leads to it.
 * A GListModel of GtkTreeListRow that finds all in one pass and says so in one change, and whose
 * rows stay the same objects from one text to the next, so that the list keeps their widgets.
 * Filtering row by row would blank the list at each key stroke, and would never see what is folded
 * away.
 */
#define GH_TYPE_TREE_MATCHES (gh_tree_matches_get_type ())
G_DECLARE_FINAL_TYPE (GhTreeMatches, gh_tree_matches, GH, TREE_MATCHES, GObject)

GhTreeMatches *gh_tree_matches_new (GListModel *nodes);
void gh_tree_matches_set_text (GhTreeMatches *self, const char *text);
guint gh_tree_matches_find (GhTreeMatches *self, GhNode *node);

G_END_DECLS
