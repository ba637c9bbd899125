/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gh-credential.h"
#include "gh-error.h"
#include "gh-json.h"

static GhCredential *
new_credential (GhCredentialType type, const char *user_name, const char *secret)
{
  GhCredential *credential = gh_credential_new (type);

  gh_credential_set_user_name (credential, user_name);
  if (secret != NULL)
    {
      g_autoptr (GhSecret) kept = gh_secret_new_text (secret);

      gh_credential_set_secret (credential, kept);
    }

  return credential;
}

static void
assert_plaintext (GhCredentialType type,
                  const char *user_name,
                  const char *secret,
                  const char *expected)
{
  g_autoptr (GhCredential) credential = new_credential (type, user_name, secret);
  g_autoptr (GhSecret) plaintext = gh_credential_dup_plaintext (credential);
  gsize length;
  const char *bytes = gh_secret_peek (plaintext, &length);

  g_assert_cmpmem (bytes, length, expected, strlen (expected));
}

static void
test_plaintext_of_each_type (void)
{
  assert_plaintext (GH_CREDENTIAL_BASIC, "svc_bi", "Correct-Horse-7",
                    "{\"credentialData\":[{\"name\":\"username\",\"value\":\"svc_bi\"},"
                    "{\"name\":\"password\",\"value\":\"Correct-Horse-7\"}]}");
  assert_plaintext (GH_CREDENTIAL_WINDOWS, "CONTOSO\\svc_bi", "x",
                    "{\"credentialData\":[{\"name\":\"username\",\"value\":\"CONTOSO\\\\svc_bi\"},"
                    "{\"name\":\"password\",\"value\":\"x\"}]}");
  assert_plaintext (GH_CREDENTIAL_KEY, NULL, "0123456789abcdef",
                    "{\"credentialData\":[{\"name\":\"key\",\"value\":\"0123456789abcdef\"}]}");
  assert_plaintext (GH_CREDENTIAL_OAUTH2_TOKEN, NULL, "eyJ0.e30.",
                    "{\"credentialData\":[{\"name\":\"accessToken\",\"value\":\"eyJ0.e30.\"}]}");
  assert_plaintext (GH_CREDENTIAL_ANONYMOUS, NULL, NULL, "{\"credentialData\":\"\"}");
}

static void
test_caller_has_no_plaintext (void)
{
  g_autoptr (GhCredential) credential = gh_credential_new (GH_CREDENTIAL_OAUTH2_CALLER);

  g_assert_null (gh_credential_dup_plaintext (credential));
}

static void
test_fields_of_another_type_stay_out (void)
{
  assert_plaintext (GH_CREDENTIAL_KEY, "left over", "k",
                    "{\"credentialData\":[{\"name\":\"key\",\"value\":\"k\"}]}");
  assert_plaintext (GH_CREDENTIAL_ANONYMOUS, "left over", "left over", "{\"credentialData\":\"\"}");
}

#define KEY_OF(value) "{\"credentialData\":[{\"name\":\"key\",\"value\":\"" value "\"}]}"

static void
test_awkward_passwords (void)
{
  assert_plaintext (GH_CREDENTIAL_KEY, NULL, "a\"b\\c", KEY_OF ("a\\\"b\\\\c"));
  assert_plaintext (GH_CREDENTIAL_KEY, NULL, "\x1f\x01\n\t", KEY_OF ("\\u001f\\u0001\\n\\t"));
  assert_plaintext (GH_CREDENTIAL_KEY, NULL, "🔑é/'<\x7f", KEY_OF ("🔑é/'<\x7f"));
}

/* Whoever parses the plaintext gets back what was typed. */
static void
assert_round_trip (const char *password)
{
  g_autoptr (GhCredential) credential = new_credential (GH_CREDENTIAL_BASIC, "\"u\\", password);
  g_autoptr (GhSecret) plaintext = gh_credential_dup_plaintext (credential);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) root =
      gh_json_parse_object (gh_secret_peek_text (plaintext),
                            (gssize)gh_secret_get_length (plaintext), &error);
  JsonArray *pairs = NULL;

  g_assert_no_error (error);
  g_assert_true (gh_json_read_array (root, "credentialData", GH_JSON_REQUIRED, &pairs, NULL));
  g_assert_cmpuint (json_array_get_length (pairs), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (pairs, 0),
                                                  "value"),
                   ==, "\"u\\");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (pairs, 1),
                                                  "value"),
                   ==, password);
}

static void
test_round_trip (void)
{
  g_autofree char *long_password = g_strnfill (4096, '"');
  GString *controls = g_string_new (NULL);

  for (char c = 1; c < 0x20; c++)
    g_string_append_c (controls, c);
  assert_round_trip (controls->str);
  g_string_free (controls, TRUE);
  assert_round_trip (long_password);
  assert_round_trip ("\"},{\"name\":\"username\",\"value\":\"injected");
}

static void
assert_check (GhCredentialType type, const char *user_name, const char *secret, const char *message)
{
  g_autoptr (GhCredential) credential = new_credential (type, user_name, secret);
  g_autoptr (GError) error = NULL;
  gboolean good = gh_credential_check (credential, &error);

  if (message == NULL)
    {
      g_assert_no_error (error);
      g_assert_true (good);
      return;
    }
  g_assert_false (good);
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_check_names_the_field (void)
{
  assert_check (GH_CREDENTIAL_BASIC, "u", "p", NULL);
  assert_check (GH_CREDENTIAL_BASIC, NULL, "p", "The user name is empty");
  assert_check (GH_CREDENTIAL_WINDOWS, "", "p", "The user name is empty");
  assert_check (GH_CREDENTIAL_BASIC, "u", NULL, "The password is empty");
  assert_check (GH_CREDENTIAL_BASIC, "u", "", "The password is empty");
  assert_check (GH_CREDENTIAL_KEY, NULL, NULL, "The account key is empty");
  assert_check (GH_CREDENTIAL_OAUTH2_TOKEN, NULL, NULL, "The access token is empty");
  assert_check (GH_CREDENTIAL_ANONYMOUS, NULL, NULL, NULL);
  assert_check (GH_CREDENTIAL_OAUTH2_CALLER, NULL, NULL, NULL);
  assert_check (GH_CREDENTIAL_BASIC, "u\xff", "p",
                "The user name is not text: it is not UTF-8, or holds a NUL");
}

static void
test_check_refuses_a_nul (void)
{
  g_autoptr (GhCredential) credential = gh_credential_new (GH_CREDENTIAL_KEY);
  g_autoptr (GhSecret) secret = gh_secret_new ("ab\0c", 4);
  g_autoptr (GError) error = NULL;

  gh_credential_set_secret (credential, secret);
  g_assert_false (gh_credential_check (credential, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
}

static void
test_privacy_level (void)
{
  g_autoptr (GhCredential) credential = gh_credential_new (GH_CREDENTIAL_KEY);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (gh_credential_get_privacy_level (credential), ==, "Organizational");
  g_assert_true (gh_credential_set_privacy_level (credential, "private", NULL));
  g_assert_cmpstr (gh_credential_get_privacy_level (credential), ==, "Private");
  g_assert_false (gh_credential_set_privacy_level (credential, "Secret", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "None, Public, Organizational"));
  g_assert_cmpstr (gh_credential_get_privacy_level (credential), ==, "Private");
}

static void
test_single_sign_on_only_with_a_token (void)
{
  g_autoptr (GhCredential) basic = gh_credential_new (GH_CREDENTIAL_BASIC);
  g_autoptr (GhCredential) caller = gh_credential_new (GH_CREDENTIAL_OAUTH2_CALLER);
  g_autoptr (GhCredential) token = gh_credential_new (GH_CREDENTIAL_OAUTH2_TOKEN);

  gh_credential_set_single_sign_on (basic, TRUE);
  gh_credential_set_single_sign_on (caller, TRUE);
  gh_credential_set_single_sign_on (token, TRUE);

  g_assert_false (gh_credential_get_single_sign_on (basic));
  g_assert_false (gh_credential_get_single_sign_on (caller));
  g_assert_true (gh_credential_get_single_sign_on (token));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/credential/plaintext-of-each-type", test_plaintext_of_each_type);
  g_test_add_func ("/credential/caller-has-no-plaintext", test_caller_has_no_plaintext);
  g_test_add_func ("/credential/fields-of-another-type", test_fields_of_another_type_stay_out);
  g_test_add_func ("/credential/awkward-passwords", test_awkward_passwords);
  g_test_add_func ("/credential/round-trip", test_round_trip);
  g_test_add_func ("/credential/check-names-the-field", test_check_names_the_field);
  g_test_add_func ("/credential/check-refuses-a-nul", test_check_refuses_a_nul);
  g_test_add_func ("/credential/privacy-level", test_privacy_level);
  g_test_add_func ("/credential/single-sign-on", test_single_sign_on_only_with_a_token);

  return g_test_run ();
}
