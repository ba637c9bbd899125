/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-tree-filter.h"

#include "gh-placeholder.h"
#include "gh-section.h"

struct _GhTreeFilter
{
  GObject parent_instance;

  char *needle;
  GListStore *roots;
  GHashTable *children;
};

G_DEFINE_FINAL_TYPE (GhTreeFilter, gh_tree_filter, G_TYPE_OBJECT)

static void
gh_tree_filter_finalize (GObject *object)
{
  GhTreeFilter *self = GH_TREE_FILTER (object);

  g_free (self->needle);
  g_clear_object (&self->roots);
  g_hash_table_unref (self->children);

  G_OBJECT_CLASS (gh_tree_filter_parent_class)->finalize (object);
}

static void
gh_tree_filter_class_init (GhTreeFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_tree_filter_finalize;
}

static void
gh_tree_filter_init (GhTreeFilter *self)
{
  self->roots = g_list_store_new (GH_TYPE_NODE);
  self->children = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
}

static GPtrArray *collect (GhTreeFilter *self, GListModel *list, gboolean all);

static void
fill_store (GListStore *store, GPtrArray *nodes)
{
  g_list_store_splice (store, 0, 0, nodes->pdata, nodes->len);
}

/* Whether @node is shown; what is shown below it is noted. */
static gboolean
visit (GhTreeFilter *self, GhNode *node, gboolean all)
{
  gboolean shown = all || gh_node_matches_folded (node, self->needle);
  GListModel *list = gh_node_get_children (node);
  g_autoptr (GPtrArray) below = NULL;

  if (list == NULL)
    return shown;

  below = collect (self, list, shown);
  if (below->len > 0)
    {
      GListStore *store = g_list_store_new (GH_TYPE_NODE);

      fill_store (store, below);
      g_hash_table_insert (self->children, g_object_ref (node), store);
    }

  return shown || below->len > 0;
}

static GPtrArray *
collect (GhTreeFilter *self, GListModel *list, gboolean all)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (list);
  GhNode *head = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GhNode) node = g_list_model_get_item (list, i);

      if (GH_IS_SECTION (node))
        head = node;
      else if (!GH_IS_PLACEHOLDER (node) && visit (self, node, all))
        {
          /* A head comes along with the first row below it; the list keeps it alive till then. */
          if (head != NULL)
            g_ptr_array_add (nodes, g_object_ref (g_steal_pointer (&head)));
          g_ptr_array_add (nodes, g_object_ref (node));
        }
    }

  return nodes;
}

/**
 * gh_tree_filter_new:
 * @roots: (element-type GhNode): the rows of the top level
 * @text: what to look for
 *
 * Returns: (transfer full): what matches at this moment
 */
GhTreeFilter *
gh_tree_filter_new (GListModel *roots, const char *text)
{
  GhTreeFilter *self = g_object_new (GH_TYPE_TREE_FILTER, NULL);
  g_autoptr (GPtrArray) nodes = NULL;

  self->needle = gh_node_fold (text);
  nodes = collect (self, roots, FALSE);
  fill_store (self->roots, nodes);

  return self;
}

/**
 * gh_tree_filter_get_roots:
 * @self: what matches
 *
 * Returns: (transfer none): the rows of the top level
 */
GListModel *
gh_tree_filter_get_roots (GhTreeFilter *self)
{
  g_return_val_if_fail (GH_IS_TREE_FILTER (self), NULL);

  return G_LIST_MODEL (self->roots);
}

/**
 * gh_tree_filter_get_children:
 * @self: what matches
 * @node: a node that is shown
 *
 * Returns: (transfer none) (nullable): the rows below @node, %NULL if there are none
 */
GListModel *
gh_tree_filter_get_children (GhTreeFilter *self, GhNode *node)
{
  g_return_val_if_fail (GH_IS_TREE_FILTER (self), NULL);

  return g_hash_table_lookup (self->children, node);
}
