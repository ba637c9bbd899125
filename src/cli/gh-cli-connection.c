/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-connection.h"

#include <glib/gi18n.h>

#include "gh-cli-cloud.h"
#include "gh-cli-connection-private.h"
#include "gh-cli-secret.h"

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

  /* First of all, while there is only one thread: it takes secrets out of the environment. */
  gh_cli_method_init (&self->method);
  self->token_descriptor = GH_CLI_NO_DESCRIPTOR;
  self->http = gh_http_client_new (NULL);
  self->clock = gh_clock_new ();
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
  gh_cli_method_clear (&self->method);
  g_free (self->cloud_file);
  g_free (self->cloud_name);
  g_free (self->account_name);
  g_free (self->format);
  g_clear_object (&self->power_bi);
  g_clear_object (&self->memory);
  g_clear_object (&self->clock);
  g_clear_object (&self->http);
  g_free (self->caller);
  g_clear_pointer (&self->wait, gh_cli_wait_free);
  g_free (self);
}

static gboolean
check_options (GOptionContext *context, GOptionGroup *group, gpointer data, GError **error)
{
  GhCliConnection *self = data;

  if (!gh_cli_secret_check_descriptor (&self->token_descriptor, "--token-fd", error) ||
      !gh_cli_secret_check_descriptor (&self->method.secret_descriptor, "--sign-in-secret-fd",
                                       error))
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
    { "cloud", 0, 0, G_OPTION_ARG_STRING, &self->cloud_name,
      N_ ("Public, GCC, GCC-High, DoD, China, or the name of a saved cloud"), N_ ("NAME") },
    { "cloud-file", 0, 0, G_OPTION_ARG_FILENAME, &self->cloud_file,
      N_ ("The addresses of a cloud other than the public one"), N_ ("FILE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &self->format, N_ ("text or json"), N_ ("FORMAT") },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &self->quiet, N_ ("Say nothing but results and errors"),
      NULL },
    { NULL }
  };
  GOptionGroup *group = g_option_group_new (NULL, NULL, NULL, self, NULL);

  g_option_group_add_entries (group, entries);
  gh_cli_method_add_options (&self->method, group);
  g_option_group_set_parse_hooks (group, NULL, check_options);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);

  return group;
}

/**
 * gh_cli_connection_find_cloud:
 * @self: a connection that has begun
 * @error: return location
 *
 * Returns: (transfer full): the cloud that options or variables name, the public one without them
 */
GhCloud *
gh_cli_connection_find_cloud (GhCliConnection *self, GError **error)
{
  return gh_cli_cloud_find (self->wait, self->cloud_file, self->cloud_name,
                            self->method.environment, error);
}

/**
 * gh_cli_connection_begin:
 * @self: a connection whose options were read
 *
 * From here on Ctrl+C cancels what is waited for.
 */
void
gh_cli_connection_begin (GhCliConnection *self)
{
  if (self->wait == NULL)
    self->wait = gh_cli_wait_new ();
}

/**
 * gh_cli_connection_pause:
 * @self: a connection that has begun
 *
 * While a secret is read, nothing is waited for, and Ctrl+C ends the program.
 */
void
gh_cli_connection_pause (GhCliConnection *self)
{
  g_clear_pointer (&self->wait, gh_cli_wait_free);
}

/**
 * gh_cli_connection_get_method:
 * @self: a connection
 *
 * Returns: (transfer none): how to sign in, as the options say
 */
GhCliMethod *
gh_cli_connection_get_method (GhCliConnection *self)
{
  return &self->method;
}

/**
 * gh_cli_connection_get_http:
 * @self: a connection
 *
 * Returns: (transfer none): the HTTP client
 */
GhHttpClient *
gh_cli_connection_get_http (GhCliConnection *self)
{
  return self->http;
}

/**
 * gh_cli_connection_get_clock:
 * @self: a connection
 *
 * Returns: (transfer none): the clock
 */
GhClock *
gh_cli_connection_get_clock (GhCliConnection *self)
{
  return self->clock;
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
