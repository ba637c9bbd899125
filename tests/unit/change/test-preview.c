/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "fake-power-bi.h"
#include "gh-change-body.h"
#include "gh-change.h"
#include "gh-json.h"

#define GATEWAY "0f3c8a52-6a0e-4b9d-8f6e-2c1d7e5a9b10"
#define SOURCE "7b1e44d0-93c2-4f0a-a5d8-61f0c2b7e93a"
#define GATEWAY_PATH "/gateways/" GATEWAY
#define SOURCE_PATH GATEWAY_PATH "/datasources/" SOURCE
#define SOURCE_ANSWER                                                                              \
  "{\"id\":\"" SOURCE "\",\"gatewayId\":\"" GATEWAY "\",\"datasourceType\":\"Sql\","               \
  "\"connectionDetails\":\"{}\"}"
/* Nothing of it may be found anywhere, in whatever form. */
#define SECRET "Zq\"9\\x'$(id)`w`"
#define SECRET_PIECE "9\\x"

typedef struct
{
  FakePowerBi *fake;
  GhGatewayMemory *memory;
  GhDatasource *datasource;
  GhRoute *plain;
  GhRoute *sealed;
  GhRoute *undecided;
} Fixture;

static GhRoute *
find_route (Fixture *f)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GError) error = NULL;
  GhRoute *route;

  gh_route_find_async (fake_power_bi_get_power_bi (f->fake), f->memory, f->datasource, NULL,
                       awaited_cb, &awaited);
  route = gh_route_find_finish (await (&awaited), &error);
  g_assert_no_error (error);

  return route;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonObject) details = json_object_new ();
  g_autofree char *gateway = fake_power_bi_make_gateway (GATEWAY, "Frankfurt cluster");

  f->fake = fake_power_bi_new ();
  f->memory = gh_gateway_memory_new (NULL);
  f->datasource = gh_datasource_new (SOURCE, GATEWAY, NULL, "Sql", details);

  fake_power_bi_answer_path (f->fake, "GET /", 404, "{}");
  f->undecided = find_route (f);
  fake_power_bi_answer_path (f->fake, "GET " SOURCE_PATH, 200, SOURCE_ANSWER);
  f->plain = find_route (f);
  fake_power_bi_answer_path (f->fake, "GET " GATEWAY_PATH, 200, gateway);
  f->sealed = find_route (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->undecided);
  g_clear_object (&f->plain);
  g_clear_object (&f->sealed);
  g_clear_object (&f->datasource);
  g_clear_object (&f->memory);
  g_clear_pointer (&f->fake, fake_power_bi_free);
}

static GhChange *
make_change (Fixture *f, GhCredentialType type)
{
  g_autoptr (GhCredential) credential = gh_credential_new (type);
  g_autoptr (GhSecret) secret = gh_secret_new_text (SECRET);

  if (gh_credential_type_needs_user_name (type))
    gh_credential_set_user_name (credential, "CONTOSO\\o'brien");
  if (gh_credential_type_needs_secret (type))
    gh_credential_set_secret (credential, secret);

  return gh_change_new (fake_power_bi_get_power_bi (f->fake), f->memory, f->datasource, credential);
}

static void
test_head (Fixture *f, gconstpointer data)
{
  g_autoptr (GhChange) change = make_change (f, GH_CREDENTIAL_BASIC);
  g_autofree char *head = gh_change_dup_preview_head (change, "anna@contoso.com");

  g_assert_true (g_str_has_prefix (head, "PATCH http://127.0.0.1:"));
  g_assert_true (g_str_has_suffix (head, "/v1.0/myorg\n"
                                         "      /gateways/" GATEWAY "\n"
                                         "      /datasources/" SOURCE "\n"
                                         "Authorization: Bearer ⟨token of anna@contoso.com⟩"));
}

static void
test_sealed_body (Fixture *f, gconstpointer data)
{
  g_autoptr (GhChange) change = make_change (f, GH_CREDENTIAL_BASIC);
  g_autofree char *body = gh_change_dup_preview_body (change, f->sealed);

  g_assert_cmpstr (
      body, ==,
      "{\n"
      "  \"credentialDetails\": {\n"
      "    \"credentialType\": \"Basic\",\n"
      "    \"credentials\": \"⟨user name and password, sealed for Frankfurt cluster⟩\",\n"
      "    \"encryptedConnection\": \"Encrypted\",\n"
      "    \"encryptionAlgorithm\": \"RSA-OAEP\",\n"
      "    \"privacyLevel\": \"Organizational\",\n"
      "    \"useEndUserOAuth2Credentials\": false\n"
      "  }\n"
      "}");
}

static void
test_plain_body (Fixture *f, gconstpointer data)
{
  g_autoptr (GhChange) change = make_change (f, GH_CREDENTIAL_KEY);
  g_autofree char *body = gh_change_dup_preview_body (change, f->plain);

  g_assert_nonnull (strstr (body, "\"credentials\": \"{\\\"credentialData\\\":[{\\\"name\\\":"
                                  "\\\"key\\\",\\\"value\\\":\\\"⟨account key⟩\\\"}]}\""));
  g_assert_nonnull (strstr (body, "\"encryptionAlgorithm\": \"None\""));
}

static void
test_caller_identity_body (Fixture *f, gconstpointer data)
{
  g_autoptr (GhChange) change = make_change (f, GH_CREDENTIAL_OAUTH2_CALLER);
  g_autofree char *body = gh_change_dup_preview_body (change, f->undecided);

  g_assert_cmpstr (body, ==,
                   "{\n"
                   "  \"credentialDetails\": {\n"
                   "    \"credentialType\": \"OAuth2\",\n"
                   "    \"encryptedConnection\": \"Encrypted\",\n"
                   "    \"encryptionAlgorithm\": \"None\",\n"
                   "    \"privacyLevel\": \"Organizational\",\n"
                   "    \"useCallerAADIdentity\": true\n"
                   "  }\n"
                   "}");
}

static void
assert_no_secret (char *text)
{
  g_autofree char *owned = text;

  if (owned != NULL)
    g_assert_null (strstr (owned, SECRET_PIECE));
}

static void
test_no_secret_anywhere (Fixture *f, gconstpointer data)
{
  GhRoute *routes[] = { NULL, f->undecided, f->plain, f->sealed };

  for (int type = GH_CREDENTIAL_BASIC; type <= GH_CREDENTIAL_OAUTH2_CALLER; type++)
    {
      g_autoptr (GhChange) change = make_change (f, (GhCredentialType)type);

      assert_no_secret (gh_change_dup_preview_head (change, "anna@contoso.com"));
      assert_no_secret (gh_change_dup_field_summary (change));
      for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
        {
          assert_no_secret (gh_change_dup_preview_body (change, routes[i]));
          assert_no_secret (gh_change_dup_curl (change, routes[i]));
          assert_no_secret (gh_change_dup_command_line (change, routes[i]));
        }
    }
}

static void
test_field_summary (Fixture *f, gconstpointer data)
{
  g_autoptr (GhChange) change = make_change (f, GH_CREDENTIAL_BASIC);
  g_autofree char *summary = gh_change_dup_field_summary (change);

  g_assert_cmpstr (summary, ==,
                   "User name and password\n"
                   "Stored user name unknown, will become CONTOSO\\o'brien");
}

/* curl can't seal, and would send clear text. */
static void
test_curl_only_on_plain_route (Fixture *f, gconstpointer data)
{
  g_autoptr (GhChange) change = make_change (f, GH_CREDENTIAL_BASIC);

  g_assert_null (gh_change_dup_curl (change, NULL));
  g_assert_null (gh_change_dup_curl (change, f->undecided));
  g_assert_null (gh_change_dup_curl (change, f->sealed));
}

static void
test_no_copy_with_strange_ids (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonObject) details = json_object_new ();
  g_autoptr (GhChange) change = NULL;

  g_clear_object (&f->datasource);
  f->datasource = gh_datasource_new ("x'; id", GATEWAY, NULL, "Sql", details);
  change = make_change (f, GH_CREDENTIAL_BASIC);

  g_assert_null (gh_change_dup_curl (change, f->plain));
  g_assert_null (gh_change_dup_command_line (change, f->sealed));
}

/* Runs @script in bash with @typed on its standard input. */
static char *
run_bash (const char *script, const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) bash =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                            G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                        &error, "bash", "-c", script, NULL);
  char *output = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (bash, typed, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (bash));

  return output;
}

/* What the copy sends is what Gatehouse would have sent, whatever is in the password. */
static void
test_curl_sends_the_same (Fixture *f, gconstpointer data)
{
  GhCredentialType types[] = { GH_CREDENTIAL_BASIC, GH_CREDENTIAL_KEY, GH_CREDENTIAL_ANONYMOUS,
                               GH_CREDENTIAL_OAUTH2_CALLER };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GhChange) change = make_change (f, types[i]);
      g_autofree char *copy = gh_change_dup_curl (change, f->plain);
      g_autofree char *script = g_strconcat ("curl() { cat; cat \"$5\"; }\n", copy, NULL);
      g_autofree char *sent = run_bash (script, "my-token\n" SECRET "\n");
      g_autoptr (GhSecret) body =
          gh_change_body_build (gh_change_get_credential (change), NULL, NULL);
      g_autofree char *expected =
          g_strconcat (gh_secret_peek_text (body), "header = \"Authorization: Bearer my-token\"\n",
                       NULL);

      g_assert_cmpstr (sent, ==, expected);
    }
}

static void
test_command_line (Fixture *f, gconstpointer data)
{
  g_autoptr (GhChange) change = make_change (f, GH_CREDENTIAL_WINDOWS);
  g_autofree char *copy = gh_change_dup_command_line (change, f->plain);
  g_autofree char *script =
      g_strconcat ("gatehousectl() { printf '<%s>' \"$@\"; printf '|'; cat; }\n", copy, NULL);
  g_autofree char *output = run_bash (script, SECRET "\n");

  g_assert_cmpstr (output, ==,
                   "<credential><set><" GATEWAY "/" SOURCE "><--type><windows>"
                   "<--user><CONTOSO\\o'brien><--privacy><Organizational><--encryption><Encrypted>"
                   "|" SECRET);
}

static void
test_command_line_names_new_key (Fixture *f, gconstpointer data)
{
  g_autoptr (GhChange) change = make_change (f, GH_CREDENTIAL_ANONYMOUS);
  g_autofree char *copy = gh_change_dup_command_line (change, f->sealed);
  g_autofree char *expected =
      g_strdup_printf ("gatehousectl credential set %s/%s --type anonymous --privacy "
                       "Organizational --encryption Encrypted --gateway-key %s",
                       GATEWAY, SOURCE,
                       gh_gateway_key_get_fingerprint (gh_route_get_key (f->sealed)));

  g_assert_cmpstr (copy, ==, expected);
}

#define ADD(name, test) g_test_add ("/change-preview/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("head", test_head);
  ADD ("sealed-body", test_sealed_body);
  ADD ("plain-body", test_plain_body);
  ADD ("caller-identity-body", test_caller_identity_body);
  ADD ("no-secret-anywhere", test_no_secret_anywhere);
  ADD ("field-summary", test_field_summary);
  ADD ("curl-only-on-plain-route", test_curl_only_on_plain_route);
  ADD ("no-copy-with-strange-ids", test_no_copy_with_strange_ids);
  ADD ("curl-sends-the-same", test_curl_sends_the_same);
  ADD ("command-line", test_command_line);
  ADD ("command-line-names-new-key", test_command_line_names_new_key);

  return g_test_run ();
}
