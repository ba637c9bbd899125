/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-power-bi-private.h"
#include "gh-section.h"

/* Every list ends in an array of nodes. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *nodes = gh_power_bi_finish (GH_POWER_BI (source), result, NULL, &error);

  if (nodes != NULL)
    g_task_return_pointer (task, nodes, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
load_section (GhPowerBi *self, GhSection *section, GCancellable *cancellable, GTask *task)
{
  if (gh_section_get_kind (section) == GH_SECTION_GATEWAYS)
    gh_power_bi_list_gateways_async (self, cancellable, loaded_cb, task);
  else
    gh_power_bi_list_workspaces_async (self, cancellable, loaded_cb, task);
}

static void
load_children_async (GhLoader *loader,
                     GhNode *parent,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GhPowerBi *self = GH_POWER_BI (loader);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_children_async);
  if (GH_IS_SECTION (parent))
    load_section (self, GH_SECTION (parent), cancellable, task);
  else if (GH_IS_GATEWAY (parent))
    gh_power_bi_list_datasources_async (self, GH_GATEWAY (parent), cancellable, loaded_cb, task);
  else if (GH_IS_WORKSPACE (parent))
    gh_power_bi_list_items_async (self, GH_WORKSPACE (parent), cancellable, loaded_cb, task);
  else if (GH_IS_ITEM (parent))
    gh_power_bi_list_item_datasources_async (self, GH_ITEM (parent), cancellable, loaded_cb, task);
  else
    {
      g_task_return_pointer (task, g_ptr_array_new_with_free_func (g_object_unref),
                             (GDestroyNotify)g_ptr_array_unref);
      g_object_unref (task);
    }
}

static GPtrArray *
load_children_finish (GhLoader *loader, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, loader), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* GhPowerBi as a GhLoader. */
void
gh_power_bi_loader_init (GhLoaderInterface *iface)
{
  iface->load_children_async = load_children_async;
  iface->load_children_finish = load_children_finish;
}
