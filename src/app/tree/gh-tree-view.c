/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-tree-view.h"

#include "gh-config.h"
#include "gh-placeholder.h"
#include "gh-section.h"
#include "gh-tree-row.h"
#include "gh-tree-rows.h"

struct _GhTreeView
{
  AdwBin parent_instance;

  GtkListView *list;

  GhInventory *inventory;
  GhTreeRows *rows;
  GListModel *shown;
  GtkSingleSelection *selection;

  GhDatasource *chosen;
  gboolean restoring;
};

enum
{
  CHOSEN,
  UNFOLDED,
  RETRY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhTreeView, gh_tree_view, ADW_TYPE_BIN)

static void
restore_selection (GhTreeView *self, gboolean unfold)
{
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->chosen != NULL && self->shown != NULL)
    position = gh_tree_rows_find (self->rows, GH_NODE (self->chosen), unfold);

  self->restoring = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->restoring = FALSE;
}

static void
choose (GhTreeView *self, GhDatasource *datasource, gboolean activated)
{
  if (!g_set_object (&self->chosen, datasource) && !activated)
    return;

  g_signal_emit (self, signals[CHOSEN], 0, datasource, activated);
}

static void
selected_cb (GhTreeView *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GhNode) node = NULL;

  if (self->restoring || row == NULL)
    return;

  node = gtk_tree_list_row_get_item (row);
  if (GH_IS_DATASOURCE (node))
    choose (self, GH_DATASOURCE (node), FALSE);
  else
    restore_selection (self, FALSE);
}

static void
find_chosen_again (GhTreeView *self)
{
  GhDatasource *same;

  if (self->chosen == NULL || self->inventory == NULL)
    return;

  same = gh_inventory_find_datasource (self->inventory, gh_datasource_get_gateway_id (self->chosen),
                                       gh_node_get_id (GH_NODE (self->chosen)));
  if (same != NULL)
    g_set_object (&self->chosen, same);
}

static void
rows_changed_cb (GhTreeView *self, guint position, guint removed, guint added)
{
  if (added > 0 && self->chosen != NULL &&
      gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    restore_selection (self, FALSE);
}

static void
show_rows (GhTreeView *self)
{
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, rows_changed_cb, self);
  g_set_object (&self->shown, gh_tree_rows_get_shown (self->rows));

  self->restoring = TRUE;
  gtk_single_selection_set_model (self->selection, self->shown);
  self->restoring = FALSE;
  if (self->shown == NULL)
    return;

  restore_selection (self, FALSE);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The widget in the list that shows a row, and that row. */
static GtkTreeListRow *
get_row_of (GtkWidget *child)
{
  GtkWidget *content = child != NULL ? gtk_widget_get_first_child (child) : NULL;

  return content != NULL && GH_IS_TREE_ROW (content) ? gh_tree_row_get_row (GH_TREE_ROW (content))
                                                     : NULL;
}

static GtkTreeListRow *
get_focused_row (GhTreeView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  while (focus != NULL && gtk_widget_get_parent (focus) != GTK_WIDGET (self->list))
    focus = gtk_widget_get_parent (focus);

  return get_row_of (focus);
}

static gboolean
focus_position (GhTreeView *self, guint position)
{
  g_autoptr (GtkTreeListRow) wanted = NULL;

  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  wanted = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkTreeListRow *row = get_row_of (child);

      if (row != NULL && row == wanted)
        return gtk_widget_grab_focus (child);
    }

  return FALSE;
}

static guint
find_row (GhTreeView *self, GtkTreeListRow *row)
{
  g_autoptr (GhNode) node = gtk_tree_list_row_get_item (row);

  return gh_tree_rows_find (self->rows, node, FALSE);
}

/* GTK 4.8 folds and unfolds only with the pointer. */
static gboolean
fold_focused (GhTreeView *self)
{
  GtkTreeListRow *row = get_focused_row (self);
  g_autoptr (GtkTreeListRow) parent = NULL;

  if (row == NULL)
    return FALSE;

  if (gtk_tree_list_row_get_expanded (row))
    {
      gtk_tree_list_row_set_expanded (row, FALSE);
      return TRUE;
    }

  parent = gtk_tree_list_row_get_parent (row);
  if (parent == NULL)
    return FALSE;

  focus_position (self, find_row (self, parent));

  return TRUE;
}

static gboolean
unfold_focused (GhTreeView *self)
{
  GtkTreeListRow *row = get_focused_row (self);
  g_autoptr (GtkTreeListRow) next = NULL;
  guint position;

  if (row == NULL || !gtk_tree_list_row_is_expandable (row))
    return FALSE;

  if (!gtk_tree_list_row_get_expanded (row))
    {
      gtk_tree_list_row_set_expanded (row, TRUE);
      return TRUE;
    }

  position = find_row (self, row) + 1;
  next = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  if (next != NULL && gtk_tree_list_row_get_depth (next) > gtk_tree_list_row_get_depth (row))
    focus_position (self, position);

  return TRUE;
}

static gboolean
key_pressed_cb (GhTreeView *self, guint key, guint code, GdkModifierType state)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    return mirrored ? unfold_focused (self) : fold_focused (self);
  if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    return mirrored ? fold_focused (self) : unfold_focused (self);

  return GDK_EVENT_PROPAGATE;
}

static void
enter_row (GhTreeView *self, GtkTreeListRow *row)
{
  g_autoptr (GhNode) node = gtk_tree_list_row_get_item (row);

  if (GH_IS_DATASOURCE (node))
    choose (self, GH_DATASOURCE (node), TRUE);
  else if (gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

static void
activate_cb (GhTreeView *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (GhNode) node = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  /* A double click activates too, and has folded by its two clicks already. */
  if (node != NULL && GH_IS_DATASOURCE (node))
    enter_row (self, row);
}

static void
clicked_cb (GhTreeView *self, GtkTreeListRow *row)
{
  enter_row (self, row);
}

static void
forward_unfolded_cb (GhTreeView *self, GhNode *node)
{
  g_signal_emit (self, signals[UNFOLDED], 0, node);
}

static void
forward_retry_cb (GhTreeView *self, GhNode *node)
{
  g_signal_emit (self, signals[RETRY], 0, node);
}

static void
setup_cb (GhTreeView *self, GtkListItem *item)
{
  GtkWidget *row = gh_tree_row_new ();

  g_signal_connect_object (row, "unfolded", G_CALLBACK (forward_unfolded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "retry", G_CALLBACK (forward_retry_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GhTreeView *self, GtkListItem *item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  g_autoptr (GhNode) node = gtk_tree_list_row_get_item (row);
  gboolean real = !GH_IS_SECTION (node) && !GH_IS_PLACEHOLDER (node);

  /* GTK gives the focus only to what can be selected; that only a data source stays selected is
   * seen to where the selection changes. */
  gtk_list_item_set_selectable (item, real);
  gtk_list_item_set_activatable (item, real);
  gh_tree_row_set_row (GH_TREE_ROW (gtk_list_item_get_child (item)), row);
}

static void
unbind_cb (GhTreeView *self, GtkListItem *item)
{
  gh_tree_row_set_row (GH_TREE_ROW (gtk_list_item_get_child (item)), NULL);
}

static gboolean
gh_tree_view_grab_focus (GtkWidget *widget)
{
  GhTreeView *self = GH_TREE_VIEW (widget);
  guint selected = gtk_single_selection_get_selected (self->selection);

  /* The list would take the focus itself, and the arrow keys would do nothing then. The row after
   * the first head is the first that one can do anything with. */
  return focus_position (self, selected != GTK_INVALID_LIST_POSITION ? selected : 1);
}

static void
gh_tree_view_dispose (GObject *object)
{
  GhTreeView *self = GH_TREE_VIEW (object);

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, rows_changed_cb, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->rows);
  g_clear_object (&self->chosen);
  g_clear_object (&self->inventory);

  G_OBJECT_CLASS (gh_tree_view_parent_class)->dispose (object);
}

static void
gh_tree_view_class_init (GhTreeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_tree_view_dispose;
  widget_class->grab_focus = gh_tree_view_grab_focus;

  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, GH_TYPE_DATASOURCE, G_TYPE_BOOLEAN);
  signals[UNFOLDED] = g_signal_new ("unfolded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, GH_TYPE_NODE);
  signals[RETRY] = g_signal_new ("retry", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, GH_TYPE_NODE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/tree/gh-tree-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GhTreeView, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
gh_tree_view_init (GhTreeView *self)
{
  self->rows = gh_tree_rows_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

/**
 * gh_tree_view_new:
 *
 * Returns: (transfer floating): a tree of nothing
 */
GtkWidget *
gh_tree_view_new (void)
{
  return g_object_new (GH_TYPE_TREE_VIEW, NULL);
}

static void
read_more_cb (GhTreeView *self)
{
  if (self->chosen != NULL &&
      gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    {
      find_chosen_again (self);
      restore_selection (self, FALSE);
    }
}

/**
 * gh_tree_view_set_inventory:
 * @self: a tree
 * @inventory: (nullable): what to show
 *
 * Another inventory takes over what was selected and unfolded, as far as it has the same things.
 */
void
gh_tree_view_set_inventory (GhTreeView *self, GhInventory *inventory)
{
  g_return_if_fail (GH_IS_TREE_VIEW (self));

  if (self->inventory == inventory)
    return;

  if (self->inventory != NULL)
    g_signal_handlers_disconnect_by_func (self->inventory, read_more_cb, self);
  g_set_object (&self->inventory, inventory);
  if (inventory != NULL)
    g_signal_connect_object (inventory, "notify::n-datasources", G_CALLBACK (read_more_cb), self,
                             G_CONNECT_SWAPPED);
  gh_tree_rows_set_inventory (self->rows, inventory);
  show_rows (self);
}

/**
 * gh_tree_view_set_filter:
 * @self: a tree
 * @text: what to look for; empty for everything
 *
 * Returns: %FALSE if nothing of what was read matches
 */
gboolean
gh_tree_view_set_filter (GhTreeView *self, const char *text)
{
  gboolean found;

  g_return_val_if_fail (GH_IS_TREE_VIEW (self), FALSE);

  /* Nothing is selected meanwhile: the selection would be looked for in all rows. */
  self->restoring = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->restoring = FALSE;
  found = gh_tree_rows_set_filter (self->rows, text);
  if (gh_tree_rows_get_shown (self->rows) != self->shown)
    show_rows (self);
  else
    restore_selection (self, FALSE);

  return found;
}

/**
 * gh_tree_view_select:
 * @self: a tree
 * @datasource: (nullable): what shall be selected
 *
 * Selects without a signal, and unfolds what leads there.
 */
void
gh_tree_view_select (GhTreeView *self, GhDatasource *datasource)
{
  g_return_if_fail (GH_IS_TREE_VIEW (self));

  g_set_object (&self->chosen, datasource);
  restore_selection (self, TRUE);
}

/**
 * gh_tree_view_get_focused_id:
 * @self: a tree
 *
 * Returns: (nullable): the id of the row that has the focus
 */
const char *
gh_tree_view_get_focused_id (GhTreeView *self)
{
  GtkTreeListRow *row;
  g_autoptr (GhNode) node = NULL;

  g_return_val_if_fail (GH_IS_TREE_VIEW (self), NULL);

  row = get_focused_row (self);
  node = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return node != NULL ? gh_node_get_id (node) : NULL;
}

/**
 * gh_tree_view_unfold_all:
 * @self: a tree
 *
 * Unfolds every row, which suits a tree that is small.
 */
void
gh_tree_view_unfold_all (GhTreeView *self)
{
  g_return_if_fail (GH_IS_TREE_VIEW (self));

  gh_tree_rows_unfold_all (self->rows);
}
