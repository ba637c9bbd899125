/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-power-bi.h"

#include <string.h>

#include "gh-sim-describe.h"
#include "gh-sim-envelope.h"
#include "gh-sim-gateway-calls.h"
#include "gh-sim-workspace-calls.h"

#define BEARER "Bearer "

struct _GhSimPowerBi
{
  GObject parent_instance;

  GhSimWorld *world;
  GhSimTokens *tokens;
  GhSimJudge *judge;
};

G_DEFINE_FINAL_TYPE (GhSimPowerBi, gh_sim_power_bi, G_TYPE_OBJECT)

static void
gh_sim_power_bi_finalize (GObject *object)
{
  GhSimPowerBi *self = GH_SIM_POWER_BI (object);

  g_clear_object (&self->tokens);
  g_clear_object (&self->judge);

  G_OBJECT_CLASS (gh_sim_power_bi_parent_class)->finalize (object);
}

static void
gh_sim_power_bi_class_init (GhSimPowerBiClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_sim_power_bi_finalize;
}

static void
gh_sim_power_bi_init (GhSimPowerBi *self)
{
}

/**
 * gh_sim_power_bi_new:
 * @world: the tenant; outlives the result
 * @tokens: what recognises access tokens
 * @judge: what decides about credentials
 *
 * Returns: (transfer full): a service
 */
GhSimPowerBi *
gh_sim_power_bi_new (GhSimWorld *world, GhSimTokens *tokens, GhSimJudge *judge)
{
  GhSimPowerBi *self = g_object_new (GH_TYPE_SIM_POWER_BI, NULL);

  self->world = world;
  self->tokens = g_object_ref (tokens);
  self->judge = g_object_ref (judge);

  return self;
}

/**
 * gh_sim_power_bi_is_path:
 * @request: a request
 *
 * Returns: whether it goes to Power BI
 */
gboolean
gh_sim_power_bi_is_path (GhSimRequest *request)
{
  return g_str_equal (gh_sim_request_get_part (request, 0), "v1.0");
}

/* A token that is valid and yet not good enough ("Claims challenges, claims requests, and client
 * capabilities"). */
static GhSimReply *
challenge (GhSimPowerBi *self, const char *token)
{
  const char *claims = self->world->required_claims;
  g_autofree char *encoded = NULL;
  g_autofree char *value = NULL;
  GhSimReply *reply;

  if (claims == NULL || gh_sim_tokens_has_claims (self->tokens, token, claims))
    return NULL;

  encoded = g_base64_encode ((const guchar *)claims, strlen (claims));
  value =
      g_strdup_printf ("Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/"
                       "common/oauth2/authorize\", error=\"insufficient_claims\", claims=\"%s\"",
                       encoded);
  reply = gh_sim_envelope_empty (401, NULL);
  gh_sim_reply_add_header (reply, "WWW-Authenticate", value);

  return reply;
}

/* Troubles with the token are 403, and said in a header at most. */
static GhSimReply *
recognise (GhSimPowerBi *self, GhSimRequest *request, GhSimCaller *caller)
{
  const char *authorization = request->authorization;

  if (authorization == NULL)
    return gh_sim_envelope_empty (403, NULL);
  if (g_ascii_strncasecmp (authorization, BEARER, strlen (BEARER)) != 0)
    return gh_sim_envelope_empty (403, "InvalidToken");

  switch (gh_sim_tokens_check (self->tokens, authorization + strlen (BEARER),
                               GH_SIM_POWER_BI_AUDIENCE, caller))
    {
    case GH_SIM_TOKEN_VALID:
      return challenge (self, authorization + strlen (BEARER));
    case GH_SIM_TOKEN_MALFORMED:
      return gh_sim_envelope_empty (403, "InvalidToken");
    case GH_SIM_TOKEN_UNUSABLE:
    default:
      return gh_sim_envelope_empty (403, "TokenExpired");
    }
}

static gboolean
is_tenant (GhSimPowerBi *self, const char *part)
{
  return g_str_equal (part, "myorg") || g_str_equal (part, self->world->tenant_id) ||
         g_str_equal (part, self->world->tenant_domain);
}

/* "My workspace" is empty here, and nothing for applications. */
static GhSimReply *
handle_my_workspace (GhSimCaller *caller, GhSimRequest *request)
{
  /* Whoever was not recognised has been refused: clang's analyzer can't know that a refusal of
   * another file's is never NULL. */
  g_assert (caller->who != NULL);

  if (caller->who->client_id != NULL)
    return gh_sim_envelope_not_for_applications ();
  if (request->n_parts == 3 && g_str_equal (request->method, "GET"))
    return gh_sim_describe_list ("datasets", json_array_new ());

  return gh_sim_envelope_not_found ();
}

/**
 * gh_sim_power_bi_handle:
 * @self: a service
 * @request: a request to one of its paths
 *
 * Returns: (transfer full): the answer
 */
GhSimReply *
gh_sim_power_bi_handle (GhSimPowerBi *self, GhSimRequest *request)
{
  const char *collection = gh_sim_request_get_part (request, 2);
  g_auto (GhSimCaller) caller = { 0 };
  g_autofree char *id = g_uuid_string_random ();
  GhSimReply *reply = recognise (self, request, &caller);

  if (reply == NULL && !is_tenant (self, gh_sim_request_get_part (request, 1)))
    reply = gh_sim_envelope_not_found ();
  if (reply == NULL && g_str_equal (collection, "gateways"))
    reply = gh_sim_gateway_calls_handle (self->world, self->judge, &caller, request);
  else if (reply == NULL && g_str_equal (collection, "groups"))
    reply = gh_sim_workspace_calls_handle (self->world, &caller, request);
  else if (reply == NULL && g_str_equal (collection, "datasets"))
    reply = handle_my_workspace (&caller, request);
  else if (reply == NULL)
    reply = gh_sim_envelope_not_found ();
  gh_sim_reply_add_header (reply, "RequestId", id);

  return reply;
}
