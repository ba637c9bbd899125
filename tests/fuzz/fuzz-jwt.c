/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "gh-token-claims.h"

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
  if (claims == NULL)
    return 0;

  scope = gh_token_claims_dup_scope (claims);
  who = gh_token_claims_dup_who (claims);
  gh_token_claims_is_application (claims);
  fuzz_assert_display_text (who);

  return 0;
}
