/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-gateway-calls.h"

#include "gh-sim-describe.h"
#include "gh-sim-envelope.h"

static gboolean
may_read (GhSimCaller *caller)
{
  return gh_sim_caller_has_scope (caller, "Dataset.Read.All") ||
         gh_sim_caller_has_scope (caller, "Dataset.ReadWrite.All");
}

/* Only gateways that the caller administers are listed. */
static GhSimReply *
list_gateways (GhSimWorld *world, GhSimCaller *caller)
{
  JsonArray *value = json_array_new ();

  for (guint i = 0; i < world->gateways->len; i++)
    {
      GhSimGateway *gateway = g_ptr_array_index (world->gateways, i);

      if (gh_sim_gateway_is_administrator (gateway, caller->who))
        json_array_add_object_element (value, gh_sim_describe_gateway (gateway, FALSE));
    }

  return gh_sim_describe_list ("gateways", value);
}

static GhSimReply *
list_sources (GhSimGateway *gateway)
{
  JsonArray *value = json_array_new ();

  for (guint i = 0; i < gateway->sources->len; i++)
    json_array_add_object_element (value, gh_sim_describe_source (
                                              g_ptr_array_index (gateway->sources, i)));

  return gh_sim_describe_list ("gatewayDatasources", value);
}

/* A virtual gateway and one of somebody else's are both "not found". */
static GhSimReply *
handle_gateway (GhSimWorld *world, GhSimCaller *caller, GhSimRequest *request)
{
  GhSimGateway *gateway = gh_sim_world_find_gateway (world, gh_sim_request_get_part (request, 3));

  if (gateway == NULL || !gh_sim_gateway_is_administrator (gateway, caller->who))
    return gh_sim_envelope_not_found ();
  if (!g_str_equal (request->method, "GET"))
    return gh_sim_envelope_empty (405, NULL);

  return request->n_parts == 4
             ? gh_sim_reply_new_json (200, gh_sim_describe_gateway (gateway, TRUE))
             : list_sources (gateway);
}

/* On a gateway its administrators, in the cloud the owner of the model. */
static gboolean
may_change (GhSimSource *source, GhSimIdentity *who)
{
  return source->gateway != NULL ? gh_sim_gateway_is_administrator (source->gateway, who)
                                 : source->model->owner == who;
}

static GhSimReply *
update_source (GhSimJudge *judge, GhSimSource *source, GhSimCaller *caller, GhSimRequest *request)
{
  GhSimReply *refusal = NULL;
  g_autoptr (GhSimUpdate) update = NULL;

  if (!gh_sim_caller_has_scope (caller, "Dataset.ReadWrite.All"))
    return gh_sim_envelope_not_authorized ();
  if (g_strcmp0 (request->content_type, "application/json") != 0)
    return gh_sim_envelope_empty (415, NULL);
  update = gh_sim_update_read (request->body, request->length, &refusal);
  if (update != NULL)
    refusal = gh_sim_judge_apply (judge, source, caller->who, update);

  return refusal != NULL ? refusal : gh_sim_envelope_empty (200, NULL);
}

/* The call is meant for gateway administrators, and there are none of a virtual gateway. */
static GhSimReply *
test_source (GhSimJudge *judge, GhSimSource *source)
{
  GhSimReply *refusal;

  if (source->gateway == NULL)
    return gh_sim_envelope_not_found ();
  refusal = gh_sim_judge_test (judge, source);

  return refusal != NULL ? refusal : gh_sim_envelope_empty (200, NULL);
}

static GhSimReply *
handle_source (GhSimWorld *world, GhSimJudge *judge, GhSimCaller *caller, GhSimRequest *request)
{
  GhSimSource *source = gh_sim_world_find_source (world, gh_sim_request_get_part (request, 5));
  gboolean is_get = g_str_equal (request->method, "GET");
  gboolean is_status =
      request->n_parts == 7 && g_str_equal (gh_sim_request_get_part (request, 6), "status");

  if (source == NULL ||
      g_ascii_strcasecmp (source->gateway_id, gh_sim_request_get_part (request, 3)) != 0)
    return gh_sim_envelope_not_found ();
  if (!may_change (source, caller->who))
    return gh_sim_envelope_not_authorized ();
  if (is_status && is_get)
    return test_source (judge, source);
  if (request->n_parts != 6)
    return gh_sim_envelope_not_found ();
  if (is_get)
    return gh_sim_reply_new_json (200, gh_sim_describe_source (source));
  if (g_str_equal (request->method, "PATCH"))
    return update_source (judge, source, caller, request);

  return gh_sim_envelope_empty (405, NULL);
}

/**
 * gh_sim_gateway_calls_handle:
 * @world: the tenant
 * @judge: what decides about credentials
 * @caller: who calls
 * @request: a request below "gateways"
 *
 * Returns: (transfer full): the answer
 */
GhSimReply *
gh_sim_gateway_calls_handle (GhSimWorld *world,
                             GhSimJudge *judge,
                             GhSimCaller *caller,
                             GhSimRequest *request)
{
  if (!may_read (caller))
    return gh_sim_envelope_not_authorized ();
  if (request->n_parts == 3)
    return g_str_equal (request->method, "GET") ? list_gateways (world, caller)
                                                : gh_sim_envelope_empty (405, NULL);
  if (request->n_parts == 4 ||
      (request->n_parts == 5 && g_str_equal (gh_sim_request_get_part (request, 4), "datasources")))
    return handle_gateway (world, caller, request);
  if (request->n_parts >= 6 && g_str_equal (gh_sim_request_get_part (request, 4), "datasources"))
    return handle_source (world, judge, caller, request);

  return gh_sim_envelope_not_found ();
}
