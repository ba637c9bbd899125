/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-password-sign-in.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-form.h"
#include "gh-person-answer.h"
#include "gh-token-endpoint.h"

typedef struct
{
  GhClock *clock;
  GhCloud *cloud;
  char *tenant;
  char *client_id;
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  g_clear_object (&attempt->clock);
  g_clear_object (&attempt->cloud);
  g_free (attempt->tenant);
  g_free (attempt->client_id);
  g_free (attempt);
}

/* What a refusal means where nobody can be shown a page ("Sign in with resource owner password
 * credentials", limitations). */
static const char *
find_reason (guint number)
{
  switch (number)
    {
    case 50072:
    case 50074:
    case 50076:
    case 50078:
    case 50079:
    case 50158:
      return _ ("This account needs a second factor, for which a password alone leaves no place. "
                "Sign in with the browser or as an application.");
    case 50126:
      return _ ("User name or password are wrong. They also look wrong where the company’s own "
                "sign-in service keeps the password (a federated domain): sign in with the browser "
                "then.");
    case 50034:
      return _ (
          "The tenant does not know this user, or knows it only as a guest, who can’t sign in "
          "with a password here. Check address and tenant.");
    case 50056:
      return _ ("This account has no password (passwordless). Sign in with the browser.");
    case 50055:
    case 50144:
      return _ ("The password has expired. Change it at the browser, then try again.");
    case 65001:
      return _ ("Nobody has consented to what this application may do, and a password alone leaves "
                "no place for it. Sign in with the browser once, or ask an administrator.");
    case 70002:
    case 7000218:
      return _ ("The registration does not allow this. Under Authentication, set “Allow public "
                "client flows” to Yes.");
    case 53000:
    case 53001:
    case 53003:
    case 53011:
    case 530003:
    case 530032:
    case 530035:
      return _ ("A policy of the tenant blocks signing in with a password alone. Sign in with the "
                "browser or as an application.");
    default:
      return NULL;
    }
}

/* An error of the kind "sign in again" would send a script round in circles. */
static GError *
explain_refusal (GhEntraError *refusal, const GError *error)
{
  const char *reason = refusal != NULL ? find_reason (refusal->number) : NULL;

  if (reason == NULL)
    return g_error_copy (error);
  if (refusal->trace_id != NULL)
    return g_error_new (GH_ERROR, GH_ERROR_REFUSED, _ ("%s (AADSTS%u, trace ID %s)"), reason,
                        refusal->number, refusal->trace_id);

  return g_error_new (GH_ERROR, GH_ERROR_REFUSED, _ ("%s (AADSTS%u)"), reason, refusal->number);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhEntraError) refusal = NULL;
  Attempt *attempt = g_task_get_task_data (task);
  GhSignInResult *signed_in;
  g_autoptr (GhTokenAnswer) answer =
      gh_token_endpoint_finish (GH_TOKEN_ENDPOINT (source), result, &refusal, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, explain_refusal (refusal, error));
      return;
    }

  signed_in =
      gh_person_answer_read (answer, attempt->cloud, attempt->tenant, attempt->client_id, NULL,
                             GH_SIGN_IN_PASSWORD, gh_clock_now (attempt->clock), &error);
  if (signed_in != NULL)
    g_task_return_pointer (task, signed_in, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
check_input (const char *user_name, GhSecret *password, GError **error)
{
  gsize length;
  const char *text = gh_secret_peek (password, &length);

  if (user_name == NULL || *user_name == '\0' || length == 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("User name and password are needed"));
      return FALSE;
    }
  if (text[0] == ' ' || text[length - 1] == ' ')
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("A password that begins or ends with a blank can’t be used for this; "
                              "sign in with the browser"));
      return FALSE;
    }

  return TRUE;
}

/**
 * gh_password_sign_in_async:
 * @http: the HTTP client
 * @clock: what time it is
 * @cloud: where to sign in
 * @tenant: a GUID, a domain or "organizations"
 * @client_id: an application that allows public client flows
 * @user_name: who signs in
 * @password: with what
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Signs in with a password. Legacy.
 */
void
gh_password_sign_in_async (GhHttpClient *http,
                           GhClock *clock,
                           GhCloud *cloud,
                           const char *tenant,
                           const char *client_id,
                           const char *user_name,
                           GhSecret *password,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GhTokenEndpoint) endpoint = gh_token_endpoint_new (http, cloud, tenant, client_id);
  g_autofree char *scope = gh_token_endpoint_dup_scope (gh_cloud_get_powerbi_audience (cloud));
  g_autoptr (GhSecretBuilder) form = NULL;
  g_autoptr (GError) error = NULL;
  Attempt *attempt = g_new0 (Attempt, 1);

  g_task_set_source_tag (task, gh_password_sign_in_async);
  attempt->clock = g_object_ref (clock);
  attempt->cloud = g_object_ref (cloud);
  attempt->tenant = g_strdup (tenant);
  attempt->client_id = g_strdup (client_id);
  g_task_set_task_data (task, attempt, (GDestroyNotify)attempt_free);
  if (!check_input (user_name, password, &error) || !gh_account_check_tenant (tenant, &error) ||
      !gh_account_check_client_id (client_id, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  form = gh_token_endpoint_begin_form (endpoint, "password", scope);
  gh_form_append (form, "username", user_name);
  gh_form_append_secret (form, "password", password);
  gh_token_endpoint_send_async (endpoint, form, cancellable, answered_cb, g_steal_pointer (&task));
}

/**
 * gh_password_sign_in_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): who signed in, or %NULL with %GH_ERROR_REFUSED and the reason, or
 *   another error of the token endpoint
 */
GhSignInResult *
gh_password_sign_in_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
