/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-inventory.h"

#include "gh-inventory-index.h"
#include "gh-inventory-rows.h"
#include "gh-load-queue.h"

/* What the vendor's throttling takes without complaint. */
#define READ_AT_ONCE 4

struct _GhInventory
{
  GObject parent_instance;

  GhSection *sections[2];
  GhLoadQueue *queue;
  GhInventoryIndex *index;
  /* Nodes whose children could not be read the last time. */
  GHashTable *failed;
  guint n_refreshes;

  guint n_datasources;
  guint n_failed;
  gint64 read_at;
  gboolean reading;
};

static void gh_inventory_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhInventory,
                               gh_inventory,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gh_inventory_list_model_init))

enum
{
  PROP_N_DATASOURCES = 1,
  PROP_N_FAILED,
  PROP_READ_AT,
  PROP_READING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GListModel *
get_rows (GhInventory *self, GhSectionKind kind)
{
  return gh_node_get_children (GH_NODE (self->sections[kind]));
}

static GType
gh_inventory_get_item_type (GListModel *model)
{
  return GH_TYPE_NODE;
}

static guint
gh_inventory_get_n_items (GListModel *model)
{
  GhInventory *self = GH_INVENTORY (model);

  return 2 + g_list_model_get_n_items (get_rows (self, GH_SECTION_GATEWAYS)) +
         g_list_model_get_n_items (get_rows (self, GH_SECTION_WORKSPACES));
}

static gpointer
gh_inventory_get_item (GListModel *model, guint position)
{
  GhInventory *self = GH_INVENTORY (model);
  guint n_gateways = g_list_model_get_n_items (get_rows (self, GH_SECTION_GATEWAYS));
  GhSectionKind kind = position <= n_gateways ? GH_SECTION_GATEWAYS : GH_SECTION_WORKSPACES;

  if (kind == GH_SECTION_WORKSPACES)
    position -= n_gateways + 1;
  if (position == 0)
    return g_object_ref (self->sections[kind]);

  return g_list_model_get_item (get_rows (self, kind), position - 1);
}

static void
gh_inventory_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_inventory_get_item_type;
  iface->get_n_items = gh_inventory_get_n_items;
  iface->get_item = gh_inventory_get_item;
}

static void
rows_changed_cb (GListModel *rows, guint position, guint removed, guint added, GhInventory *self)
{
  guint offset = 1;

  if (rows == get_rows (self, GH_SECTION_WORKSPACES))
    offset += 1 + g_list_model_get_n_items (get_rows (self, GH_SECTION_GATEWAYS));

  g_list_model_items_changed (G_LIST_MODEL (self), offset + position, removed, added);
}

static void
gh_inventory_finalize (GObject *object)
{
  GhInventory *self = GH_INVENTORY (object);

  g_hash_table_unref (self->failed);
  g_object_unref (self->index);
  g_clear_object (&self->queue);
  g_object_unref (self->sections[GH_SECTION_GATEWAYS]);
  g_object_unref (self->sections[GH_SECTION_WORKSPACES]);

  G_OBJECT_CLASS (gh_inventory_parent_class)->finalize (object);
}

static void
gh_inventory_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhInventory *self = GH_INVENTORY (object);

  switch (id)
    {
    case PROP_N_DATASOURCES:
      g_value_set_uint (value, self->n_datasources);
      break;
    case PROP_N_FAILED:
      g_value_set_uint (value, self->n_failed);
      break;
    case PROP_READ_AT:
      g_value_set_int64 (value, self->read_at);
      break;
    case PROP_READING:
      g_value_set_boolean (value, self->reading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_inventory_class_init (GhInventoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = gh_inventory_finalize;
  object_class->get_property = gh_inventory_get_property;

  properties[PROP_N_DATASOURCES] =
      g_param_spec_uint ("n-datasources", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_FAILED] = g_param_spec_uint ("n-failed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_READ_AT] = g_param_spec_int64 ("read-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_READING] = g_param_spec_boolean ("reading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gh_inventory_init (GhInventory *self)
{
  self->index = gh_inventory_index_new ();
  self->failed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  for (guint kind = GH_SECTION_GATEWAYS; kind <= GH_SECTION_WORKSPACES; kind++)
    {
      self->sections[kind] = gh_section_new (kind);
      g_signal_connect_object (get_rows (self, kind), "items-changed", G_CALLBACK (rows_changed_cb),
                               self, 0);
      g_signal_connect_object (self->sections[kind], "moving",
                               G_CALLBACK (gh_inventory_index_move_away), self->index,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->sections[kind], "moved",
                               G_CALLBACK (gh_inventory_index_move_in), self->index,
                               G_CONNECT_SWAPPED);
    }
}

static void
update_counts (GhInventory *self)
{
  guint n_datasources = gh_inventory_index_get_n_datasources (self->index);
  guint n_failed = g_hash_table_size (self->failed);
  gboolean reading = self->n_refreshes > 0 || gh_load_queue_get_n_pending (self->queue) > 0;

  g_object_freeze_notify (G_OBJECT (self));
  if (self->n_datasources != n_datasources)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DATASOURCES]);
  if (self->n_failed != n_failed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FAILED]);
  if (self->reading != reading)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READING]);
  self->n_datasources = n_datasources;
  self->n_failed = n_failed;
  self->reading = reading;
  g_object_thaw_notify (G_OBJECT (self));
}

static void
queued_cb (GhLoadQueue *queue, GhNode *node, GhInventory *self)
{
  gh_inventory_rows_show_reading (node);
  update_counts (self);
}

/* Whether @node is still in the tree: its parent may have vanished while it was read. */
static gboolean
is_in_tree (GhInventory *self, GhNode *node)
{
  while (node != NULL && !GH_IS_SECTION (node))
    node = gh_node_get_parent (node);

  return node != NULL;
}

static void
forget_failures (GhInventory *self, GhNode *node)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_hash_table_remove (self->failed, node);
  if (gh_node_get_children (node) == NULL)
    return;

  rows = gh_inventory_rows_dup (node);
  for (guint i = 0; i < rows->len; i++)
    forget_failures (self, rows->pdata[i]);
}

static void
show_children (GhInventory *self, GhNode *node, GPtrArray *children)
{
  g_autoptr (GPtrArray) before = gh_inventory_rows_dup (node);
  g_autoptr (GPtrArray) after = NULL;

  g_hash_table_remove (self->failed, node);
  gh_inventory_rows_show_children (node, children);
  after = gh_inventory_rows_dup (node);

  for (guint i = 0; i < before->len; i++)
    if (gh_node_get_parent (before->pdata[i]) != node)
      {
        forget_failures (self, before->pdata[i]);
        gh_inventory_index_remove (self->index, before->pdata[i]);
      }
  for (guint i = 0; i < after->len; i++)
    gh_inventory_index_add (self->index, after->pdata[i]);
}

static void
show_failure (GhInventory *self, GhNode *node, const GError *error)
{
  g_hash_table_add (self->failed, g_object_ref (node));
  gh_inventory_rows_show_failure (node, error);
}

static void
show_cancelled (GhInventory *self, GhNode *node)
{
  g_hash_table_remove (self->failed, node);
  gh_inventory_rows_show_cancelled (node);
}

static void
ended_cb (GhLoadQueue *queue,
          GhNode *node,
          GPtrArray *children,
          const GError *error,
          GhInventory *self)
{
  if (!is_in_tree (self, node))
    gh_node_set_state (node, GH_NODE_UNREAD, NULL);
  else if (children != NULL)
    show_children (self, node, children);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_cancelled (self, node);
  else
    show_failure (self, node, error);

  update_counts (self);
}

/**
 * gh_inventory_new:
 * @loader: who reads
 *
 * Returns: (transfer full): an inventory of which nothing was read yet
 */
GhInventory *
gh_inventory_new (GhLoader *loader)
{
  GhInventory *self;

  g_return_val_if_fail (GH_IS_LOADER (loader), NULL);

  self = g_object_new (GH_TYPE_INVENTORY, NULL);
  self->queue = gh_load_queue_new (loader, READ_AT_ONCE);
  g_signal_connect_object (self->queue, "queued", G_CALLBACK (queued_cb), self, 0);
  g_signal_connect_object (self->queue, "ended", G_CALLBACK (ended_cb), self, 0);

  return self;
}

/**
 * gh_inventory_get_section:
 * @self: an inventory
 * @kind: which section
 *
 * Returns: (transfer none): its head, whose children are the rows below it
 */
GhSection *
gh_inventory_get_section (GhInventory *self, GhSectionKind kind)
{
  g_return_val_if_fail (GH_IS_INVENTORY (self), NULL);

  return self->sections[kind];
}

/* One refresh: how many readings it still waits for, and how the sections fared. */
typedef struct
{
  guint pending;
  GError *errors[2];
} Refresh;

static void
refresh_free (Refresh *refresh)
{
  g_clear_error (&refresh->errors[GH_SECTION_GATEWAYS]);
  g_clear_error (&refresh->errors[GH_SECTION_WORKSPACES]);
  g_free (refresh);
}

static void
finish_refresh (GTask *task)
{
  GhInventory *self = g_task_get_source_object (task);
  Refresh *refresh = g_task_get_task_data (task);
  gboolean both_failed = refresh->errors[GH_SECTION_GATEWAYS] != NULL &&
                         refresh->errors[GH_SECTION_WORKSPACES] != NULL;

  self->n_refreshes--;
  update_counts (self);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (both_failed)
    {
      g_task_return_error (task, g_steal_pointer (&refresh->errors[GH_SECTION_GATEWAYS]));
      return;
    }

  self->read_at = g_get_real_time () / G_USEC_PER_SEC;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_AT]);
  g_task_return_boolean (task, TRUE);
}

static void refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
refresh_node (GTask *task, GhNode *node)
{
  GhInventory *self = g_task_get_source_object (task);
  Refresh *refresh = g_task_get_task_data (task);

  refresh->pending++;
  gh_load_queue_push_async (self->queue, node, FALSE, g_task_get_cancellable (task), refreshed_cb,
                            g_object_ref (task));
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Refresh *refresh = g_task_get_task_data (task);
  GhNode *node = NULL;

  if (gh_load_queue_push_finish (GH_LOAD_QUEUE (source), result, &node, &error))
    {
      g_autoptr (GPtrArray) rows = gh_inventory_rows_dup (node);

      for (guint i = 0; i < rows->len; i++)
        if (gh_node_get_state (rows->pdata[i]) != GH_NODE_LEAF)
          refresh_node (task, rows->pdata[i]);
    }
  else if (GH_IS_SECTION (node))
    refresh->errors[gh_section_get_kind (GH_SECTION (node))] = g_steal_pointer (&error);

  if (--refresh->pending == 0)
    finish_refresh (task);
}

/**
 * gh_inventory_refresh_async:
 * @self: an inventory
 * @cancellable: (nullable): a cancellable
 * @callback: called when all was read
 * @user_data: for @callback
 *
 * Reads everything anew. Rows that are still there stay the same objects.
 */
void
gh_inventory_refresh_async (GhInventory *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_INVENTORY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_inventory_refresh_async);
  g_task_set_task_data (task, g_new0 (Refresh, 1), (GDestroyNotify)refresh_free);
  self->n_refreshes++;
  refresh_node (task, GH_NODE (self->sections[GH_SECTION_GATEWAYS]));
  refresh_node (task, GH_NODE (self->sections[GH_SECTION_WORKSPACES]));
}

/**
 * gh_inventory_refresh_finish:
 * @self: an inventory
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether at least one of the two sections could be read; what else could not is told by
 *   the rows themselves and by #GhInventory:n-failed
 */
gboolean
gh_inventory_refresh_finish (GhInventory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void read_ahead (GhInventory *self, GhNode *node, GCancellable *cancellable);

static void
ahead_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhInventory) self = user_data;
  GhNode *node = NULL;

  /* A failure has become a row of the node. */
  if (gh_load_queue_push_finish (GH_LOAD_QUEUE (source), result, &node, NULL))
    read_ahead (self, node, g_task_get_cancellable (G_TASK (result)));
}

static void
read_ahead (GhInventory *self, GhNode *node, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) rows = gh_inventory_rows_dup (node);

  for (guint i = 0; i < rows->len; i++)
    if (gh_node_get_state (rows->pdata[i]) == GH_NODE_UNREAD)
      gh_load_queue_push_async (self->queue, rows->pdata[i], FALSE, cancellable, ahead_cb,
                                g_object_ref (self));
}

static void
children_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhNode *node = NULL;

  if (!gh_load_queue_push_finish (GH_LOAD_QUEUE (source), result, &node, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  read_ahead (g_task_get_source_object (task), node, g_task_get_cancellable (task));
  g_task_return_boolean (task, TRUE);
}

/**
 * gh_inventory_load_children_async:
 * @self: an inventory
 * @node: a section, gateway, workspace or item of it
 * @cancellable: (nullable): a cancellable
 * @callback: called when its children are there
 * @user_data: for @callback
 *
 * Reads the children of @node before all that is only read ahead, and then, without keeping the
 * caller waiting, what stands below them. If it is being read already, its answer is awaited.
 */
void
gh_inventory_load_children_async (GhInventory *self,
                                  GhNode *node,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;

  g_return_if_fail (GH_IS_INVENTORY (self));
  g_return_if_fail (GH_IS_NODE (node) && gh_node_get_state (node) != GH_NODE_LEAF);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_inventory_load_children_async);
  gh_load_queue_push_async (self->queue, node, TRUE, cancellable, children_cb, task);
}

/**
 * gh_inventory_load_children_finish:
 * @self: an inventory
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the children could be read
 */
gboolean
gh_inventory_load_children_finish (GhInventory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_inventory_find_gateway:
 * @self: an inventory
 * @id: (nullable): its id
 *
 * Returns: (transfer none) (nullable): the listed gateway
 */
GhGateway *
gh_inventory_find_gateway (GhInventory *self, const char *id)
{
  g_return_val_if_fail (GH_IS_INVENTORY (self), NULL);

  return gh_inventory_index_find_gateway (self->index, id);
}

/**
 * gh_inventory_find_datasource:
 * @self: an inventory
 * @gateway_id: (nullable): its gateway, or virtual gateway
 * @id: (nullable): its id
 *
 * Returns: (transfer none) (nullable): the data source, the row under its gateway first
 */
GhDatasource *
gh_inventory_find_datasource (GhInventory *self, const char *gateway_id, const char *id)
{
  g_return_val_if_fail (GH_IS_INVENTORY (self), NULL);

  return gh_inventory_index_find_datasource (self->index, gateway_id, id);
}

/**
 * gh_inventory_get_n_datasources:
 * @self: an inventory
 *
 * Returns: how many different data sources were read
 */
guint
gh_inventory_get_n_datasources (GhInventory *self)
{
  g_return_val_if_fail (GH_IS_INVENTORY (self), 0);

  return self->n_datasources;
}

/**
 * gh_inventory_get_n_failed:
 * @self: an inventory
 *
 * Returns: how many rows could not be read the last time
 */
guint
gh_inventory_get_n_failed (GhInventory *self)
{
  g_return_val_if_fail (GH_IS_INVENTORY (self), 0);

  return self->n_failed;
}

/**
 * gh_inventory_get_read_at:
 * @self: an inventory
 *
 * Returns: when the last refresh ended well, in seconds since the epoch; 0 for never
 */
gint64
gh_inventory_get_read_at (GhInventory *self)
{
  g_return_val_if_fail (GH_IS_INVENTORY (self), 0);

  return self->read_at;
}

/**
 * gh_inventory_get_reading:
 * @self: an inventory
 *
 * Returns: whether something is being read
 */
gboolean
gh_inventory_get_reading (GhInventory *self)
{
  g_return_val_if_fail (GH_IS_INVENTORY (self), FALSE);

  return self->reading;
}
