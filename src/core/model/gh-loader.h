/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-node.h"

G_BEGIN_DECLS

/**
 * GhLoader:
 *
 * Who fills the inventory: reads the children of a section, gateway, workspace or item.
 */
#define GH_TYPE_LOADER (gh_loader_get_type ())
G_DECLARE_INTERFACE (GhLoader, gh_loader, GH, LOADER, GObject)

struct _GhLoaderInterface
{
  GTypeInterface parent_interface;

  void (*load_children_async) (GhLoader *self,
                               GhNode *parent,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
  GPtrArray *(*load_children_finish) (GhLoader *self, GAsyncResult *result, GError **error);
};

void gh_loader_load_children_async (GhLoader *self,
                                    GhNode *parent,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer container) (element-type GhNode) */
GPtrArray *gh_loader_load_children_finish (GhLoader *self, GAsyncResult *result, GError **error);

G_END_DECLS
