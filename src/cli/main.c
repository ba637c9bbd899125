/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <signal.h>

#include <glib/gi18n.h>

#include "gh-cli-commands.h"
#include "gh-config.h"
#include "gh-process.h"

typedef GhExit (*Command) (int argc, char **argv);

static const struct
{
  const char *noun;
  const char *verb; /* NULL: the noun is the whole command */
  Command run;
  const char *summary;
} COMMANDS[] = {
  { "account", "add", gh_cli_account_add, N_ ("sign in, and keep the account") },
  { "account", "list", gh_cli_account_list, N_ ("accounts, and which one is current") },
  { "account", "use", gh_cli_account_use, N_ ("make an account the current one") },
  { "account", "show", gh_cli_account_show, N_ ("everything about an account but its secrets") },
  { "account", "remove", gh_cli_account_remove, N_ ("sign out") },
  { "gateway", "list", gh_cli_gateway_list, N_ ("gateways that you administer") },
  { "datasource", "list", gh_cli_datasource_list, N_ ("data sources, on-premises and cloud") },
  { "item", "list", gh_cli_item_list, N_ ("semantic models of your workspaces") },
  { "credential", "set", gh_cli_credential_set, N_ ("set the credential of a data source") },
  { "takeover", NULL, gh_cli_takeover, N_ ("become the owner of a semantic model") },
  { "token", "show", gh_cli_token_show, N_ ("what an access token says and may do") },
  { "token", "compare", gh_cli_token_compare, N_ ("two access tokens beside each other") },
};

static char *
dup_command_name (guint i)
{
  return g_strjoin (" ", COMMANDS[i].noun, COMMANDS[i].verb, NULL);
}

static void
print_overview (void)
{
  g_print ("%s\n\n", _ ("Usage: gatehousectl COMMAND [OPTION…]"));
  for (guint i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    {
      g_autofree char *name = dup_command_name (i);

      g_print ("  %-16s %s\n", name, _ (COMMANDS[i].summary));
    }
  g_print ("\n%s\n", _ ("“gatehousectl COMMAND --help” shows the options of a command."));
}

static gboolean
matches (guint i, int argc, char **argv)
{
  return argc > 1 && g_str_equal (argv[1], COMMANDS[i].noun) &&
         (COMMANDS[i].verb == NULL || (argc > 2 && g_str_equal (argv[2], COMMANDS[i].verb)));
}

static GhExit
run_command (guint i, int argc, char **argv)
{
  int n_names = COMMANDS[i].verb != NULL ? 2 : 1;
  g_autofree char *name = dup_command_name (i);
  g_autofree char *program = g_strconcat ("gatehousectl ", name, NULL);

  g_set_prgname (program);
  argv[n_names] = program;

  return COMMANDS[i].run (argc - n_names, argv + n_names);
}

static GhExit
run (int argc, char **argv)
{
  for (guint i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    if (matches (i, argc, argv))
      return run_command (i, argc, argv);

  if (argc > 1 && g_str_equal (argv[1], "--version"))
    {
      g_print ("gatehousectl %s\n", GH_VERSION);
      return GH_EXIT_OK;
    }
  if (argc > 1 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "help")))
    {
      print_overview ();
      return GH_EXIT_OK;
    }

  return gh_exit_usage (argc > 1 ? _ ("There is no such command; “gatehousectl --help” lists them")
                                 : _ ("No command is given; “gatehousectl --help” lists them"));
}

int
main (int argc, char **argv)
{
  gh_process_harden ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GH_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* Ending quietly when nobody reads on is what a filter does. */
  signal (SIGPIPE, SIG_DFL);

  return run (argc, argv);
}
