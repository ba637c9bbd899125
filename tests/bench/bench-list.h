/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gh-inventory.h"

G_BEGIN_DECLS

/* A bare list with as many rows that show as much, and none of the program's widgets. */
typedef struct _BenchList BenchList;

/* A GtkListView over a GtkTreeListModel, every row unfolded. */
GtkWidget *bench_list_new_tree (GhInventory *inventory);
/* A flat list that is filtered with one pass and one splice. */
BenchList *bench_list_new_flat (GhInventory *inventory);
GtkWidget *bench_list_get_widget (BenchList *self);
void bench_list_filter (BenchList *self, const char *text);

G_END_DECLS
