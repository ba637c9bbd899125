/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-tree-rows.h"

#include "gh-section.h"
#include "gh-tree-filter.h"

struct _GhTreeRows
{
  GObject parent_instance;

  GhInventory *inventory;
  GtkTreeListModel *tree;
  /* Only while there is a filter. */
  GhTreeFilter *filter;
  GtkTreeListModel *filtered;
  /* The ids of rows that were unfolded in an inventory that is gone. */
  GHashTable *unfolded;
};

G_DEFINE_FINAL_TYPE (GhTreeRows, gh_tree_rows, G_TYPE_OBJECT)

static void
gh_tree_rows_finalize (GObject *object)
{
  GhTreeRows *self = GH_TREE_ROWS (object);

  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->tree);
  g_clear_object (&self->inventory);
  g_hash_table_unref (self->unfolded);

  G_OBJECT_CLASS (gh_tree_rows_parent_class)->finalize (object);
}

static void
gh_tree_rows_class_init (GhTreeRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_tree_rows_finalize;
}

static void
gh_tree_rows_init (GhTreeRows *self)
{
  self->unfolded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * gh_tree_rows_new:
 *
 * Returns: (transfer full): the rows of nothing
 */
GhTreeRows *
gh_tree_rows_new (void)
{
  return g_object_new (GH_TYPE_TREE_ROWS, NULL);
}

static GListModel *
get_children (GhTreeFilter *filter, GhNode *node)
{
  if (filter != NULL)
    return gh_tree_filter_get_children (filter, node);

  /* The rows of a section stand beside its head, not below it. */
  return GH_IS_SECTION (node) ? NULL : gh_node_get_children (node);
}

/* @user_data: (nullable): the filter */
static GListModel *
create_children_cb (gpointer item, gpointer user_data)
{
  GListModel *children = get_children (user_data, GH_NODE (item));

  return children != NULL ? g_object_ref (children) : NULL;
}

static GListModel *
get_siblings (GhTreeRows *self, GhNode *parent)
{
  if (parent == NULL)
    return gtk_tree_list_model_get_model (gh_tree_rows_get_shown (self));

  return get_children (self->filter, parent);
}

static gboolean
find_index (GListModel *list, GhNode *node, guint *index)
{
  guint n = list != NULL ? g_list_model_get_n_items (list) : 0;

  for (*index = 0; *index < n; (*index)++)
    {
      g_autoptr (GhNode) item = g_list_model_get_item (list, *index);

      if (item == node)
        return TRUE;
    }

  return FALSE;
}

static void
unfold_again (GhTreeRows *self, guint position, guint added)
{
  /* From the end, since unfolding a row moves those below it. */
  for (guint i = position + added; i-- > position && g_hash_table_size (self->unfolded) > 0;)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->tree), i);
      g_autoptr (GhNode) node = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
      const char *id = node != NULL ? gh_node_get_id (node) : NULL;

      if (id != NULL && gtk_tree_list_row_is_expandable (row) &&
          g_hash_table_remove (self->unfolded, id))
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
tree_changed_cb (GhTreeRows *self, guint position, guint removed, guint added)
{
  unfold_again (self, position, added);
}

static void
remember_unfolded (GhTreeRows *self)
{
  guint n = self->tree != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->tree)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);
      g_autoptr (GhNode) node = gtk_tree_list_row_get_item (row);
      const char *id = gh_node_get_id (node);

      if (gtk_tree_list_row_get_expanded (row) && id != NULL)
        g_hash_table_add (self->unfolded, g_strdup (id));
    }
}

static void
clear_filter (GhTreeRows *self)
{
  g_clear_object (&self->filter);
  g_clear_object (&self->filtered);
}

/**
 * gh_tree_rows_set_inventory:
 * @self: rows
 * @inventory: (nullable): whose they are
 *
 * Without a filter at first; what was unfolded is unfolded as soon as it is there.
 */
void
gh_tree_rows_set_inventory (GhTreeRows *self, GhInventory *inventory)
{
  g_return_if_fail (GH_IS_TREE_ROWS (self));

  remember_unfolded (self);
  clear_filter (self);
  if (self->tree != NULL)
    g_signal_handlers_disconnect_by_func (self->tree, tree_changed_cb, self);
  g_clear_object (&self->tree);
  g_set_object (&self->inventory, inventory);
  if (inventory == NULL)
    return;

  self->tree = gtk_tree_list_model_new (G_LIST_MODEL (g_object_ref (inventory)), FALSE, FALSE,
                                        create_children_cb, NULL, NULL);
  g_signal_connect_object (self->tree, "items-changed", G_CALLBACK (tree_changed_cb), self,
                           G_CONNECT_SWAPPED);
  unfold_again (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->tree)));
}

/* GTK's own "autoexpand" makes an object for each row, seen or not; of a node it is known without
 * one whether others are below it. */
static void
unfold (GtkTreeListModel *tree, GtkTreeListRow *parent, GListModel *nodes, GhTreeFilter *filter)
{
  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (GhNode) node = g_list_model_get_item (nodes, i);
      GListModel *children = get_children (filter, node);
      g_autoptr (GtkTreeListRow) row = NULL;

      if (children == NULL)
        continue;

      row = parent != NULL ? gtk_tree_list_row_get_child_row (parent, i)
                           : gtk_tree_list_model_get_child_row (tree, i);
      gtk_tree_list_row_set_expanded (row, TRUE);
      unfold (tree, row, children, filter);
    }
}

/**
 * gh_tree_rows_set_filter:
 * @self: rows
 * @text: what to look for; empty for everything
 *
 * Returns: %FALSE if nothing of what was read matches
 */
gboolean
gh_tree_rows_set_filter (GhTreeRows *self, const char *text)
{
  GListModel *roots;

  g_return_val_if_fail (GH_IS_TREE_ROWS (self), FALSE);

  clear_filter (self);
  if (*text == '\0' || self->inventory == NULL)
    return TRUE;

  self->filter = gh_tree_filter_new (G_LIST_MODEL (self->inventory), text);
  roots = gh_tree_filter_get_roots (self->filter);
  self->filtered = gtk_tree_list_model_new (g_object_ref (roots), FALSE, FALSE, create_children_cb,
                                            g_object_ref (self->filter), g_object_unref);
  unfold (self->filtered, NULL, roots, self->filter);

  return g_list_model_get_n_items (roots) > 0;
}

/**
 * gh_tree_rows_get_shown:
 * @self: rows
 *
 * Returns: (transfer none) (nullable): the rows that are shown at present
 */
GtkTreeListModel *
gh_tree_rows_get_shown (GhTreeRows *self)
{
  g_return_val_if_fail (GH_IS_TREE_ROWS (self), NULL);

  return self->filtered != NULL ? self->filtered : self->tree;
}

/**
 * gh_tree_rows_find:
 * @self: rows
 * @node: what to find
 * @unfold: whether to unfold what leads there
 *
 * Goes from parent to parent instead of through all rows, of which there may be very many.
 *
 * Returns: (transfer full) (nullable): the row of @node, %NULL if it is not shown
 */
GtkTreeListRow *
gh_tree_rows_find (GhTreeRows *self, GhNode *node, gboolean unfold)
{
  GhNode *parent;
  g_autoptr (GtkTreeListRow) parent_row = NULL;
  guint index;

  g_return_val_if_fail (GH_IS_TREE_ROWS (self), NULL);

  parent = gh_node_get_parent (node);
  /* The rows of a section stand beside its head, not below it. */
  if (parent != NULL && GH_IS_SECTION (parent))
    parent = NULL;
  if (parent != NULL)
    {
      parent_row = gh_tree_rows_find (self, parent, unfold);
      if (parent_row == NULL)
        return NULL;
      if (unfold)
        gtk_tree_list_row_set_expanded (parent_row, TRUE);
    }

  if (!find_index (get_siblings (self, parent), node, &index))
    return NULL;

  return parent_row != NULL
             ? gtk_tree_list_row_get_child_row (parent_row, index)
             : gtk_tree_list_model_get_child_row (gh_tree_rows_get_shown (self), index);
}

/**
 * gh_tree_rows_unfold_all:
 * @self: rows
 *
 * Unfolds every row, which suits a tree that is small.
 */
void
gh_tree_rows_unfold_all (GhTreeRows *self)
{
  g_return_if_fail (GH_IS_TREE_ROWS (self));

  if (self->tree != NULL)
    unfold (self->tree, NULL, G_LIST_MODEL (self->inventory), NULL);
}
