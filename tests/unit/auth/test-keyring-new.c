/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A provider that has no keyring yet and can't ask anybody for the password of a first one, as on a
 * server. */

#include "auth-fixture.h"
#include "gh-error.h"
#include "gh-keyring-store.h"
#include "keyring-daemon.h"

static void
test_holds_nothing_and_takes_nothing (void)
{
  g_autoptr (GhTokenStore) store = gh_keyring_store_new ();
  g_autoptr (GhAccount) account = auth_fixture_make_account ("anna@contoso.com");
  g_autoptr (GhTokenSet) tokens = auth_fixture_make_tokens ("secret");
  g_autoptr (GhTokenSet) loaded = NULL;
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) save_error = NULL;

  keyring_daemon_start ();

  loaded = auth_fixture_load (store, account, &load_error);
  g_assert_error (load_error, GH_ERROR, GH_ERROR_NOT_FOUND);
  auth_fixture_save (store, account, tokens, &save_error);
  g_assert_error (save_error, GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/auth/keyring-new/holds-nothing-and-takes-nothing",
                   test_holds_nothing_and_takes_nothing);

  return g_test_run ();
}
