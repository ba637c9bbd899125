/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-identity-service.h"

#define ACCESS_SECONDS 86399

static gboolean
is_imds (GhSimRequest *request)
{
  return g_str_equal (request->path, "/metadata/identity/oauth2/token");
}

/**
 * gh_sim_identity_service_is_path:
 * @request: a request
 *
 * Returns: whether it goes to an identity service
 */
gboolean
gh_sim_identity_service_is_path (GhSimRequest *request)
{
  return is_imds (request) || g_str_equal (request->path, "/msi/token");
}

static GhSimReply *
refuse (guint status, const char *error, const char *text)
{
  JsonObject *body = json_object_new ();

  json_object_set_string_member (body, "error", error);
  json_object_set_string_member (body, "error_description", text);

  return gh_sim_reply_new_json (status, body);
}

static GhSimReply *
check (GhSimWorld *world, GhSimRequest *request)
{
  gboolean imds = is_imds (request);
  const char *version = gh_sim_request_get_query (request, "api-version");
  const char *client_id = gh_sim_request_get_query (request, "client_id");

  if (imds && g_strcmp0 (request->metadata, "true") != 0)
    return refuse (400, "invalid_request", "Required metadata header not specified");
  if (!imds && g_strcmp0 (request->identity_header, GH_SIM_IDENTITY_HEADER) != 0)
    return refuse (401, "invalid_request", "The identity header is wrong");
  if (g_strcmp0 (version, imds ? "2018-02-01" : "2019-08-01") != 0)
    return refuse (400, "invalid_request", "The api-version is not supported");
  if (gh_sim_request_get_query (request, "resource") == NULL)
    return refuse (400, "invalid_request", "Required query variable 'resource' is missing");
  if (world->managed_identity == NULL ||
      (client_id != NULL &&
       g_ascii_strcasecmp (client_id, world->managed_identity->client_id) != 0))
    return refuse (400, "invalid_request", "Identity not found");

  return NULL;
}

/* Numbers are texts here. */
static void
add_number (JsonObject *body, const char *member, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  json_object_set_string_member (body, member, text);
}

/**
 * gh_sim_identity_service_handle:
 * @world: the tenant
 * @tokens: what makes tokens
 * @request: a request to one of the two
 * @now: the time
 *
 * Returns: (transfer full): a token of the scenario's managed identity, or why there is none
 */
GhSimReply *
gh_sim_identity_service_handle (GhSimWorld *world,
                                GhSimTokens *tokens,
                                GhSimRequest *request,
                                gint64 now)
{
  GhSimReply *refusal = check (world, request);
  const char *resource = gh_sim_request_get_query (request, "resource");
  GhSimIdentity *identity = world->managed_identity;
  g_autofree char *access = NULL;
  JsonObject *body;

  if (refusal != NULL)
    return refusal;

  access = gh_sim_tokens_issue_access (tokens, identity, identity->client_id, resource, NULL,
                                       ACCESS_SECONDS);
  body = json_object_new ();
  json_object_set_string_member (body, "access_token", access);
  json_object_set_string_member (body, "client_id", identity->client_id);
  json_object_set_string_member (body, "resource", resource);
  json_object_set_string_member (body, "token_type", "Bearer");
  add_number (body, "expires_on", now + ACCESS_SECONDS);
  if (is_imds (request))
    {
      add_number (body, "expires_in", ACCESS_SECONDS);
      add_number (body, "ext_expires_in", ACCESS_SECONDS);
      add_number (body, "not_before", now);
      json_object_set_string_member (body, "refresh_token", "");
    }

  return gh_sim_reply_new_json (200, body);
}
