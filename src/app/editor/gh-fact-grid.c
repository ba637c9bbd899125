/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-fact-grid.h"

/* How many characters fit into the whole width, roughly. */
#define WIDE_CHARS 66
#define NARROW_CHARS 36

struct _GhFactGrid
{
  GtkGrid parent_instance;

  GPtrArray *cells;
  guint n_columns;
  /* How many characters fit into a column; a longer value takes the next columns too. */
  guint column_chars;
};

G_DEFINE_FINAL_TYPE (GhFactGrid, gh_fact_grid, GTK_TYPE_GRID)

static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* Hyphens would look like a part of an address. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);

  return label;
}

static guint
count_columns (GhFactGrid *self, GtkWidget *cell)
{
  const char *value = gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (cell)));
  guint n = (guint)(g_utf8_strlen (value, -1) + self->column_chars - 1) / self->column_chars;

  return CLAMP (n, 1, self->n_columns);
}

static void
arrange (GhFactGrid *self)
{
  guint row = 0;
  guint column = 0;

  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkWidget *cell = g_ptr_array_index (self->cells, i);
      guint n = count_columns (self, cell);

      if (column + n > self->n_columns)
        {
          row++;
          column = 0;
        }
      if (gtk_widget_get_parent (cell) != NULL)
        gtk_grid_remove (GTK_GRID (self), cell);
      gtk_grid_attach (GTK_GRID (self), cell, (int)column, (int)row, (int)n, 1);
      column += n;
    }
}

static void
gh_fact_grid_dispose (GObject *object)
{
  GhFactGrid *self = GH_FACT_GRID (object);

  g_clear_pointer (&self->cells, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_fact_grid_parent_class)->dispose (object);
}

static void
gh_fact_grid_class_init (GhFactGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_fact_grid_dispose;
}

static void
gh_fact_grid_init (GhFactGrid *self)
{
  self->cells = g_ptr_array_new_with_free_func (g_object_unref);
  self->n_columns = 3;
  self->column_chars = WIDE_CHARS / 3;
  gtk_grid_set_column_homogeneous (GTK_GRID (self), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (self), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self), 8);
}

/**
 * gh_fact_grid_set_width:
 * @self: a grid
 * @n_columns: how many columns
 * @narrow: whether the pane is
 */
void
gh_fact_grid_set_width (GhFactGrid *self, guint n_columns, gboolean narrow)
{
  g_return_if_fail (GH_IS_FACT_GRID (self) && n_columns > 0);

  self->n_columns = n_columns;
  self->column_chars = (narrow ? NARROW_CHARS : WIDE_CHARS) / n_columns;
  arrange (self);
}

void
gh_fact_grid_clear (GhFactGrid *self)
{
  g_return_if_fail (GH_IS_FACT_GRID (self));

  for (guint i = 0; i < self->cells->len; i++)
    gtk_grid_remove (GTK_GRID (self), g_ptr_array_index (self->cells, i));
  g_ptr_array_set_size (self->cells, 0);
}

void
gh_fact_grid_add (GhFactGrid *self, const char *title, const char *value)
{
  GtkWidget *cell;
  GtkWidget *caption;

  g_return_if_fail (GH_IS_FACT_GRID (self));

  if (value == NULL || *value == '\0')
    return;

  caption = new_label (title);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (cell), caption);
  gtk_box_append (GTK_BOX (cell), new_label (value));
  g_ptr_array_add (self->cells, g_object_ref_sink (cell));
  arrange (self);
}
