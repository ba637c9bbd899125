/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-list.h"

#include <string.h>

typedef struct
{
  GtkTreeExpander *expander;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
} Row;

struct _BenchList
{
  GtkWidget *widget;
  GListStore *shown;
  GPtrArray *nodes;
  GPtrArray *texts;
};

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->expander = GTK_TREE_EXPANDER (gtk_tree_expander_new ());
  row->icon = GTK_IMAGE (gtk_image_new ());
  row->title = GTK_LABEL (gtk_label_new (NULL));
  row->subtitle = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (row->title, 0);
  gtk_label_set_xalign (row->subtitle, 0);
  gtk_label_set_ellipsize (row->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (row->subtitle, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->title));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (row->subtitle));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->icon));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_tree_expander_set_child (row->expander, box);
  gtk_list_item_set_child (item, GTK_WIDGET (row->expander));
  g_object_set_data_full (G_OBJECT (item), "row", row, g_free);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");
  GObject *object = gtk_list_item_get_item (item);
  gboolean is_row = GTK_IS_TREE_LIST_ROW (object);
  g_autoptr (GhNode) node = is_row ? gtk_tree_list_row_get_item (GTK_TREE_LIST_ROW (object))
                                   : g_object_ref (GH_NODE (object));

  if (is_row)
    gtk_tree_expander_set_list_row (row->expander, GTK_TREE_LIST_ROW (object));
  gtk_image_set_from_icon_name (row->icon, "network-server-symbolic");
  gtk_label_set_label (row->title, gh_node_get_title (node));
  gtk_label_set_label (row->subtitle, gh_node_get_subtitle (node));
}

static GtkWidget *
create_list (GListModel *model)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 gtk_list_view_new (GTK_SELECTION_MODEL (
                                                        gtk_single_selection_new (model)),
                                                    factory));

  return scrolled;
}

static GListModel *
create_children_cb (gpointer node, gpointer user_data)
{
  GListModel *children = GH_IS_SECTION (node) ? NULL : gh_node_get_children (node);

  return children != NULL ? g_object_ref (children) : NULL;
}

GtkWidget *
bench_list_new_tree (GhInventory *inventory)
{
  return create_list (
      G_LIST_MODEL (gtk_tree_list_model_new (G_LIST_MODEL (g_object_ref (inventory)), FALSE, TRUE,
                                             create_children_cb, NULL, NULL)));
}

static void
collect (BenchList *self, GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GhNode) node = g_list_model_get_item (list, i);
      g_autofree char *text =
          g_strconcat (gh_node_get_title (node), "\n", gh_node_get_subtitle (node), NULL);

      g_ptr_array_add (self->nodes, g_object_ref (node));
      g_ptr_array_add (self->texts, g_utf8_casefold (text, -1));
      if (!GH_IS_SECTION (node) && gh_node_get_children (node) != NULL)
        collect (self, gh_node_get_children (node));
    }
}

BenchList *
bench_list_new_flat (GhInventory *inventory)
{
  BenchList *self = g_new0 (BenchList, 1);

  self->nodes = g_ptr_array_new ();
  self->texts = g_ptr_array_new ();
  collect (self, G_LIST_MODEL (inventory));
  self->shown = g_list_store_new (GH_TYPE_NODE);
  g_list_store_splice (self->shown, 0, 0, self->nodes->pdata, self->nodes->len);
  self->widget = create_list (G_LIST_MODEL (g_object_ref (self->shown)));

  return self;
}

GtkWidget *
bench_list_get_widget (BenchList *self)
{
  return self->widget;
}

void
bench_list_filter (BenchList *self, const char *text)
{
  g_autofree char *needle = g_utf8_casefold (text, -1);
  g_autoptr (GPtrArray) matches = g_ptr_array_new ();

  for (guint i = 0; i < self->nodes->len; i++)
    if (strstr (self->texts->pdata[i], needle) != NULL)
      g_ptr_array_add (matches, self->nodes->pdata[i]);
  g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)),
                       matches->pdata, matches->len);
}
