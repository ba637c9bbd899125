/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown of a token, and of two beside each other. */

#include <string.h>

#include "gh-token-comparison.h"

#define NOW 1800000000
#define SIGNATURE "c2lnbmF0dXJl"
#define POWER_BI "\"aud\":\"https://analysis.windows.net/powerbi/api\","
#define ANNA "\"upn\":\"anna@contoso.com\",\"tid\":\"11111111-1111-4111-8111-111111111111\","
#define OWN "\"appid\":\"5f2d1c0e-0000-4000-8000-000000007d21\","
#define PORTAL "\"appid\":\"871C010F-5e61-4fb1-83ac-98610a7e9110\","
#define PROGRAM_SCOPE "\"scp\":\"Dataset.ReadWrite.All Workspace.Read.All\","
#define PORTAL_SCOPE "\"scp\":\"user_impersonation\","
#define END "\"exp\":1800002820"

static GhTokenView *
view_text (const char *text, gboolean refused)
{
  g_autoptr (GhSecret) token = gh_secret_new_text (text);

  return gh_token_view_new (token, "Pasted now", NULL, refused);
}

static GhTokenView *
view (const char *payload)
{
  g_autofree char *base64 = g_base64_encode ((const guchar *)payload, strlen (payload));
  g_autofree char *token = NULL;

  g_strdelimit (base64, "=", '\0');
  g_strdelimit (base64, "+", '-');
  g_strdelimit (base64, "/", '_');
  token = g_strdup_printf ("eyJhbGciOiJub25lIn0.%s." SIGNATURE, base64);

  return view_text (token, FALSE);
}

static GhTokenView *
view_program (void)
{
  return view ("{" POWER_BI ANNA OWN PROGRAM_SCOPE END "}");
}

static GhTokenView *
view_portal (void)
{
  return view ("{" POWER_BI ANNA PORTAL PORTAL_SCOPE END "}");
}

static void
assert_may (GhTokenView *token, GhTokenUse use, const char *expected)
{
  g_assert_cmpstr (gh_token_may_to_text (gh_token_view_may (token, use, NOW)), ==, expected);
}

static GhTokenRow *
get_row (GhTokenComparison *comparison, guint position)
{
  g_autoptr (GhTokenRow) row = g_list_model_get_item (G_LIST_MODEL (comparison), position);

  g_assert_nonnull (row);

  return row; /* the comparison holds it */
}

static GhTokenRow *
find_row (GhTokenComparison *comparison, const char *key)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (comparison)); i++)
    if (g_str_equal (gh_token_row_get_key (get_row (comparison, i)), key))
      return get_row (comparison, i);

  return NULL;
}

static void
test_user (void)
{
  g_autoptr (GhTokenView) token = view_program ();
  g_autofree char *remaining = gh_token_view_dup_remaining (token, NOW);

  g_assert_true (gh_token_view_is_readable (token));
  g_assert_cmpstr (gh_token_view_get_claim (token, GH_TOKEN_CLAIM_SCOPE), ==,
                   "Dataset.ReadWrite.All\nWorkspace.Read.All");
  g_assert_cmpstr (gh_token_view_get_claim (token, GH_TOKEN_CLAIM_USER), ==, "anna@contoso.com");
  g_assert_cmpstr (gh_token_view_get_claim (token, GH_TOKEN_CLAIM_AUDIENCE), ==,
                   "https://analysis.windows.net/powerbi/api\nPower BI");
  g_assert_cmpstr (remaining, ==, "ends in 47 min");
  assert_may (token, GH_TOKEN_USE_READ, "Yes");
  assert_may (token, GH_TOKEN_USE_CHANGE, "Where you own or administer");
  assert_may (token, GH_TOKEN_USE_AS_CREDENTIAL, "Refused once, as reported");
}

static void
test_portal (void)
{
  g_autoptr (GhTokenView) token = view_portal ();

  g_assert_cmpstr (gh_token_view_get_application_name (token), ==, "Power BI portal");
  assert_may (token, GH_TOKEN_USE_CHANGE, "Where you own or administer");
  assert_may (token, GH_TOKEN_USE_AS_CREDENTIAL, "Worked once, as reported");
}

static void
test_application (void)
{
  g_autoptr (GhTokenView) token =
      view ("{" POWER_BI OWN "\"app_displayname\":\"pipeline\",\"idtyp\":\"app\","
            "\"roles\":[\"Tenant.Read.All\"],\"appidacr\":\"2\"," END "}");

  g_assert_true (gh_token_view_is_application (token));
  g_assert_null (gh_token_view_get_claim (token, GH_TOKEN_CLAIM_USER));
  g_assert_cmpstr (gh_token_view_get_claim (token, GH_TOKEN_CLAIM_ROLES), ==, "Tenant.Read.All");
  g_assert_cmpstr (gh_token_view_get_claim (token, GH_TOKEN_CLAIM_CLIENT), ==,
                   "With a certificate");
  assert_may (token, GH_TOKEN_USE_READ, "Where the application was given a role");
  assert_may (token, GH_TOKEN_USE_CHANGE, "Where the application owns or administers");
}

static void
test_what_it_may_not_do (void)
{
  g_autoptr (GhTokenView) reader = view ("{" POWER_BI ANNA "\"scp\":\"Dataset.Read.All\"," END "}");
  g_autoptr (GhTokenView) other = view ("{" POWER_BI ANNA "\"scp\":\"Report.Read.All\"," END "}");
  g_autoptr (GhTokenView) fabric = view ("{" POWER_BI ANNA "\"scp\":\"Gateway.Read.All\"," END "}");
  g_autoptr (GhTokenView) graph =
      view ("{\"aud\":\"https://graph.microsoft.com/\"," ANNA PORTAL_SCOPE END "}");
  g_autoptr (GhTokenView) ended = view ("{" POWER_BI ANNA PORTAL_SCOPE "\"exp\":1799999990}");
  g_autoptr (GhTokenView) nowhere = view ("{" ANNA PORTAL_SCOPE END "}");
  g_autofree char *remaining = gh_token_view_dup_remaining (ended, NOW);

  assert_may (reader, GH_TOKEN_USE_READ, "Yes");
  assert_may (reader, GH_TOKEN_USE_CHANGE, "No: its scope only reads");
  assert_may (reader, GH_TOKEN_USE_AS_CREDENTIAL, "Not known");
  assert_may (other, GH_TOKEN_USE_READ, "No: its scope lacks it");
  assert_may (fabric, GH_TOKEN_USE_READ, "Not known");
  assert_may (graph, GH_TOKEN_USE_READ, "No: it is for another service");
  g_assert_cmpstr (gh_token_view_get_service_name (graph), ==, "Microsoft Graph");
  assert_may (ended, GH_TOKEN_USE_READ, "No: it has ended");
  g_assert_cmpstr (remaining, ==, "ended 10 s ago");
  assert_may (nowhere, GH_TOKEN_USE_READ, "Not known");
}

static void
test_audience_of_a_custom_cloud (void)
{
  g_autoptr (GhSecret) token =
      gh_secret_new_text ("e30.eyJhdWQiOiJodHRwOi8vMTI3LjAuMC4xLyJ9." SIGNATURE);
  g_autoptr (GhTokenView) known = gh_token_view_new (token, "x", "http://127.0.0.1/", FALSE);
  g_autoptr (GhTokenView) unknown = gh_token_view_new (token, "x", NULL, FALSE);

  g_assert_cmpstr (gh_token_view_get_service_name (known), ==, "Power BI");
  g_assert_null (gh_token_view_get_service_name (unknown));
}

static void
test_what_is_no_jwt_is_allowed (void)
{
  g_autoptr (GhTokenView) opaque = view_text ("opaque", FALSE);
  g_autoptr (GhTokenView) refused = view_text ("opaque", TRUE);
  g_autoptr (GhTokenView) program = view_program ();
  g_autoptr (GhTokenComparison) alone = gh_token_comparison_new (opaque, NULL, NOW);
  g_autoptr (GhTokenComparison) both = gh_token_comparison_new (program, opaque, NOW);

  g_assert_cmpstr (gh_token_comparison_get_verdict (alone), ==,
                   "This token cannot be read. That is allowed.");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (alone)), ==, GH_TOKEN_N_USES);
  assert_may (opaque, GH_TOKEN_USE_AS_CREDENTIAL, "Not known");
  assert_may (refused, GH_TOKEN_USE_AS_CREDENTIAL, "Was refused");
  g_assert_cmpstr (gh_token_comparison_get_verdict (both), ==,
                   "One of these tokens cannot be read. That is allowed.");
  g_assert_false (gh_token_row_get_differs (find_row (both, "scope")));
}

/* The seed scenario: laid beside each other, one sees why one was taken and the other not. */
static void
test_differences_come_first (void)
{
  g_autoptr (GhTokenView) program = view_program ();
  g_autoptr (GhTokenView) portal = view_portal ();
  g_autoptr (GhTokenComparison) comparison = gh_token_comparison_new (program, portal, NOW);
  const char *const first[] = { "be-credential", "scope", "application" };
  GhTokenRow *scope;

  g_assert_cmpstr (gh_token_comparison_get_verdict (comparison), ==,
                   "Same user, same service, different scope and application");
  g_assert_cmpstr (gh_token_comparison_get_explanation (comparison), ==,
                   "So far only tokens with user_impersonation were taken as the credential of a "
                   "Power BI source; the vendor does not say why.");
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      g_assert_cmpstr (gh_token_row_get_key (get_row (comparison, i)), ==, first[i]);
      g_assert_true (gh_token_row_get_differs (get_row (comparison, i)));
    }
  for (guint i = G_N_ELEMENTS (first); i < g_list_model_get_n_items (G_LIST_MODEL (comparison));
       i++)
    g_assert_false (gh_token_row_get_differs (get_row (comparison, i)));

  scope = find_row (comparison, "scope");
  g_assert_cmpuint (gh_token_row_get_n_cells (scope), ==, 2);
  g_assert_cmpstr (gh_token_row_get_text (scope, 1), ==, "user_impersonation");
}

/* That one was refused here, and others like it elsewhere, is no difference. */
static void
test_refused_and_reported (void)
{
  g_autoptr (GhTokenView) one = view_text (
      "e30.eyJhdWQiOiJodHRwczovL2FuYWx5c2lzLndpbmRvd3MubmV0L3Bvd2VyYmkvYXBpIiwic2NwIjoiRGF0YXNldC5S"
      "ZWFkV3JpdGUuQWxsIn0." SIGNATURE,
      TRUE);
  g_autoptr (GhTokenView) other = view_program ();
  g_autoptr (GhTokenComparison) comparison = gh_token_comparison_new (one, other, NOW);
  GhTokenRow *row = find_row (comparison, "be-credential");

  g_assert_cmpstr (gh_token_row_get_text (row, 0), ==, "Was refused");
  g_assert_cmpstr (gh_token_row_get_text (row, 1), ==, "Refused once, as reported");
  g_assert_false (gh_token_row_get_differs (row));
}

/* Neither the order of permissions nor the case of an address nor the end is a difference. */
static void
test_what_is_no_difference (void)
{
  g_autoptr (GhTokenView) one = view_program ();
  g_autoptr (GhTokenView) other =
      view ("{" POWER_BI "\"upn\":\"Anna@Contoso.com\","
            "\"tid\":\"11111111-1111-4111-8111-111111111111\"," OWN
            "\"scp\":\"Workspace.Read.All Dataset.ReadWrite.All\",\"exp\":1800000900}");
  g_autoptr (GhTokenComparison) comparison = gh_token_comparison_new (one, other, NOW);

  g_assert_cmpstr (gh_token_comparison_get_verdict (comparison), ==,
                   "Same user, same service, same scope");
  g_assert_false (gh_token_row_get_differs (get_row (comparison, 0)));
}

static void
test_verdicts (void)
{
  g_autoptr (GhTokenView) anna = view_program ();
  g_autoptr (GhTokenView) ben = view (
      "{\"aud\":\"https://graph.microsoft.com\",\"upn\":\"ben@contoso.com\",\"tid\":\"2\"," OWN
          PROGRAM_SCOPE "\"amr\":[\"pwd\",\"mfa\"]," END "}");
  g_autoptr (GhTokenView) pipeline = view ("{" POWER_BI OWN "\"idtyp\":\"app\"}");
  g_autoptr (GhTokenComparison) users = gh_token_comparison_new (anna, ben, NOW);
  g_autoptr (GhTokenComparison) kinds = gh_token_comparison_new (anna, pipeline, NOW);
  g_autoptr (GhTokenComparison) alone = gh_token_comparison_new (pipeline, NULL, NOW);

  g_assert_cmpstr (gh_token_comparison_get_verdict (users), ==,
                   "Different users, different tenant, different service, same scope, "
                   "different sign-in");
  g_assert_true (
      g_str_has_prefix (gh_token_comparison_get_verdict (kinds), "A user and an application, "));
  g_assert_cmpstr (gh_token_comparison_get_verdict (alone), ==,
                   "An application’s token for Power BI");
  g_assert_nonnull (strstr (gh_token_comparison_get_explanation (alone), "Nothing was validated"));
}

static void
test_wrong_types (void)
{
  g_autoptr (GhTokenView) token =
      view ("{\"aud\":{\"a\":1},\"scp\":7,\"roles\":[1,null,{}],\"appid\":[],\"tid\":true,"
            "\"upn\":{},\"amr\":\"pwd\",\"exp\":\"soon\",\"appidacr\":0,\"idtyp\":[]}");
  g_autofree char *remaining = gh_token_view_dup_remaining (token, NOW);

  g_assert_true (gh_token_view_is_readable (token));
  g_assert_cmpstr (gh_token_view_get_claim (token, GH_TOKEN_CLAIM_AUDIENCE), ==, "Can’t be read");
  g_assert_cmpstr (gh_token_view_get_claim (token, GH_TOKEN_CLAIM_SCOPE), ==, "Can’t be read");
  g_assert_null (gh_token_view_get_claim (token, GH_TOKEN_CLAIM_ROLES));
  g_assert_cmpstr (gh_token_view_get_claim (token, GH_TOKEN_CLAIM_SIGN_IN), ==, "pwd");
  g_assert_cmpstr (remaining, ==, "its end is not known");
}

static void
assert_end_is_unknown (const char *payload)
{
  g_autoptr (GhTokenView) token = view (payload);

  g_assert_cmpint (gh_token_view_get_expires_at (token), ==, 0);
  g_assert_null (gh_token_view_get_claim (token, GH_TOKEN_CLAIM_END));
}

static void
test_impossible_ends (void)
{
  assert_end_is_unknown ("{\"exp\":9223372036854775807}");
  assert_end_is_unknown ("{\"exp\":-1}");
  assert_end_is_unknown ("{\"exp\":1e300}");
  assert_end_is_unknown ("{\"exp\":0}");
}

static void
test_control_characters_are_shown_escaped (void)
{
  g_autoptr (GhTokenView) token =
      view ("{\"scp\":\"a\\u001b[2J\\u202eb\",\"appid\":\"x\\n\\u0007\","
            "\"app_displayname\":\"<b>\xe2\x80\xae\",\"tid\":\"\\u2066t\"}");

  for (guint claim = 0; claim < GH_TOKEN_N_CLAIMS; claim++)
    {
      const char *text = gh_token_view_get_claim (token, (GhTokenClaim)claim);

      if (text == NULL)
        continue;
      g_assert_null (strchr (text, '\033'));
      g_assert_null (strchr (text, '\007'));
      g_assert_null (strstr (text, "\xe2\x80\xae"));
      g_assert_null (strstr (text, "\xe2\x81\xa6"));
    }
  g_assert_cmpstr (gh_token_view_get_claim (token, GH_TOKEN_CLAIM_APPLICATION), ==,
                   "x\\u{a}\\u{7}\n<b>\\u{202e}");
}

static void
test_long_claims_are_cut (void)
{
  g_autoptr (GString) payload = g_string_new ("{\"tid\":\"");
  g_autoptr (GhTokenView) token = NULL;
  const char *scope;

  for (guint i = 0; i < 20000; i++)
    g_string_append (payload, "ä");
  g_string_append (payload, "\",\"scp\":\"");
  for (guint i = 0; i < 500; i++)
    g_string_append_printf (payload, "Scope.%03u ", i);
  g_string_append (payload, "\"}");
  token = view (payload->str);

  g_assert_true (gh_token_view_is_readable (token));
  g_assert_cmpint (g_utf8_strlen (gh_token_view_get_claim (token, GH_TOKEN_CLAIM_TENANT), -1), ==,
                   201);
  scope = gh_token_view_get_claim (token, GH_TOKEN_CLAIM_SCOPE);
  g_assert_true (g_str_has_prefix (scope, "Scope.000\n"));
  g_assert_true (g_str_has_suffix (scope, "\nand 460 more"));
}

/* What is handed on can't be used to get in anywhere. */
static void
test_nothing_holds_the_token (void)
{
  g_autoptr (GhTokenView) token = view_program ();
  g_autoptr (GhTokenComparison) comparison = gh_token_comparison_new (token, token, NOW);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (comparison)); i++)
    for (guint cell = 0; cell < 2; cell++)
      {
        const char *text = gh_token_row_get_text (get_row (comparison, i), cell);

        g_assert_null (text != NULL ? strstr (text, SIGNATURE) : NULL);
        g_assert_null (text != NULL ? strstr (text, "eyJ") : NULL);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/auth/token-view/user", test_user);
  g_test_add_func ("/auth/token-view/portal", test_portal);
  g_test_add_func ("/auth/token-view/application", test_application);
  g_test_add_func ("/auth/token-view/what-it-may-not-do", test_what_it_may_not_do);
  g_test_add_func ("/auth/token-view/audience-of-a-custom-cloud", test_audience_of_a_custom_cloud);
  g_test_add_func ("/auth/token-view/what-is-no-jwt-is-allowed", test_what_is_no_jwt_is_allowed);
  g_test_add_func ("/auth/token-view/differences-come-first", test_differences_come_first);
  g_test_add_func ("/auth/token-view/refused-and-reported", test_refused_and_reported);
  g_test_add_func ("/auth/token-view/what-is-no-difference", test_what_is_no_difference);
  g_test_add_func ("/auth/token-view/verdicts", test_verdicts);
  g_test_add_func ("/auth/token-view/wrong-types", test_wrong_types);
  g_test_add_func ("/auth/token-view/impossible-ends", test_impossible_ends);
  g_test_add_func ("/auth/token-view/control-characters-are-shown-escaped",
                   test_control_characters_are_shown_escaped);
  g_test_add_func ("/auth/token-view/long-claims-are-cut", test_long_claims_are_cut);
  g_test_add_func ("/auth/token-view/nothing-holds-the-token", test_nothing_holds_the_token);

  return g_test_run ();
}
