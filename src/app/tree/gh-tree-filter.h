/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-node.h"

G_BEGIN_DECLS

/**
 * GhTreeFilter:
 *
 * What of a tree matches a text: every node that matches, what is below it, and what leads to it.
 * A snapshot, made in one pass: filtering row by row would blank the list at each key stroke, and
 * would never see what is folded away.
 */
#define GH_TYPE_TREE_FILTER (gh_tree_filter_get_type ())
G_DECLARE_FINAL_TYPE (GhTreeFilter, gh_tree_filter, GH, TREE_FILTER, GObject)

GhTreeFilter *gh_tree_filter_new (GListModel *roots, const char *text);
GListModel *gh_tree_filter_get_roots (GhTreeFilter *self);
GListModel *gh_tree_filter_get_children (GhTreeFilter *self, GhNode *node);

G_END_DECLS
