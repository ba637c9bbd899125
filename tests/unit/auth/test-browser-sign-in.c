/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <libsoup/soup.h>

#include "fake-authority.h"
#include "gh-browser-sign-in.h"
#include "gh-error.h"
#include "gh-random.h"
#include "raw-client.h"

typedef struct
{
  FakeAuthority *authority;
  GhCloud *cloud;
  GhClock *clock;
  GhHttpClient *http;
  GhBrowserSignIn *sign_in;
  GCancellable *cancellable;
  GHashTable *query;
  guint port;
  gboolean link_was_said;

  gboolean done;
  GhSignInResult *result;
  GError *error;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->authority = fake_authority_new ();
  fixture->cloud = fake_authority_new_cloud (fixture->authority);
  fixture->clock = gh_clock_new ();
  fixture->http = gh_http_client_new (NULL);
  fixture->cancellable = g_cancellable_new ();
}

/* On every path the port is closed when the attempt is over. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_true (fixture->done);
  g_assert_true (raw_client_is_refused (fixture->port));
  g_clear_pointer (&fixture->query, g_hash_table_unref);
  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
  g_assert_finalize_object (g_steal_pointer (&fixture->sign_in));
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->http);
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->cloud);
  g_clear_pointer (&fixture->authority, fake_authority_free);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->result =
      gh_browser_sign_in_run_finish (GH_BROWSER_SIGN_IN (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
link_ready_cb (GhBrowserSignIn *sign_in, const char *link, Fixture *fixture)
{
  g_assert_cmpstr (link, ==, gh_browser_sign_in_get_link (sign_in));
  fixture->link_was_said = TRUE;
}

static void
start (Fixture *fixture, const char *tenant, const char *login_hint, gboolean paste_mode)
{
  g_autoptr (GUri) link = NULL;
  g_autoptr (GUri) redirect = NULL;

  fixture->sign_in = gh_browser_sign_in_new (fixture->http, fixture->clock, fixture->cloud, tenant,
                                             FAKE_CLIENT, login_hint);
  gh_browser_sign_in_set_paste_mode (fixture->sign_in, paste_mode);
  g_signal_connect (fixture->sign_in, "link-ready", G_CALLBACK (link_ready_cb), fixture);
  g_assert_null (gh_browser_sign_in_get_link (fixture->sign_in));
  gh_browser_sign_in_run_async (fixture->sign_in, fixture->cancellable, done_cb, fixture);
  g_assert_true (fixture->link_was_said);

  link = g_uri_parse (gh_browser_sign_in_get_link (fixture->sign_in), G_URI_FLAGS_ENCODED, NULL);
  fixture->query = soup_form_decode (g_uri_get_query (link));
  redirect = g_uri_parse (g_hash_table_lookup (fixture->query, "redirect_uri"), 0, NULL);
  fixture->port = (guint)g_uri_get_port (redirect);
}

static const char *
get_query (Fixture *fixture, const char *name)
{
  return g_hash_table_lookup (fixture->query, name);
}

static char *
dup_payload (Fixture *fixture)
{
  g_autofree char *issuer = fake_authority_dup_issuer (fixture->authority);

  return g_strdup_printf (
      "{\"aud\":\"" FAKE_CLIENT "\",\"iss\":\"%s\",\"tid\":\"" FAKE_TENANT "\",\"oid\":\"" FAKE_USER
      "\",\"preferred_username\":\"anna@contoso.com\",\"nonce\":\"%s\",\"exp\":%" G_GINT64_FORMAT
      "}",
      issuer, get_query (fixture, "nonce"), gh_clock_now (fixture->clock) + 3600);
}

static void
push_tokens (Fixture *fixture)
{
  g_autofree char *payload = dup_payload (fixture);
  g_autofree char *id_token = fake_jwt (payload);
  g_autofree char *tokens = fake_tokens ("access-1", "refresh-1", id_token);

  fake_authority_push (fixture->authority, 200, NULL, tokens);
}

static void
send_code (Fixture *fixture)
{
  g_autofree char *form =
      g_strdup_printf ("code=the%%2Bcode&state=%s", get_query (fixture, "state"));
  g_autofree char *page = raw_client_post (fixture->port, form);

  g_assert_cmpuint (raw_client_status (page), ==, 200);
}

static void
assert_error (Fixture *fixture, int code, const char *pattern)
{
  run_until (&fixture->done);
  g_assert_error (fixture->error, GH_ERROR, code);
  g_test_message ("%s", fixture->error->message);
  g_assert_true (g_pattern_match_simple (pattern, fixture->error->message));
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  start (fixture, "organizations", NULL, FALSE);

  g_assert_cmpstr (get_query (fixture, "client_id"), ==, FAKE_CLIENT);
  g_assert_cmpstr (get_query (fixture, "response_type"), ==, "code");
  g_assert_cmpstr (get_query (fixture, "response_mode"), ==, "form_post");
  g_assert_cmpstr (get_query (fixture, "prompt"), ==, "select_account");
  g_assert_cmpstr (get_query (fixture, "code_challenge_method"), ==, "S256");
  g_assert_cmpstr (get_query (fixture, "scope"), ==,
                   FAKE_AUDIENCE "/.default offline_access openid profile");
  g_assert_cmpuint (strlen (get_query (fixture, "state")), ==, 43);
  g_assert_cmpuint (strlen (get_query (fixture, "code_challenge")), ==, 43);
  g_assert_null (get_query (fixture, "login_hint"));
  g_assert_nonnull (strstr (gh_browser_sign_in_get_link (fixture->sign_in),
                            "/organizations/oauth2/v2.0/authorize?"));

  g_cancellable_cancel (fixture->cancellable);
  run_until (&fixture->done);
}

static void
test_login_hint (Fixture *fixture, gconstpointer data)
{
  start (fixture, "organizations", "anna+b@contoso.com", TRUE);

  g_assert_cmpstr (get_query (fixture, "login_hint"), ==, "anna+b@contoso.com");
  g_assert_null (get_query (fixture, "prompt"));
  g_assert_cmpstr (get_query (fixture, "response_mode"), ==, "query");

  g_cancellable_cancel (fixture->cancellable);
  run_until (&fixture->done);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  GhTokenSet *tokens;
  gint64 expires_at = 0;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *verifier;
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *challenge = NULL;

  start (fixture, "organizations", NULL, FALSE);
  push_tokens (fixture);
  send_code (fixture);
  run_until (&fixture->done);
  g_assert_no_error (fixture->error);

  g_assert_cmpstr (fake_authority_get_form (fixture->authority, "grant_type"), ==,
                   "authorization_code");
  g_assert_cmpstr (fake_authority_get_form (fixture->authority, "code"), ==, "the+code");
  g_assert_cmpstr (fake_authority_get_form (fixture->authority, "redirect_uri"), ==,
                   get_query (fixture, "redirect_uri"));
  g_assert_null (fake_authority_get_form (fixture->authority, "client_secret"));

  verifier = fake_authority_get_form (fixture->authority, "code_verifier");
  g_checksum_update (checksum, (const guchar *)verifier, (gssize)strlen (verifier));
  g_checksum_get_digest (checksum, digest, &length);
  challenge = gh_base64url_encode (digest, length);
  g_assert_cmpstr (challenge, ==, get_query (fixture, "code_challenge"));

  g_assert_cmpstr (gh_account_get_user_name (gh_sign_in_result_get_account (fixture->result)), ==,
                   "anna@contoso.com");
  tokens = gh_sign_in_result_get_tokens (fixture->result);
  g_assert_cmpstr (gh_secret_peek_text (gh_token_set_get_refresh_token (tokens)), ==, "refresh-1");
  g_assert_cmpstr (gh_secret_peek_text (
                       gh_token_set_get_access_token (tokens, FAKE_AUDIENCE, &expires_at)),
                   ==, "access-1");
  g_assert_cmpint (ABS (expires_at - gh_clock_now (fixture->clock) - 3600), <=, 5);
}

static void
test_paste (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  start (fixture, "organizations", NULL, TRUE);
  push_tokens (fixture);
  address = g_strdup_printf ("http://localhost:%u/?code=pasted&state=%s", fixture->port,
                             get_query (fixture, "state"));

  g_assert_false (gh_browser_sign_in_submit_address (fixture->sign_in, "nonsense", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_true (gh_browser_sign_in_submit_address (fixture->sign_in, address, &error));
  run_until (&fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fake_authority_get_form (fixture->authority, "code"), ==, "pasted");

  g_assert_false (gh_browser_sign_in_submit_address (fixture->sign_in, address, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  start (fixture, "organizations", NULL, FALSE);
  g_cancellable_cancel (fixture->cancellable);
  run_until (&fixture->done);

  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fake_authority_count (fixture->authority), ==, 0);
}

static void
test_cancel_while_redeeming (Fixture *fixture, gconstpointer data)
{
  start (fixture, "organizations", NULL, FALSE);
  fake_authority_push_silence (fixture->authority);
  send_code (fixture);
  while (fake_authority_count (fixture->authority) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (raw_client_is_refused (fixture->port));
  g_cancellable_cancel (fixture->cancellable);
  run_until (&fixture->done);

  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_no_answer (Fixture *fixture, gconstpointer data)
{
  start (fixture, "organizations", NULL, FALSE);
  fake_authority_push_break (fixture->authority);
  send_code (fixture);

  assert_error (fixture, GH_ERROR_OFFLINE, "The authority did not answer*");
}

static void
test_limit (Fixture *fixture, gconstpointer data)
{
  start (fixture, "organizations", NULL, FALSE);
  g_assert_cmpuint (gh_browser_sign_in_get_seconds_left (fixture->sign_in), ==, 300);
  gh_clock_advance (fixture->clock, 301);

  assert_error (fixture, GH_ERROR_TIMED_OUT, "*five minutes*");
  g_assert_cmpuint (gh_browser_sign_in_get_seconds_left (fixture->sign_in), ==, 0);
}

static void
send_error (Fixture *fixture, const char *parameters)
{
  g_autofree char *form = g_strdup_printf ("%s&state=%s", parameters, get_query (fixture, "state"));
  g_autofree char *page = NULL;

  page = raw_client_post (fixture->port, form);
  g_assert_cmpuint (raw_client_status (page), ==, 200);
}

static void
test_declined (Fixture *fixture, gconstpointer data)
{
  start (fixture, "organizations", NULL, FALSE);
  send_error (fixture, "error=access_denied&error_subcode=cancel");

  assert_error (fixture, GH_ERROR_DECLINED, "*cancelled in the browser*");
}

static void
test_refused_by_page (Fixture *fixture, gconstpointer data)
{
  start (fixture, "organizations", NULL, FALSE);
  send_error (fixture, "error=access_denied&error_description=AADSTS50105%3A+not+assigned");

  assert_error (fixture, GH_ERROR_REFUSED, "The user is not assigned*(AADSTS50105)");
}

/* Here somebody is signing in already, so "sign in" would be no help. */
static void
test_refused_by_endpoint (Fixture *fixture, gconstpointer data)
{
  start (fixture, "organizations", NULL, FALSE);
  fake_authority_push (fixture->authority, 400, NULL,
                       "{\"error\":\"invalid_grant\",\"error_codes\":[53003]}");
  send_code (fixture);

  assert_error (fixture, GH_ERROR_REFUSED, "A policy of the tenant*(AADSTS53003)");
}

static void
test_no_id_token (Fixture *fixture, gconstpointer data)
{
  g_autofree char *tokens = fake_tokens ("access-1", "refresh-1", NULL);

  start (fixture, "organizations", NULL, FALSE);
  fake_authority_push (fixture->authority, 200, NULL, tokens);
  send_code (fixture);

  assert_error (fixture, GH_ERROR_PROTOCOL, "*“id_token” is missing*");
}

static void
test_no_refresh_token (Fixture *fixture, gconstpointer data)
{
  g_autofree char *payload = NULL;
  g_autofree char *id_token = NULL;
  g_autofree char *tokens = NULL;

  start (fixture, "organizations", NULL, FALSE);
  payload = dup_payload (fixture);
  id_token = fake_jwt (payload);
  tokens = fake_tokens ("access-1", NULL, id_token);
  fake_authority_push (fixture->authority, 200, NULL, tokens);
  send_code (fixture);

  assert_error (fixture, GH_ERROR_PROTOCOL, "*“refresh_token” is missing*");
}

static void
test_other_nonce (Fixture *fixture, gconstpointer data)
{
  g_autofree char *payload = NULL;
  g_autofree char *id_token = NULL;
  g_autofree char *tokens = NULL;
  g_autoptr (GString) changed = NULL;

  start (fixture, "organizations", NULL, FALSE);
  payload = dup_payload (fixture);
  changed = g_string_new (payload);
  g_string_replace (changed, get_query (fixture, "nonce"), "other", 0);
  id_token = fake_jwt (changed->str);
  tokens = fake_tokens ("access-1", "refresh-1", id_token);
  fake_authority_push (fixture->authority, 200, NULL, tokens);
  send_code (fixture);

  assert_error (fixture, GH_ERROR_PROTOCOL, "*belongs to another attempt*");
}

static void
test_runs_once (Fixture *fixture, gconstpointer data)
{
  start (fixture, "organizations", NULL, FALSE);
  g_cancellable_cancel (fixture->cancellable);
  run_until (&fixture->done);
  g_clear_error (&fixture->error);

  fixture->done = FALSE;
  gh_browser_sign_in_run_async (fixture->sign_in, NULL, done_cb, fixture);
  assert_error (fixture, GH_ERROR_FAILED, "*started twice*");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/browser-sign-in/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("link", test_link);
  ADD ("login-hint", test_login_hint);
  ADD ("round-trip", test_round_trip);
  ADD ("paste", test_paste);
  ADD ("cancel", test_cancel);
  ADD ("cancel-while-redeeming", test_cancel_while_redeeming);
  ADD ("no-answer", test_no_answer);
  ADD ("limit", test_limit);
  ADD ("declined", test_declined);
  ADD ("refused-by-page", test_refused_by_page);
  ADD ("refused-by-endpoint", test_refused_by_endpoint);
  ADD ("no-id-token", test_no_id_token);
  ADD ("no-refresh-token", test_no_refresh_token);
  ADD ("other-nonce", test_other_nonce);
  ADD ("runs-once", test_runs_once);

  return g_test_run ();
}
