/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Against a real gnome-keyring, in a private session. */

#include "auth-fixture.h"
#include "gh-error.h"
#include "gh-keyring-store.h"
#include "keyring-daemon.h"

typedef struct
{
  GhTokenStore *store;
  GhAccount *anna;
  GhAccount *ben;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = gh_keyring_store_new ();
  fixture->anna = auth_fixture_make_account ("anna@contoso.com");
  fixture->ben = auth_fixture_make_account ("ben@contoso.com");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  auth_fixture_remove (fixture->store, fixture->anna, NULL);
  auth_fixture_remove (fixture->store, fixture->ben, NULL);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->anna);
  g_clear_object (&fixture->ben);
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
assert_load_fails (Fixture *fixture, GhAccount *account, GhError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokenSet) tokens = auth_fixture_load (fixture->store, account, &error);

  g_assert_error (error, GH_ERROR, (int)code);
  g_assert_null (tokens);
}

static GhKeyringState
probe (Fixture *fixture, GhAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GhKeyringState state = GH_KEYRING_UNAVAILABLE;

  gh_keyring_store_probe_async (GH_KEYRING_STORE (fixture->store), account, NULL,
                                auth_fixture_done_cb, &result);
  gh_keyring_store_probe_finish (GH_KEYRING_STORE (fixture->store), auth_fixture_wait (&result),
                                 &state, &error);
  g_assert_no_error (error);

  return state;
}

/* Tokens of Entra ID grow to some kilobytes. */
static void
test_keeps_long_tokens (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (4096, 'x');

  save (fixture, fixture->anna, text);
  assert_kept (fixture, fixture->anna, text);
}

static void
test_keeps_two_accounts_apart (Fixture *fixture, gconstpointer data)
{
  save (fixture, fixture->anna, "of anna");
  save (fixture, fixture->ben, "of ben");

  assert_kept (fixture, fixture->anna, "of anna");
  assert_kept (fixture, fixture->ben, "of ben");
}

/* Label and attributes are readable for everybody, so they say no more than this. */
static void
test_makes_one_record (Fixture *fixture, gconstpointer data)
{
  g_autofree char *items = NULL;
  g_autofree char *expected = g_strdup_printf (
      "Gatehouse: anna@contoso.com (contoso.onmicrosoft.com) | 2 | io.github.gatehouse.Gatehouse | "
      "%s",
      gh_account_get_id (fixture->anna));

  save (fixture, fixture->anna, "first");
  save (fixture, fixture->anna, "rotated");
  items = keyring_daemon_list_items ();

  g_assert_cmpstr (items, ==, expected);
  assert_kept (fixture, fixture->anna, "rotated");
}

static void
test_removes_one_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  save (fixture, fixture->anna, "of anna");
  save (fixture, fixture->ben, "of ben");
  auth_fixture_remove (fixture->store, fixture->anna, &error);
  g_assert_no_error (error);

  assert_load_fails (fixture, fixture->anna, GH_ERROR_NOT_FOUND);
  assert_kept (fixture, fixture->ben, "of ben");
}

static void
test_says_when_nothing_is_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_load_fails (fixture, fixture->anna, GH_ERROR_NOT_FOUND);
  auth_fixture_remove (fixture->store, fixture->anna, &error);
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
  g_assert_cmpint (probe (fixture, NULL), ==, GH_KEYRING_READY);
  g_assert_cmpint (probe (fixture, fixture->anna), ==, GH_KEYRING_READY);
}

static void
assert_locked_for (Fixture *fixture, GhAccount *account)
{
  g_autoptr (GhTokenSet) tokens = auth_fixture_make_tokens ("other");
  g_autoptr (GError) save_error = NULL;
  g_autoptr (GError) remove_error = NULL;

  assert_load_fails (fixture, account, GH_ERROR_KEYRING_LOCKED);
  auth_fixture_save (fixture->store, account, tokens, &save_error);
  g_assert_error (save_error, GH_ERROR, GH_ERROR_KEYRING_LOCKED);
  auth_fixture_remove (fixture->store, account, &remove_error);
  g_assert_error (remove_error, GH_ERROR, GH_ERROR_KEYRING_LOCKED);
  g_assert_cmpint (probe (fixture, account), ==, GH_KEYRING_LOCKED);
}

static void
test_locked_is_not_signed_out (Fixture *fixture, gconstpointer data)
{
  save (fixture, fixture->anna, "of anna");
  keyring_daemon_lock ();

  assert_locked_for (fixture, fixture->anna);

  keyring_daemon_unlock ();
  assert_kept (fixture, fixture->anna, "of anna");
}

/* Whether something is kept for ben can't be known now, so it isn't said. */
static void
test_locked_hides_what_is_missing (Fixture *fixture, gconstpointer data)
{
  keyring_daemon_lock ();

  assert_locked_for (fixture, fixture->ben);
  g_assert_cmpint (probe (fixture, NULL), ==, GH_KEYRING_LOCKED);

  keyring_daemon_unlock ();
  assert_load_fails (fixture, fixture->ben, GH_ERROR_NOT_FOUND);
}

/* A keyring that was never unlocked since its daemon started knows only hashes of attributes; and
 * what libsecret knew of the old daemon is of no use with the new one. */
static void
test_survives_a_restart (Fixture *fixture, gconstpointer data)
{
  save (fixture, fixture->anna, "of anna");
  keyring_daemon_restart_locked ();

  assert_locked_for (fixture, fixture->anna);

  keyring_daemon_unlock ();
  assert_kept (fixture, fixture->anna, "of anna");
}

/* The prompter has no display here, and ends as if the user had dismissed it. */
static void
test_dismissed_prompt_leaves_it_locked (Fixture *fixture, gconstpointer data)
{
  GhKeyringStore *store = GH_KEYRING_STORE (fixture->store);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  save (fixture, fixture->anna, "of anna");
  keyring_daemon_lock ();
  gh_keyring_store_unlock_async (store, fixture->anna, NULL, auth_fixture_done_cb, &result);
  gh_keyring_store_unlock_finish (store, auth_fixture_wait (&result), &error);

  g_assert_error (error, GH_ERROR, GH_ERROR_KEYRING_LOCKED);

  keyring_daemon_unlock ();
  assert_kept (fixture, fixture->anna, "of anna");
}

static void
test_unlocking_what_is_open_asks_nobody (Fixture *fixture, gconstpointer data)
{
  GhKeyringStore *store = GH_KEYRING_STORE (fixture->store);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gh_keyring_store_unlock_async (store, NULL, NULL, auth_fixture_done_cb, &result);

  g_assert_true (gh_keyring_store_unlock_finish (store, auth_fixture_wait (&result), &error));
  g_assert_no_error (error);
}

static void
test_does_not_wait_for_a_frozen_daemon (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhTokenStore) store = g_object_new (GH_TYPE_KEYRING_STORE, "seconds", 1, NULL);
  g_autoptr (GhTokenSet) tokens = NULL;
  g_autoptr (GError) error = NULL;

  save (fixture, fixture->anna, "of anna");
  keyring_daemon_freeze ();
  tokens = auth_fixture_load (store, fixture->anna, &error);
  keyring_daemon_thaw ();

  g_assert_error (error, GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE);
  assert_kept (fixture, fixture->anna, "of anna");
}

static void
test_can_be_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhTokenSet) tokens = NULL;
  g_autoptr (GError) error = NULL;

  keyring_daemon_freeze ();
  gh_token_store_load_async (fixture->store, fixture->anna, cancellable, auth_fixture_done_cb,
                             &result);
  g_cancellable_cancel (cancellable);
  tokens = gh_token_store_load_finish (fixture->store, auth_fixture_wait (&result), &error);
  keyring_daemon_thaw ();

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/auth/keyring/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("keeps-long-tokens", test_keeps_long_tokens);
  ADD ("keeps-two-accounts-apart", test_keeps_two_accounts_apart);
  ADD ("makes-one-record", test_makes_one_record);
  ADD ("removes-one-record", test_removes_one_record);
  ADD ("says-when-nothing-is-there", test_says_when_nothing_is_there);
  ADD ("locked-is-not-signed-out", test_locked_is_not_signed_out);
  ADD ("locked-hides-what-is-missing", test_locked_hides_what_is_missing);
  ADD ("survives-a-restart", test_survives_a_restart);
  ADD ("dismissed-prompt-leaves-it-locked", test_dismissed_prompt_leaves_it_locked);
  ADD ("unlocking-what-is-open-asks-nobody", test_unlocking_what_is_open_asks_nobody);
  ADD ("does-not-wait-for-a-frozen-daemon", test_does_not_wait_for_a_frozen_daemon);
  ADD ("can-be-cancelled", test_can_be_cancelled);

  return g_test_run ();
}
