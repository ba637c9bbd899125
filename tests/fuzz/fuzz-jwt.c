/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "gh-token-claims.h"
#include "gh-token-comparison.h"

/* One value a line; each of them is display text. */
static void
assert_lines_are_display_text (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    fuzz_assert_display_text (lines[i]);
}

static void
view (GhSecret *token)
{
  g_autoptr (GhTokenView) view = gh_token_view_new (token, "token", NULL, FALSE);
  g_autoptr (GhTokenComparison) comparison = gh_token_comparison_new (view, view, 1800000000);
  g_autofree char *remaining = gh_token_view_dup_remaining (view, 1800000000);

  for (guint claim = 0; claim < GH_TOKEN_N_CLAIMS; claim++)
    assert_lines_are_display_text (gh_token_view_get_claim (view, (GhTokenClaim)claim));
  fuzz_assert_display_text (remaining);
  fuzz_assert_display_text (gh_token_comparison_get_verdict (comparison));
}

/* A token as it comes: three parts with dots between them. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GhSecret) token = gh_secret_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) claims = gh_token_claims_decode (token, &error);
  g_autofree char *scope = NULL;
  g_autofree char *who = NULL;

  g_assert_true ((claims == NULL) == (error != NULL));
  view (token);
  if (claims == NULL)
    return 0;

  scope = gh_token_claims_dup_scope (claims);
  who = gh_token_claims_dup_who (claims);
  gh_token_claims_is_application (claims);
  fuzz_assert_display_text (who);

  return 0;
}
