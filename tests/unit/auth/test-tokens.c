/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "auth-fixture.h"
#include "gh-bearer-authorizer.h"
#include "gh-error.h"
#include "gh-memory-store.h"
#include "gh-token-set.h"

#define AUDIENCE "https://analysis.windows.net/powerbi/api"
#define FABRIC "https://api.fabric.microsoft.com"
/* after 2038 */
#define EXPIRY G_GINT64_CONSTANT (4102444800)

static GhTokenSet *
make_set (void)
{
  g_autoptr (GhSecret) access_token = gh_secret_new_text ("access");
  g_autoptr (GhTokenSet) empty = auth_fixture_make_tokens ("refresh \"quoted\"");

  return gh_token_set_with (empty, AUDIENCE, access_token, EXPIRY, NULL);
}

static void
assert_access_token (GhTokenSet *tokens, const char *audience, const char *text, gint64 expiry)
{
  gint64 expires_at = 0;
  GhSecret *token = gh_token_set_get_access_token (tokens, audience, &expires_at);

  g_assert_nonnull (token);
  g_assert_cmpstr (gh_secret_peek_text (token), ==, text);
  g_assert_cmpint (expires_at, ==, expiry);
}

static void
test_a_change_makes_a_new_set (void)
{
  g_autoptr (GhTokenSet) first = make_set ();
  g_autoptr (GhSecret) access_token = gh_secret_new_text ("newer");
  g_autoptr (GhSecret) refresh_token = gh_secret_new_text ("rotated");
  g_autoptr (GhTokenSet) second =
      gh_token_set_with (first, AUDIENCE, access_token, EXPIRY + 1, refresh_token);
  g_autoptr (GhTokenSet) third = gh_token_set_with (second, FABRIC, access_token, 5, NULL);

  assert_access_token (first, AUDIENCE, "access", EXPIRY);
  auth_fixture_assert_refresh_token (first, "refresh \"quoted\"");
  assert_access_token (second, AUDIENCE, "newer", EXPIRY + 1);
  auth_fixture_assert_refresh_token (second, "rotated");
  assert_access_token (third, AUDIENCE, "newer", EXPIRY + 1);
  assert_access_token (third, FABRIC, "newer", 5);
  auth_fixture_assert_refresh_token (third, "rotated");
  g_assert_null (gh_token_set_get_access_token (second, FABRIC, NULL));
}

/* What an application proves itself with stays through every renewal, and can be taken out. */
static void
test_keeps_secrets (void)
{
  g_autoptr (GhTokenSet) empty = gh_token_set_new (NULL);
  g_autoptr (GhSecret) secret = gh_secret_new_text ("client \"secret\"");
  g_autoptr (GhSecret) passphrase = gh_secret_new_text ("pass phrase");
  g_autoptr (GhSecret) access = gh_secret_new_text ("access");
  g_autoptr (GhTokenSet) one = gh_token_set_with_client_secret (empty, secret);
  g_autoptr (GhTokenSet) two = gh_token_set_with_passphrase (one, passphrase);
  g_autoptr (GhTokenSet) three = gh_token_set_with (two, AUDIENCE, access, EXPIRY, NULL);
  g_autoptr (GhSecret) record = gh_token_set_serialize (three);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokenSet) read = gh_token_set_parse (record, &error);
  g_autoptr (GhTokenSet) without = gh_token_set_with_client_secret (three, NULL);

  g_assert_no_error (error);
  g_assert_true (gh_secret_equal (gh_token_set_get_client_secret (read), secret));
  g_assert_true (gh_secret_equal (gh_token_set_get_passphrase (read), passphrase));
  g_assert_null (gh_token_set_get_client_secret (without));
  g_assert_true (gh_secret_equal (gh_token_set_get_passphrase (without), passphrase));
}

static void
test_knows_when_to_renew (void)
{
  g_autoptr (GhTokenSet) tokens = make_set ();
  g_autoptr (GhTokenSet) early = gh_token_set_with_renewal (tokens, AUDIENCE, 1000);
  g_autoptr (GhTokenSet) late = gh_token_set_with_renewal (tokens, AUDIENCE, EXPIRY);
  g_autoptr (GhSecret) record = gh_token_set_serialize (early);
  g_autoptr (GhTokenSet) read = gh_token_set_parse (record, NULL);

  g_assert_cmpint (gh_token_set_get_renewal (tokens, AUDIENCE), ==, EXPIRY - 300);
  g_assert_cmpint (gh_token_set_get_renewal (early, AUDIENCE), ==, 1000);
  g_assert_cmpint (gh_token_set_get_renewal (read, AUDIENCE), ==, 1000);
  g_assert_cmpint (gh_token_set_get_renewal (late, AUDIENCE), ==, EXPIRY - 300);
  g_assert_cmpint (gh_token_set_get_renewal (tokens, FABRIC), ==, 0);
}

static void
test_is_read_as_it_was_written (void)
{
  g_autoptr (GhTokenSet) tokens = make_set ();
  g_autoptr (GhSecret) record = gh_token_set_serialize (tokens);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokenSet) copy = gh_token_set_parse (record, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gh_secret_peek_text (record), ==,
                   "{\"format\":1,\"refreshToken\":\"refresh \\\"quoted\\\"\",\"accessTokens\":{"
                   "\"" AUDIENCE "\":{\"accessToken\":\"access\",\"expiresAt\":4102444800}}}");
  auth_fixture_assert_refresh_token (copy, "refresh \"quoted\"");
  assert_access_token (copy, AUDIENCE, "access", EXPIRY);
}

static void
test_needs_no_refresh_token (void)
{
  g_autoptr (GhTokenSet) tokens = gh_token_set_new (NULL);
  g_autoptr (GhSecret) record = gh_token_set_serialize (tokens);
  g_autoptr (GhTokenSet) copy = gh_token_set_parse (record, NULL);

  g_assert_nonnull (copy);
  g_assert_null (gh_token_set_get_refresh_token (copy));
}

static void
assert_not_parsed (const char *text)
{
  g_autoptr (GhSecret) record = gh_secret_new_text (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokenSet) tokens = gh_token_set_parse (record, &error);

  g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
  g_assert_null (tokens);
  g_assert_null (strstr (error->message, "hush"));
}

static void
test_refuses_other_records (void)
{
  assert_not_parsed ("");
  assert_not_parsed ("hush");
  assert_not_parsed ("{\"refreshToken\":\"hush\",\"accessTokens\":{}}");
  assert_not_parsed ("{\"format\":2,\"refreshToken\":\"hush\",\"accessTokens\":{}}");
  assert_not_parsed ("{\"format\":1,\"refreshToken\":[\"hush\"],\"accessTokens\":{}}");
  assert_not_parsed ("{\"format\":1,\"accessTokens\":{\"a\":\"hush\"}}");
  assert_not_parsed ("{\"format\":1,\"accessTokens\":{\"a\":{\"accessToken\":\"hush\"}}}");
  assert_not_parsed ("{\"format\":1,\"accessTokens\":{\"a\":{\"accessToken\":5,\"expiresAt\":5}}}");
}

static void
test_memory_keeps_accounts_apart (void)
{
  g_autoptr (GhTokenStore) store = gh_memory_store_new ();
  g_autoptr (GhAccount) anna = auth_fixture_make_account ("anna@contoso.com");
  g_autoptr (GhAccount) ben = auth_fixture_make_account ("ben@contoso.com");
  g_autoptr (GhTokenSet) tokens = auth_fixture_make_tokens ("of anna");
  g_autoptr (GhTokenSet) loaded = NULL;
  g_autoptr (GhTokenSet) nothing = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (auth_fixture_save (store, anna, tokens, NULL));
  loaded = auth_fixture_load (store, anna, NULL);
  auth_fixture_assert_refresh_token (loaded, "of anna");
  nothing = auth_fixture_load (store, ben, &error);
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);

  g_assert_true (auth_fixture_remove (store, anna, NULL));
  g_assert_false (auth_fixture_remove (store, anna, NULL));
}

static GhSecret *
authorize (GhAuthorizer *authorizer, GhSecret *rejected, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_authorizer_authorize_async (authorizer, AUDIENCE, rejected, NULL, auth_fixture_done_cb,
                                 &result);

  return gh_authorizer_authorize_finish (authorizer, auth_fixture_wait (&result), error);
}

static void
test_bearer_ends_when_it_is_rejected (void)
{
  g_autoptr (GhSecret) token = gh_secret_new_text ("brought along");
  g_autoptr (GhAuthorizer) authorizer = gh_bearer_authorizer_new (token);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) later_error = NULL;
  g_autoptr (GhSecret) given = authorize (authorizer, NULL, NULL);

  g_assert_true (gh_secret_equal (given, token));
  g_assert_null (authorize (authorizer, given, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED);
  g_assert_null (authorize (authorizer, NULL, &later_error));
  g_assert_error (later_error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/auth/tokens/a-change-makes-a-new-set", test_a_change_makes_a_new_set);
  g_test_add_func ("/auth/tokens/keeps-secrets", test_keeps_secrets);
  g_test_add_func ("/auth/tokens/knows-when-to-renew", test_knows_when_to_renew);
  g_test_add_func ("/auth/tokens/is-read-as-it-was-written", test_is_read_as_it_was_written);
  g_test_add_func ("/auth/tokens/needs-no-refresh-token", test_needs_no_refresh_token);
  g_test_add_func ("/auth/tokens/refuses-other-records", test_refuses_other_records);
  g_test_add_func ("/auth/tokens/memory-keeps-accounts-apart", test_memory_keeps_accounts_apart);
  g_test_add_func ("/auth/tokens/bearer-ends-when-it-is-rejected",
                   test_bearer_ends_when_it_is_rejected);

  return g_test_run ();
}
