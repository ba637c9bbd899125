/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "gh-entra-error.h"
#include "gh-redirect-answer.h"

#define STATE "s1"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GhSecret) state = gh_secret_new_text (STATE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhRedirectAnswer) answer =
      gh_redirect_answer_parse ((const char *)data, size, state, &error);
  g_autoptr (GhEntraError) refusal = NULL;
  g_autoptr (GError) explained = NULL;

  g_assert_true ((answer == NULL) == (error != NULL));
  if (answer == NULL)
    return 0;

  g_assert_true ((answer->code == NULL) == (answer->error != NULL));
  if (answer->error == NULL)
    return 0;

  refusal = gh_entra_error_new_from_redirect (answer->error, answer->description, answer->subcode);
  explained = gh_entra_error_to_error (refusal);
  fuzz_assert_display_text (refusal->message);
  fuzz_assert_display_text (explained->message);

  return 0;
}
