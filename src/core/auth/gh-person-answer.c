/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-person-answer.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-id-token.h"

/**
 * gh_person_answer_read:
 * @answer: what the token endpoint gave
 * @cloud: the cloud that was asked
 * @tenant: the tenant as typed
 * @client_id: the application
 * @nonce: (nullable): what was sent along through a browser
 * @method: how the person signed in
 * @now: seconds since the epoch
 * @error: return location
 *
 * Returns: (transfer full): who signed in, with the tokens for Power BI; or %NULL with
 *   %GH_ERROR_PROTOCOL
 */
GhSignInResult *
gh_person_answer_read (GhTokenAnswer *answer,
                       GhCloud *cloud,
                       const char *tenant,
                       const char *client_id,
                       const char *nonce,
                       GhSignInMethod method,
                       gint64 now,
                       GError **error)
{
  g_autoptr (GhAccount) browser = NULL;
  g_autoptr (GhAccount) account = NULL;
  g_autoptr (GhTokenSet) empty = NULL;
  g_autoptr (GhTokenSet) tokens = NULL;

  if (answer->refresh_token == NULL || answer->id_token == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL,
                   _ ("The authority’s answer is not complete: “%s” is missing."),
                   answer->id_token == NULL ? "id_token" : "refresh_token");
      return NULL;
    }

  browser =
      gh_id_token_read_account (answer->id_token, cloud, tenant, client_id, nonce, now, error);
  if (browser == NULL)
    return NULL;

  account = gh_account_with_method (browser, method, NULL);
  empty = gh_token_set_new (answer->refresh_token);
  tokens = gh_token_set_with (empty, gh_cloud_get_powerbi_audience (cloud), answer->access_token,
                              now + answer->lifetime, NULL);

  return gh_sign_in_result_new (account, tokens);
}
