/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-memory-store.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"

struct _GhMemoryStore
{
  GObject parent_instance;

  GHashTable *records;
};

static void gh_memory_store_token_store_init (GhTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhMemoryStore,
                               gh_memory_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_STORE,
                                                      gh_memory_store_token_store_init))

static void
gh_memory_store_finalize (GObject *object)
{
  GhMemoryStore *self = GH_MEMORY_STORE (object);

  g_clear_pointer (&self->records, g_hash_table_unref);

  G_OBJECT_CLASS (gh_memory_store_parent_class)->finalize (object);
}

static void
gh_memory_store_class_init (GhMemoryStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_memory_store_finalize;
}

static void
gh_memory_store_init (GhMemoryStore *self)
{
  self->records =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)gh_token_set_unref);
}

static void
return_not_found (GTask *task)
{
  g_task_return_new_error (task, GH_ERROR, GH_ERROR_NOT_FOUND,
                           _ ("No tokens are kept for this account"));
}

static void
gh_memory_store_load_async (GhTokenStore *store,
                            GhAccount *account,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GhMemoryStore *self = GH_MEMORY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GhTokenSet *tokens = g_hash_table_lookup (self->records, gh_account_get_id (account));

  g_task_set_source_tag (task, gh_memory_store_load_async);
  if (tokens != NULL)
    g_task_return_pointer (task, gh_token_set_ref (tokens), (GDestroyNotify)gh_token_set_unref);
  else
    return_not_found (task);
}

static GhTokenSet *
gh_memory_store_load_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gh_memory_store_save_async (GhTokenStore *store,
                            GhAccount *account,
                            GhTokenSet *tokens,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GhMemoryStore *self = GH_MEMORY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_memory_store_save_async);
  g_hash_table_replace (self->records, g_strdup (gh_account_get_id (account)),
                        gh_token_set_ref (tokens));
  g_task_return_boolean (task, TRUE);
}

static void
gh_memory_store_remove_async (GhTokenStore *store,
                              GhAccount *account,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GhMemoryStore *self = GH_MEMORY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_memory_store_remove_async);
  if (g_hash_table_remove (self->records, gh_account_get_id (account)))
    g_task_return_boolean (task, TRUE);
  else
    return_not_found (task);
}

static gboolean
gh_memory_store_boolean_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
gh_memory_store_token_store_init (GhTokenStoreInterface *iface)
{
  iface->load_async = gh_memory_store_load_async;
  iface->load_finish = gh_memory_store_load_finish;
  iface->save_async = gh_memory_store_save_async;
  iface->save_finish = gh_memory_store_boolean_finish;
  iface->remove_async = gh_memory_store_remove_async;
  iface->remove_finish = gh_memory_store_boolean_finish;
}

/**
 * gh_memory_store_new:
 *
 * Returns: (transfer full): an empty store that is gone with the process
 */
GhTokenStore *
gh_memory_store_new (void)
{
  return g_object_new (GH_TYPE_MEMORY_STORE, NULL);
}
