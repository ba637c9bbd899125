/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The content pane on the simulator, driven as a user would: what is shown for a data source, what
 * is sent, and what stands there afterwards. */

#include <adwaita.h>

#include "gh-app-resources.h"
#include "gh-editor-page.h"
#include "gh-sim-server.h"
#include "gh-token-view.h"
#include "widget-finder.h"

#define DATAFLOWS "Power BI dataflows"
#define SALES_DW "sql-fra-01 · SalesDW"

typedef struct
{
  GhSimServer *server;
  GhSession *session;
  GtkWidget *window;
  GtkWidget *page;
  char *login_hint;
  GhTokenView *refused;
  gboolean done;
} Fixture;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_true (G_IS_ASYNC_RESULT (result));
  fixture->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->done;
}

static GhSignInResult *
new_sign_in (Fixture *fixture, const char *who)
{
  GhCloud *cloud = gh_session_get_cloud (fixture->session);
  g_autoptr (GhAccount) account =
      gh_account_new (cloud, gh_cloud_get_tenant_hint (cloud), gh_cloud_get_client_id_hint (cloud),
                      who, who, "11111111-1111-4111-8111-111111111111");
  g_autofree char *token = gh_sim_server_issue_token (fixture->server, who, NULL);
  g_autoptr (GhSecret) secret = gh_secret_new_text (token);
  g_autoptr (GhTokenSet) empty = gh_token_set_new (NULL);
  g_autoptr (GhTokenSet) tokens =
      gh_token_set_with (empty, gh_cloud_get_powerbi_audience (cloud), secret,
                         g_get_real_time () / G_USEC_PER_SEC + 3600, NULL);

  return gh_sign_in_result_new (account, tokens);
}

static void
sign_in (Fixture *fixture, const char *who)
{
  g_autoptr (GhSignInResult) result = new_sign_in (fixture, who);

  fixture->done = FALSE;
  gh_session_adopt_async (fixture->session, result, NULL, done_cb, fixture);
  widget_finder_wait ("signed in", is_done, fixture);
  g_assert_cmpint (gh_session_get_state (fixture->session), ==, GH_SESSION_SIGNED_IN);

  fixture->done = FALSE;
  gh_inventory_refresh_async (gh_session_get_inventory (fixture->session), NULL, done_cb, fixture);
  widget_finder_wait ("the inventory was read", is_done, fixture);
}

static void
sign_in_cb (Fixture *fixture, const char *login_hint)
{
  g_free (fixture->login_hint);
  fixture->login_hint = g_strdup (login_hint);
}

static void
compare_tokens_cb (Fixture *fixture, GhTokenView *refused)
{
  g_set_object (&fixture->refused, refused);
}

static void
set_up (Fixture *fixture, gconstpointer who)
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
  sign_in (fixture, who);

  fixture->window = gtk_window_new ();
  fixture->page = gh_editor_page_new (fixture->session);
  g_signal_connect_swapped (fixture->page, "sign-in", G_CALLBACK (sign_in_cb), fixture);
  g_signal_connect_swapped (fixture->page, "compare-tokens", G_CALLBACK (compare_tokens_cb),
                            fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 780, 760);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer who)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->refused);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->server);
  g_free (fixture->login_hint);
}

static GhDatasource *
find_below (GListModel *nodes, const char *parent, const char *title)
{
  for (guint i = 0; nodes != NULL && i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (GhNode) node = g_list_model_get_item (nodes, i);
      GhNode *above = gh_node_get_parent (node);
      GhDatasource *found;

      if (GH_IS_DATASOURCE (node) && g_str_equal (gh_node_get_title (node), title) &&
          above != NULL && g_str_equal (gh_node_get_title (above), parent))
        return GH_DATASOURCE (node);
      found = find_below (gh_node_get_children (node), parent, title);
      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_form_ready (gpointer user_data)
{
  Fixture *fixture = user_data;
  GtkWidget *row = widget_finder_find_row (fixture->page, "Type");

  return row != NULL && gtk_widget_is_sensitive (row);
}

static void
choose (Fixture *fixture, const char *parent, const char *title)
{
  GListModel *inventory = G_LIST_MODEL (gh_session_get_inventory (fixture->session));
  GhDatasource *datasource = find_below (inventory, parent, title);

  if (datasource == NULL)
    g_error ("There is no data source “%s” below “%s”", title, parent);
  gh_editor_page_set_datasource (GH_EDITOR_PAGE (fixture->page), datasource);
  widget_finder_wait ("the data source was read", is_form_ready, fixture);
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Awaited;

static gboolean
is_said (gpointer user_data)
{
  Awaited *awaited = user_data;

  return widget_finder_find_label (awaited->fixture->page, awaited->text) != NULL;
}

static void
wait_for_text (Fixture *fixture, const char *text)
{
  widget_finder_wait (text, is_said, &(Awaited){ fixture, text });
}

static char *
dup_preview (Fixture *fixture)
{
  GString *text = g_string_new (NULL);
  GtkWidget *page = widget_finder_find_type (fixture->page, g_type_from_name ("GhRequestView"));

  g_assert_nonnull (page);
  for (GtkWidget *child = gtk_widget_get_first_child (gtk_widget_get_first_child (page));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *view = widget_finder_find_type (child, GTK_TYPE_TEXT_VIEW);
      GtkTextIter start;
      GtkTextIter end;
      g_autofree char *part = NULL;

      if (view == NULL)
        continue;
      gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &start, &end);
      part = gtk_text_buffer_get_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &start,
                                       &end, FALSE);
      g_string_append (text, part);
    }

  return g_string_free (text, FALSE);
}

static void
test_chooses_nothing (Fixture *fixture, gconstpointer who)
{
  g_assert_nonnull (widget_finder_find_label (fixture->page, "Choose a Data Source"));
  g_assert_null (widget_finder_find_button (fixture->page, "Apply"));
  g_assert_false (gh_editor_page_is_dirty (GH_EDITOR_PAGE (fixture->page)));
}

static void
test_shows_what_is_stored (Fixture *fixture, gconstpointer who)
{
  choose (fixture, "Frankfurt cluster", SALES_DW);

  g_assert_cmpstr (widget_finder_get_subtitle (fixture->page, "Type"), ==, "Stored now: Basic");
  g_assert_cmpstr (widget_finder_get_subtitle (fixture->page, "Encrypted connection"), ==,
                   "Unknown, will become encrypted");
  g_assert_nonnull (widget_finder_find_label (fixture->page, "Gateway administrator"));
  g_assert_nonnull (
      widget_finder_find_label (fixture->page,
                                "Sealed with the key of Frankfurt cluster before it is sent"));
  g_assert_nonnull (widget_finder_find_row (fixture->page, "Not offered here"));
  g_assert_null (widget_finder_find_row (fixture->page, "Your own identity"));
}

static void
test_sets_basic_on_premises (Fixture *fixture, gconstpointer who)
{
  g_autoptr (JsonObject) stored = NULL;

  choose (fixture, "Frankfurt cluster", SALES_DW);
  g_assert_false (widget_finder_is_sensitive (fixture->page, "Apply"));
  widget_finder_type (fixture->page, "User name", "svc_bi");
  g_assert_false (widget_finder_is_sensitive (fixture->page, "Preview"));
  widget_finder_type (fixture->page, "Password", "Correct-Horse-7");
  g_assert_true (gh_editor_page_is_dirty (GH_EDITOR_PAGE (fixture->page)));
  g_assert_cmpuint (widget_finder_count_class (fixture->page, "suggested-action"), ==, 1);
  widget_finder_click (fixture->page, "Apply");
  wait_for_text (fixture, "Credential Set and Verified");

  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (widget_finder_get_row (fixture->page, "Password"))),
                   ==, "");
  g_assert_false (widget_finder_is_sensitive (fixture->page, "Apply"));
  g_assert_false (gh_editor_page_is_dirty (GH_EDITOR_PAGE (fixture->page)));
  g_assert_nonnull (widget_finder_find_label (fixture->page, "Power BI, sealed"));
  stored = gh_sim_server_dup_stored (fixture->server,
                                     gh_sim_server_find_datasource (fixture->server, SALES_DW));
  g_assert_nonnull (stored);
  g_assert_cmpstr (json_object_get_string_member (stored, "credentialType"), ==, "Basic");
}

static void
test_preview_shows_no_secret (Fixture *fixture, gconstpointer who)
{
  GtkWidget *password;
  g_autofree char *text = NULL;

  choose (fixture, "Frankfurt cluster", SALES_DW);
  widget_finder_type (fixture->page, "User name", "svc_bi");
  widget_finder_type (fixture->page, "Password", "Correct-Horse-7");
  password = widget_finder_get_row (fixture->page, "Password");
  g_signal_emit_by_name (password, "entry-activated");

  g_assert_nonnull (widget_finder_find_row (fixture->page, "Sealed, through Power BI"));
  text = dup_preview (fixture);
  g_assert_nonnull (strstr (text, "PATCH "));
  g_assert_nonnull (strstr (text, "⟨user name and password, sealed for Frankfurt cluster⟩"));
  g_assert_null (strstr (text, "Correct-Horse-7"));
  g_assert_cmpuint (gh_sim_server_count_secrets (fixture->server), ==, 0);
  g_assert_null (widget_finder_find_button (fixture->page, "Copy as curl"));

  widget_finder_click (fixture->page, "Back");
  g_assert_null (widget_finder_find_row (fixture->page, "Sealed, through Power BI"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (password)), ==, "Correct-Horse-7");
}

static void
test_keeps_what_another_type_held (Fixture *fixture, gconstpointer who)
{
  choose (fixture, "Frankfurt cluster", SALES_DW);
  widget_finder_type (fixture->page, "User name", "svc_bi");
  widget_finder_choose (fixture->page, "Type", "Key");
  g_assert_null (widget_finder_find_row (fixture->page, "User name"));
  widget_finder_choose (fixture->page, "Type", "Basic");

  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (widget_finder_get_row (fixture->page, "User name"))),
                   ==, "svc_bi");
}

static void
test_says_what_a_choice_becomes (Fixture *fixture, gconstpointer who)
{
  GtkWidget *encryption;

  choose (fixture, "Orders", DATAFLOWS);
  g_assert_cmpstr (widget_finder_get_subtitle (fixture->page, "Privacy level"), ==,
                   "Stored now: None");
  widget_finder_choose (fixture->page, "Privacy level", "Private");
  g_assert_cmpstr (widget_finder_get_subtitle (fixture->page, "Privacy level"), ==,
                   "Stored now: None, will become Private");

  encryption = widget_finder_get_row (fixture->page, "Encrypted connection");
  g_assert_true (gtk_widget_has_css_class (encryption, "unknown"));
  gtk_switch_set_active (GTK_SWITCH (widget_finder_find_type (encryption, GTK_TYPE_SWITCH)), FALSE);
  g_assert_cmpstr (widget_finder_get_subtitle (fixture->page, "Encrypted connection"), ==,
                   "Was unknown, will become not encrypted");
}

static void
test_refusal_b_and_its_remedy (Fixture *fixture, gconstpointer who)
{
  g_autofree char *body = NULL;
  g_autofree char *token = gh_sim_server_issue_token (fixture->server, "anna@contoso.com", NULL);
  GtkWidget *radio;

  choose (fixture, "Orders", DATAFLOWS);
  radio = widget_finder_find_type (widget_finder_get_row (fixture->page, "A pasted access token"),
                                   GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (radio), TRUE);
  widget_finder_type (fixture->page, "Access token", token);
  widget_finder_choose (fixture->page, "Privacy level", "Organizational");
  widget_finder_click (fixture->page, "Apply");
  wait_for_text (fixture, "The Pasted Token Was Not Accepted");

  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (widget_finder_get_row (fixture->page, "Access token"))),
                   ==, token);
  g_assert_nonnull (
      widget_finder_find_row (fixture->page, "DM_GWPipeline_Gateway_InvalidConnectionCredentials"));
  g_assert_nonnull (widget_finder_find_label (fixture->page, "The form is as you left it."));
  g_assert_cmpuint (widget_finder_count_class (fixture->page, "suggested-action"), ==, 1);
  widget_finder_click (fixture->page, "Compare…");
  g_assert_nonnull (fixture->refused);
  g_assert_true (g_str_has_prefix (gh_token_view_get_name (fixture->refused), "Refused at "));
  g_assert_true (gh_token_view_was_refused (fixture->refused));
  /* A second Enter does nothing. */
  g_assert_true (ADW_IS_PREFERENCES_ROW (gtk_root_get_focus (GTK_ROOT (fixture->window))));

  widget_finder_click (fixture->page, "Use Your Own Identity and Send Again");
  wait_for_text (fixture, "Credential Set");
  body = gh_sim_server_dup_last_update (fixture->server);
  g_assert_cmpstr (body, ==,
                   "{\"credentialDetails\":{\"credentialType\":\"OAuth2\",\"encryptedConnection\":"
                   "\"Encrypted\",\"encryptionAlgorithm\":\"None\",\"privacyLevel\":"
                   "\"Organizational\",\"useCallerAADIdentity\":true}}");
}

static void
be_refused_as_no_owner (Fixture *fixture)
{
  choose (fixture, "Forecast", DATAFLOWS);
  g_assert_nonnull (
      widget_finder_find_label (fixture->page, "Undecided: only your own identity is sent"));
  widget_finder_click (fixture->page, "Apply");
  wait_for_text (fixture, "Only the Owner May Change This Credential");
}

static guint
count_patches (Fixture *fixture)
{
  return gh_sim_server_count_requests (fixture->server, "PATCH", "*/datasources/*");
}

static void
test_sends_nothing_for_somebody_else (Fixture *fixture, gconstpointer who)
{
  g_autoptr (GhSignInResult) ben = new_sign_in (fixture, "ben@contoso.com");

  be_refused_as_no_owner (fixture);
  widget_finder_click (fixture->page, "Sign In…");
  g_assert_cmpstr (fixture->login_hint, ==, "dora@contoso.com");
  gh_editor_page_take_sign_in (GH_EDITOR_PAGE (fixture->page), ben);

  g_assert_nonnull (widget_finder_find_label (
      fixture->page,
      "ben@contoso.com signed in, but dora@contoso.com owns this data source. Nothing was sent."));
  g_assert_cmpstr (gh_account_get_user_name (gh_session_get_account (fixture->session)), ==, who);
  g_assert_cmpuint (count_patches (fixture), ==, 1);
}

static void
test_sends_again_for_the_owner (Fixture *fixture, gconstpointer who)
{
  g_autoptr (GhSignInResult) dora = new_sign_in (fixture, "Dora@contoso.com");

  be_refused_as_no_owner (fixture);
  widget_finder_click (fixture->page, "Sign In…");
  gh_editor_page_take_sign_in (GH_EDITOR_PAGE (fixture->page), dora);
  wait_for_text (fixture, "Credential Set");

  g_assert_cmpuint (count_patches (fixture), ==, 2);
}

static GtkWidget *
get_dialog (void)
{
  g_autoptr (GListModel) windows = NULL;

  windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }

  g_error ("There is no dialog");
}

static void
test_takes_over (Fixture *fixture, gconstpointer who)
{
  be_refused_as_no_owner (fixture);
  widget_finder_click (fixture->page, "Take Over…");
  g_assert_cmpstr (widget_finder_get_subtitle (get_dialog (), DATAFLOWS), ==,
                   "Wiped; then your own identity is tried");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (get_dialog ()), "take-over");
  wait_for_text (fixture, "Credential Set");
}

static void
test_asks_about_a_changed_key (Fixture *fixture, gconstpointer who)
{
  GhDatasource *datasource;

  choose (fixture, "Frankfurt cluster", SALES_DW);
  widget_finder_type (fixture->page, "User name", "svc_bi");
  widget_finder_type (fixture->page, "Password", "Correct-Horse-7");
  widget_finder_click (fixture->page, "Apply");
  wait_for_text (fixture, "Credential Set and Verified");

  datasource = gh_editor_page_get_datasource (GH_EDITOR_PAGE (fixture->page));
  gh_sim_server_change_key (fixture->server, gh_datasource_get_gateway_id (datasource));
  widget_finder_type (fixture->page, "Password", "Correct-Horse-7");
  widget_finder_click (fixture->page, "Apply");
  wait_for_text (fixture, "The gateway’s key has changed. Nothing was sent.");
  g_assert_cmpuint (count_patches (fixture), ==, 1);

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (get_dialog ()), "use");
  wait_for_text (fixture, "Credential Set and Verified");
  g_assert_cmpuint (count_patches (fixture), ==, 2);
}

static void
apply_changed_key (Fixture *fixture)
{
  widget_finder_click (fixture->page, "Apply");
  wait_for_text (fixture, "The gateway’s key has changed. Nothing was sent.");
  g_assert_cmpuint (count_patches (fixture), ==, 0);
}

/* What was shown is what is meant, although no credential was ever sealed with it. */
static void
test_asks_about_another_key_than_shown (Fixture *fixture, gconstpointer who)
{
  GhDatasource *datasource;
  g_autofree char *shown = NULL;

  choose (fixture, "Frankfurt cluster", SALES_DW);
  datasource = gh_editor_page_get_datasource (GH_EDITOR_PAGE (fixture->page));
  gh_sim_server_change_key (fixture->server, gh_datasource_get_gateway_id (datasource));
  widget_finder_type (fixture->page, "User name", "svc_bi");
  widget_finder_type (fixture->page, "Password", "Correct-Horse-7");
  apply_changed_key (fixture);
  shown = g_strdup (widget_finder_get_subtitle (get_dialog (), "Seen last"));
  g_assert_true (g_str_has_prefix (shown, "SHA256:"));
  g_assert_cmpstr (widget_finder_get_subtitle (get_dialog (), "Now"), !=, shown);

  /* To decline is not to have seen it. */
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (get_dialog ()), "cancel");
  apply_changed_key (fixture);
  g_assert_cmpstr (widget_finder_get_subtitle (get_dialog (), "Seen last"), ==, shown);

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (get_dialog ()), "use");
  wait_for_text (fixture, "Credential Set and Verified");
  g_assert_cmpuint (count_patches (fixture), ==, 1);
}

/* Somebody who reaches an on-premises data source only through a model. */
static void
test_sends_nothing_undecided (Fixture *fixture, gconstpointer who)
{
  choose (fixture, "Budget", "sql-fra-01 · Budget");
  widget_finder_choose (fixture->page, "Type", "Basic");
  widget_finder_type (fixture->page, "User name", "svc_bi");
  widget_finder_type (fixture->page, "Password", "Correct-Horse-7");

  g_assert_false (widget_finder_is_sensitive (fixture->page, "Apply"));
  g_assert_nonnull (widget_finder_find_label (fixture->page, "Undecided: nothing is sent until"));
  g_assert_cmpuint (gh_sim_server_count_secrets (fixture->server), ==, 0);
}

/* What is being sent goes on when another data source is chosen; a toast says how it ended. */
static void
test_goes_on_elsewhere (Fixture *fixture, gconstpointer who)
{
  choose (fixture, "Orders", DATAFLOWS);
  widget_finder_click (fixture->page, "Apply");
  gh_editor_page_set_datasource (GH_EDITOR_PAGE (fixture->page),
                                 find_below (G_LIST_MODEL (
                                                 gh_session_get_inventory (fixture->session)),
                                             "Frankfurt cluster", SALES_DW));
  g_assert_true (gh_editor_page_is_sending (GH_EDITOR_PAGE (fixture->page)));
  wait_for_text (fixture, "Credential of “Power BI dataflows” set");

  g_assert_false (gh_editor_page_is_sending (GH_EDITOR_PAGE (fixture->page)));
  g_assert_null (widget_finder_find_label (fixture->page, "Credential Set"));
}

static void
test_cancels_before_sending (Fixture *fixture, gconstpointer who)
{
  choose (fixture, "Orders", DATAFLOWS);
  widget_finder_click (fixture->page, "Apply");
  widget_finder_click (fixture->page, "Cancel");
  wait_for_text (fixture, "Cancelled. Nothing was sent.");

  g_assert_cmpuint (count_patches (fixture), ==, 0);
}

static gboolean
is_sent (gpointer user_data)
{
  return count_patches (user_data) > 0;
}

static void
test_cancels_after_sending (Fixture *fixture, gconstpointer who)
{
  g_autofree char *path = NULL;

  choose (fixture, "Frankfurt cluster", SALES_DW);
  widget_finder_type (fixture->page, "User name", "svc_bi");
  widget_finder_type (fixture->page, "Password", "Correct-Horse-7");
  path = g_strconcat ("*/datasources/", gh_sim_server_find_datasource (fixture->server, SALES_DW),
                      NULL);
  gh_sim_server_script (fixture->server, path, 200, NULL, "", 30);
  widget_finder_click (fixture->page, "Apply");
  widget_finder_wait ("the change was sent", is_sent, fixture);
  widget_finder_click (fixture->page, "Cancel");
  wait_for_text (fixture, "Cancelled after sending. Whether it was set is unknown.");

  g_assert_true (widget_finder_is_sensitive (fixture->page, "Send Again"));
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (widget_finder_get_row (fixture->page, "Password"))),
                   ==, "Correct-Horse-7");
}

/* Nobody has cancelled, and nobody has refused. */
static void
check_unknown (Fixture *fixture,
               guint status,
               const char *headers,
               const char *body,
               const char *text)
{
  g_autofree char *path = NULL;

  choose (fixture, "Frankfurt cluster", SALES_DW);
  widget_finder_type (fixture->page, "User name", "svc_bi");
  widget_finder_type (fixture->page, "Password", "Correct-Horse-7");
  path = g_strconcat ("*/datasources/", gh_sim_server_find_datasource (fixture->server, SALES_DW),
                      NULL);
  gh_sim_server_script (fixture->server, path, status, headers, body, 0);
  widget_finder_click (fixture->page, "Apply");
  widget_finder_wait ("the change was sent", is_sent, fixture);
  wait_for_text (fixture, text);

  g_assert_null (widget_finder_find_label (fixture->page, "Refused at"));
  g_assert_null (widget_finder_find_label (fixture->page, "Cancelled"));
  g_assert_true (widget_finder_is_sensitive (fixture->page, "Send Again"));
}

static void
test_tells_what_is_unknown (Fixture *fixture, gconstpointer who)
{
  check_unknown (fixture, 302, "Location: https://login.contoso.com/", "",
                 "Whether It Was Set Is Unknown");
}

static void
test_tells_what_a_broken_service_leaves_unknown (Fixture *fixture, gconstpointer who)
{
  check_unknown (fixture, 500, NULL, "{\"error\":{\"code\":\"InternalServerError\"}}",
                 "Whether it was set is unknown.");
}

static void
test_fits_a_narrow_window (Fixture *fixture, gconstpointer who)
{
  int minimum;

  choose (fixture, "Frankfurt cluster", SALES_DW);
  gh_editor_page_set_folded (GH_EDITOR_PAGE (fixture->page), TRUE);
  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  g_assert_cmpint (minimum, <=, 360);
}

int
main (int argc, char **argv)
{
  const char *anna = "anna@contoso.com";

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gh_app_register_resource ();

#define ADD(name, who, test) g_test_add ("/ui/editor/" name, Fixture, who, set_up, test, tear_down)
  ADD ("chooses-nothing", anna, test_chooses_nothing);
  ADD ("shows-what-is-stored", anna, test_shows_what_is_stored);
  ADD ("sets-basic-on-premises", anna, test_sets_basic_on_premises);
  ADD ("preview-shows-no-secret", anna, test_preview_shows_no_secret);
  ADD ("keeps-what-another-type-held", anna, test_keeps_what_another_type_held);
  ADD ("says-what-a-choice-becomes", anna, test_says_what_a_choice_becomes);
  ADD ("refusal-b-and-its-remedy", anna, test_refusal_b_and_its_remedy);
  ADD ("sends-nothing-for-somebody-else", anna, test_sends_nothing_for_somebody_else);
  ADD ("sends-again-for-the-owner", anna, test_sends_again_for_the_owner);
  ADD ("takes-over", anna, test_takes_over);
  ADD ("asks-about-a-changed-key", anna, test_asks_about_a_changed_key);
  ADD ("asks-about-another-key-than-shown", anna, test_asks_about_another_key_than_shown);
  ADD ("sends-nothing-undecided", "ben@contoso.com", test_sends_nothing_undecided);
  ADD ("goes-on-elsewhere", anna, test_goes_on_elsewhere);
  ADD ("cancels-before-sending", anna, test_cancels_before_sending);
  ADD ("cancels-after-sending", anna, test_cancels_after_sending);
  ADD ("tells-what-is-unknown", anna, test_tells_what_is_unknown);
  ADD ("tells-what-a-broken-service-leaves-unknown", anna,
       test_tells_what_a_broken_service_leaves_unknown);
  ADD ("fits-a-narrow-window", anna, test_fits_a_narrow_window);
#undef ADD

  return g_test_run ();
}
