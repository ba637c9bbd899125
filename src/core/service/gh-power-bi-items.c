/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-power-bi.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-power-bi-parse.h"
#include "gh-power-bi-private.h"

/* Groups are the only paged list. A service that never ends is not believed. */
#define WORKSPACES_PER_PAGE 1000u
#define MAX_PAGES 100u

/* The workspaces read so far. */
typedef struct
{
  GPtrArray *workspaces;
  GHashTable *ids;
  guint n_pages;
} Pages;

static void
pages_free (Pages *pages)
{
  g_ptr_array_unref (pages->workspaces);
  g_hash_table_unref (pages->ids);
  g_free (pages);
}

typedef struct
{
  GPtrArray *workspaces;
  guint n_entries;
} Page;

static void
page_free (Page *page)
{
  g_ptr_array_unref (page->workspaces);
  g_free (page);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_free)

static gpointer
read_page (GhHttpResponse *response, gpointer subject, GError **error)
{
  guint n_entries = 0;
  GPtrArray *workspaces =
      gh_power_bi_parse_list (response, gh_power_bi_parse_workspace, NULL, &n_entries, error);
  Page *page;

  if (workspaces == NULL)
    return NULL;

  page = g_new0 (Page, 1);
  page->workspaces = workspaces;
  page->n_entries = n_entries;

  return page;
}

static void ask_for_page (GTask *task);

/* A workspace that was made or left meanwhile shifts the pages: one that comes twice is kept once.
 */
static void
add_page (Pages *pages, Page *page)
{
  for (guint i = 0; i < page->workspaces->len; i++)
    {
      GhNode *workspace = g_ptr_array_index (page->workspaces, i);

      if (g_hash_table_add (pages->ids, (gpointer)gh_node_get_id (workspace)))
        g_ptr_array_add (pages->workspaces, g_object_ref (workspace));
    }
  pages->n_pages++;
}

static void
got_page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GhProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (Page) page = gh_power_bi_finish (GH_POWER_BI (source), result, &problem, &error);
  Pages *pages = g_task_get_task_data (task);

  if (page == NULL)
    {
      gh_power_bi_fail (g_steal_pointer (&task), g_steal_pointer (&problem),
                        g_steal_pointer (&error));
      return;
    }

  add_page (pages, page);
  if (page->n_entries < WORKSPACES_PER_PAGE)
    g_task_return_pointer (task, g_ptr_array_ref (pages->workspaces),
                           (GDestroyNotify)g_ptr_array_unref);
  else if (pages->n_pages == MAX_PAGES)
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_PROTOCOL,
                             _ ("Power BI’s list of workspaces does not end"));
  else
    ask_for_page (g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
ask_for_page (GTask *task)
{
  GhPowerBi *self = g_task_get_source_object (task);
  Pages *pages = g_task_get_task_data (task);
  GTask *page_task = g_task_new (self, g_task_get_cancellable (task), got_page_cb, task);
  g_autofree char *query = g_strdup_printf ("$top=%u&$skip=%u", WORKSPACES_PER_PAGE,
                                            pages->n_pages * WORKSPACES_PER_PAGE);
  const GhPowerBiCall call = {
    .method = "GET",
    .path = "/groups",
    .query = query,
    .reader = read_page,
    .free_result = (GDestroyNotify)page_free,
  };

  g_task_set_source_tag (page_task, ask_for_page);
  gh_power_bi_run (page_task, &call);
}

/**
 * gh_power_bi_list_workspaces_async:
 * @self: the service
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * GET /groups, page by page: the workspaces that the caller is in.
 */
void
gh_power_bi_list_workspaces_async (GhPowerBi *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Pages *pages = g_new0 (Pages, 1);

  pages->workspaces = g_ptr_array_new_with_free_func (g_object_unref);
  pages->ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_task_set_source_tag (task, gh_power_bi_list_workspaces_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, pages, (GDestroyNotify)pages_free);
  ask_for_page (task);
}

/**
 * gh_power_bi_list_workspaces_finish:
 * @self: the service
 * @result: what the callback got
 * @problem: (out) (optional) (nullable) (transfer full): what the service said when it refused
 * @error: return location
 *
 * Returns: (transfer container) (element-type GhWorkspace): the workspaces
 */
GPtrArray *
gh_power_bi_list_workspaces_finish (GhPowerBi *self,
                                    GAsyncResult *result,
                                    GhProblem **problem,
                                    GError **error)
{
  return gh_power_bi_finish (self, result, problem, error);
}

static gpointer
read_items (GhHttpResponse *response, gpointer workspace, GError **error)
{
  return gh_power_bi_parse_list (response, gh_power_bi_parse_item, workspace, NULL, error);
}

/**
 * gh_power_bi_list_items_async:
 * @self: the service
 * @workspace: a workspace
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * GET /groups/{id}/datasets, which is not paged.
 */
void
gh_power_bi_list_items_async (GhPowerBi *self,
                              GhWorkspace *workspace,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const GhPowerBiCall call = {
    .method = "GET",
    .path = "/groups/{}/datasets",
    .ids = { gh_node_get_id (GH_NODE (workspace)) },
    .reader = read_items,
    .subject = g_object_ref (workspace),
    .free_subject = g_object_unref,
    .free_result = (GDestroyNotify)g_ptr_array_unref,
  };

  g_task_set_source_tag (task, gh_power_bi_list_items_async);
  gh_power_bi_run (task, &call);
}

/**
 * gh_power_bi_list_items_finish:
 * @self: the service
 * @result: what the callback got
 * @problem: (out) (optional) (nullable) (transfer full): what the service said when it refused
 * @error: return location
 *
 * Returns: (transfer container) (element-type GhItem): the semantic models
 */
GPtrArray *
gh_power_bi_list_items_finish (GhPowerBi *self,
                               GAsyncResult *result,
                               GhProblem **problem,
                               GError **error)
{
  return gh_power_bi_finish (self, result, problem, error);
}

/* An item holds its workspace weakly; without one the call is refused like any without an id. */
static const char *
get_workspace_id (GhItem *item)
{
  GhWorkspace *workspace = gh_item_get_workspace (item);

  return workspace != NULL ? gh_node_get_id (GH_NODE (workspace)) : NULL;
}

static gpointer
read_item_datasources (GhHttpResponse *response, gpointer item, GError **error)
{
  return gh_power_bi_parse_list (response, gh_power_bi_parse_item_datasource, item, NULL, error);
}

/**
 * gh_power_bi_list_item_datasources_async:
 * @self: the service
 * @item: a semantic model
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * GET /groups/{g}/datasets/{d}/datasources: where the ids of cloud data sources come from. They are
 * to be read again after a take-over, which may change them.
 */
void
gh_power_bi_list_item_datasources_async (GhPowerBi *self,
                                         GhItem *item,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const GhPowerBiCall call = {
    .method = "GET",
    .path = "/groups/{}/datasets/{}/datasources",
    .ids = { get_workspace_id (item), gh_node_get_id (GH_NODE (item)) },
    .reader = read_item_datasources,
    .subject = g_object_ref (item),
    .free_subject = g_object_unref,
    .free_result = (GDestroyNotify)g_ptr_array_unref,
  };

  g_task_set_source_tag (task, gh_power_bi_list_item_datasources_async);
  gh_power_bi_run (task, &call);
}

/**
 * gh_power_bi_list_item_datasources_finish:
 * @self: the service
 * @result: what the callback got
 * @problem: (out) (optional) (nullable) (transfer full): what the service said when it refused
 * @error: return location
 *
 * Returns: (transfer container) (element-type GhDatasource): the data sources that are bound
 */
GPtrArray *
gh_power_bi_list_item_datasources_finish (GhPowerBi *self,
                                          GAsyncResult *result,
                                          GhProblem **problem,
                                          GError **error)
{
  return gh_power_bi_finish (self, result, problem, error);
}

/**
 * gh_power_bi_take_over_async:
 * @self: the service
 * @item: a semantic model
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * POST /groups/{g}/datasets/{d}/Default.TakeOver: makes the caller the owner. The service wipes the
 * credentials of the model's cloud data sources for good.
 */
void
gh_power_bi_take_over_async (GhPowerBi *self,
                             GhItem *item,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const GhPowerBiCall call = {
    .method = "POST",
    .path = "/groups/{}/datasets/{}/Default.TakeOver",
    .ids = { get_workspace_id (item), gh_node_get_id (GH_NODE (item)) },
    .reader = gh_power_bi_read_nothing,
    .free_result = g_object_unref,
  };

  g_task_set_source_tag (task, gh_power_bi_take_over_async);
  gh_power_bi_run (task, &call);
}

/**
 * gh_power_bi_take_over_finish:
 * @self: the service
 * @result: what the callback got
 * @problem: (out) (optional) (nullable) (transfer full): what the service said when it refused
 * @error: return location
 *
 * Returns: whether the caller owns the item now
 */
gboolean
gh_power_bi_take_over_finish (GhPowerBi *self,
                              GAsyncResult *result,
                              GhProblem **problem,
                              GError **error)
{
  g_autoptr (GhHttpResponse) response = gh_power_bi_finish (self, result, problem, error);

  return response != NULL;
}
