/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a token may do, and how two differ. Tokens are decoded for display only: nothing is
 * validated, and neither a token nor its signature is printed. */

#include <glib/gi18n.h>

#include "gh-authority.h"
#include "gh-cli-commands.h"
#include "gh-cli-secret.h"
#include "gh-cli-table.h"
#include "gh-error.h"
#include "gh-token-comparison.h"

/* What one is told, and the same for programs. */
typedef struct
{
  GhTokenView *one;
  GhTokenView *other;
  GhTokenComparison *comparison;
  gint64 now;
} Finding;

static void
finding_init (Finding *self, GhTokenView *one, GhTokenView *other)
{
  self->one = one;
  self->other = other;
  self->now = g_get_real_time () / G_USEC_PER_SEC;
  self->comparison = gh_token_comparison_new (one, other, self->now);
}

static void
finding_clear (Finding *self)
{
  g_clear_object (&self->comparison);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finding, finding_clear)

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_view (JsonBuilder *builder, GhTokenView *view)
{
  gint64 expires_at = gh_token_view_get_expires_at (view);

  json_builder_begin_object (builder);
  add_text (builder, "name", gh_token_view_get_name (view));
  json_builder_set_member_name (builder, "readable");
  json_builder_add_boolean_value (builder, gh_token_view_is_readable (view));
  json_builder_set_member_name (builder, "expiresAt");
  if (expires_at != 0)
    json_builder_add_int_value (builder, expires_at);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

/* A claim is a list of its values; what a token may do is a word. */
static void
add_cell (JsonBuilder *builder, GhTokenRow *row, guint cell)
{
  const char *text = gh_token_row_get_text (row, cell);
  const char *word = gh_token_row_get_word (row, cell);
  g_auto (GStrv) lines = NULL;

  if (word != NULL || text == NULL)
    {
      if (word != NULL)
        json_builder_add_string_value (builder, word);
      else
        json_builder_add_null_value (builder);
      return;
    }

  lines = g_strsplit (text, "\n", -1);
  json_builder_begin_array (builder);
  for (guint i = 0; lines[i] != NULL; i++)
    json_builder_add_string_value (builder, lines[i]);
  json_builder_end_array (builder);
}

static void
add_row (JsonBuilder *builder, GhTokenRow *row)
{
  json_builder_begin_object (builder);
  add_text (builder, "key", gh_token_row_get_key (row));
  add_text (builder, "title", gh_token_row_get_title (row));
  json_builder_set_member_name (builder, "differs");
  json_builder_add_boolean_value (builder, gh_token_row_get_differs (row));
  json_builder_set_member_name (builder, "values");
  json_builder_begin_array (builder);
  for (guint cell = 0; cell < gh_token_row_get_n_cells (row); cell++)
    add_cell (builder, row, cell);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_finding (JsonBuilder *builder, Finding *finding)
{
  GListModel *rows = G_LIST_MODEL (finding->comparison);

  json_builder_begin_object (builder);
  add_text (builder, "verdict", gh_token_comparison_get_verdict (finding->comparison));
  add_text (builder, "explanation", gh_token_comparison_get_explanation (finding->comparison));
  json_builder_set_member_name (builder, "validated");
  json_builder_add_boolean_value (builder, FALSE);
  json_builder_set_member_name (builder, "tokens");
  json_builder_begin_array (builder);
  add_view (builder, finding->one);
  if (finding->other != NULL)
    add_view (builder, finding->other);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GhTokenRow) row = g_list_model_get_item (rows, i);

      /* Programs have the end as a number. */
      if (!g_str_equal (gh_token_row_get_key (row), "end"))
        add_row (builder, row);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* A terminal has no room for one value a line; nor may a table hold line ends. */
static char *
dup_line (GhTokenRow *row, guint cell)
{
  g_auto (GStrv) lines = NULL;

  if (cell >= gh_token_row_get_n_cells (row) || gh_token_row_get_text (row, cell) == NULL)
    return NULL;

  lines = g_strsplit (gh_token_row_get_text (row, cell), "\n", -1);

  return g_strjoinv (" · ", lines);
}

static char *
dup_heading (GhTokenView *view, gint64 now)
{
  g_autofree char *remaining = gh_token_view_dup_remaining (view, now);

  if (!gh_token_view_is_readable (view))
    return g_strdup (gh_token_view_get_name (view));

  return g_strdup_printf ("%s (%s)", gh_token_view_get_name (view), remaining);
}

static void
print_finding (Finding *finding)
{
  GListModel *rows = G_LIST_MODEL (finding->comparison);
  g_autofree char *one = dup_heading (finding->one, finding->now);
  g_autofree char *other =
      finding->other != NULL ? dup_heading (finding->other, finding->now) : NULL;
  const GhCliColumn columns[] = { { NULL, finding->other != NULL ? "" : NULL },
                                  { NULL, _ ("What it says and may do") },
                                  { NULL, one },
                                  { NULL, other } };
  g_autoptr (GhCliTable) table = gh_cli_table_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GhTokenRow) row = g_list_model_get_item (rows, i);
      g_autofree char *first = dup_line (row, 0);
      g_autofree char *second = dup_line (row, 1);
      const char *cells[] = { gh_token_row_get_differs (row) ? "≠" : " ",
                              gh_token_row_get_title (row), first, second };

      gh_cli_table_add (table, cells);
    }

  g_print ("%s\n%s\n\n", gh_token_comparison_get_verdict (finding->comparison),
           gh_token_comparison_get_explanation (finding->comparison));
  gh_cli_table_print (table, FALSE);
}

static void
print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  gh_cli_print_json (root);
}

/* Several tokens, each on its own. */
static void
print_each (GhCliConnection *connection, GPtrArray *views)
{
  gboolean json = gh_cli_connection_wants_json (connection);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < views->len; i++)
    {
      g_auto (Finding) finding = { NULL };

      finding_init (&finding, g_ptr_array_index (views, i), NULL);
      if (json)
        add_finding (builder, &finding);
      else
        {
          g_print (i > 0 ? "\n" : "");
          print_finding (&finding);
        }
    }
  json_builder_end_array (builder);
  if (json)
    print_json (builder);
}

static void
print_comparison (GhCliConnection *connection, GhTokenView *one, GhTokenView *other)
{
  g_auto (Finding) finding = { NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  finding_init (&finding, one, other);
  if (!gh_cli_connection_wants_json (connection))
    {
      print_finding (&finding);
      return;
    }

  add_finding (builder, &finding);
  print_json (builder);
}

static GhTokenView *
view_token (GhSecret *token, int descriptor)
{
  /* Translators: the name of a token; %d is the number of a file descriptor */
  g_autofree char *name = g_strdup_printf (_ ("From descriptor %d"), descriptor);

  return gh_token_view_new (token, name, NULL, FALSE);
}

/* The token for Power BI is asked for first, so that there is a living one. Where that fails, what
 * is held is still shown. */
static GPtrArray *
read_account (GhCliConnection *connection, GError **error)
{
  GhCliWait *wait;
  GhAuthorizer *authorizer;
  GhCloud *cloud;
  g_autoptr (GPtrArray) views = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhSecret) token = NULL;
  g_autoptr (GError) refused = NULL;

  if (!gh_cli_connection_open (connection, error))
    return NULL;

  wait = gh_cli_connection_get_wait (connection);
  authorizer = gh_power_bi_get_authorizer (gh_cli_connection_get_power_bi (connection));
  cloud = gh_account_get_cloud (gh_authority_get_account (GH_AUTHORITY (authorizer)));
  gh_authorizer_authorize_async (authorizer, gh_cloud_get_powerbi_audience (cloud), NULL,
                                 gh_cli_wait_get_cancellable (wait), gh_cli_wait_done, wait);
  result = gh_cli_wait_for_result (wait);
  token = gh_authorizer_authorize_finish (authorizer, result, &refused);

  views = gh_authority_dup_token_views (GH_AUTHORITY (authorizer));
  if (refused != NULL && views->len > 0)
    g_printerr ("%s\n", refused->message);
  else if (refused != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&refused));
      return NULL;
    }

  return g_steal_pointer (&views);
}

/* What --token-fd gives, or else the account's. */
static GPtrArray *
read_views (GhCliConnection *connection, GError **error)
{
  g_autoptr (GhSecret) token = NULL;
  GPtrArray *views;

  if (!gh_cli_connection_read_token (connection, &token, error))
    return NULL;
  if (token == NULL)
    return read_account (connection, error);

  views = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (views, view_token (token, gh_cli_connection_get_token_descriptor (connection)));

  return views;
}

/**
 * gh_cli_token_show:
 * @argc: how many words there are
 * @argv: the command's words
 *
 * Returns: the exit status
 */
GhExit
gh_cli_token_show (int argc, char **argv)
{
  g_autoptr (GhCliConnection) connection = gh_cli_connection_new ();
  g_autoptr (GPtrArray) views = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;

  if (!gh_cli_read_options (connection, NULL,
                            _ ("Show what an access token says and may do, those of an account or "
                               "one from a descriptor. It is decoded for display only: nothing is "
                               "validated, and the token itself is never printed."),
                            NULL, 0, argc, argv, &words, &error))
    return gh_exit_report (error);

  views = read_views (connection, &error);
  if (views == NULL)
    return gh_exit_report (error);

  print_each (connection, views);

  return GH_EXIT_OK;
}

static GhTokenView *
read_other (GhCliConnection *connection, int descriptor, GError **error)
{
  g_autoptr (GhSecret) token = NULL;

  if (!gh_cli_secret_check_descriptor (&descriptor, "--other-fd", error))
    return NULL;
  if (descriptor < 0)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Give the token to compare with by --other-fd"));
      return NULL;
    }
  if (descriptor == gh_cli_connection_get_token_descriptor (connection))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("--token-fd and --other-fd need a descriptor each"));
      return NULL;
    }

  token = gh_cli_secret_read (descriptor, _ ("other token"), error);

  return token != NULL ? view_token (token, descriptor) : NULL;
}

/* An account may hold tokens for several services. */
static GhTokenView *
choose_view (GPtrArray *views)
{
  for (guint i = 0; i < views->len; i++)
    if (g_strcmp0 (gh_token_view_get_service_name (g_ptr_array_index (views, i)), "Power BI") == 0)
      return g_ptr_array_index (views, i);

  return g_ptr_array_index (views, 0);
}

/**
 * gh_cli_token_compare:
 * @argc: how many words there are
 * @argv: the command's words
 *
 * Returns: the exit status
 */
GhExit
gh_cli_token_compare (int argc, char **argv)
{
  int descriptor = GH_CLI_NO_DESCRIPTOR;
  const GOptionEntry entries[] = { { "other-fd", 0, 0, G_OPTION_ARG_INT, &descriptor,
                                     N_ ("Read the other token from this file descriptor"),
                                     N_ ("N") },
                                   { NULL } };
  g_autoptr (GhCliConnection) connection = gh_cli_connection_new ();
  g_autoptr (GhTokenView) other = NULL;
  g_autoptr (GPtrArray) views = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;

  if (!gh_cli_read_options (
          connection, NULL,
          _ ("Put two access tokens beside each other, differences first: that of "
             "an account or of --token-fd, and that of --other-fd."),
          entries, 0, argc, argv, &words, &error))
    return gh_exit_report (error);

  other = read_other (connection, descriptor, &error);
  views = other != NULL ? read_views (connection, &error) : NULL;
  if (views == NULL)
    return gh_exit_report (error);

  print_comparison (connection, choose_view (views), other);

  return GH_EXIT_OK;
}
