/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "fake-authority.h"
#include "gh-authority.h"
#include "gh-error.h"
#include "raw-client.h"

/* A token store that a test can look into and break. */
#define TEST_TYPE_STORE (test_store_get_type ())
G_DECLARE_FINAL_TYPE (TestStore, test_store, TEST, STORE, GObject)

struct _TestStore
{
  GObject parent_instance;

  GhTokenSet *record;
  GError *failure;
  guint loads;
  guint saves;
  GTask *held_save;
  gboolean hold_saves;
  gboolean shared;
};

static void
test_store_load_async (GhTokenStore *store,
                       GhAccount *account,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  TestStore *self = TEST_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->loads++;
  if (self->failure != NULL)
    g_task_return_error (task, g_error_copy (self->failure));
  else if (self->record == NULL)
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_NOT_FOUND, "empty");
  else
    g_task_return_pointer (task, gh_token_set_ref (self->record),
                           (GDestroyNotify)gh_token_set_unref);
}

static GhTokenSet *
test_store_load_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_store_save_async (GhTokenStore *store,
                       GhAccount *account,
                       GhTokenSet *tokens,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  TestStore *self = TEST_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->saves++;
  if (self->failure != NULL)
    {
      g_task_return_error (task, g_error_copy (self->failure));
      return;
    }

  g_clear_pointer (&self->record, gh_token_set_unref);
  self->record = gh_token_set_ref (tokens);
  if (self->hold_saves)
    self->held_save = g_steal_pointer (&task);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
test_store_save_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
test_store_is_shared (GhTokenStore *store)
{
  return TEST_STORE (store)->shared;
}

static void
test_store_iface_init (GhTokenStoreInterface *iface)
{
  iface->load_async = test_store_load_async;
  iface->load_finish = test_store_load_finish;
  iface->save_async = test_store_save_async;
  iface->save_finish = test_store_save_finish;
  iface->is_shared = test_store_is_shared;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestStore,
                               test_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_STORE, test_store_iface_init))

static void
test_store_finalize (GObject *object)
{
  TestStore *self = TEST_STORE (object);

  g_clear_pointer (&self->record, gh_token_set_unref);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (test_store_parent_class)->finalize (object);
}

static void
test_store_class_init (TestStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_store_finalize;
}

static void
test_store_init (TestStore *self)
{
}

typedef struct
{
  FakeAuthority *fake;
  GhClock *clock;
  TestStore *store;
  GhAuthority *authority;
} Fixture;

/* One caller. */
typedef struct
{
  gboolean done;
  GhSecret *token;
  GError *error;
} Call;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhCloud) cloud = NULL;
  g_autoptr (GhAccount) account = NULL;
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);

  fixture->fake = fake_authority_new ();
  cloud = fake_authority_new_cloud (fixture->fake);
  account = gh_account_new (cloud, "organizations", FAKE_CLIENT, "anna@contoso.com", FAKE_USER,
                            FAKE_TENANT);
  fixture->clock = gh_clock_new ();
  fixture->store = g_object_new (TEST_TYPE_STORE, NULL);
  fixture->authority =
      gh_authority_new (http, fixture->clock, GH_TOKEN_STORE (fixture->store), account, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->authority));
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->clock);
  g_clear_pointer (&fixture->fake, fake_authority_free);
}

static void
call_clear (Call *call)
{
  g_clear_pointer (&call->token, gh_secret_unref);
  g_clear_error (&call->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  call->token = gh_authorizer_authorize_finish (GH_AUTHORIZER (source), result, &call->error);
  call->done = TRUE;
}

static void
begin_call (Fixture *fixture, const char *rejected, GCancellable *cancellable, Call *call)
{
  g_autoptr (GhSecret) token = rejected != NULL ? gh_secret_new_text (rejected) : NULL;

  gh_authorizer_authorize_async (GH_AUTHORIZER (fixture->authority), FAKE_AUDIENCE, token,
                                 cancellable, called_cb, call);
}

static void
assert_token (Fixture *fixture, const char *rejected, const char *expected)
{
  g_auto (Call) call = { FALSE };

  begin_call (fixture, rejected, NULL, &call);
  run_until (&call.done);
  g_assert_no_error (call.error);
  g_assert_cmpstr (gh_secret_peek_text (call.token), ==, expected);
}

static void
assert_refused (Fixture *fixture, const char *rejected, int code)
{
  g_auto (Call) call = { FALSE };

  begin_call (fixture, rejected, NULL, &call);
  run_until (&call.done);
  g_assert_null (call.token);
  g_assert_error (call.error, GH_ERROR, code);
  g_test_message ("%s", call.error->message);
}

/* In the store: this refresh token, and an access token that ends in @lifetime seconds. */
static void
store_tokens (Fixture *fixture,
              const char *refresh_token,
              const char *access_token,
              gint64 lifetime)
{
  g_autoptr (GhSecret) refresh = gh_secret_new_text (refresh_token);
  g_autoptr (GhSecret) access = gh_secret_new_text (access_token);
  g_autoptr (GhTokenSet) empty = gh_token_set_new (refresh);

  g_clear_pointer (&fixture->store->record, gh_token_set_unref);
  fixture->store->record = gh_token_set_with (empty, FAKE_AUDIENCE, access,
                                              gh_clock_now (fixture->clock) + lifetime, NULL);
}

static void
push_tokens (Fixture *fixture, const char *access_token, const char *refresh_token)
{
  g_autofree char *body = fake_tokens (access_token, refresh_token, NULL);

  fake_authority_push (fixture->fake, 200, NULL, body);
}

static const char *
get_stored_refresh_token (Fixture *fixture)
{
  return gh_secret_peek_text (gh_token_set_get_refresh_token (fixture->store->record));
}

static void
test_stored_token (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 301 + 10);

  assert_token (fixture, NULL, "access-1");
  assert_token (fixture, NULL, "access-1");
  g_assert_cmpuint (fixture->store->loads, ==, 1);
  g_assert_cmpuint (fake_authority_count (fixture->fake), ==, 0);
}

static void
test_renews_in_the_last_five_minutes (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 3600);
  push_tokens (fixture, "access-2", "refresh-2");

  assert_token (fixture, NULL, "access-1");
  gh_clock_advance (fixture->clock, 3600 - 299);
  assert_token (fixture, NULL, "access-2");
  g_assert_cmpstr (fake_authority_get_form (fixture->fake, "grant_type"), ==, "refresh_token");
  g_assert_cmpstr (fake_authority_get_form (fixture->fake, "refresh_token"), ==, "refresh-1");
  g_assert_cmpstr (fake_authority_get_form (fixture->fake, "scope"), ==,
                   FAKE_AUDIENCE "/.default offline_access openid profile");
  g_assert_cmpstr (get_stored_refresh_token (fixture), ==, "refresh-2");
}

static void
test_keeps_refresh_token (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 0);
  push_tokens (fixture, "access-2", NULL);

  assert_token (fixture, NULL, "access-2");
  g_assert_cmpstr (get_stored_refresh_token (fixture), ==, "refresh-1");
}

static void
test_single_flight (Fixture *fixture, gconstpointer data)
{
  Call calls[50] = { { FALSE } };

  store_tokens (fixture, "refresh-1", "access-1", 0);
  push_tokens (fixture, "access-2", "refresh-2");

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    begin_call (fixture, i % 2 == 0 ? "access-1" : NULL, NULL, &calls[i]);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      run_until (&calls[i].done);
      g_assert_no_error (calls[i].error);
      g_assert_cmpstr (gh_secret_peek_text (calls[i].token), ==, "access-2");
      call_clear (&calls[i]);
    }

  g_assert_cmpuint (fake_authority_count (fixture->fake), ==, 1);
  g_assert_cmpuint (fixture->store->loads, ==, 1);
}

static void
test_cancelled_caller (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Call) cancelled = { FALSE };
  g_auto (Call) other = { FALSE };

  store_tokens (fixture, "refresh-1", "access-1", 0);
  push_tokens (fixture, "access-2", "refresh-2");
  begin_call (fixture, NULL, cancellable, &cancelled);
  begin_call (fixture, NULL, NULL, &other);
  g_cancellable_cancel (cancellable);

  run_until (&cancelled.done);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (other.done);
  run_until (&other.done);
  g_assert_cmpstr (gh_secret_peek_text (other.token), ==, "access-2");
}

static void
test_rejected_token (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 3600);
  push_tokens (fixture, "access-2", "refresh-2");

  assert_token (fixture, "access-1", "access-2");
  /* Somebody who was slower gets the newer one without another request. */
  assert_token (fixture, "access-1", "access-2");
  g_assert_cmpuint (fake_authority_count (fixture->fake), ==, 1);
}

static void
test_same_token_again (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 3600);
  push_tokens (fixture, "access-1", "refresh-2");

  assert_refused (fixture, "access-1", GH_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpuint (fake_authority_count (fixture->fake), ==, 1);
}

/* A token that is good for less than five minutes is still handed out, once, and asks for no loop.
 */
static void
test_short_lifetime (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 0);
  fake_authority_push (fixture->fake, 200, NULL,
                       "{\"access_token\":\"access-2\",\"expires_in\":\"60\"}");

  assert_token (fixture, NULL, "access-2");
  g_assert_cmpuint (fake_authority_count (fixture->fake), ==, 1);
}

static void
test_stores_before_it_hands_out (Fixture *fixture, gconstpointer data)
{
  g_auto (Call) call = { FALSE };

  store_tokens (fixture, "refresh-1", "access-1", 0);
  push_tokens (fixture, "access-2", "refresh-2");
  fixture->store->hold_saves = TRUE;
  begin_call (fixture, NULL, NULL, &call);

  while (fixture->store->held_save == NULL)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_false (call.done);
  g_assert_cmpstr (get_stored_refresh_token (fixture), ==, "refresh-2");

  g_task_return_boolean (fixture->store->held_save, TRUE);
  g_clear_object (&fixture->store->held_save);
  run_until (&call.done);
  g_assert_cmpstr (gh_secret_peek_text (call.token), ==, "access-2");
}

static void
test_storing_fails (Fixture *fixture, gconstpointer data)
{
  static const int codes[] = { GH_ERROR_KEYRING_LOCKED, GH_ERROR_KEYRING_UNAVAILABLE };

  store_tokens (fixture, "refresh-1", "access-1", 3600);
  assert_token (fixture, NULL, "access-1");

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *access = g_strdup_printf ("access-%u", i + 2);
      g_autofree char *refresh = g_strdup_printf ("refresh-%u", i + 2);
      g_autofree char *expected = g_strdup_printf ("refresh-%u", i + 1);

      push_tokens (fixture, access, refresh);
      g_clear_error (&fixture->store->failure);
      fixture->store->failure = g_error_new_literal (GH_ERROR, codes[i], "no keyring");
      gh_clock_advance (fixture->clock, 3600);
      assert_token (fixture, NULL, access);
      /* The rotated one of the time before was not lost, though it was never stored. */
      g_assert_cmpstr (fake_authority_get_form (fixture->fake, "refresh_token"), ==, expected);
      g_assert_error (gh_authority_get_storing_error (fixture->authority), GH_ERROR, codes[i]);
    }

  push_tokens (fixture, "access-4", "refresh-4");
  g_clear_error (&fixture->store->failure);
  gh_clock_advance (fixture->clock, 3600);
  assert_token (fixture, NULL, "access-4");
  g_assert_no_error (gh_authority_get_storing_error (fixture->authority));
  g_assert_cmpstr (get_stored_refresh_token (fixture), ==, "refresh-4");
}

/* A locked keyring is not "signed out", and is asked again next time. */
static void
test_locked_keyring (Fixture *fixture, gconstpointer data)
{
  fixture->store->failure = g_error_new_literal (GH_ERROR, GH_ERROR_KEYRING_LOCKED, "locked");
  assert_refused (fixture, NULL, GH_ERROR_KEYRING_LOCKED);

  g_clear_error (&fixture->store->failure);
  store_tokens (fixture, "refresh-1", "access-1", 3600);
  assert_token (fixture, NULL, "access-1");
}

static void
test_empty_store (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, NULL, GH_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpuint (fake_authority_count (fixture->fake), ==, 0);
}

static void
test_transient (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 0);
  fake_authority_push (fixture->fake, 503, NULL, "<html>");
  push_tokens (fixture, "access-2", "refresh-2");

  assert_refused (fixture, NULL, GH_ERROR_OFFLINE);
  assert_token (fixture, NULL, "access-2");
}

static void
test_last_resort (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 100);
  fake_authority_push (fixture->fake, 503, NULL, "");
  fake_authority_push (fixture->fake, 503, NULL, "");

  assert_token (fixture, NULL, "access-1");
  assert_refused (fixture, "access-1", GH_ERROR_OFFLINE);
}

static void
test_throttled (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 0);
  fake_authority_push (fixture->fake, 429, "Retry-After: 120", "{}");
  push_tokens (fixture, "access-2", "refresh-2");

  assert_refused (fixture, NULL, GH_ERROR_THROTTLED);
  gh_clock_advance (fixture->clock, 110);
  assert_refused (fixture, NULL, GH_ERROR_THROTTLED);
  g_assert_cmpuint (fake_authority_count (fixture->fake), ==, 1);
  gh_clock_advance (fixture->clock, 20);
  assert_token (fixture, NULL, "access-2");
}

static void
test_interaction_needed (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 0);
  fake_authority_push (fixture->fake, 400, NULL,
                       "{\"error\":\"interaction_required\",\"error_codes\":[50076],"
                       "\"suberror\":\"basic_action\"}");
  push_tokens (fixture, "access-2", NULL);

  assert_refused (fixture, NULL, GH_ERROR_SIGN_IN_NEEDED);
  assert_refused (fixture, NULL, GH_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpuint (fake_authority_count (fixture->fake), ==, 1);

  /* The refresh token was kept, and is good again after a while. */
  gh_clock_advance (fixture->clock, 60);
  assert_token (fixture, NULL, "access-2");
  g_assert_cmpstr (fake_authority_get_form (fixture->fake, "refresh_token"), ==, "refresh-1");
}

static void
test_dead (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 0);
  fake_authority_push (fixture->fake, 400, NULL,
                       "{\"error\":\"invalid_grant\",\"error_codes\":[50173]}");

  assert_refused (fixture, NULL, GH_ERROR_SIGN_IN_NEEDED);
  assert_refused (fixture, NULL, GH_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpuint (fake_authority_count (fixture->fake), ==, 1);
  /* The record is not touched. */
  g_assert_cmpstr (get_stored_refresh_token (fixture), ==, "refresh-1");
  g_assert_cmpuint (fixture->store->saves, ==, 0);
}

/* Another program of the same user may have renewed the sign-in in the meantime. */
static void
test_dead_here_but_renewed_elsewhere (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 3600);
  assert_token (fixture, NULL, "access-1");
  store_tokens (fixture, "refresh-2", "access-2", 0);
  fake_authority_push (fixture->fake, 400, NULL,
                       "{\"error\":\"invalid_grant\",\"suberror\":\"bad_token\"}");
  push_tokens (fixture, "access-3", "refresh-3");

  assert_token (fixture, "access-1", "access-3");
  g_assert_cmpstr (fake_authority_get_form (fixture->fake, "refresh_token"), ==, "refresh-2");
}

static void
test_configuration (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 0);
  fake_authority_push (fixture->fake, 401, NULL,
                       "{\"error\":\"invalid_client\",\"error_codes\":[7000218]}");

  assert_refused (fixture, NULL, GH_ERROR_REFUSED);
}

static void
test_hostile_answers (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = {
    "",
    "[]",
    "null",
    "{\"access_token\":\"abc\"",
    "{}",
    "{\"access_token\":7}",
    "{\"access_token\":\"\"}",
    "{\"access_token\":\"a\\r\\nX-Evil: 1\"}",
    "{\"access_token\":\"a\",\"token_type\":\"mac\"}",
    "{\"access_token\":\"a\",\"expires_in\":\"soon\"}",
    "{\"access_token\":\"a\",\"expires_in\":{}}",
    "{\"access_token\":\"a\",\"refresh_token\":[]}",
  };

  store_tokens (fixture, "refresh-1", "access-1", 0);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_test_message ("%s", bodies[i]);
      fake_authority_push (fixture->fake, 200, NULL, bodies[i]);
      assert_refused (fixture, NULL, GH_ERROR_PROTOCOL);
    }
  g_assert_cmpuint (fixture->store->saves, ==, 0);
}

static void
test_huge_answer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *huge = g_strnfill (17 * 1024 * 1024, ' ');

  store_tokens (fixture, "refresh-1", "access-1", 0);
  fake_authority_push (fixture->fake, 200, NULL, huge);
  assert_refused (fixture, NULL, GH_ERROR_PROTOCOL);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_auto (Call) call = { FALSE };

  store_tokens (fixture, "refresh-1", "access-1", 0);
  push_tokens (fixture, "access-2", "refresh-2");
  begin_call (fixture, NULL, NULL, &call);
  gh_authority_close (fixture->authority);
  run_until (&call.done);

  g_assert_error (call.error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpuint (fixture->store->saves, ==, 0);
  assert_refused (fixture, NULL, GH_ERROR_SIGN_IN_NEEDED);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/authority/" name, Fixture, NULL, set_up, function, tear_down)

/* "refresh_in" (seconds): asked for early, while the old one is still good if that fails. */
static void
test_renews_when_the_authority_wants_it (Fixture *fixture, gconstpointer data)
{
  store_tokens (fixture, "refresh-1", "access-1", 0);
  fake_authority_push (fixture->fake, 200, NULL,
                       "{\"access_token\":\"access-2\",\"expires_in\":86400,\"refresh_in\":43200}");
  fake_authority_push (fixture->fake, 400, NULL,
                       "{\"error\":\"interaction_required\",\"error_codes\":[50076]}");

  assert_token (fixture, NULL, "access-2");
  gh_clock_advance (fixture->clock, 43200 - 1);
  assert_token (fixture, NULL, "access-2");
  g_assert_cmpuint (fake_authority_count (fixture->fake), ==, 1);
  gh_clock_advance (fixture->clock, 1);
  assert_token (fixture, NULL, "access-2");
  g_assert_cmpuint (fake_authority_count (fixture->fake), ==, 2);
}

/* Under the lock the record is read anew: what another process has got is taken. */
static void
test_renewed_by_another_process (Fixture *fixture, gconstpointer data)
{
  fixture->store->shared = TRUE;
  store_tokens (fixture, "refresh-1", "access-1", 3600);
  assert_token (fixture, NULL, "access-1");
  store_tokens (fixture, "refresh-2", "access-2", 3600);

  assert_token (fixture, "access-1", "access-2");
  g_assert_cmpuint (fake_authority_count (fixture->fake), ==, 0);
}

/* A record that another process has removed does not come back. */
static void
test_signed_out_by_another_process (Fixture *fixture, gconstpointer data)
{
  fixture->store->shared = TRUE;
  store_tokens (fixture, "refresh-1", "access-1", 3600);
  assert_token (fixture, NULL, "access-1");
  g_clear_pointer (&fixture->store->record, gh_token_set_unref);

  assert_refused (fixture, "access-1", GH_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpuint (fake_authority_count (fixture->fake), ==, 0);
  g_assert_cmpuint (fixture->store->saves, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("stored-token", test_stored_token);
  ADD ("renews-in-the-last-five-minutes", test_renews_in_the_last_five_minutes);
  ADD ("keeps-refresh-token", test_keeps_refresh_token);
  ADD ("single-flight", test_single_flight);
  ADD ("cancelled-caller", test_cancelled_caller);
  ADD ("rejected-token", test_rejected_token);
  ADD ("same-token-again", test_same_token_again);
  ADD ("short-lifetime", test_short_lifetime);
  ADD ("stores-before-it-hands-out", test_stores_before_it_hands_out);
  ADD ("storing-fails", test_storing_fails);
  ADD ("locked-keyring", test_locked_keyring);
  ADD ("empty-store", test_empty_store);
  ADD ("transient", test_transient);
  ADD ("last-resort", test_last_resort);
  ADD ("throttled", test_throttled);
  ADD ("interaction-needed", test_interaction_needed);
  ADD ("dead", test_dead);
  ADD ("dead-here-but-renewed-elsewhere", test_dead_here_but_renewed_elsewhere);
  ADD ("configuration", test_configuration);
  ADD ("hostile-answers", test_hostile_answers);
  ADD ("huge-answer", test_huge_answer);
  ADD ("close", test_close);
  ADD ("renews-when-the-authority-wants-it", test_renews_when_the_authority_wants_it);
  ADD ("renewed-by-another-process", test_renewed_by_another_process);
  ADD ("signed-out-by-another-process", test_signed_out_by_another_process);

  return g_test_run ();
}
