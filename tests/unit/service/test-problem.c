/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gh-error.h"
#include "gh-json.h"
#include "gh-problem.h"
#include "raw-answer.h"

#define REQUEST_ID "6f1b1c9a-5d3c-4a60-9a5f-0b8f0f6d2c11"

static GhProblem *
read_problem (const char *name)
{
  g_autoptr (GhHttpResponse) response = raw_answer_fetch (name);

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
      g_autoptr (GhHttpResponse) response = raw_answer_fetch (names[i]);
      g_autoptr (GhProblem) problem = gh_problem_new_from_response (response);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) shown = gh_json_parse (gh_problem_get_raw (problem), -1, &error);
      g_autoptr (JsonNode) came =
          gh_json_parse (gh_secret_peek_text (gh_http_response_get_body (response)), -1, NULL);

      g_assert_no_error (error);
      g_assert_true (json_node_equal (shown, came));
      g_assert_true (g_str_has_prefix (gh_problem_get_raw (problem), "{\n  \"error\""));
    }
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
  g_test_add_func ("/service/problem/empty-answer-shows-the-header",
                   test_empty_answer_shows_the_header);
  g_test_add_func ("/service/problem/raw-is-safe-to-show", test_raw_is_safe_to_show);
  g_test_add_func ("/service/problem/raw-is-cut", test_raw_is_cut);
  g_test_add_func ("/service/problem/deep-answer-is-text", test_deep_answer_is_text);

  g_test_add_func ("/service/problem/redacts", test_redacts);

  return g_test_run ();
}
