/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GhJsonStore:
 *
 * A JSON object in a file (0600, in a folder that is made with 0700), which several programs may
 * change at the same time, or in memory. A file that can't be read is an error that names it, and
 * is never overwritten.
 */
#define GH_TYPE_JSON_STORE (gh_json_store_get_type ())
G_DECLARE_FINAL_TYPE (GhJsonStore, gh_json_store, GH, JSON_STORE, GObject)

/**
 * GhJsonEdit:
 * @content: (nullable): what the store holds now, not to be changed; %NULL if nothing
 * @user_data: what was given to [method@Gh.JsonStore.edit_async]
 * @error: return location
 *
 * Makes the next content out of the present one. May run in another thread.
 *
 * Returns: (transfer full): what to store, or %NULL with an error to leave everything as it is
 */
typedef JsonObject *(*GhJsonEdit) (JsonObject *content, gpointer user_data, GError **error);

GhJsonStore *gh_json_store_new (GFile *file);
void gh_json_store_read_async (GhJsonStore *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
JsonObject *gh_json_store_read_finish (GhJsonStore *self, GAsyncResult *result, GError **error);
void gh_json_store_edit_async (GhJsonStore *self,
                               GhJsonEdit edit,
                               gpointer edit_data,
                               GDestroyNotify edit_data_free,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
JsonObject *gh_json_store_edit_finish (GhJsonStore *self, GAsyncResult *result, GError **error);
void gh_json_store_prefix_error (GhJsonStore *self, GError **error);

G_END_DECLS
