/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-inventory.h"

#define TYPE_BULK_LOADER (bulk_loader_get_type ())
G_DECLARE_FINAL_TYPE (BulkLoader, bulk_loader, BULK, LOADER, GObject)

struct _BulkLoader
{
  GObject parent_instance;
};

static void bulk_loader_loader_init (GhLoaderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BulkLoader,
                               bulk_loader,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_LOADER, bulk_loader_loader_init))

static void
bulk_loader_class_init (BulkLoaderClass *klass)
{
}

static void
bulk_loader_init (BulkLoader *self)
{
}

static char *
dup_id (guint kind, guint i)
{
  return g_strdup_printf ("%08x-0000-4000-8000-%012x", kind, i);
}

static GhNode *
make_gateway (guint i)
{
  g_autofree char *id = dup_id (1, i);
  g_autofree char *name = g_strdup_printf ("Gateway cluster %03u", i);

  return GH_NODE (gh_gateway_new (id, name, "Resource"));
}

/* As the service describes one: a type, a server and a database, and what is known of the
 * credential. */
static GhNode *
make_datasource (GhGateway *gateway, guint i)
{
  g_autofree char *id = dup_id (2, i);
  g_autofree char *server = g_strdup_printf ("sql-%03u-%02u.contoso.com", i % 400, i % 17);
  g_autofree char *database = g_strdup_printf ("Warehouse%05u", i);
  g_autoptr (JsonObject) details = json_object_new ();
  GhDatasource *datasource;

  json_object_set_string_member (details, "server", server);
  json_object_set_string_member (details, "database", database);
  datasource = gh_datasource_new (id, gh_node_get_id (GH_NODE (gateway)), NULL, "Sql", details);
  gh_datasource_set_place (datasource, GH_PLACE_ON_PREMISES);
  gh_datasource_set_gateway (datasource, gateway);
  gh_datasource_set_stored (datasource, "Basic", "Organizational", GH_TRI_FALSE);

  return GH_NODE (datasource);
}

static void
add_datasources (GPtrArray *children, GhGateway *gateway)
{
  guint n = BENCH_SOURCES / BENCH_GATEWAYS;
  guint first = n * (guint)g_ascii_strtoull (gh_node_get_id (GH_NODE (gateway)) + 24, NULL, 16);

  for (guint i = first; i < first + n; i++)
    g_ptr_array_add (children, make_datasource (gateway, i));
}

static void
bulk_loader_load_children_async (GhLoader *loader,
                                 GhNode *parent,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (loader, cancellable, callback, user_data);
  GPtrArray *children = g_ptr_array_new_with_free_func (g_object_unref);

  if (GH_IS_GATEWAY (parent))
    add_datasources (children, GH_GATEWAY (parent));
  else if (GH_IS_SECTION (parent) &&
           gh_section_get_kind (GH_SECTION (parent)) == GH_SECTION_GATEWAYS)
    for (guint i = 0; i < BENCH_GATEWAYS; i++)
      g_ptr_array_add (children, make_gateway (i));

  g_task_return_pointer (task, children, (GDestroyNotify)g_ptr_array_unref);
}

static GPtrArray *
bulk_loader_load_children_finish (GhLoader *loader, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
bulk_loader_loader_init (GhLoaderInterface *iface)
{
  iface->load_children_async = bulk_loader_load_children_async;
  iface->load_children_finish = bulk_loader_load_children_finish;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *read = user_data;
  g_autoptr (GError) error = NULL;

  gh_inventory_refresh_finish (GH_INVENTORY (source), result, &error);
  g_assert_no_error (error);
  *read = TRUE;
}

GhInventory *
bench_inventory_new (void)
{
  g_autoptr (BulkLoader) loader = g_object_new (TYPE_BULK_LOADER, NULL);
  GhInventory *inventory = gh_inventory_new (GH_LOADER (loader));
  gboolean read = FALSE;

  gh_inventory_refresh_async (inventory, NULL, read_cb, &read);
  while (!read)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (gh_inventory_get_n_datasources (inventory), ==, BENCH_SOURCES);

  return inventory;
}
