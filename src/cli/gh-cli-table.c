/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-table.h"

#include <stdio.h>

#include "gh-json.h"
#include "gh-text.h"

#define GAP 2

struct _GhCliTable
{
  const GhCliColumn *columns;
  guint n_columns;
  GPtrArray *rows; /* of GPtrArray of nullable texts */
};

/**
 * gh_cli_table_new:
 * @columns: (array length=n_columns): what a row consists of; not copied
 * @n_columns: how many there are
 *
 * Returns: (transfer full): an empty table
 */
GhCliTable *
gh_cli_table_new (const GhCliColumn *columns, guint n_columns)
{
  GhCliTable *self = g_new0 (GhCliTable, 1);

  self->columns = columns;
  self->n_columns = n_columns;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);

  return self;
}

/**
 * gh_cli_table_free:
 * @self: a table
 */
void
gh_cli_table_free (GhCliTable *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * gh_cli_table_add:
 * @self: a table
 * @cells: as many texts as there are columns; %NULL for what is not known
 */
void
gh_cli_table_add (GhCliTable *self, const char *const *cells)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->n_columns; i++)
    g_ptr_array_add (row, g_strdup (cells[i]));
  g_ptr_array_add (self->rows, row);
}

static guint
measure (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (!g_unichar_iszerowidth (character))
        width += g_unichar_iswide (character) ? 2 : 1;
    }

  return width;
}

/* Names come from the service: what would steer the terminal is shown escaped. */
static char *
dup_cell (GPtrArray *row, guint column)
{
  const char *text = g_ptr_array_index (row, column);

  return text != NULL ? gh_text_to_display (text) : g_strdup ("–");
}

/* @row: (nullable): %NULL for the headings */
static char *
dup_text (GhCliTable *self, GPtrArray *row, guint column)
{
  return row != NULL ? dup_cell (row, column) : g_strdup (self->columns[column].heading);
}

static guint
measure_column (GhCliTable *self, guint column)
{
  guint width = measure (self->columns[column].heading);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *text = dup_cell (g_ptr_array_index (self->rows, i), column);

      width = MAX (width, measure (text));
    }

  return width;
}

/* What is padded to the width of its column is only what has another one to its right. */
static void
append_line (GhCliTable *self, GString *output, GPtrArray *row, const guint *widths)
{
  guint missing = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autofree char *text = NULL;

      if (self->columns[i].heading == NULL)
        continue;
      text = dup_text (self, row, i);
      g_string_append_printf (output, "%*s%s", (int)missing, "", text);
      missing = widths[i] + GAP - measure (text);
    }
  g_string_append_c (output, '\n');
}

static void
print_text (GhCliTable *self)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);
  g_autoptr (GString) output = g_string_new (NULL);

  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].heading != NULL)
      widths[i] = measure_column (self, i);
  append_line (self, output, NULL, widths);
  for (guint i = 0; i < self->rows->len; i++)
    append_line (self, output, g_ptr_array_index (self->rows, i), widths);

  g_print ("%s", output->str);
}

static void
add_member (JsonBuilder *builder, const char *key, const char *text)
{
  json_builder_set_member_name (builder, key);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
print_json (GhCliTable *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (self->rows, i);

      json_builder_begin_object (builder);
      for (guint column = 0; column < row->len; column++)
        if (self->columns[column].key != NULL)
          add_member (builder, self->columns[column].key, g_ptr_array_index (row, column));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  root = json_builder_get_root (builder);
  gh_cli_print_json (root);
}

/**
 * gh_cli_table_print:
 * @self: a table
 * @json: as JSON, an array of objects
 *
 * Prints to standard output.
 */
void
gh_cli_table_print (GhCliTable *self, gboolean json)
{
  if (json)
    print_json (self);
  else
    print_text (self);
}

/**
 * gh_cli_print_json:
 * @node: what to print
 *
 * Prints indented JSON to standard output, in UTF-8 whatever the locale: g_print() would put a
 * question mark in the place of what the locale of a pipeline, "C", has no character for.
 */
void
gh_cli_print_json (JsonNode *node)
{
  g_autofree char *text = gh_json_to_text (node, TRUE);

  fputs (text, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}
