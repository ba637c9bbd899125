/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include <string.h>

#include "gh-entra-error.h"
#include "gh-problem.h"
#include "gh-token-answer.h"

#define SECRET "Correct-Horse-7"

/* "HTTP/1.1 403 Forbidden", header lines, an empty line, the body: as in tests/data/errors. */
static GhHttpResponse *
make_response (char *text, const char *end)
{
  g_autoptr (GHashTable) headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  char *head_end = strstr (text, "\n\n");
  const char *body = head_end != NULL ? head_end + 2 : text;
  g_autoptr (GhSecret) secret = gh_secret_new (body, (gsize)(end - body));
  g_auto (GStrv) lines = NULL;
  const char *status = strchr (text, ' ');

  if (head_end != NULL)
    *head_end = '\0';
  lines = g_strsplit (head_end != NULL ? text : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

      if (g_strv_length (parts) == 2)
        g_hash_table_replace (headers, g_strdup (parts[0]), g_strdup (parts[1]));
    }

  return gh_http_response_new (status != NULL ? 400 + (guint)(status[1] % 200) : 400, headers,
                               secret);
}

static void
look_at_problem (GhHttpResponse *response)
{
  g_autoptr (GhProblem) problem = gh_problem_new_from_response (response);
  g_autoptr (GhSecret) secret = gh_secret_new_text (SECRET);
  g_autoptr (GError) error = NULL;

  gh_problem_is_token_rejected (problem);
  gh_problem_get_detail (problem, "DM_ErrorDetailNameCode_UnderlyingErrorMessage");
  gh_problem_redact (problem, secret);
  g_assert_null (strstr (gh_problem_get_raw (problem), SECRET));

  error = gh_problem_to_error (problem);
  g_assert_nonnull (gh_problem_get_code (problem));
  fuzz_assert_display_text (gh_problem_get_code (problem));
  fuzz_assert_display_text (gh_problem_get_message (problem));
  fuzz_assert_display_text (gh_problem_get_raw (problem));
  fuzz_assert_display_text (error->message);
}

static void
look_at_entra_error (GhHttpResponse *response)
{
  g_autoptr (GhEntraError) refusal = gh_entra_error_new_from_response (response);
  g_autoptr (GError) error = gh_entra_error_to_error (refusal);

  fuzz_assert_display_text (refusal->message);
  fuzz_assert_display_text (error->message);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_malloc (size + 1);
  g_autoptr (GhHttpResponse) response = NULL;
  g_autoptr (GhTokenAnswer) answer = NULL;

  if (size > 0)
    memcpy (text, data, size);
  text[size] = '\0';
  response = make_response (text, text + size);
  look_at_problem (response);
  look_at_entra_error (response);
  answer = gh_token_answer_parse (response, NULL);

  return 0;
}
