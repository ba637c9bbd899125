/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "await.h"
#include "fake-store.h"
#include "gh-error.h"
#include "gh-json.h"
#include "gh-memory-store.h"
#include "gh-session-store.h"
#include "gh-session.h"

#define CLIENT_ID "0b2f1a5e-0005-4000-8000-000000000001"
#define TENANT_ID "0b2f1a5e-0006-4000-8000-000000000001"
#define ANNA_ID "0b2f1a5e-0007-4000-8000-000000000001"
#define BEN_ID "0b2f1a5e-0007-4000-8000-000000000002"

/* What outlives a session: the files and the keyring. */
typedef struct
{
  char *folder;
  GFile *accounts;
  GFile *gateways;
  FakeStore *keyring;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("gatehouse-session-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->accounts = g_file_new_build_filename (fixture->folder, "accounts.json", NULL);
  fixture->gateways = g_file_new_build_filename (fixture->folder, "gateways.json", NULL);
  fixture->keyring = fake_store_new ();
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_clear_object (&fixture->keyring);
  g_clear_object (&fixture->gateways);
  g_clear_object (&fixture->accounts);
  g_free (fixture->folder);
}

static GhSession *
make_session (Fixture *fixture)
{
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);
  g_autoptr (GhClock) clock = gh_clock_new ();
  GhSession *session = gh_session_new (http, clock, FALSE);

  gh_session_set_files (session, fixture->accounts, fixture->gateways);
  gh_session_set_store (session, GH_TOKEN_STORE (fixture->keyring));

  return session;
}

static gboolean
start (GhSession *session, GError **error)
{
  g_auto (Awaited) awaited = { NULL };

  gh_session_start_async (session, NULL, awaited_cb, &awaited);
  return gh_session_start_finish (session, await (&awaited), error);
}

static GhSession *
start_session (Fixture *fixture)
{
  GhSession *session = make_session (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (start (session, &error));
  g_assert_no_error (error);

  return session;
}

static gboolean
adopt (GhSession *session, const char *user_name, const char *object_id, GError **error)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GhAccount) account = gh_account_new (gh_session_get_cloud (session), "organizations",
                                                  CLIENT_ID, user_name, object_id, TENANT_ID);
  g_autoptr (GhSecret) refresh_token = gh_secret_new_text ("refresh");
  g_autoptr (GhTokenSet) tokens = gh_token_set_new (refresh_token);
  g_autoptr (GhSignInResult) sign_in = gh_sign_in_result_new (account, tokens);

  gh_session_adopt_async (session, sign_in, NULL, awaited_cb, &awaited);
  return gh_session_adopt_finish (session, await (&awaited), error);
}

static void
sign_in_anna (GhSession *session)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (adopt (session, "anna@contoso.com", ANNA_ID, &error));
  g_assert_no_error (error);
}

static gboolean
unlock (GhSession *session, GError **error)
{
  g_auto (Awaited) awaited = { NULL };

  gh_session_unlock_async (session, NULL, awaited_cb, &awaited);
  return gh_session_unlock_finish (session, await (&awaited), error);
}

static gboolean
sign_out (GhSession *session, GError **error)
{
  g_auto (Awaited) awaited = { NULL };

  gh_session_sign_out_async (session, NULL, awaited_cb, &awaited);
  return gh_session_sign_out_finish (session, await (&awaited), error);
}

static gboolean
keyring_has_anna (Fixture *fixture, GhSession *session)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GhAccount) account =
      gh_account_new (gh_session_get_cloud (session), "organizations", CLIENT_ID,
                      "anna@contoso.com", ANNA_ID, TENANT_ID);
  g_autoptr (GhTokenSet) tokens = NULL;

  gh_token_store_load_async (GH_TOKEN_STORE (fixture->keyring), account, NULL, awaited_cb,
                             &awaited);
  tokens = gh_token_store_load_finish (GH_TOKEN_STORE (fixture->keyring), await (&awaited), NULL);

  return tokens != NULL;
}

static void
assert_state (GhSession *session, GhSessionState state, const char *user_name)
{
  GhAccount *account = gh_session_get_account (session);

  g_assert_cmpint (gh_session_get_state (session), ==, state);
  g_assert_cmpstr (account != NULL ? gh_account_get_user_name (account) : NULL, ==, user_name);
  g_assert_cmpint (gh_session_get_power_bi (session) != NULL, ==, state == GH_SESSION_SIGNED_IN);
  g_assert_cmpint (gh_session_get_inventory (session) != NULL, ==, state == GH_SESSION_SIGNED_IN);
}

static void
test_first_start (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) session = start_session (fixture);

  assert_state (session, GH_SESSION_SIGNED_OUT, NULL);
  g_assert_false (gh_session_get_session_only (session));
}

static void
test_adopt (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) session = start_session (fixture);

  sign_in_anna (session);

  assert_state (session, GH_SESSION_SIGNED_IN, "anna@contoso.com");
  g_assert_false (gh_session_get_session_only (session));
  g_assert_true (keyring_has_anna (fixture, session));
}

static void
test_next_start_signs_in_silently (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) first = start_session (fixture);
  g_autoptr (GhSession) second = NULL;

  sign_in_anna (first);
  second = start_session (fixture);

  assert_state (second, GH_SESSION_SIGNED_IN, "anna@contoso.com");
}

typedef struct
{
  guint n_state;
  guint n_account;
  guint n_power_bi;
} Notified;

static void
notified_cb (GhSession *session, GParamSpec *pspec, gpointer user_data)
{
  Notified *notified = user_data;

  if (g_str_equal (pspec->name, "state"))
    notified->n_state++;
  else if (g_str_equal (pspec->name, "account"))
    {
      notified->n_account++;
      /* Nobody sees an account beside another one's service. */
      g_assert_nonnull (gh_session_get_power_bi (session));
    }
  else if (g_str_equal (pspec->name, "power-bi"))
    notified->n_power_bi++;
}

static void
test_another_account_takes_over (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) session = start_session (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhPowerBi) annas = NULL;
  Notified notified = { 0 };

  sign_in_anna (session);
  annas = g_object_ref (gh_session_get_power_bi (session));
  g_signal_connect (session, "notify", G_CALLBACK (notified_cb), &notified);
  g_assert_true (adopt (session, "ben@contoso.com", BEN_ID, &error));

  assert_state (session, GH_SESSION_SIGNED_IN, "ben@contoso.com");
  g_assert_true (gh_session_get_power_bi (session) != annas);
  g_assert_cmpuint (notified.n_account, ==, 1);
  g_assert_cmpuint (notified.n_power_bi, ==, 1);
  g_assert_cmpuint (notified.n_state, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gh_session_get_accounts (session))), ==,
                    2);
}

/* The keyring exists and is locked: who was signed in still is. */
static void
test_locked_keyring_is_not_signed_out (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) first = start_session (fixture);
  g_autoptr (GhSession) second = NULL;
  g_autoptr (GError) error = NULL;

  sign_in_anna (first);
  fake_store_set_failure (fixture->keyring, GH_ERROR_KEYRING_LOCKED);
  second = start_session (fixture);
  assert_state (second, GH_SESSION_KEYRING_LOCKED, "anna@contoso.com");
  g_assert_cmpint (gh_session_get_keyring_state (second), ==, GH_KEYRING_LOCKED);

  fake_store_set_failure (fixture->keyring, -1);
  g_assert_true (unlock (second, &error));
  g_assert_no_error (error);
  assert_state (second, GH_SESSION_SIGNED_IN, "anna@contoso.com");
  g_assert_cmpint (gh_session_get_keyring_state (second), ==, GH_KEYRING_READY);
}

/* "Sign In for This Session Only", then "Try Keyring Again". */
static void
test_session_only_until_unlocked (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) first = start_session (fixture);
  g_autoptr (GhSession) session = NULL;
  g_autoptr (GhPowerBi) power_bi = NULL;
  g_autoptr (GError) error = NULL;

  sign_in_anna (first);
  fake_store_set_failure (fixture->keyring, GH_ERROR_KEYRING_LOCKED);
  session = start_session (fixture);
  gh_session_use_memory (session);
  assert_state (session, GH_SESSION_SIGN_IN_NEEDED, "anna@contoso.com");
  g_assert_true (gh_session_get_session_only (session));
  sign_in_anna (session);
  assert_state (session, GH_SESSION_SIGNED_IN, "anna@contoso.com");
  g_assert_true (gh_session_get_session_only (session));

  power_bi = g_object_ref (gh_session_get_power_bi (session));
  fake_store_set_failure (fixture->keyring, -1);
  g_assert_true (unlock (session, &error));
  g_assert_no_error (error);
  g_assert_false (gh_session_get_session_only (session));
  g_assert_true (keyring_has_anna (fixture, session));
  /* What is being edited is not thrown away. */
  g_assert_true (gh_session_get_power_bi (session) == power_bi);
}

static void
test_no_keyring (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) session = start_session (fixture);

  fake_store_set_failure (fixture->keyring, GH_ERROR_KEYRING_UNAVAILABLE);
  sign_in_anna (session);

  assert_state (session, GH_SESSION_SIGNED_IN, "anna@contoso.com");
  g_assert_true (gh_session_get_session_only (session));
  g_assert_cmpint (gh_session_get_keyring_state (session), ==, GH_KEYRING_UNAVAILABLE);
}

static void
test_start_without_keyring (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) first = start_session (fixture);
  g_autoptr (GhSession) second = NULL;

  sign_in_anna (first);
  fake_store_set_failure (fixture->keyring, GH_ERROR_KEYRING_UNAVAILABLE);
  second = start_session (fixture);

  assert_state (second, GH_SESSION_SIGN_IN_NEEDED, "anna@contoso.com");
  g_assert_true (gh_session_get_session_only (second));
}

static void
test_sign_out (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) session = start_session (fixture);
  g_autoptr (GhSession) next = NULL;
  g_autoptr (GError) error = NULL;

  sign_in_anna (session);
  g_assert_true (sign_out (session, &error));
  g_assert_no_error (error);

  assert_state (session, GH_SESSION_SIGNED_OUT, NULL);
  g_assert_false (keyring_has_anna (fixture, session));
  next = start_session (fixture);
  assert_state (next, GH_SESSION_SIGNED_OUT, NULL);
}

/* Otherwise a record would stay that nobody knows of. */
static void
test_no_sign_out_while_locked (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) session = start_session (fixture);
  g_autoptr (GError) error = NULL;

  sign_in_anna (session);
  fake_store_set_failure (fixture->keyring, GH_ERROR_KEYRING_LOCKED);
  g_assert_false (sign_out (session, &error));

  g_assert_error (error, GH_ERROR, GH_ERROR_KEYRING_LOCKED);
  assert_state (session, GH_SESSION_SIGNED_IN, "anna@contoso.com");
  fake_store_set_failure (fixture->keyring, -1);
  g_assert_true (keyring_has_anna (fixture, session));
}

static void
keep_in (GhSessionStore *store, const GError *error, GhTokenStore *memory)
{
  g_assert_error (error, GH_ERROR, GH_ERROR_KEYRING_LOCKED);
  gh_session_store_set_target (store, memory);
}

/* A rotated refresh token that the keyring does not take any more is not lost. */
static void
test_keyring_fails_later (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSessionStore) store = gh_session_store_new ();
  g_autoptr (GhTokenStore) memory = gh_memory_store_new ();
  g_autoptr (GhSecret) refresh_token = gh_secret_new_text ("rotated");
  g_autoptr (GhTokenSet) tokens = gh_token_set_new (refresh_token);
  g_autoptr (GhTokenSet) kept = NULL;
  g_autoptr (GhCloud) cloud = gh_cloud_new_public ();
  g_autoptr (GhAccount) account =
      gh_account_new (cloud, "organizations", CLIENT_ID, "anna@contoso.com", ANNA_ID, TENANT_ID);
  g_autoptr (GError) error = NULL;
  g_auto (Awaited) saved = { NULL };
  g_auto (Awaited) loaded = { NULL };

  gh_session_store_set_target (store, GH_TOKEN_STORE (fixture->keyring));
  g_signal_connect (store, "save-failed", G_CALLBACK (keep_in), memory);
  fake_store_set_failure (fixture->keyring, GH_ERROR_KEYRING_LOCKED);
  gh_token_store_save_async (GH_TOKEN_STORE (store), account, tokens, NULL, awaited_cb, &saved);
  g_assert_true (gh_token_store_save_finish (GH_TOKEN_STORE (store), await (&saved), &error));
  g_assert_no_error (error);

  gh_token_store_load_async (memory, account, NULL, awaited_cb, &loaded);
  kept = gh_token_store_load_finish (memory, await (&loaded), &error);
  g_assert_no_error (error);
  g_assert_true (gh_secret_equal (gh_token_set_get_refresh_token (kept), refresh_token));
}

/* The accounts can't be read: the file stays as it is, and no record is left without an account. */
static void
test_damaged_accounts (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) session = make_session (fixture);
  g_autoptr (GError) start_error = NULL;
  g_autoptr (GError) adopt_error = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_file_replace_contents (fixture->accounts, "{\"format\":", 10, NULL, FALSE, 0, NULL, NULL,
                           &error);
  g_assert_no_error (error);
  g_assert_false (start (session, &start_error));
  g_assert_nonnull (start_error);
  assert_state (session, GH_SESSION_SIGNED_OUT, NULL);

  g_assert_false (adopt (session, "anna@contoso.com", ANNA_ID, &adopt_error));
  g_assert_nonnull (adopt_error);
  assert_state (session, GH_SESSION_SIGNED_OUT, NULL);
  g_assert_false (keyring_has_anna (fixture, session));
  g_file_load_contents (fixture->accounts, NULL, &content, NULL, NULL, &error);
  g_assert_cmpstr (content, ==, "{\"format\":");
}

/* A record that can't be read is left alone, and one can sign in all the same. */
static void
test_damaged_record (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) first = start_session (fixture);
  g_autoptr (GhSession) second = make_session (fixture);
  g_autoptr (GError) error = NULL;

  sign_in_anna (first);
  fake_store_set_failure (fixture->keyring, GH_ERROR_PROTOCOL);
  g_assert_false (start (second, &error));

  g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
  assert_state (second, GH_SESSION_SIGN_IN_NEEDED, "anna@contoso.com");
}

/* A program that was started for one cloud uses no account of another. */
static void
test_account_of_another_cloud (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) first = start_session (fixture);
  g_autoptr (GhSession) second = make_session (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) row = gh_json_parse_object (
      "{\"name\":\"Other\",\"authority\":\"https://login.example\","
      "\"powerbi\":{\"origin\":\"https://api.example\",\"audience\":\"https://audience.example\"}}",
      -1, NULL);
  g_autoptr (GhCloud) cloud = gh_cloud_new_from_json (row, &error);

  g_assert_no_error (error);
  sign_in_anna (first);
  gh_session_set_cloud (second, cloud);
  g_assert_true (start (second, &error));

  assert_state (second, GH_SESSION_SIGNED_OUT, NULL);
}

static GhAccount *
get_account (GhSession *session, const char *user_name)
{
  GhAccount *account = gh_account_list_find (gh_session_get_accounts (session), user_name);

  g_assert_nonnull (account);

  return account;
}

static gboolean
switch_to (GhSession *session, const char *user_name, GError **error)
{
  g_auto (Awaited) awaited = { NULL };

  gh_session_switch_async (session, get_account (session, user_name), NULL, awaited_cb, &awaited);

  return gh_session_switch_finish (session, await (&awaited), error);
}

static GhSession *
start_with_two_accounts (Fixture *fixture)
{
  GhSession *session = start_session (fixture);
  g_autoptr (GError) error = NULL;

  sign_in_anna (session);
  g_assert_true (adopt (session, "ben@contoso.com", BEN_ID, &error));
  g_assert_no_error (error);

  return session;
}

/* Nothing of the one account is shown beside the other: service and inventory are new. */
static void
test_switch_signs_in_silently (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) session = start_with_two_accounts (fixture);
  g_autoptr (GhInventory) before = g_object_ref (gh_session_get_inventory (session));
  g_autoptr (GhSession) next = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (switch_to (session, "anna@contoso.com", &error));
  g_assert_no_error (error);
  assert_state (session, GH_SESSION_SIGNED_IN, "anna@contoso.com");
  g_assert_true (gh_session_get_inventory (session) != before);

  next = start_session (fixture);
  assert_state (next, GH_SESSION_SIGNED_IN, "anna@contoso.com");
}

static void
test_switch_with_locked_keyring (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) session = start_with_two_accounts (fixture);
  g_autoptr (GError) error = NULL;

  fake_store_set_failure (fixture->keyring, GH_ERROR_KEYRING_LOCKED);
  g_assert_true (switch_to (session, "anna@contoso.com", &error));
  g_assert_no_error (error);

  assert_state (session, GH_SESSION_KEYRING_LOCKED, "anna@contoso.com");
}

/* Who was removed by gatehousectl meanwhile can't be switched to, and whoever is signed in stays.
 */
static void
test_switch_to_who_is_gone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) session = start_with_two_accounts (fixture);
  g_autoptr (GhAccountList) other = gh_account_list_new (fixture->accounts);
  g_autoptr (GhAccount) anna = g_object_ref (get_account (session, "anna@contoso.com"));
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GError) error = NULL;

  gh_account_list_remove_async (other, anna, NULL, awaited_cb, &awaited);
  g_assert_true (gh_account_list_remove_finish (other, await (&awaited), &error));
  g_assert_false (switch_to (session, "anna@contoso.com", &error));

  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
  assert_state (session, GH_SESSION_SIGNED_IN, "ben@contoso.com");
}

/* Without --cloud-file every account of the list may be used, wherever it is. */
static void
test_account_of_a_saved_cloud (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhSession) first = start_session (fixture);
  g_autoptr (GhSession) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCloud) cloud = gh_cloud_new ("Ours", "https://login.example", "https://api.example",
                                            "https://audience.example", NULL, NULL, &error);

  g_assert_no_error (error);
  gh_session_set_cloud (first, cloud);
  sign_in_anna (first);
  second = start_session (fixture);

  assert_state (second, GH_SESSION_SIGNED_IN, "anna@contoso.com");
  g_assert_true (gh_cloud_equal (gh_session_get_cloud (second), cloud));
}

static void
test_demo_writes_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GhSession) session = gh_session_new (http, clock, TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_true (start (session, &error));
  g_assert_true (gh_session_get_session_only (session));
  sign_in_anna (session);
  assert_state (session, GH_SESSION_SIGNED_IN, "anna@contoso.com");
  g_assert_true (sign_out (session, &error));
  assert_state (session, GH_SESSION_SIGNED_OUT, NULL);
  g_assert_false (g_file_query_exists (fixture->accounts, NULL));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("/service/session/first-start", test_first_start);
  add ("/service/session/adopt", test_adopt);
  add ("/service/session/next-start-signs-in-silently", test_next_start_signs_in_silently);
  add ("/service/session/another-account-takes-over", test_another_account_takes_over);
  add ("/service/session/locked-keyring-is-not-signed-out", test_locked_keyring_is_not_signed_out);
  add ("/service/session/session-only-until-unlocked", test_session_only_until_unlocked);
  add ("/service/session/no-keyring", test_no_keyring);
  add ("/service/session/start-without-keyring", test_start_without_keyring);
  add ("/service/session/sign-out", test_sign_out);
  add ("/service/session/no-sign-out-while-locked", test_no_sign_out_while_locked);
  add ("/service/session/keyring-fails-later", test_keyring_fails_later);
  add ("/service/session/damaged-accounts", test_damaged_accounts);
  add ("/service/session/damaged-record", test_damaged_record);
  add ("/service/session/account-of-another-cloud", test_account_of_another_cloud);
  add ("/service/session/switch-signs-in-silently", test_switch_signs_in_silently);
  add ("/service/session/switch-with-locked-keyring", test_switch_with_locked_keyring);
  add ("/service/session/switch-to-who-is-gone", test_switch_to_who_is_gone);
  add ("/service/session/account-of-a-saved-cloud", test_account_of_a_saved_cloud);
  add ("/service/session/demo-writes-nothing", test_demo_writes_nothing);

  return g_test_run ();
}
