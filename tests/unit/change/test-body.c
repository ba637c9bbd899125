/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gh-change-body.h"
#include "gh-error.h"
#include "gh-json.h"

static GhCredential *
make_credential (GhCredentialType type, const char *user_name, const char *secret)
{
  GhCredential *credential = gh_credential_new (type);

  if (user_name != NULL)
    gh_credential_set_user_name (credential, user_name);
  if (secret != NULL)
    {
      g_autoptr (GhSecret) held = gh_secret_new_text (secret);

      gh_credential_set_secret (credential, held);
    }

  return credential;
}

static void
assert_body (GhCredential *credential, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSecret) body = gh_change_body_build (credential, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gh_secret_peek_text (body), ==, expected);
}

/* seed-exchange.md, 2: the body that the vendor gave, white space removed, to the byte. */
static void
test_caller_identity (void)
{
  g_autoptr (GhCredential) credential = gh_credential_new (GH_CREDENTIAL_OAUTH2_CALLER);

  assert_body (credential, "{\"credentialDetails\":{\"credentialType\":\"OAuth2\","
                           "\"encryptedConnection\":\"Encrypted\",\"encryptionAlgorithm\":\"None\","
                           "\"privacyLevel\":\"Organizational\",\"useCallerAADIdentity\":true}}");
}

/* Another choice changes those two values only, and single sign-on none. */
static void
test_caller_identity_otherwise (void)
{
  g_autoptr (GhCredential) credential = gh_credential_new (GH_CREDENTIAL_OAUTH2_CALLER);

  gh_credential_set_privacy_level (credential, "Private", NULL);
  gh_credential_set_encrypted_connection (credential, FALSE);
  gh_credential_set_single_sign_on (credential, TRUE);
  assert_body (credential,
               "{\"credentialDetails\":{\"credentialType\":\"OAuth2\","
               "\"encryptedConnection\":\"NotEncrypted\",\"encryptionAlgorithm\":\"None\","
               "\"privacyLevel\":\"Private\",\"useCallerAADIdentity\":true}}");
}

static void
test_basic (void)
{
  g_autoptr (GhCredential) credential =
      make_credential (GH_CREDENTIAL_BASIC, "CONTOSO\\svc", "say \"hi\"");

  assert_body (credential,
               "{\"credentialDetails\":{\"credentialType\":\"Basic\",\"credentials\":"
               "\"{\\\"credentialData\\\":[{\\\"name\\\":\\\"username\\\",\\\"value\\\":"
               "\\\"CONTOSO\\\\\\\\svc\\\"},{\\\"name\\\":\\\"password\\\",\\\"value\\\":"
               "\\\"say \\\\\\\"hi\\\\\\\"\\\"}]}\",\"encryptedConnection\":\"Encrypted\","
               "\"encryptionAlgorithm\":\"None\",\"privacyLevel\":\"Organizational\","
               "\"useEndUserOAuth2Credentials\":false}}");
}

static void
test_anonymous (void)
{
  g_autoptr (GhCredential) credential = gh_credential_new (GH_CREDENTIAL_ANONYMOUS);

  assert_body (credential, "{\"credentialDetails\":{\"credentialType\":\"Anonymous\","
                           "\"credentials\":\"{\\\"credentialData\\\":\\\"\\\"}\","
                           "\"encryptedConnection\":\"Encrypted\",\"encryptionAlgorithm\":\"None\","
                           "\"privacyLevel\":\"Organizational\","
                           "\"useEndUserOAuth2Credentials\":false}}");
}

/* Only a pasted token may bring single sign-on; every other type sends false. */
static void
test_single_sign_on (void)
{
  g_autoptr (GhCredential) token = make_credential (GH_CREDENTIAL_OAUTH2_TOKEN, NULL, "t");
  g_autoptr (GhCredential) key = make_credential (GH_CREDENTIAL_KEY, NULL, "k");
  g_autoptr (GhSecret) token_body = NULL;
  g_autoptr (GhSecret) key_body = NULL;

  gh_credential_set_single_sign_on (token, TRUE);
  gh_credential_set_single_sign_on (key, TRUE);
  token_body = gh_change_body_build (token, NULL, NULL);
  key_body = gh_change_body_build (key, NULL, NULL);

  g_assert_nonnull (
      strstr (gh_secret_peek_text (token_body), "\"useEndUserOAuth2Credentials\":true"));
  g_assert_nonnull (
      strstr (gh_secret_peek_text (key_body), "\"useEndUserOAuth2Credentials\":false"));
}

/* What goes through the outer and the inner JSON comes out as it was typed. */
static void
test_awkward_passwords (void)
{
  static const char *const passwords[] = {
    "\"quotes\" and 'quotes'",     "back\\slash\\", "unit\x1fseparator",
    "\xf0\x9f\x94\x91 key",        "a\tb",          "<ccon>",
    "\xe2\x80\xa8 line separator",
  };

  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_autoptr (GhCredential) credential = make_credential (GH_CREDENTIAL_KEY, NULL, passwords[i]);
      g_autoptr (GhSecret) body = gh_change_body_build (credential, NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) outer = gh_json_parse_object (gh_secret_peek_text (body), -1, &error);
      JsonObject *details;
      g_autoptr (JsonObject) inner = NULL;
      JsonArray *data;

      g_assert_no_error (error);
      details = json_object_get_object_member (outer, "credentialDetails");
      inner =
          gh_json_parse_object (json_object_get_string_member (details, "credentials"), -1, &error);
      g_assert_no_error (error);
      data = json_object_get_array_member (inner, "credentialData");
      g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (data, 0),
                                                      "value"),
                       ==, passwords[i]);
    }
}

static GhGatewayKey *
make_key (void)
{
  guint8 modulus[256];
  g_autofree char *text = NULL;
  GhGatewayKey *key;

  /* No such key exists, but it has the form of one, and nobody opens what it seals. */
  memset (modulus, 0xd5, sizeof modulus);
  text = g_base64_encode (modulus, sizeof modulus);
  key = gh_gateway_key_new (text, "AQAB", NULL);
  g_assert_nonnull (key);

  return key;
}

static void
test_sealed (void)
{
  g_autoptr (GhCredential) basic =
      make_credential (GH_CREDENTIAL_BASIC, "svc_bi", "Correct-Horse-7");
  g_autoptr (GhCredential) anonymous = gh_credential_new (GH_CREDENTIAL_ANONYMOUS);
  g_autoptr (GhGatewayKey) key = make_key ();
  GhCredential *credentials[] = { basic, anonymous };

  for (guint i = 0; i < G_N_ELEMENTS (credentials); i++)
    {
      g_autoptr (GhSecret) body = gh_change_body_build (credentials[i], key, NULL);

      g_assert_nonnull (body);
      g_assert_nonnull (
          strstr (gh_secret_peek_text (body), "\"encryptionAlgorithm\":\"RSA-OAEP\""));
      g_assert_null (strstr (gh_secret_peek_text (body), "Correct-Horse-7"));
      g_assert_null (strstr (gh_secret_peek_text (body), "svc_bi"));
      g_assert_null (strstr (gh_secret_peek_text (body), "credentialData"));
    }
}

static void
test_caller_identity_cannot_be_sealed (void)
{
  g_autoptr (GhCredential) credential = gh_credential_new (GH_CREDENTIAL_OAUTH2_CALLER);
  g_autoptr (GhGatewayKey) key = make_key ();
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_change_body_build (credential, key, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/change-body/caller-identity", test_caller_identity);
  g_test_add_func ("/change-body/caller-identity-otherwise", test_caller_identity_otherwise);
  g_test_add_func ("/change-body/basic", test_basic);
  g_test_add_func ("/change-body/anonymous", test_anonymous);
  g_test_add_func ("/change-body/single-sign-on", test_single_sign_on);
  g_test_add_func ("/change-body/awkward-passwords", test_awkward_passwords);
  g_test_add_func ("/change-body/sealed", test_sealed);
  g_test_add_func ("/change-body/caller-identity-cannot-be-sealed",
                   test_caller_identity_cannot_be_sealed);

  return g_test_run ();
}
