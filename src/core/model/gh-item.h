/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-node.h"
#include "gh-workspace.h"

G_BEGIN_DECLS

/* What uses data sources; in this release a semantic model. */
#define GH_TYPE_ITEM (gh_item_get_type ())
G_DECLARE_FINAL_TYPE (GhItem, gh_item, GH, ITEM, GhNode)

/* @owner: (nullable): configuredBy */
GhItem *gh_item_new (const char *id, const char *name, const char *owner, GhWorkspace *workspace);
const char *gh_item_get_owner (GhItem *self);
GhWorkspace *gh_item_get_workspace (GhItem *self);
/* how many of its children, as read, are cloud data sources (not bound to a listed gateway) */
guint gh_item_count_cloud_datasources (GhItem *self);

G_END_DECLS
