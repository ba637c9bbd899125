/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-session.h"

#include "gh-error.h"
#include "gh-session-private.h"

/* Starting a session: from what is on disk and in the keyring to one of the states. */

static gboolean
has_real_keyring (GhSession *self)
{
  return !gh_session_get_memory_only (self) && GH_IS_KEYRING_STORE (gh_session_get_keyring (self));
}

/* Whatever goes wrong, the session ends in a state from which one can sign in. */
static void
fail_start (GTask *task, GhAccount *account, GError *error)
{
  gh_session_leave (g_task_get_source_object (task),
                    account != NULL ? GH_SESSION_SIGN_IN_NEEDED : GH_SESSION_SIGNED_OUT, account);
  g_task_return_error (task, error);
}

/* Where the machine itself knows how to get a token, no record is needed. */
static void
enter_without_record (GhSession *self, GhAccount *account)
{
  GhSignInMethod method = gh_account_get_method (account);
  g_autoptr (GhTokenSet) nothing = gh_token_set_new (NULL);

  if (gh_sign_in_method_is_interactive (method) || method == GH_SIGN_IN_CLIENT_SECRET)
    gh_session_leave (self, GH_SESSION_SIGN_IN_NEEDED, account);
  else
    gh_session_enter (self, account, nothing);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokenSet) tokens = NULL;
  GhSession *self = g_task_get_source_object (task);
  GhAccount *account = g_task_get_task_data (task);

  tokens = gh_token_store_load_finish (GH_TOKEN_STORE (source), result, &error);

  if (tokens != NULL)
    gh_session_enter (self, account, tokens);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_KEYRING_LOCKED))
    {
      gh_session_set_keyring_state (self, GH_KEYRING_LOCKED);
      gh_session_leave (self, GH_SESSION_KEYRING_LOCKED, account);
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE))
    {
      gh_session_set_keyring_state (self, GH_KEYRING_UNAVAILABLE);
      gh_session_set_session_only (self, TRUE);
      gh_session_leave (self, GH_SESSION_SIGN_IN_NEEDED, account);
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND))
    enter_without_record (self, account);
  else
    {
      fail_start (task, account, g_steal_pointer (&error));
      return;
    }

  g_task_return_boolean (task, TRUE);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);
  GhKeyringState state = GH_KEYRING_UNAVAILABLE;

  if (!gh_keyring_store_probe_finish (GH_KEYRING_STORE (source), result, &state, &error))
    {
      fail_start (task, NULL, g_steal_pointer (&error));
      return;
    }

  gh_session_set_keyring_state (self, state);
  if (state == GH_KEYRING_UNAVAILABLE)
    gh_session_set_session_only (self, TRUE);
  gh_session_leave (self, GH_SESSION_SIGNED_OUT, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
load_record (GTask *task, GhTokenStore *store, GhAccount *account)
{
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);
  gh_token_store_load_async (store, account, g_task_get_cancellable (task), loaded_cb,
                             g_object_ref (task));
}

static void
accounts_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);
  GhTokenStore *keyring = gh_session_get_keyring (self);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GhAccount *account;

  if (!gh_account_list_load_finish (GH_ACCOUNT_LIST (source), result, &error))
    {
      fail_start (task, NULL, g_steal_pointer (&error));
      return;
    }

  account = gh_session_find_account (self);
  if (account != NULL)
    load_record (task, keyring, account);
  else if (has_real_keyring (self))
    gh_keyring_store_probe_async (GH_KEYRING_STORE (keyring), NULL, cancellable, probed_cb,
                                  g_steal_pointer (&task));
  else
    {
      gh_session_leave (self, GH_SESSION_SIGNED_OUT, NULL);
      g_task_return_boolean (task, TRUE);
    }
}

static void
clouds_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);

  /* Who is signed in needs no list to choose from: a wrong row is said where one chooses. */
  if (!gh_cloud_list_load_finish (GH_CLOUD_LIST (source), result, &error))
    g_debug ("The saved clouds can't be used: %s", error->message);

  gh_account_list_load_async (gh_session_get_accounts (self), g_task_get_cancellable (task),
                              accounts_loaded_cb, g_object_ref (task));
}

/**
 * gh_session_start_async:
 * @self: a session
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the accounts and the keyring, without a prompt. A locked keyring is not "signed out": it
 * gives the state %GH_SESSION_KEYRING_LOCKED. After an error, too, the session is in a state from
 * which one can sign in.
 */
void
gh_session_start_async (GhSession *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_session_start_async);
  gh_session_set_keyring_state (self, GH_KEYRING_READY);
  gh_session_set_session_only (self, gh_session_get_memory_only (self));
  gh_cloud_list_load_async (gh_session_get_clouds (self), cancellable, clouds_loaded_cb,
                            g_steal_pointer (&task));
}

/**
 * gh_session_start_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %FALSE if the accounts or the keyring's record can't be read
 */
gboolean
gh_session_start_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
used_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhAccount) account = g_object_ref (g_task_get_task_data (task));
  GhSession *self = g_task_get_source_object (task);

  if (!gh_account_list_use_finish (GH_ACCOUNT_LIST (source), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    load_record (task,
                 gh_session_get_session_only (self) ? gh_session_get_memory (self)
                                                    : gh_session_get_keyring (self),
                 account);
}

/**
 * gh_session_switch_async:
 * @self: a session
 * @account: an account of its list that it takes
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Makes @account the current one and signs in with what the keyring has, without a prompt. Where
 * that is locked or empty, the session ends in the state that says so, with @account in mind.
 */
void
gh_session_switch_async (GhSession *self,
                         GhAccount *account,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (gh_session_takes_account (self, account));

  g_task_set_source_tag (task, gh_session_switch_async);
  /* Once it is the current one, everything has to follow. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);
  gh_account_list_use_async (gh_session_get_accounts (self), account, cancellable, used_cb,
                             g_steal_pointer (&task));
}

/**
 * gh_session_switch_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %FALSE if @account is gone, or if the accounts or the keyring's record can't be read
 */
gboolean
gh_session_switch_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
restarted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (gh_session_start_finish (GH_SESSION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);

  if (!gh_token_store_save_finish (GH_TOKEN_STORE (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  gh_session_set_keyring_state (self, GH_KEYRING_READY);
  gh_session_set_session_only (self, FALSE);
  g_task_return_boolean (task, TRUE);
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);
  g_autoptr (GhTokenSet) tokens =
      gh_token_store_load_finish (GH_TOKEN_STORE (source), result, &error);

  if (tokens == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    gh_token_store_save_async (gh_session_get_keyring (self), gh_session_get_account (self), tokens,
                               g_task_get_cancellable (task), moved_cb, g_object_ref (task));
}

/* Who is signed in for this session only stays signed in, and the tokens move into the keyring:
 * starting again would throw away a form that is being filled in. */
static void
go_on_unlocked (GTask *task)
{
  GhSession *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (gh_session_get_state (self) == GH_SESSION_SIGNED_IN && gh_session_get_session_only (self) &&
      !gh_session_get_memory_only (self))
    gh_token_store_load_async (gh_session_get_memory (self), gh_session_get_account (self),
                               cancellable, recalled_cb, g_object_ref (task));
  else
    gh_session_start_async (self, cancellable, restarted_cb, g_object_ref (task));
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!gh_keyring_store_unlock_finish (GH_KEYRING_STORE (source), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    go_on_unlocked (task);
}

/**
 * gh_session_unlock_async:
 * @self: a session
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Lets the keyring ask for its password, then starts again; or, if somebody is signed in for this
 * session only, puts the tokens into the keyring.
 */
void
gh_session_unlock_async (GhSession *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_session_unlock_async);
  if (has_real_keyring (self))
    gh_keyring_store_unlock_async (GH_KEYRING_STORE (gh_session_get_keyring (self)),
                                   gh_session_get_account (self), cancellable, unlocked_cb,
                                   g_steal_pointer (&task));
  else
    go_on_unlocked (task);
}

/**
 * gh_session_unlock_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_KEYRING_LOCKED if the prompt was dismissed; the state then stays
 */
gboolean
gh_session_unlock_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_session_use_memory:
 * @self: a session
 *
 * Goes on without the keyring. What is in it stays there, untouched.
 */
void
gh_session_use_memory (GhSession *self)
{
  GhAccount *account;

  g_return_if_fail (GH_IS_SESSION (self));

  gh_session_set_session_only (self, TRUE);
  if (gh_session_get_state (self) == GH_SESSION_SIGNED_IN)
    return;

  account = gh_session_get_account (self);
  gh_session_leave (self, account != NULL ? GH_SESSION_SIGN_IN_NEEDED : GH_SESSION_SIGNED_OUT,
                    account);
}
