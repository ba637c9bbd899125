/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-table.h"

#include <glib/gi18n.h>

#include "gh-token-line.h"

/* So many characters three columns need beside each other, whatever the size of the text. */
#define WIDE_CHARS 75

#define GAP 12

struct _GhTokenTable
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GListModel *views;
  GhTokenComparison *comparison;
  guint chosen[GH_TOKEN_TABLE_COLUMNS];
  /* Below the names; owned by the list. */
  GtkLabel *remaining[GH_TOKEN_TABLE_COLUMNS];
  gint64 now;
  gboolean narrow;
  gboolean only_differences;
  guint rebuild_source;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhTokenTable, gh_token_table, GTK_TYPE_WIDGET)

static GhTokenView *
get_view (GhTokenTable *self, guint column)
{
  g_autoptr (GhTokenView) view = NULL;

  if (self->chosen[column] == GTK_INVALID_LIST_POSITION)
    return NULL;

  view = g_list_model_get_item (self->views, self->chosen[column]);

  return view; /* the list holds it */
}

static const char *
get_name (GhTokenTable *self, guint column)
{
  GhTokenView *view = get_view (self, column);

  return view != NULL ? gh_token_view_get_name (view) : NULL;
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, GhTokenTable *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drop_down), "column"));

  g_signal_emit (self, signals[CHOSEN], 0, column, gtk_drop_down_get_selected (drop_down));
}

static GtkWidget *
new_drop_down (GhTokenTable *self, guint column)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; i < g_list_model_get_n_items (self->views); i++)
    {
      g_autoptr (GhTokenView) view = g_list_model_get_item (self->views, i);

      gtk_string_list_append (names, gh_token_view_get_name (view));
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), self->chosen[column]);
  g_object_set_data (G_OBJECT (drop_down), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  column == 0 ? _ ("One token") : _ ("The other token"), -1);

  return drop_down;
}

static char *
dup_remaining (GhTokenView *view, gint64 now)
{
  const char *application = gh_token_view_get_application_name (view);
  g_autofree char *remaining = NULL;

  if (!gh_token_view_is_readable (view))
    return g_strdup (_ ("Cannot be read"));

  remaining = gh_token_view_dup_remaining (view, now);
  /* Translators: who asked for a token; how long it lasts, such as "ends in 47 min" */
  return application != NULL ? g_strdup_printf (_ ("%s · %s"), application, remaining)
                             : g_steal_pointer (&remaining);
}

static GtkWidget *
new_column_head (GhTokenTable *self, guint column)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *remaining = gh_token_line_new_label ("", "caption");

  gtk_box_append (GTK_BOX (head),
                  g_list_model_get_n_items (self->views) > 2
                      ? new_drop_down (self, column)
                      : gh_token_line_new_label (get_name (self, column), "heading"));
  gtk_widget_add_css_class (remaining, "dim-label");
  gtk_widget_add_css_class (remaining, "numeric");
  gtk_box_append (GTK_BOX (head), remaining);
  self->remaining[column] = GTK_LABEL (remaining);

  return head;
}

static GtkWidget *
new_head (GhTokenTable *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line =
      gtk_box_new (self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, GAP);
  GtkWidget *title = gh_token_line_new_label (_ ("What it may do"), "heading");

  gtk_box_set_homogeneous (GTK_BOX (line), !self->narrow);
  gtk_widget_add_css_class (title, "dim-label");
  gtk_widget_set_visible (title, !self->narrow);
  gtk_box_append (GTK_BOX (line), title);
  for (guint column = 0; column < GH_TOKEN_TABLE_COLUMNS; column++)
    if (get_view (self, column) != NULL)
      gtk_box_append (GTK_BOX (line), new_column_head (self, column));

  gtk_widget_add_css_class (row, "token-line");
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);

  return row;
}

static void
clear_list (GhTokenTable *self)
{
  GtkWidget *child;

  for (guint column = 0; column < GH_TOKEN_TABLE_COLUMNS; column++)
    self->remaining[column] = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
}

static void
rebuild (GhTokenTable *self)
{
  GListModel *rows = G_LIST_MODEL (self->comparison);
  const char *names[GH_TOKEN_TABLE_COLUMNS + 1] = { NULL };

  clear_list (self);
  if (self->comparison == NULL)
    return;

  for (guint column = 0; column < GH_TOKEN_TABLE_COLUMNS; column++)
    names[column] = get_name (self, column);
  gtk_list_box_append (self->list, new_head (self));
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GhTokenRow) row = g_list_model_get_item (rows, i);

      if (!self->only_differences || names[1] == NULL || gh_token_row_get_differs (row))
        gtk_list_box_append (self->list, gh_token_line_new (row, names, self->narrow));
    }
  gh_token_table_update_remaining (self, self->now);
}

static gboolean
rebuild_cb (gpointer user_data)
{
  GhTokenTable *self = user_data;

  self->rebuild_source = 0;
  rebuild (self);

  return G_SOURCE_REMOVE;
}

/* Neither while widgets get their sizes nor inside a signal of a head may the heads go away. */
static void
queue_rebuild (GhTokenTable *self)
{
  if (self->rebuild_source == 0)
    self->rebuild_source = g_idle_add (rebuild_cb, self);
}

static GtkSizeRequestMode
gh_token_table_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gh_token_table_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (GH_TOKEN_TABLE (widget)->list), orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
}

static int
get_width_of_columns (GtkWidget *widget)
{
  PangoFontMetrics *metrics =
      pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  int width = WIDE_CHARS * pango_font_metrics_get_approximate_char_width (metrics);

  pango_font_metrics_unref (metrics);

  return PANGO_PIXELS (width);
}

static void
gh_token_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GhTokenTable *self = GH_TOKEN_TABLE (widget);
  gboolean narrow = width < get_width_of_columns (widget);

  gtk_widget_allocate (GTK_WIDGET (self->list), width, height, baseline, NULL);
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  queue_rebuild (self);
}

static void
gh_token_table_dispose (GObject *object)
{
  GhTokenTable *self = GH_TOKEN_TABLE (object);

  g_clear_handle_id (&self->rebuild_source, g_source_remove);
  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  g_clear_object (&self->views);
  g_clear_object (&self->comparison);

  G_OBJECT_CLASS (gh_token_table_parent_class)->dispose (object);
}

static void
gh_token_table_class_init (GhTokenTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_token_table_dispose;
  widget_class->get_request_mode = gh_token_table_get_request_mode;
  widget_class->measure = gh_token_table_measure;
  widget_class->size_allocate = gh_token_table_size_allocate;

  signals[CHOSEN] = g_signal_new ("chosen", GH_TYPE_TOKEN_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
gh_token_table_init (GhTokenTable *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

/**
 * gh_token_table_new:
 *
 * Returns: (transfer floating): an empty table
 */
GtkWidget *
gh_token_table_new (void)
{
  return g_object_new (GH_TYPE_TOKEN_TABLE, NULL);
}

/**
 * gh_token_table_show:
 * @self: a table
 * @views: (nullable) (element-type GhTokenView): what there is to choose from
 * @chosen: which of these are shown
 * @comparison: (nullable): what is shown of them; %NULL empties the table
 */
void
gh_token_table_show (GhTokenTable *self,
                     GListModel *views,
                     const guint chosen[GH_TOKEN_TABLE_COLUMNS],
                     GhTokenComparison *comparison)
{
  g_return_if_fail (GH_IS_TOKEN_TABLE (self));

  g_set_object (&self->views, views);
  g_set_object (&self->comparison, comparison);
  for (guint column = 0; column < GH_TOKEN_TABLE_COLUMNS; column++)
    self->chosen[column] = chosen[column];
  queue_rebuild (self);
}

void
gh_token_table_set_only_differences (GhTokenTable *self, gboolean only_differences)
{
  g_return_if_fail (GH_IS_TOKEN_TABLE (self));

  self->only_differences = only_differences;
  queue_rebuild (self);
}

void
gh_token_table_update_remaining (GhTokenTable *self, gint64 now)
{
  g_return_if_fail (GH_IS_TOKEN_TABLE (self));

  self->now = now;
  for (guint column = 0; column < GH_TOKEN_TABLE_COLUMNS; column++)
    if (self->remaining[column] != NULL && get_view (self, column) != NULL)
      {
        g_autofree char *text = dup_remaining (get_view (self, column), now);

        /* An unchanged text is laid out again for nothing. */
        if (!g_str_equal (gtk_label_get_text (self->remaining[column]), text))
          gtk_label_set_text (self->remaining[column], text);
      }
}
