/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-power-bi.h"

#include "gh-error.h"
#include "gh-power-bi-private.h"

/**
 * gh_power_bi_update_datasource_async:
 * @self: the service
 * @datasource: a data source
 * @body: {"credentialDetails": …}, the whole request
 * @cancellable: (nullable): a cancellable; once the request went out, cancelling ends with
 *   %GH_ERROR_CANCELLED_AFTER_SENDING
 * @callback: called when done
 * @user_data: for @callback
 *
 * PATCH /gateways/{g}/datasources/{d}: for gateway administrators, and for the owner of a cloud
 * data source. The service connects to the source with the credential before it answers.
 */
void
gh_power_bi_update_datasource_async (GhPowerBi *self,
                                     GhDatasource *datasource,
                                     GhSecret *body,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const GhPowerBiCall call = {
    .method = "PATCH",
    .path = "/gateways/{}/datasources/{}",
    .ids = { gh_datasource_get_gateway_id (datasource), gh_node_get_id (GH_NODE (datasource)) },
    .body = body,
    .deadline = GH_POWER_BI_CONNECTING_SECONDS,
    .reader = gh_power_bi_read_nothing,
    .free_result = g_object_unref,
  };

  g_task_set_source_tag (task, gh_power_bi_update_datasource_async);
  gh_power_bi_run (task, &call);
}

/**
 * gh_power_bi_update_datasource_finish:
 * @self: the service
 * @result: what the callback got
 * @request_id: (out) (optional) (nullable) (transfer full): of the answer that took it; a
 *   refusal's is in @problem
 * @problem: (out) (optional) (nullable) (transfer full): what the service said when it refused
 * @error: return location
 *
 * Returns: whether the credential was set
 */
gboolean
gh_power_bi_update_datasource_finish (GhPowerBi *self,
                                      GAsyncResult *result,
                                      char **request_id,
                                      GhProblem **problem,
                                      GError **error)
{
  g_autoptr (GhHttpResponse) response = gh_power_bi_finish (self, result, problem, error);

  if (request_id != NULL)
    *request_id = response != NULL ? g_strdup (gh_http_response_get_request_id (response)) : NULL;

  return response != NULL;
}

/* What a failed test tells about the stored credential: often nothing, since the caller, the
 * gateway or the service itself may be the trouble. On a cloud source it never does, because the
 * call is meant for gateway administrators. */
static GhHealth
get_health (GhDatasource *datasource, GhProblem *problem, const GError *error)
{
  const char *code = gh_problem_get_code (problem);

  if (gh_datasource_get_place (datasource) != GH_PLACE_ON_PREMISES)
    return GH_HEALTH_NOT_KNOWN;
  if (g_str_equal (code, "DMTS_DatasourceHasNoCredentialError"))
    return GH_HEALTH_NO_CREDENTIAL;
  if (g_str_has_prefix (code, "DM_GWPipeline_Client_"))
    return GH_HEALTH_NOT_KNOWN;

  return g_error_matches (error, GH_ERROR, GH_ERROR_REFUSED) ? GH_HEALTH_REFUSED
                                                             : GH_HEALTH_NOT_KNOWN;
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GhProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  gpointer response = gh_power_bi_finish (GH_POWER_BI (source), result, &problem, &error);
  GhDatasource *datasource = g_task_get_task_data (task);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (response != NULL)
    {
      gh_datasource_set_health (datasource, GH_HEALTH_WORKS, now);
      g_task_return_pointer (task, response, g_object_unref);
      return;
    }

  if (problem != NULL)
    gh_datasource_set_health (datasource, get_health (datasource, problem, error), now);
  gh_power_bi_fail (g_steal_pointer (&task), g_steal_pointer (&problem), g_steal_pointer (&error));
}

/**
 * gh_power_bi_test_datasource_async:
 * @self: the service
 * @datasource: a data source; its health is set
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * GET /gateways/{g}/datasources/{d}/status: the service connects to the source with what is stored.
 */
void
gh_power_bi_test_datasource_async (GhPowerBi *self,
                                   GhDatasource *datasource,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GTask *call_task;
  const GhPowerBiCall call = {
    .method = "GET",
    .path = "/gateways/{}/datasources/{}/status",
    .ids = { gh_datasource_get_gateway_id (datasource), gh_node_get_id (GH_NODE (datasource)) },
    .deadline = GH_POWER_BI_CONNECTING_SECONDS,
    .reader = gh_power_bi_read_nothing,
    .free_result = g_object_unref,
  };

  g_task_set_source_tag (task, gh_power_bi_test_datasource_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_object_ref (datasource), g_object_unref);
  call_task = g_task_new (self, cancellable, tested_cb, task);
  g_task_set_source_tag (call_task, gh_power_bi_test_datasource_async);
  gh_power_bi_run (call_task, &call);
}

/**
 * gh_power_bi_test_datasource_finish:
 * @self: the service
 * @result: what the callback got
 * @problem: (out) (optional) (nullable) (transfer full): what the service said when it refused
 * @error: return location
 *
 * Returns: whether the service connected to the source
 */
gboolean
gh_power_bi_test_datasource_finish (GhPowerBi *self,
                                    GAsyncResult *result,
                                    GhProblem **problem,
                                    GError **error)
{
  g_autoptr (GhHttpResponse) response = gh_power_bi_finish (self, result, problem, error);

  return response != NULL;
}
