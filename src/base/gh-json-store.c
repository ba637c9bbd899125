/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-json-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gh-error.h"
#include "gh-file-lock.h"
#include "gh-json.h"

/* Whoever holds the lock reads and writes one small file; ten seconds mean that it was stopped. */
#define LOCK_SECONDS 10

struct _GhJsonStore
{
  GObject parent_instance;

  GFile *file;
  JsonObject *content;
};

typedef struct
{
  GhJsonEdit edit;
  gpointer data;
  GDestroyNotify data_free;
} Edit;

G_DEFINE_FINAL_TYPE (GhJsonStore, gh_json_store, G_TYPE_OBJECT)

static void
gh_json_store_finalize (GObject *object)
{
  GhJsonStore *self = GH_JSON_STORE (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->content, json_object_unref);

  G_OBJECT_CLASS (gh_json_store_parent_class)->finalize (object);
}

static void
gh_json_store_class_init (GhJsonStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_json_store_finalize;
}

static void
gh_json_store_init (GhJsonStore *self)
{
}

/**
 * gh_json_store_new:
 * @file: (nullable): a local file; %NULL keeps the content in memory
 *
 * Returns: (transfer full): a store that has read nothing yet
 */
GhJsonStore *
gh_json_store_new (GFile *file)
{
  GhJsonStore *self = g_object_new (GH_TYPE_JSON_STORE, NULL);

  g_set_object (&self->file, file);

  return self;
}

/**
 * gh_json_store_prefix_error:
 * @self: a store
 * @error: (inout) (nullable): an error about its content
 *
 * Puts the name of the file before the message.
 */
void
gh_json_store_prefix_error (GhJsonStore *self, GError **error)
{
  g_autofree char *name = NULL;

  g_return_if_fail (GH_IS_JSON_STORE (self));

  if (self->file == NULL)
    return;

  name = g_file_get_parse_name (self->file);
  g_prefix_error (error, "%s: ", name);
}

static gboolean
fail_with_errno (int number, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (number), g_strerror (number));
  return FALSE;
}

static void
close_descriptor (int *descriptor)
{
  if (*descriptor >= 0)
    close (*descriptor);
}

/* Reads at most one byte more than is allowed, so that a file that grows, or has no end, stays
 * within bounds. */
static GByteArray *
read_all (int descriptor, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[16 * 1024];

  while (bytes->len <= GH_JSON_MAX_BYTES)
    {
      gssize n = read (descriptor, buffer, sizeof buffer);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          fail_with_errno (errno, error);
          return NULL;
        }
      if (n == 0)
        break;
      g_byte_array_append (bytes, buffer, (guint)n);
    }

  return g_steal_pointer (&bytes);
}

/* NULL without an error: there is no file. A symbolic link is refused, because the next write would
 * replace it by a file; so is what is no file at all, from which a read might never return. */
static JsonObject *
read_file (const char *path, int flags, GError **error)
{
  __attribute__ ((cleanup (close_descriptor))) int descriptor = -1;
  g_autoptr (GByteArray) bytes = NULL;
  struct stat status;

  descriptor = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | flags);
  if (descriptor < 0 && errno == ENOENT)
    return NULL;
  if (descriptor < 0 && errno == ELOOP)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           "This is a symbolic link; a file is expected");
      return NULL;
    }
  if (descriptor < 0 || fstat (descriptor, &status) != 0)
    {
      fail_with_errno (errno, error);
      return NULL;
    }
  if (!S_ISREG (status.st_mode))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT, "This is not a file");
      return NULL;
    }

  bytes = read_all (descriptor, error);
  if (bytes == NULL)
    return NULL;

  return gh_json_parse_object ((const char *)bytes->data, (gssize)bytes->len, error);
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_mkdir_with_parents (folder, 0700) == 0 || fail_with_errno (errno, error);
}

/* The lock is a file of its own, because the file itself is replaced by every write. */
static int
take_lock (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *lock_path = g_strconcat (path, ".lock", NULL);

  return gh_file_lock_take (lock_path, LOCK_SECONDS, cancellable, error);
}

static gboolean
write_file (const char *path, JsonObject *content, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  json_node_set_object (node, content);
  text = gh_json_to_text (node, TRUE);
  line = g_strconcat (text, "\n", NULL);

  /* Written to a new file beside it, flushed, then renamed: a full disk or a power cut leaves the
   * old content. */
  return g_file_set_contents_full (path, line, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static JsonObject *
edit_file (const char *path, Edit *edit, GCancellable *cancellable, GError **error)
{
  GH_AUTO_FILE_LOCK lock = -1;
  g_autoptr (JsonObject) content = NULL;
  g_autoptr (JsonObject) next = NULL;
  g_autoptr (GError) read_error = NULL;

  if (!make_folder (path, error))
    return NULL;
  lock = take_lock (path, cancellable, error);
  if (lock < 0)
    return NULL;

  content = read_file (path, O_NOFOLLOW, &read_error);
  if (read_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return NULL;
    }
  next = edit->edit (content, edit->data, error);
  if (next == NULL || !write_file (path, next, error))
    return NULL;

  return g_steal_pointer (&next);
}

static void
return_object (GTask *task, JsonObject *object, GError *error)
{
  if (error != NULL)
    {
      gh_json_store_prefix_error (g_task_get_source_object (task), &error);
      g_task_return_error (task, error);
    }
  else
    g_task_return_pointer (task, object, (GDestroyNotify)json_object_unref);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GhJsonStore *self = source;
  GError *error = NULL;
  JsonObject *content = read_file (g_file_peek_path (self->file), 0, &error);

  return_object (task, content, error);
}

/**
 * gh_json_store_read_async:
 * @self: a store
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the content afresh.
 */
void
gh_json_store_read_async (GhJsonStore *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_JSON_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_json_store_read_async);
  if (self->file != NULL)
    g_task_run_in_thread (task, read_in_thread);
  else
    return_object (task, self->content != NULL ? json_object_ref (self->content) : NULL, NULL);
}

/**
 * gh_json_store_read_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the content, not to be changed; %NULL without an error if
 *   there is none yet, with an error that names the file if it can't be read
 */
JsonObject *
gh_json_store_read_finish (GhJsonStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  if (edit->data_free != NULL)
    edit->data_free (edit->data);
  g_free (edit);
}

static void
edit_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GhJsonStore *self = source;
  GError *error = NULL;
  JsonObject *next = edit_file (g_file_peek_path (self->file), data, cancellable, &error);

  return_object (task, next, error);
}

static void
edit_in_memory (GTask *task)
{
  GhJsonStore *self = g_task_get_source_object (task);
  Edit *edit = g_task_get_task_data (task);
  GError *error = NULL;
  JsonObject *next = edit->edit (self->content, edit->data, &error);

  if (next != NULL)
    {
      g_clear_pointer (&self->content, json_object_unref);
      self->content = json_object_ref (next);
    }
  return_object (task, next, error);
}

/**
 * gh_json_store_edit_async:
 * @self: a store
 * @edit: makes the next content
 * @edit_data: for @edit
 * @edit_data_free: (nullable): frees @edit_data
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the content afresh, lets @edit make the next one, and stores it. No other program that does
 * the same comes in between.
 */
void
gh_json_store_edit_async (GhJsonStore *self,
                          GhJsonEdit edit,
                          gpointer edit_data,
                          GDestroyNotify edit_data_free,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Edit *job;

  g_return_if_fail (GH_IS_JSON_STORE (self) && edit != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  job = g_new0 (Edit, 1);
  job->edit = edit;
  job->data = edit_data;
  job->data_free = edit_data_free;
  g_task_set_source_tag (task, gh_json_store_edit_async);
  g_task_set_task_data (task, job, edit_free);
  if (self->file != NULL)
    g_task_run_in_thread (task, edit_in_thread);
  else
    edit_in_memory (task);
}

/**
 * gh_json_store_edit_finish:
 * @self: a store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): what is stored now, not to be changed; %NULL with an error that names
 *   the file, which is then as it was
 */
JsonObject *
gh_json_store_edit_finish (GhJsonStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
