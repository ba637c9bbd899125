/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-tree-matches.h"

#include "gh-placeholder.h"
#include "gh-section.h"

/* One row, which is made only when the list asks for it: of very many it shows few. */
typedef struct
{
  GhNode *node;
  /* The row that it stands below, NULL on the top level; kept alive by the table of parents. */
  GtkTreeListRow *parent;
  /* Its place below that. */
  guint index;
} Match;

struct _GhTreeMatches
{
  GObject parent_instance;

  GListModel *nodes;
  char *needle;
  /* Everything, unfolded but for what somebody folds. */
  GtkTreeListModel *tree;
  /* GhNode to the row of each node with others below it that was met. */
  GHashTable *parents;
  GArray *matches;
  gboolean updating;
};

static void gh_tree_matches_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhTreeMatches,
                               gh_tree_matches,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gh_tree_matches_list_model_init))

static GtkTreeListRow *
dup_row (GhTreeMatches *self, const Match *match)
{
  return match->parent != NULL ? gtk_tree_list_row_get_child_row (match->parent, match->index)
                               : gtk_tree_list_model_get_child_row (self->tree, match->index);
}

static GType
gh_tree_matches_get_item_type (GListModel *model)
{
  return GTK_TYPE_TREE_LIST_ROW;
}

static guint
gh_tree_matches_get_n_items (GListModel *model)
{
  return GH_TREE_MATCHES (model)->matches->len;
}

static gpointer
gh_tree_matches_get_item (GListModel *model, guint position)
{
  GhTreeMatches *self = GH_TREE_MATCHES (model);

  if (position >= self->matches->len)
    return NULL;

  return dup_row (self, &g_array_index (self->matches, Match, position));
}

static void
gh_tree_matches_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_tree_matches_get_item_type;
  iface->get_n_items = gh_tree_matches_get_n_items;
  iface->get_item = gh_tree_matches_get_item;
}

static void
gh_tree_matches_finalize (GObject *object)
{
  GhTreeMatches *self = GH_TREE_MATCHES (object);

  g_array_unref (self->matches);
  g_hash_table_unref (self->parents);
  g_clear_object (&self->tree);
  g_clear_object (&self->nodes);
  g_free (self->needle);

  G_OBJECT_CLASS (gh_tree_matches_parent_class)->finalize (object);
}

static void
gh_tree_matches_class_init (GhTreeMatchesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_tree_matches_finalize;
}

static void
clear_match (gpointer match)
{
  g_object_unref (((Match *)match)->node);
}

static GArray *
new_matches (void)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (Match));

  g_array_set_clear_func (matches, clear_match);

  return matches;
}

static void
gh_tree_matches_init (GhTreeMatches *self)
{
  self->matches = new_matches ();
  self->parents = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
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

/* The row of a node with others below it, unfolded when it is met for the first time. A row that
 * comes back after something above it was folded is another one. */
static GtkTreeListRow *
get_parent_row (GhTreeMatches *self, const Match *match)
{
  g_autoptr (GtkTreeListRow) row = dup_row (self, match);

  if (g_hash_table_lookup (self->parents, match->node) != row)
    {
      gtk_tree_list_row_set_expanded (row, TRUE);
      g_hash_table_replace (self->parents, g_object_ref (match->node), g_object_ref (row));
    }

  return row;
}

/* What holds for all nodes of a list. */
typedef struct
{
  GtkTreeListRow *parent;
  /* Something above matches. */
  gboolean all;
  /* Something above is folded: there are no rows, but a match is a reason to show what is above. */
  gboolean hidden;
} Below;

static void collect (GhTreeMatches *self, GArray *found, GListModel *nodes, Below below);

static void
visit (GhTreeMatches *self, GArray *found, GhNode *node, guint index, Below level)
{
  Match match = { g_object_ref (node), level.parent, index };
  GListModel *children = get_children (node);
  guint own = found->len;
  Below below = { NULL, level.all || gh_node_matches_folded (node, self->needle), level.hidden };
  gboolean shown = below.all;

  g_array_append_val (found, match);
  if (children != NULL)
    {
      if (!level.hidden)
        {
          below.parent = get_parent_row (self, &match);
          below.hidden = !gtk_tree_list_row_get_expanded (below.parent);
        }
      collect (self, found, children, below);
      shown |= found->len > own + 1;
      if (below.hidden)
        g_array_set_size (found, own + 1);
    }
  if (!shown)
    g_array_set_size (found, own);
}

static void
collect (GhTreeMatches *self, GArray *found, GListModel *nodes, Below below)
{
  guint n = g_list_model_get_n_items (nodes);
  g_autoptr (GhNode) head = NULL;
  guint head_index = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GhNode) node = g_list_model_get_item (nodes, i);
      guint before = found->len;

      if (GH_IS_SECTION (node))
        {
          g_set_object (&head, node);
          head_index = i;
          continue;
        }
      if (GH_IS_PLACEHOLDER (node))
        continue;

      visit (self, found, node, i, below);
      /* A head comes along with the first row below it. */
      if (head != NULL && found->len > before)
        {
          Match match = { g_steal_pointer (&head), below.parent, head_index };

          g_array_insert_val (found, before, match);
        }
    }
}

/* Rows with the same parents and nodes are the same rows. */
static gboolean
is_same (const Match *one, const Match *other)
{
  return one->node == other->node && one->parent == other->parent;
}

static void
update (GhTreeMatches *self)
{
  g_autoptr (GArray) before = self->matches;
  GArray *after = new_matches ();
  guint start = 0, n_before = before->len, n_after;

  self->updating = TRUE;
  collect (self, after, self->nodes, (Below){ NULL, FALSE, FALSE });
  self->updating = FALSE;
  self->matches = after;
  n_after = after->len;

  while (start < n_before && start < n_after &&
         is_same (&g_array_index (before, Match, start), &g_array_index (after, Match, start)))
    start++;
  while (n_before > start && n_after > start &&
         is_same (&g_array_index (before, Match, n_before - 1),
                  &g_array_index (after, Match, n_after - 1)))
    {
      n_before--;
      n_after--;
    }
  if (n_before > start || n_after > start)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_before - start, n_after - start);
}

/* Something was read anew, or somebody folded a row. */
static void
tree_changed_cb (GhTreeMatches *self)
{
  if (!self->updating)
    update (self);
}

/**
 * gh_tree_matches_new:
 * @nodes: (element-type GhNode): the rows of the top level
 *
 * Returns: (transfer full): everything, until a text is set
 */
GhTreeMatches *
gh_tree_matches_new (GListModel *nodes)
{
  GhTreeMatches *self = g_object_new (GH_TYPE_TREE_MATCHES, NULL);

  self->nodes = g_object_ref (nodes);
  self->needle = g_strdup ("");
  self->tree =
      gtk_tree_list_model_new (g_object_ref (nodes), FALSE, FALSE, create_children_cb, NULL, NULL);
  g_signal_connect_object (self->tree, "items-changed", G_CALLBACK (tree_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * gh_tree_matches_set_text:
 * @self: what matches
 * @text: what to look for
 */
void
gh_tree_matches_set_text (GhTreeMatches *self, const char *text)
{
  g_return_if_fail (GH_IS_TREE_MATCHES (self));

  g_free (self->needle);
  self->needle = gh_node_fold (text);
  update (self);
}

/**
 * gh_tree_matches_find:
 * @self: what matches
 * @node: a node
 *
 * Returns: its position, %GTK_INVALID_LIST_POSITION if it is not shown
 */
guint
gh_tree_matches_find (GhTreeMatches *self, GhNode *node)
{
  g_return_val_if_fail (GH_IS_TREE_MATCHES (self), GTK_INVALID_LIST_POSITION);

  for (guint i = 0; i < self->matches->len; i++)
    if (g_array_index (self->matches, Match, i).node == node)
      return i;

  return GTK_INVALID_LIST_POSITION;
}
