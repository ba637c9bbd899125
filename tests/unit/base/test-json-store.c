/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gh-error.h"
#include "gh-json-store.h"

#define SAFETY_SECONDS 60

typedef struct
{
  char *folder;
  char *path;
  GhJsonStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;

  fixture->folder = g_dir_make_tmp ("gatehouse-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "inner", "store.json", NULL);
  file = g_file_new_for_path (fixture->path);
  fixture->store = gh_json_store_new (file);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *inner = g_path_get_dirname (fixture->path);
  g_autoptr (GDir) folder = g_dir_open (inner, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (inner, name, NULL);

      g_remove (path);
    }
  g_rmdir (inner);
  g_rmdir (fixture->folder);
  g_clear_object (&fixture->store);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("Nothing has come back within %d seconds", SAFETY_SECONDS);
  return G_SOURCE_REMOVE;
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  guint timer = g_timeout_add_seconds (SAFETY_SECONDS, give_up_cb, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);

  return *result;
}

static JsonObject *
read_store (GhJsonStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_json_store_read_async (store, NULL, done_cb, &result);

  return gh_json_store_read_finish (store, wait_for (&result), error);
}

static JsonObject *
edit_store (GhJsonStore *store, GhJsonEdit edit, gpointer data, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_json_store_edit_async (store, edit, data, NULL, NULL, done_cb, &result);

  return gh_json_store_edit_finish (store, wait_for (&result), error);
}

static gint64
get_count (JsonObject *content)
{
  return content != NULL ? json_object_get_int_member (content, "count") : 0;
}

/* An edit that shows when another one was lost. */
static JsonObject *
count_up (JsonObject *content, gpointer data, GError **error)
{
  JsonObject *next = json_object_new ();

  json_object_set_int_member (next, "count", get_count (content) + 1);

  return next;
}

static JsonObject *
fill (JsonObject *content, gpointer data, GError **error)
{
  JsonObject *next = json_object_new ();
  g_autofree char *text = g_strnfill (100000, 'x');

  json_object_set_string_member (next, "text", text);

  return next;
}

static JsonObject *
refuse (JsonObject *content, gpointer data, GError **error)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_REFUSED, "no");
  return NULL;
}

static void
put (Fixture *fixture, const char *text)
{
  g_autofree char *inner = g_path_get_dirname (fixture->path);
  g_autoptr (GError) error = NULL;

  g_mkdir (inner, 0700);
  g_file_set_contents (fixture->path, text, -1, &error);
  g_assert_no_error (error);
}

static void
assert_text (Fixture *fixture, const char *expected)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (fixture->path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_mode (const char *path, guint expected)
{
  struct stat status;

  g_assert_cmpint (lstat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 07777, ==, expected);
}

static void
assert_edit_fails (Fixture *fixture, GhJsonEdit edit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) content = edit_store (fixture->store, edit, NULL, &error);

  g_assert_nonnull (error);
  g_assert_null (content);
  g_assert_nonnull (strstr (error->message, fixture->path));
}

static void
test_nothing_is_no_error (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) content = read_store (fixture->store, &error);

  g_assert_no_error (error);
  g_assert_null (content);
}

static void
test_writes_for_the_user_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *inner = g_path_get_dirname (fixture->path);
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) content = edit_store (fixture->store, count_up, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (get_count (content), ==, 1);
  assert_text (fixture, "{\n  \"count\" : 1\n}\n");
  assert_mode (fixture->path, 0600);
  assert_mode (lock, 0600);
  assert_mode (inner, 0700);
}

static void
test_narrows_a_file_that_others_may_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) content = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, "{\"count\":4}");
  g_assert_cmpint (chmod (fixture->path, 0644), ==, 0);
  content = edit_store (fixture->store, count_up, NULL, &error);

  g_assert_no_error (error);
  assert_mode (fixture->path, 0600);
}

static void
assert_unreadable (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) content = NULL;

  put (fixture, text);
  content = read_store (fixture->store, &error);
  g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, fixture->path));
  assert_edit_fails (fixture, count_up);
  assert_text (fixture, text);
}

static void
test_never_overwrites_what_it_cannot_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *deep = g_strnfill (100000, '[');

  assert_unreadable (fixture, "");
  assert_unreadable (fixture, "{\"count\":");
  assert_unreadable (fixture, "[1]");
  assert_unreadable (fixture, "\xff\xfe");
  assert_unreadable (fixture, deep);
}

static void
test_a_refused_edit_changes_nothing (Fixture *fixture, gconstpointer data)
{
  put (fixture, "{\"count\":4}");
  assert_edit_fails (fixture, refuse);
  assert_text (fixture, "{\"count\":4}");
}

/* A limit on the size of files fails a write as a full disk does. */
static void
test_full_disk_leaves_the_old_file (Fixture *fixture, gconstpointer data)
{
  struct rlimit old_limit;
  struct rlimit limit;
  g_autofree char *inner = g_path_get_dirname (fixture->path);
  g_autoptr (GDir) folder = NULL;
  const char *name;

  put (fixture, "{\"count\":4}");
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &old_limit);
  limit = old_limit;
  limit.rlim_cur = 4096;
  setrlimit (RLIMIT_FSIZE, &limit);
  assert_edit_fails (fixture, fill);
  setrlimit (RLIMIT_FSIZE, &old_limit);

  assert_text (fixture, "{\"count\":4}");
  folder = g_dir_open (inner, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_true (g_str_equal (name, "store.json") || g_str_equal (name, "store.json.lock"));
}

/* Replacing the link would take the file away from where the user keeps it, and writing through it
 * would write where somebody else has pointed. */
static void
test_does_not_write_through_a_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_strconcat (fixture->path, ".target", NULL);
  g_autoptr (JsonObject) content = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, "{\"count\":4}");
  g_assert_cmpint (g_rename (fixture->path, target), ==, 0);
  g_assert_cmpint (symlink (target, fixture->path), ==, 0);

  assert_edit_fails (fixture, count_up);
  assert_text (fixture, "{\"count\":4}");
  content = read_store (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_count (content), ==, 4);
}

static void
test_does_not_wait_for_a_pipe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *inner = g_path_get_dirname (fixture->path);
  g_autoptr (JsonObject) content = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir (inner, 0700);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  content = read_store (fixture->store, &error);

  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
}

/* As window and command line do: each with a store of its own for one file. */
static void
test_no_edit_is_lost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr (GhJsonStore) other = gh_json_store_new (file);
  g_autoptr (JsonObject) content = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *results[40] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    gh_json_store_edit_async (i % 2 == 0 ? fixture->store : other, count_up, NULL, NULL, NULL,
                              done_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    wait_for (&results[i]);
  content = read_store (fixture->store, &error);

  g_assert_no_error (error);
  g_assert_cmpint (get_count (content), ==, G_N_ELEMENTS (results));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_clear_object (&results[i]);
}

static void
test_waiting_for_the_lock_can_be_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonObject) content = NULL;
  g_autoptr (GError) error = NULL;
  int descriptor;

  put (fixture, "{\"count\":4}");
  descriptor = g_creat (lock, 0600);
  g_assert_cmpint (flock (descriptor, LOCK_EX), ==, 0);
  gh_json_store_edit_async (fixture->store, count_up, NULL, NULL, cancellable, done_cb, &result);
  g_cancellable_cancel (cancellable);
  content = gh_json_store_edit_finish (fixture->store, wait_for (&result), &error);
  close (descriptor);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_text (fixture, "{\"count\":4}");
}

static void
test_memory_keeps_the_last_edit (void)
{
  g_autoptr (GhJsonStore) store = gh_json_store_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) nothing = read_store (store, &error);
  g_autoptr (JsonObject) one = edit_store (store, count_up, NULL, &error);
  g_autoptr (JsonObject) two = edit_store (store, count_up, NULL, &error);
  g_autoptr (JsonObject) content = read_store (store, &error);

  g_assert_no_error (error);
  g_assert_null (nothing);
  g_assert_cmpint (get_count (one), ==, 1);
  g_assert_cmpint (get_count (two), ==, 2);
  g_assert_cmpint (get_count (content), ==, 2);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/base/json-store/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("nothing-is-no-error", test_nothing_is_no_error);
  ADD ("writes-for-the-user-only", test_writes_for_the_user_only);
  ADD ("narrows-a-file-that-others-may-read", test_narrows_a_file_that_others_may_read);
  ADD ("never-overwrites-what-it-cannot-read", test_never_overwrites_what_it_cannot_read);
  ADD ("a-refused-edit-changes-nothing", test_a_refused_edit_changes_nothing);
  ADD ("full-disk-leaves-the-old-file", test_full_disk_leaves_the_old_file);
  ADD ("does-not-write-through-a-link", test_does_not_write_through_a_link);
  ADD ("does-not-wait-for-a-pipe", test_does_not_wait_for_a_pipe);
  ADD ("no-edit-is-lost", test_no_edit_is_lost);
  ADD ("waiting-for-the-lock-can-be-cancelled", test_waiting_for_the_lock_can_be_cancelled);
  g_test_add_func ("/base/json-store/memory-keeps-the-last-edit", test_memory_keeps_the_last_edit);

  return g_test_run ();
}
