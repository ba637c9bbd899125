/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-entra.h"

#include "gh-sim-device.h"
#include "gh-sim-entra-error.h"
#include "gh-sim-page.h"
#include "gh-sim-token-endpoint.h"

struct _GhSimEntra
{
  GObject parent_instance;

  GhSimWorld *world;
  GhClock *clock;
  GhSimTokens *tokens;
  GhSimGrants *grants;
  GhSimTokenEndpoint *endpoint;
  GhSimDevice *device;
  char *authority;
};

G_DEFINE_FINAL_TYPE (GhSimEntra, gh_sim_entra, G_TYPE_OBJECT)

static void
gh_sim_entra_finalize (GObject *object)
{
  GhSimEntra *self = GH_SIM_ENTRA (object);

  g_clear_object (&self->endpoint);
  g_clear_object (&self->grants);
  g_clear_object (&self->device);
  g_clear_object (&self->tokens);
  g_clear_object (&self->clock);
  g_free (self->authority);

  G_OBJECT_CLASS (gh_sim_entra_parent_class)->finalize (object);
}

static void
gh_sim_entra_class_init (GhSimEntraClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_sim_entra_finalize;
}

static void
gh_sim_entra_init (GhSimEntra *self)
{
  self->grants = gh_sim_grants_new ();
}

/**
 * gh_sim_entra_new:
 * @world: the tenant; outlives the result
 * @clock: what time it is
 * @tokens: what makes tokens
 *
 * Returns: (transfer full): an authority
 */
GhSimEntra *
gh_sim_entra_new (GhSimWorld *world, GhClock *clock, GhSimTokens *tokens)
{
  GhSimEntra *self = g_object_new (GH_TYPE_SIM_ENTRA, NULL);

  self->world = world;
  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);
  self->device = gh_sim_device_new (world, clock);
  self->endpoint = gh_sim_token_endpoint_new (world, clock, tokens, self->grants, self->device);

  return self;
}

void
gh_sim_entra_set_strict (GhSimEntra *self, gboolean strict)
{
  gh_sim_token_endpoint_set_strict (self->endpoint, strict);
}

void
gh_sim_entra_set_authority (GhSimEntra *self, const char *authority)
{
  g_free (self->authority);
  self->authority = g_strdup (authority);
  gh_sim_token_endpoint_set_authority (self->endpoint, authority);
}

void
gh_sim_entra_revoke_refresh_tokens (GhSimEntra *self)
{
  gh_sim_grants_revoke_refresh_tokens (self->grants);
}

void
gh_sim_entra_set_device_interval (GhSimEntra *self, guint seconds)
{
  gh_sim_device_set_interval (self->device, seconds);
}

const char *
gh_sim_entra_issue_refresh_token (GhSimEntra *self, GhSimIdentity *who)
{
  return gh_sim_grants_add_refresh (self->grants, who, self->world->client_id,
                                    GH_SIM_POWER_BI_AUDIENCE
                                    "/.default offline_access openid profile",
                                    gh_clock_now (self->clock));
}

static GhSimReply *
refuse (GhSimEntra *self, GhSimSignIn *sign_in, GhSimSignInFault *fault)
{
  g_autofree char *text =
      gh_sim_entra_error_text (fault->code, fault->text, gh_clock_now (self->clock));
  const char *fields[] = {
    "error",
    fault->error,
    "error_description",
    text,
    sign_in->state != NULL ? "state" : NULL,
    sign_in->state,
    NULL,
  };

  g_clear_pointer (&fault->text, g_free);

  return fault->on_page ? gh_sim_page_new_error (text) : gh_sim_page_new_redirect (sign_in, fields);
}

static GhSimReply *
handle_authorize (GhSimEntra *self, GhSimRequest *request)
{
  g_autoptr (GHashTable) parameters = request->query != NULL ? g_hash_table_ref (request->query)
                                                             : gh_sim_request_decode_form (request);
  g_autoptr (GhSimSignIn) sign_in =
      gh_sim_sign_in_new (self->world, gh_sim_request_get_part (request, 0), parameters);
  GhSimSignInFault fault = { 0 };
  const char *context;
  GhSimSignIn *kept;

  if (!gh_sim_sign_in_check (sign_in, self->world, parameters, &fault))
    return refuse (self, sign_in, &fault);
  kept = g_steal_pointer (&sign_in);
  context = gh_sim_grants_add_sign_in (self->grants, kept);

  return gh_sim_page_new_sign_in (self->world, kept, context);
}

static GhSimReply *
decline (GhSimEntra *self, GhSimSignIn *sign_in)
{
  g_autofree char *text =
      gh_sim_entra_error_text (65004, "User declined to consent to access the app.",
                               gh_clock_now (self->clock));
  const char *fields[] = {
    "error",
    "access_denied",
    "error_subcode",
    "cancel",
    "error_description",
    text,
    sign_in->state != NULL ? "state" : NULL,
    sign_in->state,
    NULL,
  };

  return gh_sim_page_new_redirect (sign_in, fields);
}

static void
add_field (GPtrArray *fields, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_ptr_array_add (fields, (gpointer)name);
  g_ptr_array_add (fields, (gpointer)value);
}

static GhSimReply *
accept (GhSimEntra *self, GhSimSignIn *sign_in, GhSimIdentity *who)
{
  g_autofree char *session = g_uuid_string_random ();
  const char *code =
      gh_sim_grants_add_code (self->grants, sign_in, who, gh_clock_now (self->clock));
  g_autofree char *client_info = gh_sim_tokens_dup_client_info (self->tokens, who);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  add_field (fields, "code", code);
  add_field (fields, "client_info", sign_in->client_info ? client_info : NULL);
  add_field (fields, "state", sign_in->state);
  add_field (fields, "session_state", session);
  g_ptr_array_add (fields, NULL);

  return gh_sim_page_new_redirect (sign_in, (const char *const *)fields->pdata);
}

static GhSimReply *
handle_login (GhSimEntra *self, GhSimRequest *request)
{
  g_autoptr (GHashTable) form = gh_sim_request_decode_form (request);
  g_autoptr (GhSimSignIn) sign_in =
      gh_sim_grants_take_sign_in (self->grants, g_hash_table_lookup (form, "ctx"));
  GhSimIdentity *who = gh_sim_world_find_identity (self->world, g_hash_table_lookup (form, "user"));
  g_autofree char *text = NULL;

  if (sign_in != NULL && g_hash_table_lookup (form, "decline") != NULL)
    return decline (self, sign_in);
  if (sign_in != NULL && who != NULL && who->address != NULL)
    return accept (self, g_steal_pointer (&sign_in), who);

  text = gh_sim_entra_error_text (50089, "Flow token expired. Authentication failed.",
                                  gh_clock_now (self->clock));

  return gh_sim_page_new_error (text);
}

/* What is always in the document (OpenID Connect Discovery 1.0, 3), as far as the simulator has it:
 * strict clients refuse one that is not complete. */
static void
add_capabilities (JsonObject *document)
{
  const char *const capabilities[][5] = {
    { "token_endpoint_auth_methods_supported", "client_secret_post", "private_key_jwt" },
    { "response_modes_supported", "query", "form_post" },
    { "response_types_supported", "code" },
    { "subject_types_supported", "pairwise" },
    { "id_token_signing_alg_values_supported", "RS256" },
    { "scopes_supported", "openid", "profile", "email", "offline_access" },
    { "claims_supported", "sub", "iss", "aud", "exp" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (capabilities); i++)
    {
      JsonArray *values = json_array_new ();

      for (guint j = 1; j < G_N_ELEMENTS (capabilities[i]) && capabilities[i][j] != NULL; j++)
        json_array_add_string_element (values, capabilities[i][j]);
      json_object_set_array_member (document, capabilities[i][0], values);
    }
  json_object_set_boolean_member (document, "request_uri_parameter_supported", FALSE);
}

static JsonObject *
describe (GhSimEntra *self, const char *tenant)
{
  JsonObject *document = json_object_new ();
  g_autofree char *issuer =
      g_strdup_printf ("%s/%s/v2.0", self->authority,
                       g_str_equal (tenant, "organizations") || g_str_equal (tenant, "common")
                           ? "{tenantid}"
                           : self->world->tenant_id);
  const char *endpoints[][2] = {
    { "authorization_endpoint", "oauth2/v2.0/authorize" },
    { "token_endpoint", "oauth2/v2.0/token" },
    { "device_authorization_endpoint", "oauth2/v2.0/devicecode" },
    { "jwks_uri", "discovery/v2.0/keys" },
  };

  json_object_set_string_member (document, "issuer", issuer);
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autofree char *address =
          g_strdup_printf ("%s/%s/%s", self->authority, tenant, endpoints[i][1]);

      json_object_set_string_member (document, endpoints[i][0], address);
    }
  add_capabilities (document);

  return document;
}

static GhSimReply *
new_discovery (GhSimEntra *self, const char *tenant)
{
  g_autofree char *text = NULL;

  if (gh_sim_sign_in_is_tenant (self->world, tenant))
    return gh_sim_reply_new_json (200, describe (self, tenant));
  text = g_strdup_printf ("Tenant '%s' not found.", tenant);

  return gh_sim_entra_error_new ("invalid_tenant", 90002, NULL, text, gh_clock_now (self->clock));
}

static GhSimReply *
new_keys (GhSimEntra *self)
{
  JsonObject *document = json_object_new ();
  JsonArray *keys = json_array_new ();

  json_array_add_object_element (keys, gh_sim_tokens_describe_key (self->tokens));
  json_object_set_array_member (document, "keys", keys);

  return gh_sim_reply_new_json (200, document);
}

static gboolean
ends_with (GhSimRequest *request, const char *one, const char *two, const char *three)
{
  return g_str_equal (gh_sim_request_get_part (request, 1), one) &&
         g_str_equal (gh_sim_request_get_part (request, 2), two) &&
         g_str_equal (gh_sim_request_get_part (request, 3), three);
}

static gboolean
is_device_page (GhSimRequest *request)
{
  return g_str_equal (request->path, "/common/oauth2/deviceauth");
}

/**
 * gh_sim_entra_is_path:
 * @request: a request
 *
 * Returns: whether it goes to Entra ID
 */
gboolean
gh_sim_entra_is_path (GhSimRequest *request)
{
  return ends_with (request, "oauth2", "v2.0", "authorize") ||
         ends_with (request, "oauth2", "v2.0", "login") ||
         ends_with (request, "oauth2", "v2.0", "token") ||
         ends_with (request, "oauth2", "v2.0", "devicecode") || is_device_page (request) ||
         ends_with (request, "discovery", "v2.0", "keys") ||
         ends_with (request, "v2.0", ".well-known", "openid-configuration");
}

/**
 * gh_sim_entra_handle:
 * @self: an authority
 * @request: a request to one of its paths
 *
 * Returns: (transfer full): the answer
 */
GhSimReply *
gh_sim_entra_handle (GhSimEntra *self, GhSimRequest *request)
{
  const char *last = gh_sim_request_get_part (request, 3);
  gboolean is_post = g_str_equal (request->method, "POST");
  gboolean is_get = g_str_equal (request->method, "GET");

  if (is_device_page (request) && (is_get || is_post))
    return gh_sim_device_show (self->device, request);
  if (g_str_equal (last, "devicecode") && is_post)
    return gh_sim_device_begin (self->device, request, self->authority);
  if (g_str_equal (last, "authorize") && (is_get || is_post))
    return handle_authorize (self, request);
  if (g_str_equal (last, "login") && is_post)
    return handle_login (self, request);
  if (g_str_equal (last, "token") && is_post)
    return gh_sim_token_endpoint_handle (self->endpoint, request);
  if (g_str_equal (last, "keys") && is_get)
    return new_keys (self);
  if (g_str_equal (last, "openid-configuration") && is_get)
    return new_discovery (self, gh_sim_request_get_part (request, 0));

  return gh_sim_reply_new (405);
}
