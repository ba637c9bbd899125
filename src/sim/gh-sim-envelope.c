/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-envelope.h"

static JsonObject *
new_error (JsonObject *error)
{
  JsonObject *root = json_object_new ();

  json_object_set_object_member (root, "error", error);

  return root;
}

/* The form that gateway calls use; see the body of refusal A. */
static JsonObject *
new_pbi_error (const char *code, JsonObject *parameters, JsonArray *details)
{
  JsonObject *inner = json_object_new ();
  JsonObject *error = json_object_new ();

  json_object_set_string_member (inner, "code", code);
  json_object_set_object_member (inner, "parameters", parameters);
  json_object_set_array_member (inner, "details", details);
  json_object_set_int_member (inner, "exceptionCulprit", 1);
  json_object_set_string_member (error, "code", code);
  json_object_set_object_member (error, "pbi.error", inner);

  return new_error (error);
}

/**
 * gh_sim_envelope_empty:
 * @status: the HTTP status
 * @info: (nullable): the code, which then stands in a header only
 *
 * Returns: (transfer full): a refusal without body
 */
GhSimReply *
gh_sim_envelope_empty (guint status, const char *info)
{
  GhSimReply *reply = gh_sim_reply_new (status);

  if (info != NULL)
    gh_sim_reply_add_header (reply, "X-PowerBI-Error-Info", info);

  return reply;
}

/**
 * gh_sim_envelope_code:
 * @status: the HTTP status
 * @code: the code
 *
 * Returns: (transfer full): a refusal that says its code twice and nothing else
 */
GhSimReply *
gh_sim_envelope_code (guint status, const char *code)
{
  return gh_sim_reply_new_json (status,
                                new_pbi_error (code, json_object_new (), json_array_new ()));
}

/**
 * gh_sim_envelope_not_found:
 *
 * Returns: (transfer full): "there is none, or none that you may see"
 */
GhSimReply *
gh_sim_envelope_not_found (void)
{
  JsonObject *error = json_object_new ();

  json_object_set_string_member (error, "code", "PowerBIEntityNotFound");

  return gh_sim_reply_new_json (404, new_error (error));
}

/**
 * gh_sim_envelope_not_authorized:
 *
 * The body is refusal A of the public thread; its status is not recorded there, other reports name
 * 401 and 403.
 *
 * Returns: (transfer full): "you lack the right"
 */
GhSimReply *
gh_sim_envelope_not_authorized (void)
{
  return gh_sim_envelope_code (403, "PowerBINotAuthorizedException");
}

/**
 * gh_sim_envelope_not_for_applications:
 *
 * Returns: (transfer full): what a service principal gets on "My workspace"
 */
GhSimReply *
gh_sim_envelope_not_for_applications (void)
{
  JsonObject *root = json_object_new ();

  json_object_set_string_member (root, "Message", "API is not accessible for application");

  return gh_sim_reply_new_json (403, root);
}

/**
 * gh_sim_envelope_bad_request:
 * @message: what is wrong
 * @target: the parameter that it is about
 *
 * Returns: (transfer full): a request that was not understood
 */
GhSimReply *
gh_sim_envelope_bad_request (const char *message, const char *target)
{
  JsonObject *detail = json_object_new ();
  JsonArray *details = json_array_new ();
  JsonObject *error = json_object_new ();

  json_object_set_string_member (detail, "message", message);
  json_object_set_string_member (detail, "target", target);
  json_array_add_object_element (details, detail);
  json_object_set_string_member (error, "code", "BadRequest");
  json_object_set_string_member (error, "message", "Bad Request");
  json_object_set_array_member (error, "details", details);

  return gh_sim_reply_new_json (400, new_error (error));
}

/**
 * gh_sim_envelope_take_over_by_owner:
 *
 * Returns: (transfer full): the caller already owns what it wants to take over; the only text
 * stands in "parameters"
 */
GhSimReply *
gh_sim_envelope_take_over_by_owner (void)
{
  JsonObject *parameters = json_object_new ();

  json_object_set_string_member (parameters, "ErrorMessage",
                                 "The caller is already the owner of the artifact.");

  return gh_sim_reply_new_json (403, new_pbi_error ("ArtifactTakeOverNotAllowedByOwner", parameters,
                                                    json_array_new ()));
}

/**
 * gh_sim_envelope_data_movement:
 * @code: "DM_GWPipeline_…" or "DMTS_…"
 * @details: code, value, code, value…, NULL
 *
 * Returns: (transfer full): a refusal by the gateway or by what lies behind it
 */
GhSimReply *
gh_sim_envelope_data_movement (const char *code, const char *const *details)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; details != NULL && details[i] != NULL; i += 2)
    {
      JsonObject *detail = json_object_new ();
      JsonObject *entry = json_object_new ();

      json_object_set_int_member (detail, "type", 1);
      json_object_set_string_member (detail, "value", details[i + 1]);
      json_object_set_string_member (entry, "code", details[i]);
      json_object_set_object_member (entry, "detail", detail);
      json_array_add_object_element (list, entry);
    }

  return gh_sim_reply_new_json (400, new_pbi_error (code, json_object_new (), list));
}
