/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fake-store.h"

#include "gh-error.h"

struct _FakeStore
{
  GObject parent_instance;

  GHashTable *records;
  int failure;
};

static void fake_store_iface_init (GhTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeStore,
                               fake_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_STORE, fake_store_iface_init))

static void
fake_store_finalize (GObject *object)
{
  g_hash_table_unref (FAKE_STORE (object)->records);

  G_OBJECT_CLASS (fake_store_parent_class)->finalize (object);
}

static void
fake_store_class_init (FakeStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_store_finalize;
}

static void
fake_store_init (FakeStore *self)
{
  self->records =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)gh_token_set_unref);
  self->failure = -1;
}

FakeStore *
fake_store_new (void)
{
  return g_object_new (FAKE_TYPE_STORE, NULL);
}

void
fake_store_set_failure (FakeStore *self, int code)
{
  self->failure = code;
}

static gboolean
fails (FakeStore *self, GTask *task)
{
  if (self->failure < 0)
    return FALSE;

  g_task_return_new_error (task, GH_ERROR, self->failure, "As the test wants it");
  return TRUE;
}

static void
load_async (GhTokenStore *store,
            GhAccount *account,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  FakeStore *self = FAKE_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GhTokenSet *tokens = g_hash_table_lookup (self->records, gh_account_get_id (account));

  g_task_set_source_tag (task, load_async);
  if (fails (self, task))
    return;
  if (tokens != NULL)
    g_task_return_pointer (task, gh_token_set_ref (tokens), (GDestroyNotify)gh_token_set_unref);
  else
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_NOT_FOUND, "Nothing there");
}

static GhTokenSet *
load_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
save_async (GhTokenStore *store,
            GhAccount *account,
            GhTokenSet *tokens,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  FakeStore *self = FAKE_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, save_async);
  if (fails (self, task))
    return;
  g_hash_table_replace (self->records, g_strdup (gh_account_get_id (account)),
                        gh_token_set_ref (tokens));
  g_task_return_boolean (task, TRUE);
}

static void
remove_async (GhTokenStore *store,
              GhAccount *account,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  FakeStore *self = FAKE_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, remove_async);
  if (fails (self, task))
    return;
  g_hash_table_remove (self->records, gh_account_get_id (account));
  g_task_return_boolean (task, TRUE);
}

static gboolean
boolean_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
fake_store_iface_init (GhTokenStoreInterface *iface)
{
  iface->load_async = load_async;
  iface->load_finish = load_finish;
  iface->save_async = save_async;
  iface->save_finish = boolean_finish;
  iface->remove_async = remove_async;
  iface->remove_finish = boolean_finish;
}
