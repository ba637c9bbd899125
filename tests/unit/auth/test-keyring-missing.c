/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where there is no keyring: a session bus without a provider, or no bus at all. */

#include "auth-fixture.h"
#include "gh-error.h"
#include "gh-keyring-store.h"

static void
test_load_and_save_say_so (void)
{
  g_autoptr (GhTokenStore) store = gh_keyring_store_new ();
  g_autoptr (GhAccount) account = auth_fixture_make_account ("anna@contoso.com");
  g_autoptr (GhTokenSet) tokens = auth_fixture_make_tokens ("secret");
  g_autoptr (GhTokenSet) loaded = NULL;
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) save_error = NULL;

  loaded = auth_fixture_load (store, account, &load_error);
  g_assert_error (load_error, GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE);
  auth_fixture_save (store, account, tokens, &save_error);
  g_assert_error (save_error, GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE);
}

static void
test_probe_says_so (void)
{
  g_autoptr (GhTokenStore) store = gh_keyring_store_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GhKeyringState state = GH_KEYRING_READY;

  gh_keyring_store_probe_async (GH_KEYRING_STORE (store), NULL, NULL, auth_fixture_done_cb,
                                &result);
  gh_keyring_store_probe_finish (GH_KEYRING_STORE (store), auth_fixture_wait (&result), &state,
                                 &error);

  g_assert_no_error (error);
  g_assert_cmpint (state, ==, GH_KEYRING_UNAVAILABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/auth/keyring-missing/load-and-save-say-so", test_load_and_save_say_so);
  g_test_add_func ("/auth/keyring-missing/probe-says-so", test_probe_says_so);

  return g_test_run ();
}
