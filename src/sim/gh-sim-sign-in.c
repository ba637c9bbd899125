/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-sign-in.h"

#include <string.h>

#include "gh-sim-scopes.h"

#define CHALLENGE_LENGTH 43

static char *
dup_parameter (GHashTable *parameters, const char *name)
{
  return g_strdup (g_hash_table_lookup (parameters, name));
}

/**
 * gh_sim_sign_in_new:
 * @world: the tenant
 * @tenant: what stands in the place of the tenant in the address
 * @parameters: what was sent
 *
 * Returns: (transfer full): the request, not yet checked
 */
GhSimSignIn *
gh_sim_sign_in_new (GhSimWorld *world, const char *tenant, GHashTable *parameters)
{
  GhSimSignIn *self = g_new0 (GhSimSignIn, 1);

  self->tenant = g_strdup (tenant);
  self->client_id = dup_parameter (parameters, "client_id");
  self->redirect_uri = dup_parameter (parameters, "redirect_uri");
  self->response_mode = dup_parameter (parameters, "response_mode");
  self->state = dup_parameter (parameters, "state");
  self->nonce = dup_parameter (parameters, "nonce");
  self->scope = dup_parameter (parameters, "scope");
  self->challenge = dup_parameter (parameters, "code_challenge");
  self->login_hint = dup_parameter (parameters, "login_hint");
  self->claims = dup_parameter (parameters, "claims");
  self->client_info = g_strcmp0 (g_hash_table_lookup (parameters, "client_info"), "1") == 0;
  if (self->response_mode == NULL)
    self->response_mode = g_strdup ("query");

  return self;
}

/**
 * gh_sim_sign_in_free:
 * @self: (transfer full): a request
 */
void
gh_sim_sign_in_free (GhSimSignIn *self)
{
  g_free (self->tenant);
  g_free (self->client_id);
  g_free (self->redirect_uri);
  g_free (self->response_mode);
  g_free (self->state);
  g_free (self->nonce);
  g_free (self->scope);
  g_free (self->challenge);
  g_free (self->login_hint);
  g_free (self->claims);
  g_free (self);
}

/**
 * gh_sim_sign_in_is_tenant:
 * @world: the tenant
 * @tenant: what stands in the place of the tenant in the address
 *
 * Returns: whether it leads to this tenant
 */
gboolean
gh_sim_sign_in_is_tenant (GhSimWorld *world, const char *tenant)
{
  return g_str_equal (tenant, "organizations") || g_str_equal (tenant, "common") ||
         g_ascii_strcasecmp (tenant, world->tenant_id) == 0 ||
         g_ascii_strcasecmp (tenant, world->tenant_domain) == 0;
}

/* Registered is "http://localhost", whose port doesn't count, and 127.0.0.1 beside it. */
static gboolean
is_registered (const char *redirect)
{
  g_autoptr (GUri) uri = redirect != NULL ? g_uri_parse (redirect, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *path;

  if (uri == NULL || g_strcmp0 (g_uri_get_scheme (uri), "http") != 0)
    return FALSE;
  path = g_uri_get_path (uri);

  return (g_strcmp0 (g_uri_get_host (uri), "localhost") == 0 ||
          g_strcmp0 (g_uri_get_host (uri), "127.0.0.1") == 0) &&
         (*path == '\0' || g_str_equal (path, "/")) && g_uri_get_query (uri) == NULL &&
         g_uri_get_fragment (uri) == NULL && g_uri_get_userinfo (uri) == NULL;
}

static gboolean
fail (GhSimSignInFault *fault, gboolean on_page, const char *error, guint code, char *text)
{
  fault->on_page = on_page;
  fault->error = error;
  fault->code = code;
  fault->text = text;

  return FALSE;
}

static gboolean
check_application (GhSimSignIn *self, GhSimWorld *world, GhSimSignInFault *fault)
{
  if (!gh_sim_sign_in_is_tenant (world, self->tenant))
    return fail (fault, TRUE, "invalid_request", 90002,
                 g_strdup_printf ("Tenant '%s' not found. Check to make sure you have the correct "
                                  "tenant ID and are signing into the correct cloud.",
                                  self->tenant));
  if (g_strcmp0 (self->client_id, world->client_id) != 0)
    return fail (fault, TRUE, "unauthorized_client", 700016,
                 g_strdup_printf ("Application with identifier '%s' was not found in the directory "
                                  "'%s'.",
                                  self->client_id, world->tenant_domain));
  if (!is_registered (self->redirect_uri))
    return fail (fault, TRUE, "invalid_request", 50011,
                 g_strdup_printf ("The redirect URI '%s' specified in the request does not match "
                                  "the redirect URIs configured for the application '%s'.",
                                  self->redirect_uri, self->client_id));

  return TRUE;
}

static gboolean
check_challenge (GhSimSignIn *self, GHashTable *parameters, GhSimSignInFault *fault)
{
  const char *method = g_hash_table_lookup (parameters, "code_challenge_method");

  /* Entra ID would take "plain" as well, and no challenge at all; a client that forgets S256 shall
   * be found out here. */
  if (g_strcmp0 (method, "S256") != 0)
    return fail (fault, FALSE, "invalid_request", 501491,
                 g_strdup ("The simulator insists on a code challenge with the method S256."));
  if (self->challenge == NULL || strlen (self->challenge) != CHALLENGE_LENGTH)
    return fail (fault, FALSE, "invalid_request", 50147,
                 g_strdup ("Invalid size of Code_Challenge parameter."));

  return TRUE;
}

static gboolean
check_scope (GhSimSignIn *self, GhSimWorld *world, GhSimSignInFault *fault)
{
  g_auto (GhSimScopeFault) scope_fault = { 0 };
  g_autoptr (GhSimScopes) scopes = NULL;

  if (self->scope == NULL || *self->scope == '\0')
    return fail (fault, FALSE, "invalid_request", 900144,
                 g_strdup ("The request body must contain the following parameter: 'scope'."));
  scopes = gh_sim_scopes_read (world, self->scope, &scope_fault);
  if (scopes != NULL)
    return TRUE;
  /* What can't be consented to here is not listed in the registration. */
  if (scope_fault.code == 65001)
    return fail (fault, FALSE, "invalid_client", 650057,
                 g_strdup ("Invalid resource. The client has requested access to a resource which "
                           "is not listed in the requested permissions in the client's application "
                           "registration."));

  return fail (fault, FALSE, scope_fault.error, scope_fault.code,
               g_steal_pointer (&scope_fault.text));
}

/**
 * gh_sim_sign_in_check:
 * @self: a request
 * @world: the tenant
 * @parameters: what was sent
 * @fault: (out caller-allocates): what is wrong
 *
 * Returns: whether somebody may be asked to sign in
 */
gboolean
gh_sim_sign_in_check (GhSimSignIn *self,
                      GhSimWorld *world,
                      GHashTable *parameters,
                      GhSimSignInFault *fault)
{
  const char *prompt = g_hash_table_lookup (parameters, "prompt");

  if (!check_application (self, world, fault))
    return FALSE;
  if (g_strcmp0 (g_hash_table_lookup (parameters, "response_type"), "code") != 0)
    return fail (fault, FALSE, "unsupported_response_type", 700054,
                 g_strdup ("The response_type is not enabled for the application."));
  if (!g_str_equal (self->response_mode, "query") &&
      !g_str_equal (self->response_mode, "form_post"))
    return fail (fault, FALSE, "invalid_request", 70007,
                 g_strdup ("The response_mode is not supported by the simulator."));
  if (!check_challenge (self, parameters, fault) || !check_scope (self, world, fault))
    return FALSE;
  if (g_strcmp0 (prompt, "none") == 0)
    return fail (fault, FALSE, "login_required", 50058,
                 g_strdup ("A silent sign-in request was sent but no user is signed in."));
  if (g_strcmp0 (prompt, "select_account") == 0 && self->login_hint != NULL)
    return fail (fault, FALSE, "invalid_request", 90023,
                 g_strdup ("login_hint and prompt=select_account can't be combined."));

  return TRUE;
}
