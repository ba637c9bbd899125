/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-loader.h"

G_BEGIN_DECLS

/**
 * GhLoadQueue:
 *
 * Asks a loader for the children of many nodes, a few at once, and of one node only once at a time:
 * who asks while it is being read waits for the same answer. Private to [class@Gh.Inventory].
 *
 * Signals: "queued" (GhNode) before a node is read; "ended" (GhNode, GPtrArray of GhNode or NULL,
 * GError or NULL) once for each reading, before those who wait are told.
 */
#define GH_TYPE_LOAD_QUEUE (gh_load_queue_get_type ())
G_DECLARE_FINAL_TYPE (GhLoadQueue, gh_load_queue, GH, LOAD_QUEUE, GObject)

GhLoadQueue *gh_load_queue_new (GhLoader *loader, guint at_once);
/* @urgent: comes before all that only wait. When all who wait for it cancel, so is the reading. */
void gh_load_queue_push_async (GhLoadQueue *self,
                               GhNode *node,
                               gboolean urgent,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* @node: (out) (optional) (transfer none): set in any case */
gboolean
gh_load_queue_push_finish (GhLoadQueue *self, GAsyncResult *result, GhNode **node, GError **error);
guint gh_load_queue_get_n_pending (GhLoadQueue *self);

G_END_DECLS
