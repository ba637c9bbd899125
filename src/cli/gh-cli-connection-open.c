/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "gh-authority.h"
#include "gh-bearer-authorizer.h"
#include "gh-cli-connection-private.h"
#include "gh-cli-person.h"
#include "gh-cli-secret.h"
#include "gh-error.h"
#include "gh-keyring-store.h"
#include "gh-memory-store.h"
#include "gh-source-sign-in.h"
#include "gh-text.h"
#include "gh-token-claims.h"

/* Opening a connection: who asks, and with what. */

/* For one terminal; --account is for one command. */
#define ACCOUNT_VARIABLE "GATEHOUSE_ACCOUNT"

/**
 * gh_cli_connection_say_warnings:
 * @self: a connection whose options were read
 *
 * Says which secrets were found in the environment.
 */
void
gh_cli_connection_say_warnings (GhCliConnection *self)
{
  GPtrArray *warnings = self->method.environment->warnings;

  for (guint i = 0; i < warnings->len && !self->quiet; i++)
    g_printerr ("gatehousectl: %s\n", (const char *)g_ptr_array_index (warnings, i));
}

/* A token goes into a header line, where anything but visible ASCII would write another one. */
static gboolean
check_token (GhSecret *token, GError **error)
{
  gsize length;
  const char *text = gh_secret_peek (token, &length);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      {
        g_set_error_literal (
            error, GH_ERROR, GH_ERROR_INVALID_INPUT,
            _ ("What --token-fd gives is no access token: it holds white space, or "
               "characters that no token has"));
        return FALSE;
      }

  return TRUE;
}

static char *
dup_caller_of_token (GhSecret *token)
{
  g_autoptr (JsonObject) claims = gh_token_claims_decode (token, NULL);

  return claims != NULL ? gh_token_claims_dup_who (claims) : NULL;
}

/* What was asked for by option, otherwise by variable; (nullable): then the current one. */
static const char *
get_account_name (GhCliConnection *self)
{
  const char *variable = g_getenv (ACCOUNT_VARIABLE);

  if (self->account_name != NULL)
    return self->account_name;

  return variable != NULL && *variable != '\0' ? variable : NULL;
}

/**
 * gh_cli_connection_find_account:
 * @self: a connection whose options were read
 * @accounts: the accounts, loaded
 * @name: (nullable): what the user typed; %NULL for --account, the variable, or the current one
 * @error: return location
 *
 * Returns: (transfer none): the account, or %NULL with %GH_ERROR_SIGN_IN_NEEDED
 */
GhAccount *
gh_cli_connection_find_account (GhCliConnection *self,
                                GhAccountList *accounts,
                                const char *name,
                                GError **error)
{
  const char *wanted = name != NULL ? name : get_account_name (self);
  GhAccount *account = wanted != NULL ? gh_account_list_find (accounts, wanted)
                                      : gh_account_list_get_current (accounts);
  g_autofree char *shown = wanted != NULL ? gh_text_to_display (wanted) : NULL;

  if (account != NULL)
    return account;

  if (wanted != NULL)
    g_set_error (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED,
                 _ ("No account “%s” is signed in, or several are: “gatehousectl account list” "
                    "shows their ids, “gatehousectl account add” signs in"),
                 shown);
  else
    g_set_error_literal (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED,
                         _ ("No account is signed in: sign in with “gatehousectl account add” or "
                            "with Gatehouse, or give a bearer token with --token-fd"));
  return NULL;
}

/**
 * gh_cli_connection_load_accounts:
 * @self: a connection that has begun
 * @error: return location
 *
 * Returns: (transfer full): the accounts, or %NULL with an error
 */
GhAccountList *
gh_cli_connection_load_accounts (GhCliConnection *self, GError **error)
{
  g_autoptr (GFile) file = gh_account_list_dup_default_file ();
  g_autoptr (GhAccountList) accounts = gh_account_list_new (file);
  g_autoptr (GAsyncResult) result = NULL;

  gh_account_list_load_async (accounts, gh_cli_wait_get_cancellable (self->wait), gh_cli_wait_done,
                              self->wait);
  result = gh_cli_wait_for_result (self->wait);

  return gh_account_list_load_finish (accounts, result, error) ? g_steal_pointer (&accounts) : NULL;
}

/* Whoever names a cloud wants no account of another. */
static gboolean
check_cloud (GhCliConnection *self, GhAccount *account, GError **error)
{
  g_autoptr (GhCloud) cloud = NULL;

  if (self->cloud_file == NULL && self->cloud_name == NULL)
    return TRUE;

  cloud = gh_cli_connection_find_cloud (self, error);
  if (cloud == NULL)
    return FALSE;
  if (gh_cloud_equal (cloud, gh_account_get_cloud (account)))
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
               _ ("%s is an account of another cloud than --cloud or --cloud-file names"),
               gh_account_get_user_name (account));
  return FALSE;
}

static void
set_up (GhCliConnection *self, GhAccount *account, GhAuthority *authority)
{
  self->power_bi =
      gh_power_bi_new (self->http, gh_account_get_cloud (account), GH_AUTHORIZER (authority));
  self->caller = gh_text_to_display (gh_account_get_user_name (account));
}

/* (transfer full) (nullable): what an account whose secret is not kept was given for this run */
static gboolean
read_given (GhCliConnection *self, GhAccount *account, GhTokenSet **given, GError **error)
{
  GhSignInMethod method = gh_account_get_method (account);

  *given = NULL;
  if (self->method.secret_descriptor < 0)
    return TRUE;
  if (method != GH_SIGN_IN_CLIENT_SECRET && method != GH_SIGN_IN_CLIENT_CERTIFICATE)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("%s signs in without a secret that could be given"),
                   gh_account_get_user_name (account));
      return FALSE;
    }

  gh_cli_connection_pause (self);
  *given = gh_cli_method_read_secrets (&self->method, method,
                                       gh_cloud_get_authority_host (gh_account_get_cloud (account)),
                                       error);
  gh_cli_connection_begin (self);

  return *given != NULL;
}

static gboolean
open_account (GhCliConnection *self, GError **error)
{
  g_autoptr (GhAccountList) accounts = gh_cli_connection_load_accounts (self, error);
  g_autoptr (GhTokenStore) store = gh_keyring_store_new ();
  g_autoptr (GhTokenSet) given = NULL;
  g_autoptr (GhTokenSource) source = NULL;
  g_autoptr (GhAuthority) authority = NULL;
  GhAccount *account;

  if (accounts == NULL)
    return FALSE;
  account = gh_cli_connection_find_account (self, accounts, NULL, error);
  if (account == NULL || !check_cloud (self, account, error) ||
      !read_given (self, account, &given, error))
    return FALSE;

  source = gh_token_source_new_for_account (self->http, self->clock, account, given);
  authority = gh_authority_new_with_source (self->clock, store, account, NULL, source);
  set_up (self, account, authority);

  return TRUE;
}

static GhAccount *
make_draft (GhCliConnection *self, GhSignInMethod method, GError **error)
{
  g_autoptr (GhCloud) cloud = NULL;
  g_autoptr (GHashTable) parameters = NULL;

  if (!gh_cli_method_check (&self->method, method, error))
    return NULL;
  parameters = gh_cli_method_dup_parameters (&self->method, method, error);
  if (parameters == NULL)
    return NULL;
  cloud = gh_cli_connection_find_cloud (self, error);
  if (cloud == NULL)
    return NULL;

  return gh_cli_method_new_draft (&self->method, cloud, method, parameters);
}

/**
 * gh_cli_connection_sign_in:
 * @self: a connection that has begun
 * @method: a way to sign in that needs nobody
 * @secrets: (out) (transfer full): what it proved itself with
 * @keep_secrets: whether the result is to hold that too
 * @error: return location
 *
 * Returns: (transfer full): who that is, with the first token
 */
GhSignInResult *
gh_cli_connection_sign_in (GhCliConnection *self,
                           GhSignInMethod method,
                           GhTokenSet **secrets,
                           gboolean keep_secrets,
                           GError **error)
{
  g_autoptr (GhAccount) draft = make_draft (self, method, error);
  g_autoptr (GAsyncResult) result = NULL;

  *secrets = NULL;
  if (draft == NULL)
    return NULL;

  gh_cli_connection_pause (self);
  *secrets = gh_cli_method_read_secrets (&self->method, method,
                                         gh_cloud_get_authority_host (gh_account_get_cloud (draft)),
                                         error);
  gh_cli_connection_begin (self);
  if (*secrets == NULL)
    return NULL;

  gh_source_sign_in_async (self->http, self->clock, draft, *secrets, keep_secrets,
                           gh_cli_wait_get_cancellable (self->wait), gh_cli_wait_done, self->wait);
  result = gh_cli_wait_for_result (self->wait);

  return gh_source_sign_in_finish (result, error);
}

/* A password needs no person to be there, unlike the other ways in which one takes part. */
static GhSignInResult *
sign_in_with_password (GhCliConnection *self, GError **error)
{
  const char *tenant = gh_cli_method_get_tenant (&self->method);
  const char *client_id = gh_cli_method_get_client_id (&self->method);
  g_autoptr (GhCloud) cloud = NULL;

  if (!gh_cli_method_check (&self->method, GH_SIGN_IN_PASSWORD, error))
    return NULL;
  cloud = gh_cli_connection_find_cloud (self, error);
  if (cloud == NULL)
    return NULL;

  return gh_cli_person_use_password (self, cloud, tenant, client_id, self->method.user_name, error);
}

/* (transfer full): @secrets: (out) (transfer full) (nullable) */
static GhSignInResult *
sign_in_without_account (GhCliConnection *self, GhTokenSet **secrets, GError **error)
{
  GhSignInMethod method;

  *secrets = NULL;
  if (!gh_cli_method_find (&self->method, &method, error))
    return NULL;
  if (method == GH_SIGN_IN_PASSWORD)
    return sign_in_with_password (self, error);
  if (!gh_sign_in_method_is_interactive (method))
    return gh_cli_connection_sign_in (self, method, secrets, FALSE, error);

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
               _ ("--method %s needs a person: sign in with “gatehousectl account add”"),
               gh_sign_in_method_get_name (method));
  return NULL;
}

/* Nothing of it is written anywhere. */
static gboolean
open_with_method (GhCliConnection *self, GError **error)
{
  g_autoptr (GhTokenSet) secrets = NULL;
  g_autoptr (GhSignInResult) sign_in = sign_in_without_account (self, &secrets, error);
  g_autoptr (GhTokenStore) store = gh_memory_store_new ();
  g_autoptr (GhTokenSource) source = NULL;
  g_autoptr (GhAuthority) authority = NULL;
  GhAccount *account;

  if (sign_in == NULL)
    return FALSE;

  account = gh_sign_in_result_get_account (sign_in);
  source = gh_token_source_new_for_account (self->http, self->clock, account, secrets);
  authority = gh_authority_new_with_source (self->clock, store, account,
                                            gh_sign_in_result_get_tokens (sign_in), source);
  set_up (self, account, authority);
  if (self->method.method == NULL && !self->quiet)
    g_printerr ("gatehousectl: %s\n", _ ("Signed in as AZURE_CLIENT_ID and its companions say."));

  return TRUE;
}

static gboolean
open_with_token (GhCliConnection *self, GhSecret *token, GError **error)
{
  g_autoptr (GhAuthorizer) authorizer = gh_bearer_authorizer_new (token);
  g_autoptr (GhCloud) cloud =
      check_token (token, error) ? gh_cli_connection_find_cloud (self, error) : NULL;

  if (cloud == NULL)
    return FALSE;

  self->power_bi = gh_power_bi_new (self->http, cloud, authorizer);
  self->caller = dup_caller_of_token (token);

  return TRUE;
}

/**
 * gh_cli_connection_read_token:
 * @self: a connection whose options were read
 * @token: (out) (transfer full) (nullable): the bearer token; %NULL where an account is to ask
 * @error: return location
 *
 * Reads the descriptor, once. Needs no network.
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_INPUT if an option can't be used
 */
gboolean
gh_cli_connection_read_token (GhCliConnection *self, GhSecret **token, GError **error)
{
  *token = NULL;
  if (self->token_descriptor < 0)
    return TRUE;
  if (self->account_name != NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("--account and --token-fd exclude each other"));
      return FALSE;
    }

  *token = gh_cli_secret_read (self->token_descriptor, _ ("bearer token"), error);

  return *token != NULL;
}

/* Two answers to the question who asks are none. */
static gboolean
check_who (GhCliConnection *self, GError **error)
{
  if (self->method.method != NULL && (self->account_name != NULL || self->token_descriptor >= 0))
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("--method excludes --account and --token-fd"));
  else if (self->method.method == NULL && gh_cli_method_has_options (&self->method) &&
           !self->method.environment->has_method)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("--tenant, --client-id, --certificate and --federated-token-file go "
                            "with --method"));
  else
    return TRUE;

  return FALSE;
}

/**
 * gh_cli_connection_open:
 * @self: a connection whose options were read
 * @error: return location
 *
 * Who asks is: what an option says, otherwise what a variable says, otherwise the current account.
 *
 * Returns: %FALSE with %GH_ERROR_SIGN_IN_NEEDED if nobody is signed in, %GH_ERROR_INVALID_INPUT if
 *   an option can't be used
 */
gboolean
gh_cli_connection_open (GhCliConnection *self, GError **error)
{
  g_autoptr (GhSecret) token = NULL;

  gh_cli_connection_say_warnings (self);
  if (!check_who (self, error) || !gh_cli_connection_read_token (self, &token, error))
    return FALSE;

  gh_cli_connection_begin (self);
  if (token != NULL)
    return open_with_token (self, token, error);
  if (self->method.method != NULL ||
      (gh_cli_method_is_given (&self->method) && get_account_name (self) == NULL))
    return open_with_method (self, error);

  return open_account (self, error);
}
