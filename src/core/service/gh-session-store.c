/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-session-store.h"

struct _GhSessionStore
{
  GObject parent_instance;

  GhTokenStore *target;
};

enum
{
  SAVE_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is being saved, to be saved elsewhere if it can't be saved there. */
typedef struct
{
  GhAccount *account;
  GhTokenSet *tokens;
} Record;

static void
record_free (Record *record)
{
  g_object_unref (record->account);
  gh_token_set_unref (record->tokens);
  g_free (record);
}

static void gh_session_store_token_store_init (GhTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhSessionStore,
                               gh_session_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_STORE,
                                                      gh_session_store_token_store_init))

static void
gh_session_store_dispose (GObject *object)
{
  GhSessionStore *self = GH_SESSION_STORE (object);

  g_clear_object (&self->target);

  G_OBJECT_CLASS (gh_session_store_parent_class)->dispose (object);
}

static void
gh_session_store_class_init (GhSessionStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_session_store_dispose;

  /**
   * GhSessionStore::save-failed:
   * @self: the store
   * @error: why the target did not take the tokens
   *
   * A handler may set another target; the tokens are then kept there.
   */
  signals[SAVE_FAILED] = g_signal_new ("save-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
gh_session_store_init (GhSessionStore *self)
{
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GhTokenSet *tokens = gh_token_store_load_finish (GH_TOKEN_STORE (source), result, &error);

  if (tokens != NULL)
    g_task_return_pointer (task, tokens, (GDestroyNotify)gh_token_set_unref);
  else
    g_task_return_error (task, error);
}

static void
load_async (GhTokenStore *store,
            GhAccount *account,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GhSessionStore *self = GH_SESSION_STORE (store);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_async);
  gh_token_store_load_async (self->target, account, cancellable, loaded_cb, task);
}

static GhTokenSet *
load_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void save_record (GTask *task);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSessionStore *self = g_task_get_source_object (task);

  if (gh_token_store_save_finish (GH_TOKEN_STORE (source), result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SAVE_FAILED], 0, error);
  if (G_OBJECT (self->target) != source)
    save_record (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
save_record (GTask *task)
{
  GhSessionStore *self = g_task_get_source_object (task);
  Record *record = g_task_get_task_data (task);

  gh_token_store_save_async (self->target, record->account, record->tokens,
                             g_task_get_cancellable (task), saved_cb, g_object_ref (task));
}

static void
save_async (GhTokenStore *store,
            GhAccount *account,
            GhTokenSet *tokens,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Record *record = g_new (Record, 1);

  record->account = g_object_ref (account);
  record->tokens = gh_token_set_ref (tokens);
  g_task_set_source_tag (task, save_async);
  g_task_set_task_data (task, record, (GDestroyNotify)record_free);
  save_record (task);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gh_token_store_remove_finish (GH_TOKEN_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
remove_async (GhTokenStore *store,
              GhAccount *account,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  GhSessionStore *self = GH_SESSION_STORE (store);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, remove_async);
  gh_token_store_remove_async (self->target, account, cancellable, removed_cb, task);
}

static gboolean
boolean_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
gh_session_store_token_store_init (GhTokenStoreInterface *iface)
{
  iface->load_async = load_async;
  iface->load_finish = load_finish;
  iface->save_async = save_async;
  iface->save_finish = boolean_finish;
  iface->remove_async = remove_async;
  iface->remove_finish = boolean_finish;
}

/**
 * gh_session_store_new:
 *
 * Returns: (transfer full): a store that needs a target before it is used
 */
GhSessionStore *
gh_session_store_new (void)
{
  return g_object_new (GH_TYPE_SESSION_STORE, NULL);
}

/**
 * gh_session_store_set_target:
 * @self: a store
 * @target: where tokens are kept from now on; what has begun goes on where it began
 */
void
gh_session_store_set_target (GhSessionStore *self, GhTokenStore *target)
{
  g_return_if_fail (GH_IS_SESSION_STORE (self));
  g_return_if_fail (GH_IS_TOKEN_STORE (target));

  g_set_object (&self->target, target);
}
