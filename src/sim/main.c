/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>

#include "gh-json.h"
#include "gh-process.h"
#include "gh-sim-server.h"

typedef struct
{
  char *scenario;
  gboolean strict;
  gboolean https;
  char *ca_file;
  int port;
} Options;

static gboolean
read_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_FILENAME, &options->scenario,
      "World to simulate: seed, small, empty, or a file", "NAME|FILE" },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &options->strict,
      "Using a refresh token makes it void, which Entra ID does not do", NULL },
    { "port", 0, 0, G_OPTION_ARG_INT, &options->port, "Port to listen on (any free one)", "PORT" },
    { "https", 0, 0, G_OPTION_ARG_NONE, &options->https,
      "Serve https, with a certificate by an authority made for this run", NULL },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &options->ca_file,
      "Where to write the certificate of that authority", "FILE" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context, "Simulates Entra ID and Power BI on this machine, for tests and the demo. Prints "
               "one line of JSON that says how to reach it, and ends when its standard input "
               "ends.");
  g_option_context_add_main_entries (context, entries, NULL);

  return g_option_context_parse (context, argc, argv, error);
}

static void
free_options (Options *options)
{
  g_free (options->scenario);
  g_free (options->ca_file);
}

static gboolean
end_with_input (int descriptor, GIOCondition condition, gpointer user_data)
{
  char waste[512];

  if (read (descriptor, waste, sizeof waste) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static gboolean
end_with_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

/* Only who is told the file can trust the authority: the row never names it. */
static gboolean
write_ca (GhSimServer *server, const char *path, GError **error)
{
  g_autofree char *pem = gh_sim_server_dup_ca_pem (server);

  return g_file_set_contents_full (path, pem, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static GhSimServer *
start (Options *options, GError **error)
{
  g_autoptr (GhSimServer) server = NULL;

  if (options->port < 0 || options->port > 65535)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "--port takes a number up to 65535");
      return NULL;
    }
  if (options->ca_file != NULL && !options->https)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "--ca-file needs --https");
      return NULL;
    }
  server = gh_sim_server_new (options->scenario != NULL ? options->scenario : "seed", error);
  if (server == NULL)
    return NULL;
  gh_sim_server_set_strict (server, options->strict);
  gh_sim_server_set_port (server, (guint)options->port);
  gh_sim_server_set_https (server, options->https);
  if (!gh_sim_server_start (server, error) ||
      (options->ca_file != NULL && !write_ca (server, options->ca_file, error)))
    return NULL;

  return g_steal_pointer (&server);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSimServer) server = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (JsonNode) row = NULL;
  g_autofree char *line = NULL;
  Options options = { 0 };

  setlocale (LC_ALL, "");
  gh_process_harden ();
  if (!read_options (&options, &argc, &argv, &error) || (server = start (&options, &error)) == NULL)
    {
      g_printerr ("gatehouse-sim: %s\n", error->message);
      free_options (&options);
      return 2;
    }
  free_options (&options);

  row = gh_sim_server_dup_cloud_row (server);
  line = gh_json_to_text (row, FALSE);
  g_print ("%s\n", line);
  fflush (stdout);

  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, end_with_input, loop);
  g_unix_signal_add (SIGINT, end_with_signal, loop);
  g_unix_signal_add (SIGTERM, end_with_signal, loop);
  g_main_loop_run (loop);

  return 0;
}
