/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "auth-fixture.h"
#include "gh-account-list.h"
#include "gh-error.h"
#include "gh-json.h"

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
  GhAccount *anna;
  GhAccount *ben;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("gatehouse-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "accounts.json", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  fixture->anna = auth_fixture_make_account ("anna@contoso.com");
  fixture->ben = auth_fixture_make_account ("ben@contoso.com");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);

  g_remove (lock);
  g_remove (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_clear_object (&fixture->file);
  g_clear_object (&fixture->anna);
  g_clear_object (&fixture->ben);
}

static gboolean
load (GhAccountList *list, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_account_list_load_async (list, NULL, auth_fixture_done_cb, &result);

  return gh_account_list_load_finish (list, auth_fixture_wait (&result), error);
}

static gboolean
add (GhAccountList *list, GhAccount *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_account_list_add_async (list, account, NULL, auth_fixture_done_cb, &result);

  return gh_account_list_add_finish (list, auth_fixture_wait (&result), error);
}

static gboolean
take_out (GhAccountList *list, GhAccount *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_account_list_remove_async (list, account, NULL, auth_fixture_done_cb, &result);

  return gh_account_list_remove_finish (list, auth_fixture_wait (&result), error);
}

static void
assert_users (GhAccountList *list, const char *expected, const char *current)
{
  g_autoptr (GString) users = g_string_new (NULL);
  GhAccount *account = gh_account_list_get_current (list);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (GhAccount) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (users, "%s ", gh_account_get_user_name (item));
    }

  g_assert_cmpstr (users->str, ==, expected);
  g_assert_cmpstr (account != NULL ? gh_account_get_user_name (account) : NULL, ==, current);
}

static void
test_nothing_yet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhAccountList) list = gh_account_list_new (fixture->file);
  g_autoptr (GError) error = NULL;

  load (list, &error);

  g_assert_no_error (error);
  assert_users (list, "", NULL);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_is_read_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhAccountList) list = gh_account_list_new (fixture->file);
  g_autoptr (GhAccountList) next_start = gh_account_list_new (fixture->file);
  g_autoptr (GError) error = NULL;

  add (list, fixture->anna, &error);
  g_assert_no_error (error);
  add (list, fixture->ben, &error);
  g_assert_no_error (error);
  load (next_start, &error);
  g_assert_no_error (error);

  assert_users (list, "anna@contoso.com ben@contoso.com ", "ben@contoso.com");
  assert_users (next_start, "anna@contoso.com ben@contoso.com ", "ben@contoso.com");
  g_assert_cmpstr (gh_account_get_id (gh_account_list_get_current (next_start)), ==,
                   gh_account_get_id (fixture->ben));
}

static void
test_signing_in_again_adds_no_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhAccountList) list = gh_account_list_new (NULL);

  g_assert_true (add (list, fixture->anna, NULL));
  g_assert_true (add (list, fixture->ben, NULL));
  g_assert_true (add (list, fixture->anna, NULL));

  assert_users (list, "anna@contoso.com ben@contoso.com ", "anna@contoso.com");
}

static void
test_another_becomes_current (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhAccountList) list = gh_account_list_new (NULL);

  g_assert_true (add (list, fixture->anna, NULL));
  g_assert_true (add (list, fixture->ben, NULL));
  g_assert_true (take_out (list, fixture->ben, NULL));
  assert_users (list, "anna@contoso.com ", "anna@contoso.com");

  g_assert_true (take_out (list, fixture->anna, NULL));
  assert_users (list, "", NULL);
}

/* The window and the command line each have a list. */
static void
test_keeps_what_others_added (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhAccountList) window = gh_account_list_new (fixture->file);
  g_autoptr (GhAccountList) command_line = gh_account_list_new (fixture->file);

  g_assert_true (add (window, fixture->anna, NULL));
  g_assert_true (add (command_line, fixture->ben, NULL));
  assert_users (command_line, "anna@contoso.com ben@contoso.com ", "ben@contoso.com");
}

static void
assert_unreadable (Fixture *fixture, const char *text)
{
  g_autoptr (GhAccountList) list = gh_account_list_new (fixture->file);
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) add_error = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  g_file_set_contents (fixture->path, text, -1, &error);
  g_assert_no_error (error);

  g_assert_false (load (list, &load_error));
  g_assert_nonnull (strstr (load_error->message, fixture->path));
  g_assert_false (add (list, fixture->anna, &add_error));
  g_assert_nonnull (strstr (add_error->message, fixture->path));

  g_file_get_contents (fixture->path, &after, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (after, ==, text);
}

static void
test_never_overwrites_what_it_cannot_read (Fixture *fixture, gconstpointer data)
{
  assert_unreadable (fixture, "");
  assert_unreadable (fixture, "{\"format\":1,\"accounts\":[");
  assert_unreadable (fixture, "{\"accounts\":[]}");
  assert_unreadable (fixture, "{\"format\":2,\"accounts\":[]}");
  assert_unreadable (fixture, "{\"format\":1,\"accounts\":{}}");
  assert_unreadable (fixture, "{\"format\":1,\"accounts\":[5]}");
  assert_unreadable (fixture, "{\"format\":1,\"accounts\":[{\"tenant\":\"a.example\"}]}");
}

static void
test_finds_by_name_where_it_is_the_only_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhAccountList) list = gh_account_list_new (NULL);
  g_autoptr (GhAccount) anna_elsewhere =
      gh_account_new (gh_account_get_cloud (fixture->anna), "fabrikam.example",
                      gh_account_get_client_id (fixture->anna), "Anna@contoso.com", "guest",
                      "77777777-7777-8888-9999-000000000000");

  g_assert_true (add (list, fixture->anna, NULL));
  g_assert_true (gh_account_list_find (list, "ANNA@contoso.com") != NULL);
  g_assert_null (gh_account_list_find (list, "ben@contoso.com"));

  g_assert_true (add (list, anna_elsewhere, NULL));
  g_assert_null (gh_account_list_find (list, "anna@contoso.com"));
  g_assert_true (gh_account_list_find (list, gh_account_get_id (anna_elsewhere)) != NULL);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/auth/account-list/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("nothing-yet", test_nothing_yet);
  ADD ("is-read-again", test_is_read_again);
  ADD ("signing-in-again-adds-no-account", test_signing_in_again_adds_no_account);
  ADD ("another-becomes-current", test_another_becomes_current);
  ADD ("keeps-what-others-added", test_keeps_what_others_added);
  ADD ("never-overwrites-what-it-cannot-read", test_never_overwrites_what_it_cannot_read);
  ADD ("finds-by-name-where-it-is-the-only-one", test_finds_by_name_where_it_is_the_only_one);

  return g_test_run ();
}
