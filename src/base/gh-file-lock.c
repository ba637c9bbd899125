/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-file-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "gh-error.h"

#define POLL_MICROSECONDS (20 * 1000)

static gboolean
fail_with_errno (int number, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (number), g_strerror (number));
  return FALSE;
}

static gboolean
wait_for_lock (int descriptor, guint seconds, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  while (flock (descriptor, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        return fail_with_errno (errno, error);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () > end)
        {
          g_set_error (error, GH_ERROR, GH_ERROR_TIMED_OUT,
                       "Another program has kept it locked for %u seconds", seconds);
          return FALSE;
        }
      g_usleep (POLL_MICROSECONDS);
    }

  return TRUE;
}

/**
 * gh_file_lock_take:
 * @path: a file that is a lock and nothing else; it is made, in a folder that exists
 * @seconds: how long to wait for another program, or another thread, that holds it
 * @cancellable: (nullable): a cancellable
 * @error: return location
 *
 * Blocks, so it is for worker threads. The kernel releases the lock of a program that dies. The
 * file is never unlinked, because two programs could then hold locks on two files of one name.
 *
 * Returns: the lock, for gh_file_lock_release(); -1 with %GH_ERROR_TIMED_OUT or a %G_IO_ERROR
 */
int
gh_file_lock_take (const char *path, guint seconds, GCancellable *cancellable, GError **error)
{
  GH_AUTO_FILE_LOCK descriptor = -1;

  descriptor = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (descriptor < 0)
    {
      fail_with_errno (errno, error);
      return -1;
    }
  if (!wait_for_lock (descriptor, seconds, cancellable, error))
    return -1;

  return g_steal_fd (&descriptor);
}

/**
 * gh_file_lock_release:
 * @lock: (inout): a lock, or -1; -1 afterwards
 */
void
gh_file_lock_release (int *lock)
{
  if (*lock >= 0)
    close (*lock);
  *lock = -1;
}
