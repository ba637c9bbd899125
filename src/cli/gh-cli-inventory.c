/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "gh-cli-commands.h"
#include "gh-cli-list.h"
#include "gh-cli-place.h"
#include "gh-cli-table.h"

/* What could be read is printed, and what could not is said; the exit status tells a script. */
typedef struct
{
  GhCliConnection *connection;
  GhCliTable *table;
  GHashTable *gateways; /* ids of those that were listed */
  guint failures;
  GError *first_failure;
} Listing;

static void
listing_clear (Listing *listing)
{
  g_clear_pointer (&listing->table, gh_cli_table_free);
  g_clear_pointer (&listing->gateways, g_hash_table_unref);
  g_clear_error (&listing->first_failure);
  g_clear_pointer (&listing->connection, gh_cli_connection_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, listing_clear)

/* Who has cancelled is told so once, by end_listing(). */
static void
note_failure (Listing *listing, const char *what, GError *failure)
{
  if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_printerr ("gatehousectl: %s: %s\n", what, failure->message);
  listing->failures++;
  if (listing->first_failure == NULL)
    listing->first_failure = g_steal_pointer (&failure);
  g_clear_error (&failure);
}

static GhExit
end_listing (Listing *listing, guint rows)
{
  GhCliWait *wait = gh_cli_connection_get_wait (listing->connection);

  if (g_cancellable_is_cancelled (gh_cli_wait_get_cancellable (wait)))
    {
      g_printerr ("%s\n", _ ("Cancelled"));
      return GH_EXIT_INTERRUPTED;
    }
  if (listing->failures > 0 && rows == 0)
    return gh_exit_from_error (listing->first_failure);

  gh_cli_table_print (listing->table, gh_cli_connection_wants_json (listing->connection));
  return listing->failures > 0 ? GH_EXIT_PARTIAL : GH_EXIT_OK;
}

/* Reads the command's words and opens the connection; *@status says how, if that failed. */
static gboolean
begin (Listing *listing,
       const char *usage,
       const char *summary,
       const GOptionEntry *entries,
       int argc,
       char **argv,
       GhExit *status)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;

  if (gh_cli_read_options (listing->connection, usage, summary, entries, 0, argc, argv, &words,
                           &error) &&
      gh_cli_connection_open (listing->connection, &error))
    return TRUE;

  *status = gh_exit_report (error);
  return FALSE;
}

/**
 * gh_cli_gateway_list:
 * @argc: how many words there are
 * @argv: the command's words
 *
 * Returns: the exit status
 */
GhExit
gh_cli_gateway_list (int argc, char **argv)
{
  const GhCliColumn columns[] = {
    { "id", _ ("Gateway") },      { "name", _ ("Name") },       { "type", _ ("Type") },
    { "version", _ ("Version") }, { "machine", _ ("Machine") },
  };
  g_auto (Listing) listing = { .connection = gh_cli_connection_new () };
  g_autoptr (GPtrArray) gateways = NULL;
  g_autoptr (GError) error = NULL;
  GhExit status;

  if (!begin (&listing, NULL, _ ("List the gateways that you administer."), NULL, argc, argv,
              &status))
    return status;

  gateways = gh_cli_list_gateways (listing.connection, &error);
  if (gateways == NULL)
    return gh_exit_report (error);

  listing.table = gh_cli_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < gateways->len; i++)
    {
      GhGateway *gateway = g_ptr_array_index (gateways, i);
      const char *cells[] = { gh_node_get_id (GH_NODE (gateway)),
                              gh_node_get_title (GH_NODE (gateway)),
                              gh_gateway_get_gateway_type (gateway),
                              gh_gateway_get_version (gateway), gh_gateway_get_machine (gateway) };

      gh_cli_table_add (listing.table, cells);
    }
  if (gateways->len == 0 && !gh_cli_connection_is_quiet (listing.connection))
    g_printerr ("%s\n", _ ("Only gateways that you administer are listed."));

  return end_listing (&listing, gateways->len);
}

static guint
add_items (Listing *listing, GhWorkspace *workspace)
{
  g_autoptr (GPtrArray) items = NULL;
  GError *error = NULL;
  const char *workspace_id = gh_node_get_id (GH_NODE (workspace));

  items = gh_cli_list_items (listing->connection, workspace, &error);
  if (items == NULL)
    {
      note_failure (listing, gh_node_get_title (GH_NODE (workspace)), error);
      return 0;
    }

  for (guint i = 0; i < items->len; i++)
    {
      GhItem *item = g_ptr_array_index (items, i);
      const char *id = gh_node_get_id (GH_NODE (item));
      g_autofree char *address = g_strdup_printf ("%s/%s", workspace_id, id);
      const char *cells[] = { address,
                              workspace_id,
                              id,
                              gh_node_get_title (GH_NODE (workspace)),
                              gh_node_get_title (GH_NODE (item)),
                              gh_item_get_owner (item) };

      gh_cli_table_add (listing->table, cells);
    }

  return items->len;
}

/**
 * gh_cli_item_list:
 * @argc: how many words there are
 * @argv: the command's words
 *
 * Returns: the exit status
 */
GhExit
gh_cli_item_list (int argc, char **argv)
{
  const GhCliColumn columns[] = {
    { NULL, _ ("Workspace/model") },  { "workspaceId", NULL }, { "id", NULL },
    { "workspace", _ ("Workspace") }, { "name", _ ("Name") },  { "owner", _ ("Owner") },
  };
  g_auto (Listing) listing = { .connection = gh_cli_connection_new () };
  g_autoptr (GPtrArray) workspaces = NULL;
  g_autoptr (GError) error = NULL;
  GhExit status;
  guint rows = 0;

  if (!begin (&listing, NULL,
              _ ("List the semantic models of the workspaces that you are a member of."), NULL,
              argc, argv, &status))
    return status;

  workspaces = gh_cli_list_workspaces (listing.connection, &error);
  if (workspaces == NULL)
    return gh_exit_report (error);

  listing.table = gh_cli_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < workspaces->len; i++)
    rows += add_items (&listing, g_ptr_array_index (workspaces, i));

  return end_listing (&listing, rows);
}

static void
add_datasource (Listing *listing, GhDatasource *datasource, const char *through, gboolean cloud)
{
  const char *gateway_id = gh_datasource_get_gateway_id (datasource);
  const char *id = gh_node_get_id (GH_NODE (datasource));
  g_autofree char *address = g_strdup_printf ("%s/%s", gateway_id, id);
  const char *cells[] = { address,
                          gateway_id,
                          id,
                          gh_datasource_get_datasource_type (datasource),
                          gh_node_get_title (GH_NODE (datasource)),
                          gh_datasource_get_path (datasource),
                          gh_datasource_get_credential_type (datasource),
                          cloud ? NULL : through,
                          cloud ? through : NULL,
                          through };

  gh_cli_table_add (listing->table, cells);
}

static guint
add_gateway (Listing *listing, GhGateway *gateway)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) datasources =
      gh_cli_list_datasources (listing->connection, gateway, &error);

  g_hash_table_add (listing->gateways, g_strdup (gh_node_get_id (GH_NODE (gateway))));
  if (datasources == NULL)
    {
      note_failure (listing, gh_node_get_title (GH_NODE (gateway)), error);
      return 0;
    }

  for (guint i = 0; i < datasources->len; i++)
    add_datasource (listing, g_ptr_array_index (datasources, i),
                    gh_node_get_title (GH_NODE (gateway)), FALSE);

  return datasources->len;
}

static guint
add_item (Listing *listing, GhItem *item)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) datasources =
      gh_cli_list_item_datasources (listing->connection, item, &error);
  guint rows = 0;

  if (datasources == NULL)
    {
      note_failure (listing, gh_node_get_title (GH_NODE (item)), error);
      return 0;
    }

  for (guint i = 0; i < datasources->len; i++)
    {
      GhDatasource *datasource = g_ptr_array_index (datasources, i);

      /* What a listed gateway has stands there already. */
      if (g_hash_table_contains (listing->gateways, gh_datasource_get_gateway_id (datasource)))
        continue;
      add_datasource (listing, datasource, gh_node_get_title (GH_NODE (item)), TRUE);
      rows++;
    }

  return rows;
}

static guint
add_all_gateways (Listing *listing)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) gateways = gh_cli_list_gateways (listing->connection, &error);
  guint rows = 0;

  if (gateways == NULL)
    {
      note_failure (listing, _ ("Gateways"), error);
      return 0;
    }
  for (guint i = 0; i < gateways->len; i++)
    rows += add_gateway (listing, g_ptr_array_index (gateways, i));

  return rows;
}

static guint
add_workspace (Listing *listing, GhWorkspace *workspace)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) items = gh_cli_list_items (listing->connection, workspace, &error);
  guint rows = 0;

  if (items == NULL)
    {
      note_failure (listing, gh_node_get_title (GH_NODE (workspace)), error);
      return 0;
    }
  for (guint i = 0; i < items->len; i++)
    rows += add_item (listing, g_ptr_array_index (items, i));

  return rows;
}

static guint
add_all_workspaces (Listing *listing)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) workspaces = gh_cli_list_workspaces (listing->connection, &error);
  guint rows = 0;

  if (workspaces == NULL)
    {
      note_failure (listing, _ ("Workspaces"), error);
      return 0;
    }
  for (guint i = 0; i < workspaces->len; i++)
    rows += add_workspace (listing, g_ptr_array_index (workspaces, i));

  return rows;
}

static guint
add_one_item (Listing *listing, const char *address)
{
  g_auto (GhCliPlace) place = { NULL };
  GError *error = NULL;

  if (!gh_cli_place_find_item (&place, listing->connection, address, &error))
    {
      note_failure (listing, address, error);
      return 0;
    }

  return add_item (listing, place.item);
}

static guint
add_one_gateway (Listing *listing, const char *id)
{
  g_autoptr (GhGateway) gateway = gh_gateway_new (id, id, "Resource");

  return add_gateway (listing, gateway);
}

/**
 * gh_cli_datasource_list:
 * @argc: how many words there are
 * @argv: the command's words
 *
 * Returns: the exit status
 */
GhExit
gh_cli_datasource_list (int argc, char **argv)
{
  const GhCliColumn columns[] = {
    { NULL, _ ("Gateway/data source") },
    { "gatewayId", NULL },
    { "id", NULL },
    { "type", _ ("Type") },
    { "name", _ ("Name") },
    { "path", NULL },
    { "credentialType", _ ("Credential") },
    { "gateway", NULL },
    { "item", NULL },
    { NULL, _ ("Gateway or model") },
  };
  g_autofree char *gateway = NULL;
  g_autofree char *item = NULL;
  const GOptionEntry entries[] = { { "gateway", 0, 0, G_OPTION_ARG_STRING, &gateway,
                                     N_ ("Only those of this gateway"), N_ ("GATEWAY") },
                                   { "item", 0, 0, G_OPTION_ARG_STRING, &item,
                                     N_ ("Only those of this semantic model"),
                                     N_ ("WORKSPACE/MODEL") },
                                   { NULL } };
  g_auto (Listing) listing = { .connection = gh_cli_connection_new () };
  GhExit status;
  guint rows;

  if (!begin (&listing, NULL,
              _ ("List the data sources of your gateways, and the cloud data sources of the "
                 "semantic models that you can see."),
              entries, argc, argv, &status))
    return status;
  if (gateway != NULL && item != NULL)
    return gh_exit_usage (_ ("--gateway and --item exclude each other"));
  if (gateway != NULL && !g_uuid_string_is_valid (gateway))
    return gh_exit_usage (_ ("--gateway takes an id, as “gateway list” prints it"));

  listing.table = gh_cli_table_new (columns, G_N_ELEMENTS (columns));
  listing.gateways = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (gateway != NULL)
    rows = add_one_gateway (&listing, gateway);
  else if (item != NULL)
    rows = add_one_item (&listing, item);
  else
    {
      rows = add_all_gateways (&listing);
      rows += add_all_workspaces (&listing);
    }

  return end_listing (&listing, rows);
}
