/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "await.h"
#include "gh-authority.h"
#include "gh-claims-challenge.h"
#include "gh-error.h"
#include "gh-memory-store.h"
#include "gh-power-bi.h"
#include "gh-section.h"
#include "gh-sim-server.h"

/* Power BI wants a token that proves more: once that is got silently, otherwise it takes a person,
 * and what to ask for is known. */

#define CLAIMS "{\"access_token\":{\"acrs\":{\"essential\":true,\"value\":\"c1\"}}}"

typedef struct
{
  GhSimServer *server;
  GhAuthority *authority;
  GhPowerBi *power_bi;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) row = NULL;
  g_autoptr (GhCloud) cloud = NULL;
  g_autoptr (GhAccount) account = NULL;
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GhTokenStore) store = gh_memory_store_new ();
  g_autoptr (GhSecret) refresh_token = NULL;
  g_autoptr (GhTokenSet) tokens = NULL;
  g_autofree char *text = NULL;

  fixture->server = gh_sim_server_new ("seed", &error);
  g_assert_no_error (error);
  gh_sim_server_start (fixture->server, &error);
  g_assert_no_error (error);
  row = gh_sim_server_dup_cloud_row (fixture->server);
  cloud = gh_cloud_new_from_json (json_node_get_object (row), &error);
  g_assert_no_error (error);
  account =
      gh_account_new (cloud, gh_cloud_get_tenant_hint (cloud), gh_cloud_get_client_id_hint (cloud),
                      "anna@contoso.com", "11111111-1111-1111-1111-111111111111",
                      gh_cloud_get_tenant_hint (cloud));
  text = gh_sim_server_issue_refresh_token (fixture->server, "anna@contoso.com");
  refresh_token = gh_secret_new_text (text);
  tokens = gh_token_set_new (refresh_token);
  fixture->authority = gh_authority_new (http, clock, store, account, tokens);
  fixture->power_bi = gh_power_bi_new (http, cloud, GH_AUTHORIZER (fixture->authority));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->power_bi);
  g_clear_object (&fixture->authority);
  g_clear_object (&fixture->server);
}

static GError *
ask (Fixture *fixture)
{
  g_auto (Awaited) awaited = { NULL };
  GError *error = NULL;
  g_autoptr (GhSection) section = gh_section_new (GH_SECTION_GATEWAYS);
  g_autoptr (GPtrArray) nodes = NULL;

  gh_loader_load_children_async (GH_LOADER (fixture->power_bi), GH_NODE (section), NULL, awaited_cb,
                                 &awaited);
  nodes = gh_loader_load_children_finish (GH_LOADER (fixture->power_bi), await (&awaited), &error);

  return error;
}

static void
test_silently (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) first = ask (fixture);
  g_autoptr (GError) second = NULL;

  g_assert_no_error (first);
  gh_sim_server_require_claims (fixture->server, CLAIMS, FALSE);
  second = ask (fixture);
  g_assert_no_error (second);
  g_assert_cmpuint (gh_sim_server_count_requests (fixture->server, "POST", "*/token"), ==, 2);
  g_assert_null (gh_authority_get_wanted_claims (fixture->authority));
}

static void
test_takes_a_person (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  gh_sim_server_require_claims (fixture->server, CLAIMS, TRUE);
  error = ask (fixture);
  g_assert_error (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpstr (gh_authority_get_wanted_claims (fixture->authority), ==, CLAIMS);
}

/* A service that is never content sends nobody round in circles. */
static void
test_never_content (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint tokens;

  for (guint i = 0; i < 4; i++)
    gh_sim_server_script (fixture->server, "/v1.0/*", 401,
                          "WWW-Authenticate: Bearer error=\"insufficient_claims\", "
                          "claims=\"eyJhIjoxfQ\"",
                          NULL, 0);
  error = ask (fixture);
  g_assert_error (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpstr (gh_authority_get_wanted_claims (fixture->authority), ==, "{\"a\":1}");
  tokens = gh_sim_server_count_requests (fixture->server, "POST", "*/token");
  g_assert_cmpuint (tokens, ==, 2);
}

static char *
read_header (guint status, const char *value)
{
  g_autoptr (GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GhSecret) body = gh_secret_new_text ("");
  g_autoptr (GhHttpResponse) response = NULL;

  g_hash_table_insert (headers, (gpointer) "WWW-Authenticate", (gpointer)value);
  response = gh_http_response_new (status, headers, body);

  return gh_claims_challenge_read (response);
}

static void
test_headers (void)
{
  static const struct
  {
    guint status;
    const char *header;
    const char *claims;
  } cases[] = {
    { 401, "Bearer error=\"insufficient_claims\", claims=\"eyJhIjoxfQ==\"", "{\"a\":1}" },
    { 401, "Bearer claims=eyJhIjoxfQ, realm=\"\", error=insufficient_claims", "{\"a\":1}" },
    { 401, "Negotiate, Bearer realm=\"x\", error=\"insufficient_claims\", claims=\"eyJhIjoxfQ\"",
      "{\"a\":1}" },
    { 401, "Bearer error=\"invalid_token\", claims=\"eyJhIjoxfQ==\"", NULL },
    { 401, "Bearer error=\"insufficient_claims\"", NULL },
    { 401, "Bearer error=\"insufficient_claims\", claims=\"bm8ganNvbg==\"", NULL },
    { 401, "Bearer error=\"insufficient_claims\", claims=\"\"", NULL },
    { 401, "Bearer error=\"insufficient_claims\", claims=\"%%%\"", NULL },
    { 403, "Bearer error=\"insufficient_claims\", claims=\"eyJhIjoxfQ==\"", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *claims = read_header (cases[i].status, cases[i].header);

      g_test_message ("%s", cases[i].header);
      g_assert_cmpstr (claims, ==, cases[i].claims);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/claims/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("silently", test_silently);
  ADD ("takes-a-person", test_takes_a_person);
  ADD ("never-content", test_never_content);
#undef ADD
  g_test_add_func ("/claims/headers", test_headers);

  return g_test_run ();
}
