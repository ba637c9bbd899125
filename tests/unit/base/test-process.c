/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "gh-process.h"

static void
test_environment (void)
{
  static const char *const unwanted[] = { "SSLKEYLOGFILE", "SECRET_BACKEND",
                                          "SECRET_FILE_TEST_PATH", "SECRET_FILE_TEST_PASSWORD" };

  for (guint i = 0; i < G_N_ELEMENTS (unwanted); i++)
    g_setenv (unwanted[i], "/tmp/of-somebody-else", TRUE);
  g_setenv ("SECRET_OF_ANOTHER_PROGRAM", "stays", TRUE);

  gh_process_harden ();

  for (guint i = 0; i < G_N_ELEMENTS (unwanted); i++)
    g_assert_null (g_getenv (unwanted[i]));
  g_assert_cmpstr (g_getenv ("SECRET_OF_ANOTHER_PROGRAM"), ==, "stays");
}

static void
test_core_dumps (void)
{
  struct rlimit limit = { 1, 1 };

  gh_process_harden ();

  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
}

/* The portals look at /proc/PID/root, which the kernel hides for a process that is not dumpable. */
static void
test_stays_dumpable (void)
{
  gh_process_harden ();

  g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 1);
}

static void
test_closed_streams (void)
{
  int kept = dup (STDIN_FILENO);
  int next;

  close (STDIN_FILENO);
  gh_process_harden ();
  next = open ("/dev/null", O_RDONLY);

  g_assert_cmpint (fcntl (STDIN_FILENO, F_GETFD), >=, 0);
  g_assert_cmpint (next, >, STDERR_FILENO);

  close (next);
  if (kept >= 0)
    dup2 (kept, STDIN_FILENO);
  close (kept);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/process/environment", test_environment);
  g_test_add_func ("/process/core-dumps", test_core_dumps);
  g_test_add_func ("/process/closed-streams", test_closed_streams);
  g_test_add_func ("/process/stays-dumpable", test_stays_dumpable);

  return g_test_run ();
}
