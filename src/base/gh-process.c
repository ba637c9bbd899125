/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-process.h"

#include <sys/resource.h>

/**
 * gh_process_harden:
 *
 * To be called first in `main`, before any thread exists: forgets the environment variables with
 * which another program of the same user could have TLS keys written to a file or the keyring
 * replaced by one, and switches core dumps off. The process stays dumpable, because the portals
 * look at `/proc/PID/root`.
 */
void
gh_process_harden (void)
{
  static const char *const unwanted[] = { "SSLKEYLOGFILE",         "SECRET_BACKEND",
                                          "SECRET_FILE_TEST_PATH", "SECRET_FILE_TEST_PASSWORD",
                                          "SECRET_FILE_TEST_SALT", "SECRET_FILE_TEST_ITERATIONS" };
  const struct rlimit none = { 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (unwanted); i++)
    g_unsetenv (unwanted[i]);

  if (setrlimit (RLIMIT_CORE, &none) != 0)
    g_warning ("Core dumps could not be switched off");
}
