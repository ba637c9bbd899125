/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-token-may.h"

G_BEGIN_DECLS

/**
 * GhTokenRow:
 *
 * One line of what one or two tokens say or may do, ready to be shown. Immutable.
 */
#define GH_TYPE_TOKEN_ROW (gh_token_row_get_type ())
G_DECLARE_FINAL_TYPE (GhTokenRow, gh_token_row, GH, TOKEN_ROW, GObject)

/* @key: stable, for programs. @note: (nullable). @differs: whether the tokens do so here */
GhTokenRow *
gh_token_row_new (const char *key, const char *title, const char *note, gboolean differs);
/* @text: (nullable): display text, one value a line. @word: (nullable): stable, for programs */
void gh_token_row_add_cell (GhTokenRow *self, const char *text, const char *word, GhTokenMark mark);

const char *gh_token_row_get_key (GhTokenRow *self);
const char *gh_token_row_get_title (GhTokenRow *self);
const char *gh_token_row_get_note (GhTokenRow *self);
gboolean gh_token_row_get_differs (GhTokenRow *self);
guint gh_token_row_get_n_cells (GhTokenRow *self);
/* (nullable): a token does not say */
const char *gh_token_row_get_text (GhTokenRow *self, guint cell);
const char *gh_token_row_get_word (GhTokenRow *self, guint cell);
GhTokenMark gh_token_row_get_mark (GhTokenRow *self, guint cell);

G_END_DECLS
