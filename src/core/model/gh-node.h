/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GhNodeState:
 * @GH_NODE_LEAF: can have no children
 * @GH_NODE_UNREAD: children were not asked for yet
 * @GH_NODE_READING: children are being read
 * @GH_NODE_READ: children are there
 * @GH_NODE_FAILED: reading failed; the error says why
 */
typedef enum
{
  GH_NODE_LEAF,
  GH_NODE_UNREAD,
  GH_NODE_READING,
  GH_NODE_READ,
  GH_NODE_FAILED,
} GhNodeState;

/**
 * GhNode:
 *
 * One row of the inventory: base class of gateway, workspace, item, data source, section head and
 * placeholder. Properties: "id", "title", "subtitle" (display text, control characters escaped),
 * "state". Signals: "moving" and "moved" (GhNode), on the outermost node, before and after the
 * address of one below it changes.
 */
#define GH_TYPE_NODE (gh_node_get_type ())
G_DECLARE_DERIVABLE_TYPE (GhNode, gh_node, GH, NODE, GObject)

struct _GhNodeClass
{
  GObjectClass parent_class;

  /* Takes over what was read anew; @fresh is of the same type and id. Children stay. */
  void (*update) (GhNode *self, GhNode *fresh);
  /* Adds what the filter finds besides title and subtitle, a line each. */
  void (*append_search_text) (GhNode *self, GString *text);
  gpointer padding[3];
};

const char *gh_node_get_id (GhNode *self);
const char *gh_node_get_title (GhNode *self);
void gh_node_set_title (GhNode *self, const char *title);
const char *gh_node_get_subtitle (GhNode *self);
void gh_node_set_subtitle (GhNode *self, const char *subtitle);
GhNodeState gh_node_get_state (GhNode *self);
const GError *gh_node_get_error (GhNode *self);
/* NULL for a leaf; else always the same GListStore of GhNode; the parent's own rows for loading,
 * empty and failed are GhPlaceholder items in it. */
GListModel *gh_node_get_children (GhNode *self);
/* (transfer none) (nullable): weak */
GhNode *gh_node_get_parent (GhNode *self);
void gh_node_update (GhNode *self, GhNode *fresh);
/* whether the casefolded @needle occurs in title, subtitle, server, type, owner */
gboolean gh_node_matches (GhNode *self, const char *needle);
/* The same for very many nodes: the needle is folded once. */
char *gh_node_fold (const char *text);
gboolean gh_node_matches_folded (GhNode *self, const char *folded);

/* For subclasses and the inventory. */
void gh_node_set_id (GhNode *self, const char *id);
void gh_node_set_state (GhNode *self, GhNodeState state, const GError *error);
void gh_node_merge_children (GhNode *self, GPtrArray *fresh);
void gh_node_announce_moving (GhNode *self);
void gh_node_announce_moved (GhNode *self);

G_END_DECLS
