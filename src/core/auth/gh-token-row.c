/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-row.h"

typedef struct
{
  char *text;
  const char *word;
  GhTokenMark mark;
} Cell;

struct _GhTokenRow
{
  GObject parent_instance;

  char *key;
  char *title;
  char *note;
  gboolean differs;
  GArray *cells;
};

G_DEFINE_FINAL_TYPE (GhTokenRow, gh_token_row, G_TYPE_OBJECT)

static void
clear_cell (gpointer cell)
{
  g_free (((Cell *)cell)->text);
}

static void
gh_token_row_finalize (GObject *object)
{
  GhTokenRow *self = GH_TOKEN_ROW (object);

  g_free (self->key);
  g_free (self->title);
  g_free (self->note);
  g_array_unref (self->cells);

  G_OBJECT_CLASS (gh_token_row_parent_class)->finalize (object);
}

static void
gh_token_row_class_init (GhTokenRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_token_row_finalize;
}

static void
gh_token_row_init (GhTokenRow *self)
{
  self->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);
}

/**
 * gh_token_row_new:
 * @key: what it is called by programs
 * @title: what it is called by people
 * @note: (nullable): what that means
 * @differs: whether the tokens do so here
 *
 * Returns: (transfer full): a row without cells
 */
GhTokenRow *
gh_token_row_new (const char *key, const char *title, const char *note, gboolean differs)
{
  GhTokenRow *self = g_object_new (GH_TYPE_TOKEN_ROW, NULL);

  self->key = g_strdup (key);
  self->title = g_strdup (title);
  self->note = g_strdup (note);
  self->differs = differs;

  return self;
}

/**
 * gh_token_row_add_cell:
 * @self: a row that is being made
 * @text: (nullable): what the next token says, display text
 * @word: (nullable) (transfer none): the same for programs, a text that stays
 * @mark: whether that is a yes or a no
 */
void
gh_token_row_add_cell (GhTokenRow *self, const char *text, const char *word, GhTokenMark mark)
{
  Cell cell = { g_strdup (text), word, mark };

  g_return_if_fail (GH_IS_TOKEN_ROW (self));

  g_array_append_val (self->cells, cell);
}

/**
 * gh_token_row_get_key:
 * @self: a row
 *
 * Returns: (transfer none): what it is called by programs
 */
const char *
gh_token_row_get_key (GhTokenRow *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_ROW (self), NULL);

  return self->key;
}

/**
 * gh_token_row_get_title:
 * @self: a row
 *
 * Returns: (transfer none): what it is called by people
 */
const char *
gh_token_row_get_title (GhTokenRow *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_ROW (self), NULL);

  return self->title;
}

/**
 * gh_token_row_get_note:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it means
 */
const char *
gh_token_row_get_note (GhTokenRow *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_ROW (self), NULL);

  return self->note;
}

/**
 * gh_token_row_get_differs:
 * @self: a row
 *
 * Returns: whether the tokens differ here
 */
gboolean
gh_token_row_get_differs (GhTokenRow *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_ROW (self), FALSE);

  return self->differs;
}

/**
 * gh_token_row_get_n_cells:
 * @self: a row
 *
 * Returns: how many tokens there are
 */
guint
gh_token_row_get_n_cells (GhTokenRow *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_ROW (self), 0);

  return self->cells->len;
}

/**
 * gh_token_row_get_text:
 * @self: a row
 * @cell: which token
 *
 * Returns: (transfer none) (nullable): what it says, one value a line; %NULL where it says nothing
 */
const char *
gh_token_row_get_text (GhTokenRow *self, guint cell)
{
  g_return_val_if_fail (GH_IS_TOKEN_ROW (self) && cell < self->cells->len, NULL);

  return g_array_index (self->cells, Cell, cell).text;
}

/**
 * gh_token_row_get_word:
 * @self: a row
 * @cell: which token
 *
 * Returns: (transfer none) (nullable): the answer for programs; %NULL for a claim
 */
const char *
gh_token_row_get_word (GhTokenRow *self, guint cell)
{
  g_return_val_if_fail (GH_IS_TOKEN_ROW (self) && cell < self->cells->len, NULL);

  return g_array_index (self->cells, Cell, cell).word;
}

/**
 * gh_token_row_get_mark:
 * @self: a row
 * @cell: which token
 *
 * Returns: whether that is a yes or a no
 */
GhTokenMark
gh_token_row_get_mark (GhTokenRow *self, guint cell)
{
  g_return_val_if_fail (GH_IS_TOKEN_ROW (self) && cell < self->cells->len, GH_TOKEN_MARK_NONE);

  return g_array_index (self->cells, Cell, cell).mark;
}
