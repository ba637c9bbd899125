/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "widget-finder.h"

#include <string.h>

#define WAIT_SECONDS 10

typedef gboolean (*Match) (GtkWidget *widget, gconstpointer what);

static GtkWidget *
find (GtkWidget *root, Match match, gconstpointer what)
{
  if (!gtk_widget_get_child_visible (root) || !gtk_widget_get_visible (root))
    return NULL;
  if (match (root, what))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, match, what);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static char *
strip_mnemonic (const char *label)
{
  g_auto (GStrv) parts = g_strsplit (label != NULL ? label : "", "_", -1);

  return g_strjoinv ("", parts);
}

static gboolean
is_row (GtkWidget *widget, gconstpointer title)
{
  const char *own;
  g_autofree char *stripped = NULL;

  if (!ADW_IS_PREFERENCES_ROW (widget))
    return FALSE;

  /* The title of a row may be a code with underscores of its own. */
  own = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  stripped = strip_mnemonic (own);
  return g_str_has_prefix (own, title) || g_str_has_prefix (stripped, title);
}

static gboolean
is_label (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  g_autofree char *own = NULL;

  if (!GTK_IS_BUTTON (widget))
    return FALSE;

  own = strip_mnemonic (gtk_button_get_label (GTK_BUTTON (widget)));
  return g_strcmp0 (own, label) == 0 ||
         (gtk_button_get_label (GTK_BUTTON (widget)) == NULL &&
          (g_strcmp0 (gtk_widget_get_tooltip_text (widget), label) == 0 ||
           find (widget, is_label, label) != NULL));
}

static gboolean
is_type (GtkWidget *widget, gconstpointer type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *)type);
}

GtkWidget *
widget_finder_find_row (GtkWidget *root, const char *title)
{
  return find (root, is_row, title);
}

GtkWidget *
widget_finder_find_button (GtkWidget *root, const char *label)
{
  return find (root, is_button, label);
}

GtkWidget *
widget_finder_find_label (GtkWidget *root, const char *text)
{
  return find (root, is_label, text);
}

GtkWidget *
widget_finder_find_type (GtkWidget *root, GType type)
{
  return find (root, is_type, &type);
}

guint
widget_finder_count_class (GtkWidget *root, const char *css_class)
{
  guint n = gtk_widget_has_css_class (root, css_class) ? 1 : 0;

  if (!gtk_widget_get_child_visible (root) || !gtk_widget_get_visible (root))
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += widget_finder_count_class (child, css_class);

  return n;
}

GtkWidget *
widget_finder_get_row (GtkWidget *root, const char *title)
{
  GtkWidget *row = widget_finder_find_row (root, title);

  if (row == NULL)
    g_error ("There is no row “%s”", title);

  return row;
}

const char *
widget_finder_get_subtitle (GtkWidget *root, const char *title)
{
  GtkWidget *row = widget_finder_get_row (root, title);

  if (ADW_IS_EXPANDER_ROW (row))
    return adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row));

  return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}

void
widget_finder_type (GtkWidget *root, const char *title, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (widget_finder_get_row (root, title)), text);
}

void
widget_finder_choose (GtkWidget *root, const char *title, const char *choice)
{
  GtkWidget *row = widget_finder_get_row (root, title);
  GtkWidget *drop_down = widget_finder_find_type (row, GTK_TYPE_DROP_DOWN);
  GListModel *model;

  if (drop_down == NULL)
    g_error ("The row “%s” has nothing to choose from", title);

  model = gtk_drop_down_get_model (GTK_DROP_DOWN (drop_down));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), choice))
        {
          gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), i);
          return;
        }
    }

  g_error ("The row “%s” does not offer “%s”", title, choice);
}

void
widget_finder_click (GtkWidget *root, const char *label)
{
  GtkWidget *button = widget_finder_find_button (root, label);

  if (button == NULL)
    g_error ("There is no button “%s”", label);
  if (!gtk_widget_is_sensitive (button))
    g_error ("The button “%s” is insensitive", label);

  g_signal_emit_by_name (button, "clicked");
}

gboolean
widget_finder_is_sensitive (GtkWidget *root, const char *label)
{
  GtkWidget *button = widget_finder_find_button (root, label);

  return button != NULL && gtk_widget_is_sensitive (button);
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
widget_finder_wait (const char *what, WidgetFinderCondition condition, gpointer user_data)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;
  guint wake = g_timeout_add (20, wake_cb, NULL);

  while (!condition (user_data))
    {
      if (g_get_monotonic_time () > end)
        g_error ("This did not come about within %d seconds: %s", WAIT_SECONDS, what);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (wake);
}
