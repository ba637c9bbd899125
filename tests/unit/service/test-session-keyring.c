/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "await.h"
#include "gh-session.h"
#include "keyring-daemon.h"

/* A session on the real keyring of this (private) login. */

static GhSession *
start_session (GFile *accounts)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GError) error = NULL;
  GhSession *session = gh_session_new (http, clock, FALSE);

  gh_session_set_files (session, accounts, NULL);
  gh_session_start_async (session, NULL, awaited_cb, &awaited);
  g_assert_true (gh_session_start_finish (session, await (&awaited), &error));
  g_assert_no_error (error);

  return session;
}

static void
adopt (GhSession *session)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GhAccount) account =
      gh_account_new (gh_session_get_cloud (session), "organizations",
                      "0b2f1a5e-0005-4000-8000-000000000001", "anna@contoso.com",
                      "0b2f1a5e-0007-4000-8000-000000000001",
                      "0b2f1a5e-0006-4000-8000-000000000001");
  g_autoptr (GhSecret) refresh_token = gh_secret_new_text ("refresh");
  g_autoptr (GhTokenSet) tokens = gh_token_set_new (refresh_token);
  g_autoptr (GhSignInResult) sign_in = gh_sign_in_result_new (account, tokens);
  g_autoptr (GError) error = NULL;

  gh_session_adopt_async (session, sign_in, NULL, awaited_cb, &awaited);
  g_assert_true (gh_session_adopt_finish (session, await (&awaited), &error));
  g_assert_no_error (error);
}

static void
sign_out (GhSession *session)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GError) error = NULL;

  gh_session_sign_out_async (session, NULL, awaited_cb, &awaited);
  g_assert_true (gh_session_sign_out_finish (session, await (&awaited), &error));
  g_assert_no_error (error);
}

static void
unlock (GhSession *session)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GError) error = NULL;

  gh_session_unlock_async (session, NULL, awaited_cb, &awaited);
  g_assert_true (gh_session_unlock_finish (session, await (&awaited), &error));
  g_assert_no_error (error);
}

static void
test_from_start_to_sign_out (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gatehouse-session-XXXXXX", NULL);
  g_autoptr (GFile) accounts = g_file_new_build_filename (folder, "accounts.json", NULL);
  g_autoptr (GhSession) first = start_session (accounts);
  g_autoptr (GhSession) second = NULL;
  g_autoptr (GhSession) third = NULL;

  g_assert_cmpint (gh_session_get_state (first), ==, GH_SESSION_SIGNED_OUT);
  g_assert_cmpint (gh_session_get_keyring_state (first), ==, GH_KEYRING_READY);
  g_assert_false (gh_session_get_session_only (first));
  adopt (first);
  g_assert_cmpint (gh_session_get_state (first), ==, GH_SESSION_SIGNED_IN);
  g_assert_false (gh_session_get_session_only (first));

  second = start_session (accounts);
  g_assert_cmpint (gh_session_get_state (second), ==, GH_SESSION_SIGNED_IN);
  sign_out (second);

  third = start_session (accounts);
  g_assert_cmpint (gh_session_get_state (third), ==, GH_SESSION_SIGNED_OUT);
}

/* Signed in for this session only; the keyring turns out to be usable after all. */
static void
test_into_the_keyring (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gatehouse-session-XXXXXX", NULL);
  g_autoptr (GFile) accounts = g_file_new_build_filename (folder, "accounts.json", NULL);
  g_autoptr (GhSession) session = start_session (accounts);
  g_autoptr (GhSession) next = NULL;

  gh_session_use_memory (session);
  adopt (session);
  g_assert_true (gh_session_get_session_only (session));
  next = start_session (accounts);
  g_assert_cmpint (gh_session_get_state (next), ==, GH_SESSION_SIGN_IN_NEEDED);

  unlock (session);
  g_assert_false (gh_session_get_session_only (session));
  g_clear_object (&next);
  next = start_session (accounts);
  g_assert_cmpint (gh_session_get_state (next), ==, GH_SESSION_SIGNED_IN);
  sign_out (next);
}

/* The next login has a keyring that was never opened, which hides its records from most searches.
 */
static void
test_locked_is_not_signed_out (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gatehouse-session-XXXXXX", NULL);
  g_autoptr (GFile) accounts = g_file_new_build_filename (folder, "accounts.json", NULL);
  g_autoptr (GhSession) first = start_session (accounts);
  g_autoptr (GhSession) next = NULL;

  adopt (first);
  keyring_daemon_restart_locked ();
  next = start_session (accounts);
  g_assert_cmpint (gh_session_get_state (next), ==, GH_SESSION_KEYRING_LOCKED);
  g_assert_cmpstr (gh_account_get_user_name (gh_session_get_account (next)), ==,
                   "anna@contoso.com");

  keyring_daemon_unlock ();
  unlock (next);
  g_assert_cmpint (gh_session_get_state (next), ==, GH_SESSION_SIGNED_IN);
  sign_out (next);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service/session-keyring/from-start-to-sign-out", test_from_start_to_sign_out);
  g_test_add_func ("/service/session-keyring/into-the-keyring", test_into_the_keyring);

  g_test_add_func ("/service/session-keyring/locked-is-not-signed-out",
                   test_locked_is_not_signed_out);

  return g_test_run ();
}
