/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-power-bi.h"

#include "gh-error.h"
#include "gh-power-bi-parse.h"
#include "gh-power-bi-private.h"

static gpointer
read_gateways (GhHttpResponse *response, gpointer subject, GError **error)
{
  return gh_power_bi_parse_list (response, gh_power_bi_parse_gateway, subject, NULL, error);
}

/**
 * gh_power_bi_list_gateways_async:
 * @self: the service
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * GET /gateways: only the gateways that the caller administers are listed, and neither personal nor
 * VNet gateways.
 */
void
gh_power_bi_list_gateways_async (GhPowerBi *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const GhPowerBiCall call = {
    .method = "GET",
    .path = "/gateways",
    .reader = read_gateways,
    .free_result = (GDestroyNotify)g_ptr_array_unref,
  };

  g_task_set_source_tag (task, gh_power_bi_list_gateways_async);
  gh_power_bi_run (task, &call);
}

/**
 * gh_power_bi_list_gateways_finish:
 * @self: the service
 * @result: what the callback got
 * @problem: (out) (optional) (nullable) (transfer full): what the service said when it refused
 * @error: return location
 *
 * Returns: (transfer container) (element-type GhGateway): the gateways
 */
GPtrArray *
gh_power_bi_list_gateways_finish (GhPowerBi *self,
                                  GAsyncResult *result,
                                  GhProblem **problem,
                                  GError **error)
{
  return gh_power_bi_finish (self, result, problem, error);
}

typedef struct
{
  GhGateway *gateway;
  GhGatewayKey *key;
} GatewayAnswer;

static void
gateway_answer_free (GatewayAnswer *answer)
{
  g_clear_object (&answer->gateway);
  g_clear_object (&answer->key);
  g_free (answer);
}

/* An answer about something else must not be believed, least of all a key in it. */
static gboolean
check_id (JsonObject *object, const char *wanted, GError **error)
{
  const char *id = NULL;

  if (!gh_power_bi_parse_id (object, "id", &id, error))
    return FALSE;
  if (g_ascii_strcasecmp (id, wanted) != 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_PROTOCOL,
                           "The id is not the one that was asked for");
      return FALSE;
    }

  return TRUE;
}

static gpointer
read_gateway (GhHttpResponse *response, gpointer subject, GError **error)
{
  g_autoptr (JsonObject) object = gh_http_response_read_object (response, error);
  g_autoptr (GhGatewayKey) key = NULL;
  GhNode *gateway;
  GatewayAnswer *answer;

  if (object == NULL || !check_id (object, subject, error) ||
      !gh_power_bi_parse_gateway_key (object, &key, error))
    return NULL;
  gateway = gh_power_bi_parse_gateway (object, NULL, error);
  if (gateway == NULL)
    return NULL;

  answer = g_new0 (GatewayAnswer, 1);
  answer->gateway = GH_GATEWAY (gateway);
  answer->key = g_steal_pointer (&key);

  return answer;
}

/**
 * gh_power_bi_get_gateway_async:
 * @self: the service
 * @gateway_id: a gateway's id, also the virtual one of a cloud data source
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * GET /gateways/{id}: for gateway administrators; everybody else, and everybody for a virtual
 * gateway, gets PowerBIEntityNotFound.
 */
void
gh_power_bi_get_gateway_async (GhPowerBi *self,
                               const char *gateway_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const GhPowerBiCall call = {
    .method = "GET",
    .path = "/gateways/{}",
    .ids = { gateway_id },
    .reader = read_gateway,
    .subject = g_strdup (gateway_id),
    .free_subject = g_free,
    .free_result = (GDestroyNotify)gateway_answer_free,
  };

  g_task_set_source_tag (task, gh_power_bi_get_gateway_async);
  gh_power_bi_run (task, &call);
}

/**
 * gh_power_bi_get_gateway_finish:
 * @self: the service
 * @result: what the callback got
 * @key: (out) (optional) (nullable) (transfer full): its public key, %NULL if it shows none
 * @problem: (out) (optional) (nullable) (transfer full): what the service said when it refused
 * @error: return location; %GH_ERROR_BAD_KEY for a key that can't be used
 *
 * Returns: (transfer full): the gateway
 */
GhGateway *
gh_power_bi_get_gateway_finish (GhPowerBi *self,
                                GAsyncResult *result,
                                GhGatewayKey **key,
                                GhProblem **problem,
                                GError **error)
{
  GatewayAnswer *answer = gh_power_bi_finish (self, result, problem, error);
  GhGateway *gateway;

  if (key != NULL)
    *key = answer != NULL ? g_steal_pointer (&answer->key) : NULL;
  if (answer == NULL)
    return NULL;

  gateway = g_steal_pointer (&answer->gateway);
  gateway_answer_free (answer);

  return gateway;
}

static gpointer
read_datasources (GhHttpResponse *response, gpointer gateway, GError **error)
{
  return gh_power_bi_parse_list (response, gh_power_bi_parse_gateway_datasource, gateway, NULL,
                                 error);
}

/**
 * gh_power_bi_list_datasources_async:
 * @self: the service
 * @gateway: a gateway
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * GET /gateways/{id}/datasources, which is not paged.
 */
void
gh_power_bi_list_datasources_async (GhPowerBi *self,
                                    GhGateway *gateway,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const GhPowerBiCall call = {
    .method = "GET",
    .path = "/gateways/{}/datasources",
    .ids = { gh_node_get_id (GH_NODE (gateway)) },
    .reader = read_datasources,
    .subject = g_object_ref (gateway),
    .free_subject = g_object_unref,
    .free_result = (GDestroyNotify)g_ptr_array_unref,
  };

  g_task_set_source_tag (task, gh_power_bi_list_datasources_async);
  gh_power_bi_run (task, &call);
}

/**
 * gh_power_bi_list_datasources_finish:
 * @self: the service
 * @result: what the callback got
 * @problem: (out) (optional) (nullable) (transfer full): what the service said when it refused
 * @error: return location
 *
 * Returns: (transfer container) (element-type GhDatasource): the data sources
 */
GPtrArray *
gh_power_bi_list_datasources_finish (GhPowerBi *self,
                                     GAsyncResult *result,
                                     GhProblem **problem,
                                     GError **error)
{
  return gh_power_bi_finish (self, result, problem, error);
}

static gpointer
read_datasource (GhHttpResponse *response, gpointer datasource, GError **error)
{
  g_autoptr (JsonObject) object = gh_http_response_read_object (response, error);

  if (object == NULL || !check_id (object, gh_node_get_id (datasource), error) ||
      !gh_power_bi_parse_stored (object, datasource, error))
    return NULL;

  return g_object_ref (response);
}

/**
 * gh_power_bi_read_datasource_async:
 * @self: the service
 * @datasource: a data source; its stored values are updated
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * GET /gateways/{g}/datasources/{d}: for gateway administrators, and for the owner of a cloud data
 * source.
 */
void
gh_power_bi_read_datasource_async (GhPowerBi *self,
                                   GhDatasource *datasource,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const GhPowerBiCall call = {
    .method = "GET",
    .path = "/gateways/{}/datasources/{}",
    .ids = { gh_datasource_get_gateway_id (datasource), gh_node_get_id (GH_NODE (datasource)) },
    .reader = read_datasource,
    .subject = g_object_ref (datasource),
    .free_subject = g_object_unref,
    .free_result = g_object_unref,
  };

  g_task_set_source_tag (task, gh_power_bi_read_datasource_async);
  gh_power_bi_run (task, &call);
}

/**
 * gh_power_bi_read_datasource_finish:
 * @self: the service
 * @result: what the callback got
 * @problem: (out) (optional) (nullable) (transfer full): what the service said when it refused
 * @error: return location
 *
 * Returns: whether the data source was read
 */
gboolean
gh_power_bi_read_datasource_finish (GhPowerBi *self,
                                    GAsyncResult *result,
                                    GhProblem **problem,
                                    GError **error)
{
  g_autoptr (GhHttpResponse) response = gh_power_bi_finish (self, result, problem, error);

  return response != NULL;
}
