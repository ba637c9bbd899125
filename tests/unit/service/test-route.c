/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fake-power-bi.h"
#include "gh-error.h"
#include "gh-json.h"
#include "gh-route.h"

#define GATEWAY "0f3c8a52-6a0e-4b9d-8f6e-2c1d7e5a9b10"
#define SOURCE "7b1e44d0-93c2-4f0a-a5d8-61f0c2b7e93a"
#define GATEWAY_PATH "/gateways/" GATEWAY
#define SOURCE_PATH GATEWAY_PATH "/datasources/" SOURCE
#define SOURCE_ANSWER                                                                              \
  "{\"id\":\"" SOURCE "\",\"gatewayId\":\"" GATEWAY "\",\"datasourceType\":\"Sql\","               \
  "\"connectionDetails\":\"{\\\"server\\\":\\\"s\\\",\\\"database\\\":\\\"d\\\"}\","               \
  "\"credentialType\":\"Basic\"}"
#define OLD_FINGERPRINT "SHA256:00000000000000000000000000000000000000000000000000000000000000aa"

typedef struct
{
  FakePowerBi *fake;
  GhGatewayMemory *memory;
  GhDatasource *datasource;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (JsonObject) details =
      gh_json_parse_object ("{\"server\":\"s\",\"database\":\"d\"}", -1, NULL);

  f->fake = fake_power_bi_new ();
  fake_power_bi_answer_path (f->fake, "GET /", 404, "{}");
  f->memory = gh_gateway_memory_new (NULL);
  f->datasource = gh_datasource_new (SOURCE, GATEWAY, NULL, "Sql", details);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->datasource);
  g_clear_object (&f->memory);
  g_clear_pointer (&f->fake, fake_power_bi_free);
}

static GhRoute *
find (Fixture *f, GError **error)
{
  g_auto (Awaited) awaited = { NULL };

  gh_route_find_async (fake_power_bi_get_power_bi (f->fake), f->memory, f->datasource, NULL,
                       awaited_cb, &awaited);

  return gh_route_find_finish (await (&awaited), error);
}

static void
remember (Fixture *f, const char *fingerprint)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GError) error = NULL;

  gh_gateway_memory_remember_async (f->memory, GATEWAY, fingerprint, NULL, awaited_cb, &awaited);
  gh_gateway_memory_remember_finish (f->memory, await (&awaited), &error);
  g_assert_no_error (error);
}

static void
show_key (Fixture *f)
{
  g_autofree char *answer = fake_power_bi_make_gateway (GATEWAY, "Frankfurt cluster");

  fake_power_bi_answer_path (f->fake, "GET " GATEWAY_PATH, 200, answer);
}

static void
test_first_key (Fixture *f, gconstpointer data)
{
  g_autoptr (GhRoute) route = NULL;
  g_autoptr (GError) error = NULL;

  show_key (f);
  route = find (f, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gh_route_get_kind (route), ==, GH_ROUTE_SEALED);
  g_assert_cmpint (gh_route_get_key_state (route), ==, GH_KEY_FIRST_SEEN);
  g_assert_cmpstr (gh_route_get_summary (route), ==,
                   "Sealed with the key of Frankfurt cluster before it is sent");
  g_assert_nonnull (strstr (gh_route_get_explanation (route), "is seen for the first time."));
  g_assert_nonnull (strstr (gh_route_get_explanation (route),
                            gh_gateway_key_get_fingerprint (gh_route_get_key (route)) + 7));
  g_assert_cmpint (gh_datasource_get_place (f->datasource), ==, GH_PLACE_ON_PREMISES);
}

/* Looking is not sending: what was only looked at is still new the next time. */
static void
test_looking_remembers_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GhRoute) first = NULL;
  g_autoptr (GhRoute) second = NULL;

  show_key (f);
  first = find (f, NULL);
  second = find (f, NULL);

  g_assert_cmpint (gh_route_get_key_state (second), ==, GH_KEY_FIRST_SEEN);
}

static void
test_same_key (Fixture *f, gconstpointer data)
{
  g_autoptr (GhRoute) first = NULL;
  g_autoptr (GhRoute) second = NULL;

  show_key (f);
  first = find (f, NULL);
  remember (f, gh_gateway_key_get_fingerprint (gh_route_get_key (first)));
  second = find (f, NULL);

  g_assert_cmpint (gh_route_get_key_state (second), ==, GH_KEY_SAME);
  g_assert_null (gh_route_get_known_fingerprint (second));
}

static void
test_changed_key (Fixture *f, gconstpointer data)
{
  g_autoptr (GhRoute) route = NULL;

  show_key (f);
  remember (f, OLD_FINGERPRINT);
  route = find (f, NULL);

  g_assert_cmpint (gh_route_get_kind (route), ==, GH_ROUTE_SEALED);
  g_assert_cmpint (gh_route_get_key_state (route), ==, GH_KEY_CHANGED);
  g_assert_cmpstr (gh_route_get_known_fingerprint (route), ==, OLD_FINGERPRINT);
}

/* A cloud data source of the caller: its virtual gateway is not found, itself can be read. */
static void
test_plain (Fixture *f, gconstpointer data)
{
  g_autoptr (GhRoute) route = NULL;

  fake_power_bi_answer_path (f->fake, "GET " SOURCE_PATH, 200, SOURCE_ANSWER);
  route = find (f, NULL);

  g_assert_cmpint (gh_route_get_kind (route), ==, GH_ROUTE_PLAIN);
  g_assert_cmpstr (gh_route_get_summary (route), ==, "Cloud: sent over TLS, not sealed");
  g_assert_true (gh_route_is_source_readable (route));
  g_assert_cmpint (gh_datasource_get_place (f->datasource), ==, GH_PLACE_CLOUD);
  g_assert_cmpstr (gh_datasource_get_credential_type (f->datasource), ==, "Basic");
}

static void
test_two_refusals_are_no_evidence (Fixture *f, gconstpointer data)
{
  g_autoptr (GhRoute) route = find (f, NULL);

  g_assert_cmpint (gh_route_get_kind (route), ==, GH_ROUTE_UNDECIDED);
  g_assert_true (
      g_str_has_prefix (gh_route_get_summary (route), "Undecided: nothing is sent until "));
  g_assert_cmpint (gh_datasource_get_place (f->datasource), ==, GH_PLACE_UNKNOWN);
}

/* Whatever the service says now, what was on-premises once is never sent plain text. */
static void
test_remembered_gateway_is_never_plain (Fixture *f, gconstpointer data)
{
  g_autoptr (GhRoute) route = NULL;

  remember (f, OLD_FINGERPRINT);
  fake_power_bi_answer_path (f->fake, "GET " SOURCE_PATH, 200, SOURCE_ANSWER);
  route = find (f, NULL);

  g_assert_cmpint (gh_route_get_kind (route), ==, GH_ROUTE_UNDECIDED);
  g_assert_cmpint (gh_datasource_get_place (f->datasource), ==, GH_PLACE_ON_PREMISES);
}

/* An installed gateway that shows no key is one whose key is missing, not a virtual one. */
static void
test_installed_gateway_without_key (Fixture *f, gconstpointer data)
{
  g_autoptr (GhRoute) route = NULL;

  fake_power_bi_answer_path (f->fake, "GET " GATEWAY_PATH, 200,
                             "{\"id\":\"" GATEWAY "\",\"name\":\"Home\",\"type\":\"Personal\"}");
  fake_power_bi_answer_path (f->fake, "GET " SOURCE_PATH, 200, SOURCE_ANSWER);
  route = find (f, NULL);

  g_assert_cmpint (gh_route_get_kind (route), ==, GH_ROUTE_UNDECIDED);
}

/* Either is enough: a name without a type, or a type without a name. */
static void
test_installed_by_name_or_type (Fixture *f, gconstpointer data)
{
  const char *answers[] = {
    "{\"id\":\"" GATEWAY "\",\"name\":\"Home\"}",
    "{\"id\":\"" GATEWAY "\",\"type\":\"Resource\"}",
  };

  fake_power_bi_answer_path (f->fake, "GET " SOURCE_PATH, 200, SOURCE_ANSWER);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GhRoute) route = NULL;

      gh_datasource_set_place (f->datasource, GH_PLACE_UNKNOWN);
      fake_power_bi_answer_path (f->fake, "GET " GATEWAY_PATH, 200, answers[i]);
      route = find (f, NULL);

      g_assert_cmpint (gh_route_get_kind (route), ==, GH_ROUTE_UNDECIDED);
      g_assert_cmpint (gh_datasource_get_place (f->datasource), ==, GH_PLACE_ON_PREMISES);
    }
}

static void
test_virtual_gateway_is_plain (Fixture *f, gconstpointer data)
{
  g_autoptr (GhRoute) route = NULL;

  fake_power_bi_answer_path (f->fake, "GET " GATEWAY_PATH, 200, "{\"id\":\"" GATEWAY "\"}");
  fake_power_bi_answer_path (f->fake, "GET " SOURCE_PATH, 200, SOURCE_ANSWER);
  route = find (f, NULL);

  g_assert_cmpint (gh_route_get_kind (route), ==, GH_ROUTE_PLAIN);
}

static void
test_damaged_key_is_an_error (Fixture *f, gconstpointer data)
{
  g_autoptr (GhRoute) route = NULL;
  g_autoptr (GError) error = NULL;

  fake_power_bi_answer_path (f->fake, "GET " GATEWAY_PATH, 200,
                             "{\"id\":\"" GATEWAY
                             "\",\"name\":\"G\",\"type\":\"Resource\",\"publicKey\":"
                             "{\"exponent\":\"AQAB\",\"modulus\":\"!!\"}}");
  fake_power_bi_answer_path (f->fake, "GET " SOURCE_PATH, 200, SOURCE_ANSWER);
  route = find (f, &error);

  g_assert_null (route);
  g_assert_error (error, GH_ERROR, GH_ERROR_BAD_KEY);
}

/* Trouble with the sign-in says nothing about the gateway, although its status is 403 too. */
static void
test_rejected_token_is_no_evidence (Fixture *f, gconstpointer data)
{
  g_autoptr (GhRoute) route = NULL;
  g_autoptr (GError) error = NULL;

  fake_power_bi_answer_path (f->fake, "GET " GATEWAY_PATH, 403,
                             "{\"error\":{\"code\":\"TokenExpired\"}}");
  fake_power_bi_answer_path (f->fake, "GET " SOURCE_PATH, 200, SOURCE_ANSWER);
  route = find (f, &error);

  g_assert_null (route);
  g_assert_error (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED);
}

static void
test_broken_answer_is_no_evidence (Fixture *f, gconstpointer data)
{
  g_autoptr (GhRoute) route = NULL;
  g_autoptr (GError) error = NULL;

  fake_power_bi_answer_path (f->fake, "GET " GATEWAY_PATH, 400,
                             "{\"error\":{\"code\":\"BadRequest\"}}");
  fake_power_bi_answer_path (f->fake, "GET " SOURCE_PATH, 200, SOURCE_ANSWER);
  route = find (f, &error);

  g_assert_null (route);
  g_assert_nonnull (error);
}

#define ADD(name, test) g_test_add ("/route/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("first-key", test_first_key);
  ADD ("looking-remembers-nothing", test_looking_remembers_nothing);
  ADD ("same-key", test_same_key);
  ADD ("changed-key", test_changed_key);
  ADD ("plain", test_plain);
  ADD ("two-refusals-are-no-evidence", test_two_refusals_are_no_evidence);
  ADD ("remembered-gateway-is-never-plain", test_remembered_gateway_is_never_plain);
  ADD ("installed-gateway-without-key", test_installed_gateway_without_key);
  ADD ("installed-by-name-or-type", test_installed_by_name_or_type);
  ADD ("virtual-gateway-is-plain", test_virtual_gateway_is_plain);
  ADD ("damaged-key-is-an-error", test_damaged_key_is_an_error);
  ADD ("rejected-token-is-no-evidence", test_rejected_token_is_no_evidence);
  ADD ("broken-answer-is-no-evidence", test_broken_answer_is_no_evidence);

  return g_test_run ();
}
