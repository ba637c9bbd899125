/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-inventory-index.h"

struct _GhInventoryIndex
{
  GObject parent_instance;

  /* Gateway id to GhGateway. */
  GHashTable *gateways;
  /* Key of a data source to the GPtrArray of its rows. */
  GHashTable *rows;
  /* GhDatasource to the key under which it is found, since its ids can change. */
  GHashTable *keys;
  /* Gateway id to a set of GhDatasource. */
  GHashTable *users;
  /* GhDatasource to the gateway id under which it is in users. */
  GHashTable *used;
};

G_DEFINE_FINAL_TYPE (GhInventoryIndex, gh_inventory_index, G_TYPE_OBJECT)

static void
gh_inventory_index_finalize (GObject *object)
{
  GhInventoryIndex *self = GH_INVENTORY_INDEX (object);

  g_hash_table_unref (self->used);
  g_hash_table_unref (self->users);
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->gateways);

  G_OBJECT_CLASS (gh_inventory_index_parent_class)->finalize (object);
}

static void
gh_inventory_index_class_init (GhInventoryIndexClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_inventory_index_finalize;
}

static void
gh_inventory_index_init (GhInventoryIndex *self)
{
  self->gateways = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->rows =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->keys = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->users =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
  self->used = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

/**
 * gh_inventory_index_new:
 *
 * Returns: (transfer full): an empty index
 */
GhInventoryIndex *
gh_inventory_index_new (void)
{
  return g_object_new (GH_TYPE_INVENTORY_INDEX, NULL);
}

/* What is bound to nothing has no ids and is never the same as another. */
static char *
dup_key (GhDatasource *datasource)
{
  const char *gateway_id = gh_datasource_get_gateway_id (datasource);
  const char *id = gh_node_get_id (GH_NODE (datasource));

  if (gateway_id == NULL || id == NULL)
    return g_strdup_printf ("\n%p", datasource);

  return g_strconcat (gateway_id, "\n", id, NULL);
}

static void
join (GhDatasource *datasource, GhGateway *gateway)
{
  gh_datasource_set_gateway (datasource, gateway);
  gh_datasource_set_place (datasource, GH_PLACE_ON_PREMISES);
}

static void
link_datasource (GhInventoryIndex *self, GhDatasource *datasource)
{
  GhNode *parent = gh_node_get_parent (GH_NODE (datasource));
  const char *gateway_id = gh_datasource_get_gateway_id (datasource);
  GhGateway *gateway = gateway_id != NULL ? g_hash_table_lookup (self->gateways, gateway_id) : NULL;

  if (GH_IS_GATEWAY (parent))
    join (datasource, GH_GATEWAY (parent));
  else if (gateway != NULL)
    join (datasource, gateway);
}

static void
add_user (GhInventoryIndex *self, GhDatasource *datasource)
{
  const char *gateway_id = gh_datasource_get_gateway_id (datasource);
  GHashTable *set;

  if (gateway_id == NULL)
    return;

  set = g_hash_table_lookup (self->users, gateway_id);
  if (set == NULL)
    {
      set = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (self->users, g_strdup (gateway_id), set);
    }
  g_hash_table_add (set, datasource);
  g_hash_table_insert (self->used, datasource, g_strdup (gateway_id));
}

static void
remove_user (GhInventoryIndex *self, GhDatasource *datasource)
{
  const char *gateway_id = g_hash_table_lookup (self->used, datasource);
  GHashTable *set = gateway_id != NULL ? g_hash_table_lookup (self->users, gateway_id) : NULL;

  if (set != NULL)
    g_hash_table_remove (set, datasource);
  if (set != NULL && g_hash_table_size (set) == 0)
    g_hash_table_remove (self->users, gateway_id);
  g_hash_table_remove (self->used, datasource);
}

static void
enter (GhInventoryIndex *self, GhDatasource *datasource)
{
  char *key = dup_key (datasource);
  GPtrArray *rows = g_hash_table_lookup (self->rows, key);

  if (rows == NULL)
    {
      rows = g_ptr_array_new ();
      g_hash_table_insert (self->rows, g_strdup (key), rows);
    }
  g_ptr_array_add (rows, datasource);
  g_hash_table_insert (self->keys, g_object_ref (datasource), key);
  add_user (self, datasource);
  link_datasource (self, datasource);
}

static void
leave (GhInventoryIndex *self, GhDatasource *datasource)
{
  const char *key = g_hash_table_lookup (self->keys, datasource);
  GPtrArray *rows;

  if (key == NULL)
    return;

  remove_user (self, datasource);
  rows = g_hash_table_lookup (self->rows, key);
  g_ptr_array_remove (rows, datasource);
  if (rows->len == 0)
    g_hash_table_remove (self->rows, key);
  g_hash_table_remove (self->keys, datasource);
}

/* After a take-over a data source may have other ids. */
static void
ids_changed_cb (GhDatasource *datasource, GParamSpec *pspec, GhInventoryIndex *self)
{
  g_autoptr (GhDatasource) kept = g_object_ref (datasource);

  leave (self, kept);
  enter (self, kept);
}

static void
add_datasource (GhInventoryIndex *self, GhDatasource *datasource)
{
  if (g_hash_table_contains (self->keys, datasource))
    return;

  enter (self, datasource);
  g_signal_connect_object (datasource, "notify::id", G_CALLBACK (ids_changed_cb), self, 0);
}

static void
remove_datasource (GhInventoryIndex *self, GhDatasource *datasource)
{
  g_signal_handlers_disconnect_by_func (datasource, ids_changed_cb, self);
  leave (self, datasource);
}

static void
add_gateway (GhInventoryIndex *self, GhGateway *gateway)
{
  const char *id = gh_node_get_id (GH_NODE (gateway));
  GHashTable *set = g_hash_table_lookup (self->users, id);
  GHashTableIter iter;
  gpointer datasource;

  g_hash_table_replace (self->gateways, g_strdup (id), g_object_ref (gateway));
  if (set == NULL)
    return;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &datasource, NULL))
    join (datasource, gateway);
}

static void
walk (GhInventoryIndex *self, GhNode *node, void (*visit) (GhInventoryIndex *, GhNode *))
{
  GListModel *children = gh_node_get_children (node);

  for (guint i = 0; children != NULL && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (GhNode) child = g_list_model_get_item (children, i);

      visit (self, child);
    }
}

/**
 * gh_inventory_index_add:
 * @self: an index
 * @node: a node that came into the tree
 */
void
gh_inventory_index_add (GhInventoryIndex *self, GhNode *node)
{
  if (GH_IS_GATEWAY (node))
    add_gateway (self, GH_GATEWAY (node));
  else if (GH_IS_DATASOURCE (node))
    add_datasource (self, GH_DATASOURCE (node));

  walk (self, node, gh_inventory_index_add);
}

/**
 * gh_inventory_index_remove:
 * @self: an index
 * @node: a node that left the tree
 *
 * Data sources that stand on a gateway which is listed no more stay known as on-premises: what once
 * was is never sent plain text.
 */
void
gh_inventory_index_remove (GhInventoryIndex *self, GhNode *node)
{
  walk (self, node, gh_inventory_index_remove);

  if (GH_IS_GATEWAY (node))
    g_hash_table_remove (self->gateways, gh_node_get_id (node));
  else if (GH_IS_DATASOURCE (node))
    remove_datasource (self, GH_DATASOURCE (node));
}

/**
 * gh_inventory_index_find_gateway:
 * @self: an index
 * @id: (nullable): its id
 *
 * Returns: (transfer none) (nullable): the listed gateway
 */
GhGateway *
gh_inventory_index_find_gateway (GhInventoryIndex *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->gateways, id) : NULL;
}

/**
 * gh_inventory_index_find_datasource:
 * @self: an index
 * @gateway_id: (nullable): its gateway, or virtual gateway
 * @id: (nullable): its id
 *
 * Returns: (transfer none) (nullable): the row under its gateway if there is one, else the first
 *   row under an item
 */
GhDatasource *
gh_inventory_index_find_datasource (GhInventoryIndex *self, const char *gateway_id, const char *id)
{
  g_autofree char *key = NULL;
  GPtrArray *rows;

  if (gateway_id == NULL || id == NULL)
    return NULL;

  key = g_strconcat (gateway_id, "\n", id, NULL);
  rows = g_hash_table_lookup (self->rows, key);
  if (rows == NULL)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    if (GH_IS_GATEWAY (gh_node_get_parent (rows->pdata[i])))
      return rows->pdata[i];

  return rows->pdata[0];
}

/**
 * gh_inventory_index_get_n_datasources:
 * @self: an index
 *
 * Returns: how many different data sources there are
 */
guint
gh_inventory_index_get_n_datasources (GhInventoryIndex *self)
{
  return g_hash_table_size (self->rows);
}
