/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Our client against an authority that others wrote, and that holds every client to the standard:
 * code and PKCE on loopback over https, refresh tokens that are rotated and whose second use
 * revokes everything. */

#include "gh-authority.h"
#include "gh-browser-sign-in.h"
#include "gh-error.h"
#include "gh-json.h"
#include "gh-memory-store.h"
#include "gh-token-claims.h"
#include "gh-token-endpoint.h"
#include "peer-provider.h"

#define ANNA "anna@contoso.com"
#define CALLERS 50
#define SAFETY_SECONDS 60

typedef struct
{
  PeerProvider *provider;
  GhCloud *cloud;
  GhClock *clock;
  GhTokenStore *store;
  guint safety;

  GhSignInResult *result;
  GhAuthority *authority;
  GError *error;
} Fixture;

static gboolean
give_up (gpointer data)
{
  g_error ("the peer did not answer within %d s", SAFETY_SECONDS);

  return G_SOURCE_REMOVE;
}

/* @data: (nullable): the tenant that the issuer names */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->provider = peer_provider_new (data);
  fixture->cloud = peer_provider_get_cloud (fixture->provider);
  fixture->clock = gh_clock_new ();
  fixture->store = gh_memory_store_new ();
  fixture->safety = g_timeout_add_seconds (SAFETY_SECONDS, give_up, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_source_remove (fixture->safety);
  g_clear_object (&fixture->authority);
  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->clock);
  peer_provider_free (fixture->provider);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
sign_in_with (Fixture *fixture, GhHttpClient *http, const char *user, gboolean paste_mode)
{
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (GAsyncResult) browsed = NULL;
  g_autoptr (GSubprocess) browser = NULL;
  g_autoptr (GhBrowserSignIn) attempt =
      gh_browser_sign_in_new (http, fixture->clock, fixture->cloud,
                              gh_cloud_get_tenant_hint (fixture->cloud),
                              gh_cloud_get_client_id_hint (fixture->cloud), NULL);

  gh_browser_sign_in_set_paste_mode (attempt, paste_mode);
  gh_browser_sign_in_run_async (attempt, NULL, keep_result, &signed_in);
  browser = peer_provider_browse (fixture->provider, user, gh_browser_sign_in_get_link (attempt));
  g_subprocess_wait_async (browser, NULL, keep_result, &browsed);
  wait_for (&browsed);
  g_assert_true (g_subprocess_get_successful (browser));
  wait_for (&signed_in);
  fixture->result = gh_browser_sign_in_run_finish (attempt, signed_in, &fixture->error);
}

static void
sign_in (Fixture *fixture, const char *user, gboolean paste_mode)
{
  sign_in_with (fixture, peer_provider_get_http (fixture->provider), user, paste_mode);
}

/* What the sign-in left is what the authority starts with, and what the store has got. */
static void
sign_in_to_authority (Fixture *fixture)
{
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;
  GhAccount *account;
  GhTokenSet *tokens;

  sign_in (fixture, ANNA, FALSE);
  g_assert_no_error (fixture->error);
  account = gh_sign_in_result_get_account (fixture->result);
  tokens = gh_sign_in_result_get_tokens (fixture->result);
  gh_token_store_save_async (fixture->store, account, tokens, NULL, keep_result, &saved);
  wait_for (&saved);
  gh_token_store_save_finish (fixture->store, saved, &error);
  g_assert_no_error (error);
  fixture->authority = gh_authority_new (peer_provider_get_http (fixture->provider), fixture->clock,
                                         fixture->store, account, tokens);
}

/* An access token; NULL leaves the reason in the fixture. */
static GhSecret *
authorize (Fixture *fixture, GhSecret *rejected)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_authorizer_authorize_async (GH_AUTHORIZER (fixture->authority),
                                 gh_cloud_get_powerbi_audience (fixture->cloud), rejected, NULL,
                                 keep_result, &result);
  wait_for (&result);

  return gh_authorizer_authorize_finish (GH_AUTHORIZER (fixture->authority), result,
                                         &fixture->error);
}

static GhSecret *
load_refresh_token (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhTokenSet) tokens = NULL;
  g_autoptr (GError) error = NULL;

  gh_token_store_load_async (fixture->store, gh_sign_in_result_get_account (fixture->result), NULL,
                             keep_result, &result);
  wait_for (&result);
  tokens = gh_token_store_load_finish (fixture->store, result, &error);
  g_assert_no_error (error);

  return gh_secret_ref (gh_token_set_get_refresh_token (tokens));
}

/* Past the authority, as a thief would who has got hold of an old token. */
static GhEntraError *
replay (Fixture *fixture, GhSecret *refresh_token)
{
  g_autoptr (GhTokenEndpoint) endpoint =
      gh_token_endpoint_new (peer_provider_get_http (fixture->provider), fixture->cloud,
                             gh_cloud_get_tenant_hint (fixture->cloud),
                             gh_cloud_get_client_id_hint (fixture->cloud));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhTokenAnswer) answer = NULL;
  GhEntraError *refusal = NULL;

  gh_token_endpoint_refresh_async (endpoint, refresh_token,
                                   gh_cloud_get_powerbi_audience (fixture->cloud), NULL, NULL,
                                   keep_result, &result);
  wait_for (&result);
  answer = gh_token_endpoint_finish (endpoint, result, &refusal, NULL);
  g_assert_null (answer);

  return refusal;
}

static void
assert_signed_in (Fixture *fixture)
{
  GhAccount *account;
  GhSecret *token;
  g_autoptr (JsonObject) claims = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_no_error (fixture->error);
  account = gh_sign_in_result_get_account (fixture->result);
  g_assert_cmpstr (gh_account_get_user_name (account), ==, ANNA);
  g_assert_cmpstr (gh_account_get_tenant_id (account), ==,
                   gh_cloud_get_tenant_hint (fixture->cloud));
  g_assert_true (g_uuid_string_is_valid (gh_account_get_object_id (account)));

  token = gh_token_set_get_access_token (gh_sign_in_result_get_tokens (fixture->result),
                                         gh_cloud_get_powerbi_audience (fixture->cloud), NULL);
  claims = gh_token_claims_decode (token, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (claims, "aud"), ==,
                   gh_cloud_get_powerbi_audience (fixture->cloud));
  g_assert_cmpstr (json_object_get_string_member (claims, "sub"), ==, ANNA);
  g_assert_cmpstr (json_object_get_string_member (claims, "client_id"), ==,
                   gh_cloud_get_client_id_hint (fixture->cloud));
  g_assert_cmpuint (peer_provider_count (fixture->provider, "authorization_code", "success"), ==,
                    1);
}

static void
test_form_post (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, ANNA, FALSE);

  assert_signed_in (fixture);
}

static void
test_query (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, ANNA, TRUE);

  assert_signed_in (fixture);
}

/* That it was the user who declined is something that Entra ID alone says, with a member of its
 * own; the standard's "access_denied" leaves it open, so that the authority's words are shown. */
static void
test_declined (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "decline", FALSE);

  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_REFUSED);
  g_assert_nonnull (strstr (fixture->error->message, "End-User aborted interaction"));
  g_assert_cmpuint (peer_provider_count (fixture->provider, NULL, NULL), ==, 0);
}

/* The provider is sound in all but the name that it gives itself. */
static void
test_foreign_issuer (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, ANNA, FALSE);

  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_PROTOCOL);
  g_assert_cmpuint (peer_provider_count (fixture->provider, "authorization_code", "success"), ==,
                    1);
}

/* The browser of the user may trust a machine that the system does not: no code is redeemed there.
 */
static void
test_untrusted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);

  sign_in_with (fixture, http, ANNA, FALSE);

  g_assert_null (fixture->result);
  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_OFFLINE);
  g_assert_nonnull (strstr (fixture->error->message, "could not be proved"));
  g_assert_cmpuint (peer_provider_count (fixture->provider, NULL, NULL), ==, 0);
}

static void
test_rotation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhSecret) access = NULL;
  g_autoptr (GhSecret) refresh = NULL;

  sign_in_to_authority (fixture);
  access = authorize (fixture, NULL);
  refresh = load_refresh_token (fixture);

  for (guint i = 1; i <= 3; i++)
    {
      g_autoptr (GhSecret) new_access = authorize (fixture, access);
      g_autoptr (GhSecret) new_refresh = load_refresh_token (fixture);

      g_assert_no_error (fixture->error);
      g_assert_false (gh_secret_equal (new_access, access));
      g_assert_false (gh_secret_equal (new_refresh, refresh));
      g_assert_cmpuint (peer_provider_count (fixture->provider, "refresh_token", "success"), ==, i);
      gh_secret_unref (g_steal_pointer (&access));
      gh_secret_unref (g_steal_pointer (&refresh));
      access = g_steal_pointer (&new_access);
      refresh = g_steal_pointer (&new_refresh);
    }
  g_assert_cmpuint (peer_provider_count (fixture->provider, NULL, "revoked"), ==, 0);
}

/* Whoever uses a token twice loses the whole sign-in, the rightful owner too; who is left without
 * it is told to sign in, and nothing goes round in circles. */
static void
test_replay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhSecret) first = NULL;
  g_autoptr (GhSecret) access = NULL;
  g_autoptr (GhSecret) renewed = NULL;
  g_autoptr (GhSecret) none = NULL;
  g_autoptr (GhEntraError) refusal = NULL;
  guint requests;

  sign_in_to_authority (fixture);
  first = load_refresh_token (fixture);
  access = authorize (fixture, NULL);
  renewed = authorize (fixture, access);
  g_assert_no_error (fixture->error);

  refusal = replay (fixture, first);
  g_assert_nonnull (refusal);
  g_assert_cmpstr (refusal->error, ==, "invalid_grant");
  g_assert_cmpuint (peer_provider_count (fixture->provider, "refresh_token",
                                         "refresh token already used"),
                    ==, 1);
  requests = peer_provider_count (fixture->provider, "refresh_token", NULL);

  none = authorize (fixture, renewed);
  g_assert_null (none);
  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpuint (peer_provider_count (fixture->provider, "refresh_token", NULL), ==,
                    requests + 1);
}

/* Two requests with one refresh token would end the sign-in here. */
static void
test_single_flight (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *results[CALLERS] = { NULL };
  g_autoptr (GhSecret) access = NULL;
  g_autoptr (GhSecret) shared = NULL;
  g_autoptr (GhSecret) later = NULL;

  sign_in_to_authority (fixture);
  access = authorize (fixture, NULL);
  for (guint i = 0; i < CALLERS; i++)
    gh_authorizer_authorize_async (GH_AUTHORIZER (fixture->authority),
                                   gh_cloud_get_powerbi_audience (fixture->cloud), access, NULL,
                                   keep_result, &results[i]);
  for (guint i = 0; i < CALLERS; i++)
    {
      g_autoptr (GhSecret) token = NULL;

      wait_for (&results[i]);
      token = gh_authorizer_authorize_finish (GH_AUTHORIZER (fixture->authority), results[i],
                                              &fixture->error);
      g_object_unref (results[i]);
      g_assert_no_error (fixture->error);
      g_assert_false (gh_secret_equal (token, access));
      if (shared == NULL)
        shared = gh_secret_ref (token);
      g_assert_true (gh_secret_equal (token, shared));
    }
  g_assert_cmpuint (peer_provider_count (fixture->provider, "refresh_token", NULL), ==, 1);

  later = authorize (fixture, shared);
  g_assert_no_error (fixture->error);
  g_assert_false (gh_secret_equal (later, shared));
  g_assert_cmpuint (peer_provider_count (fixture->provider, NULL, "revoked"), ==, 0);
}

#define ADD(name, function, issuer_tenant)                                                         \
  g_test_add ("/peers/oidc-provider/" name, Fixture, issuer_tenant, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("form-post", test_form_post, NULL);
  ADD ("query", test_query, NULL);
  ADD ("declined", test_declined, NULL);
  ADD ("foreign-issuer", test_foreign_issuer, "5d9c9b3c-0000-4000-8000-000000000001");
  ADD ("untrusted", test_untrusted, NULL);
  ADD ("rotation", test_rotation, NULL);
  ADD ("replay", test_replay, NULL);
  ADD ("single-flight", test_single_flight, NULL);

  return g_test_run ();
}
