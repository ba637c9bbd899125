/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a script can tell apart; the manual page lists them. */
typedef enum
{
  GH_EXIT_OK = 0,
  GH_EXIT_FAILURE = 1,
  GH_EXIT_USAGE = 2,
  GH_EXIT_SIGN_IN_NEEDED = 3,
  GH_EXIT_NOT_FOUND = 4,
  GH_EXIT_PERMISSION = 5,
  GH_EXIT_PARTIAL = 6,
  GH_EXIT_NETWORK = 7,
  GH_EXIT_INTERRUPTED = 130,
} GhExit;

GhExit gh_exit_from_error (const GError *error);
GhExit gh_exit_report (const GError *error);
GhExit gh_exit_usage (const char *message);

G_END_DECLS
