/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gh-token-row.h"

G_BEGIN_DECLS

/* One line of the table: what it is about, then a cell per token; narrow, all below each other.
 * @names: (array zero-terminated=1): what the tokens are called, said where cells are below each
 * other */
GtkWidget *gh_token_line_new (GhTokenRow *row, const char *const *names, gboolean narrow);
/* A label that wraps anywhere and never adds a hyphen. */
GtkWidget *gh_token_line_new_label (const char *text, const char *css_class);

G_END_DECLS
