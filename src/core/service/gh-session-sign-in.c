/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-session.h"

#include "gh-error.h"
#include "gh-session-private.h"

/* Taking over who has signed in, and signing out: keyring and account list change together, so that
 * neither a record without an account nor an account that was given up is left behind. */

static GhAccount *
get_adopted (GTask *task)
{
  return gh_sign_in_result_get_account (g_task_get_task_data (task));
}

static GhTokenStore *
get_store (GhSession *self)
{
  return gh_session_get_session_only (self) ? gh_session_get_memory (self)
                                            : gh_session_get_keyring (self);
}

typedef struct
{
  GTask *task;
  GError *error;
} Undo;

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Undo *undo = user_data;

  /* What can't be removed now is found and replaced at the next sign-in. */
  gh_token_store_remove_finish (GH_TOKEN_STORE (source), result, NULL);
  g_task_return_error (undo->task, g_steal_pointer (&undo->error));
  g_object_unref (undo->task);
  g_free (undo);
}

static void
account_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);
  GhAccount *account = get_adopted (task);
  GhAccountList *accounts = GH_ACCOUNT_LIST (source);
  Undo *undo;

  if (gh_account_list_add_finish (accounts, result, &error))
    {
      gh_session_enter (self, account, gh_sign_in_result_get_tokens (g_task_get_task_data (task)));
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (gh_account_list_find (accounts, gh_account_get_id (account)) != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  undo = g_new0 (Undo, 1);
  undo->task = g_object_ref (task);
  undo->error = g_steal_pointer (&error);
  gh_token_store_remove_async (get_store (self), account, NULL, undone_cb, undo);
}

static void
add_account (GTask *task)
{
  GhSession *self = g_task_get_source_object (task);

  gh_account_list_add_async (gh_session_get_accounts (self), get_adopted (task),
                             g_task_get_cancellable (task), account_added_cb, g_object_ref (task));
}

static void save_tokens (GTask *task);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);

  if (gh_token_store_save_finish (GH_TOKEN_STORE (source), result, &error))
    {
      add_account (task);
      return;
    }
  if (gh_session_get_session_only (self) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* Who signed in stays signed in, whatever is wrong with the keyring: the tokens are kept for this
   * session only, and that is said. */
  gh_session_set_keyring_state (self, g_error_matches (error, GH_ERROR, GH_ERROR_KEYRING_LOCKED)
                                          ? GH_KEYRING_LOCKED
                                          : GH_KEYRING_UNAVAILABLE);
  gh_session_set_session_only (self, TRUE);
  save_tokens (task);
}

static void
save_tokens (GTask *task)
{
  GhSession *self = g_task_get_source_object (task);

  gh_token_store_save_async (get_store (self), get_adopted (task),
                             gh_sign_in_result_get_tokens (g_task_get_task_data (task)),
                             g_task_get_cancellable (task), saved_cb, g_object_ref (task));
}

/**
 * gh_session_adopt_async:
 * @self: a session
 * @sign_in: who signed in, with the tokens
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Stores the tokens, adds the account and makes it the current one. Where the keyring can't be
 * used, the tokens stay in memory and "session-only" becomes %TRUE.
 */
void
gh_session_adopt_async (GhSession *self,
                        GhSignInResult *sign_in,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_session_adopt_async);
  /* Once everything is stored, it is done, cancelled or not. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_object_ref (sign_in), g_object_unref);
  save_tokens (task);
}

/**
 * gh_session_adopt_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the account is signed in now
 */
gboolean
gh_session_adopt_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Nobody may put back, by a refresh that is under way, the record that is being removed. */
static void
set_closed (GhSession *self, gboolean closed)
{
  GhPowerBi *power_bi = gh_session_get_power_bi (self);

  if (power_bi == NULL)
    return;
  if (closed)
    gh_authority_close (GH_AUTHORITY (gh_power_bi_get_authorizer (power_bi)));
  else
    gh_authority_reopen (GH_AUTHORITY (gh_power_bi_get_authorizer (power_bi)));
}

static void
stay_signed_in (GTask *task, GError *error)
{
  set_closed (g_task_get_source_object (task), FALSE);
  g_task_return_error (task, error);
}

static void
account_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!gh_account_list_remove_finish (GH_ACCOUNT_LIST (source), result, &error))
    {
      stay_signed_in (task, g_steal_pointer (&error));
      return;
    }

  gh_session_leave (g_task_get_source_object (task), GH_SESSION_SIGNED_OUT, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GhSession *self = g_task_get_source_object (task);

  /* Nothing can go wrong in memory but that there is nothing. */
  gh_token_store_remove_finish (GH_TOKEN_STORE (source), result, NULL);
  gh_account_list_remove_async (gh_session_get_accounts (self), g_task_get_task_data (task),
                                g_task_get_cancellable (task), account_removed_cb,
                                g_object_ref (task));
}

static void
record_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);
  gboolean removed = gh_token_store_remove_finish (GH_TOKEN_STORE (source), result, &error);
  gboolean absent = g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND) ||
                    (gh_session_get_session_only (self) &&
                     g_error_matches (error, GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE));

  if (!removed && !absent)
    {
      stay_signed_in (task, g_steal_pointer (&error));
      return;
    }

  gh_token_store_remove_async (gh_session_get_memory (self), g_task_get_task_data (task),
                               g_task_get_cancellable (task), forgotten_cb, g_object_ref (task));
}

/**
 * gh_session_sign_out_async:
 * @self: a session
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Removes the records of the account, then the account, also if it was signed in for this session
 * only: an earlier session may have left a record in the keyring. With a locked keyring nothing is
 * removed and the account stays, so that no record is left behind that nobody knows of.
 */
void
gh_session_sign_out_async (GhSession *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GhAccount *account = gh_session_get_account (self);

  g_task_set_source_tag (task, gh_session_sign_out_async);
  g_task_set_check_cancellable (task, FALSE);
  if (account == NULL)
    {
      gh_session_leave (self, GH_SESSION_SIGNED_OUT, NULL);
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_task_set_task_data (task, g_object_ref (account), g_object_unref);
  set_closed (self, TRUE);
  gh_token_store_remove_async (gh_session_get_keyring (self), account, cancellable,
                               record_removed_cb, g_steal_pointer (&task));
}

/**
 * gh_session_sign_out_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the account is gone; %FALSE with %GH_ERROR_KEYRING_LOCKED if its record can't be
 *   removed before the keyring is unlocked
 */
gboolean
gh_session_sign_out_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
