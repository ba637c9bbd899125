/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "gh-cli-account-text.h"
#include "gh-cli-commands.h"
#include "gh-cli-person.h"
#include "gh-client-preset.h"
#include "gh-error.h"
#include "gh-keyring-store.h"
#include "gh-text.h"

typedef struct
{
  GhCliConnection *connection;
  char *preset;
  char *user_name;
  gboolean no_browser;
  gboolean keep_secret;

  GhSignInMethod method;
  GhSignInResult *sign_in;
  GhAccountList *accounts;
} Adding;

static void
adding_clear (Adding *adding)
{
  g_free (adding->preset);
  g_free (adding->user_name);
  g_clear_object (&adding->sign_in);
  g_clear_object (&adding->accounts);
  g_clear_pointer (&adding->connection, gh_cli_connection_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Adding, adding_clear)

static gboolean
read_words (Adding *adding, int argc, char **argv, GError **error)
{
  GhCliMethod *method = gh_cli_connection_get_method (adding->connection);
  const GOptionEntry entries[] = {
    { "no-browser", 0, 0, G_OPTION_ARG_NONE, &adding->no_browser,
      N_ ("Print the address instead of opening the browser"), NULL },
    { "user", 'u', 0, G_OPTION_ARG_STRING, &adding->user_name,
      N_ ("Whose password it is, for --method password"), N_ ("NAME") },
    { "secret-fd", 0, 0, G_OPTION_ARG_INT, &method->secret_descriptor,
      N_ ("Read client secret, pass phrase or password from this file descriptor"), N_ ("N") },
    { "keep-secret", 0, 0, G_OPTION_ARG_NONE, &adding->keep_secret,
      N_ ("Keep client secret or pass phrase in the keyring"), NULL },
    { "preset", 0, 0, G_OPTION_ARG_STRING, &adding->preset,
      N_ ("Another program’s client ID: azure-cli, azure-powershell, powerbi-powershell or "
          "fabric-cli"),
      N_ ("NAME") },
    { NULL }
  };
  g_auto (GStrv) words = NULL;

  return gh_cli_read_options (
      adding->connection, NULL,
      _ ("Sign in, and keep the account. --method takes browser, device-code, password, "
         "client-secret, client-certificate, federated, managed-identity or azure-cli; without it, "
         "the browser is used."),
      entries, 0, argc, argv, &words, error);
}

/* Another program's id is used only by name, and never without its warning. */
static gboolean
use_preset (Adding *adding, GError **error)
{
  GhCliMethod *method = gh_cli_connection_get_method (adding->connection);
  const GhClientPreset *preset;
  g_autofree char *warning = NULL;

  if (adding->preset == NULL)
    return TRUE;
  if (method->client_id != NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("--preset and --client-id exclude each other"));
      return FALSE;
    }
  if (!gh_sign_in_method_is_interactive (adding->method))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("--preset is for people: an application proves itself with an ID of "
                              "its own"));
      return FALSE;
    }

  preset = gh_client_preset_find (adding->preset, error);
  if (preset == NULL)
    return FALSE;

  method->client_id = g_strdup (preset->client_id);
  warning = gh_client_preset_dup_warning (preset);
  g_printerr ("gatehousectl: %s\n", warning);

  return TRUE;
}

static gboolean
check_options (Adding *adding, GError **error)
{
  const char *wrong = NULL;

  if (adding->user_name != NULL && adding->method != GH_SIGN_IN_PASSWORD)
    wrong = "--user";
  else if (adding->no_browser && adding->method != GH_SIGN_IN_BROWSER)
    wrong = "--no-browser";
  else if (adding->keep_secret && adding->method != GH_SIGN_IN_CLIENT_SECRET &&
           adding->method != GH_SIGN_IN_CLIENT_CERTIFICATE)
    wrong = "--keep-secret";
  if (wrong == NULL)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, _ ("%s does not go with --method %s"),
               wrong, gh_sign_in_method_get_name (adding->method));
  return FALSE;
}

static GhSignInResult *
ask_person (Adding *adding, GhCloud *cloud, GError **error)
{
  GhCliMethod *method = gh_cli_connection_get_method (adding->connection);
  const char *tenant = gh_cli_method_get_tenant (method);
  const char *client_id = gh_cli_method_get_client_id (method);

  if (adding->method == GH_SIGN_IN_DEVICE_CODE)
    return gh_cli_person_use_code (adding->connection, cloud, tenant, client_id, error);
  if (adding->method == GH_SIGN_IN_PASSWORD)
    return gh_cli_person_use_password (adding->connection, cloud, tenant, client_id,
                                       adding->user_name != NULL ? adding->user_name
                                                                 : method->user_name,
                                       error);

  return gh_cli_person_use_browser (adding->connection, cloud, tenant, client_id,
                                    !adding->no_browser, error);
}

static gboolean
sign_in (Adding *adding, GError **error)
{
  GhCliMethod *method = gh_cli_connection_get_method (adding->connection);
  g_autoptr (GhCloud) cloud = NULL;
  g_autoptr (GhTokenSet) secrets = NULL;

  if (!gh_cli_method_find (method, &adding->method, error) || !check_options (adding, error) ||
      !use_preset (adding, error))
    return FALSE;

  gh_cli_connection_begin (adding->connection);
  if (!gh_sign_in_method_is_interactive (adding->method))
    adding->sign_in = gh_cli_connection_sign_in (adding->connection, adding->method, &secrets,
                                                 adding->keep_secret, error);
  else
    {
      cloud = gh_cli_connection_find_cloud (adding->connection, error);
      if (cloud != NULL && gh_cli_method_check (method, adding->method, error))
        adding->sign_in = ask_person (adding, cloud, error);
    }

  return adding->sign_in != NULL;
}

static gboolean
save_record (Adding *adding, GhTokenStore *store, GError **error)
{
  GhCliWait *wait = gh_cli_connection_get_wait (adding->connection);
  g_autoptr (GAsyncResult) result = NULL;

  gh_token_store_save_async (store, gh_sign_in_result_get_account (adding->sign_in),
                             gh_sign_in_result_get_tokens (adding->sign_in),
                             gh_cli_wait_get_cancellable (wait), gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);

  return gh_token_store_save_finish (store, result, error);
}

static gboolean
add_account (Adding *adding, GError **error)
{
  GhCliWait *wait = gh_cli_connection_get_wait (adding->connection);
  g_autoptr (GAsyncResult) result = NULL;

  gh_account_list_add_async (adding->accounts, gh_sign_in_result_get_account (adding->sign_in),
                             gh_cli_wait_get_cancellable (wait), gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);

  return gh_account_list_add_finish (adding->accounts, result, error);
}

static void
remove_record (Adding *adding, GhTokenStore *store)
{
  GhCliWait *wait = gh_cli_connection_get_wait (adding->connection);
  g_autoptr (GAsyncResult) result = NULL;

  gh_token_store_remove_async (store, gh_sign_in_result_get_account (adding->sign_in), NULL,
                               gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);
  /* What can't be removed now is found and replaced at the next sign-in. */
  gh_token_store_remove_finish (store, result, NULL);
}

/* Without a record, the account of a person is none: whoever signed in would be asked again by the
 * next command. Where the machine or a secret that is given each time is enough, none is kept. */
static gboolean
keep (Adding *adding, GError **error)
{
  g_autoptr (GhTokenStore) store = gh_keyring_store_new ();
  gboolean record = gh_sign_in_method_is_interactive (adding->method) || adding->keep_secret;

  adding->accounts = gh_cli_connection_load_accounts (adding->connection, error);
  if (adding->accounts == NULL)
    return FALSE;
  if (record && !save_record (adding, store, error))
    {
      g_prefix_error (error, "%s ", _ ("The sign-in worked, but nothing could be kept:"));
      return FALSE;
    }
  if (!record)
    remove_record (adding, store);
  if (add_account (adding, error))
    return TRUE;

  if (record)
    remove_record (adding, store);
  return FALSE;
}

static void
report (Adding *adding)
{
  GhAccount *account = gh_sign_in_result_get_account (adding->sign_in);
  g_autofree char *who = gh_text_to_display (gh_account_get_user_name (account));

  if (!gh_cli_connection_is_quiet (adding->connection))
    {
      /* Translators: %s is the address of a user, or the id of an application */
      g_printerr (_ ("%s is signed in, and is the current account."), who);
      g_printerr ("\n");
      if (adding->method == GH_SIGN_IN_CLIENT_SECRET && !adding->keep_secret)
        g_printerr ("%s\n", _ ("The secret is not kept: give it to each command with "
                               "--sign-in-secret-fd, or add the account with --keep-secret."));
    }
  if (gh_cli_connection_wants_json (adding->connection))
    gh_cli_account_print (adding->accounts, account, TRUE);
}

/**
 * gh_cli_account_add:
 * @argc: how many words there are
 * @argv: the command's words
 *
 * Returns: the exit status
 */
GhExit
gh_cli_account_add (int argc, char **argv)
{
  g_auto (Adding) adding = { .connection = gh_cli_connection_new () };
  g_autoptr (GError) error = NULL;

  if (!read_words (&adding, argc, argv, &error))
    return gh_exit_report (error);

  gh_cli_connection_say_warnings (adding.connection);
  if (!sign_in (&adding, &error) || !keep (&adding, &error))
    return gh_exit_report (error);

  report (&adding);
  return GH_EXIT_OK;
}
