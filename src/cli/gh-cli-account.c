/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "gh-cli-account-text.h"
#include "gh-cli-commands.h"
#include "gh-error.h"
#include "gh-keyring-store.h"
#include "gh-text.h"

/* One command on the accounts: the options, and what they found. */
typedef struct
{
  GhCliConnection *connection;
  GhAccountList *accounts;
  GhAccount *account;
} Command;

static void
command_clear (Command *command)
{
  g_clear_object (&command->account);
  g_clear_object (&command->accounts);
  g_clear_pointer (&command->connection, gh_cli_connection_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Command, command_clear)

/* @n_words: 1 for a command on one account, whose name is the word */
static gboolean
begin (Command *command, const char *summary, guint n_words, int argc, char **argv, GError **error)
{
  g_auto (GStrv) words = NULL;
  GhAccount *account;

  if (!gh_cli_read_options (command->connection, n_words > 0 ? _ ("ACCOUNT") : NULL, summary, NULL,
                            n_words, argc, argv, &words, error))
    return FALSE;

  gh_cli_connection_begin (command->connection);
  command->accounts = gh_cli_connection_load_accounts (command->connection, error);
  if (command->accounts == NULL || n_words == 0)
    return command->accounts != NULL;

  account =
      gh_cli_connection_find_account (command->connection, command->accounts, words[0], error);
  g_set_object (&command->account, account);

  return account != NULL;
}

/**
 * gh_cli_account_list:
 * @argc: how many words there are
 * @argv: the command's words
 *
 * Returns: the exit status
 */
GhExit
gh_cli_account_list (int argc, char **argv)
{
  g_auto (Command) command = { .connection = gh_cli_connection_new () };
  g_autoptr (GError) error = NULL;

  if (!begin (&command, _ ("List the accounts. The current one is marked with *."), 0, argc, argv,
              &error))
    return gh_exit_report (error);

  gh_cli_account_print_list (command.accounts, gh_cli_connection_wants_json (command.connection));

  return GH_EXIT_OK;
}

/**
 * gh_cli_account_show:
 * @argc: how many words there are
 * @argv: the command's words
 *
 * Returns: the exit status
 */
GhExit
gh_cli_account_show (int argc, char **argv)
{
  g_auto (Command) command = { .connection = gh_cli_connection_new () };
  g_autoptr (GError) error = NULL;

  if (!begin (&command, _ ("Show an account, by its user name or id. No secret is shown."), 1, argc,
              argv, &error))
    return gh_exit_report (error);

  gh_cli_account_print (command.accounts, command.account,
                        gh_cli_connection_wants_json (command.connection));

  return GH_EXIT_OK;
}

static gboolean
make_current (Command *command, GError **error)
{
  GhCliWait *wait = gh_cli_connection_get_wait (command->connection);
  g_autoptr (GAsyncResult) result = NULL;

  gh_account_list_use_async (command->accounts, command->account,
                             gh_cli_wait_get_cancellable (wait), gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);

  return gh_account_list_use_finish (command->accounts, result, error);
}

/**
 * gh_cli_account_use:
 * @argc: how many words there are
 * @argv: the command's words
 *
 * Returns: the exit status
 */
GhExit
gh_cli_account_use (int argc, char **argv)
{
  g_auto (Command) command = { .connection = gh_cli_connection_new () };
  g_autoptr (GError) error = NULL;

  if (!begin (&command,
              _ ("Make an account the current one, for every command that names no other and for "
                 "the window. For one terminal only, set GATEHOUSE_ACCOUNT; for one command, give "
                 "--account."),
              1, argc, argv, &error) ||
      !make_current (&command, &error))
    return gh_exit_report (error);

  if (gh_cli_connection_wants_json (command.connection))
    gh_cli_account_print (command.accounts, command.account, TRUE);

  return GH_EXIT_OK;
}

/* An account that keeps nothing in the keyring can be removed without one. */
static gboolean
is_nothing_kept (GhAccount *account, const GError *error)
{
  GhSignInMethod method = gh_account_get_method (account);

  return g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND) ||
         (g_error_matches (error, GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE) &&
          (method == GH_SIGN_IN_FEDERATED || method == GH_SIGN_IN_MANAGED_IDENTITY ||
           method == GH_SIGN_IN_AZURE_CLI));
}

/* The record goes first: what is left behind must never be a record that nobody knows of. */
static gboolean
remove_account (Command *command, GError **error)
{
  GhCliWait *wait = gh_cli_connection_get_wait (command->connection);
  GCancellable *cancellable = gh_cli_wait_get_cancellable (wait);
  g_autoptr (GhTokenStore) store = gh_keyring_store_new ();
  g_autoptr (GAsyncResult) record = NULL;
  g_autoptr (GAsyncResult) entry = NULL;
  g_autoptr (GError) record_error = NULL;

  gh_token_store_remove_async (store, command->account, cancellable, gh_cli_wait_done, wait);
  record = gh_cli_wait_for_result (wait);
  if (!gh_token_store_remove_finish (store, record, &record_error) &&
      !is_nothing_kept (command->account, record_error))
    {
      g_propagate_error (error, g_steal_pointer (&record_error));
      return FALSE;
    }

  gh_account_list_remove_async (command->accounts, command->account, cancellable, gh_cli_wait_done,
                                wait);
  entry = gh_cli_wait_for_result (wait);

  return gh_account_list_remove_finish (command->accounts, entry, error);
}

/**
 * gh_cli_account_remove:
 * @argc: how many words there are
 * @argv: the command's words
 *
 * Returns: the exit status
 */
GhExit
gh_cli_account_remove (int argc, char **argv)
{
  g_auto (Command) command = { .connection = gh_cli_connection_new () };
  g_autoptr (GError) error = NULL;

  if (!begin (&command, _ ("Sign out: remove an account, and its tokens from the keyring."), 1,
              argc, argv, &error) ||
      !remove_account (&command, &error))
    return gh_exit_report (error);

  if (!gh_cli_connection_is_quiet (command.connection))
    {
      g_autofree char *who = gh_text_to_display (gh_account_get_user_name (command.account));

      /* Translators: %s is the address of a user */
      g_printerr (_ ("%s is signed out."), who);
      g_printerr ("\n");
    }

  return GH_EXIT_OK;
}
