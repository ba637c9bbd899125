/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-loader.h"

G_DEFINE_INTERFACE (GhLoader, gh_loader, G_TYPE_OBJECT)

static void
gh_loader_default_init (GhLoaderInterface *iface)
{
}

/**
 * gh_loader_load_children_async:
 * @self: a loader
 * @parent: a section, gateway, workspace or item
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads what stands below @parent. @parent itself is not touched.
 */
void
gh_loader_load_children_async (GhLoader *self,
                               GhNode *parent,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (GH_IS_LOADER (self));
  g_return_if_fail (GH_IS_NODE (parent));

  GH_LOADER_GET_IFACE (self)->load_children_async (self, parent, cancellable, callback, user_data);
}

/**
 * gh_loader_load_children_finish:
 * @self: a loader
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer container) (element-type GhNode): fresh nodes in the order of the service, in
 *   an array that frees them; or %NULL with an error
 */
GPtrArray *
gh_loader_load_children_finish (GhLoader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_LOADER (self), NULL);

  return GH_LOADER_GET_IFACE (self)->load_children_finish (self, result, error);
}
