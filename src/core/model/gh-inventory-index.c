/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-inventory-index.h"

/* The rows of one data source. The ids belong to @row: who changes them announces it before, so
 * that the entry can be taken out. */
typedef struct
{
  const char *gateway_id;
  const char *id;
  GhDatasource *row;
  /* Further rows of the same data source, not owned; hardly ever there are any. */
  GSList *others;
} Entry;

struct _GhInventoryIndex
{
  GObject parent_instance;

  /* Gateway id to GhGateway. */
  GHashTable *gateways;
  /* A set of Entry, found by both ids. */
  GHashTable *entries;
  /* Every GhDatasource that stands in the tree. */
  GHashTable *rows;
  /* Gateway id to a set of those GhDatasource that stand under an item. */
  GHashTable *users;
};

G_DEFINE_FINAL_TYPE (GhInventoryIndex, gh_inventory_index, G_TYPE_OBJECT)

/* What is bound to nothing has no ids and is never the same as another. */
static guint
hash_entry (gconstpointer key)
{
  const Entry *entry = key;

  if (entry->gateway_id == NULL || entry->id == NULL)
    return g_direct_hash (entry->row);

  return 31 * g_str_hash (entry->gateway_id) + g_str_hash (entry->id);
}

static gboolean
equal_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = a, *other = b;

  if (one->gateway_id == NULL || one->id == NULL)
    return one->row == other->row;

  return g_strcmp0 (one->gateway_id, other->gateway_id) == 0 && g_strcmp0 (one->id, other->id) == 0;
}

static Entry
describe (GhDatasource *row)
{
  return (Entry){ gh_datasource_get_gateway_id (row), gh_node_get_id (GH_NODE (row)), row, NULL };
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_slist_free (entry->others);
  g_free (entry);
}

static void
gh_inventory_index_finalize (GObject *object)
{
  GhInventoryIndex *self = GH_INVENTORY_INDEX (object);

  g_hash_table_unref (self->users);
  g_hash_table_unref (self->entries);
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
  self->entries = g_hash_table_new_full (hash_entry, equal_entries, free_entry, NULL);
  self->rows = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->users =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
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

/* A gateway that is read later brings its own rows along; only those of items have to wait for it.
 */
static void
add_user (GhInventoryIndex *self, GhDatasource *datasource)
{
  const char *gateway_id = gh_datasource_get_gateway_id (datasource);
  GHashTable *set;

  if (gateway_id == NULL || GH_IS_GATEWAY (gh_node_get_parent (GH_NODE (datasource))))
    return;

  set = g_hash_table_lookup (self->users, gateway_id);
  if (set == NULL)
    {
      set = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (self->users, g_strdup (gateway_id), set);
    }
  g_hash_table_add (set, datasource);
}

static void
remove_user (GhInventoryIndex *self, GhDatasource *datasource)
{
  const char *gateway_id = gh_datasource_get_gateway_id (datasource);
  GHashTable *set = gateway_id != NULL ? g_hash_table_lookup (self->users, gateway_id) : NULL;

  if (set == NULL)
    return;

  g_hash_table_remove (set, datasource);
  if (g_hash_table_size (set) == 0)
    g_hash_table_remove (self->users, gateway_id);
}

static void
enter (GhInventoryIndex *self, GhDatasource *datasource)
{
  Entry wanted = describe (datasource);
  Entry *entry = g_hash_table_lookup (self->entries, &wanted);

  if (entry == NULL)
    g_hash_table_add (self->entries, g_memdup2 (&wanted, sizeof wanted));
  else
    entry->others = g_slist_append (entry->others, datasource);
  add_user (self, datasource);
  link_datasource (self, datasource);
}

static void
leave (GhInventoryIndex *self, GhDatasource *datasource)
{
  Entry wanted = describe (datasource);
  Entry *entry = g_hash_table_lookup (self->entries, &wanted);
  GSList *others;

  remove_user (self, datasource);
  if (entry == NULL)
    return;

  if (entry->row != datasource)
    {
      entry->others = g_slist_remove (entry->others, datasource);
      return;
    }

  others = g_steal_pointer (&entry->others);
  g_hash_table_remove (self->entries, entry);
  if (others != NULL)
    {
      /* The ids that the entry is found by are those of another row from now on. */
      wanted = describe (others->data);
      wanted.others = g_slist_delete_link (others, others);
      g_hash_table_add (self->entries, g_memdup2 (&wanted, sizeof wanted));
    }
}

static void
add_datasource (GhInventoryIndex *self, GhDatasource *datasource)
{
  if (g_hash_table_contains (self->rows, datasource))
    return;

  g_hash_table_add (self->rows, g_object_ref (datasource));
  enter (self, datasource);
}

static void
remove_datasource (GhInventoryIndex *self, GhDatasource *datasource)
{
  if (!g_hash_table_contains (self->rows, datasource))
    return;

  leave (self, datasource);
  g_hash_table_remove (self->rows, datasource);
}

/**
 * gh_inventory_index_move_away:
 * @self: an index
 * @node: a node whose ids are about to change, as those of a data source may after a take-over
 */
void
gh_inventory_index_move_away (GhInventoryIndex *self, GhNode *node)
{
  if (g_hash_table_contains (self->rows, node))
    leave (self, GH_DATASOURCE (node));
}

/**
 * gh_inventory_index_move_in:
 * @self: an index
 * @node: the same node when they have changed
 */
void
gh_inventory_index_move_in (GhInventoryIndex *self, GhNode *node)
{
  if (g_hash_table_contains (self->rows, node))
    enter (self, GH_DATASOURCE (node));
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
  Entry wanted = { gateway_id, id, NULL, NULL };
  Entry *entry;

  if (gateway_id == NULL || id == NULL)
    return NULL;

  entry = g_hash_table_lookup (self->entries, &wanted);
  if (entry == NULL)
    return NULL;

  for (GSList *other = entry->others; other != NULL; other = other->next)
    if (GH_IS_GATEWAY (gh_node_get_parent (other->data)))
      return other->data;

  return entry->row;
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
  return g_hash_table_size (self->entries);
}
