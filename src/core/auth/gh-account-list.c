/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-account-list.h"

#include "gh-account-file.h"
#include "gh-json-store.h"

struct _GhAccountList
{
  GObject parent_instance;

  GhJsonStore *store;
  GPtrArray *accounts;
  char *current_id;
};

static void gh_account_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhAccountList,
                               gh_account_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gh_account_list_list_model_init))

static void
set_content (GhAccountList *self, GhAccountFile *content)
{
  guint n_before = self->accounts->len;

  g_ptr_array_unref (self->accounts);
  self->accounts = g_ptr_array_ref (content->accounts);
  g_free (self->current_id);
  self->current_id = g_strdup (content->current_id);

  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->accounts->len);
}

static GType
gh_account_list_get_item_type (GListModel *model)
{
  return GH_TYPE_ACCOUNT;
}

static guint
gh_account_list_get_n_items (GListModel *model)
{
  return GH_ACCOUNT_LIST (model)->accounts->len;
}

static gpointer
gh_account_list_get_item (GListModel *model, guint position)
{
  GhAccountList *self = GH_ACCOUNT_LIST (model);

  if (position >= self->accounts->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->accounts, position));
}

static void
gh_account_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_account_list_get_item_type;
  iface->get_n_items = gh_account_list_get_n_items;
  iface->get_item = gh_account_list_get_item;
}

static void
gh_account_list_finalize (GObject *object)
{
  GhAccountList *self = GH_ACCOUNT_LIST (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_free (self->current_id);

  G_OBJECT_CLASS (gh_account_list_parent_class)->finalize (object);
}

static void
gh_account_list_class_init (GhAccountListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_account_list_finalize;
}

static void
gh_account_list_init (GhAccountList *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * gh_account_list_new:
 * @file: (nullable): where to keep it; %NULL keeps it in memory
 *
 * Returns: (transfer full): a list that is empty until it is loaded
 */
GhAccountList *
gh_account_list_new (GFile *file)
{
  GhAccountList *self = g_object_new (GH_TYPE_ACCOUNT_LIST, NULL);

  self->store = gh_json_store_new (file);

  return self;
}

/**
 * gh_account_list_dup_default_file:
 *
 * Returns: (transfer full): where both programs keep it
 */
GFile *
gh_account_list_dup_default_file (void)
{
  return g_file_new_build_filename (g_get_user_config_dir (), "gatehouse", "accounts.json", NULL);
}

/* Takes over what was read or written, and ends the task. */
static void
take_object (GTask *task, JsonObject *object, GError *store_error)
{
  g_autoptr (GhAccountFile) content = NULL;
  GhAccountList *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (store_error != NULL)
    {
      g_task_return_error (task, store_error);
      return;
    }

  content = gh_account_file_parse (object, &error);
  if (content == NULL)
    {
      gh_json_store_prefix_error (self->store, &error);
      g_task_return_error (task, error);
      return;
    }

  set_content (self, content);
  g_task_return_boolean (task, TRUE);
}

static gboolean
finish (GhAccountList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) object =
      gh_json_store_read_finish (GH_JSON_STORE (source), result, &error);

  take_object (task, object, error);
}

/**
 * gh_account_list_load_async:
 * @self: a list of accounts
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the file. No file yet is an empty list.
 */
void
gh_account_list_load_async (GhAccountList *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_account_list_load_async);
  gh_json_store_read_async (self->store, cancellable, load_cb, g_steal_pointer (&task));
}

/**
 * gh_account_list_load_finish:
 * @self: a list of accounts
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %FALSE with an error that names the file if it can't be read; the list is then as it was
 */
gboolean
gh_account_list_load_finish (GhAccountList *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

static void
edit_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) object =
      gh_json_store_edit_finish (GH_JSON_STORE (source), result, &error);

  take_object (task, object, error);
}

/**
 * gh_account_list_add_async:
 * @self: a list of accounts
 * @account: an account
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Adds @account, or replaces the one with its id, and makes it the current one. What other programs
 * have added meanwhile stays, and appears in the list.
 */
void
gh_account_list_add_async (GhAccountList *self,
                           GhAccount *account,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_account_list_add_async);
  gh_json_store_edit_async (self->store, gh_account_file_add, g_object_ref (account),
                            g_object_unref, cancellable, edit_cb, g_steal_pointer (&task));
}

/**
 * gh_account_list_add_finish:
 * @self: a list of accounts
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is stored; file and list are otherwise as they were
 */
gboolean
gh_account_list_add_finish (GhAccountList *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * gh_account_list_use_async:
 * @self: a list of accounts
 * @account: one of them
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Makes @account the current one, for every program that is not told another.
 */
void
gh_account_list_use_async (GhAccountList *self,
                           GhAccount *account,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_account_list_use_async);
  gh_json_store_edit_async (self->store, gh_account_file_use, g_object_ref (account),
                            g_object_unref, cancellable, edit_cb, g_steal_pointer (&task));
}

/**
 * gh_account_list_use_finish:
 * @self: a list of accounts
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is the current one; %FALSE with %GH_ERROR_NOT_FOUND if another program has
 *   removed it meanwhile
 */
gboolean
gh_account_list_use_finish (GhAccountList *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * gh_account_list_remove_async:
 * @self: a list of accounts
 * @account: an account
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Removes @account. If it was the current one, the first that is left becomes current.
 */
void
gh_account_list_remove_async (GhAccountList *self,
                              GhAccount *account,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_account_list_remove_async);
  gh_json_store_edit_async (self->store, gh_account_file_remove, g_object_ref (account),
                            g_object_unref, cancellable, edit_cb, g_steal_pointer (&task));
}

/**
 * gh_account_list_remove_finish:
 * @self: a list of accounts
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is gone; file and list are otherwise as they were
 */
gboolean
gh_account_list_remove_finish (GhAccountList *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * gh_account_list_get_current:
 * @self: a list of accounts
 *
 * Returns: (transfer none) (nullable): the account that was added last, or else the first
 */
GhAccount *
gh_account_list_get_current (GhAccountList *self)
{
  guint index = 0;

  g_return_val_if_fail (GH_IS_ACCOUNT_LIST (self), NULL);

  if (!gh_account_file_find (self->accounts, self->current_id, &index) && self->accounts->len == 0)
    return NULL;

  return g_ptr_array_index (self->accounts, index);
}

/**
 * gh_account_list_find:
 * @self: a list of accounts
 * @id_or_user_name: what the user typed
 *
 * Returns: (transfer none) (nullable): the account with this id, or the only one with this user
 *   name; two tenants may know the same name, and then only the id tells them apart
 */
GhAccount *
gh_account_list_find (GhAccountList *self, const char *id_or_user_name)
{
  GhAccount *found = NULL;
  guint index;

  g_return_val_if_fail (GH_IS_ACCOUNT_LIST (self) && id_or_user_name != NULL, NULL);

  if (gh_account_file_find (self->accounts, id_or_user_name, &index))
    return g_ptr_array_index (self->accounts, index);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      GhAccount *account = g_ptr_array_index (self->accounts, i);

      if (g_ascii_strcasecmp (gh_account_get_user_name (account), id_or_user_name) != 0)
        continue;
      if (found != NULL)
        return NULL;
      found = account;
    }

  return found;
}
