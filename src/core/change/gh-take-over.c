/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-take-over.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"

typedef struct
{
  GhItem *item;
  GhDatasource *datasource;
  GhProblem *problem;
  GPtrArray *wiped;
} TakeOver;

static void
take_over_free (TakeOver *take_over)
{
  g_clear_object (&take_over->item);
  g_clear_object (&take_over->datasource);
  g_clear_object (&take_over->problem);
  g_clear_pointer (&take_over->wiped, g_ptr_array_unref);
  g_free (take_over);
}

static gboolean
is_same_source (GhDatasource *one, GhDatasource *other)
{
  return g_strcmp0 (gh_datasource_get_datasource_type (one),
                    gh_datasource_get_datasource_type (other)) == 0 &&
         g_strcmp0 (gh_datasource_get_path (one), gh_datasource_get_path (other)) == 0;
}

static gboolean
has_same_ids (GhDatasource *one, GhDatasource *other)
{
  return g_strcmp0 (gh_datasource_get_gateway_id (one), gh_datasource_get_gateway_id (other)) ==
             0 &&
         g_strcmp0 (gh_node_get_id (GH_NODE (one)), gh_node_get_id (GH_NODE (other))) == 0;
}

static GhDatasource *
find_match (GPtrArray *fresh, GhDatasource *datasource)
{
  GhDatasource *match = NULL;

  for (guint i = 0; i < fresh->len; i++)
    {
      GhDatasource *candidate = g_ptr_array_index (fresh, i);

      if (!is_same_source (candidate, datasource))
        continue;
      /* Two data sources may have the same address: then the same ids decide. */
      if (match == NULL || has_same_ids (candidate, datasource))
        match = candidate;
    }

  return match;
}

/* Gives @datasource the ids of its match. On-premises data sources keep ids and credential: only
 * the credentials of cloud data sources are wiped (powerbi-api.md, 4). */
static gboolean
renew (TakeOver *take_over, GPtrArray *fresh, GhDatasource *datasource)
{
  GhDatasource *match = find_match (fresh, datasource);
  gboolean on_premises = gh_datasource_get_place (datasource) == GH_PLACE_ON_PREMISES ||
                         gh_datasource_get_gateway (datasource) != NULL;
  gboolean moved;

  if (match == NULL)
    return FALSE;

  moved = !has_same_ids (match, datasource);
  if (moved)
    gh_datasource_set_ids (datasource, gh_datasource_get_gateway_id (match),
                           gh_node_get_id (GH_NODE (match)));
  if (on_premises)
    return TRUE;

  /* Where even the place is unknown and nothing moved, it can't be told whether one was wiped. */
  if (moved || gh_datasource_get_place (datasource) == GH_PLACE_CLOUD)
    {
      gh_datasource_set_stored (datasource, NULL, NULL, GH_TRI_UNKNOWN);
      gh_datasource_set_health (datasource, GH_HEALTH_NO_CREDENTIAL, 0);
    }
  g_ptr_array_add (take_over->wiped, g_object_ref (datasource));

  return TRUE;
}

static void
renew_siblings (TakeOver *take_over, GPtrArray *fresh)
{
  GListModel *children = gh_node_get_children (GH_NODE (take_over->item));

  for (guint i = 0; children != NULL && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (GObject) child = g_list_model_get_item (children, i);

      if (GH_IS_DATASOURCE (child) && GH_DATASOURCE (child) != take_over->datasource)
        renew (take_over, fresh, GH_DATASOURCE (child));
    }
}

/* Who owns the item now is read from the service; without it the old owner would be named. */
static void
items_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  TakeOver *take_over = g_task_get_task_data (task);
  g_autoptr (GPtrArray) items =
      gh_power_bi_list_items_finish (GH_POWER_BI (source), result, NULL, &error);

  if (items == NULL)
    g_debug ("The new owner could not be read: %s", error->message);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      GhNode *fresh = g_ptr_array_index (items, i);

      if (g_strcmp0 (gh_node_get_id (fresh), gh_node_get_id (GH_NODE (take_over->item))) == 0)
        gh_node_update (GH_NODE (take_over->item), fresh);
    }

  g_task_return_pointer (task, g_steal_pointer (&take_over->wiped),
                         (GDestroyNotify)g_ptr_array_unref);
}

static void
datasources_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) fresh = NULL;
  g_autoptr (GError) error = NULL;
  TakeOver *take_over = g_task_get_task_data (task);

  /* Neither a refusal of the reading nor its cancelling may look as if the model were not taken
   * over. */
  fresh = gh_power_bi_list_item_datasources_finish (GH_POWER_BI (source), result, NULL, &error);
  if (fresh == NULL)
    {
      g_prefix_error (&error, _ ("The model was taken over, but its data sources can’t be read: "));
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_NOT_FOUND, "%s", error->message);
      return;
    }

  if (!renew (take_over, fresh, take_over->datasource))
    {
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_NOT_FOUND,
                               _ ("The model was taken over, but it no longer shows this data "
                                  "source"));
      return;
    }

  renew_siblings (take_over, fresh);
  gh_power_bi_list_items_async (GH_POWER_BI (source), gh_item_get_workspace (take_over->item),
                                g_task_get_cancellable (task), items_listed_cb,
                                g_object_ref (task));
}

static void
taken_over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  TakeOver *take_over = g_task_get_task_data (task);

  if (!gh_power_bi_take_over_finish (GH_POWER_BI (source), result, &take_over->problem, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  gh_power_bi_list_item_datasources_async (GH_POWER_BI (source), take_over->item,
                                           g_task_get_cancellable (task), datasources_listed_cb,
                                           g_object_ref (task));
}

/**
 * gh_take_over_async:
 * @power_bi: the service, signed by who becomes the owner
 * @item: what is taken over, in a workspace
 * @datasource: the data source that this is about
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Takes over @item, then reads its data sources again and finds @datasource among them by type and
 * connection details, since cloud data sources may get new ids. @datasource and the siblings that
 * were read get their new ids, and @item its new owner.
 */
void
gh_take_over_async (GhPowerBi *power_bi,
                    GhItem *item,
                    GhDatasource *datasource,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  TakeOver *take_over;

  g_return_if_fail (GH_IS_POWER_BI (power_bi));
  g_return_if_fail (GH_IS_ITEM (item));
  g_return_if_fail (GH_IS_DATASOURCE (datasource));

  task = g_task_new (power_bi, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_take_over_async);
  /* Once it has happened it is told, even if it was cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  take_over = g_new0 (TakeOver, 1);
  take_over->item = g_object_ref (item);
  take_over->datasource = g_object_ref (datasource);
  take_over->wiped = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, take_over, (GDestroyNotify)take_over_free);

  if (gh_item_get_workspace (item) == NULL)
    {
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_INVALID_INPUT,
                               _ ("Only what stands in a workspace can be taken over"));
      return;
    }

  gh_power_bi_take_over_async (power_bi, item, cancellable, taken_over_cb, g_steal_pointer (&task));
}

/**
 * gh_take_over_finish:
 * @result: what the callback got
 * @problem: (out) (optional) (nullable) (transfer full): the refusal of the take-over
 * @error: return location; %GH_ERROR_NOT_FOUND without a problem means that the model was taken
 *   over, and the data source could not be found again
 *
 * Returns: (transfer container) (element-type GhDatasource): the data sources whose credential was
 *   wiped, as far as is known; %NULL on failure
 */
GPtrArray *
gh_take_over_finish (GAsyncResult *result, GhProblem **problem, GError **error)
{
  TakeOver *take_over;

  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gh_take_over_async), NULL);

  take_over = g_task_get_task_data (G_TASK (result));
  if (problem != NULL)
    *problem = g_steal_pointer (&take_over->problem);

  return g_task_propagate_pointer (G_TASK (result), error);
}
