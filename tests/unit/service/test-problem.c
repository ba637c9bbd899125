/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gh-error.h"
#include "gh-json.h"
#include "gh-problem.h"

#define REQUEST_ID "6f1b1c9a-5d3c-4a60-9a5f-0b8f0f6d2c11"

/* "HTTP/1.1 403 Forbidden", header lines, an empty line, the body. */
static GhHttpResponse *
read_answer (const char *name)
{
  g_autofree char *file_name = g_strconcat (name, ".http", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "errors", file_name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GHashTable) headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GhSecret) body = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  char *end;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  end = strstr (text, "\n\n");
  g_assert_nonnull (end);
  *end = '\0';
  body = gh_secret_new_text (end + 2);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

      g_hash_table_insert (headers, g_strdup (parts[0]), g_strdup (parts[1]));
    }

  return gh_http_response_new ((guint)g_ascii_strtoull (strchr (lines[0], ' '), NULL, 10), headers,
                               body);
}

static GhProblem *
read_problem (const char *name)
{
  g_autoptr (GhHttpResponse) response = read_answer (name);

  return gh_problem_new_from_response (response);
}

static GhProblem *
make_problem (guint status, const char *body, gsize length)
{
  g_autoptr (GhSecret) secret = gh_secret_new (body, length);
  g_autoptr (GhHttpResponse) response = gh_http_response_new (status, NULL, secret);

  return gh_problem_new_from_response (response);
}

static void
test_refusal_a (void)
{
  g_autoptr (GhProblem) problem = read_problem ("seed-refusal-a");
  g_autoptr (GError) error = gh_problem_to_error (problem);

  g_assert_cmpuint (gh_problem_get_status (problem), ==, 403);
  g_assert_cmpstr (gh_problem_get_code (problem), ==, "PowerBINotAuthorizedException");
  g_assert_null (gh_problem_get_message (problem));
  g_assert_cmpstr (gh_problem_get_request_id (problem), ==, REQUEST_ID);
  g_assert_false (gh_problem_is_token_rejected (problem));
  g_assert_error (error, GH_ERROR, GH_ERROR_PERMISSION);
  g_assert_nonnull (strstr (error->message, "PowerBINotAuthorizedException"));
  g_assert_nonnull (strstr (error->message, REQUEST_ID));
}

static void
test_refusal_b (void)
{
  static const struct
  {
    const char *code;
    const char *value;
  } details[] = {
    { "DM_ErrorDetailNameCode_UnderlyingErrorCode", "-2147467259" },
    { "DM_ErrorDetailNameCode_UnderlyingErrorMessage",
      "The credentials provided for the PowerBI source are invalid. (Source at PowerBI.)" },
    { "DM_ErrorDetailNameCode_UnderlyingHResult", "-2147467259" },
    { "Microsoft.Data.Mashup.CredentialError.DataSourceKind", "PowerBI" },
    { "Microsoft.Data.Mashup.CredentialError.DataSourceOriginKind", "Web" },
    { "Microsoft.Data.Mashup.CredentialError.DataSourceOriginPath",
      "https://wabi-north-europe-k-primary-redirect.analysis.windows.net/metadata/v201606/cdsa/"
      "workspaces" },
    { "Microsoft.Data.Mashup.CredentialError.DataSourcePath", "PowerBI" },
    { "Microsoft.Data.Mashup.CredentialError.Reason", "AccessUnauthorized" },
    { "Microsoft.Data.Mashup.MashupSecurityException.DataSources",
      "[{\"kind\":\"PowerBI\",\"path\":\"PowerBI\"}]" },
    { "Microsoft.Data.Mashup.MashupSecurityException.Reason", "AccessUnauthorized" },
  };
  g_autoptr (GhProblem) problem = read_problem ("seed-refusal-b");
  g_autoptr (GError) error = gh_problem_to_error (problem);

  g_assert_cmpuint (gh_problem_get_status (problem), ==, 400);
  g_assert_cmpstr (gh_problem_get_code (problem), ==,
                   "DM_GWPipeline_Gateway_InvalidConnectionCredentials");
  g_assert_cmpstr (gh_problem_get_message (problem), ==, details[1].value);
  g_assert_cmpstr (gh_problem_get_request_id (problem), ==, REQUEST_ID);
  g_assert_false (gh_problem_is_token_rejected (problem));
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    g_assert_cmpstr (gh_problem_get_detail (problem, details[i].code), ==, details[i].value);
  g_assert_null (gh_problem_get_detail (problem, "NoSuchDetail"));
  g_assert_error (error, GH_ERROR, GH_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, details[1].value));
}

/* What the window unfolds has every member of the answer. */
static void
test_raw_is_the_answer (void)
{
  static const char *const names[] = { "seed-refusal-a", "seed-refusal-b" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GhHttpResponse) response = read_answer (names[i]);
      g_autoptr (GhProblem) problem = gh_problem_new_from_response (response);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) shown = gh_json_parse (gh_problem_get_raw (problem), -1, &error);
      g_autoptr (JsonNode) came =
                     gh_json_parse (gh_secret_peek_text (gh_http_response_get_body (response)), -1,
                                    NULL);

      g_assert_no_error (error);
      g_assert_true (json_node_equal (shown, came));
      g_assert_true (g_str_has_prefix (gh_problem_get_raw (problem), "{\n  \"error\""));
    }
}

/* Every envelope of service-errors.md 1 and 5. */
static void
test_envelopes (void)
{
  static const struct
  {
    const char *name;
    guint status;
    const char *code;
    const char *message;
    const char *request_id;
    gboolean token_rejected;
    GhError reaction;
  } cases[] = {
    { "data-movement", 400, "DM_GWPipeline_Gateway_DataSourceAccessError",
      "Login failed for user 'admin'.", REQUEST_ID, FALSE, GH_ERROR_REFUSED },
    { "token-expired-body", 403, "TokenExpired",
      "Access token has expired, resubmit with a new access token", NULL, TRUE,
      GH_ERROR_SIGN_IN_NEEDED },
    { "entity-not-found", 404, "PowerBIEntityNotFound", NULL, REQUEST_ID, FALSE,
      GH_ERROR_NOT_FOUND },
    { "validation", 400, "BadRequest",
      "Bad Request: Bad JSON escape sequence: \\s. Path 'updateDetails[0]', line 14, position 44.; "
      "'updateDatasourcesRequest' is a required parameter",
      REQUEST_ID, FALSE, GH_ERROR_REFUSED },
    { "not-for-applications", 403, "HTTP 403", "API is not accessible for application", REQUEST_ID,
      FALSE, GH_ERROR_PERMISSION },
    { "token-invalid-header", 403, "InvalidToken", NULL, REQUEST_ID, TRUE,
      GH_ERROR_SIGN_IN_NEEDED },
    { "group-not-accessible", 401, "GroupNotAccessible", NULL, REQUEST_ID, FALSE,
      GH_ERROR_PERMISSION },
    { "no-authorization", 403, "HTTP 403", NULL, NULL, FALSE, GH_ERROR_PERMISSION },
    { "details-header-json", 401, "ServicePrincipalIsNotAllowedByTenantAdminSwitch",
      "Ask the tenant's administrator", NULL, FALSE, GH_ERROR_PERMISSION },
    { "details-header-text", 401, "UserDoesNotBelongToCurrentCluster", NULL, NULL, FALSE,
      GH_ERROR_REFUSED },
    { "claims-challenge", 401, "insufficient_claims", NULL, NULL, FALSE, GH_ERROR_SIGN_IN_NEEDED },
    { "fabric", 403, "InsufficientPermissionsToManageConnection", "The caller lacks a right",
      "cf0a1f0e-8f3a-4b8d-8d0e-6f3d3f1d7a21", FALSE, GH_ERROR_PERMISSION },
    { "fabric-wrapped", 400, "IncorrectCredentials", "The password of svc_bi is wrong", REQUEST_ID,
      FALSE, GH_ERROR_REFUSED },
    { "fabric-token-expired", 401, "TokenExpired", "Access token has expired", NULL, TRUE,
      GH_ERROR_SIGN_IN_NEEDED },
    { "fabric-throttled", 429, "RequestBlocked",
      "Request is blocked by the upstream service until: 9/3/2025 6:54:11 AM (UTC)", NULL, FALSE,
      GH_ERROR_THROTTLED },
    { "parameters-object", 403, "ArtifactTakeOverNotAllowedByOwner",
      "The caller already owns the item", REQUEST_ID, FALSE, GH_ERROR_REFUSED },
    { "parameters-array", 400, "DMTS_Example", NULL, REQUEST_ID, FALSE, GH_ERROR_REFUSED },
    { "details-message", 400, "DatasetExecuteQueriesError", "Query (1, 1) is not right", REQUEST_ID,
      FALSE, GH_ERROR_REFUSED },
    { "server-error", 503, "HTTP 503", NULL, NULL, FALSE, GH_ERROR_FAILED },
    { "hostile", 400, "Bad\\u{1b}[31mCode", "\\u{202e}gnp.exe <b>markup</b>\\u{7}", NULL, FALSE,
      GH_ERROR_REFUSED },
    { "wrong-types", 400, "HTTP 400", NULL, NULL, FALSE, GH_ERROR_REFUSED },
    { "truncated", 400, "HTTP 400", NULL, REQUEST_ID, FALSE, GH_ERROR_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhProblem) problem = read_problem (cases[i].name);
      g_autoptr (GError) error = gh_problem_to_error (problem);

      g_test_message ("%s: %s", cases[i].name, error->message);
      g_assert_cmpuint (gh_problem_get_status (problem), ==, cases[i].status);
      g_assert_cmpstr (gh_problem_get_code (problem), ==, cases[i].code);
      g_assert_cmpstr (gh_problem_get_message (problem), ==, cases[i].message);
      g_assert_cmpstr (gh_problem_get_request_id (problem), ==, cases[i].request_id);
      g_assert_cmpint (gh_problem_is_token_rejected (problem), ==, cases[i].token_rejected);
      g_assert_error (error, GH_ERROR, (int)cases[i].reaction);
      g_assert_nonnull (strstr (error->message, cases[i].code));
    }
}

static void
test_parameters_are_details (void)
{
  g_autoptr (GhProblem) object = read_problem ("parameters-object");
  g_autoptr (GhProblem) array = read_problem ("parameters-array");
  g_autoptr (GhProblem) wrapped = read_problem ("fabric-wrapped");

  g_assert_cmpstr (gh_problem_get_detail (object, "CountPermitted"), ==, "1");
  g_assert_cmpstr (gh_problem_get_detail (array, "TableName"), ==, "Orders");
  g_assert_cmpstr (gh_problem_get_detail (wrapped, "Inner"), ==, "The password of svc_bi is wrong");
}

static void
test_empty_answer_shows_the_header (void)
{
  g_autoptr (GhProblem) header = read_problem ("details-header-json");
  g_autoptr (GhProblem) text = read_problem ("details-header-text");
  g_autoptr (GhProblem) nothing = read_problem ("no-authorization");

  g_assert_nonnull (strstr (gh_problem_get_raw (header), "Ask the tenant's administrator"));
  g_assert_cmpstr (gh_problem_get_raw (text), ==, "UserDoesNotBelongToCurrentCluster");
  g_assert_cmpstr (gh_problem_get_raw (nothing), ==, "");
}

static void
test_raw_is_safe_to_show (void)
{
  g_autoptr (GhProblem) json = read_problem ("hostile");
  g_autoptr (GhProblem) text =
                 make_problem (500, "one\r\n\ttwo\0\x1b[2J\xff", strlen ("one\r\n\ttwo") + 6);

  g_assert_nonnull (strstr (gh_problem_get_raw (json), "\\u{202e}gnp.exe"));
  g_assert_null (strchr (gh_problem_get_raw (json), '\x1b'));
  g_assert_cmpstr (gh_problem_get_raw (text), ==, "one\n two\xef\xbf\xbd\\u{1b}[2J\xef\xbf\xbd");
}

static void
test_raw_is_cut (void)
{
  gsize length = 2 * 1024 * 1024;
  g_autofree char *long_text = g_strnfill (length, 'x');
  g_autofree char *long_json =
      g_strdup_printf ("{\"error\":{\"code\":\"Long\",\"message\":\"%s\"}}", long_text);
  g_autoptr (GhProblem) text = make_problem (500, long_text, length);
  g_autoptr (GhProblem) json = make_problem (500, long_json, strlen (long_json));

  g_assert_cmpuint (strlen (gh_problem_get_raw (text)), <, 70 * 1024);
  g_assert_cmpuint (strlen (gh_problem_get_raw (json)), <, 70 * 1024);
  g_assert_cmpstr (gh_problem_get_code (json), ==, "Long");
  g_assert_cmpuint (strlen (gh_problem_get_message (json)), <, 5000);
}

static void
test_deep_answer_is_text (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autoptr (GhProblem) problem = make_problem (400, deep, 200000);

  g_assert_cmpstr (gh_problem_get_code (problem), ==, "HTTP 400");
  g_assert_true (g_str_has_prefix (gh_problem_get_raw (problem), "[[[["));
}

/* The service quotes what it could not read: the credential is in none of the texts that are shown.
 */
static void
test_redacts (void)
{
  static const char secret_text[] = "hu\"nt\\er\xc3\xa9\x1f";
  static const char body[] =
      "{\"error\":{\"code\":\"BadRequest\",\"message\":\"Can't read "
      "hu\\\"nt\\\\er\xc3\xa9\\u001f.\","
      "\"details\":[{\"message\":\"In {\\\"value\\\":\\\"hu\\\\\\\"nt\\\\\\\\er\xc3\xa9\\\\u001f"
      "\\\"}\",\"target\":\"credentials\"}]}}";
  g_autoptr (GhSecret) secret = gh_secret_new_text (secret_text);
  g_autoptr (GhSecret) brief = gh_secret_new_text ("e");
  g_autoptr (GhProblem) problem = make_problem (400, body, strlen (body));
  g_autoptr (GError) error = NULL;

  gh_problem_redact (problem, secret);
  gh_problem_redact (problem, brief);
  error = gh_problem_to_error (problem);

  g_assert_cmpstr (gh_problem_get_message (problem), ==, "Can't read ⟨…⟩.: In {\"value\":\"⟨…⟩\"}");
  g_assert_cmpstr (gh_problem_get_detail (problem, "credentials"), ==, "In {\"value\":\"⟨…⟩\"}");
  g_assert_null (strstr (gh_problem_get_raw (problem), "er\xc3\xa9"));
  g_assert_null (strstr (error->message, "er\xc3\xa9"));
  g_assert_cmpstr (gh_problem_get_code (problem), ==, "BadRequest");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service/problem/refusal-a", test_refusal_a);
  g_test_add_func ("/service/problem/refusal-b", test_refusal_b);
  g_test_add_func ("/service/problem/raw-is-the-answer", test_raw_is_the_answer);
  g_test_add_func ("/service/problem/envelopes", test_envelopes);
  g_test_add_func ("/service/problem/parameters-are-details", test_parameters_are_details);
  g_test_add_func ("/service/problem/empty-answer-shows-the-header",
                   test_empty_answer_shows_the_header);
  g_test_add_func ("/service/problem/raw-is-safe-to-show", test_raw_is_safe_to_show);
  g_test_add_func ("/service/problem/raw-is-cut", test_raw_is_cut);
  g_test_add_func ("/service/problem/deep-answer-is-text", test_deep_answer_is_text);

  g_test_add_func ("/service/problem/redacts", test_redacts);

  return g_test_run ();
}
