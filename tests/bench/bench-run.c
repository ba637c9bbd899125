/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a program and reports what it took, without the weight of an interpreter in the figures: the
 * peak of memory of a child counts what its parent had before exec.
 *
 *   bench-run REPORT PROGRAM [ARGUMENT…]
 *
 * Writes "wall-ms cpu-ms peak-kB" into REPORT. The program finds the moment of its start, by the
 * monotonic clock in microseconds, in BENCH_STARTED_AT. */

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double
to_ms (struct timeval time)
{
  return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

int
main (int argc, char **argv)
{
  char text[32];
  double started, wall;
  struct rusage usage;
  pid_t child;
  FILE *report;
  int failure, status;

  if (argc < 3)
    return 2;

  started = now_ms ();
  snprintf (text, sizeof text, "%.0f", started * 1e3);
  setenv ("BENCH_STARTED_AT", text, 1);
  failure = posix_spawnp (&child, argv[2], NULL, NULL, argv + 2, environ);
  if (failure != 0)
    {
      fprintf (stderr, "bench-run: %s: %s\n", argv[2], strerror (failure));
      return 127;
    }
  if (wait4 (child, &status, 0, &usage) != child)
    return 126;
  wall = now_ms () - started;

  report = fopen (argv[1], "w");
  if (report == NULL)
    {
      fprintf (stderr, "bench-run: %s: %s\n", argv[1], strerror (errno));
      return 126;
    }
  fprintf (report, "%.3f %.3f %ld\n", wall, to_ms (usage.ru_utime) + to_ms (usage.ru_stime),
           usage.ru_maxrss);
  fclose (report);

  return WIFEXITED (status) ? WEXITSTATUS (status) : 125;
}
