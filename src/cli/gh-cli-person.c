/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-person.h"

#include <unistd.h>

#include <glib/gi18n.h>

#include "gh-browser-sign-in.h"
#include "gh-cli-secret.h"
#include "gh-device-sign-in.h"
#include "gh-error.h"
#include "gh-open-link.h"
#include "gh-password-sign-in.h"

static void
say_link (const char *link)
{
  g_printerr ("%s\n%s\n", _ ("Open this address in a browser on this computer:"), link);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *link = user_data;
  g_autoptr (GError) error = NULL;

  if (!gh_open_link_finish (result, &error))
    say_link (link);
}

static gboolean
has_display (void)
{
  return g_getenv ("WAYLAND_DISPLAY") != NULL || g_getenv ("DISPLAY") != NULL;
}

static void
link_ready_cb (GhBrowserSignIn *attempt, const char *link, gpointer user_data)
{
  gboolean open = GPOINTER_TO_INT (user_data);

  if (!open || !has_display ())
    {
      say_link (link);
      return;
    }

  g_printerr ("%s\n", _ ("Continue in your browser. Ctrl+C cancels."));
  gh_open_link_async (link, NULL, NULL, launched_cb, g_strdup (link));
}

/**
 * gh_cli_person_use_browser:
 * @connection: a connection that has begun
 * @cloud: where
 * @tenant: the tenant, checked
 * @client_id: the application, checked
 * @open: whether to open the browser
 * @error: return location
 *
 * Returns: (transfer full): who signed in
 */
GhSignInResult *
gh_cli_person_use_browser (GhCliConnection *connection,
                           GhCloud *cloud,
                           const char *tenant,
                           const char *client_id,
                           gboolean open,
                           GError **error)
{
  GhCliWait *wait = gh_cli_connection_get_wait (connection);
  g_autoptr (GhBrowserSignIn) attempt =
      gh_browser_sign_in_new (gh_cli_connection_get_http (connection),
                              gh_cli_connection_get_clock (connection), cloud, tenant, client_id,
                              NULL);
  g_autoptr (GAsyncResult) result = NULL;

  g_signal_connect (attempt, "link-ready", G_CALLBACK (link_ready_cb), GINT_TO_POINTER (open));
  gh_browser_sign_in_run_async (attempt, gh_cli_wait_get_cancellable (wait), gh_cli_wait_done,
                                wait);
  result = gh_cli_wait_for_result (wait);

  return gh_browser_sign_in_run_finish (attempt, result, error);
}

static void
say_public_client_flows (GhCliConnection *connection)
{
  if (!gh_cli_connection_is_quiet (connection))
    g_printerr ("%s\n", _ ("The application’s registration needs “Allow public client flows”, "
                           "under Authentication."));
}

static void
code_ready_cb (GhDeviceSignIn *attempt)
{
  /* Translators: an address, then a code */
  g_printerr (_ ("Open %s in any browser, and enter the code %s"),
              gh_device_sign_in_get_verification_uri (attempt),
              gh_device_sign_in_get_user_code (attempt));
  g_printerr ("\n");
}

/**
 * gh_cli_person_use_code:
 * @connection: a connection that has begun
 * @cloud: where
 * @tenant: the tenant, checked
 * @client_id: the application, checked
 * @error: return location
 *
 * Returns: (transfer full): who signed in
 */
GhSignInResult *
gh_cli_person_use_code (GhCliConnection *connection,
                        GhCloud *cloud,
                        const char *tenant,
                        const char *client_id,
                        GError **error)
{
  GhCliWait *wait = gh_cli_connection_get_wait (connection);
  g_autoptr (GhDeviceSignIn) attempt =
      gh_device_sign_in_new (gh_cli_connection_get_http (connection),
                             gh_cli_connection_get_clock (connection), cloud, tenant, client_id);
  g_autoptr (GAsyncResult) result = NULL;

  say_public_client_flows (connection);
  g_signal_connect (attempt, "code-ready", G_CALLBACK (code_ready_cb), NULL);
  gh_device_sign_in_run_async (attempt, gh_cli_wait_get_cancellable (wait), gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);

  return gh_device_sign_in_run_finish (attempt, result, error);
}

static GhSecret *
read_password (GhCliConnection *connection, const char *user_name, const char *host, GError **error)
{
  int descriptor = gh_cli_connection_get_method (connection)->secret_descriptor;
  /* Translators: a user name, then a host name, which is shown before a password for it is typed */
  g_autofree char *what = g_strdup_printf (_ ("password of %s for %s"), user_name, host);
  g_autoptr (GhSecret) password = NULL;

  gh_cli_connection_pause (connection);
  password = gh_cli_secret_read (descriptor >= 0 ? descriptor : STDIN_FILENO, what, error);
  gh_cli_connection_begin (connection);

  return g_steal_pointer (&password);
}

/**
 * gh_cli_person_use_password:
 * @connection: a connection that has begun
 * @cloud: where
 * @tenant: the tenant, checked
 * @client_id: the application, checked
 * @user_name: (nullable): whose password it is
 * @error: return location
 *
 * The password is read from descriptor, standard input or terminal, and kept nowhere.
 *
 * Returns: (transfer full): who signed in
 */
GhSignInResult *
gh_cli_person_use_password (GhCliConnection *connection,
                            GhCloud *cloud,
                            const char *tenant,
                            const char *client_id,
                            const char *user_name,
                            GError **error)
{
  g_autoptr (GhSecret) password = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GhCliWait *wait;

  if (user_name == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("--method password needs --user"));
      return NULL;
    }

  if (!gh_cli_connection_is_quiet (connection))
    g_printerr ("%s\n", _ ("Signing in with a password is a legacy way, which the vendor "
                           "discourages: it can’t work with a second factor, and the password is "
                           "not kept."));
  say_public_client_flows (connection);
  password = read_password (connection, user_name, gh_cloud_get_authority_host (cloud), error);
  if (password == NULL)
    return NULL;

  wait = gh_cli_connection_get_wait (connection);
  gh_password_sign_in_async (gh_cli_connection_get_http (connection),
                             gh_cli_connection_get_clock (connection), cloud, tenant, client_id,
                             user_name, password, gh_cli_wait_get_cancellable (wait),
                             gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);

  return gh_password_sign_in_finish (result, error);
}
