/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-authorize-request.h"

#include "gh-form.h"
#include "gh-person-answer.h"
#include "gh-pkce.h"
#include "gh-random.h"
#include "gh-token-endpoint.h"

#define RANDOM_BYTES 32

struct _GhAuthorizeRequest
{
  GhCloud *cloud;
  char *tenant;
  char *client_id;

  GhSecret *state;
  GhSecret *verifier;
  char *nonce;
  char *claims;
};

static GhSecret *
new_state (void)
{
  char *text = gh_random_dup_base64url (RANDOM_BYTES);
  GhSecret *state = gh_secret_new_text (text);

  gh_secret_free_text (text);

  return state;
}

/**
 * gh_authorize_request_new:
 * @cloud: where to sign in
 * @tenant: a GUID, a domain or "organizations"
 * @client_id: the application
 *
 * Returns: (transfer full): a request with state, nonce and verifier of its own
 */
GhAuthorizeRequest *
gh_authorize_request_new (GhCloud *cloud, const char *tenant, const char *client_id)
{
  GhAuthorizeRequest *self = g_new0 (GhAuthorizeRequest, 1);

  self->cloud = g_object_ref (cloud);
  self->tenant = g_strdup (tenant);
  self->client_id = g_strdup (client_id);
  self->state = new_state ();
  self->verifier = gh_pkce_new_verifier ();
  self->nonce = gh_random_dup_base64url (RANDOM_BYTES);

  return self;
}

/**
 * gh_authorize_request_free:
 * @self: (transfer full): a request
 */
void
gh_authorize_request_free (GhAuthorizeRequest *self)
{
  g_clear_object (&self->cloud);
  g_free (self->tenant);
  g_free (self->client_id);
  g_clear_pointer (&self->state, gh_secret_unref);
  g_clear_pointer (&self->verifier, gh_secret_unref);
  gh_secret_free_text (self->nonce);
  g_free (self->claims);
  g_free (self);
}

/**
 * gh_authorize_request_set_claims:
 * @self: a request
 * @claims: (nullable): JSON of a claims challenge
 *
 * Asks for a sign-in that proves more than usual.
 */
void
gh_authorize_request_set_claims (GhAuthorizeRequest *self, const char *claims)
{
  g_free (self->claims);
  self->claims = g_strdup (claims);
}

/**
 * gh_authorize_request_get_state:
 * @self: a request
 *
 * Returns: (transfer none): what the browser's answer has to repeat
 */
GhSecret *
gh_authorize_request_get_state (GhAuthorizeRequest *self)
{
  return self->state;
}

/**
 * gh_authorize_request_get_verifier:
 * @self: a request
 *
 * Returns: (transfer none): what redeems the code
 */
GhSecret *
gh_authorize_request_get_verifier (GhAuthorizeRequest *self)
{
  return self->verifier;
}

/**
 * gh_authorize_request_get_audience:
 * @self: a request
 *
 * Returns: (transfer none): the service that the first access token is for
 */
const char *
gh_authorize_request_get_audience (GhAuthorizeRequest *self)
{
  return gh_cloud_get_powerbi_audience (self->cloud);
}

/**
 * gh_authorize_request_dup_link:
 * @self: a request
 * @redirect_uri: where the browser brings the answer
 * @response_mode: "form_post", which leaves no code in the browser's history, or "query"
 * @login_hint: (nullable): who is expected to sign in
 *
 * Returns: (transfer full): what to open in the browser
 */
char *
gh_authorize_request_dup_link (GhAuthorizeRequest *self,
                               const char *redirect_uri,
                               const char *response_mode,
                               const char *login_hint)
{
  g_autoptr (GhSecretBuilder) query = gh_secret_builder_new ();
  g_autoptr (GhSecret) built = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *scope = gh_token_endpoint_dup_scope (gh_authorize_request_get_audience (self));
  g_autofree char *challenge = gh_pkce_dup_challenge (self->verifier);

  gh_form_append (query, "client_id", self->client_id);
  gh_form_append (query, "response_type", "code");
  gh_form_append (query, "redirect_uri", redirect_uri);
  gh_form_append (query, "response_mode", response_mode);
  gh_form_append (query, "scope", scope);
  gh_form_append_secret (query, "state", self->state);
  gh_form_append (query, "nonce", self->nonce);
  gh_form_append (query, "code_challenge", challenge);
  if (self->claims != NULL)
    gh_form_append (query, "claims", self->claims);
  /* The authority takes the two for a contradiction. */
  if (login_hint != NULL)
    gh_form_append (query, "login_hint", login_hint);
  else
    gh_form_append (query, "prompt", "select_account");
  gh_secret_builder_append_text (query, "code_challenge_method=S256");
  built = gh_secret_builder_end (query);

  uri = gh_token_endpoint_build_uri (self->cloud, self->tenant, "authorize",
                                     gh_secret_peek_text (built));

  return g_uri_to_string (uri);
}

/**
 * gh_authorize_request_read_answer:
 * @self: a request
 * @answer: what the token endpoint gave for the code
 * @now: seconds since the epoch
 * @error: return location
 *
 * Returns: (transfer full): who signed in, or %NULL with %GH_ERROR_PROTOCOL
 */
GhSignInResult *
gh_authorize_request_read_answer (GhAuthorizeRequest *self,
                                  GhTokenAnswer *answer,
                                  gint64 now,
                                  GError **error)
{
  return gh_person_answer_read (answer, self->cloud, self->tenant, self->client_id, self->nonce,
                                GH_SIGN_IN_BROWSER, now, error);
}
