/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-node.h"

G_BEGIN_DECLS

/* What stands below a node of the inventory while it is read, and after: the real rows and at most
 * one placeholder behind them. Private to GhInventory. */

/* (transfer full) (element-type GhNode): without the placeholder */
GPtrArray *gh_inventory_rows_dup (GhNode *node);
void gh_inventory_rows_show_reading (GhNode *node);
void gh_inventory_rows_show_children (GhNode *node, GPtrArray *children);
void gh_inventory_rows_show_failure (GhNode *node, const GError *error);
void gh_inventory_rows_show_cancelled (GhNode *node);

G_END_DECLS
