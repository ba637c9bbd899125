/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-hooks.h"

#include "gh-json.h"
#include "gh-sim-world.h"

static GhSimReply *
new_text (const char *first, const char *one, const char *second, const char *two)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, first, one);
  if (second != NULL)
    json_object_set_string_member (object, second, two);

  return gh_sim_reply_new_json (200, object);
}

static GhSimReply *
issue_token (GhSimServer *server, GhSimRequest *request)
{
  g_autoptr (GHashTable) form = gh_sim_request_decode_form (request);
  const char *who = g_hash_table_lookup (form, "who");
  g_autofree char *token =
      who != NULL ? gh_sim_server_issue_token (server, who, g_hash_table_lookup (form, "scope"))
                  : NULL;

  return token != NULL ? new_text ("access_token", token, NULL, NULL) : gh_sim_reply_new (404);
}

static GhSimReply *
find_source (GhSimServer *server, GhSimRequest *request)
{
  const char *name = gh_sim_request_get_query (request, "name");
  const char *id = name != NULL ? gh_sim_server_find_datasource (server, name) : NULL;

  return id != NULL ? new_text ("id", id, "gatewayId", gh_sim_server_find_gateway_of (server, id))
                    : gh_sim_reply_new (404);
}

static GhSimReply *
show_stored (GhSimServer *server, const char *id)
{
  JsonObject *stored = gh_sim_server_dup_stored (server, id);

  return stored != NULL ? gh_sim_reply_new_json (200, stored) : gh_sim_reply_new (404);
}

static GhSimReply *
show_last_update (GhSimServer *server)
{
  GhSimReply *reply;
  char *body = gh_sim_server_dup_last_update (server);

  if (body == NULL)
    return gh_sim_reply_new (404);
  reply = gh_sim_reply_new (200);
  reply->body = body;
  reply->content_type = g_strdup ("application/octet-stream");

  return reply;
}

static double
read_number (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : 0;
}

static GhSimReply *
add_script (GhSimServer *server, GhSimRequest *request)
{
  g_autoptr (JsonObject) scene =
      gh_json_parse_object (request->body, (gssize)request->length, NULL);
  const char *path = "", *headers = NULL, *body = NULL;
  gint64 status = 200;

  if (scene == NULL || !gh_json_read_string (scene, "path", GH_JSON_REQUIRED, &path, NULL) ||
      !gh_json_read_integer (scene, "status", GH_JSON_OPTIONAL, &status, NULL) ||
      !gh_json_read_string (scene, "headers", GH_JSON_OPTIONAL, &headers, NULL) ||
      !gh_json_read_string (scene, "body", GH_JSON_OPTIONAL, &body, NULL))
    return gh_sim_reply_new (400);
  gh_sim_server_script (server, path, (guint)status, headers, body, read_number (scene, "delay"));

  return gh_sim_reply_new (204);
}

static GhSimReply *
advance_clock (GhSimServer *server, GhSimRequest *request)
{
  g_autoptr (GHashTable) form = gh_sim_request_decode_form (request);
  const char *seconds = g_hash_table_lookup (form, "seconds");

  if (seconds == NULL)
    return gh_sim_reply_new (400);
  gh_sim_server_advance_clock (server, g_ascii_strtoll (seconds, NULL, 10));

  return gh_sim_reply_new (204);
}

/* A form: application, pem, and for a trust issuer, subject, audience. */
static GhSimReply *
register_proof (GhSimServer *server, GhSimRequest *request, const char *call)
{
  g_autoptr (GHashTable) form = gh_sim_request_decode_form (request);
  const char *application = g_hash_table_lookup (form, "application");
  const char *pem = g_hash_table_lookup (form, "pem");
  const char *issuer = g_hash_table_lookup (form, "issuer");
  const char *subject = g_hash_table_lookup (form, "subject");
  const char *audience = g_hash_table_lookup (form, "audience");
  gboolean done = FALSE;

  if (application != NULL && pem != NULL && g_str_equal (call, "certificate"))
    done = gh_sim_server_register_certificate (server, application, pem, NULL);
  else if (application != NULL && pem != NULL && issuer != NULL && subject != NULL &&
           audience != NULL)
    done = gh_sim_server_trust_issuer (server, application, issuer, subject, audience, pem, NULL);

  return gh_sim_reply_new (done ? 204 : 400);
}

/* A form: claims (JSON; none ends it), needPage ("yes"). */
static GhSimReply *
require_claims (GhSimServer *server, GhSimRequest *request)
{
  g_autoptr (GHashTable) form = gh_sim_request_decode_form (request);

  gh_sim_server_require_claims (server, g_hash_table_lookup (form, "claims"),
                                g_hash_table_contains (form, "needPage"));

  return gh_sim_reply_new (204);
}

static GhSimReply *
set_device_interval (GhSimServer *server, GhSimRequest *request)
{
  g_autoptr (GHashTable) form = gh_sim_request_decode_form (request);
  const char *seconds = g_hash_table_lookup (form, "seconds");

  if (seconds == NULL)
    return gh_sim_reply_new (400);
  gh_sim_server_set_device_interval (server, (guint)g_ascii_strtoull (seconds, NULL, 10));

  return gh_sim_reply_new (204);
}

static GhSimReply *
handle_post (GhSimServer *server, GhSimRequest *request, const char *call, const char *argument)
{
  if (g_str_equal (call, "token"))
    return issue_token (server, request);
  if (g_str_equal (call, "script"))
    return add_script (server, request);
  if (g_str_equal (call, "advance-clock"))
    return advance_clock (server, request);

  if (g_str_equal (call, "certificate") || g_str_equal (call, "trust"))
    return register_proof (server, request, call);
  if (g_str_equal (call, "require-claims"))
    return require_claims (server, request);
  if (g_str_equal (call, "device-interval"))
    return set_device_interval (server, request);
  if (g_str_equal (call, "expire-tokens"))
    gh_sim_server_expire_tokens (server);
  else if (g_str_equal (call, "revoke-refresh-tokens"))
    gh_sim_server_revoke_refresh_tokens (server);
  else if (g_str_equal (call, "change-key"))
    gh_sim_server_change_key (server, argument);
  else
    return gh_sim_reply_new (404);

  return gh_sim_reply_new (204);
}

static GhSimReply *
handle_get (GhSimServer *server, GhSimRequest *request, const char *call, const char *argument)
{
  if (g_str_equal (call, "requests"))
    return gh_sim_reply_new_json (200, gh_sim_server_dup_log (server));
  if (g_str_equal (call, "datasource"))
    return find_source (server, request);
  if (g_str_equal (call, "stored"))
    return show_stored (server, argument);
  if (g_str_equal (call, "last-update"))
    return show_last_update (server);

  return gh_sim_reply_new (404);
}

/**
 * gh_sim_hooks_is_path:
 * @request: a request
 *
 * Returns: whether a test is asking behind the service's back
 */
gboolean
gh_sim_hooks_is_path (GhSimRequest *request)
{
  return g_str_equal (gh_sim_request_get_part (request, 0), "sim");
}

/**
 * gh_sim_hooks_handle:
 * @server: the simulator
 * @request: a request below "/sim/"
 *
 * Returns: (transfer full): the answer
 */
GhSimReply *
gh_sim_hooks_handle (GhSimServer *server, GhSimRequest *request)
{
  const char *call = gh_sim_request_get_part (request, 1);
  const char *argument = gh_sim_request_get_part (request, 2);

  /* No page that a browser shows has any business here. */
  if (request->origin != NULL)
    return gh_sim_reply_new (403);
  if (g_str_equal (request->method, "POST"))
    return handle_post (server, request, call, argument);
  if (g_str_equal (request->method, "GET"))
    return handle_get (server, request, call, argument);

  return gh_sim_reply_new (405);
}
