/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-source-sign-in.h"

#include <glib/gi18n-lib.h>

#include "gh-azure-cli-source.h"
#include "gh-certificate-source.h"
#include "gh-client-secret-source.h"
#include "gh-error.h"
#include "gh-federated-source.h"
#include "gh-json.h"
#include "gh-managed-identity-source.h"
#include "gh-refresh-source.h"
#include "gh-token-claims.h"

/* Stands where a draft does not know. */
#define NIL_ID "00000000-0000-0000-0000-000000000000"
#define ANY_TENANT "organizations"

static GhTokenEndpoint *
new_endpoint (GhHttpClient *http, GhAccount *account)
{
  return gh_token_endpoint_new (http, gh_account_get_cloud (account),
                                gh_account_get_tenant (account),
                                gh_account_get_client_id (account));
}

static GhTokenSource *
new_certificate_source (GhHttpClient *http, GhClock *clock, GhAccount *account, GhTokenSet *given)
{
  g_autoptr (GhTokenEndpoint) endpoint = new_endpoint (http, account);
  const char *path = gh_account_get_parameter (account, GH_PARAMETER_CERTIFICATE_PATH);
  const char *algorithm = gh_account_get_parameter (account, GH_PARAMETER_ALGORITHM);
  gboolean older = g_strcmp0 (algorithm, "RS256") == 0;

  return gh_certificate_source_new (endpoint, clock, gh_account_get_client_id (account),
                                    path != NULL ? path : "", older ? "RS256" : "PS256",
                                    given != NULL ? gh_token_set_get_passphrase (given) : NULL);
}

static GhTokenSource *
new_federated_source (GhHttpClient *http, GhAccount *account)
{
  g_autoptr (GhTokenEndpoint) endpoint = new_endpoint (http, account);
  const char *path = gh_account_get_parameter (account, GH_PARAMETER_TOKEN_PATH);
  const char *text = g_getenv ("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
  g_autoptr (GhSecret) bearer = text != NULL ? gh_secret_new_text (text) : NULL;

  if (path != NULL)
    return gh_federated_source_new_for_file (endpoint, path);

  return gh_federated_source_new_for_address (http, endpoint, gh_account_get_cloud (account),
                                              g_getenv ("ACTIONS_ID_TOKEN_REQUEST_URL"), bearer);
}

static GhTokenSource *
new_managed_identity_source (GhHttpClient *http, GhAccount *account)
{
  const char *client_id = gh_account_get_parameter (account, GH_PARAMETER_IDENTITY_CLIENT_ID);
  const char *address = g_getenv ("IDENTITY_ENDPOINT");
  const char *header = g_getenv ("IDENTITY_HEADER");
  const char *origin = g_getenv ("AZURE_POD_IDENTITY_AUTHORITY_HOST");
  g_autoptr (GhSecret) secret = NULL;

  if (address != NULL && header != NULL)
    {
      secret = gh_secret_new_text (header);
      return gh_managed_identity_source_new_for_app_service (http, address, secret, client_id);
    }

  return gh_managed_identity_source_new (http, origin != NULL ? origin : GH_IMDS_ORIGIN, client_id,
                                         GH_IMDS_PAUSE_MILLISECONDS);
}

static GhTokenSource *
new_azure_cli_source (GhAccount *account)
{
  const char *tenant = gh_account_get_tenant (account);
  const char *object_id = gh_account_get_object_id (account);

  return gh_azure_cli_source_new (g_str_equal (tenant, ANY_TENANT) ? NULL : tenant,
                                  g_str_equal (object_id, NIL_ID) ? NULL : object_id,
                                  GH_AZURE_CLI_SECONDS);
}

/**
 * gh_token_source_new_for_account:
 * @http: the HTTP client
 * @clock: what time it is
 * @account: an account, or a draft
 * @given: (nullable): client secret or pass phrase for this run
 *
 * What platforms put into the environment for their own identity services is read here.
 *
 * Returns: (transfer full): where the account's tokens come from
 */
GhTokenSource *
gh_token_source_new_for_account (GhHttpClient *http,
                                 GhClock *clock,
                                 GhAccount *account,
                                 GhTokenSet *given)
{
  g_autoptr (GhTokenEndpoint) endpoint = NULL;

  g_return_val_if_fail (GH_IS_HTTP_CLIENT (http) && GH_IS_ACCOUNT (account), NULL);

  switch (gh_account_get_method (account))
    {
    case GH_SIGN_IN_CLIENT_SECRET:
      endpoint = new_endpoint (http, account);
      return gh_client_secret_source_new (endpoint, given != NULL
                                                        ? gh_token_set_get_client_secret (given)
                                                        : NULL);
    case GH_SIGN_IN_CLIENT_CERTIFICATE:
      return new_certificate_source (http, clock, account, given);
    case GH_SIGN_IN_FEDERATED:
      return new_federated_source (http, account);
    case GH_SIGN_IN_MANAGED_IDENTITY:
      return new_managed_identity_source (http, account);
    case GH_SIGN_IN_AZURE_CLI:
      return new_azure_cli_source (account);
    case GH_SIGN_IN_BROWSER:
    case GH_SIGN_IN_DEVICE_CODE:
    case GH_SIGN_IN_PASSWORD:
    default:
      endpoint = new_endpoint (http, account);
      return gh_refresh_source_new (endpoint);
    }
}

/* One sign-in that needs nobody. */
typedef struct
{
  GhClock *clock;
  GhAccount *draft;
  GhTokenSet *kept;
  gint64 asked_at;
} SignIn;

static void
sign_in_free (SignIn *sign_in)
{
  g_clear_object (&sign_in->clock);
  g_clear_object (&sign_in->draft);
  g_clear_pointer (&sign_in->kept, gh_token_set_unref);
  g_free (sign_in);
}

static const char *
read_id (JsonObject *claims, const char *member, const char *otherwise)
{
  const char *text = NULL;

  if (claims != NULL)
    gh_json_read_string (claims, member, GH_JSON_OPTIONAL, &text, NULL);

  return text != NULL && g_uuid_string_is_valid (text) ? text : otherwise;
}

/* An access token is opaque by contract: where it can't be read, what was typed has to do. */
static GhAccount *
name_account (GhAccount *draft, GhSecret *token)
{
  g_autoptr (JsonObject) claims = gh_token_claims_decode (token, NULL);
  g_autofree char *who = claims != NULL ? gh_token_claims_dup_who (claims) : NULL;
  const char *tenant = gh_account_get_tenant (draft);
  const char *client_id = gh_account_get_client_id (draft);
  const char *tenant_id = read_id (claims, "tid", tenant);
  const char *object_id = read_id (claims, "oid", client_id);
  g_autoptr (GhAccount) account = NULL;

  if (g_str_equal (client_id, NIL_ID))
    client_id = read_id (claims, "appid", read_id (claims, "azp", client_id));
  if (g_str_equal (tenant, ANY_TENANT))
    tenant = tenant_id;
  if (who == NULL || *who == '\0')
    {
      g_free (who);
      who = g_strdup (g_str_equal (client_id, NIL_ID)
                          ? gh_sign_in_method_get_title (gh_account_get_method (draft))
                          : client_id);
    }

  account =
      gh_account_new (gh_account_get_cloud (draft), tenant, client_id, who, object_id, tenant_id);

  return gh_account_with_method (account, gh_account_get_method (draft),
                                 gh_account_get_parameters (draft));
}

static void
acquired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhAccount) account = NULL;
  g_autoptr (GhTokenSet) tokens = NULL;
  SignIn *sign_in = g_task_get_task_data (task);
  const char *audience = gh_cloud_get_powerbi_audience (gh_account_get_cloud (sign_in->draft));
  g_autoptr (GhTokenAnswer) answer =
      gh_token_source_acquire_finish (GH_TOKEN_SOURCE (source), result, NULL, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  account = name_account (sign_in->draft, answer->access_token);
  tokens = gh_token_set_with (sign_in->kept, audience, answer->access_token,
                              sign_in->asked_at + answer->lifetime, NULL);
  g_task_return_pointer (task, gh_sign_in_result_new (account, tokens), g_object_unref);
}

/* Only a tenant's own endpoint knows its applications. */
static gboolean
check_draft (GhAccount *draft, GError **error)
{
  GhSignInMethod method = gh_account_get_method (draft);
  gboolean is_application = method == GH_SIGN_IN_CLIENT_SECRET ||
                            method == GH_SIGN_IN_CLIENT_CERTIFICATE ||
                            method == GH_SIGN_IN_FEDERATED;

  if (!gh_account_check_tenant (gh_account_get_tenant (draft), error))
    return FALSE;
  if (gh_sign_in_method_is_interactive (method))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("This way to sign in needs a person"));
      return FALSE;
    }
  if (is_application && g_str_equal (gh_account_get_tenant (draft), ANY_TENANT))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("An application signs in at one tenant: enter its ID or a domain "
                              "instead of “organizations”"));
      return FALSE;
    }
  if (is_application && g_str_equal (gh_account_get_client_id (draft), NIL_ID))
    return gh_account_check_client_id (NULL, error);
  if (method == GH_SIGN_IN_CLIENT_CERTIFICATE &&
      gh_account_get_parameter (draft, GH_PARAMETER_CERTIFICATE_PATH) == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("The file with certificate and private key is needed"));
      return FALSE;
    }

  return TRUE;
}

/**
 * gh_source_sign_in_async:
 * @http: the HTTP client
 * @clock: what time it is
 * @draft: what [func@Gh.account_new_draft] made
 * @secrets: (nullable): client secret or pass phrase
 * @keep_secrets: whether the result's tokens hold @secrets too
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Gets the first token for Power BI and reads from it who that is.
 */
void
gh_source_sign_in_async (GhHttpClient *http,
                         GhClock *clock,
                         GhAccount *draft,
                         GhTokenSet *secrets,
                         gboolean keep_secrets,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokenSource) source = NULL;
  g_autoptr (GhTokenSet) empty = gh_token_set_new (NULL);
  SignIn *sign_in = g_new0 (SignIn, 1);

  g_task_set_source_tag (task, gh_source_sign_in_async);
  sign_in->clock = g_object_ref (clock);
  sign_in->draft = g_object_ref (draft);
  sign_in->kept = gh_token_set_ref (keep_secrets && secrets != NULL ? secrets : empty);
  sign_in->asked_at = gh_clock_now (clock);
  g_task_set_task_data (task, sign_in, (GDestroyNotify)sign_in_free);
  if (!check_draft (draft, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  source = gh_token_source_new_for_account (http, clock, draft, secrets);
  gh_token_source_acquire_async (source,
                                 gh_cloud_get_powerbi_audience (gh_account_get_cloud (draft)),
                                 empty, NULL, cancellable, acquired_cb, g_steal_pointer (&task));
}

/**
 * gh_source_sign_in_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): who signed in, or %NULL
 */
GhSignInResult *
gh_source_sign_in_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
