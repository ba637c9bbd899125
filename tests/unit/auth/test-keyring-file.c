/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The back end that libsecret uses in a sandbox, with a password in place of the portal's. */

#include <glib/gstdio.h>

#include "auth-fixture.h"
#include "gh-error.h"
#include "gh-keyring-store.h"

#define N_SAVES 10

typedef struct
{
  char *folder;
  char *path;
  GhTokenStore *store;
  GhAccount *anna;
  GhAccount *ben;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("gatehouse-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "default.keyring", NULL);
  g_setenv ("SECRET_FILE_TEST_PATH", fixture->path, TRUE);
  fixture->store = gh_keyring_store_new ();
  fixture->anna = auth_fixture_make_account ("anna@contoso.com");
  fixture->ben = auth_fixture_make_account ("ben@contoso.com");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->anna);
  g_clear_object (&fixture->ben);
  g_remove (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
save (Fixture *fixture, GhAccount *account, const char *refresh_token)
{
  g_autoptr (GhTokenSet) tokens = auth_fixture_make_tokens (refresh_token);
  g_autoptr (GError) error = NULL;

  auth_fixture_save (fixture->store, account, tokens, &error);
  g_assert_no_error (error);
}

static void
assert_kept (Fixture *fixture, GhAccount *account, const char *refresh_token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokenSet) tokens = auth_fixture_load (fixture->store, account, &error);

  g_assert_no_error (error);
  auth_fixture_assert_refresh_token (tokens, refresh_token);
}

static void
test_keeps_two_accounts_apart (Fixture *fixture, gconstpointer data)
{
  save (fixture, fixture->anna, "of anna");
  save (fixture, fixture->ben, "of ben");
  save (fixture, fixture->anna, "rotated");

  assert_kept (fixture, fixture->anna, "rotated");
  assert_kept (fixture, fixture->ben, "of ben");
}

static void
test_removes_one_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhTokenSet) tokens = NULL;
  g_autoptr (GError) remove_error = NULL;
  g_autoptr (GError) load_error = NULL;

  save (fixture, fixture->anna, "of anna");
  save (fixture, fixture->ben, "of ben");
  auth_fixture_remove (fixture->store, fixture->anna, &remove_error);
  g_assert_no_error (remove_error);

  tokens = auth_fixture_load (fixture->store, fixture->anna, &load_error);
  g_assert_error (load_error, GH_ERROR, GH_ERROR_NOT_FOUND);
  assert_kept (fixture, fixture->ben, "of ben");
}

static void
test_broken_file_is_no_keyring (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhTokenSet) tokens = auth_fixture_make_tokens ("secret");
  g_autoptr (GhTokenSet) loaded = NULL;
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) save_error = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_file_set_contents (fixture->path, "broken", -1, &error);
  g_assert_no_error (error);

  loaded = auth_fixture_load (fixture->store, fixture->anna, &load_error);
  g_assert_error (load_error, GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE);
  auth_fixture_save (fixture->store, fixture->anna, tokens, &save_error);
  g_assert_error (save_error, GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE);

  g_file_get_contents (fixture->path, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content, ==, "broken");
}

/* What another program of the same Flatpak does: one account, stored again and again. */
static int
save_often (const char *user_name)
{
  g_autoptr (GhTokenStore) store = gh_keyring_store_new ();
  g_autoptr (GhAccount) account = auth_fixture_make_account (user_name);

  for (guint i = 1; i <= N_SAVES; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s %u", user_name, i);
      g_autoptr (GhTokenSet) tokens = auth_fixture_make_tokens (text);
      g_autoptr (GError) error = NULL;

      auth_fixture_save (store, account, tokens, &error);
      g_assert_no_error (error);
    }

  return 0;
}

static void
test_programs_that_save_at_once_lose_nothing (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "anna@contoso.com", "ben@contoso.com", "carla@contoso.com" };
  GSubprocess *programs[G_N_ELEMENTS (names)];

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      programs[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, data, "save-often",
                                      names[i], NULL);
      g_assert_no_error (error);
    }

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_subprocess_wait_check (programs[i], NULL, &error);
      g_assert_no_error (error);
      g_object_unref (programs[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GhAccount) account = auth_fixture_make_account (names[i]);
      g_autofree char *last = g_strdup_printf ("%s %d", names[i], N_SAVES);

      assert_kept (fixture, account, last);
    }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/auth/keyring-file/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "gatehouse-test", TRUE);
  if (argc == 3 && g_str_equal (argv[1], "save-often"))
    return save_often (argv[2]);

  g_test_init (&argc, &argv, NULL);

  ADD ("keeps-two-accounts-apart", test_keeps_two_accounts_apart);
  ADD ("removes-one-record", test_removes_one_record);
  ADD ("broken-file-is-no-keyring", test_broken_file_is_no_keyring);
  g_test_add ("/auth/keyring-file/programs-that-save-at-once-lose-nothing", Fixture, argv[0],
              set_up, test_programs_that_save_at_once_lose_nothing, tear_down);

  return g_test_run ();
}
