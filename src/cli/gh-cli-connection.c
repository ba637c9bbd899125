/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-connection.h"

#include <glib/gi18n.h>

#include "gh-account-list.h"
#include "gh-authority.h"
#include "gh-bearer-authorizer.h"
#include "gh-cli-secret.h"
#include "gh-error.h"
#include "gh-keyring-store.h"
#include "gh-text.h"
#include "gh-token-claims.h"

struct _GhCliConnection
{
  char *cloud_file;
  char *account_name;
  char *format;
  int token_descriptor;
  gboolean quiet;

  GhCliWait *wait;
  GhHttpClient *http;
  GhPowerBi *power_bi;
  GhGatewayMemory *memory;
  char *caller;
};

/**
 * gh_cli_connection_new:
 *
 * Returns: (transfer full): a connection that is not open
 */
GhCliConnection *
gh_cli_connection_new (void)
{
  GhCliConnection *self = g_new0 (GhCliConnection, 1);
  g_autoptr (GFile) gateways = gh_gateway_memory_dup_default_file ();

  self->token_descriptor = GH_CLI_NO_DESCRIPTOR;
  self->http = gh_http_client_new (NULL);
  self->memory = gh_gateway_memory_new (gateways);

  return self;
}

/**
 * gh_cli_connection_free:
 * @self: a connection
 */
void
gh_cli_connection_free (GhCliConnection *self)
{
  g_free (self->cloud_file);
  g_free (self->account_name);
  g_free (self->format);
  g_clear_object (&self->power_bi);
  g_clear_object (&self->memory);
  g_clear_object (&self->http);
  g_free (self->caller);
  g_clear_pointer (&self->wait, gh_cli_wait_free);
  g_free (self);
}

static gboolean
check_options (GOptionContext *context, GOptionGroup *group, gpointer data, GError **error)
{
  GhCliConnection *self = data;

  if (!gh_cli_secret_check_descriptor (&self->token_descriptor, "--token-fd", error))
    return FALSE;
  if (self->format == NULL || g_str_equal (self->format, "text") ||
      g_str_equal (self->format, "json"))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("--format takes text or json, not “%s”"), self->format);
  return FALSE;
}

/**
 * gh_cli_connection_get_options:
 * @self: a connection
 *
 * Returns: (transfer full): the options that every command takes, to be read into @self
 */
GOptionGroup *
gh_cli_connection_get_options (GhCliConnection *self)
{
  const GOptionEntry entries[] = {
    { "account", 0, 0, G_OPTION_ARG_STRING, &self->account_name,
      N_ ("Who asks: an account of the keyring, by its user name or id"), N_ ("NAME") },
      { "token-fd", 0, 0, G_OPTION_ARG_INT, &self->token_descriptor,
        N_ ("Read the bearer token from this file descriptor instead"), N_ ("N") },
        { "cloud-file", 0, 0, G_OPTION_ARG_FILENAME, &self->cloud_file,
          N_ ("The addresses of a cloud other than the public one"), N_ ("FILE") },
          { "format", 0, 0, G_OPTION_ARG_STRING, &self->format,
            N_ ("text or json"), N_ ("FORMAT") },
            { "quiet", 'q', 0, G_OPTION_ARG_NONE, &self->quiet,
              N_ ("Say nothing but results and errors"), NULL },
              { NULL } };
  GOptionGroup *group = g_option_group_new (NULL, NULL, NULL, self, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_parse_hooks (group, NULL, check_options);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);

  return group;
}

static GhCloud *
open_cloud (GhCliConnection *self, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (self->cloud_file == NULL)
    return gh_cloud_new_public ();

  file = g_file_new_for_commandline_arg (self->cloud_file);
  gh_cloud_load_file_async (file, gh_cli_wait_get_cancellable (self->wait), gh_cli_wait_done,
                            self->wait);
  result = gh_cli_wait_for_result (self->wait);

  return gh_cloud_load_file_finish (result, error);
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

static GhAccount *
find_account (GhCliConnection *self, GhAccountList *accounts, GError **error)
{
  GhAccount *account = self->account_name != NULL
                           ? gh_account_list_find (accounts, self->account_name)
                           : gh_account_list_get_current (accounts);

  if (account != NULL)
    return account;

  if (self->account_name != NULL)
    g_set_error (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED,
                 _ ("No account “%s” is signed in, or several are: sign in with Gatehouse first, "
                    "or name its id"),
                    self->account_name);
  else
    g_set_error_literal (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED,
                         _ ("No account is signed in: sign in with Gatehouse first, or give a "
                            "bearer token with --token-fd"));
  return NULL;
}

static gboolean
open_account (GhCliConnection *self, GError **error)
{
  g_autoptr (GFile) file = gh_account_list_dup_default_file ();
  g_autoptr (GhAccountList) accounts = gh_account_list_new (file);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhTokenStore) store = gh_keyring_store_new ();
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GhAuthority) authority = NULL;
  g_autoptr (GhCloud) cloud = NULL;
  GhAccount *account;

  gh_account_list_load_async (accounts, gh_cli_wait_get_cancellable (self->wait), gh_cli_wait_done,
                              self->wait);
  result = gh_cli_wait_for_result (self->wait);
  if (!gh_account_list_load_finish (accounts, result, error))
    return FALSE;
  account = find_account (self, accounts, error);
  if (account == NULL)
    return FALSE;

  cloud = open_cloud (self, error);
  if (cloud == NULL)
    return FALSE;
  if (self->cloud_file != NULL && !gh_cloud_equal (cloud, gh_account_get_cloud (account)))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("%s is an account of another cloud than --cloud-file names"),
                      gh_account_get_user_name (account));
      return FALSE;
    }

  authority = gh_authority_new (self->http, clock, store, account, NULL);
  self->power_bi =
      gh_power_bi_new (self->http, gh_account_get_cloud (account), GH_AUTHORIZER (authority));
  self->caller = gh_text_to_display (gh_account_get_user_name (account));

  return TRUE;
}

static gboolean
open_with_token (GhCliConnection *self, GhSecret *token, GError **error)
{
  g_autoptr (GhAuthorizer) authorizer = gh_bearer_authorizer_new (token);
  g_autoptr (GhCloud) cloud = check_token (token, error) ? open_cloud (self, error) : NULL;

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

/**
 * gh_cli_connection_open:
 * @self: a connection whose options were read
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_SIGN_IN_NEEDED if nobody is signed in, %GH_ERROR_INVALID_INPUT if
 *   an option can't be used
 */
gboolean
gh_cli_connection_open (GhCliConnection *self, GError **error)
{
  g_autoptr (GhSecret) token = NULL;

  if (!gh_cli_connection_read_token (self, &token, error))
    return FALSE;

  /* From here on Ctrl+C cancels; before, while a secret is read, it ends the program. */
  self->wait = gh_cli_wait_new ();

  return token != NULL ? open_with_token (self, token, error) : open_account (self, error);
}

/**
 * gh_cli_connection_get_wait:
 * @self: an open connection
 *
 * Returns: (transfer none): who waits for results
 */
GhCliWait *
gh_cli_connection_get_wait (GhCliConnection *self)
{
  return self->wait;
}

/**
 * gh_cli_connection_get_power_bi:
 * @self: an open connection
 *
 * Returns: (transfer none): the service
 */
GhPowerBi *
gh_cli_connection_get_power_bi (GhCliConnection *self)
{
  return self->power_bi;
}

/**
 * gh_cli_connection_get_gateway_memory:
 * @self: a connection
 *
 * Returns: (transfer none): what is known of gateways
 */
GhGatewayMemory *
gh_cli_connection_get_gateway_memory (GhCliConnection *self)
{
  return self->memory;
}

/**
 * gh_cli_connection_get_caller:
 * @self: an open connection
 *
 * Returns: (transfer none) (nullable): who asks, as display text
 */
const char *
gh_cli_connection_get_caller (GhCliConnection *self)
{
  return self->caller;
}

/**
 * gh_cli_connection_wants_json:
 * @self: a connection whose options were read
 *
 * Returns: whether results are printed as JSON
 */
gboolean
gh_cli_connection_wants_json (GhCliConnection *self)
{
  return g_strcmp0 (self->format, "json") == 0;
}

/**
 * gh_cli_connection_is_quiet:
 * @self: a connection whose options were read
 *
 * Returns: whether nothing but results and errors is to be said
 */
gboolean
gh_cli_connection_is_quiet (GhCliConnection *self)
{
  return self->quiet;
}

/**
 * gh_cli_connection_get_token_descriptor:
 * @self: a connection whose options were read
 *
 * Returns: the descriptor that the bearer token comes from, or -1
 */
int
gh_cli_connection_get_token_descriptor (GhCliConnection *self)
{
  return self->token_descriptor;
}
