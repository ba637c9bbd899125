/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-endpoint.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-form.h"
#include "gh-origin.h"

#define DEADLINE_SECONDS 30

struct _GhTokenEndpoint
{
  GObject parent_instance;

  GhHttpClient *http;
  GUri *uri;
  char *client_id;
};

G_DEFINE_FINAL_TYPE (GhTokenEndpoint, gh_token_endpoint, G_TYPE_OBJECT)

static void
gh_token_endpoint_finalize (GObject *object)
{
  GhTokenEndpoint *self = GH_TOKEN_ENDPOINT (object);

  g_clear_object (&self->http);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_free (self->client_id);

  G_OBJECT_CLASS (gh_token_endpoint_parent_class)->finalize (object);
}

static void
gh_token_endpoint_class_init (GhTokenEndpointClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_token_endpoint_finalize;
}

static void
gh_token_endpoint_init (GhTokenEndpoint *self)
{
}

/**
 * gh_token_endpoint_new:
 * @http: the HTTP client
 * @cloud: whose authority to ask
 * @tenant: a GUID, a domain or "organizations"
 * @client_id: the application
 *
 * Returns: (transfer full): an endpoint
 */
GhTokenEndpoint *
gh_token_endpoint_new (GhHttpClient *http,
                       GhCloud *cloud,
                       const char *tenant,
                       const char *client_id)
{
  GhTokenEndpoint *self = g_object_new (GH_TYPE_TOKEN_ENDPOINT, NULL);

  self->http = g_object_ref (http);
  self->uri = gh_token_endpoint_build_uri (cloud, tenant, "token", NULL);
  self->client_id = g_strdup (client_id);

  return self;
}

/**
 * gh_token_endpoint_build_uri:
 * @cloud: whose authority
 * @tenant: a GUID, a domain or "organizations"
 * @what: "token" or "authorize"
 * @query: (nullable): an encoded query
 *
 * Returns: (transfer full): the address (Microsoft identity platform, v2.0)
 */
GUri *
gh_token_endpoint_build_uri (GhCloud *cloud,
                             const char *tenant,
                             const char *what,
                             const char *query)
{
  g_autofree char *segment = g_uri_escape_string (tenant, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/%s/oauth2/v2.0/%s", segment, what);

  return gh_origin_build (gh_cloud_get_authority (cloud), path, query);
}

/**
 * gh_token_endpoint_dup_scope:
 * @audience: the service that the token is for
 *
 * What the application has been granted for one service, with a refresh token and who signed in.
 * An audience that ends with "/" keeps it, so that two stand there: the vendor documents that.
 *
 * Returns: (transfer full): the value of `scope`
 */
char *
gh_token_endpoint_dup_scope (const char *audience)
{
  return g_strconcat (audience, "/.default offline_access openid profile", NULL);
}

/**
 * gh_token_endpoint_dup_application_scope:
 * @audience: the service that the token is for
 *
 * Applications get what they have been granted, and no other form is taken.
 *
 * Returns: (transfer full): the value of `scope`
 */
char *
gh_token_endpoint_dup_application_scope (const char *audience)
{
  return g_strconcat (audience, "/.default", NULL);
}

/* A token request that got no answer has no effect that lasts: a rotated token leaves the old one
 * valid, and a code that may be used up costs another sign-in. */
static GError *
explain_failure (GTask *task, GError *cause)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) cancelled = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, &cancelled))
    return g_steal_pointer (&cancelled);
  if (g_error_matches (cause, GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING))
    return g_error_new_literal (GH_ERROR, GH_ERROR_OFFLINE,
                                _ ("The authority did not answer. Try again."));

  return g_error_copy (cause);
}

/* What the authority refused with, next to the task's GError. */
typedef struct
{
  GhEntraError *refusal;
} Outcome;

static void
outcome_free (Outcome *outcome)
{
  g_clear_pointer (&outcome->refusal, gh_entra_error_free);
  g_free (outcome);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokenAnswer) answer = NULL;
  g_autoptr (GhHttpResponse) response =
      gh_http_client_send_finish (GH_HTTP_CLIENT (source), result, &error);

  if (response == NULL)
    {
      g_task_return_error (task, explain_failure (task, error));
      return;
    }
  if (gh_http_response_get_status (response) >= 400)
    {
      Outcome *outcome = g_task_get_task_data (task);

      outcome->refusal = gh_entra_error_new_from_response (response);
      g_task_return_error (task, gh_entra_error_to_error (outcome->refusal));
      return;
    }

  answer = gh_token_answer_parse (response, &error);
  if (answer != NULL)
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify)gh_token_answer_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * gh_token_endpoint_begin_form:
 * @self: an endpoint
 * @grant_type: what the request brings along
 * @scope: (nullable): what the token shall be good for
 *
 * Returns: (transfer full): the beginning of a request
 */
GhSecretBuilder *
gh_token_endpoint_begin_form (GhTokenEndpoint *self, const char *grant_type, const char *scope)
{
  GhSecretBuilder *form = gh_secret_builder_new ();

  gh_form_append (form, "grant_type", grant_type);
  gh_form_append (form, "client_id", self->client_id);
  if (scope != NULL)
    gh_form_append (form, "scope", scope);

  return form;
}

/**
 * gh_token_endpoint_send_async:
 * @self: an endpoint
 * @form: what gh_token_endpoint_begin_form() began; it is ended here, and stays the caller's
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Sends a token request.
 */
void
gh_token_endpoint_send_async (GhTokenEndpoint *self,
                              GhSecretBuilder *form,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GhHttpRequest) request = gh_http_request_new ("POST", self->uri);
  g_autoptr (GhSecret) body = gh_secret_builder_end (form);

  g_task_set_source_tag (task, gh_token_endpoint_send_async);
  g_task_set_task_data (task, g_new0 (Outcome, 1), (GDestroyNotify)outcome_free);
  gh_http_request_set_body (request, "application/x-www-form-urlencoded", body);
  gh_http_request_set_deadline (request, DEADLINE_SECONDS);
  gh_http_client_send_async (self->http, request, cancellable, sent_cb, task);
}

/**
 * gh_token_endpoint_redeem_async:
 * @self: an endpoint
 * @code: the authorization code
 * @verifier: the code verifier of the same attempt
 * @redirect_uri: byte for byte what the authorize request said
 * @audience: the service that the token is for
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Redeems an authorization code (RFC 6749, 4.1.3; RFC 7636, 4.5).
 */
void
gh_token_endpoint_redeem_async (GhTokenEndpoint *self,
                                GhSecret *code,
                                GhSecret *verifier,
                                const char *redirect_uri,
                                const char *audience,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autofree char *scope = gh_token_endpoint_dup_scope (audience);
  g_autoptr (GhSecretBuilder) form =
      gh_token_endpoint_begin_form (self, "authorization_code", scope);

  gh_form_append (form, "redirect_uri", redirect_uri);
  gh_form_append_secret (form, "code", code);
  gh_form_append_secret (form, "code_verifier", verifier);
  gh_token_endpoint_send_async (self, form, cancellable, callback, user_data);
}

/**
 * gh_token_endpoint_refresh_async:
 * @self: an endpoint
 * @refresh_token: a refresh token
 * @audience: the service that the token is for; any that the user has consented to
 * @claims: (nullable): JSON of a claims challenge
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks for a new access token (RFC 6749, 6).
 */
void
gh_token_endpoint_refresh_async (GhTokenEndpoint *self,
                                 GhSecret *refresh_token,
                                 const char *audience,
                                 const char *claims,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autofree char *scope = gh_token_endpoint_dup_scope (audience);
  g_autoptr (GhSecretBuilder) form = gh_token_endpoint_begin_form (self, "refresh_token", scope);

  gh_form_append_secret (form, "refresh_token", refresh_token);
  if (claims != NULL)
    gh_form_append (form, "claims", claims);
  gh_token_endpoint_send_async (self, form, cancellable, callback, user_data);
}

/**
 * gh_token_endpoint_dup_address:
 * @self: an endpoint
 *
 * Returns: (transfer full): its address, for which an assertion is made out
 */
char *
gh_token_endpoint_dup_address (GhTokenEndpoint *self)
{
  return g_uri_to_string (self->uri);
}

/**
 * gh_token_endpoint_finish:
 * @self: an endpoint
 * @result: what the callback got
 * @refusal: (out) (optional) (transfer full): the authority's refusal, if it was one
 * @error: return location
 *
 * Returns: (transfer full): the tokens, or %NULL with the code that belongs to the refusal's kind,
 *   %GH_ERROR_PROTOCOL, or an error of the HTTP client
 */
GhTokenAnswer *
gh_token_endpoint_finish (GhTokenEndpoint *self,
                          GAsyncResult *result,
                          GhEntraError **refusal,
                          GError **error)
{
  GTask *task = G_TASK (result);

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (refusal != NULL)
    {
      Outcome *outcome = g_task_get_task_data (task);

      *refusal = g_steal_pointer (&outcome->refusal);
    }

  return g_task_propagate_pointer (task, error);
}
