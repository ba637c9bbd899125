/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-process.h"

#include <fcntl.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#define WIPED_BYTE 0x5a

/* The first file or connection that is opened would take the place of a standard stream that is
 * closed, and what is printed would go there. */
static void
fill_standard_streams (void)
{
  int descriptor;

  do
    descriptor = open ("/dev/null", O_RDWR);
  while (descriptor >= 0 && descriptor <= STDERR_FILENO);

  if (descriptor >= 0)
    close (descriptor);
}

/**
 * gh_process_harden:
 *
 * To be called first in `main`, before any thread exists: forgets the environment variables with
 * which another program of the same user could have TLS keys written to a file or the keyring
 * replaced by one, opens `/dev/null` in the place of standard streams that are closed, and switches
 * core dumps off. The process stays dumpable, because the portals look at `/proc/PID/root`. Memory
 * that is freed is overwritten: libraries copy what they send and read, and do not wipe their
 * copies.
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

  fill_standard_streams ();

  if (setrlimit (RLIMIT_CORE, &none) != 0)
    g_warning ("Core dumps could not be switched off");
#ifdef M_PERTURB
  mallopt (M_PERTURB, WIPED_BYTE);
#endif
}
