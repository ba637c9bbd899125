/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "gh-cli-commands.h"

/* @parse_error: (transfer full): */
static void
explain_parse_error (GError *parse_error, GError **error)
{
  g_autoptr (GError) held = parse_error;
  const char *charset = NULL;

  if (held->domain != G_CONVERT_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&held));
      return;
    }

  g_get_charset (&charset);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("A word holds characters that the locale (%s) does not have; with LC_ALL=C.UTF-8 "
                  "it can be read"),
               charset);
}

static gboolean
has_entry (const GOptionEntry *entries, const char *name)
{
  for (; entries != NULL && entries->long_name != NULL; entries++)
    if (g_str_equal (entries->long_name, name))
      return TRUE;

  return FALSE;
}

/* Where a command reads no secret of its own, the only secret is that of the sign-in. */
static void
add_short_name (GhCliConnection *connection, GOptionContext *context, const GOptionEntry *entries)
{
  GhCliMethod *method = gh_cli_connection_get_method (connection);
  const GOptionEntry short_name[] = { { "secret-fd", 0, 0, G_OPTION_ARG_INT,
                                        &method->secret_descriptor,
                                        N_ ("The same as --sign-in-secret-fd"), N_ ("N") },
                                      { NULL } };

  if (!has_entry (entries, "secret-fd"))
    g_option_context_add_main_entries (context, short_name, GETTEXT_PACKAGE);
}

/**
 * gh_cli_read_options:
 * @connection: gets the options that all commands take
 * @usage: what follows the command's name
 * @summary: what the command does
 * @entries: (nullable): options of the command
 * @n_words: how many words that are no options it takes
 * @argc: how many words there are
 * @argv: the words, the command's name first
 * @words: (out) (transfer full): the words that are no options
 * @error: return location
 *
 * Returns: %FALSE with %G_OPTION_ERROR if the words can't be understood
 */
gboolean
gh_cli_read_options (GhCliConnection *connection,
                     const char *usage,
                     const char *summary,
                     const GOptionEntry *entries,
                     guint n_words,
                     int argc,
                     char **argv,
                     GStrv *words,
                     GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  GOptionGroup *options = gh_cli_connection_get_options (connection);
  g_autoptr (GError) parse_error = NULL;
  g_auto (GStrv) rest = g_new0 (char *, (gsize)argc + 1);

  for (int i = 0; i < argc; i++)
    rest[i] = g_strdup (argv[i]);

  g_option_context_set_summary (context, summary);
  g_option_context_set_main_group (context, options);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  add_short_name (connection, context, entries);
  if (!g_option_context_parse_strv (context, &rest, &parse_error))
    {
      explain_parse_error (g_steal_pointer (&parse_error), error);
      return FALSE;
    }

  /* The separator itself is no word. */
  if (rest[1] != NULL && g_str_equal (rest[1], "--"))
    {
      g_free (rest[1]);
      for (guint i = 1; rest[i] != NULL; i++)
        rest[i] = rest[i + 1];
    }
  if (g_strv_length (rest) != n_words + 1)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("Usage: %s [OPTION…] %s"),
                   argv[0], usage != NULL ? usage : "");
      return FALSE;
    }

  *words = g_strdupv (rest + 1);
  return TRUE;
}
