/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-token-endpoint.h"

#include <string.h>

#include "gh-sim-assertion.h"
#include "gh-sim-base64.h"
#include "gh-sim-entra-error.h"
#include "gh-sim-password.h"
#include "gh-sim-scopes.h"

#define DEVICE_GRANT "urn:ietf:params:oauth:grant-type:device_code"
#define ASSERTION_TYPE "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
#define CODE_SECONDS 600
#define REFRESH_SECONDS (90 * 24 * 3600)
#define ACCESS_SECONDS 4199

struct _GhSimTokenEndpoint
{
  GObject parent_instance;

  GhSimWorld *world;
  GhClock *clock;
  GhSimTokens *tokens;
  GhSimGrants *grants;
  GhSimDevice *device;
  /* ids of the assertions that came */
  GHashTable *assertions;
  char *authority;
  gboolean strict;
};

G_DEFINE_FINAL_TYPE (GhSimTokenEndpoint, gh_sim_token_endpoint, G_TYPE_OBJECT)

static void
gh_sim_token_endpoint_finalize (GObject *object)
{
  GhSimTokenEndpoint *self = GH_SIM_TOKEN_ENDPOINT (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->tokens);
  g_clear_object (&self->grants);
  g_clear_object (&self->device);
  g_clear_pointer (&self->assertions, g_hash_table_unref);
  g_free (self->authority);

  G_OBJECT_CLASS (gh_sim_token_endpoint_parent_class)->finalize (object);
}

static void
gh_sim_token_endpoint_class_init (GhSimTokenEndpointClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_sim_token_endpoint_finalize;
}

static void
gh_sim_token_endpoint_init (GhSimTokenEndpoint *self)
{
  self->assertions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * gh_sim_token_endpoint_new:
 * @world: the tenant; outlives the result
 * @clock: what time it is
 * @tokens: what makes tokens
 * @grants: what was handed out before
 * @device: codes that are typed at another device
 *
 * Returns: (transfer full): a token endpoint
 */
GhSimTokenEndpoint *
gh_sim_token_endpoint_new (GhSimWorld *world,
                           GhClock *clock,
                           GhSimTokens *tokens,
                           GhSimGrants *grants,
                           GhSimDevice *device)
{
  GhSimTokenEndpoint *self = g_object_new (GH_TYPE_SIM_TOKEN_ENDPOINT, NULL);

  self->world = world;
  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);
  self->grants = g_object_ref (grants);
  self->device = g_object_ref (device);

  return self;
}

void
gh_sim_token_endpoint_set_strict (GhSimTokenEndpoint *self, gboolean strict)
{
  self->strict = strict;
}

void
gh_sim_token_endpoint_set_authority (GhSimTokenEndpoint *self, const char *authority)
{
  g_free (self->authority);
  self->authority = g_strdup (authority);
}

static GhSimReply *
refuse (GhSimTokenEndpoint *self,
        const char *error,
        guint code,
        const char *suberror,
        const char *text)
{
  return gh_sim_entra_error_new (error, code, suberror, text, gh_clock_now (self->clock));
}

static GhSimReply *
refuse_missing (GhSimTokenEndpoint *self, const char *parameter)
{
  g_autofree char *text =
      g_strdup_printf ("The request body must contain the following parameter: '%s'.", parameter);

  return refuse (self, "invalid_request", 900144, NULL, text);
}

static GhSimReply *
new_answer (JsonObject *answer)
{
  GhSimReply *reply = gh_sim_reply_new_json (200, answer);

  gh_sim_reply_add_header (reply, "Cache-Control", "no-store");
  gh_sim_reply_add_header (reply, "Pragma", "no-cache");

  return reply;
}

static void
note_claims (GhSimTokenEndpoint *self, const char *access, const char *claims)
{
  if (claims != NULL)
    gh_sim_tokens_note_claims (self->tokens, access, claims);
}

/* @whole_scope: everything that the user agreed to; what a new refresh token stands for.
 * @sign_in: (nullable): at the page */
static GhSimReply *
hand_out (GhSimTokenEndpoint *self,
          GHashTable *form,
          GhSimIdentity *who,
          const char *whole_scope,
          GhSimSignIn *sign_in)
{
  const char *nonce = sign_in != NULL ? sign_in->nonce : NULL;
  const char *scope = g_hash_table_lookup (form, "scope");
  g_auto (GhSimScopeFault) fault = { 0 };
  g_autoptr (GhSimScopes) scopes =
      gh_sim_scopes_read (self->world, scope != NULL ? scope : whole_scope, &fault);
  g_autoptr (GhSimScopes) whole = gh_sim_scopes_read (self->world, whole_scope, &fault);
  g_autofree char *access = NULL;
  g_autofree char *id = NULL;
  g_autofree char *client_info = NULL;
  JsonObject *answer;

  if (scopes == NULL || whole == NULL)
    return refuse (self, fault.error, fault.code, fault.suberror, fault.text);
  if (scopes->several_resources && scope != NULL)
    return refuse (self, "invalid_scope", 700022, NULL,
                   "The request names scopes of more than one resource.");
  if (scopes->resource == NULL)
    return refuse (self, "invalid_scope", 70011, NULL,
                   "The provided value for the input parameter 'scope' names no resource.");

  access = gh_sim_tokens_issue_access (self->tokens, who, self->world->client_id, scopes->resource,
                                       scopes->permissions, ACCESS_SECONDS);
  note_claims (self, access, g_hash_table_lookup (form, "claims"));
  note_claims (self, access, sign_in != NULL ? sign_in->claims : NULL);
  answer = json_object_new ();
  json_object_set_string_member (answer, "token_type", "Bearer");
  json_object_set_string_member (answer, "scope", scopes->answer);
  json_object_set_int_member (answer, "expires_in", ACCESS_SECONDS);
  json_object_set_int_member (answer, "ext_expires_in", ACCESS_SECONDS);
  json_object_set_string_member (answer, "access_token", access);
  if (whole->offline_access)
    json_object_set_string_member (answer, "refresh_token",
                                   gh_sim_grants_add_refresh (self->grants, who,
                                                              self->world->client_id, whole_scope,
                                                              gh_clock_now (self->clock)));
  if (scopes->openid || (scope == NULL && whole->openid))
    {
      id = gh_sim_tokens_issue_id (self->tokens, self->authority, who, self->world->client_id,
                                   nonce);
      json_object_set_string_member (answer, "id_token", id);
    }
  if (g_strcmp0 (g_hash_table_lookup (form, "client_info"), "1") == 0)
    {
      client_info = gh_sim_tokens_dup_client_info (self->tokens, who);
      json_object_set_string_member (answer, "client_info", client_info);
    }

  return new_answer (answer);
}

static gboolean
is_verifier (const char *verifier)
{
  gsize length = strlen (verifier);

  return length >= 43 && length <= 128 &&
         strspn (verifier, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._~") == length;
}

static gboolean
is_answer_to (const char *verifier, const char *challenge)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *text = NULL;

  g_checksum_update (checksum, (const guchar *)verifier, -1);
  g_checksum_get_digest (checksum, digest, &length);
  text = gh_sim_base64_encode_url (digest, length);

  return g_str_equal (text, challenge);
}

static GhSimReply *
check_verifier (GhSimTokenEndpoint *self, GhSimCode *code, const char *verifier)
{
  if (verifier == NULL || *verifier == '\0')
    return refuse (self, "invalid_grant", 501481, NULL,
                   "The Code_Verifier is missing; the authorization request had a code_challenge.");
  if (!is_verifier (verifier))
    return refuse (self, "invalid_grant", 501491, NULL, "Invalid size of Code_Verifier parameter.");
  if (!is_answer_to (verifier, code->sign_in->challenge))
    return refuse (self, "invalid_grant", 501481, NULL,
                   "The Code_Verifier does not match the code_challenge supplied in the "
                   "authorization request.");

  return NULL;
}

static GhSimReply *
redeem_code (GhSimTokenEndpoint *self, GHashTable *form)
{
  const char *text = g_hash_table_lookup (form, "code");
  const char *redirect = g_hash_table_lookup (form, "redirect_uri");
  GhSimCode *code = text != NULL ? gh_sim_grants_find_code (self->grants, text) : NULL;
  GhSimReply *refusal;

  if (text == NULL || *text == '\0')
    return refuse_missing (self, "code");
  if (redirect == NULL)
    return refuse_missing (self, "redirect_uri");
  if (code == NULL)
    return refuse (self, "invalid_grant", 9002313, NULL,
                   "Invalid request. Request is malformed or invalid.");
  if (code->used)
    return refuse (self, "invalid_grant", 54005, NULL,
                   "OAuth2 Authorization code was already redeemed, please retry with a new valid "
                   "code or use an existing refresh token.");
  if (code->issued_at + CODE_SECONDS <= gh_clock_now (self->clock))
    return refuse (self, "invalid_grant", 70008, NULL,
                   "The provided authorization code has expired.");
  if (!g_str_equal (redirect, code->sign_in->redirect_uri))
    return refuse (self, "invalid_client", 500112, NULL,
                   "The reply address does not match the reply address provided when requesting "
                   "the authorization code.");
  refusal = check_verifier (self, code, g_hash_table_lookup (form, "code_verifier"));
  if (refusal != NULL)
    return refusal;
  code->used = TRUE;

  return hand_out (self, form, code->who, code->sign_in->scope, code->sign_in);
}

static GhSimReply *
redeem_refresh (GhSimTokenEndpoint *self, GHashTable *form)
{
  const char *text = g_hash_table_lookup (form, "refresh_token");
  GhSimRefresh *refresh = text != NULL ? gh_sim_grants_find_refresh (self->grants, text) : NULL;
  GhSimReply *reply;

  if (text == NULL || *text == '\0')
    return refuse_missing (self, "refresh_token");
  if (refresh == NULL || refresh->replaced)
    return refuse (self, "invalid_grant", 70000, "bad_token",
                   "The provided value for the input parameter 'refresh_token' is not valid.");
  if (refresh->revoked)
    return refuse (self, "invalid_grant", 50173, "bad_token",
                   "The provided grant has expired due to it being revoked, a fresh auth token is "
                   "needed.");
  if (refresh->issued_at + REFRESH_SECONDS <= gh_clock_now (self->clock))
    return refuse (self, "invalid_grant", 700082, NULL,
                   "The refresh token has expired due to inactivity.");
  if (self->world->claims_need_page && g_hash_table_contains (form, "claims"))
    return refuse (self, "interaction_required", 50076, "basic_action",
                   "Due to a configuration change made by your administrator, or because you moved "
                   "to a new location, you must use multi-factor authentication to access the "
                   "resource.");

  reply = hand_out (self, form, refresh->who, refresh->scope, NULL);
  if (self->strict && reply->status == 200)
    refresh->replaced = TRUE;

  return reply;
}

static GhSimReply *
check_secret (GhSimTokenEndpoint *self, const char *secret, GhSimIdentity *application)
{
  if (g_strcmp0 (secret, application->expired_secret) == 0)
    return refuse (self, "invalid_client", 7000222, NULL,
                   "The provided client secret keys are expired.");
  if (g_strcmp0 (secret, application->secret) != 0)
    return refuse (self, "invalid_client", 7000215, NULL, "Invalid client secret provided.");

  return NULL;
}

static GhSimReply *
check_assertion (GhSimTokenEndpoint *self,
                 GhSimRequest *request,
                 GHashTable *form,
                 GhSimIdentity *application)
{
  g_autofree char *address = g_strconcat (self->authority, request->path, NULL);
  g_auto (GhSimAssertionFault) fault = { NULL };

  if (g_strcmp0 (g_hash_table_lookup (form, "client_assertion_type"), ASSERTION_TYPE) != 0)
    return refuse_missing (self, "client_assertion_type");
  if (gh_sim_assertion_check (application, g_hash_table_lookup (form, "client_assertion"), address,
                              gh_clock_now (self->clock), self->assertions, &fault))
    return NULL;

  return refuse (self, fault.error, fault.code, NULL, fault.text);
}

static GhSimReply *
check_application (GhSimTokenEndpoint *self,
                   GhSimRequest *request,
                   GHashTable *form,
                   GhSimIdentity *application)
{
  const char *tenant = gh_sim_request_get_part (request, 0);
  const char *secret = g_hash_table_lookup (form, "client_secret");

  if (g_str_equal (tenant, "organizations") || g_str_equal (tenant, "common"))
    return refuse (self, "invalid_request", 9001023, NULL,
                   "The grant type is not supported over the /common or /organizations endpoints. "
                   "Please use the tenant-specific endpoint.");
  if (secret != NULL)
    return check_secret (self, secret, application);
  if (g_hash_table_contains (form, "client_assertion"))
    return check_assertion (self, request, form, application);

  return refuse (self, "invalid_client", 7000218, NULL,
                 "The request body must contain the following parameter: 'client_assertion' or "
                 "'client_secret'.");
}

static GhSimReply *
redeem_of_application (GhSimTokenEndpoint *self,
                       GhSimRequest *request,
                       GHashTable *form,
                       GhSimIdentity *application)
{
  const char *scope = g_hash_table_lookup (form, "scope");
  GhSimReply *refusal = check_application (self, request, form, application);
  g_auto (GhSimScopeFault) fault = { 0 };
  g_autoptr (GhSimScopes) scopes = NULL;
  g_autofree char *access = NULL;
  JsonObject *answer;

  if (refusal != NULL)
    return refusal;
  if (scope == NULL)
    return refuse_missing (self, "scope");
  scopes = gh_sim_scopes_read (self->world, scope, &fault);
  if (scopes == NULL)
    return refuse (self, fault.error, fault.code, fault.suberror, fault.text);
  if (!g_str_has_suffix (scope, "/.default"))
    return refuse (self, "invalid_scope", 70011, NULL,
                   "The provided value for the input parameter 'scope' must end in '/.default'.");

  access = gh_sim_tokens_issue_access (self->tokens, application, application->client_id,
                                       scopes->resource, NULL, ACCESS_SECONDS);
  note_claims (self, access, g_hash_table_lookup (form, "claims"));
  answer = json_object_new ();
  json_object_set_string_member (answer, "token_type", "Bearer");
  json_object_set_int_member (answer, "expires_in", ACCESS_SECONDS);
  json_object_set_int_member (answer, "ext_expires_in", ACCESS_SECONDS);
  json_object_set_string_member (answer, "access_token", access);

  return new_answer (answer);
}

static GhSimReply *
redeem_password (GhSimTokenEndpoint *self, GHashTable *form)
{
  const char *scope = g_hash_table_lookup (form, "scope");
  GhSimIdentity *who = NULL;
  GhSimReply *refusal = gh_sim_password_check (self->world, form, gh_clock_now (self->clock), &who);

  if (refusal != NULL)
    return refusal;
  if (scope == NULL)
    return refuse_missing (self, "scope");

  return hand_out (self, form, who, scope, NULL);
}

static GhSimReply *
redeem_device_code (GhSimTokenEndpoint *self, GHashTable *form)
{
  GhSimIdentity *who = NULL;
  const char *scope = NULL;
  GhSimReply *refusal =
      gh_sim_device_redeem (self->device, g_hash_table_lookup (form, "device_code"), &who, &scope);

  return refusal != NULL ? refusal : hand_out (self, form, who, scope, NULL);
}

static GhSimReply *
redeem_of_public_client (GhSimTokenEndpoint *self, GHashTable *form, const char *grant)
{
  if (g_hash_table_contains (form, "client_secret") ||
      g_hash_table_contains (form, "client_assertion"))
    return refuse (self, "invalid_client", 700025, NULL,
                   "Client is public so neither 'client_assertion' nor 'client_secret' should be "
                   "presented.");
  if (g_str_equal (grant, "authorization_code"))
    return redeem_code (self, form);
  if (g_str_equal (grant, "refresh_token"))
    return redeem_refresh (self, form);
  if (g_str_equal (grant, "password"))
    return redeem_password (self, form);
  /* Entra ID takes the short form, too, which the vendor's own clients send. */
  if (g_str_equal (grant, DEVICE_GRANT) || g_str_equal (grant, "device_code"))
    return redeem_device_code (self, form);
  if (g_str_equal (grant, "client_credentials"))
    return refuse (self, "invalid_client", 7000218, NULL,
                   "The request body must contain the following parameter: 'client_assertion' or "
                   "'client_secret'.");

  return refuse (self, "unsupported_grant_type", 70003, NULL,
                 "The app requested an unsupported grant type.");
}

/**
 * gh_sim_token_endpoint_handle:
 * @self: a token endpoint
 * @request: a POST to it
 *
 * Returns: (transfer full): tokens, or why there are none
 */
GhSimReply *
gh_sim_token_endpoint_handle (GhSimTokenEndpoint *self, GhSimRequest *request)
{
  g_autoptr (GHashTable) form = gh_sim_request_decode_form (request);
  const char *tenant = gh_sim_request_get_part (request, 0);
  const char *grant = g_hash_table_lookup (form, "grant_type");
  const char *client_id = g_hash_table_lookup (form, "client_id");
  GhSimIdentity *application;
  g_autofree char *text = NULL;

  if (!gh_sim_sign_in_is_tenant (self->world, tenant))
    {
      text = g_strdup_printf ("Tenant '%s' not found. Check to make sure you have the correct "
                              "tenant ID and are signing into the correct cloud.",
                              tenant);
      return refuse (self, "invalid_request", 90002, NULL, text);
    }
  if (grant == NULL)
    return refuse_missing (self, "grant_type");
  if (client_id == NULL)
    return refuse_missing (self, "client_id");
  if (g_str_equal (client_id, self->world->client_id))
    return redeem_of_public_client (self, form, grant);

  application = gh_sim_world_find_application (self->world, client_id);
  if (application != NULL && g_str_equal (grant, "client_credentials"))
    return redeem_of_application (self, request, form, application);
  text = g_strdup_printf ("Application with identifier '%s' was not found in the directory '%s'.",
                          client_id, self->world->tenant_domain);

  return refuse (self, "unauthorized_client", 700016, NULL, text);
}
