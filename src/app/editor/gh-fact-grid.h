/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Facts, each a caption with its value below, in columns of one width. */
#define GH_TYPE_FACT_GRID (gh_fact_grid_get_type ())
G_DECLARE_FINAL_TYPE (GhFactGrid, gh_fact_grid, GH, FACT_GRID, GtkGrid)

/* A value too long for one column takes several. At first there are three wide ones. */
void gh_fact_grid_set_width (GhFactGrid *self, guint n_columns, gboolean narrow);
void gh_fact_grid_clear (GhFactGrid *self);
/* @value: display text; (nullable): NULL adds nothing */
void gh_fact_grid_add (GhFactGrid *self, const char *title, const char *value);

G_END_DECLS
