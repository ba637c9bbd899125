/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-tree-rows.h"

#include "gh-section.h"
#include "gh-tree-matches.h"

struct _GhTreeRows
{
  GObject parent_instance;

  GhInventory *inventory;
  GtkTreeListModel *tree;
  /* Only while there is a filter. */
  GhTreeMatches *matches;
  /* The ids of rows that were unfolded in an inventory that is gone. */
  GHashTable *unfolded;
};

G_DEFINE_FINAL_TYPE (GhTreeRows, gh_tree_rows, G_TYPE_OBJECT)

static void
gh_tree_rows_finalize (GObject *object)
{
  GhTreeRows *self = GH_TREE_ROWS (object);

  g_clear_object (&self->matches);
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
get_children (GhNode *node)
{
  /* The rows of a section stand beside its head, not below it. */
  return GH_IS_SECTION (node) ? NULL : gh_node_get_children (node);
}

static GListModel *
create_children_cb (gpointer item, gpointer user_data)
{
  GListModel *children = get_children (GH_NODE (item));

  return children != NULL ? g_object_ref (children) : NULL;
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
  g_clear_object (&self->matches);
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
unfold (GtkTreeListModel *tree, GtkTreeListRow *parent, GListModel *nodes)
{
  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (GhNode) node = g_list_model_get_item (nodes, i);
      GListModel *children = get_children (node);
      g_autoptr (GtkTreeListRow) row = NULL;

      if (children == NULL)
        continue;

      row = parent != NULL ? gtk_tree_list_row_get_child_row (parent, i)
                           : gtk_tree_list_model_get_child_row (tree, i);
      gtk_tree_list_row_set_expanded (row, TRUE);
      unfold (tree, row, children);
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
  g_return_val_if_fail (GH_IS_TREE_ROWS (self), FALSE);

  if (*text == '\0' || self->inventory == NULL)
    {
      g_clear_object (&self->matches);
      return TRUE;
    }

  if (self->matches == NULL)
    self->matches = gh_tree_matches_new (G_LIST_MODEL (self->inventory));
  gh_tree_matches_set_text (self->matches, text);

  return g_list_model_get_n_items (G_LIST_MODEL (self->matches)) > 0;
}

/**
 * gh_tree_rows_get_shown:
 * @self: rows
 *
 * Returns: (transfer none) (nullable) (element-type GtkTreeListRow): the rows that are shown at
 *   present; the same model as long as there is a filter, or none
 */
GListModel *
gh_tree_rows_get_shown (GhTreeRows *self)
{
  g_return_val_if_fail (GH_IS_TREE_ROWS (self), NULL);

  return self->matches != NULL ? G_LIST_MODEL (self->matches) : G_LIST_MODEL (self->tree);
}

/* Goes from parent to parent instead of through all rows, of which there may be very many. */
static GtkTreeListRow *
find_row (GhTreeRows *self, GhNode *node, gboolean unfold)
{
  GhNode *parent = gh_node_get_parent (node);
  g_autoptr (GtkTreeListRow) parent_row = NULL;
  guint index;

  if (parent == NULL || GH_IS_SECTION (parent))
    return find_index (G_LIST_MODEL (self->inventory), node, &index)
               ? gtk_tree_list_model_get_child_row (self->tree, index)
               : NULL;

  parent_row = find_row (self, parent, unfold);
  if (parent_row == NULL)
    return NULL;
  if (unfold)
    gtk_tree_list_row_set_expanded (parent_row, TRUE);

  return find_index (get_children (parent), node, &index)
             ? gtk_tree_list_row_get_child_row (parent_row, index)
             : NULL;
}

/**
 * gh_tree_rows_find:
 * @self: rows
 * @node: what to find
 * @unfold: whether to unfold what leads there, where there is no filter
 *
 * Returns: the position of @node, %GTK_INVALID_LIST_POSITION if it is not shown
 */
guint
gh_tree_rows_find (GhTreeRows *self, GhNode *node, gboolean unfold)
{
  g_autoptr (GtkTreeListRow) row = NULL;

  g_return_val_if_fail (GH_IS_TREE_ROWS (self), GTK_INVALID_LIST_POSITION);

  if (self->matches != NULL)
    return gh_tree_matches_find (self->matches, node);
  if (self->tree != NULL)
    row = find_row (self, node, unfold);

  return row != NULL ? gtk_tree_list_row_get_position (row) : GTK_INVALID_LIST_POSITION;
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
    unfold (self->tree, NULL, G_LIST_MODEL (self->inventory));
}
