/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gh-entra-error.h"
#include "gh-error.h"

#define TRACE_ID "0a1b2c3d-0000-4000-8000-000000000001"

static GhEntraError *
decode (guint status, const char *body)
{
  g_autoptr (GhSecret) secret = gh_secret_new_text (body);
  g_autoptr (GhHttpResponse) response = gh_http_response_new (status, NULL, secret);

  return gh_entra_error_new_from_response (response);
}

static void
test_kinds (void)
{
  static const struct
  {
    guint status;
    const char *body;
    GhEntraKind kind;
    int code;
  } cases[] = {
    { 503, "", GH_ENTRA_TRANSIENT, GH_ERROR_OFFLINE },
    { 500, "{\"error\":\"invalid_grant\"}", GH_ENTRA_TRANSIENT, GH_ERROR_OFFLINE },
    { 400, "{\"error\":\"temporarily_unavailable\"}", GH_ENTRA_TRANSIENT, GH_ERROR_OFFLINE },
    { 400, "{\"error\":\"invalid_grant\",\"error_codes\":[90033]}", GH_ENTRA_TRANSIENT,
      GH_ERROR_OFFLINE },
    { 429, "", GH_ENTRA_THROTTLED, GH_ERROR_THROTTLED },
    { 400, "{\"error\":\"invalid_request\",\"error_codes\":[90055]}", GH_ENTRA_THROTTLED,
      GH_ERROR_THROTTLED },
    { 400, "{\"error\":\"invalid_grant\",\"error_codes\":[50196]}", GH_ENTRA_THROTTLED,
      GH_ERROR_THROTTLED },
    { 400, "{\"error\":\"interaction_required\"}", GH_ENTRA_INTERACTION, GH_ERROR_SIGN_IN_NEEDED },
    { 400, "{\"error\":\"invalid_grant\"}", GH_ENTRA_INTERACTION, GH_ERROR_SIGN_IN_NEEDED },
    { 400, "{\"error\":\"invalid_grant\",\"error_codes\":[70043],\"suberror\":\"token_expired\"}",
      GH_ENTRA_INTERACTION, GH_ERROR_SIGN_IN_NEEDED },
    { 400, "{\"error\":\"invalid_grant\",\"error_codes\":[53003],\"suberror\":\"message_only\"}",
      GH_ENTRA_INTERACTION, GH_ERROR_SIGN_IN_NEEDED },
    { 400,
      "{\"error\":\"invalid_grant\",\"error_codes\":[65001],\"suberror\":\"consent_required\"}",
      GH_ENTRA_INTERACTION, GH_ERROR_SIGN_IN_NEEDED },
    { 400, "{\"error\":\"invalid_grant\",\"suberror\":\"bad_token\"}", GH_ENTRA_DEAD,
      GH_ERROR_SIGN_IN_NEEDED },
    { 400, "{\"error\":\"invalid_grant\",\"error_codes\":[700082]}", GH_ENTRA_DEAD,
      GH_ERROR_SIGN_IN_NEEDED },
    { 401, "{\"error\":\"invalid_client\"}", GH_ENTRA_CONFIGURATION, GH_ERROR_REFUSED },
    { 400, "{\"error\":\"unauthorized_client\",\"error_codes\":[700016]}", GH_ENTRA_CONFIGURATION,
      GH_ERROR_REFUSED },
    /* Number and `error` disagree: the number counts. */
    { 400, "{\"error\":\"invalid_request\",\"error_codes\":[50173]}", GH_ENTRA_DEAD,
      GH_ERROR_SIGN_IN_NEEDED },
    { 418, "<html>", GH_ENTRA_CONFIGURATION, GH_ERROR_REFUSED },
    { 400, "{\"error\":[],\"error_codes\":\"x\",\"suberror\":3}", GH_ENTRA_CONFIGURATION,
      GH_ERROR_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GhEntraError) refusal = decode (cases[i].status, cases[i].body);
      g_autoptr (GError) error = gh_entra_error_to_error (refusal);

      g_test_message ("%u %s: %s", cases[i].status, cases[i].body, error->message);
      g_assert_cmpint (refusal->kind, ==, cases[i].kind);
      g_assert_error (error, GH_ERROR, cases[i].code);
    }
}

static void
test_number_and_trace_id_are_kept (void)
{
  g_autoptr (GhEntraError) refusal = decode (
      400,
      "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS50173: The provided grant has "
      "expired.\\r\\nTrace ID: x\\r\\nTimestamp: y\",\"trace_id\":\"" TRACE_ID "\"}");
  g_autoptr (GError) error = gh_entra_error_to_error (refusal);

  g_assert_cmpuint (refusal->number, ==, 50173);
  g_assert_cmpstr (refusal->message, ==, "AADSTS50173: The provided grant has expired.");
  g_assert_cmpstr (error->message, ==,
                   "The password was changed, or the sign-in was revoked. Sign in again. "
                   "(AADSTS50173, trace ID " TRACE_ID ")");
}

static void
test_last_number_is_the_specific_one (void)
{
  g_autoptr (GhEntraError) refusal =
      decode (400, "{\"error\":\"invalid_grant\",\"error_codes\":[70000],"
                   "\"error_description\":\"AADSTS70000: no. AADSTS700084: single page. "
                   "Trace ID: x\"}");

  g_assert_cmpuint (refusal->number, ==, 700084);
}

static void
test_unknown_numbers_replace_no_known_one (void)
{
  g_autoptr (GhEntraError) refusal =
      decode (400, "{\"error\":\"invalid_grant\",\"error_codes\":[50173,123456789012]}");

  g_assert_cmpuint (refusal->number, ==, 50173);
}

static void
test_unknown_refusal_speaks_for_itself (void)
{
  g_autoptr (GhEntraError) refusal =
      decode (400, "{\"error\":\"new_thing\",\"error_description\":\"AADSTS999: \\u202eOdd "
                   "<b>text</b> Trace ID: x\",\"trace_id\":\"no guid\"}");
  g_autoptr (GError) error = gh_entra_error_to_error (refusal);

  g_assert_cmpstr (error->message, ==,
                   "The authority refused: AADSTS999: \\u{202e}Odd <b>text</b> (AADSTS999)");
}

static void
test_long_text_is_cut (void)
{
  g_autofree char *filler = g_strnfill (100000, 'x');
  g_autofree char *body =
      g_strdup_printf ("{\"error\":\"e\",\"error_description\":\"%s\"}", filler);
  g_autoptr (GhEntraError) refusal = decode (400, body);

  g_assert_cmpuint (strlen (refusal->message), <, 300);
}

static void
test_redirect (void)
{
  g_autoptr (GhEntraError) cancelled =
      gh_entra_error_new_from_redirect ("access_denied", NULL, "cancel");
  g_autoptr (GhEntraError) declined =
      gh_entra_error_new_from_redirect ("access_denied", "AADSTS65004: declined", NULL);
  g_autoptr (GhEntraError) transient =
      gh_entra_error_new_from_redirect ("server_error", NULL, NULL);

  g_assert_cmpint (cancelled->kind, ==, GH_ENTRA_DECLINED);
  g_assert_cmpint (declined->kind, ==, GH_ENTRA_DECLINED);
  g_assert_cmpint (transient->kind, ==, GH_ENTRA_TRANSIENT);
}

/* The numbers that the vendor documents and that signing in can meet. */
static void
test_every_number_has_a_text (void)
{
  static const guint numbers[] = {
    16000,  50001,  50005,  50011,   50020,   50034,   50053,   50055,   50056,   50057,  50058,
    50059,  50072,  50074,  50076,   50078,   50079,   50089,   50097,   50105,   50125,  50126,
    50128,  50129,  50131,  50132,   50133,   50134,   50140,   50144,   50147,   50158,  50173,
    50194,  50196,  50199,  53000,   53001,   53003,   53011,   54005,   65001,   65002,  65004,
    65005,  70000,  70001,  70002,   70004,   70008,   70011,   70016,   70018,   70019,  70020,
    70021,  70043,  80001,  80002,   80005,   80007,   80010,   80014,   90002,   90006,  90012,
    90014,  90024,  90033,  90038,   90055,   90090,   90094,   90095,   500011,  501481, 501491,
    530003, 530032, 530035, 530036,  530084,  650052,  650054,  650056,  650057,  700005, 700011,
    700016, 700022, 700024, 700025,  700027,  700054,  700082,  700084,  700211,  700212, 700213,
    900144, 900382, 901002, 1000104, 7000112, 7000215, 7000218, 7000222, 9001023, 9002313
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const char *text = NULL;

      g_test_message ("AADSTS%u", numbers[i]);
      g_assert_true (gh_entra_code_look_up (numbers[i], NULL, &text));
      g_assert_nonnull (text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entra-error/kinds", test_kinds);
  g_test_add_func ("/entra-error/number-and-trace-id", test_number_and_trace_id_are_kept);
  g_test_add_func ("/entra-error/last-number", test_last_number_is_the_specific_one);
  g_test_add_func ("/entra-error/unknown-numbers", test_unknown_numbers_replace_no_known_one);
  g_test_add_func ("/entra-error/unknown-refusal", test_unknown_refusal_speaks_for_itself);
  g_test_add_func ("/entra-error/long-text", test_long_text_is_cut);
  g_test_add_func ("/entra-error/redirect", test_redirect);
  g_test_add_func ("/entra-error/every-number-has-a-text", test_every_number_has_a_text);

  return g_test_run ();
}
