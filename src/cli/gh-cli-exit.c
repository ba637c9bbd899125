/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-exit.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "gh-error.h"

static GhExit
exit_from_own_error (GhError code)
{
  switch (code)
    {
    case GH_ERROR_INVALID_INPUT:
      return GH_EXIT_USAGE;
    case GH_ERROR_SIGN_IN_NEEDED:
    case GH_ERROR_KEYRING_LOCKED:
    case GH_ERROR_KEYRING_UNAVAILABLE:
    case GH_ERROR_WRONG_USER:
    case GH_ERROR_DECLINED:
      return GH_EXIT_SIGN_IN_NEEDED;
    case GH_ERROR_NOT_FOUND:
      return GH_EXIT_NOT_FOUND;
    case GH_ERROR_PERMISSION:
    case GH_ERROR_KEY_CHANGED:
      return GH_EXIT_PERMISSION;
    case GH_ERROR_THROTTLED:
    case GH_ERROR_OFFLINE:
    case GH_ERROR_TIMED_OUT:
      return GH_EXIT_NETWORK;
    case GH_ERROR_FAILED:
    case GH_ERROR_PROTOCOL:
    case GH_ERROR_REFUSED:
    case GH_ERROR_UNTRUSTED_ORIGIN:
    case GH_ERROR_BAD_KEY:
    case GH_ERROR_UNDECIDED:
    case GH_ERROR_CANCELLED_AFTER_SENDING:
    default:
      return GH_EXIT_FAILURE;
    }
}

/**
 * gh_exit_from_error:
 * @error: why a command did not do what it should
 *
 * Returns: the exit status that says so
 */
GhExit
gh_exit_from_error (const GError *error)
{
  if (error->domain == GH_ERROR)
    return exit_from_own_error ((GhError)error->code);
  if (error->domain == G_OPTION_ERROR)
    return GH_EXIT_USAGE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return GH_EXIT_INTERRUPTED;

  return GH_EXIT_FAILURE;
}

/**
 * gh_exit_report:
 * @error: why a command did not do what it should
 *
 * Says it on standard error.
 *
 * Returns: the exit status that says so
 */
GhExit
gh_exit_report (const GError *error)
{
  GhExit status = gh_exit_from_error (error);

  if (status == GH_EXIT_INTERRUPTED)
    g_printerr ("%s\n", _ ("Cancelled. Nothing was sent."));
  else
    g_printerr ("gatehousectl: %s\n", error->message);

  return status;
}

/**
 * gh_exit_usage:
 * @message: what is wrong with the command's words
 *
 * Returns: %GH_EXIT_USAGE
 */
GhExit
gh_exit_usage (const char *message)
{
  g_printerr ("gatehousectl: %s\n", message);

  return GH_EXIT_USAGE;
}
