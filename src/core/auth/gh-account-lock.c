/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-account-lock.h"

#include <errno.h>

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-file-lock.h"

struct _GhAccountLock
{
  GObject parent_instance;

  int lock;
};

G_DEFINE_FINAL_TYPE (GhAccountLock, gh_account_lock, G_TYPE_OBJECT)

typedef struct
{
  char *directory;
  char *path;
} Request;

static void
request_free (Request *request)
{
  g_free (request->directory);
  g_free (request->path);
  g_free (request);
}

static void
gh_account_lock_finalize (GObject *object)
{
  GhAccountLock *self = GH_ACCOUNT_LOCK (object);

  gh_file_lock_release (&self->lock);

  G_OBJECT_CLASS (gh_account_lock_parent_class)->finalize (object);
}

static void
gh_account_lock_class_init (GhAccountLockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_account_lock_finalize;
}

static void
gh_account_lock_init (GhAccountLock *self)
{
  self->lock = -1;
}

/**
 * gh_account_lock_dup_default_directory:
 *
 * Not the runtime directory: each instance of a sandboxed program has one of its own.
 *
 * Returns: (transfer full): where the files of all accounts are
 */
GFile *
gh_account_lock_dup_default_directory (void)
{
  return g_file_new_build_filename (g_get_user_data_dir (), "gatehouse", "locks", NULL);
}

static void
acquire_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Request *request = task_data;
  g_autoptr (GhAccountLock) self = g_object_new (GH_TYPE_ACCOUNT_LOCK, NULL);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (request->directory, 0700) != 0)
    g_set_error (&error, G_IO_ERROR, (int)g_io_error_from_errno (errno), "%s: %s",
                 request->directory, g_strerror (errno));
  else
    self->lock = gh_file_lock_take (request->path, GH_ACCOUNT_LOCK_SECONDS, cancellable, &error);

  if (self->lock >= 0)
    g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_TIMED_OUT))
    g_task_return_new_error (
        task, GH_ERROR, GH_ERROR_TIMED_OUT,
        _ ("Another Gatehouse is renewing this sign-in and does not come to an "
           "end. Close it, or try again."));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * gh_account_lock_acquire_async:
 * @directory: where the files are
 * @account: whose tokens shall be renewed
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Waits in a thread until no other process holds the lock.
 */
void
gh_account_lock_acquire_async (GFile *directory,
                               GhAccount *account,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, gh_account_lock_acquire_async);
  request->directory = g_file_get_path (directory);
  request->path = g_build_filename (request->directory, gh_account_get_id (account), NULL);
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  g_task_run_in_thread (task, acquire_in_thread);
}

/**
 * gh_account_lock_acquire_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): the lock, which goes with its last reference; or %NULL with
 *   %GH_ERROR_TIMED_OUT or an error of GIO
 */
GhAccountLock *
gh_account_lock_acquire_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
