/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-calls.h"

#include "../unit/service/await.h"
#include "gh-authority.h"
#include "gh-bearer-authorizer.h"
#include "gh-memory-store.h"
#include "gh-section.h"
#include "gh-token-endpoint.h"

#define PATIENCE_SECONDS 15
#define CALLER_IDENTITY                                                                            \
  "{\"credentialDetails\":{\"credentialType\":\"OAuth2\",\"encryptedConnection\":\"Encrypted\","   \
  "\"encryptionAlgorithm\":\"None\",\"privacyLevel\":\"Organizational\","                          \
  "\"useCallerAADIdentity\":true}}"

typedef struct
{
  const char *name;
  CallKind kind;
  const char *arrival;
  void (*start) (Call *call);
  gboolean (*finish) (Call *call, GAsyncResult *result, GError **error);
} CallClass;

struct _Call
{
  const CallClass *klass;
  Targets *targets;
  GhCloud *cloud;
  GhHttpClient *http;
  GhPowerBi *power_bi;
  GhTokenEndpoint *endpoint;
  GhAuthority *authority;
  GPtrArray *secrets;
  Awaited awaited;
};

GhHttpClient *
targets_make_client (Targets *self)
{
  GhHttpClient *http = gh_http_client_new (self->trust);

  gh_http_client_set_longest_deadline (http, self->patience);

  return http;
}

static GhPowerBi *
make_power_bi (Targets *targets, GhHttpClient *http, GhCloud *cloud, GhSecret *token)
{
  g_autoptr (GhAuthorizer) authorizer = gh_bearer_authorizer_new (token);

  return gh_power_bi_new (http, cloud, authorizer);
}

static gpointer
take (GhPowerBi *power_bi, gpointer parent, const char *title)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) nodes = NULL;

  gh_loader_load_children_async (GH_LOADER (power_bi), parent, NULL, awaited_cb, &awaited);
  nodes = gh_loader_load_children_finish (GH_LOADER (power_bi), await (&awaited), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < nodes->len; i++)
    if (g_strcmp0 (gh_node_get_title (g_ptr_array_index (nodes, i)), title) == 0)
      return g_object_ref (g_ptr_array_index (nodes, i));

  g_error ("nothing is called “%s”", title);
}

Targets *
targets_new (FaultWorld *world)
{
  Targets *self = g_new0 (Targets, 1);
  g_autoptr (GhCloud) cloud = fault_world_get_cloud (world, "plain");
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);
  g_autoptr (GhPowerBi) anna = NULL;
  g_autoptr (GhSection) gateways = gh_section_new (GH_SECTION_GATEWAYS);
  g_autoptr (GhSection) workspaces = gh_section_new (GH_SECTION_WORKSPACES);

  self->world = world;
  self->patience = PATIENCE_SECONDS;
  self->trust = fault_world_get_trust (world);
  self->anna = fault_world_ask_secret (world, "token anna@contoso.com");
  self->dora = fault_world_ask_secret (world, "token dora@contoso.com");
  anna = make_power_bi (self, http, cloud, self->anna);
  self->gateway = take (anna, gateways, "Frankfurt cluster");
  self->on_premises = take (anna, self->gateway, "sql-fra-01 · SalesDW");
  self->workspace = take (anna, workspaces, "Sales");
  self->model = take (anna, self->workspace, "Orders");
  self->doras_model = take (anna, self->workspace, "Forecast");
  self->in_the_cloud = take (anna, self->doras_model, "Power BI dataflows");

  return self;
}

void
targets_free (Targets *self)
{
  g_object_unref (self->trust);
  gh_secret_unref (self->anna);
  gh_secret_unref (self->dora);
  g_object_unref (self->in_the_cloud);
  g_object_unref (self->doras_model);
  g_object_unref (self->model);
  g_object_unref (self->workspace);
  g_object_unref (self->on_premises);
  g_object_unref (self->gateway);
  g_free (self);
}

static void
keep_secret (Call *call, GhSecret *secret)
{
  g_ptr_array_add (call->secrets, gh_secret_ref (secret));
}

static GhPowerBi *
sign_in (Call *call, GhSecret *token)
{
  keep_secret (call, token);
  call->power_bi = make_power_bi (call->targets, call->http, call->cloud, token);

  return call->power_bi;
}

static void
start_list_gateways (Call *call)
{
  gh_power_bi_list_gateways_async (sign_in (call, call->targets->anna), NULL, awaited_cb,
                                   &call->awaited);
}

static gboolean
finish_list_gateways (Call *call, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) list =
      gh_power_bi_list_gateways_finish (call->power_bi, result, NULL, error);

  return list != NULL && list->len == 2;
}

static void
start_get_gateway (Call *call)
{
  gh_power_bi_get_gateway_async (sign_in (call, call->targets->anna),
                                 gh_node_get_id (GH_NODE (call->targets->gateway)), NULL,
                                 awaited_cb, &call->awaited);
}

static gboolean
finish_get_gateway (Call *call, GAsyncResult *result, GError **error)
{
  g_autoptr (GhGatewayKey) key = NULL;
  g_autoptr (GhGateway) gateway =
      gh_power_bi_get_gateway_finish (call->power_bi, result, &key, NULL, error);

  return gateway != NULL && key != NULL;
}

static void
start_list_datasources (Call *call)
{
  gh_power_bi_list_datasources_async (sign_in (call, call->targets->anna), call->targets->gateway,
                                      NULL, awaited_cb, &call->awaited);
}

static gboolean
finish_list_datasources (Call *call, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) list =
      gh_power_bi_list_datasources_finish (call->power_bi, result, NULL, error);

  return list != NULL && list->len == 3;
}

static void
start_read_datasource (Call *call)
{
  gh_power_bi_read_datasource_async (sign_in (call, call->targets->anna),
                                     call->targets->on_premises, NULL, awaited_cb, &call->awaited);
}

static gboolean
finish_read_datasource (Call *call, GAsyncResult *result, GError **error)
{
  return gh_power_bi_read_datasource_finish (call->power_bi, result, NULL, error);
}

static void
start_list_workspaces (Call *call)
{
  gh_power_bi_list_workspaces_async (sign_in (call, call->targets->anna), NULL, awaited_cb,
                                     &call->awaited);
}

static gboolean
finish_list_workspaces (Call *call, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) list =
      gh_power_bi_list_workspaces_finish (call->power_bi, result, NULL, error);

  return list != NULL && list->len > 0;
}

static void
start_list_items (Call *call)
{
  gh_power_bi_list_items_async (sign_in (call, call->targets->anna), call->targets->workspace, NULL,
                                awaited_cb, &call->awaited);
}

static gboolean
finish_list_items (Call *call, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) list = gh_power_bi_list_items_finish (call->power_bi, result, NULL, error);

  return list != NULL && list->len > 0;
}

static void
start_list_item_datasources (Call *call)
{
  gh_power_bi_list_item_datasources_async (sign_in (call, call->targets->anna),
                                           call->targets->model, NULL, awaited_cb, &call->awaited);
}

static gboolean
finish_list_item_datasources (Call *call, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) list =
      gh_power_bi_list_item_datasources_finish (call->power_bi, result, NULL, error);

  return list != NULL && list->len > 0;
}

static void
start_update (Call *call)
{
  g_autoptr (GhSecret) body = gh_secret_new_text (CALLER_IDENTITY);

  gh_power_bi_update_datasource_async (sign_in (call, call->targets->dora),
                                       call->targets->in_the_cloud, body, NULL, awaited_cb,
                                       &call->awaited);
}

static gboolean
finish_update (Call *call, GAsyncResult *result, GError **error)
{
  return gh_power_bi_update_datasource_finish (call->power_bi, result, NULL, NULL, error);
}

static void
start_test (Call *call)
{
  gh_power_bi_test_datasource_async (sign_in (call, call->targets->anna),
                                     call->targets->on_premises, NULL, awaited_cb, &call->awaited);
}

static gboolean
finish_test (Call *call, GAsyncResult *result, GError **error)
{
  return gh_power_bi_test_datasource_finish (call->power_bi, result, NULL, error);
}

static void
start_take_over (Call *call)
{
  gh_power_bi_take_over_async (sign_in (call, call->targets->anna), call->targets->model, NULL,
                               awaited_cb, &call->awaited);
}

static gboolean
finish_take_over (Call *call, GAsyncResult *result, GError **error)
{
  return gh_power_bi_take_over_finish (call->power_bi, result, NULL, error);
}

static void
start_refresh (Call *call)
{
  g_autoptr (GhSecret) refresh_token =
      fault_world_ask_secret (call->targets->world, "refresh-token");
  g_autoptr (GhTokenSet) tokens = gh_token_set_new (refresh_token);
  g_autoptr (GhTokenStore) store = gh_memory_store_new ();
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GhAccount) account =
      gh_account_new (call->cloud, gh_cloud_get_tenant_hint (call->cloud),
                      gh_cloud_get_client_id_hint (call->cloud), "anna@contoso.com",
                      gh_cloud_get_client_id_hint (call->cloud),
                      gh_cloud_get_tenant_hint (call->cloud));

  keep_secret (call, refresh_token);
  call->authority = gh_authority_new (call->http, clock, store, account, tokens);
  gh_authorizer_authorize_async (GH_AUTHORIZER (call->authority),
                                 gh_cloud_get_powerbi_audience (call->cloud), NULL, NULL,
                                 awaited_cb, &call->awaited);
}

static gboolean
finish_refresh (Call *call, GAsyncResult *result, GError **error)
{
  g_autoptr (GhSecret) token =
      gh_authorizer_authorize_finish (GH_AUTHORIZER (call->authority), result, error);

  return token != NULL;
}

static void
start_redeem (Call *call)
{
  g_autofree char *answer = fault_world_ask (call->targets->world, "code");
  g_auto (GStrv) words = g_strsplit (answer, " ", 3);
  g_autoptr (GhSecret) code = gh_secret_new_text (words[0]);
  g_autoptr (GhSecret) verifier = gh_secret_new_text (words[1]);

  keep_secret (call, code);
  keep_secret (call, verifier);
  call->endpoint =
      gh_token_endpoint_new (call->http, call->cloud, gh_cloud_get_tenant_hint (call->cloud),
                             gh_cloud_get_client_id_hint (call->cloud));
  gh_token_endpoint_redeem_async (call->endpoint, code, verifier, words[2],
                                  gh_cloud_get_powerbi_audience (call->cloud), NULL, awaited_cb,
                                  &call->awaited);
}

static gboolean
finish_redeem (Call *call, GAsyncResult *result, GError **error)
{
  g_autoptr (GhTokenAnswer) answer = gh_token_endpoint_finish (call->endpoint, result, NULL, error);

  return answer != NULL;
}

/* In an arrival, {g} and {d} are the gateway and its data source, {w} and {m} the workspace and the
 * model, {v} and {c} the virtual gateway and its cloud data source, {t} the tenant. */
#define GATEWAYS "/v1.0/myorg/gateways"
#define GROUPS "/v1.0/myorg/groups"
#define TOKEN "POST /{t}/oauth2/v2.0/token"

static const CallClass CALLS[] = {
  { "list gateways", CALL_READS, "GET " GATEWAYS, start_list_gateways, finish_list_gateways },
  { "get gateway", CALL_READS, "GET " GATEWAYS "/{g}", start_get_gateway, finish_get_gateway },
  { "list data sources", CALL_READS, "GET " GATEWAYS "/{g}/datasources", start_list_datasources,
    finish_list_datasources },
  { "read data source", CALL_READS, "GET " GATEWAYS "/{g}/datasources/{d}", start_read_datasource,
    finish_read_datasource },
  { "list workspaces", CALL_READS, "GET " GROUPS, start_list_workspaces, finish_list_workspaces },
  { "list items", CALL_READS, "GET " GROUPS "/{w}/datasets", start_list_items, finish_list_items },
  { "list item data sources", CALL_READS, "GET " GROUPS "/{w}/datasets/{m}/datasources",
    start_list_item_datasources, finish_list_item_datasources },
  { "update data source", CALL_CHANGES, "PATCH " GATEWAYS "/{v}/datasources/{c}", start_update,
    finish_update },
  { "test data source", CALL_TESTS, "GET " GATEWAYS "/{g}/datasources/{d}/status", start_test,
    finish_test },
  { "take over", CALL_CHANGES, "POST " GROUPS "/{w}/datasets/{m}/Default.TakeOver", start_take_over,
    finish_take_over },
  { "refresh token", CALL_GETS_TOKENS, TOKEN " refresh_token", start_refresh, finish_refresh },
  { "redeem code", CALL_GETS_TOKENS, TOKEN " authorization_code", start_redeem, finish_redeem },
};

guint
call_count_all (void)
{
  return G_N_ELEMENTS (CALLS);
}

const char *
call_get_name (guint i)
{
  return CALLS[i].name;
}

Call *
call_start (guint i, Targets *targets, const char *port)
{
  Call *self = g_new0 (Call, 1);

  self->klass = &CALLS[i];
  self->targets = targets;
  self->cloud = fault_world_get_cloud (targets->world, port);
  self->http = targets_make_client (targets);
  self->secrets = g_ptr_array_new_with_free_func ((GDestroyNotify)gh_secret_unref);
  self->klass->start (self);

  return self;
}

void
call_free (Call *self)
{
  awaited_clear (&self->awaited);
  g_clear_object (&self->power_bi);
  g_clear_object (&self->endpoint);
  g_clear_object (&self->authority);
  g_object_unref (self->http);
  g_object_unref (self->cloud);
  g_ptr_array_unref (self->secrets);
  g_free (self);
}

CallKind
call_get_kind (Call *self)
{
  return self->klass->kind;
}

GError *
call_await (Call *self)
{
  GError *error = NULL;
  gboolean good = self->klass->finish (self, await (&self->awaited), &error);

  if (!good && error == NULL)
    g_error ("%s: success, but not what the service said", self->klass->name);
  g_assert_true (good == (error == NULL));

  return error;
}

char *
call_dup_arrival (Call *self)
{
  Targets *targets = self->targets;
  GString *arrival = g_string_new (self->klass->arrival);

  g_string_replace (arrival, "{g}", gh_node_get_id (GH_NODE (targets->gateway)), 0);
  g_string_replace (arrival, "{d}", gh_node_get_id (GH_NODE (targets->on_premises)), 0);
  g_string_replace (arrival, "{w}", gh_node_get_id (GH_NODE (targets->workspace)), 0);
  g_string_replace (arrival, "{m}", gh_node_get_id (GH_NODE (targets->model)), 0);
  g_string_replace (arrival, "{v}", gh_datasource_get_gateway_id (targets->in_the_cloud), 0);
  g_string_replace (arrival, "{c}", gh_node_get_id (GH_NODE (targets->in_the_cloud)), 0);
  g_string_replace (arrival, "{t}", gh_cloud_get_tenant_hint (self->cloud), 0);

  return g_string_free (arrival, FALSE);
}

GPtrArray *
call_get_secrets (Call *self)
{
  return self->secrets;
}
