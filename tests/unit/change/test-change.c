/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "fake-power-bi.h"
#include "gh-change.h"
#include "gh-error.h"
#include "gh-json.h"

#define GATEWAY "0f3c8a52-6a0e-4b9d-8f6e-2c1d7e5a9b10"
#define SOURCE "7b1e44d0-93c2-4f0a-a5d8-61f0c2b7e93a"
#define GATEWAY_PATH "/gateways/" GATEWAY
#define SOURCE_PATH GATEWAY_PATH "/datasources/" SOURCE
#define SOURCE_ANSWER                                                                              \
  "{\"id\":\"" SOURCE "\",\"gatewayId\":\"" GATEWAY "\",\"datasourceType\":\"Sql\","               \
  "\"connectionDetails\":\"{\\\"server\\\":\\\"s\\\",\\\"database\\\":\\\"d\\\"}\","               \
  "\"credentialType\":\"Windows\"}"
#define PASSWORD "Correct-Horse-7"
#define OLD_FINGERPRINT "SHA256:00000000000000000000000000000000000000000000000000000000000000aa"

typedef struct
{
  FakePowerBi *fake;
  GhGatewayMemory *memory;
  GhDatasource *datasource;
  GhCredential *credential;
  GhChange *change;
  GCancellable *cancellable;
} Fixture;

static GhChange *
make_change (Fixture *f)
{
  return gh_change_new (fake_power_bi_get_power_bi (f->fake), f->memory, f->datasource,
                        f->credential);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonObject) details =
      gh_json_parse_object ("{\"server\":\"s\",\"database\":\"d\"}", -1, NULL);
  g_autoptr (GhSecret) password = gh_secret_new_text (PASSWORD);

  f->fake = fake_power_bi_new ();
  fake_power_bi_answer_path (f->fake, "GET " SOURCE_PATH "/status", 404, "{}");
  f->memory = gh_gateway_memory_new (NULL);
  f->datasource = gh_datasource_new (SOURCE, GATEWAY, NULL, "Sql", details);
  f->credential = gh_credential_new (GH_CREDENTIAL_BASIC);
  gh_credential_set_user_name (f->credential, "svc_bi");
  gh_credential_set_secret (f->credential, password);
  f->change = make_change (f);
  f->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->cancellable);
  g_clear_object (&f->change);
  g_clear_object (&f->credential);
  g_clear_object (&f->datasource);
  g_clear_object (&f->memory);
  g_clear_pointer (&f->fake, fake_power_bi_free);
}

static gboolean
run (Fixture *f, GError **error)
{
  g_auto (Awaited) awaited = { NULL };

  gh_change_run_async (f->change, f->cancellable, awaited_cb, &awaited);

  return gh_change_run_finish (f->change, await (&awaited), error);
}

static void
remember (Fixture *f, const char *fingerprint)
{
  g_auto (Awaited) awaited = { NULL };

  gh_gateway_memory_remember_async (f->memory, GATEWAY, fingerprint, NULL, awaited_cb, &awaited);
  g_assert_true (gh_gateway_memory_remember_finish (f->memory, await (&awaited), NULL));
}

static char *
recall (Fixture *f)
{
  g_auto (Awaited) awaited = { NULL };
  char *fingerprint = NULL;

  gh_gateway_memory_recall_async (f->memory, GATEWAY, NULL, awaited_cb, &awaited);
  g_assert_true (gh_gateway_memory_recall_finish (f->memory, await (&awaited), &fingerprint, NULL));

  return fingerprint;
}

static void
be_on_premises (Fixture *f)
{
  g_autofree char *answer = fake_power_bi_make_gateway (GATEWAY, "Frankfurt cluster");

  fake_power_bi_answer_path (f->fake, "GET " GATEWAY_PATH, 200, answer);
  fake_power_bi_answer_path (f->fake, "GET " SOURCE_PATH, 200, SOURCE_ANSWER);
}

static void
be_in_cloud (Fixture *f)
{
  fake_power_bi_answer_path (f->fake, "GET " SOURCE_PATH, 200, SOURCE_ANSWER);
}

static guint
count_sent (Fixture *f)
{
  return fake_power_bi_count_path (f->fake, "PATCH " SOURCE_PATH);
}

static void
use_caller_identity (Fixture *f)
{
  g_clear_object (&f->credential);
  g_clear_object (&f->change);
  f->credential = gh_credential_new (GH_CREDENTIAL_OAUTH2_CALLER);
  f->change = make_change (f);
}

static void
test_sealed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *remembered = NULL;

  be_on_premises (f);
  fake_power_bi_answer_path (f->fake, "PATCH " SOURCE_PATH, 200, "");
  fake_power_bi_answer_path (f->fake, "GET " SOURCE_PATH "/status", 200, "");

  g_assert_true (run (f, &error));
  g_assert_no_error (error);
  g_assert_cmpint (gh_change_get_state (f->change), ==, GH_CHANGE_SET_AND_VERIFIED);
  g_assert_cmpint (gh_datasource_get_health (f->datasource), ==, GH_HEALTH_WORKS);
  g_assert_cmpstr (gh_datasource_get_credential_type (f->datasource), ==, "Basic");
  g_assert_cmpstr (gh_datasource_get_privacy_level (f->datasource), ==, "Organizational");
  g_assert_cmpint (gh_change_get_ended_at (f->change), >, 0);

  /* The first key was used, and is now the one that is known. */
  remembered = recall (f);
  g_assert_cmpstr (remembered, ==,
                   gh_gateway_key_get_fingerprint (
                       gh_route_get_key (gh_change_get_route (f->change))));
}

/* 200 is what sets it: a test that fails afterwards takes nothing back. */
static void
test_plain_is_set_without_test (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  be_in_cloud (f);
  fake_power_bi_answer_path (f->fake, "PATCH " SOURCE_PATH, 200, "");

  g_assert_true (run (f, &error));
  g_assert_no_error (error);
  g_assert_cmpint (gh_change_get_state (f->change), ==, GH_CHANGE_SET);
}

static void
test_undecided_sends_no_secret (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (run (f, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_UNDECIDED);
  g_assert_cmpint (gh_change_get_state (f->change), ==, GH_CHANGE_NOT_SENT);
  g_assert_cmpuint (count_sent (f), ==, 0);
}

static void
test_undecided_sends_caller_identity (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  use_caller_identity (f);
  fake_power_bi_answer_path (f->fake, "PATCH " SOURCE_PATH, 200, "");

  g_assert_true (run (f, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_sent (f), ==, 1);
}

/* Found out only while it runs that the data source is on-premises. */
static void
test_caller_identity_never_to_gateway (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  use_caller_identity (f);
  be_on_premises (f);

  g_assert_true (gh_change_check (f->change, NULL));
  g_assert_false (run (f, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
  g_assert_cmpuint (count_sent (f), ==, 0);
}

static void
test_caller_identity_by_kind (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *type;
    const char *details;
    gboolean possible;
  } cases[] = {
    { "Extension", "{\"kind\":\"PowerBI\",\"path\":\"PowerBI\"}", TRUE },
    { "Extension", "{\"kind\":\"Databricks\",\"path\":\"x\"}", FALSE },
    { "Extension", "{}", FALSE },
    { "PowerQueryMashup", "{\"kind\":\"PowerBI\",\"path\":\"PowerBI\"}", TRUE },
    { "Sql", "{\"server\":\"s\",\"database\":\"d\"}", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) details = gh_json_parse_object (cases[i].details, -1, NULL);
      g_autoptr (GError) error = NULL;

      g_clear_object (&f->datasource);
      f->datasource = gh_datasource_new (SOURCE, GATEWAY, NULL, cases[i].type, details);
      use_caller_identity (f);
      g_assert_cmpint (gh_change_check (f->change, &error), ==, cases[i].possible);
      if (!cases[i].possible)
        g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
    }
}

static void
test_changed_key (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *now = NULL;
  g_autofree char *shouted = NULL;

  be_on_premises (f);
  fake_power_bi_answer_path (f->fake, "PATCH " SOURCE_PATH, 200, "");
  remember (f, OLD_FINGERPRINT);

  g_assert_false (run (f, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_KEY_CHANGED);
  g_assert_cmpint (gh_change_get_state (f->change), ==, GH_CHANGE_NOT_SENT);
  g_assert_cmpuint (count_sent (f), ==, 0);
  kept = recall (f);
  g_assert_cmpstr (kept, ==, OLD_FINGERPRINT);

  /* Named by its fingerprint, in any case, it is accepted and from then on the known one. */
  now = g_strdup (
      gh_gateway_key_get_fingerprint (gh_route_get_key (gh_change_get_route (f->change))));
  shouted = g_ascii_strup (now, -1);
  g_clear_object (&f->change);
  g_clear_error (&error);
  f->change = make_change (f);
  gh_change_accept_key (f->change, shouted);

  g_assert_true (run (f, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_sent (f), ==, 1);
  g_clear_pointer (&kept, g_free);
  kept = recall (f);
  g_assert_cmpstr (kept, ==, now);
}

/* Another key than the one that was named, even where none was known before. */
static void
test_named_key_is_the_only_one (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  be_on_premises (f);
  gh_change_accept_key (f->change, OLD_FINGERPRINT);

  g_assert_false (run (f, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_KEY_CHANGED);
  g_assert_cmpuint (count_sent (f), ==, 0);
}

/* Nothing is known of the gateway but the key that was named, and now it looks like a cloud one. */
static void
test_named_key_is_never_plain (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  be_in_cloud (f);
  fake_power_bi_answer_path (f->fake, "PATCH " SOURCE_PATH, 200, "");
  gh_change_accept_key (f->change, OLD_FINGERPRINT);

  g_assert_false (run (f, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_KEY_CHANGED);
  g_assert_cmpint (gh_change_get_state (f->change), ==, GH_CHANGE_NOT_SENT);
  g_assert_cmpuint (count_sent (f), ==, 0);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  be_in_cloud (f);
  fake_power_bi_answer_path (
      f->fake, "PATCH " SOURCE_PATH, 400,
      "{\"error\":{\"code\":\"DM_GWPipeline_Gateway_InvalidConnectionCredentials\"}}");

  g_assert_false (run (f, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
  g_assert_cmpint (gh_change_get_state (f->change), ==, GH_CHANGE_REFUSED);
  g_assert_cmpstr (gh_problem_get_code (gh_change_get_problem (f->change)), ==,
                   "DM_GWPipeline_Gateway_InvalidConnectionCredentials");
  g_assert_cmpstr (gh_datasource_get_credential_type (f->datasource), ==, "Windows");
}

/* After trouble inside the service nobody knows whether it took the credential. */
static void
test_broken_service_is_unknown (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  be_in_cloud (f);
  fake_power_bi_answer_path (f->fake, "PATCH " SOURCE_PATH, 500, "");

  g_assert_false (run (f, &error));
  g_assert_cmpint (gh_change_get_state (f->change), ==, GH_CHANGE_UNKNOWN);
  g_assert_cmpuint (count_sent (f), ==, 1);
}

static void
cancel_at_cb (const char *request, gpointer data)
{
  Fixture *f = data;
  const char *at = g_object_get_data (G_OBJECT (f->cancellable), "at");

  if (g_str_equal (request, at))
    g_cancellable_cancel (f->cancellable);
}

static void
cancel_at (Fixture *f, const char *request)
{
  g_object_set_data (G_OBJECT (f->cancellable), "at", (gpointer)request);
  fake_power_bi_set_watch (f->fake, cancel_at_cb, f);
}

static void
test_cancelled_before_sending (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  be_in_cloud (f);
  cancel_at (f, "GET " SOURCE_PATH);

  g_assert_false (run (f, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (gh_change_get_state (f->change), ==, GH_CHANGE_NOT_SENT);
  g_assert_cmpuint (count_sent (f), ==, 0);
}

static void
test_cancelled_after_sending (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  be_in_cloud (f);
  fake_power_bi_answer_path (f->fake, "PATCH " SOURCE_PATH, 200, "");
  cancel_at (f, "PATCH " SOURCE_PATH);

  g_assert_false (run (f, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING);
  g_assert_cmpint (gh_change_get_state (f->change), ==, GH_CHANGE_UNKNOWN);
}

static void
test_cancelled_while_testing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  be_in_cloud (f);
  fake_power_bi_answer_path (f->fake, "PATCH " SOURCE_PATH, 200, "");
  cancel_at (f, "GET " SOURCE_PATH "/status");

  g_assert_true (run (f, &error));
  g_assert_no_error (error);
  g_assert_cmpint (gh_change_get_state (f->change), ==, GH_CHANGE_SET);
}

/* A service that quotes what it could not read brings no secret into an error or onto the screen.
 */
static void
test_quoted_secret_is_hidden (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  be_in_cloud (f);
  fake_power_bi_answer_path (
      f->fake, "PATCH " SOURCE_PATH, 400,
      "{\"error\":{\"code\":\"BadRequest\",\"message\":\"Can't read " PASSWORD " (token-1)\"}}");

  g_assert_false (run (f, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "Can't read ⟨…⟩ (⟨…⟩) (BadRequest)");
  g_assert_null (strstr (gh_problem_get_raw (gh_change_get_problem (f->change)), PASSWORD));
}

#define ADD(name, test) g_test_add ("/change/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("sealed", test_sealed);
  ADD ("plain-is-set-without-test", test_plain_is_set_without_test);
  ADD ("undecided-sends-no-secret", test_undecided_sends_no_secret);
  ADD ("undecided-sends-caller-identity", test_undecided_sends_caller_identity);
  ADD ("caller-identity-never-to-gateway", test_caller_identity_never_to_gateway);
  ADD ("caller-identity-by-kind", test_caller_identity_by_kind);
  ADD ("changed-key", test_changed_key);
  ADD ("named-key-is-the-only-one", test_named_key_is_the_only_one);
  ADD ("named-key-is-never-plain", test_named_key_is_never_plain);
  ADD ("refused", test_refused);
  ADD ("quoted-secret-is-hidden", test_quoted_secret_is_hidden);
  ADD ("broken-service-is-unknown", test_broken_service_is_unknown);
  ADD ("cancelled-before-sending", test_cancelled_before_sending);
  ADD ("cancelled-after-sending", test_cancelled_after_sending);
  ADD ("cancelled-while-testing", test_cancelled_while_testing);

  return g_test_run ();
}
