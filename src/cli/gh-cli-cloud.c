/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-cloud.h"

#include <glib/gi18n.h>

#include "gh-cloud-list.h"
#include "gh-error.h"

static GhCloud *
load_file (GhCliWait *wait, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GAsyncResult) result = NULL;

  gh_cloud_load_file_async (file, gh_cli_wait_get_cancellable (wait), gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);

  return gh_cloud_load_file_finish (result, error);
}

static GhCloudList *
load_list (GhCliWait *wait, GError **error)
{
  g_autoptr (GFile) file = gh_cloud_list_dup_default_file ();
  g_autoptr (GhCloudList) clouds = gh_cloud_list_new (file);
  g_autoptr (GAsyncResult) result = NULL;

  gh_cloud_list_load_async (clouds, gh_cli_wait_get_cancellable (wait), gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);

  return gh_cloud_list_load_finish (clouds, result, error) ? g_steal_pointer (&clouds) : NULL;
}

static char *
dup_names (GhCloudList *clouds)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (clouds)); i++)
    {
      g_autoptr (GhCloud) cloud = g_list_model_get_item (G_LIST_MODEL (clouds), i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", gh_cloud_get_name (cloud));
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static GhCloud *
find_name (GhCloudList *clouds, const char *name, GError **error)
{
  GhCloud *cloud = gh_cloud_list_find (clouds, name);
  g_autofree char *names = NULL;

  if (cloud != NULL)
    return g_object_ref (cloud);

  names = dup_names (clouds);
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, _ ("There is no cloud “%s”; there are: %s"),
               name, names);
  return NULL;
}

/**
 * gh_cli_cloud_find:
 * @wait: who waits for results
 * @file: (nullable): what --cloud-file was given
 * @name: (nullable): what --cloud was given
 * @environment: what the variables of the Azure tools say
 * @error: return location
 *
 * Returns: (transfer full): the cloud, or %NULL with %GH_ERROR_INVALID_INPUT, or an error that
 * names the file that can't be read
 */
GhCloud *
gh_cli_cloud_find (GhCliWait *wait,
                   const char *file,
                   const char *name,
                   GhAzureEnvironment *environment,
                   GError **error)
{
  g_autoptr (GhCloudList) clouds = NULL;

  if (file != NULL && name != NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("--cloud and --cloud-file exclude each other"));
      return NULL;
    }
  if (file != NULL)
    return load_file (wait, file, error);
  if (name == NULL && environment->authority == NULL)
    return gh_cloud_new_public ();

  clouds = load_list (wait, error);
  if (clouds == NULL)
    return NULL;

  return name != NULL ? find_name (clouds, name, error)
                      : gh_azure_environment_find_cloud (environment, G_LIST_MODEL (clouds), error);
}
