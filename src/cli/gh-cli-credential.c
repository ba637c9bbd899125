/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "gh-change.h"
#include "gh-cli-commands.h"
#include "gh-cli-outcome.h"
#include "gh-cli-place.h"
#include "gh-cli-secret.h"
#include "gh-error.h"

#define DEFAULT_PRIVACY "Organizational"
#define DEFAULT_ENCRYPTION "Encrypted"

typedef struct
{
  GhCliConnection *connection;
  char *type;
  char *user_name;
  char *privacy;
  char *encryption;
  char *item;
  char *gateway_key;
  int secret_descriptor;
  gboolean single_sign_on;

  GStrv words;
  GhSecret *secret;
  GhCredential *credential;
  GhCliPlace place;
} Setting;

static void
setting_clear (Setting *setting)
{
  g_free (setting->type);
  g_free (setting->user_name);
  g_free (setting->privacy);
  g_free (setting->encryption);
  g_free (setting->item);
  g_free (setting->gateway_key);
  g_strfreev (setting->words);
  g_clear_pointer (&setting->secret, gh_secret_unref);
  g_clear_object (&setting->credential);
  gh_cli_place_clear (&setting->place);
  g_clear_pointer (&setting->connection, gh_cli_connection_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Setting, setting_clear)

static const struct
{
  const char *word;
  GhCredentialType type;
} TYPES[] = {
  { "basic", GH_CREDENTIAL_BASIC },
  { "windows", GH_CREDENTIAL_WINDOWS },
  { "key", GH_CREDENTIAL_KEY },
  { "anonymous", GH_CREDENTIAL_ANONYMOUS },
  { "token", GH_CREDENTIAL_OAUTH2_TOKEN },
  { "caller", GH_CREDENTIAL_OAUTH2_CALLER },
};

static gboolean
read_type (const char *word, GhCredentialType *type, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (TYPES); i++)
    if (g_strcmp0 (word, TYPES[i].word) == 0)
      {
        *type = TYPES[i].type;
        return TRUE;
      }

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
               _ ("--type takes basic, windows, key, anonymous, token or caller, not “%s”"),
               word != NULL ? word : "");
  return FALSE;
}

static gboolean
read_words (Setting *setting, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "type", 't', 0, G_OPTION_ARG_STRING, &setting->type,
      N_ ("basic, windows, key, anonymous, token (an access token) or caller (the identity of who "
          "asks)"),
      N_ ("TYPE") },
    { "user", 'u', 0, G_OPTION_ARG_STRING, &setting->user_name,
      N_ ("User name, for basic and windows"), N_ ("NAME") },
    { "secret-fd", 0, 0, G_OPTION_ARG_INT, &setting->secret_descriptor,
      N_ ("Read password, key or token from this descriptor instead of standard input"), N_ ("N") },
    { "privacy", 0, 0, G_OPTION_ARG_STRING, &setting->privacy,
      N_ ("None, Public, Organizational or Private"), N_ ("LEVEL") },
    { "encryption", 0, 0, G_OPTION_ARG_STRING, &setting->encryption,
      N_ ("Encrypted or NotEncrypted: the connection to the source"), N_ ("VALUE") },
    { "sso", 0, 0, G_OPTION_ARG_NONE, &setting->single_sign_on,
      N_ ("Single sign-on, for token: queries run as who looks"), NULL },
    { "item", 0, 0, G_OPTION_ARG_STRING, &setting->item,
      N_ ("The semantic model that uses the source: then advice knows its owner"),
      N_ ("WORKSPACE/MODEL") },
    { "gateway-key", 0, 0, G_OPTION_ARG_STRING, &setting->gateway_key,
      N_ ("The fingerprint that the gateway’s key must have"), N_ ("SHA256:…") },
    { NULL }
  };

  return gh_cli_read_options (setting->connection, _ ("GATEWAY/DATASOURCE --type TYPE"),
                              _ ("Set the credential of a data source. Password, key or token are "
                                 "read from standard input."),
                              entries, 1, argc, argv, &setting->words, error);
}

static gboolean
check_encryption (Setting *setting, GError **error)
{
  if (setting->encryption == NULL || g_str_equal (setting->encryption, DEFAULT_ENCRYPTION) ||
      g_str_equal (setting->encryption, "NotEncrypted"))
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
               _ ("--encryption takes Encrypted or NotEncrypted, not “%s”"), setting->encryption);
  return FALSE;
}

/* As in a sentence, or before a colon. */
static const char *
get_secret_name (Setting *setting)
{
  switch (gh_credential_get_credential_type (setting->credential))
    {
    case GH_CREDENTIAL_KEY:
      return _ ("account key");
    case GH_CREDENTIAL_OAUTH2_TOKEN:
      return _ ("access token");
    case GH_CREDENTIAL_BASIC:
    case GH_CREDENTIAL_WINDOWS:
    case GH_CREDENTIAL_ANONYMOUS:
    case GH_CREDENTIAL_OAUTH2_CALLER:
    default:
      return _ ("password");
    }
}

static gboolean
read_secret (Setting *setting, GError **error)
{
  int descriptor = setting->secret_descriptor >= 0 ? setting->secret_descriptor : STDIN_FILENO;

  if (!gh_credential_type_needs_secret (gh_credential_get_credential_type (setting->credential)))
    return TRUE;
  if (descriptor == gh_cli_connection_get_token_descriptor (setting->connection))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("The bearer token and the secret can't come from the same "
                              "descriptor: name another one with --secret-fd"));
      return FALSE;
    }

  setting->secret = gh_cli_secret_read (descriptor, get_secret_name (setting), error);
  return setting->secret != NULL;
}

/* Everything that can be found wrong without asking anybody is found before anybody is asked. */
static gboolean
make_credential (Setting *setting, GError **error)
{
  GhCredentialType type;

  if (!gh_cli_secret_check_descriptor (&setting->secret_descriptor, "--secret-fd", error) ||
      !read_type (setting->type, &type, error) || !check_encryption (setting, error))
    return FALSE;
  if (setting->user_name == NULL && gh_credential_type_needs_user_name (type))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, _ ("--type %s needs --user"),
                   setting->type);
      return FALSE;
    }
  if (setting->user_name != NULL && !gh_credential_type_needs_user_name (type))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, _ ("--type %s takes no --user"),
                   setting->type);
      return FALSE;
    }
  if (setting->single_sign_on && type != GH_CREDENTIAL_OAUTH2_TOKEN)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("--sso goes with --type token only"));
      return FALSE;
    }

  setting->credential = gh_credential_new (type);
  if (setting->privacy != NULL &&
      !gh_credential_set_privacy_level (setting->credential, setting->privacy, error))
    return FALSE;
  if (setting->user_name != NULL)
    gh_credential_set_user_name (setting->credential, setting->user_name);
  gh_credential_set_single_sign_on (setting->credential, setting->single_sign_on);
  if (!read_secret (setting, error))
    return FALSE;
  if (setting->secret != NULL)
    gh_credential_set_secret (setting->credential, setting->secret);

  return gh_credential_check (setting->credential, error);
}

static GhRoute *
find_route (Setting *setting, GError **error)
{
  GhCliWait *wait = gh_cli_connection_get_wait (setting->connection);
  g_autoptr (GAsyncResult) result = NULL;

  gh_route_find_async (gh_cli_connection_get_power_bi (setting->connection),
                       gh_cli_connection_get_gateway_memory (setting->connection),
                       setting->place.datasource, gh_cli_wait_get_cancellable (wait),
                       gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);

  return gh_route_find_finish (result, error);
}

/* Every body but that of the caller's identity says whether there is single sign-on. */
static void
say_single_sign_on (Setting *setting)
{
  GhCredentialType type = gh_credential_get_credential_type (setting->credential);
  GhTri stored = gh_datasource_get_single_sign_on (setting->place.datasource);

  if (setting->single_sign_on || type == GH_CREDENTIAL_OAUTH2_CALLER)
    return;

  if (stored == GH_TRI_TRUE)
    g_printerr ("%s\n", _ ("Single sign-on: on, will become off"));
  else if (stored == GH_TRI_UNKNOWN && type == GH_CREDENTIAL_OAUTH2_TOKEN)
    g_printerr ("%s\n", _ ("Single sign-on: unknown, will become off"));
}

/* What can neither be read nor was given is not chosen silently. */
static void
complete_credential (Setting *setting)
{
  const char *stored = gh_datasource_get_privacy_level (setting->place.datasource);
  gboolean quiet = gh_cli_connection_is_quiet (setting->connection);

  if (setting->privacy == NULL && stored != NULL &&
      gh_credential_set_privacy_level (setting->credential, stored, NULL))
    stored = NULL;
  else if (setting->privacy == NULL)
    {
      gh_credential_set_privacy_level (setting->credential, DEFAULT_PRIVACY, NULL);
      if (!quiet)
        g_printerr (_ ("Privacy level: unknown, will become %s\n"), DEFAULT_PRIVACY);
    }

  if (setting->encryption == NULL && !quiet)
    g_printerr (_ ("Encrypted connection: unknown, will become %s\n"), DEFAULT_ENCRYPTION);
  if (!quiet)
    say_single_sign_on (setting);
  gh_credential_set_encrypted_connection (setting->credential,
                                          g_strcmp0 (setting->encryption, "NotEncrypted") != 0);
}

static gboolean
check_key (Setting *setting, GhRoute *route, GError **error)
{
  GhGatewayKey *key = gh_route_get_key (route);
  const char *now = key != NULL ? gh_gateway_key_get_fingerprint (key) : NULL;

  if (setting->gateway_key == NULL ||
      (now != NULL && g_ascii_strcasecmp (now, setting->gateway_key) == 0))
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_KEY_CHANGED,
               _ ("The gateway’s key is %s, not %s as --gateway-key says. Nothing was sent."),
               now != NULL ? now : _ ("not shown"), setting->gateway_key);
  return FALSE;
}

static GhExit
run_change (Setting *setting, GhRoute *route)
{
  GhCliWait *wait = gh_cli_connection_get_wait (setting->connection);
  g_autoptr (GhChange) change =
      gh_change_new (gh_cli_connection_get_power_bi (setting->connection),
                     gh_cli_connection_get_gateway_memory (setting->connection),
                     setting->place.datasource, setting->credential);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  /* What is said below is the key that is used, even if the gateway shows another one by then. */
  if (setting->gateway_key != NULL)
    gh_change_accept_key (change, setting->gateway_key);
  else if (gh_route_get_key_state (route) == GH_KEY_FIRST_SEEN)
    gh_change_accept_key (change, gh_gateway_key_get_fingerprint (gh_route_get_key (route)));
  if (!gh_change_check (change, &error))
    return gh_exit_report (error);
  if (gh_route_get_key_state (route) == GH_KEY_FIRST_SEEN &&
      !gh_cli_connection_is_quiet (setting->connection))
    g_printerr ("%s\n", gh_route_get_explanation (route));

  gh_change_run_async (change, gh_cli_wait_get_cancellable (wait), gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);
  gh_change_run_finish (change, result, &error);

  return gh_cli_outcome_print (setting->connection, change, error);
}

/**
 * gh_cli_credential_set:
 * @argc: how many words there are
 * @argv: the command's words
 *
 * Returns: the exit status
 */
GhExit
gh_cli_credential_set (int argc, char **argv)
{
  g_auto (Setting) setting = { .connection = gh_cli_connection_new (),
                               .secret_descriptor = GH_CLI_NO_DESCRIPTOR };
  g_autoptr (GhRoute) route = NULL;
  g_autoptr (GError) error = NULL;

  if (!read_words (&setting, argc, argv, &error) || !make_credential (&setting, &error) ||
      !gh_cli_connection_open (setting.connection, &error) ||
      !gh_cli_place_find_datasource (&setting.place, setting.connection, setting.words[0],
                                     setting.item, &error))
    return gh_exit_report (error);

  route = find_route (&setting, &error);
  if (route == NULL || !check_key (&setting, route, &error))
    return gh_exit_report (error);
  complete_credential (&setting);

  return run_change (&setting, route);
}
