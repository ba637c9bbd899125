/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gh-token-comparison.h"

G_BEGIN_DECLS

#define GH_TOKEN_TABLE_COLUMNS 2

/**
 * GhTokenTable:
 *
 * What one token may do and says, or two beside each other; in a narrow place below each other.
 * Signal: "chosen" (guint column, guint position) when another token is wanted in a column.
 */
#define GH_TYPE_TOKEN_TABLE (gh_token_table_get_type ())
G_DECLARE_FINAL_TYPE (GhTokenTable, gh_token_table, GH, TOKEN_TABLE, GtkWidget)

GtkWidget *gh_token_table_new (void);
/* @views: (element-type GhTokenView): what there is to choose from. @chosen: the positions in it;
 * the second is GTK_INVALID_LIST_POSITION for a single token. @comparison: of these */
void gh_token_table_show (GhTokenTable *self,
                          GListModel *views,
                          const guint chosen[GH_TOKEN_TABLE_COLUMNS],
                          GhTokenComparison *comparison);
void gh_token_table_set_only_differences (GhTokenTable *self, gboolean only_differences);
/* How long the tokens last. */
void gh_token_table_update_remaining (GhTokenTable *self, gint64 now);

G_END_DECLS
