/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The scene that Gatehouse exists for, and what must never happen around it, against the simulator
 * over real HTTP: it decrypts and judges with code of its own. */

#include <string.h>

#include "fake-power-bi.h"
#include "gh-bearer-authorizer.h"
#include "gh-change.h"
#include "gh-error.h"
#include "gh-sim-server.h"
#include "gh-take-over.h"

#define PASSWORD "Correct-Horse-7"
#define POWER_BI_SOURCE "Power BI dataflows"

typedef struct
{
  GhSimServer *sim;
  GhCloud *cloud;
  GhHttpClient *http;
  GhGatewayMemory *memory;
  GhPowerBi *power_bi;
  /* Holds what was read, as the inventory does in the program. */
  GPtrArray *nodes;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) row = NULL;

  f->sim = gh_sim_server_new ("seed", &error);
  g_assert_no_error (error);
  g_assert_true (gh_sim_server_start (f->sim, &error));
  row = gh_sim_server_dup_cloud_row (f->sim);
  f->cloud = gh_cloud_new_from_json (json_node_get_object (row), &error);
  g_assert_no_error (error);
  f->http = gh_http_client_new (NULL);
  f->memory = gh_gateway_memory_new (NULL);
  f->nodes = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->nodes, g_ptr_array_unref);
  g_clear_object (&f->power_bi);
  g_clear_object (&f->memory);
  g_clear_object (&f->http);
  g_clear_object (&f->cloud);
  g_clear_object (&f->sim);
}

static void
sign_in (Fixture *f, const char *who)
{
  g_autofree char *token = gh_sim_server_issue_token (f->sim, who, NULL);
  g_autoptr (GhSecret) secret = gh_secret_new_text (token);
  g_autoptr (GhAuthorizer) authorizer = gh_bearer_authorizer_new (secret);

  g_clear_object (&f->power_bi);
  f->power_bi = gh_power_bi_new (f->http, f->cloud, authorizer);
}

/* Keeps @list, and returns the node of that title. */
static gpointer
pick (Fixture *f, GPtrArray *list, const char *title, const GError *error)
{
  gpointer found = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      GhNode *node = g_ptr_array_index (list, i);

      g_ptr_array_add (f->nodes, g_object_ref (node));
      if (g_strcmp0 (gh_node_get_title (node), title) == 0)
        found = node;
    }
  if (found == NULL)
    g_error ("“%s” is not among the %u that were read", title, list->len);

  return found;
}

static GhDatasource *
open_item_source (Fixture *f, const char *workspace, const char *item, const char *source)
{
  g_auto (Awaited) first = { NULL };
  g_auto (Awaited) second = { NULL };
  g_auto (Awaited) third = { NULL };
  g_autoptr (GPtrArray) workspaces = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GError) error = NULL;
  GhItem *parent;

  gh_power_bi_list_workspaces_async (f->power_bi, NULL, awaited_cb, &first);
  workspaces = gh_power_bi_list_workspaces_finish (f->power_bi, await (&first), NULL, &error);
  gh_power_bi_list_items_async (f->power_bi, pick (f, workspaces, workspace, error), NULL,
                                awaited_cb, &second);
  items = gh_power_bi_list_items_finish (f->power_bi, await (&second), NULL, &error);
  parent = pick (f, items, item, error);
  gh_power_bi_list_item_datasources_async (f->power_bi, parent, NULL, awaited_cb, &third);
  sources = gh_power_bi_list_item_datasources_finish (f->power_bi, await (&third), NULL, &error);
  g_assert_no_error (error);
  gh_node_merge_children (GH_NODE (parent), sources);

  return pick (f, sources, source, error);
}

static GhDatasource *
open_gateway_source (Fixture *f, const char *gateway, const char *source)
{
  g_auto (Awaited) first = { NULL };
  g_auto (Awaited) second = { NULL };
  g_autoptr (GPtrArray) gateways = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GError) error = NULL;

  gh_power_bi_list_gateways_async (f->power_bi, NULL, awaited_cb, &first);
  gateways = gh_power_bi_list_gateways_finish (f->power_bi, await (&first), NULL, &error);
  gh_power_bi_list_datasources_async (f->power_bi, pick (f, gateways, gateway, error), NULL,
                                      awaited_cb, &second);
  sources = gh_power_bi_list_datasources_finish (f->power_bi, await (&second), NULL, &error);

  return pick (f, sources, source, error);
}

static GhCredential *
make_login (GhCredentialType type, const char *user_name, const char *password)
{
  GhCredential *credential = gh_credential_new (type);
  g_autoptr (GhSecret) secret = gh_secret_new_text (password);

  gh_credential_set_user_name (credential, user_name);
  gh_credential_set_secret (credential, secret);

  return credential;
}

static GhCredential *
make_token (Fixture *f, const char *who, const char *scope)
{
  GhCredential *credential = gh_credential_new (GH_CREDENTIAL_OAUTH2_TOKEN);
  g_autofree char *token = gh_sim_server_issue_token (f->sim, who, scope);
  g_autoptr (GhSecret) secret = gh_secret_new_text (token);

  gh_credential_set_secret (credential, secret);

  return credential;
}

static GhChange *
run (Fixture *f,
     GhDatasource *datasource,
     GhCredential *credential,
     const char *accepted,
     GError **error)
{
  g_auto (Awaited) awaited = { NULL };
  GhChange *change = gh_change_new (f->power_bi, f->memory, datasource, credential);

  gh_change_accept_key (change, accepted);
  gh_change_run_async (change, NULL, awaited_cb, &awaited);
  gh_change_run_finish (change, await (&awaited), error);

  return change;
}

static GhRemedyKind
get_first_remedy (GhAdvice *advice)
{
  g_autoptr (GhRemedy) remedy = g_list_model_get_item (gh_advice_get_remedies (advice), 0);

  return gh_remedy_get_kind (remedy);
}

static void
assert_stored (Fixture *f, GhDatasource *datasource, const char *type, const char *secret)
{
  g_autoptr (JsonObject) stored =
      gh_sim_server_dup_stored (f->sim, gh_node_get_id (GH_NODE (datasource)));
  JsonArray *data;
  JsonObject *last;

  g_assert_nonnull (stored);
  g_assert_cmpstr (json_object_get_string_member (stored, "credentialType"), ==, type);
  if (secret == NULL)
    return;

  data = json_object_get_array_member (stored, "credentialData");
  last = json_array_get_object_element (data, json_array_get_length (data) - 1);
  g_assert_cmpstr (json_object_get_string_member (last, "value"), ==, secret);
}

/* token → refusal B → the first remedy → set, with the vendor's body to the byte. */
static void
test_token_then_own_identity (Fixture *f, gconstpointer data)
{
  g_autoptr (GhCredential) token = NULL;
  g_autoptr (GhCredential) caller = gh_credential_new (GH_CREDENTIAL_OAUTH2_CALLER);
  g_autoptr (GhChange) refused = NULL;
  g_autoptr (GhChange) set = NULL;
  g_autoptr (GhAdvice) advice = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  GhDatasource *datasource;

  sign_in (f, "anna@contoso.com");
  datasource = open_item_source (f, "Sales", "Orders", POWER_BI_SOURCE);
  token = make_token (f, "anna@contoso.com", NULL);
  refused = run (f, datasource, token, NULL, &error);

  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpint (gh_change_get_state (refused), ==, GH_CHANGE_REFUSED);
  g_assert_nonnull (gh_change_get_request_id (refused));
  advice = gh_advice_new (gh_change_get_problem (refused), datasource, "anna@contoso.com", token);
  g_assert_cmpstr (gh_advice_get_title (advice), ==, "The Pasted Token Was Not Accepted");
  g_assert_nonnull (strstr (gh_advice_get_text (advice), "Dataset.ReadWrite.All"));
  g_assert_cmpint (get_first_remedy (advice), ==, GH_REMEDY_USE_CALLER_IDENTITY);

  set = run (f, datasource, caller, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gh_change_get_state (set), ==, GH_CHANGE_SET);
  body = gh_sim_server_dup_last_update (f->sim);
  g_assert_cmpstr (body, ==,
                   "{\"credentialDetails\":{\"credentialType\":\"OAuth2\","
                   "\"encryptedConnection\":\"Encrypted\",\"encryptionAlgorithm\":\"None\","
                   "\"privacyLevel\":\"Organizational\",\"useCallerAADIdentity\":true}}");
}

static void
test_portal_token_is_taken (Fixture *f, gconstpointer data)
{
  g_autoptr (GhCredential) token = NULL;
  g_autoptr (GhChange) change = NULL;
  g_autoptr (GError) error = NULL;

  sign_in (f, "anna@contoso.com");
  token = make_token (f, "anna@contoso.com", "user_impersonation");
  change = run (f, open_item_source (f, "Sales", "Orders", POWER_BI_SOURCE), token, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gh_change_get_state (change), ==, GH_CHANGE_SET);
}

/* The seed's pipeline: refusal A, take-over, new ids, own identity. */
static void
test_take_over (Fixture *f, gconstpointer data)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GhCredential) caller = gh_credential_new (GH_CREDENTIAL_OAUTH2_CALLER);
  g_autoptr (GhChange) refused = NULL;
  g_autoptr (GhChange) set = NULL;
  g_autoptr (GhAdvice) advice = NULL;
  g_autoptr (GPtrArray) wiped = NULL;
  g_autoptr (GError) error = NULL;
  GhDatasource *datasource;

  sign_in (f, "anna@contoso.com");
  datasource = open_item_source (f, "Sales", "Forecast", POWER_BI_SOURCE);
  refused = run (f, datasource, caller, NULL, &error);
  g_assert_error (error, GH_ERROR, GH_ERROR_PERMISSION);
  g_clear_error (&error);
  advice = gh_advice_new (gh_change_get_problem (refused), datasource, "anna@contoso.com", caller);
  g_assert_cmpstr (gh_advice_get_text (advice), ==,
                   "This is a cloud data source of dora@contoso.com. You are signed in as "
                   "anna@contoso.com.");
  g_assert_cmpint (get_first_remedy (advice), ==, GH_REMEDY_SIGN_IN_AS_OWNER);

  gh_take_over_async (f->power_bi, gh_datasource_get_item (datasource), datasource, NULL,
                      awaited_cb, &awaited);
  wiped = gh_take_over_finish (await (&awaited), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wiped->len, ==, 2);
  g_assert_true (gh_datasource_is_owned_by (datasource, "anna@contoso.com"));

  set = run (f, datasource, caller, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gh_change_get_state (set), ==, GH_CHANGE_SET);
  assert_stored (f, datasource, "OAuth2", NULL);
}

static void
test_principal_is_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GhCredential) caller = gh_credential_new (GH_CREDENTIAL_OAUTH2_CALLER);
  g_autoptr (GhChange) change = NULL;
  g_autoptr (GhAdvice) advice = NULL;
  g_autoptr (GError) error = NULL;
  GhDatasource *datasource;

  sign_in (f, "pipeline");
  datasource = open_item_source (f, "Sales", "Orders", POWER_BI_SOURCE);
  change = run (f, datasource, caller, NULL, &error);

  g_assert_error (error, GH_ERROR, GH_ERROR_PERMISSION);
  advice = gh_advice_new (gh_change_get_problem (change), datasource, "pipeline", caller);
  g_assert_cmpstr (gh_advice_get_title (advice), ==, "Only the Owner May Change This Credential");
}

/* Ben owns the model, its data source is on a gateway that he does not administer: whatever holds a
 * secret stays here. */
static void
test_no_secret_to_foreign_gateway (Fixture *f, gconstpointer data)
{
  g_autoptr (GhCredential) login = make_login (GH_CREDENTIAL_WINDOWS, "CONTOSO\\svc_bi", PASSWORD);
  g_autoptr (GhCredential) token = NULL;
  g_autoptr (GhChange) first = NULL;
  g_autoptr (GhChange) second = NULL;
  g_autoptr (GError) error = NULL;
  GhDatasource *datasource;

  sign_in (f, "ben@contoso.com");
  token = make_token (f, "ben@contoso.com", "user_impersonation");
  datasource = open_item_source (f, "Finance", "Budget", "sql-fra-01 · Budget");

  first = run (f, datasource, login, NULL, &error);
  g_assert_error (error, GH_ERROR, GH_ERROR_UNDECIDED);
  g_clear_error (&error);
  second = run (f, datasource, token, NULL, &error);
  g_assert_error (error, GH_ERROR, GH_ERROR_UNDECIDED);

  g_assert_cmpuint (gh_sim_server_count_secrets (f->sim), ==, 0);
  g_assert_cmpuint (gh_sim_server_count_requests (f->sim, "PATCH", NULL), ==, 0);
}

/* 2,048 bits are sealed in one way, 1,024 in another. */
static void
test_sealed_credentials (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *gateway;
    const char *source;
    guint bits;
  } cases[] = {
    { "Frankfurt cluster", "sql-fra-01 · SalesDW", 2048 },
    { "Seattle", "sql-sea-01 · Ledger", 1024 },
  };

  sign_in (f, "anna@contoso.com");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhCredential) login = make_login (GH_CREDENTIAL_BASIC, "svc_bi", PASSWORD);
      GhDatasource *datasource = open_gateway_source (f, cases[i].gateway, cases[i].source);
      g_autoptr (GError) error = NULL;
      g_autoptr (GhChange) change = run (f, datasource, login, NULL, &error);
      g_autofree char *body = gh_sim_server_dup_last_update (f->sim);
      GhRoute *route = gh_change_get_route (change);

      g_assert_no_error (error);
      g_assert_cmpint (gh_change_get_state (change), ==, GH_CHANGE_SET_AND_VERIFIED);
      g_assert_cmpuint (gh_gateway_key_get_bits (gh_route_get_key (route)), ==, cases[i].bits);
      g_assert_null (strstr (body, PASSWORD));
      assert_stored (f, datasource, "Basic", PASSWORD);
    }
}

static void
test_anonymous_is_sealed_too (Fixture *f, gconstpointer data)
{
  g_autoptr (GhCredential) anonymous = gh_credential_new (GH_CREDENTIAL_ANONYMOUS);
  g_autoptr (GhChange) change = NULL;
  g_autoptr (GError) error = NULL;
  GhDatasource *datasource;

  sign_in (f, "anna@contoso.com");
  datasource = open_gateway_source (f, "Frankfurt cluster", "OData · orders.contoso.com");
  change = run (f, datasource, anonymous, NULL, &error);

  g_assert_no_error (error);
  assert_stored (f, datasource, "Anonymous", NULL);
}

static void
test_wrong_password (Fixture *f, gconstpointer data)
{
  g_autoptr (GhCredential) login = make_login (GH_CREDENTIAL_BASIC, "svc_bi", "Wrong-Horse-8");
  g_autoptr (GhChange) change = NULL;
  g_autoptr (GError) error = NULL;
  GhDatasource *datasource;

  sign_in (f, "anna@contoso.com");
  datasource = open_gateway_source (f, "Frankfurt cluster", "sql-fra-01 · SalesDW");
  change = run (f, datasource, login, NULL, &error);

  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
  g_assert_null (strstr (error->message, "Wrong-Horse-8"));
  g_assert_cmpint (gh_change_get_state (change), ==, GH_CHANGE_REFUSED);
}

static void
test_changed_key (Fixture *f, gconstpointer data)
{
  g_autoptr (GhCredential) login = make_login (GH_CREDENTIAL_BASIC, "svc_bi", PASSWORD);
  g_autoptr (GhChange) first = NULL;
  g_autoptr (GhChange) second = NULL;
  g_autoptr (GhChange) third = NULL;
  g_autoptr (GError) error = NULL;
  GhDatasource *datasource;
  guint sent;

  sign_in (f, "anna@contoso.com");
  datasource = open_gateway_source (f, "Frankfurt cluster", "sql-fra-01 · SalesDW");
  first = run (f, datasource, login, NULL, &error);
  g_assert_no_error (error);
  sent = gh_sim_server_count_secrets (f->sim);
  gh_sim_server_change_key (f->sim, gh_datasource_get_gateway_id (datasource));

  second = run (f, datasource, login, NULL, &error);
  g_assert_error (error, GH_ERROR, GH_ERROR_KEY_CHANGED);
  g_clear_error (&error);
  g_assert_cmpuint (gh_sim_server_count_secrets (f->sim), ==, sent);

  third = run (f, datasource, login,
               gh_gateway_key_get_fingerprint (gh_route_get_key (gh_change_get_route (second))),
               &error);
  g_assert_no_error (error);
  g_assert_cmpint (gh_change_get_state (third), ==, GH_CHANGE_SET_AND_VERIFIED);
}

#define ADD(name, test) g_test_add ("/seed/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("token-then-own-identity", test_token_then_own_identity);
  ADD ("portal-token-is-taken", test_portal_token_is_taken);
  ADD ("take-over", test_take_over);
  ADD ("principal-is-refused", test_principal_is_refused);
  ADD ("no-secret-to-foreign-gateway", test_no_secret_to_foreign_gateway);
  ADD ("sealed-credentials", test_sealed_credentials);
  ADD ("anonymous-is-sealed-too", test_anonymous_is_sealed_too);
  ADD ("wrong-password", test_wrong_password);
  ADD ("changed-key", test_changed_key);

  return g_test_run ();
}
