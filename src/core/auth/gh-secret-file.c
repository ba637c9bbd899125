/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-secret-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-text.h"

#define CHUNK_BYTES 4096

static void
set_file_error (GError **error, const char *path, int code)
{
  g_autofree char *shown = gh_text_to_display (path);

  if (code == ENOENT)
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, _ ("There is no file “%s”"), shown);
  else
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, _ ("The file “%s” can’t be read: %s"),
                 shown, g_strerror (code));
}

/* GFile would leave a copy in ordinary memory. */
static GhSecret *
read_all (int fd, const char *path, GError **error)
{
  g_autoptr (GhSecretBuilder) builder = gh_secret_builder_new ();
  g_autofree char *shown = gh_text_to_display (path);
  char chunk[CHUNK_BYTES];
  gsize total = 0;
  gssize length;

  while ((length = read (fd, chunk, sizeof chunk)) != 0)
    {
      if (length < 0 && errno == EINTR)
        continue;
      if (length < 0)
        {
          set_file_error (error, path, errno);
          gh_secret_wipe (chunk, sizeof chunk);
          return NULL;
        }
      total += (gsize)length;
      if (total > GH_SECRET_FILE_MAX_BYTES)
        {
          g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                       _ ("The file “%s” is too large for what it should hold"), shown);
          gh_secret_wipe (chunk, sizeof chunk);
          return NULL;
        }
      gh_secret_builder_append (builder, chunk, (gsize)length);
    }

  gh_secret_wipe (chunk, sizeof chunk);
  if (total == 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, _ ("The file “%s” is empty"), shown);
      return NULL;
    }

  return gh_secret_builder_end (builder);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *path = task_data;
  g_autoptr (GError) error = NULL;
  GhSecret *secret = NULL;
  struct stat status;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0 || fstat (fd, &status) != 0)
    set_file_error (&error, path, errno);
  else if (!S_ISREG (status.st_mode))
    set_file_error (&error, path, S_ISDIR (status.st_mode) ? EISDIR : EINVAL);
  else
    secret = read_all (fd, path, &error);
  if (fd >= 0)
    close (fd);

  if (secret != NULL)
    g_task_return_pointer (task, secret, (GDestroyNotify)gh_secret_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * gh_secret_file_read_async:
 * @path: a file
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads a small file that holds a secret, in a thread.
 */
void
gh_secret_file_read_async (const char *path,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_secret_file_read_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * gh_secret_file_read_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): what is in the file, or %NULL with %GH_ERROR_INVALID_INPUT
 */
GhSecret *
gh_secret_file_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
