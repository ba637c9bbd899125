/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-workspace-calls.h"

#include "gh-sim-describe.h"
#include "gh-sim-envelope.h"

static gboolean
has_scope (GhSimCaller *caller, const char *noun)
{
  g_autofree char *read = g_strdup_printf ("%s.Read.All", noun);
  g_autofree char *write = g_strdup_printf ("%s.ReadWrite.All", noun);

  return gh_sim_caller_has_scope (caller, read) || gh_sim_caller_has_scope (caller, write);
}

static guint64
read_number (GhSimRequest *request, const char *name, guint64 fallback)
{
  const char *text = gh_sim_request_get_query (request, name);
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &value, NULL))
    return fallback;

  return value;
}

static GhSimReply *
list_workspaces (GhSimWorld *world, GhSimCaller *caller, GhSimRequest *request)
{
  guint64 top = read_number (request, "$top", G_MAXUINT);
  guint64 skip = read_number (request, "$skip", 0);
  JsonArray *value = json_array_new ();

  for (guint i = 0; i < world->workspaces->len; i++)
    {
      GhSimWorkspace *workspace = g_ptr_array_index (world->workspaces, i);

      if (!g_hash_table_contains (workspace->members, caller->who))
        continue;
      if (skip > 0)
        skip--;
      else if (json_array_get_length (value) < top)
        json_array_add_object_element (value, gh_sim_describe_workspace (workspace));
    }

  return gh_sim_describe_list ("groups", value);
}

static GhSimReply *
list_models (GhSimWorkspace *workspace)
{
  JsonArray *value = json_array_new ();

  for (guint i = 0; i < workspace->models->len; i++)
    json_array_add_object_element (value, gh_sim_describe_model (
                                              g_ptr_array_index (workspace->models, i)));

  return gh_sim_describe_list ("datasets", value);
}

static GhSimReply *
list_sources (GhSimModel *model)
{
  JsonArray *value = json_array_new ();

  for (guint i = 0; i < model->sources->len; i++)
    json_array_add_object_element (value, gh_sim_describe_model_source (
                                              g_ptr_array_index (model->sources, i)));

  return gh_sim_describe_list ("datasources", value);
}

/* The caller becomes the owner; of the former one's cloud credentials nothing is left, and the
 * cloud sources have new ids. What is bound to a gateway stays as it is. */
static GhSimReply *
take_over (GhSimModel *model, GhSimCaller *caller)
{
  const char *role = g_hash_table_lookup (model->workspace->members, caller->who);

  if (g_str_equal (role, "Viewer") || !gh_sim_caller_has_scope (caller, "Dataset.ReadWrite.All"))
    return gh_sim_envelope_not_authorized ();
  if (model->owner == caller->who)
    return gh_sim_envelope_take_over_by_owner ();

  for (guint i = 0; i < model->sources->len; i++)
    {
      GhSimSource *source = g_ptr_array_index (model->sources, i);

      if (source->model == model)
        gh_sim_source_clear_credential (source);
    }
  model->take_overs++;
  gh_sim_model_set_owner (model, caller->who);

  return gh_sim_envelope_empty (200, NULL);
}

static GhSimReply *
handle_model (GhSimWorkspace *workspace, GhSimCaller *caller, GhSimRequest *request)
{
  GhSimModel *model = gh_sim_workspace_find_model (workspace, gh_sim_request_get_part (request, 5));
  const char *call = gh_sim_request_get_part (request, 6);
  gboolean is_get = g_str_equal (request->method, "GET");

  if (model == NULL)
    return gh_sim_envelope_not_found ();
  if (request->n_parts == 6 && is_get)
    return gh_sim_reply_new_json (200, gh_sim_describe_model (model));
  if (request->n_parts == 7 && g_str_equal (call, "datasources") && is_get)
    return list_sources (model);
  if (request->n_parts == 7 && g_str_equal (call, "Default.TakeOver") &&
      g_str_equal (request->method, "POST"))
    return take_over (model, caller);

  return gh_sim_envelope_not_found ();
}

/**
 * gh_sim_workspace_calls_handle:
 * @world: the tenant
 * @caller: who calls
 * @request: a request below "groups"
 *
 * Returns: (transfer full): the answer
 */
GhSimReply *
gh_sim_workspace_calls_handle (GhSimWorld *world, GhSimCaller *caller, GhSimRequest *request)
{
  gboolean is_get = g_str_equal (request->method, "GET");
  GhSimWorkspace *workspace;

  if (request->n_parts <= 4 && !has_scope (caller, "Workspace"))
    return gh_sim_envelope_not_authorized ();
  if (request->n_parts == 3 && is_get)
    return list_workspaces (world, caller, request);

  workspace = gh_sim_world_find_workspace (world, gh_sim_request_get_part (request, 3));
  if (workspace == NULL || !g_hash_table_contains (workspace->members, caller->who))
    return gh_sim_envelope_empty (401, "GroupNotAccessible");
  if (!g_str_equal (gh_sim_request_get_part (request, 4), "datasets"))
    return gh_sim_envelope_not_found ();
  if (!has_scope (caller, "Dataset"))
    return gh_sim_envelope_not_authorized ();
  if (request->n_parts == 5 && is_get)
    return list_models (workspace);

  return handle_model (workspace, caller, request);
}
