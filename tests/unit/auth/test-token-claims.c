/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-claims.h"

#include <string.h>

#include "gh-error.h"

/* A JWT with this payload; header and signature are of no interest. */
static GhSecret *
make_token (const char *payload, gsize length)
{
  g_autofree char *base64 = g_base64_encode ((const guchar *)payload, length);
  g_autofree char *token = NULL;

  g_strdelimit (base64, "=", '\0');
  g_strdelimit (base64, "+", '-');
  g_strdelimit (base64, "/", '_');
  token = g_strdup_printf ("eyJhbGciOiJub25lIn0.%s.c2lnbmF0dXJl", base64);

  return gh_secret_new_text (token);
}

static JsonObject *
decode (const char *payload)
{
  g_autoptr (GhSecret) token = make_token (payload, strlen (payload));
  g_autoptr (GError) error = NULL;
  JsonObject *claims = gh_token_claims_decode (token, &error);

  g_assert_no_error (error);

  return claims;
}

static void
test_user (void)
{
  g_autoptr (JsonObject) claims = decode (
      "{\"scp\":\"Dataset.ReadWrite.All Workspace.Read.All\",\"upn\":\"anna@contoso.com\"}");
  g_autofree char *scope = gh_token_claims_dup_scope (claims);
  g_autofree char *who = gh_token_claims_dup_who (claims);

  g_assert_cmpstr (scope, ==, "Dataset.ReadWrite.All Workspace.Read.All");
  g_assert_cmpstr (who, ==, "anna@contoso.com");
  g_assert_false (gh_token_claims_is_application (claims));
}

static void
test_application (void)
{
  g_autoptr (JsonObject) claims =
      decode ("{\"idtyp\":\"app\",\"app_displayname\":\"pipeline\",\"appid\":\"guid\"}");
  g_autofree char *scope = gh_token_claims_dup_scope (claims);
  g_autofree char *who = gh_token_claims_dup_who (claims);

  g_assert_null (scope);
  g_assert_cmpstr (who, ==, "pipeline");
  g_assert_true (gh_token_claims_is_application (claims));
}

static void
test_older_claims (void)
{
  g_autoptr (JsonObject) user = decode ("{\"scp\":\"s\",\"upn\":5,\"unique_name\":\"anna\"}");
  g_autoptr (JsonObject) application = decode ("{\"appid\":\"guid\"}");
  g_autoptr (JsonObject) nobody = decode ("{\"scp\":\"s\",\"appid\":\"guid\"}");
  g_autofree char *who = gh_token_claims_dup_who (user);
  g_autofree char *which = gh_token_claims_dup_who (application);

  g_assert_cmpstr (who, ==, "anna");
  g_assert_cmpstr (which, ==, "guid");
  g_assert_null (gh_token_claims_dup_who (nobody));
  g_assert_true (gh_token_claims_is_application (application));
}

/* A name that would turn the text around it is shown escaped. */
static void
test_hostile_name (void)
{
  g_autoptr (JsonObject) claims = decode ("{\"scp\":\"s\",\"upn\":\"anna\xe2\x80\xae@contoso\"}");
  g_autofree char *who = gh_token_claims_dup_who (claims);

  g_assert_null (strstr (who, "\xe2\x80\xae"));
}

static void
assert_refused (const char *text, gsize length)
{
  g_autoptr (GhSecret) token = gh_secret_new (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) claims = gh_token_claims_decode (token, &error);

  g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
  g_assert_null (claims);
}

static void
assert_payload_refused (const char *payload, gsize length)
{
  g_autoptr (GhSecret) token = make_token (payload, length);

  assert_refused (gh_secret_peek_text (token), gh_secret_get_length (token));
}

static void
test_refuses_what_is_no_jwt (void)
{
  g_autofree char *huge = g_strnfill (1024 * 1024, 'A');

  assert_refused ("", 0);
  assert_refused ("opaque", 6);
  assert_refused ("e30.e30", 7);
  assert_refused ("e30..e30", 8);
  assert_refused ("e30.e30.", 8);
  assert_refused ("e30.e30.e30.e30", 15);
  assert_refused ("e30.e30=.e30", 12);
  assert_refused ("e30.e+/0.e30", 12);
  assert_refused ("e30.e3\0.e30", 11);
  assert_refused ("e30.e30e3.e30", 13);
  assert_refused (huge, 1024 * 1024);
}

static void
test_refuses_hostile_payloads (void)
{
  g_autofree char *deep = g_strnfill (30000, '[');

  assert_payload_refused (deep, 30000);
  assert_payload_refused ("[]", 2);
  assert_payload_refused ("\"text\"", 6);
  assert_payload_refused ("{\"upn\":", 7);
  assert_payload_refused ("\xff\xfe\xfd", 3);
  assert_payload_refused ("{}\0", 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/auth/token-claims/user", test_user);
  g_test_add_func ("/auth/token-claims/application", test_application);
  g_test_add_func ("/auth/token-claims/older-claims", test_older_claims);
  g_test_add_func ("/auth/token-claims/hostile-name", test_hostile_name);
  g_test_add_func ("/auth/token-claims/refuses-what-is-no-jwt", test_refuses_what_is_no_jwt);
  g_test_add_func ("/auth/token-claims/refuses-hostile-payloads", test_refuses_hostile_payloads);

  return g_test_run ();
}
