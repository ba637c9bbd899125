/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "fake-power-bi.h"
#include "gh-error.h"
#include "gh-section.h"

#define GATEWAY "0b2f1a5e-0001-4000-8000-000000000001"
#define DATASOURCE "0b2f1a5e-0002-4000-8000-000000000001"
#define WORKSPACE "0b2f1a5e-0003-4000-8000-000000000001"
#define ITEM "0b2f1a5e-0004-4000-8000-000000000001"
#define REQUEST_ID "6f1b1c9a-5d3c-4a60-9a5f-0b8f0f6d2c11"
#define BASE "/v1.0/myorg"
#define EMPTY_LIST "{\"@odata.context\":\"http://example/$metadata\",\"value\":[]}"

/* The objects that the calls are about. */
typedef struct
{
  GhGateway *gateway;
  GhDatasource *datasource;
  GhWorkspace *workspace;
  GhItem *item;
} World;

static void
world_init (World *world)
{
  g_autoptr (JsonObject) details = json_object_new ();

  world->gateway = gh_gateway_new (GATEWAY, "Frankfurt cluster", "Resource");
  world->datasource = gh_datasource_new (DATASOURCE, GATEWAY, "SalesDW", "Sql", details);
  world->workspace = gh_workspace_new (WORKSPACE, "Sales");
  world->item = gh_item_new (ITEM, "Orders", "anna@contoso.com", world->workspace);
}

static void
world_clear (World *world)
{
  g_clear_object (&world->item);
  g_clear_object (&world->workspace);
  g_clear_object (&world->datasource);
  g_clear_object (&world->gateway);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static GPtrArray *
list_gateways (FakePowerBi *fake, GhProblem **problem, GError **error)
{
  g_auto (Awaited) awaited = { NULL };
  GhPowerBi *power_bi = fake_power_bi_get_power_bi (fake);

  gh_power_bi_list_gateways_async (power_bi, NULL, awaited_cb, &awaited);
  return gh_power_bi_list_gateways_finish (power_bi, await (&awaited), problem, error);
}

static GhGateway *
get_gateway (FakePowerBi *fake, const char *id, GhGatewayKey **key, GError **error)
{
  g_auto (Awaited) awaited = { NULL };
  GhPowerBi *power_bi = fake_power_bi_get_power_bi (fake);

  gh_power_bi_get_gateway_async (power_bi, id, NULL, awaited_cb, &awaited);
  return gh_power_bi_get_gateway_finish (power_bi, await (&awaited), key, NULL, error);
}

static GPtrArray *
list_datasources (FakePowerBi *fake, GhGateway *gateway, GError **error)
{
  g_auto (Awaited) awaited = { NULL };
  GhPowerBi *power_bi = fake_power_bi_get_power_bi (fake);

  gh_power_bi_list_datasources_async (power_bi, gateway, NULL, awaited_cb, &awaited);
  return gh_power_bi_list_datasources_finish (power_bi, await (&awaited), NULL, error);
}

static gboolean
read_datasource (FakePowerBi *fake, GhDatasource *datasource, GError **error)
{
  g_auto (Awaited) awaited = { NULL };
  GhPowerBi *power_bi = fake_power_bi_get_power_bi (fake);

  gh_power_bi_read_datasource_async (power_bi, datasource, NULL, awaited_cb, &awaited);
  return gh_power_bi_read_datasource_finish (power_bi, await (&awaited), NULL, error);
}

static GPtrArray *
list_workspaces (FakePowerBi *fake, GError **error)
{
  g_auto (Awaited) awaited = { NULL };
  GhPowerBi *power_bi = fake_power_bi_get_power_bi (fake);

  gh_power_bi_list_workspaces_async (power_bi, NULL, awaited_cb, &awaited);
  return gh_power_bi_list_workspaces_finish (power_bi, await (&awaited), NULL, error);
}

static GPtrArray *
list_items (FakePowerBi *fake, GhWorkspace *workspace, GError **error)
{
  g_auto (Awaited) awaited = { NULL };
  GhPowerBi *power_bi = fake_power_bi_get_power_bi (fake);

  gh_power_bi_list_items_async (power_bi, workspace, NULL, awaited_cb, &awaited);
  return gh_power_bi_list_items_finish (power_bi, await (&awaited), NULL, error);
}

static GPtrArray *
list_item_datasources (FakePowerBi *fake, GhItem *item, GError **error)
{
  g_auto (Awaited) awaited = { NULL };
  GhPowerBi *power_bi = fake_power_bi_get_power_bi (fake);

  gh_power_bi_list_item_datasources_async (power_bi, item, NULL, awaited_cb, &awaited);
  return gh_power_bi_list_item_datasources_finish (power_bi, await (&awaited), NULL, error);
}

static gboolean
update_datasource (FakePowerBi *fake,
                   GhDatasource *datasource,
                   char **request_id,
                   GhProblem **problem,
                   GError **error)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GhSecret) body = gh_secret_new_text ("{\"credentialDetails\":{}}");
  GhPowerBi *power_bi = fake_power_bi_get_power_bi (fake);

  gh_power_bi_update_datasource_async (power_bi, datasource, body, NULL, awaited_cb, &awaited);
  return gh_power_bi_update_datasource_finish (power_bi, await (&awaited), request_id, problem,
                                               error);
}

static gboolean
test_datasource (FakePowerBi *fake, GhDatasource *datasource, GhProblem **problem, GError **error)
{
  g_auto (Awaited) awaited = { NULL };
  GhPowerBi *power_bi = fake_power_bi_get_power_bi (fake);

  gh_power_bi_test_datasource_async (power_bi, datasource, NULL, awaited_cb, &awaited);
  return gh_power_bi_test_datasource_finish (power_bi, await (&awaited), problem, error);
}

static gboolean
take_over (FakePowerBi *fake, GhItem *item, GError **error)
{
  g_auto (Awaited) awaited = { NULL };
  GhPowerBi *power_bi = fake_power_bi_get_power_bi (fake);

  gh_power_bi_take_over_async (power_bi, item, NULL, awaited_cb, &awaited);
  return gh_power_bi_take_over_finish (power_bi, await (&awaited), NULL, error);
}

static void
assert_request (FakePowerBi *fake, guint index, const char *expected)
{
  g_assert_cmpstr (fake_power_bi_get_request (fake, index), ==, expected);
}

static void
test_gateways (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) gateways = NULL;
  GhGateway *first, *second;

  fake_power_bi_answer (
      fake, 200, NULL,
      "{\"@odata.context\":\"x\",\"value\":["
      "{\"id\":\"" GATEWAY "\",\"name\":\"Frankfurt cluster\",\"type\":\"Resource\","
      "\"gatewayId\":0,\"gatewayAnnotation\":\"{\\\"gatewayVersion\\\":\\\"3000.122.8\\\","
      "\\\"gatewayMachine\\\":\\\"FRA-GW-1\\\",\\\"gatewaySalt\\\":\\\"salt\\\"}\"},"
      "{\"id\":\"b\",\"name\":\"Odd \\u202eone\",\"type\":\"New\",\"gatewayAnnotation\":\"[\"}]}");
  gateways = list_gateways (fake, NULL, &error);

  g_assert_no_error (error);
  assert_request (fake, 0, "GET " BASE "/gateways token-1");
  g_assert_cmpuint (gateways->len, ==, 2);
  first = g_ptr_array_index (gateways, 0);
  g_assert_cmpstr (gh_node_get_id (GH_NODE (first)), ==, GATEWAY);
  g_assert_cmpstr (gh_node_get_title (GH_NODE (first)), ==, "Frankfurt cluster");
  g_assert_cmpstr (gh_gateway_get_gateway_type (first), ==, "Resource");
  g_assert_cmpstr (gh_gateway_get_version (first), ==, "3000.122.8");
  g_assert_cmpstr (gh_gateway_get_machine (first), ==, "FRA-GW-1");
  second = g_ptr_array_index (gateways, 1);
  g_assert_cmpstr (gh_node_get_title (GH_NODE (second)), ==, "Odd \\u{202e}one");
  g_assert_null (gh_gateway_get_version (second));
}

/* 1,024 bits, all set. */
static char *
dup_modulus (void)
{
  guint8 bytes[128];

  memset (bytes, 0xff, sizeof bytes);
  return g_base64_encode (bytes, sizeof bytes);
}

static void
test_gateway_with_key (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhGatewayKey) key = NULL;
  g_autofree char *modulus = dup_modulus ();
  g_autofree char *answer =
      g_strdup_printf ("{\"id\":\"" GATEWAY "\",\"name\":\"Seattle\",\"type\":\"Resource\","
                       "\"publicKey\":{\"exponent\":\"AQAB\",\"modulus\":\"%s\"},"
                       "\"gatewayStatus\":\"Live\"}",
                       modulus);
  g_autoptr (GhGateway) gateway = NULL;

  fake_power_bi_answer (fake, 200, NULL, answer);
  gateway = get_gateway (fake, GATEWAY, &key, &error);

  g_assert_no_error (error);
  assert_request (fake, 0, "GET " BASE "/gateways/" GATEWAY " token-1");
  g_assert_cmpstr (gh_gateway_get_status (gateway), ==, "Live");
  g_assert_cmpuint (gh_gateway_key_get_bits (key), ==, 1024);
}

static void
test_gateway_without_key (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhGatewayKey) key = NULL;
  g_autoptr (GhGateway) gateway = NULL;

  fake_power_bi_answer (fake, 200, NULL, "{\"id\":\"" GATEWAY "\",\"publicKey\":null}");
  gateway = get_gateway (fake, GATEWAY, &key, &error);

  g_assert_no_error (error);
  g_assert_nonnull (gateway);
  g_assert_null (key);
}

/* None of these may be taken for a gateway that shows no key, or for the one that was asked for. */
static void
test_gateway_with_bad_key (void)
{
  static const struct
  {
    const char *answer;
    GhError code;
  } cases[] = {
    { "{\"id\":\"" GATEWAY "\",\"publicKey\":{}}", GH_ERROR_PROTOCOL },
    { "{\"id\":\"" GATEWAY "\",\"publicKey\":\"AQAB\"}", GH_ERROR_PROTOCOL },
    { "{\"id\":\"" GATEWAY "\",\"publicKey\":{\"modulus\":1,\"exponent\":\"AQAB\"}}",
      GH_ERROR_PROTOCOL },
    { "{\"id\":\"" GATEWAY "\",\"publicKey\":{\"modulus\":\"\",\"exponent\":\"AQAB\"}}",
      GH_ERROR_BAD_KEY },
    { "{\"id\":\"" GATEWAY "\",\"publicKey\":{\"modulus\":\"%%%\",\"exponent\":\"AQAB\"}}",
      GH_ERROR_BAD_KEY },
    { "{\"id\":\"" DATASOURCE "\",\"name\":\"Another one\"}", GH_ERROR_PROTOCOL },
    { "{\"name\":\"No id\"}", GH_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GhGatewayKey) key = NULL;

      g_test_message ("%s", cases[i].answer);
      fake_power_bi_answer (fake, 200, NULL, cases[i].answer);
      g_assert_null (get_gateway (fake, GATEWAY, &key, &error));
      g_assert_error (error, GH_ERROR, (int)cases[i].code);
      g_assert_null (key);
    }
}

static void
test_gateway_datasources (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_auto (World) world = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) datasources = NULL;
  GhDatasource *first, *second;

  world_init (&world);
  fake_power_bi_answer (
      fake, 200, NULL,
      "{\"value\":[{\"id\":\"" DATASOURCE "\",\"gatewayId\":\"" ITEM "\","
      "\"datasourceName\":\"sql-fra-01 · SalesDW\",\"datasourceType\":\"Sql\","
      "\"connectionDetails\":\"{\\\"server\\\":\\\"sql-fra-01\\\",\\\"database\\\":\\\"SalesDW\\\"}"
      "\",\"credentialType\":\"Windows\","
      "\"credentialDetails\":{\"useEndUserOAuth2Credentials\":true,\"privacyLevel\":\"Private\"}},"
      "{\"id\":\"x\",\"datasourceType\":\"Quantum\",\"credentialType\":null}]}");
  datasources = list_datasources (fake, world.gateway, &error);

  g_assert_no_error (error);
  assert_request (fake, 0, "GET " BASE "/gateways/" GATEWAY "/datasources token-1");
  g_assert_cmpuint (datasources->len, ==, 2);
  first = g_ptr_array_index (datasources, 0);
  g_assert_cmpstr (gh_node_get_title (GH_NODE (first)), ==, "sql-fra-01 · SalesDW");
  g_assert_cmpstr (gh_datasource_get_gateway_id (first), ==, GATEWAY);
  g_assert_cmpstr (gh_datasource_get_server (first), ==, "sql-fra-01");
  g_assert_cmpstr (gh_datasource_get_database (first), ==, "SalesDW");
  g_assert_cmpstr (gh_datasource_get_credential_type (first), ==, "Windows");
  g_assert_cmpstr (gh_datasource_get_privacy_level (first), ==, "Private");
  g_assert_cmpint (gh_datasource_get_single_sign_on (first), ==, GH_TRI_TRUE);
  g_assert_cmpint (gh_datasource_get_place (first), ==, GH_PLACE_ON_PREMISES);
  g_assert_true (gh_datasource_get_gateway (first) == world.gateway);
  second = g_ptr_array_index (datasources, 1);
  g_assert_cmpstr (gh_datasource_get_datasource_type (second), ==, "Quantum");
  g_assert_null (gh_datasource_get_credential_type (second));
  g_assert_cmpint (gh_datasource_get_single_sign_on (second), ==, GH_TRI_UNKNOWN);
}

static void
test_stored_values (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_auto (World) world = { NULL };
  g_autoptr (GError) error = NULL;

  world_init (&world);
  fake_power_bi_answer (fake, 200, NULL,
                        "{\"id\":\"" DATASOURCE "\",\"credentialType\":\"OAuth2\","
                        "\"credentialDetails\":{\"useEndUserOAuth2Credentials\":\"False\"}}");
  g_assert_true (read_datasource (fake, world.datasource, &error));

  g_assert_no_error (error);
  assert_request (fake, 0, "GET " BASE "/gateways/" GATEWAY "/datasources/" DATASOURCE " token-1");
  g_assert_cmpstr (gh_datasource_get_credential_type (world.datasource), ==, "OAuth2");
  g_assert_null (gh_datasource_get_privacy_level (world.datasource));
  g_assert_cmpint (gh_datasource_get_single_sign_on (world.datasource), ==, GH_TRI_FALSE);
}

static void
test_workspaces_page_by_page (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) page = g_string_new ("{\"value\":[");
  g_autoptr (GPtrArray) workspaces = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (page, "%s{\"id\":\"%u\",\"name\":\"W%u\"}", i > 0 ? "," : "", i, i);
  g_string_append (page, "]}");
  fake_power_bi_answer (fake, 200, NULL, page->str);
  fake_power_bi_answer (fake, 200, NULL,
                        "{\"value\":[{\"id\":\"999\",\"name\":\"W999\"},{\"id\":\"1000\"}]}");
  workspaces = list_workspaces (fake, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (workspaces->len, ==, 1001);
  g_assert_cmpuint (fake_power_bi_count_requests (fake), ==, 2);
  assert_request (fake, 0, "GET " BASE "/groups?$top=1000&$skip=0 token-1");
  assert_request (fake, 1, "GET " BASE "/groups?$top=1000&$skip=1000 token-1");
}

static void
test_items (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_auto (World) world = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  world_init (&world);
  fake_power_bi_answer (fake, 200, NULL,
                        "{\"value\":[{\"id\":\"" ITEM "\",\"name\":\"Orders\","
                        "\"configuredBy\":\"anna@contoso.com\",\"isRefreshable\":true}]}");
  items = list_items (fake, world.workspace, &error);

  g_assert_no_error (error);
  assert_request (fake, 0, "GET " BASE "/groups/" WORKSPACE "/datasets token-1");
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (gh_item_get_owner (g_ptr_array_index (items, 0)), ==, "anna@contoso.com");
  g_assert_true (gh_item_get_workspace (g_ptr_array_index (items, 0)) == world.workspace);
}

/* A source that is bound to nothing has no ids and can't be set; one that several tables use is
 * named several times. */
static void
test_item_datasources (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_auto (World) world = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) datasources = NULL;
  GhDatasource *first;

  world_init (&world);
  fake_power_bi_answer (
      fake, 200, NULL,
      "{\"value\":[{\"datasourceType\":\"Extension\","
      "\"connectionDetails\":{\"kind\":\"PowerBI\",\"path\":\"PowerBI\"},"
      "\"datasourceId\":\"" DATASOURCE "\",\"gatewayId\":\"" GATEWAY "\"},"
      "{\"datasourceType\":\"Web\",\"connectionDetails\":{\"url\":\"https://a\"}},"
      "{\"datasourceType\":\"Extension\",\"datasourceId\":\"" DATASOURCE "\","
      "\"gatewayId\":\"" GATEWAY "\",\"connectionDetails\":{}}]}");
  datasources = list_item_datasources (fake, world.item, &error);

  g_assert_no_error (error);
  assert_request (fake, 0,
                  "GET " BASE "/groups/" WORKSPACE "/datasets/" ITEM "/datasources token-1");
  g_assert_cmpuint (datasources->len, ==, 1);
  first = g_ptr_array_index (datasources, 0);
  g_assert_cmpstr (gh_datasource_get_extension_kind (first), ==, "PowerBI");
  g_assert_cmpstr (gh_datasource_get_gateway_id (first), ==, GATEWAY);
  g_assert_cmpint (gh_datasource_get_place (first), ==, GH_PLACE_UNKNOWN);
  g_assert_true (gh_datasource_get_item (first) == world.item);
}

static void
test_update (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_auto (World) world = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhProblem) problem = NULL;
  g_autofree char *request_id = NULL;

  world_init (&world);
  fake_power_bi_answer (fake, 200, "RequestId: " REQUEST_ID, NULL);
  g_assert_true (update_datasource (fake, world.datasource, &request_id, &problem, &error));

  g_assert_no_error (error);
  g_assert_null (problem);
  g_assert_cmpstr (request_id, ==, REQUEST_ID);
  assert_request (fake, 0,
                  "PATCH " BASE "/gateways/" GATEWAY "/datasources/" DATASOURCE " token-1");
  g_assert_cmpstr (fake_power_bi_get_last_body (fake), ==,
                   "application/json {\"credentialDetails\":{}}");
}

static void
test_update_refused (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_auto (World) world = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhProblem) problem = NULL;

  world_init (&world);
  fake_power_bi_answer (fake, 401, "RequestId: " REQUEST_ID,
                        "{\"error\":{\"code\":\"PowerBINotAuthorizedException\"}}");
  g_assert_false (update_datasource (fake, world.datasource, NULL, &problem, &error));

  g_assert_error (error, GH_ERROR, GH_ERROR_PERMISSION);
  g_assert_cmpstr (gh_problem_get_code (problem), ==, "PowerBINotAuthorizedException");
  g_assert_cmpstr (gh_problem_get_request_id (problem), ==, REQUEST_ID);
  /* 401 says nothing about the token: nothing was sent twice. */
  g_assert_cmpuint (fake_power_bi_count_requests (fake), ==, 1);
}

static void
test_update_with_unknown_effect (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_auto (World) world = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GhProblem) problem = NULL;

  world_init (&world);
  fake_power_bi_answer (fake, 504, NULL, "<html>gateway time-out</html>");
  g_assert_false (update_datasource (fake, world.datasource, NULL, &problem, &error));

  g_assert_error (error, GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING);
  g_assert_cmpuint (gh_problem_get_status (problem), ==, 504);
  g_assert_cmpuint (fake_power_bi_count_requests (fake), ==, 1);
}

static void
test_health (void)
{
  static const struct
  {
    GhPlace place;
    guint status;
    const char *code;
    GhHealth health;
  } cases[] = {
    { GH_PLACE_ON_PREMISES, 200, NULL, GH_HEALTH_WORKS },
    { GH_PLACE_CLOUD, 200, NULL, GH_HEALTH_WORKS },
    { GH_PLACE_CLOUD, 404, "PowerBIEntityNotFound", GH_HEALTH_NOT_KNOWN },
    { GH_PLACE_CLOUD, 400, "DM_GWPipeline_Gateway_InvalidConnectionCredentials",
      GH_HEALTH_NOT_KNOWN },
    { GH_PLACE_UNKNOWN, 404, "PowerBIEntityNotFound", GH_HEALTH_NOT_KNOWN },
    { GH_PLACE_ON_PREMISES, 400, "DM_GWPipeline_Gateway_InvalidConnectionCredentials",
      GH_HEALTH_REFUSED },
    { GH_PLACE_ON_PREMISES, 400, "DMTS_DatasourceHasNoCredentialError", GH_HEALTH_NO_CREDENTIAL },
    { GH_PLACE_ON_PREMISES, 400, "DM_GWPipeline_Client_GatewayUnreachable", GH_HEALTH_NOT_KNOWN },
    { GH_PLACE_ON_PREMISES, 401, "PowerBINotAuthorizedException", GH_HEALTH_NOT_KNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
      g_auto (World) world = { NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (GhProblem) problem = NULL;
      g_autofree char *body = NULL;

      g_test_message ("%d %u %s", cases[i].place, cases[i].status, cases[i].code);
      if (cases[i].code != NULL)
        body = g_strdup_printf ("{\"error\":{\"code\":\"%s\"}}", cases[i].code);
      world_init (&world);
      gh_datasource_set_place (world.datasource, cases[i].place);
      fake_power_bi_answer (fake, cases[i].status, NULL, body);

      g_assert_cmpint (test_datasource (fake, world.datasource, &problem, &error), ==,
                       cases[i].status == 200);
      g_assert_cmpint (problem != NULL, ==, cases[i].status != 200);
      assert_request (fake, 0,
                      "GET " BASE "/gateways/" GATEWAY "/datasources/" DATASOURCE
                      "/status token-1");
      g_assert_cmpint (gh_datasource_get_health (world.datasource), ==, cases[i].health);
      g_assert_cmpint (gh_datasource_get_tested_at (world.datasource), >, 0);
    }
}

static void
test_take_over (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_auto (World) world = { NULL };
  g_autoptr (GError) error = NULL;

  world_init (&world);
  fake_power_bi_answer (fake, 200, NULL, NULL);
  g_assert_true (take_over (fake, world.item, &error));

  g_assert_no_error (error);
  assert_request (fake, 0,
                  "POST " BASE "/groups/" WORKSPACE "/datasets/" ITEM "/Default.TakeOver token-1");
  g_assert_cmpstr (fake_power_bi_get_last_body (fake), ==, "");
}

static void
test_renews_once (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_auto (World) world = { NULL };
  g_autoptr (GError) error = NULL;

  world_init (&world);
  fake_power_bi_answer (fake, 403, "X-PowerBI-Error-Info: TokenExpired", NULL);
  fake_power_bi_answer (fake, 200, NULL, NULL);
  g_assert_true (update_datasource (fake, world.datasource, NULL, NULL, &error));

  g_assert_no_error (error);
  g_assert_cmpuint (fake_power_bi_count_requests (fake), ==, 2);
  assert_request (fake, 1,
                  "PATCH " BASE "/gateways/" GATEWAY "/datasources/" DATASOURCE " token-2");
  g_assert_cmpstr (fake_power_bi_get_last_body (fake), ==,
                   "application/json {\"credentialDetails\":{}}");
}

static void
test_stops_after_one_renewal (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhProblem) problem = NULL;

  fake_power_bi_answer (fake, 403, "X-PowerBI-Error-Info: TokenExpired", NULL);
  fake_power_bi_answer (fake, 401, NULL, "{\"error\":{\"code\":\"TokenExpired\"}}");
  g_assert_null (list_gateways (fake, &problem, &error));

  g_assert_error (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED);
  g_assert_true (gh_problem_is_token_rejected (problem));
  g_assert_cmpuint (fake_power_bi_count_requests (fake), ==, 2);
}

static void
test_renewal_fails (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_autoptr (GError) error = NULL;

  fake_power_bi_refuse_renewal (fake);
  fake_power_bi_answer (fake, 403, "X-PowerBI-Error-Info: InvalidToken", NULL);
  g_assert_null (list_gateways (fake, NULL, &error));

  g_assert_error (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpuint (fake_power_bi_count_requests (fake), ==, 1);
}

/* An id that leads to another call is never sent. */
static void
test_hostile_ids (void)
{
  static const char *const ids[] = {
    "..", "", GATEWAY "/datasources", GATEWAY "?x=1", "../../v2.0/me", ("\xe2\x80\xae" GATEWAY),
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
      g_autoptr (GError) error = NULL;

      g_assert_null (get_gateway (fake, ids[i], NULL, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
      g_assert_null (strstr (error->message, "\xe2\x80\xae"));
      g_assert_cmpuint (fake_power_bi_count_requests (fake), ==, 0);
    }
}

static void
assert_unreadable (const char *answer, const char *message)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GhProblem) problem = NULL;

  g_test_message ("%.100s", answer);
  fake_power_bi_answer (fake, 200, NULL, answer);
  g_assert_null (list_gateways (fake, &problem, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
  g_assert_null (problem);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_hostile_answers (void)
{
  static const struct
  {
    const char *answer;
    const char *message;
  } cases[] = {
    { "", "empty" },
    { "[]", "not an object" },
    { "{}", "“value” is missing" },
    { "{\"value\":{}}", "“value” is not an array" },
    { "{\"value\":[{\"id\":\"a\"},7]}", "Element 1" },
    { "{\"value\":[{\"id\":\"a\"},{\"id\":17,\"name\":\"Seattle\"}]}", "Entry 2, “Seattle”" },
    { "{\"value\":[{\"name\":\"\\u001b[2J\"}]}", "“\\u{1b}[2J”" },
    { "{\"value\":[{\"id\":\"\"}]}", "“id” is empty" },
    { "{\"value\":[{\"id\":\"a\",\"name\":[]}]}", "“name” is not a string" },
    { "{\"value\":[{\"id\":\"a\",\"gatewayAnnotation\":{}}]}", "“gatewayAnnotation”" },
    { "{\"value\":[{\"id\":\"a\"", "Not JSON" },
    { "<html><body>proxy</body></html>", "Not JSON" },
  };
  g_autofree char *deep = g_strnfill (100000, '[');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_unreadable (cases[i].answer, cases[i].message);
  assert_unreadable (deep, "nested");
}

static void
test_huge_answer (void)
{
  g_autofree char *huge = g_strnfill (17 * 1024 * 1024, ' ');
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_autoptr (GError) error = NULL;

  fake_power_bi_answer (fake, 200, NULL, huge);
  g_assert_null (list_gateways (fake, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
}

static void
test_hostile_datasources (void)
{
  static const char *const entries[] = {
    "{\"id\":\"a\",\"connectionDetails\":\"server=sql\"}",
    "{\"id\":\"a\",\"connectionDetails\":[]}",
    "{\"id\":\"a\",\"connectionDetails\":\"[1]\"}",
    "{\"id\":\"a\",\"datasourceType\":5}",
    "{\"id\":\"a\",\"credentialType\":{}}",
    "{\"id\":\"a\",\"credentialDetails\":\"x\"}",
    "{\"id\":\"a\",\"credentialDetails\":{\"privacyLevel\":1}}",
    "{\"id\":\"a\",\"credentialDetails\":{\"useEndUserOAuth2Credentials\":\"maybe\"}}",
    "{\"id\":\"a\",\"credentialDetails\":{\"useEndUserOAuth2Credentials\":0}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
      g_auto (World) world = { NULL };
      g_autoptr (GError) error = NULL;
      g_autofree char *answer = g_strdup_printf ("{\"value\":[%s]}", entries[i]);

      g_test_message ("%s", answer);
      world_init (&world);
      fake_power_bi_answer (fake, 200, NULL, answer);
      g_assert_null (list_datasources (fake, world.gateway, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, "Entry 1, “a”"));
    }
}

/* What is cancelled before it goes out was not sent. */
static void
test_cancelled_before (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_auto (World) world = { NULL };
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GhSecret) body = gh_secret_new_text ("{}");
  g_autoptr (GError) error = NULL;
  GhPowerBi *power_bi = fake_power_bi_get_power_bi (fake);

  world_init (&world);
  g_cancellable_cancel (cancellable);
  gh_power_bi_update_datasource_async (power_bi, world.datasource, body, cancellable, awaited_cb,
                                       &awaited);
  g_assert_false (
      gh_power_bi_update_datasource_finish (power_bi, await (&awaited), NULL, NULL, &error));

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fake_power_bi_count_requests (fake), ==, 0);
}

static void
assert_loads (FakePowerBi *fake, gpointer parent, const char *request)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) nodes = NULL;
  GhLoader *loader = GH_LOADER (fake_power_bi_get_power_bi (fake));
  guint index = fake_power_bi_count_requests (fake);

  fake_power_bi_answer (fake, 200, NULL, EMPTY_LIST);
  gh_loader_load_children_async (loader, parent, NULL, awaited_cb, &awaited);
  nodes = gh_loader_load_children_finish (loader, await (&awaited), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (nodes->len, ==, 0);
  assert_request (fake, index, request);
}

static void
test_loader (void)
{
  g_autoptr (FakePowerBi) fake = fake_power_bi_new ();
  g_auto (World) world = { NULL };
  g_autoptr (GhSection) gateways = gh_section_new (GH_SECTION_GATEWAYS);
  g_autoptr (GhSection) workspaces = gh_section_new (GH_SECTION_WORKSPACES);

  world_init (&world);
  assert_loads (fake, gateways, "GET " BASE "/gateways token-1");
  assert_loads (fake, workspaces, "GET " BASE "/groups?$top=1000&$skip=0 token-1");
  assert_loads (fake, world.gateway, "GET " BASE "/gateways/" GATEWAY "/datasources token-1");
  assert_loads (fake, world.workspace, "GET " BASE "/groups/" WORKSPACE "/datasets token-1");
  assert_loads (fake, world.item,
                "GET " BASE "/groups/" WORKSPACE "/datasets/" ITEM "/datasources token-1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service/power-bi/gateways", test_gateways);
  g_test_add_func ("/service/power-bi/gateway-with-key", test_gateway_with_key);
  g_test_add_func ("/service/power-bi/gateway-without-key", test_gateway_without_key);
  g_test_add_func ("/service/power-bi/gateway-with-bad-key", test_gateway_with_bad_key);
  g_test_add_func ("/service/power-bi/gateway-datasources", test_gateway_datasources);
  g_test_add_func ("/service/power-bi/stored-values", test_stored_values);
  g_test_add_func ("/service/power-bi/workspaces-page-by-page", test_workspaces_page_by_page);
  g_test_add_func ("/service/power-bi/items", test_items);
  g_test_add_func ("/service/power-bi/item-datasources", test_item_datasources);
  g_test_add_func ("/service/power-bi/update", test_update);
  g_test_add_func ("/service/power-bi/update-refused", test_update_refused);
  g_test_add_func ("/service/power-bi/update-with-unknown-effect", test_update_with_unknown_effect);
  g_test_add_func ("/service/power-bi/health", test_health);
  g_test_add_func ("/service/power-bi/take-over", test_take_over);
  g_test_add_func ("/service/power-bi/renews-once", test_renews_once);
  g_test_add_func ("/service/power-bi/stops-after-one-renewal", test_stops_after_one_renewal);
  g_test_add_func ("/service/power-bi/renewal-fails", test_renewal_fails);
  g_test_add_func ("/service/power-bi/hostile-ids", test_hostile_ids);
  g_test_add_func ("/service/power-bi/hostile-answers", test_hostile_answers);
  g_test_add_func ("/service/power-bi/huge-answer", test_huge_answer);
  g_test_add_func ("/service/power-bi/hostile-datasources", test_hostile_datasources);
  g_test_add_func ("/service/power-bi/cancelled-before", test_cancelled_before);
  g_test_add_func ("/service/power-bi/loader", test_loader);

  return g_test_run ();
}
