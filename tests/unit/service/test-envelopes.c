/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every envelope of service-errors.md 1 and 5, from the bytes on the wire to all that is known of
 * the refusal. The letters are those of section 1. */

#include <string.h>

#include "gh-error.h"
#include "gh-json.h"
#include "gh-problem-envelope.h"
#include "gh-problem.h"
#include "raw-answer.h"

#define REQUEST_ID "6f1b1c9a-5d3c-4a60-9a5f-0b8f0f6d2c11"
#define REFRESH_ID "9399bb89-25d1-44f8-8576-136d7e9014b1"
#define UNDERLYING "DM_ErrorDetailNameCode_Underlying"
#define MASHUP "Microsoft.Data.Mashup."
#define INVALID_CREDENTIALS "DM_GWPipeline_Gateway_InvalidConnectionCredentials"
#define UNREACHABLE "DM_GWPipeline_Client_GatewayUnreachable"

typedef struct
{
  const char *name;
  guint status;
  const char *code;
  const char *message;
  const char *request_id;
  gboolean token_rejected;
  GhError reaction;
  /* code, value, code, value… */
  const char *details[22];
} Case;

static const Case cases[] = {
  /* (a) data movement */
  {
      .name = "data-movement",
      .status = 400,
      .code = "DM_GWPipeline_Gateway_DataSourceAccessError",
      .message = "Login failed for user 'admin'.",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { UNDERLYING "ErrorCode", "-2146232060", UNDERLYING "ErrorMessage",
                   "Login failed for user 'admin'.", UNDERLYING "HResult", "-2146232060",
                   UNDERLYING "NativeErrorCode", "18456" },
  },
  {
      .name = "seed-refusal-b",
      .status = 400,
      .code = INVALID_CREDENTIALS,
      .message =
          "The credentials provided for the PowerBI source are invalid. (Source at PowerBI.)",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { UNDERLYING "ErrorCode",
                   "-2147467259",
                   UNDERLYING "ErrorMessage",
                   "The credentials provided for the PowerBI source are invalid. (Source at "
                   "PowerBI.)",
                   UNDERLYING "HResult",
                   "-2147467259",
                   MASHUP "CredentialError.DataSourceKind",
                   "PowerBI",
                   MASHUP "CredentialError.DataSourceOriginKind",
                   "Web",
                   MASHUP "CredentialError.DataSourceOriginPath",
                   "https://wabi-north-europe-k-primary-redirect.analysis.windows.net/metadata/"
                   "v201606/cdsa/workspaces",
                   MASHUP "CredentialError.DataSourcePath",
                   "PowerBI",
                   MASHUP "CredentialError.Reason",
                   "AccessUnauthorized",
                   MASHUP "MashupSecurityException.DataSources",
                   "[{\"kind\":\"PowerBI\",\"path\":\"PowerBI\"}]",
                   MASHUP "MashupSecurityException.Reason",
                   "AccessUnauthorized" },
  },
  {
      .name = "parameters-array",
      .status = 400,
      .code = "DMTS_Example",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { "TableName", "Orders" },
  },
  {
      .name = "parameters-object",
      .status = 403,
      .code = "ArtifactTakeOverNotAllowedByOwner",
      .message = "The caller already owns the item",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { "ErrorMessage", "The caller already owns the item", "CountPermitted", "1" },
  },
  {
      .name = "details-message",
      .status = 400,
      .code = "DatasetExecuteQueriesError",
      .message = "Query (1, 1) is not right",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { "DetailsMessage", "Query (1, 1) is not right", "AnalysisServicesErrorCode",
                   "3239575574" },
  },
  /* A code and a detail that nobody has heard of */
  {
      .name = "unknown-client",
      .status = 400,
      .code = "DM_GWPipeline_Client_NeverSeen",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { "NeverSeenDetail", "shown all the same" },
  },
  /* (b) plain */
  {
      .name = "token-expired-body",
      .status = 403,
      .code = "TokenExpired",
      .message = "Access token has expired, resubmit with a new access token",
      .token_rejected = TRUE,
      .reaction = GH_ERROR_SIGN_IN_NEEDED,
  },
  {
      .name = "unauthorized-body",
      .status = 401,
      .code = "Unauthorized",
      .message = "Gateway.ReadWrite.All is required when adding a datasource user with "
                 "OverrideEffectiveIdentity access right",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_PERMISSION,
  },
  {
      .name = "entity-not-found",
      .status = 404,
      .code = "PowerBIEntityNotFound",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_NOT_FOUND,
  },
  /* (b) in the form of (a) with nothing inside */
  {
      .name = "seed-refusal-a",
      .status = 403,
      .code = "PowerBINotAuthorizedException",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_PERMISSION,
  },
  /* (c) validation of the request */
  {
      .name = "validation",
      .status = 400,
      .code = "BadRequest",
      .message = "Bad Request: Bad JSON escape sequence: \\s. Path 'updateDetails[0]', line 14, "
                 "position 44.; 'updateDatasourcesRequest' is a required parameter",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { "updateDatasourcesRequest.updateDetails[0]",
                   "Bad JSON escape sequence: \\s. Path 'updateDetails[0]', line 14, position 44.",
                   "updateDatasourcesRequest",
                   "'updateDatasourcesRequest' is a required parameter" },
  },
  /* (d) not for service principals */
  {
      .name = "not-for-applications",
      .status = 403,
      .code = "HTTP 403",
      .message = "API is not accessible for application",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_PERMISSION,
  },
  /* (e) an empty body, and headers */
  {
      .name = "token-invalid-header",
      .status = 403,
      .code = "InvalidToken",
      .request_id = REQUEST_ID,
      .token_rejected = TRUE,
      .reaction = GH_ERROR_SIGN_IN_NEEDED,
  },
  {
      .name = "token-expired-header",
      .status = 403,
      .code = "TokenExpired",
      .request_id = REQUEST_ID,
      .token_rejected = TRUE,
      .reaction = GH_ERROR_SIGN_IN_NEEDED,
  },
  {
      .name = "group-not-accessible",
      .status = 401,
      .code = "GroupNotAccessible",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_PERMISSION,
  },
  {
      .name = "no-authorization",
      .status = 403,
      .code = "HTTP 403",
      .reaction = GH_ERROR_PERMISSION,
  },
  {
      .name = "details-header-json",
      .status = 401,
      .code = "ServicePrincipalIsNotAllowedByTenantAdminSwitch",
      .message = "Ask the tenant's administrator",
      .reaction = GH_ERROR_PERMISSION,
  },
  {
      .name = "details-header-text",
      .status = 401,
      .code = "UserDoesNotBelongToCurrentCluster",
      .reaction = GH_ERROR_REFUSED,
  },
  {
      .name = "claims-challenge",
      .status = 401,
      .code = "insufficient_claims",
      .reaction = GH_ERROR_SIGN_IN_NEEDED,
  },
  /* (f) Fabric */
  {
      .name = "fabric",
      .status = 403,
      .code = "InsufficientPermissionsToManageConnection",
      .message = "The caller lacks a right",
      .request_id = "cf0a1f0e-8f3a-4b8d-8d0e-6f3d3f1d7a21",
      .reaction = GH_ERROR_PERMISSION,
  },
  {
      .name = "fabric-related",
      .status = 404,
      .code = "EntityNotFound",
      .message = "The requested entity was not found",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_NOT_FOUND,
      .details = { "PrincipalNotFound", "The provided principal was not found", "resourceType",
                   "User", "resourceId", "2c1f6a7e-0b5e-4c39-8b3a-4a0c4b5a7d10", "resourceType",
                   "Connection", "resourceId", "1f69e798-5852-4fdd-ab01-33bb14b6e934" },
  },
  {
      .name = "fabric-wrapped",
      .status = 400,
      .code = "IncorrectCredentials",
      .message = "The password of svc_bi is wrong",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { "IncorrectCredentials", "outer", "Inner", "The password of svc_bi is wrong" },
  },
  {
      .name = "fabric-operation-failed",
      .status = 200,
      .code = "InvalidConnectionDetails",
      .message = "The server name is missing",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { "InvalidConnectionDetails", "The server name is missing" },
  },
  {
      .name = "fabric-token-expired",
      .status = 401,
      .code = "TokenExpired",
      .message = "Access token has expired",
      .token_rejected = TRUE,
      .reaction = GH_ERROR_SIGN_IN_NEEDED,
  },
  {
      .name = "fabric-throttled",
      .status = 429,
      .code = "RequestBlocked",
      .message = "Request is blocked by the upstream service until: 9/3/2025 6:54:11 AM (UTC)",
      .reaction = GH_ERROR_THROTTLED,
  },
  /* (g) refreshes, the newest first */
  {
      .name = "refresh-history",
      .status = 200,
      .code = "ModelRefreshFailed_CredentialsNotSpecified",
      .request_id = REFRESH_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { "errorCode", "ModelRefreshFailed_CredentialsNotSpecified" },
  },
  {
      .name = "refresh-text",
      .status = 200,
      .code = "ModelRefresh_ShortMessage_ProcessingError",
      .message = "The column 'Amount' of the table was not found.",
      .request_id = REFRESH_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { "errorCode", "ModelRefresh_ShortMessage_ProcessingError" },
  },
  {
      .name = "refresh-nested",
      .status = 200,
      .code = "DM_GWPipeline_Gateway_MashupDataAccessError",
      .message = "28P01: password authentication failed",
      .request_id = REFRESH_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { UNDERLYING "ErrorMessage", "28P01: password authentication failed", "errorCode",
                   "ModelRefresh_ShortMessage_ProcessingError" },
  },
  {
      .name = "refresh-enhanced",
      .status = 200,
      .code = "0xC11C0020",
      .message = "The key did not match any rows in the table",
      .reaction = GH_ERROR_REFUSED,
      .details = { "0xC1000001", "Two rows were skipped", "0xC11C0020",
                   "The key did not match any rows in the table" },
  },
  /* What is no JSON is shown as it is. */
  {
      .name = "refresh-unreadable",
      .status = 200,
      .code = "HTTP 200",
      .message = "{\"errorCode\":\"ModelRefr",
      .reaction = GH_ERROR_REFUSED,
  },
  /* (h) the portal: one answer for each computer of a cluster */
  {
      .name = "portal-cluster",
      .status = 400,
      .code = INVALID_CREDENTIALS,
      .message = "Login failed for svc_bi",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { "GatewayName", "GW-2", INVALID_CREDENTIALS, "Login failed for svc_bi",
                   "GatewayName", "GW-3", UNREACHABLE, "The gateway is unreachable" },
  },
  {
      .name = "portal-cluster-200",
      .status = 200,
      .code = UNREACHABLE,
      .message = "The gateway is unreachable",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_REFUSED,
      .details = { "GatewayName", "GW-1", UNREACHABLE, "The gateway is unreachable" },
  },
  /* What fits none of them */
  {
      .name = "server-error",
      .status = 503,
      .code = "HTTP 503",
      .reaction = GH_ERROR_FAILED,
  },
  {
      .name = "hostile",
      .status = 400,
      .code = "Bad\\u{1b}[31mCode",
      .message = "\\u{202e}gnp.exe <b>markup</b>\\u{7}",
      .reaction = GH_ERROR_REFUSED,
  },
  {
      .name = "wrong-types",
      .status = 400,
      .code = "HTTP 400",
      .reaction = GH_ERROR_REFUSED,
  },
  {
      .name = "truncated",
      .status = 400,
      .code = "HTTP 400",
      .request_id = REQUEST_ID,
      .reaction = GH_ERROR_REFUSED,
  },
};

/* All details of the body, and none besides. */
static void
assert_details (const Case *expected, GhProblem *problem, GhHttpResponse *response)
{
  const char *body = gh_secret_peek_text (gh_http_response_get_body (response));
  g_autoptr (JsonObject) root = gh_json_parse_object (body, -1, NULL);
  g_autoptr (GhProblemEnvelope) envelope = gh_problem_envelope_new ();
  guint n = 0;

  if (root != NULL)
    gh_problem_envelope_read (envelope, root);
  for (; expected->details[2 * n] != NULL; n++)
    {
      const char *code = expected->details[2 * n];
      const char *value = expected->details[2 * n + 1];
      GhProblemDetail *detail;

      g_assert_cmpuint (n, <, envelope->details->len);
      detail = g_ptr_array_index (envelope->details, n);
      g_assert_cmpstr (detail->code, ==, code);
      g_assert_cmpstr (detail->value, ==, value);
      g_assert_nonnull (gh_problem_get_detail (problem, code));
    }
  g_assert_cmpuint (envelope->details->len, ==, n);
}

static void
test_envelope (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (GhHttpResponse) response = raw_answer_fetch (expected->name);
  g_autoptr (GhProblem) problem = gh_problem_new_from_response (response);
  g_autoptr (GError) error = gh_problem_to_error (problem);

  g_test_message ("%s", error->message);
  g_assert_cmpuint (gh_problem_get_status (problem), ==, expected->status);
  g_assert_cmpstr (gh_problem_get_code (problem), ==, expected->code);
  g_assert_cmpstr (gh_problem_get_message (problem), ==, expected->message);
  g_assert_cmpstr (gh_problem_get_request_id (problem), ==, expected->request_id);
  g_assert_cmpint (gh_problem_is_token_rejected (problem), ==, expected->token_rejected);
  assert_details (expected, problem, response);
  g_assert_error (error, GH_ERROR, (int)expected->reaction);
  g_assert_nonnull (strstr (error->message, expected->code));
}

/* An answer that nobody looks at would only seem to be tested. */
static void
test_each_file_is_met (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "errors", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *file;
  guint n = 0;

  g_assert_nonnull (folder);
  while ((file = g_dir_read_name (folder)) != NULL)
    {
      gboolean met = FALSE;

      for (guint i = 0; !met && i < G_N_ELEMENTS (cases); i++)
        met = g_str_has_prefix (file, cases[i].name) &&
              g_str_equal (file + strlen (cases[i].name), ".http");
      if (!met)
        g_error ("%s is met by no case", file);
      n++;
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/service/envelopes/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_envelope);
    }
  g_test_add_func ("/service/envelopes/each-file-is-met", test_each_file_is_met);

  return g_test_run ();
}
