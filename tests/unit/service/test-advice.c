/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gh-advice.h"
#include "gh-json.h"

#define GATEWAY "0f3c8a52-6a0e-4b9d-8f6e-2c1d7e5a9b10"
#define SOURCE "7b1e44d0-93c2-4f0a-a5d8-61f0c2b7e93a"
#define ITEM "3d0c2b5e-0004-4000-8000-000000000001"
#define WORKSPACE "3d0c2b5e-0003-4000-8000-000000000001"
#define REFUSAL_A "{\"error\":{\"code\":\"PowerBINotAuthorizedException\"}}"
#define REFUSAL_B "{\"error\":{\"code\":\"DM_GWPipeline_Gateway_InvalidConnectionCredentials\"}}"

/* Header and payload of unsigned tokens: {"scp":"Dataset.ReadWrite.All"}, {"idtyp":"app"} */
#define SCOPE_TOKEN "eyJhbGciOiJub25lIn0.eyJzY3AiOiJEYXRhc2V0LlJlYWRXcml0ZS5BbGwifQ.c2ln"
#define APPLICATION_TOKEN "eyJhbGciOiJub25lIn0.eyJpZHR5cCI6ImFwcCJ9.c2ln"

static GhProblem *
make_problem (guint status, const char *body)
{
  g_autoptr (GhSecret) secret = gh_secret_new_text (body);
  g_autoptr (GhHttpResponse) response = gh_http_response_new (status, NULL, secret);

  return gh_problem_new_from_response (response);
}

/* A data source of a model "Forecast" in the workspace "Sales". */
static GhDatasource *
make_source (const char *type, const char *details_text, const char *owner)
{
  g_autoptr (JsonObject) details = gh_json_parse_object (details_text, -1, NULL);
  g_autoptr (GhWorkspace) workspace = gh_workspace_new (WORKSPACE, "Sales");
  g_autoptr (GhItem) item = gh_item_new (ITEM, "Forecast", owner, workspace);
  GhDatasource *datasource = gh_datasource_new (SOURCE, GATEWAY, NULL, type, details);

  gh_datasource_set_item (datasource, item);
  /* The data source knows its item weakly: the tree holds it in the program. */
  g_object_set_data_full (G_OBJECT (datasource), "item", g_steal_pointer (&item), g_object_unref);
  g_object_set_data_full (G_OBJECT (datasource), "workspace", g_steal_pointer (&workspace),
                          g_object_unref);

  return datasource;
}

static GhDatasource *
make_power_bi_source (const char *owner)
{
  return make_source ("Extension", "{\"kind\":\"PowerBI\",\"path\":\"PowerBI\"}", owner);
}

static GhDatasource *
make_sql_source (const char *owner)
{
  return make_source ("Sql", "{\"server\":\"s\",\"database\":\"d\"}", owner);
}

static GhCredential *
make_token (const char *token)
{
  GhCredential *credential = gh_credential_new (GH_CREDENTIAL_OAUTH2_TOKEN);
  g_autoptr (GhSecret) secret = gh_secret_new_text (token);

  gh_credential_set_secret (credential, secret);

  return credential;
}

static GhAdvice *
advise (guint status,
        const char *body,
        GhDatasource *datasource,
        const char *caller,
        GhCredential *sent)
{
  g_autoptr (GhProblem) problem = make_problem (status, body);

  return gh_advice_new (problem, datasource, caller, sent);
}

/* The titles of the rows, one on each line. */
static char *
list_rows (GhAdvice *advice)
{
  GListModel *remedies = gh_advice_get_remedies (advice);
  GString *rows = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (remedies); i++)
    {
      g_autoptr (GhRemedy) remedy = g_list_model_get_item (remedies, i);

      g_string_append_printf (rows, "%s\n", gh_remedy_get_title (remedy));
    }

  return g_string_free (rows, FALSE);
}

static GhRemedy *
get_row (GhAdvice *advice, guint index)
{
  return g_list_model_get_item (gh_advice_get_remedies (advice), index);
}

static void
test_token_refused_to_owner (void)
{
  g_autoptr (GhDatasource) source = make_power_bi_source ("anna@contoso.com");
  g_autoptr (GhCredential) sent = make_token (SCOPE_TOKEN);
  g_autoptr (GhAdvice) advice = advise (400, REFUSAL_B, source, "Anna@Contoso.com", sent);
  g_autofree char *rows = list_rows (advice);
  g_autoptr (GhRemedy) first = get_row (advice, 0);

  g_assert_cmpstr (gh_advice_get_title (advice), ==, "The Pasted Token Was Not Accepted");
  g_assert_cmpstr (gh_advice_get_text (advice), ==,
                   "Power BI reached the source and refused the token. Its scope is "
                   "Dataset.ReadWrite.All; so far, only user_impersonation is known to work here.");
  g_assert_cmpstr (rows, ==, "Use your own identity\nPaste another token\nCompare tokens\n");
  g_assert_cmpint (gh_remedy_get_kind (first), ==, GH_REMEDY_USE_CALLER_IDENTITY);
  g_assert_cmpstr (gh_remedy_get_button_label (first), ==, "Use Your Own Identity and Send Again");
  g_assert_cmpstr (gh_remedy_get_subtitle (first), ==,
                   "You own this data source, so no token is needed. It may last one hour only: "
                   "the vendor names that limit for OAuth2 set this way, and no exception.");
}

static void
test_token_refused_to_another (void)
{
  g_autoptr (GhDatasource) source = make_power_bi_source ("dora@contoso.com");
  g_autoptr (GhCredential) sent = make_token (SCOPE_TOKEN);
  g_autoptr (GhAdvice) advice = advise (400, REFUSAL_B, source, "anna@contoso.com", sent);
  g_autofree char *rows = list_rows (advice);

  g_assert_cmpstr (rows, ==, "Sign in as the owner\nTake over “Forecast”\nAsk the owner\n");
}

static void
test_token_of_application (void)
{
  g_autoptr (GhDatasource) source = make_power_bi_source ("anna@contoso.com");
  g_autoptr (GhCredential) sent = make_token (APPLICATION_TOKEN);
  g_autoptr (GhAdvice) advice = advise (400, REFUSAL_B, source, "anna@contoso.com", sent);

  g_assert_nonnull (strstr (gh_advice_get_text (advice), "It was issued to an application"));
}

/* A token that can't be read is allowed; it is not shown in place of its scope. */
static void
test_opaque_token (void)
{
  g_autoptr (GhDatasource) source = make_power_bi_source ("anna@contoso.com");
  g_autoptr (GhCredential) sent = make_token ("opaque-token-text");
  g_autoptr (GhAdvice) advice = advise (400, REFUSAL_B, source, "anna@contoso.com", sent);

  g_assert_nonnull (strstr (gh_advice_get_text (advice), "So far, only a token with "));
  g_assert_null (strstr (gh_advice_get_text (advice), "opaque"));
}

static void
test_token_for_another_kind (void)
{
  g_autoptr (GhDatasource) source =
      make_source ("Salesforce", "{\"loginServer\":\"https://login.salesforce.com/\"}",
                   "anna@contoso.com");
  g_autoptr (GhCredential) sent = make_token (SCOPE_TOKEN);
  g_autoptr (GhAdvice) advice = advise (400, REFUSAL_B, source, "anna@contoso.com", sent);
  g_autofree char *rows = list_rows (advice);

  g_assert_cmpstr (rows, ==, "Paste another token\n");
  g_assert_null (strstr (gh_advice_get_text (advice), "user_impersonation"));
}

static void
test_password_refused (void)
{
  g_autoptr (GhDatasource) source = make_sql_source ("anna@contoso.com");
  g_autoptr (GhCredential) sent = gh_credential_new (GH_CREDENTIAL_BASIC);
  g_autoptr (GhAdvice) advice = advise (400, REFUSAL_B, source, "anna@contoso.com", sent);

  g_assert_cmpstr (gh_advice_get_title (advice), ==, "The Credential Was Not Accepted");
  g_assert_cmpuint (g_list_model_get_n_items (gh_advice_get_remedies (advice)), ==, 0);
}

static void
test_not_the_owner (void)
{
  g_autoptr (GhDatasource) source = make_power_bi_source ("dora@contoso.com");
  g_autoptr (GhAdvice) advice = advise (401, REFUSAL_A, source, "anna@contoso.com", NULL);
  g_autofree char *rows = list_rows (advice);
  g_autoptr (GhRemedy) sign_in = get_row (advice, 0);
  g_autoptr (GhRemedy) message = get_row (advice, 2);

  g_assert_cmpstr (gh_advice_get_title (advice), ==, "Only the Owner May Change This Credential");
  g_assert_cmpstr (gh_advice_get_text (advice), ==,
                   "This is a cloud data source of dora@contoso.com. You are signed in as "
                   "anna@contoso.com.");
  g_assert_cmpstr (rows, ==, "Sign in as the owner\nTake over “Forecast”\nAsk the owner\n");
  g_assert_cmpstr (gh_remedy_get_parameter (sign_in), ==, "dora@contoso.com");
  g_assert_cmpstr (gh_remedy_get_subtitle (sign_in), ==,
                   "Keeps everything as it is, and sends again");
  g_assert_nonnull (strstr (gh_remedy_get_parameter (message), SOURCE));
  g_assert_nonnull (strstr (gh_remedy_get_parameter (message), "“Forecast”"));
  g_assert_nonnull (strstr (gh_remedy_get_parameter (message), "PowerBINotAuthorizedException"));
}

static void
test_service_principal_is_not_the_owner (void)
{
  g_autoptr (GhDatasource) source = make_power_bi_source ("anna@contoso.com");
  g_autoptr (GhAdvice) advice = advise (401, REFUSAL_A, source, "pipeline", NULL);
  g_autofree char *rows = list_rows (advice);

  g_assert_cmpstr (rows, ==, "Sign in as the owner\nTake over “Forecast”\nAsk the owner\n");
}

static void
test_owner_unknown (void)
{
  g_autoptr (GhDatasource) source = make_power_bi_source (NULL);
  g_autoptr (GhAdvice) advice = advise (401, REFUSAL_A, source, "anna@contoso.com", NULL);
  g_autofree char *rows = list_rows (advice);

  g_assert_true (g_str_has_prefix (gh_advice_get_text (advice),
                                   "This is a cloud data source of somebody else."));
  g_assert_cmpstr (rows, ==, "Take over “Forecast”\nAsk the owner\n");
}

/* Of a source that this account can't read nothing is certain. */
static void
test_place_unknown (void)
{
  g_autoptr (GhDatasource) source = make_sql_source ("dora@contoso.com");
  g_autoptr (GhAdvice) advice = advise (401, REFUSAL_A, source, "anna@contoso.com", NULL);

  g_assert_true (g_str_has_prefix (gh_advice_get_text (advice), "This is probably a cloud "));
}

static void
test_owner_of_model_on_foreign_gateway (void)
{
  g_autoptr (GhDatasource) source = make_sql_source ("ben@contoso.com");
  g_autoptr (GhAdvice) advice = advise (401, REFUSAL_A, source, "ben@contoso.com", NULL);
  g_autofree char *rows = list_rows (advice);

  g_assert_cmpstr (gh_advice_get_title (advice), ==, "Only a Gateway Administrator May Do This");
  g_assert_cmpstr (rows, ==, "Ask an administrator\nSign in as someone else\n");
}

static void
test_not_a_gateway_administrator (void)
{
  g_autoptr (JsonObject) details = json_object_new ();
  g_autoptr (GhGateway) gateway = gh_gateway_new (GATEWAY, "Frankfurt cluster", "Resource");
  g_autoptr (GhDatasource) source = gh_datasource_new (SOURCE, GATEWAY, "SalesDW", "Sql", details);
  g_autoptr (GhAdvice) advice = NULL;
  g_autofree char *rows = NULL;
  g_autoptr (GhRemedy) else_row = NULL;

  gh_datasource_set_gateway (source, gateway);
  gh_datasource_set_place (source, GH_PLACE_ON_PREMISES);
  advice = advise (401, REFUSAL_A, source, "ben@contoso.com", NULL);
  rows = list_rows (advice);
  else_row = get_row (advice, 1);

  g_assert_cmpstr (gh_advice_get_title (advice), ==, "Only a Gateway Administrator May Do This");
  g_assert_cmpstr (gh_advice_get_text (advice), ==, "Frankfurt cluster is administered by others.");
  g_assert_cmpstr (rows, ==, "Ask an administrator\nSign in as someone else\n");
  g_assert_cmpint (gh_remedy_get_kind (else_row), ==, GH_REMEDY_SIGN_IN_AGAIN);
  g_assert_null (gh_remedy_get_parameter (else_row));
}

static void
test_every_known_code_has_words (void)
{
  static const char *const codes[] = {
    "DMTS_InvalidEncryptionAlgorithmError",
    "DM_GWPipeline_Client_GatewayUnreachable",
    "DM_GWPipeline_Gateway_DataSourceAccessError",
    "DM_GWPipeline_Gateway_MashupDataAccessError",
    "DM_GWPipeline_UnknownError",
    "PowerBIEntityNotFound",
    "GroupNotAccessible",
    "ServicePrincipalIsNotAllowedByTenantAdminSwitch",
    "TokenExpired",
    "DM_GWPipeline_Client_NeverSeen",
    "DM_GWPipeline_Gateway_NeverSeen",
    "DMTS_NeverSeen",
    "NeverSeen",
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"error\":{\"code\":\"%s\"}}", codes[i]);
      g_autoptr (GhDatasource) source = make_sql_source ("dora@contoso.com");
      g_autoptr (GhAdvice) advice = advise (400, body, source, NULL, NULL);

      g_test_message ("%s: %s. %s", codes[i], gh_advice_get_title (advice),
                      gh_advice_get_text (advice));
      g_assert_nonnull (gh_advice_get_title (advice));
      g_assert_cmpuint (strlen (gh_advice_get_text (advice)), >, 20);
      g_assert_null (strstr (gh_advice_get_text (advice), "!"));
    }
}

/* An unknown code is classed by its prefix, and said to be unknown. */
static void
test_unknown_codes_are_told_by_their_family (void)
{
  static const struct
  {
    const char *code;
    const char *title;
  } cases[] = {
    { "DM_GWPipeline_Client_NeverSeen", "Power BI Did Not Get Through to the Gateway" },
    { "DM_GWPipeline_Gateway_NeverSeen", "The Gateway Could Not Use the Source" },
    { "DM_NeverSeen", "The Gateway Could Not Use the Source" },
    { "DMTS_NeverSeen", "Power BI Did Not Store the Credential" },
    { "NeverSeen", "Power BI Refused the Change" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"error\":{\"code\":\"%s\"}}", cases[i].code);
      g_autofree char *said =
          g_strdup_printf ("The code “%s” itself is not known here.", cases[i].code);
      g_autoptr (GhDatasource) source = make_sql_source ("dora@contoso.com");
      g_autoptr (GhAdvice) advice = advise (400, body, source, NULL, NULL);
      const char *text = gh_advice_get_text (advice);

      g_test_message ("%s: %s", cases[i].code, text);
      g_assert_cmpstr (gh_advice_get_title (advice), ==, cases[i].title);
      g_assert_true (strstr (text, said) != NULL ||
                     g_str_equal (text, "The answer holds no reason that is known here."));
    }
}

static void
test_service_is_quoted (void)
{
  g_autoptr (GhDatasource) source = make_sql_source ("anna@contoso.com");
  g_autoptr (GhAdvice) advice =
      advise (400,
              "{\"error\":{\"code\":\"DM_GWPipeline_Gateway_DataSourceAccessError\",\"message\":"
              "\"Login failed for user 'admin'.\"}}",
              source, NULL, NULL);

  g_assert_true (g_str_has_suffix (gh_advice_get_text (advice),
                                   "The service says: “Login failed for user 'admin'.”"));
}

static void
test_expired_token_asks_to_sign_in (void)
{
  g_autoptr (GhDatasource) source = make_sql_source ("anna@contoso.com");
  g_autoptr (GhAdvice) advice =
      advise (403, "{\"error\":{\"code\":\"TokenExpired\"}}", source, "anna@contoso.com", NULL);
  g_autoptr (GhRemedy) first = get_row (advice, 0);

  g_assert_cmpint (gh_remedy_get_kind (first), ==, GH_REMEDY_SIGN_IN_AGAIN);
}

static void
test_throttled (void)
{
  g_autoptr (GhDatasource) source = make_sql_source ("anna@contoso.com");
  g_autoptr (GhAdvice) advice = advise (429, "", source, NULL, NULL);
  g_autoptr (GhRemedy) first = get_row (advice, 0);

  g_assert_cmpstr (gh_advice_get_title (advice), ==, "Throttled by the Service");
  g_assert_cmpint (gh_remedy_get_kind (first), ==, GH_REMEDY_TRY_AGAIN);
}

static void
test_not_for_applications (void)
{
  g_autoptr (GhDatasource) source = make_power_bi_source ("anna@contoso.com");
  g_autoptr (GhAdvice) advice =
      advise (403, "{\"Message\":\"API is not accessible for application\"}", source, "pipeline",
              NULL);

  g_assert_cmpstr (gh_advice_get_title (advice), ==, "Not for Service Principals");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/advice/token-refused-to-owner", test_token_refused_to_owner);
  g_test_add_func ("/advice/token-refused-to-another", test_token_refused_to_another);
  g_test_add_func ("/advice/token-of-application", test_token_of_application);
  g_test_add_func ("/advice/opaque-token", test_opaque_token);
  g_test_add_func ("/advice/token-for-another-kind", test_token_for_another_kind);
  g_test_add_func ("/advice/password-refused", test_password_refused);
  g_test_add_func ("/advice/not-the-owner", test_not_the_owner);
  g_test_add_func ("/advice/service-principal-is-not-the-owner",
                   test_service_principal_is_not_the_owner);
  g_test_add_func ("/advice/owner-unknown", test_owner_unknown);
  g_test_add_func ("/advice/place-unknown", test_place_unknown);
  g_test_add_func ("/advice/owner-of-model-on-foreign-gateway",
                   test_owner_of_model_on_foreign_gateway);
  g_test_add_func ("/advice/not-a-gateway-administrator", test_not_a_gateway_administrator);
  g_test_add_func ("/advice/every-known-code-has-words", test_every_known_code_has_words);
  g_test_add_func ("/advice/unknown-codes-are-told-by-their-family",
                   test_unknown_codes_are_told_by_their_family);
  g_test_add_func ("/advice/service-is-quoted", test_service_is_quoted);
  g_test_add_func ("/advice/expired-token-asks-to-sign-in", test_expired_token_asks_to_sign_in);
  g_test_add_func ("/advice/throttled", test_throttled);
  g_test_add_func ("/advice/not-for-applications", test_not_for_applications);

  return g_test_run ();
}
