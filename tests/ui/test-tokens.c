/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page on which tokens are laid beside each other, with an account of the simulator. */

#include <adwaita.h>

#include "gh-app-resources.h"
#include "gh-sim-server.h"
#include "gh-tokens-page.h"
#include "widget-finder.h"

#define ANNA "anna@contoso.com"
#define FIELD "Paste a token"

typedef struct
{
  GhSimServer *server;
  GhSession *session;
  GtkWidget *window;
  GtkWidget *page;
  guint n_backs;
  gboolean done;
} Fixture;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_true (gh_session_adopt_finish (GH_SESSION (source), result, NULL));
  fixture->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Fixture *)user_data)->done;
}

static GhTokenSet *
new_tokens (Fixture *fixture)
{
  GhCloud *cloud = gh_session_get_cloud (fixture->session);
  g_autofree char *token = gh_sim_server_issue_token (fixture->server, ANNA, NULL);
  g_autoptr (GhSecret) secret = gh_secret_new_text (token);
  g_autoptr (GhTokenSet) empty = gh_token_set_new (NULL);

  return gh_token_set_with (empty, gh_cloud_get_powerbi_audience (cloud), secret,
                            g_get_real_time () / G_USEC_PER_SEC + 3600, NULL);
}

static void
sign_in (Fixture *fixture)
{
  GhCloud *cloud = gh_session_get_cloud (fixture->session);
  g_autoptr (GhAccount) account =
      gh_account_new (cloud, gh_cloud_get_tenant_hint (cloud), gh_cloud_get_client_id_hint (cloud),
                      ANNA, ANNA, "11111111-1111-4111-8111-111111111111");
  g_autoptr (GhTokenSet) tokens = new_tokens (fixture);
  g_autoptr (GhSignInResult) result = gh_sign_in_result_new (account, tokens);

  gh_session_adopt_async (fixture->session, result, NULL, done_cb, fixture);
  widget_finder_wait ("signed in", is_done, fixture);
}

static void
back_cb (Fixture *fixture)
{
  fixture->n_backs++;
}

static void
set_up (Fixture *fixture, gconstpointer width)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (JsonNode) row = NULL;
  g_autoptr (GhCloud) cloud = NULL;

  fixture->server = gh_sim_server_new ("seed", &error);
  g_assert_no_error (error);
  gh_sim_server_start (fixture->server, &error);
  g_assert_no_error (error);
  row = gh_sim_server_dup_cloud_row (fixture->server);
  cloud = gh_cloud_new_from_json (json_node_get_object (row), &error);
  g_assert_no_error (error);

  fixture->session = gh_session_new (http, clock, TRUE);
  gh_session_set_cloud (fixture->session, cloud);
  sign_in (fixture);

  fixture->window = gtk_window_new ();
  fixture->page = gh_tokens_page_new (fixture->session);
  g_signal_connect_swapped (fixture->page, "back", G_CALLBACK (back_cb), fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (width), 760);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer width)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->server);
}

typedef struct
{
  GtkWidget *root;
  const char *text;
} Awaited;

static gboolean
is_said (gpointer user_data)
{
  Awaited *awaited = user_data;

  return widget_finder_find_label (awaited->root, awaited->text) != NULL;
}

static gboolean
is_not_said (gpointer user_data)
{
  return !is_said (user_data);
}

static void
wait_for_text (Fixture *fixture, const char *text)
{
  widget_finder_wait (text, is_said, &(Awaited){ fixture->page, text });
}

static void
wait_until_gone (Fixture *fixture, const char *text)
{
  widget_finder_wait (text, is_not_said, &(Awaited){ fixture->page, text });
}

static void
enter (Fixture *fixture, GhTokenView *refused)
{
  gh_tokens_page_enter (GH_TOKENS_PAGE (fixture->page), refused);
}

static char *
issue_portal_token (Fixture *fixture)
{
  return gh_sim_server_issue_token (fixture->server, ANNA, "user_impersonation");
}

static void
paste (Fixture *fixture, const char *token)
{
  widget_finder_type (fixture->page, FIELD, token);
  widget_finder_click (fixture->page, "Compare");
}

static const char *
get_field (Fixture *fixture)
{
  return gtk_editable_get_text (GTK_EDITABLE (widget_finder_get_row (fixture->page, FIELD)));
}

static GtkWidget *
get_list (Fixture *fixture)
{
  GtkWidget *table = widget_finder_find_type (fixture->page, g_type_from_name ("GhTokenTable"));

  g_assert_nonnull (table);

  return widget_finder_find_type (table, GTK_TYPE_LIST_BOX);
}

static GtkWidget *
get_line (Fixture *fixture, int position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (get_list (fixture)), position);

  return row != NULL ? GTK_WIDGET (row) : NULL;
}

static void
assert_line (Fixture *fixture, int position, const char *title, gboolean differs)
{
  GtkWidget *line = get_line (fixture, position);

  g_assert_nonnull (line);
  g_assert_nonnull (widget_finder_find_label (line, title));
  g_assert_cmpint (gtk_widget_has_css_class (line, "differs"), ==, differs);
  g_assert_cmpint (widget_finder_find_label (line, "Differs") != NULL, ==, differs);
}

/* No label of the page holds a part of the token that could be used. */
static void
assert_token_is_nowhere (Fixture *fixture, const char *token)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_assert_null (widget_finder_find_label (fixture->page, parts[i]));
  g_assert_nonnull (parts[2]);
  g_assert_null (strstr (get_field (fixture), parts[2]));
}

static void
test_shows_the_accounts_token (Fixture *fixture, gconstpointer width)
{
  enter (fixture, NULL);
  wait_for_text (fixture, "This account, for Power BI");

  g_assert_nonnull (widget_finder_find_label (fixture->page, "One token"));
  g_assert_nonnull (widget_finder_find_row (fixture->page, "A user’s token for Power BI"));
  g_assert_nonnull (widget_finder_find_label (fixture->page, "Nothing was validated"));
  g_assert_nonnull (widget_finder_find_label (fixture->page, "Where you own or administer"));
  g_assert_nonnull (widget_finder_find_label (fixture->page, "Dataset.ReadWrite.All\n"));
  g_assert_nonnull (widget_finder_find_label (fixture->page, "ends in "));
  g_assert_null (widget_finder_find_label (fixture->page, "Only What Differs"));
  g_assert_false (widget_finder_is_sensitive (fixture->page, "Compare"));
}

static void
test_differences_come_first (Fixture *fixture, gconstpointer width)
{
  g_autofree char *token = issue_portal_token (fixture);

  enter (fixture, NULL);
  paste (fixture, token);
  wait_for_text (fixture, "Pasted at ");

  g_assert_nonnull (
      widget_finder_find_row (fixture->page, "Same user, same service, different scope"));
  assert_line (fixture, 1, "Be the credential of a Power BI source", TRUE);
  assert_line (fixture, 2, "Scope · scp", TRUE);
  assert_line (fixture, 3, "Read gateways and data sources", FALSE);
  g_assert_nonnull (widget_finder_find_label (fixture->page, "Worked once, as reported"));
  assert_token_is_nowhere (fixture, token);
}

static void
test_only_what_differs (Fixture *fixture, gconstpointer width)
{
  g_autofree char *token = issue_portal_token (fixture);
  GtkWidget *only;

  enter (fixture, NULL);
  paste (fixture, token);
  wait_for_text (fixture, "Audience · aud");
  only = widget_finder_find_type (fixture->page, GTK_TYPE_SWITCH);
  gtk_switch_set_active (GTK_SWITCH (only), TRUE);
  wait_until_gone (fixture, "Audience · aud");

  assert_line (fixture, 2, "Scope · scp", TRUE);
  g_assert_null (get_line (fixture, 3));
}

static void
test_the_field_is_emptied_at_once (Fixture *fixture, gconstpointer width)
{
  g_autofree char *token = issue_portal_token (fixture);

  enter (fixture, NULL);
  widget_finder_type (fixture->page, FIELD, token);
  g_assert_cmpstr (get_field (fixture), ==, token);
  widget_finder_click (fixture->page, "Compare");

  g_assert_cmpstr (get_field (fixture), ==, "");
  g_assert_false (widget_finder_is_sensitive (fixture->page, "Compare"));
}

static void
test_leaving_wipes_what_was_pasted (Fixture *fixture, gconstpointer width)
{
  g_autofree char *token = issue_portal_token (fixture);

  enter (fixture, NULL);
  paste (fixture, token);
  widget_finder_type (fixture->page, FIELD, token);
  wait_for_text (fixture, "user_impersonation");
  gh_tokens_page_leave (GH_TOKENS_PAGE (fixture->page));
  g_assert_cmpstr (get_field (fixture), ==, "");
  wait_until_gone (fixture, "user_impersonation");

  enter (fixture, NULL);
  wait_for_text (fixture, "This account, for Power BI");
  g_assert_null (widget_finder_find_label (fixture->page, "Pasted at "));
}

static void
test_what_cannot_be_read_is_allowed (Fixture *fixture, gconstpointer width)
{
  enter (fixture, NULL);
  paste (fixture, "an opaque token");
  wait_for_text (fixture, "Pasted at ");

  g_assert_nonnull (
      widget_finder_find_row (fixture->page,
                              "One of these tokens cannot be read. That is allowed."));
  g_assert_null (widget_finder_find_label (fixture->page, "an opaque token"));
}

/* Names and scopes of a token are whatever its maker wrote. */
static void
test_hostile_claims_are_text (Fixture *fixture, gconstpointer width)
{
  enter (fixture, NULL);
  /* {"scp":"<b>x</b>&y","upn":"a\u202eb"} */
  paste (fixture, "e30.eyJzY3AiOiI8Yj54PC9iPiZ5IiwidXBuIjoiYVx1MjAyZWIifQ.e30");
  wait_for_text (fixture, "<b>x</b>&y");
  g_assert_nonnull (widget_finder_find_label (fixture->page, "a\\u{202e}b"));
}

static void
test_the_refused_token_stands_beside_the_accounts (Fixture *fixture, gconstpointer width)
{
  g_autofree char *token = gh_sim_server_issue_token (fixture->server, ANNA, NULL);
  g_autoptr (GhSecret) secret = gh_secret_new_text (token);
  g_autoptr (GhTokenView) refused = gh_token_view_new (secret, "Refused at 10:43", NULL, TRUE);

  enter (fixture, refused);
  wait_for_text (fixture, "Refused at 10:43");
  g_assert_nonnull (widget_finder_find_label (fixture->page, "This account, for Power BI"));
  g_assert_nonnull (widget_finder_find_label (fixture->page, "Was refused"));
}

/* From three tokens on, each column has a choice; a token never stands beside itself. */
static void
test_three_tokens_are_chosen_from (Fixture *fixture, gconstpointer width)
{
  g_autofree char *token = issue_portal_token (fixture);
  GtkWidget *drop_down;

  enter (fixture, NULL);
  paste (fixture, token);
  paste (fixture, "opaque");
  wait_for_text (fixture, "Cannot be read");
  drop_down = widget_finder_find_type (get_list (fixture), GTK_TYPE_DROP_DOWN);
  g_assert_nonnull (drop_down);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down)), ==, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 2);
  wait_for_text (fixture, "user_impersonation");

  drop_down = widget_finder_find_type (get_list (fixture), GTK_TYPE_DROP_DOWN);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down)), ==, 2);
}

static gboolean
is_narrow (gpointer user_data)
{
  Fixture *fixture = user_data;
  GtkWidget *line = get_line (fixture, 1);
  GtkWidget *box = line != NULL ? gtk_widget_get_first_child (line) : NULL;

  return GTK_IS_BOX (box) &&
         gtk_orientable_get_orientation (GTK_ORIENTABLE (box)) == GTK_ORIENTATION_VERTICAL;
}

static void
test_narrow (Fixture *fixture, gconstpointer width)
{
  g_autofree char *token = issue_portal_token (fixture);
  int minimum;

  gh_tokens_page_set_folded (GH_TOKENS_PAGE (fixture->page), TRUE);
  enter (fixture, NULL);
  paste (fixture, token);
  widget_finder_wait ("values stand below each other", is_narrow, fixture);
  paste (fixture, "opaque");
  wait_for_text (fixture, "Cannot be read");

  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
test_back (Fixture *fixture, gconstpointer width)
{
  enter (fixture, NULL);
  widget_finder_click (fixture->page, "Back");
  g_assert_cmpuint (fixture->n_backs, ==, 1);
}

static void
add (const char *name, int width, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/ui/tokens/", name, NULL);

  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gh_app_register_resource ();
  adw_init ();

  add ("shows-the-accounts-token", 780, test_shows_the_accounts_token);
  add ("differences-come-first", 780, test_differences_come_first);
  add ("only-what-differs", 780, test_only_what_differs);
  add ("the-field-is-emptied-at-once", 780, test_the_field_is_emptied_at_once);
  add ("leaving-wipes-what-was-pasted", 780, test_leaving_wipes_what_was_pasted);
  add ("what-cannot-be-read-is-allowed", 780, test_what_cannot_be_read_is_allowed);
  add ("hostile-claims-are-text", 780, test_hostile_claims_are_text);
  add ("the-refused-token-stands-beside-the-accounts", 780,
       test_the_refused_token_stands_beside_the_accounts);
  add ("three-tokens-are-chosen-from", 780, test_three_tokens_are_chosen_from);
  add ("narrow", 360, test_narrow);
  add ("back", 780, test_back);

  return g_test_run ();
}
