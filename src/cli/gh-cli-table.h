/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GhCliTable:
 *
 * What a list command found: rows of named cells, printed for people or as JSON with stable keys.
 */
typedef struct _GhCliTable GhCliTable;

/**
 * GhCliColumn:
 * @key: (nullable): the member's name in JSON; %NULL leaves the column out there
 * @heading: (nullable): what stands above it for people; %NULL leaves the column out there
 */
typedef struct
{
  const char *key;
  const char *heading;
} GhCliColumn;

/* @columns live as long as the table. */
GhCliTable *gh_cli_table_new (const GhCliColumn *columns, guint n_columns);
void gh_cli_table_free (GhCliTable *self);
/* As many texts as there are columns; NULL for what is not known. */
void gh_cli_table_add (GhCliTable *self, const char *const *cells);
void gh_cli_table_print (GhCliTable *self, gboolean json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCliTable, gh_cli_table_free)

void gh_cli_print_json (JsonNode *node);

G_END_DECLS
