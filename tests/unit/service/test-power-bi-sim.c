/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "await.h"
#include "gh-bearer-authorizer.h"
#include "gh-error.h"
#include "gh-power-bi.h"
#include "gh-section.h"
#include "gh-sim-server.h"

/* The scenario “seed” as its people see it. */

static GhSimServer *
start_service (void)
{
  g_autoptr (GError) error = NULL;
  GhSimServer *server = gh_sim_server_new ("seed", &error);

  g_assert_no_error (error);
  g_assert_true (gh_sim_server_start (server, &error));
  g_assert_no_error (error);

  return server;
}

static GhPowerBi *
sign_in (GhSimServer *server, const char *who)
{
  g_autoptr (JsonNode) row = gh_sim_server_dup_cloud_row (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCloud) cloud = gh_cloud_new_from_json (json_node_get_object (row), &error);
  g_autofree char *text = gh_sim_server_issue_token (server, who, NULL);
  g_autoptr (GhSecret) token = gh_secret_new_text (text);
  g_autoptr (GhAuthorizer) authorizer = gh_bearer_authorizer_new (token);
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);

  g_assert_no_error (error);

  return gh_power_bi_new (http, cloud, authorizer);
}

static GPtrArray *
load (GhPowerBi *power_bi, gpointer parent)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *nodes;

  gh_loader_load_children_async (GH_LOADER (power_bi), parent, NULL, awaited_cb, &awaited);
  nodes = gh_loader_load_children_finish (GH_LOADER (power_bi), await (&awaited), &error);
  g_assert_no_error (error);

  return nodes;
}

static GPtrArray *
load_section (GhPowerBi *power_bi, GhSectionKind kind)
{
  g_autoptr (GhSection) section = gh_section_new (kind);

  return load (power_bi, section);
}

/* (transfer full): the one with this title */
static gpointer
take (GPtrArray *nodes, const char *title)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      GhNode *node = g_ptr_array_index (nodes, i);

      if (g_strcmp0 (gh_node_get_title (node), title) == 0)
        return g_object_ref (node);
    }

  g_error ("nothing is called “%s”", title);
}

/* A model and what leads to it: each of them holds its parent weakly. */
typedef struct
{
  GhWorkspace *workspace;
  GhItem *item;
  GPtrArray *datasources;
} Model;

static void
model_clear (Model *model)
{
  g_clear_pointer (&model->datasources, g_ptr_array_unref);
  g_clear_object (&model->item);
  g_clear_object (&model->workspace);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Model, model_clear)

static void
model_load (Model *model, GhPowerBi *power_bi, const char *workspace, const char *item)
{
  g_autoptr (GPtrArray) workspaces = load_section (power_bi, GH_SECTION_WORKSPACES);
  g_autoptr (GPtrArray) items = NULL;

  model->workspace = take (workspaces, workspace);
  items = load (power_bi, model->workspace);
  model->item = take (items, item);
  model->datasources = load (power_bi, model->item);
}

static GhDatasource *
take_by_type (Model *model, const char *type)
{
  for (guint i = 0; i < model->datasources->len; i++)
    {
      GhDatasource *datasource = g_ptr_array_index (model->datasources, i);

      if (g_str_equal (gh_datasource_get_datasource_type (datasource), type))
        return g_object_ref (datasource);
    }

  g_error ("nothing has the type “%s”", type);
}

static GhGateway *
get_gateway (GhPowerBi *power_bi,
             const char *id,
             GhGatewayKey **key,
             GhProblem **problem,
             GError **error)
{
  g_auto (Awaited) awaited = { NULL };

  gh_power_bi_get_gateway_async (power_bi, id, NULL, awaited_cb, &awaited);
  return gh_power_bi_get_gateway_finish (power_bi, await (&awaited), key, problem, error);
}

static gboolean
read_datasource (GhPowerBi *power_bi, GhDatasource *datasource, GhProblem **problem, GError **error)
{
  g_auto (Awaited) awaited = { NULL };

  gh_power_bi_read_datasource_async (power_bi, datasource, NULL, awaited_cb, &awaited);
  return gh_power_bi_read_datasource_finish (power_bi, await (&awaited), problem, error);
}

static gboolean
update (GhPowerBi *power_bi,
        GhDatasource *datasource,
        const char *body,
        GhProblem **problem,
        GError **error)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GhSecret) secret = gh_secret_new_text (body);

  gh_power_bi_update_datasource_async (power_bi, datasource, secret, NULL, awaited_cb, &awaited);
  return gh_power_bi_update_datasource_finish (power_bi, await (&awaited), NULL, problem, error);
}

static gboolean
test_connection (GhPowerBi *power_bi, GhDatasource *datasource, GError **error)
{
  g_auto (Awaited) awaited = { NULL };

  gh_power_bi_test_datasource_async (power_bi, datasource, NULL, awaited_cb, &awaited);
  return gh_power_bi_test_datasource_finish (power_bi, await (&awaited), NULL, error);
}

static void
assert_key (GhPowerBi *power_bi, GPtrArray *gateways, const char *name, guint bits)
{
  g_autoptr (GhGateway) listed = take (gateways, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhGatewayKey) key = NULL;
  g_autoptr (GhGateway) gateway =
      get_gateway (power_bi, gh_node_get_id (GH_NODE (listed)), &key, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gh_gateway_get_status (gateway), ==, "Live");
  g_assert_cmpstr (gh_gateway_get_version (gateway), ==, "3000.198.17");
  g_assert_cmpuint (gh_gateway_key_get_bits (key), ==, bits);
}

static void
test_administrator (void)
{
  g_autoptr (GhSimServer) server = start_service ();
  g_autoptr (GhPowerBi) anna = sign_in (server, "anna@contoso.com");
  g_autoptr (GPtrArray) gateways = load_section (anna, GH_SECTION_GATEWAYS);
  g_autoptr (GhGateway) frankfurt = take (gateways, "Frankfurt cluster");
  g_autoptr (GPtrArray) datasources = load (anna, frankfurt);
  g_autoptr (GhDatasource) sales = take (datasources, "sql-fra-01 · SalesDW");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (gateways->len, ==, 2);
  assert_key (anna, gateways, "Frankfurt cluster", 2048);
  assert_key (anna, gateways, "Seattle", 1024);
  g_assert_cmpuint (datasources->len, ==, 3);
  g_assert_cmpstr (gh_datasource_get_server (sales), ==, "sql-fra-01");
  g_assert_true (read_datasource (anna, sales, NULL, &error));
  g_assert_cmpstr (gh_datasource_get_credential_type (sales), ==, "Basic");
  g_assert_null (gh_datasource_get_privacy_level (sales));
}

/* Ben reaches a source on a gateway that others administer, through his model: nothing about the
 * gateway is shown to him. */
static void
test_on_premises_through_a_model (void)
{
  g_autoptr (GhSimServer) server = start_service ();
  g_autoptr (GhPowerBi) ben = sign_in (server, "ben@contoso.com");
  g_autoptr (GPtrArray) gateways = load_section (ben, GH_SECTION_GATEWAYS);
  g_auto (Model) budget = { NULL };
  g_autoptr (GhDatasource) source = NULL;
  g_autoptr (GhProblem) problem = NULL;
  g_autoptr (GError) gateway_error = NULL;
  g_autoptr (GError) source_error = NULL;

  g_assert_cmpuint (gateways->len, ==, 0);
  model_load (&budget, ben, "Finance", "Budget");
  source = take_by_type (&budget, "Sql");
  g_assert_null (
      get_gateway (ben, gh_datasource_get_gateway_id (source), NULL, &problem, &gateway_error));
  g_assert_error (gateway_error, GH_ERROR, GH_ERROR_NOT_FOUND);
  g_assert_cmpstr (gh_problem_get_code (problem), ==, "PowerBIEntityNotFound");
  g_assert_false (read_datasource (ben, source, NULL, &source_error));
  g_assert_true (g_error_matches (source_error, GH_ERROR, GH_ERROR_NOT_FOUND) ||
                 g_error_matches (source_error, GH_ERROR, GH_ERROR_PERMISSION));
}

static void
test_cloud_source_of_the_owner (void)
{
  g_autoptr (GhSimServer) server = start_service ();
  g_autoptr (GhPowerBi) anna = sign_in (server, "anna@contoso.com");
  g_auto (Model) orders = { NULL };
  g_autoptr (GhDatasource) source = NULL;
  g_autoptr (GError) gateway_error = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) test_error = NULL;

  model_load (&orders, anna, "Sales", "Orders");
  g_assert_cmpuint (orders.datasources->len, ==, 2);
  g_assert_cmpstr (gh_item_get_owner (orders.item), ==, "anna@contoso.com");
  source = take_by_type (&orders, "Extension");
  g_assert_cmpstr (gh_datasource_get_extension_kind (source), ==, "PowerBI");
  g_assert_null (
      get_gateway (anna, gh_datasource_get_gateway_id (source), NULL, NULL, &gateway_error));
  g_assert_error (gateway_error, GH_ERROR, GH_ERROR_NOT_FOUND);
  g_assert_true (read_datasource (anna, source, NULL, &error));
  g_assert_cmpstr (gh_datasource_get_privacy_level (source), ==, "None");
  /* The call is meant for gateway administrators: its refusal says nothing about the credential. */
  gh_datasource_set_place (source, GH_PLACE_CLOUD);
  g_assert_false (test_connection (anna, source, &test_error));
  g_assert_cmpint (gh_datasource_get_health (source), ==, GH_HEALTH_NOT_KNOWN);
}

#define CALLER                                                                                     \
  "{\"credentialDetails\":{\"credentialType\":\"OAuth2\",\"encryptedConnection\":\"Encrypted\","   \
  "\"encryptionAlgorithm\":\"None\",\"privacyLevel\":\"Organizational\","                          \
  "\"useCallerAADIdentity\":true}}"

static void
test_refusal_a (void)
{
  g_autoptr (GhSimServer) server = start_service ();
  g_autoptr (GhPowerBi) pipeline = sign_in (server, "pipeline");
  g_auto (Model) orders = { NULL };
  g_autoptr (GhDatasource) source = NULL;
  g_autoptr (GhProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  model_load (&orders, pipeline, "Sales", "Orders");
  source = take_by_type (&orders, "Extension");
  g_assert_false (update (pipeline, source, CALLER, &problem, &error));

  g_assert_error (error, GH_ERROR, GH_ERROR_PERMISSION);
  g_assert_cmpstr (gh_problem_get_code (problem), ==, "PowerBINotAuthorizedException");
  g_assert_nonnull (gh_problem_get_request_id (problem));
}

static void
test_refusal_b_and_the_answer (void)
{
  g_autoptr (GhSimServer) server = start_service ();
  g_autoptr (GhPowerBi) anna = sign_in (server, "anna@contoso.com");
  g_autofree char *token = gh_sim_server_issue_token (server, "anna@contoso.com", NULL);
  g_autofree char *body = g_strdup_printf (
      "{\"credentialDetails\":{\"credentialType\":\"OAuth2\",\"credentials\":"
      "\"{\\\"credentialData\\\":[{\\\"name\\\":\\\"accessToken\\\",\\\"value\\\":\\\"%s\\\"}]}\","
      "\"encryptedConnection\":\"Encrypted\",\"encryptionAlgorithm\":\"None\","
      "\"privacyLevel\":\"None\"}}",
      token);
  g_auto (Model) orders = { NULL };
  g_autoptr (GhDatasource) source = NULL;
  g_autoptr (GhProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) second_error = NULL;

  model_load (&orders, anna, "Sales", "Orders");
  source = take_by_type (&orders, "Extension");
  g_assert_false (update (anna, source, body, &problem, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
  g_assert_cmpstr (gh_problem_get_code (problem), ==,
                   "DM_GWPipeline_Gateway_InvalidConnectionCredentials");
  g_assert_cmpstr (gh_problem_get_message (problem), ==,
                   "The credentials provided for the PowerBI source are invalid. (Source at "
                   "PowerBI.)");
  g_assert_cmpstr (gh_problem_get_detail (problem, "Microsoft.Data.Mashup.CredentialError.Reason"),
                   ==, "AccessUnauthorized");

  g_assert_true (update (anna, source, CALLER, NULL, &second_error));
  g_assert_no_error (second_error);
}

static void
test_take_over (void)
{
  g_autoptr (GhSimServer) server = start_service ();
  g_autoptr (GhPowerBi) anna = sign_in (server, "anna@contoso.com");
  g_auto (Model) forecast = { NULL };
  g_auto (Model) taken = { NULL };
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GError) error = NULL;

  model_load (&forecast, anna, "Sales", "Forecast");
  g_assert_cmpstr (gh_item_get_owner (forecast.item), ==, "dora@contoso.com");
  gh_power_bi_take_over_async (anna, forecast.item, NULL, awaited_cb, &awaited);
  g_assert_true (gh_power_bi_take_over_finish (anna, await (&awaited), NULL, &error));
  g_assert_no_error (error);

  model_load (&taken, anna, "Sales", "Forecast");
  g_assert_cmpstr (gh_item_get_owner (taken.item), ==, "anna@contoso.com");
  g_assert_cmpuint (taken.datasources->len, ==, 2);
}

static void
test_expired_token (void)
{
  g_autoptr (GhSimServer) server = start_service ();
  g_autoptr (GhPowerBi) anna = sign_in (server, "anna@contoso.com");
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GError) error = NULL;

  gh_sim_server_expire_tokens (server);
  gh_power_bi_list_gateways_async (anna, NULL, awaited_cb, &awaited);
  g_assert_null (gh_power_bi_list_gateways_finish (anna, await (&awaited), NULL, &error));

  g_assert_error (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpuint (gh_sim_server_count_requests (server, "GET", "/v1.0/myorg/gateways"), ==, 1);
}

/* Cancelled while the service connects: whether it took effect, only the service knows. */
static void
test_cancelled_after_sending (void)
{
  g_autoptr (GhSimServer) server = start_service ();
  g_autoptr (GhPowerBi) anna = sign_in (server, "anna@contoso.com");
  g_auto (Model) orders = { NULL };
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GhDatasource) source = NULL;
  g_autoptr (GhSecret) body = gh_secret_new_text (CALLER);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  model_load (&orders, anna, "Sales", "Orders");
  source = take_by_type (&orders, "Extension");
  gh_sim_server_script (server, "/v1.0/myorg/gateways/*/datasources/*", 200, NULL, "", 10);
  gh_power_bi_update_datasource_async (anna, source, body, cancellable, awaited_cb, &awaited);
  while (gh_sim_server_count_requests (server, "PATCH", NULL) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);

  g_assert_false (
      gh_power_bi_update_datasource_finish (anna, await (&awaited), NULL, NULL, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service/power-bi-sim/administrator", test_administrator);
  g_test_add_func ("/service/power-bi-sim/on-premises-through-a-model",
                   test_on_premises_through_a_model);
  g_test_add_func ("/service/power-bi-sim/cloud-source-of-the-owner",
                   test_cloud_source_of_the_owner);
  g_test_add_func ("/service/power-bi-sim/refusal-a", test_refusal_a);
  g_test_add_func ("/service/power-bi-sim/refusal-b-and-the-answer", test_refusal_b_and_the_answer);
  g_test_add_func ("/service/power-bi-sim/take-over", test_take_over);
  g_test_add_func ("/service/power-bi-sim/expired-token", test_expired_token);
  g_test_add_func ("/service/power-bi-sim/cancelled-after-sending", test_cancelled_after_sending);

  return g_test_run ();
}
