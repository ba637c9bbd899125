/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "gh-cli-commands.h"
#include "gh-cli-list.h"
#include "gh-cli-place.h"
#include "gh-cli-table.h"
#include "gh-text.h"

/* @known: whether the data sources of @item could be read */
static void
print_question (GhItem *item, gboolean known)
{
  const char *title = gh_node_get_title (GH_NODE (item));
  guint cloud = gh_item_count_cloud_datasources (item);

  if (known)
    g_printerr (g_dngettext (GETTEXT_PACKAGE,
                             "You become the owner of “%s”. Power BI wipes the credential of its "
                             "%u cloud data source, which can't be brought back, and refreshes "
                             "fail until it is set again.\nTake over? [y/N] ",
                             "You become the owner of “%s”. Power BI wipes the credentials of its "
                             "%u cloud data sources, which can't be brought back, and refreshes "
                             "fail until they are set again.\nTake over? [y/N] ",
                             cloud),
                title, cloud);
  else
    g_printerr (_ ("You become the owner of “%s”. Power BI wipes the credentials of its cloud data "
                   "sources, which can't be brought back, and refreshes fail until they are set "
                   "again. How many these are could not be read.\nTake over? [y/N] "),
                title);
}

/* The wipe can't be undone: on a terminal it is asked for, elsewhere a script has to say --yes. */
static gboolean
is_confirmed (GhCliWait *wait, GhItem *item, gboolean known, gboolean yes, GhExit *status)
{
  char answer[8] = "";

  if (yes)
    return TRUE;
  if (!isatty (STDIN_FILENO))
    {
      *status = gh_exit_usage (_ ("A take-over wipes stored credentials for good: say --yes if "
                                  "that is meant"));
      return FALSE;
    }

  print_question (item, known);
  if (gh_cli_wait_for_input (wait, STDIN_FILENO) && fgets (answer, sizeof answer, stdin) != NULL &&
      (answer[0] == 'y' || answer[0] == 'Y'))
    return TRUE;

  g_printerr ("%s\n", _ ("Cancelled. Nothing was sent."));
  *status = GH_EXIT_INTERRUPTED;
  return FALSE;
}

static gboolean
take_over (GhCliConnection *connection, GhItem *item, GError **error)
{
  GhCliWait *wait = gh_cli_connection_get_wait (connection);
  GhPowerBi *power_bi = gh_cli_connection_get_power_bi (connection);
  g_autoptr (GAsyncResult) result = NULL;

  gh_power_bi_take_over_async (power_bi, item, gh_cli_wait_get_cancellable (wait), gh_cli_wait_done,
                               wait);
  result = gh_cli_wait_for_result (wait);

  return gh_power_bi_take_over_finish (power_bi, result, NULL, error);
}

/* The ids of cloud data sources may be new ones after a take-over, so they are read again. */
static GhExit
print_datasources (GhCliConnection *connection, GhItem *item)
{
  const GhCliColumn columns[] = {
    { NULL, _ ("Gateway/data source") },
    { "gatewayId", NULL },
    { "id", NULL },
    { "type", _ ("Type") },
    { "name", _ ("Name") },
  };
  g_autoptr (GhCliTable) table = gh_cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) datasources = gh_cli_list_item_datasources (connection, item, &error);

  if (datasources == NULL)
    {
      g_printerr ("gatehousectl: %s\n", error->message);
      g_printerr ("%s\n", _ ("You own the model now; only its data sources could not be read."));
      return GH_EXIT_PARTIAL;
    }

  for (guint i = 0; i < datasources->len; i++)
    {
      GhDatasource *datasource = g_ptr_array_index (datasources, i);
      const char *gateway_id = gh_datasource_get_gateway_id (datasource);
      const char *id = gh_node_get_id (GH_NODE (datasource));
      g_autofree char *address = g_strdup_printf ("%s/%s", gateway_id, id);
      const char *cells[] = { address, gateway_id, id,
                              gh_datasource_get_datasource_type (datasource),
                              gh_node_get_title (GH_NODE (datasource)) };

      gh_cli_table_add (table, cells);
    }
  gh_cli_table_print (table, gh_cli_connection_wants_json (connection));

  return GH_EXIT_OK;
}

/**
 * gh_cli_takeover:
 * @argc: how many words there are
 * @argv: the command's words
 *
 * Returns: the exit status
 */
GhExit
gh_cli_takeover (int argc, char **argv)
{
  gboolean yes = FALSE;
  const GOptionEntry entries[] = {
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_ ("Do not ask: the wipe is meant"), NULL }, { NULL }
  };
  g_autoptr (GhCliConnection) connection = gh_cli_connection_new ();
  g_auto (GStrv) words = NULL;
  g_auto (GhCliPlace) place = { NULL };
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GError) error = NULL;
  GhExit status = GH_EXIT_OK;

  if (!gh_cli_read_options (connection, _ ("WORKSPACE/MODEL"),
                            _ ("Become the owner of a semantic model. Power BI wipes the stored "
                               "credentials of its cloud data sources."),
                            entries, 1, argc, argv, &words, &error) ||
      !gh_cli_connection_open (connection, &error))
    return gh_exit_report (error);

  if (!gh_cli_place_find_item (&place, connection, words[0], &error))
    return gh_exit_report (error);
  before = gh_cli_list_item_datasources (connection, place.item, NULL);
  if (before != NULL)
    gh_node_merge_children (GH_NODE (place.item), before);
  if (!is_confirmed (gh_cli_connection_get_wait (connection), place.item, before != NULL, yes,
                     &status))
    return status;

  if (!take_over (connection, place.item, &error))
    return gh_exit_report (error);
  if (!gh_cli_connection_is_quiet (connection))
    g_printerr (_ ("You own “%s” now. Set the credentials of its cloud data sources again:\n"),
                gh_node_get_title (GH_NODE (place.item)));

  return print_datasources (connection, place.item);
}
