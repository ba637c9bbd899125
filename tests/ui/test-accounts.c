/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Several accounts in one window, and clouds of one's own, with accounts of the simulator. */

#include <adwaita.h>
#include <string.h>

#include "gh-app-resources.h"
#include "gh-cloud-dialog.h"
#include "gh-sim-server.h"
#include "gh-window.h"
#include "widget-finder.h"

#define ANNA "anna@contoso.com"
#define BEN "ben@contoso.com"
#define TENANT_ID "11111111-1111-4111-8111-111111111111"

typedef struct
{
  GhSimServer *server;
  GhSession *session;
  GtkWidget *window;
  guint n_done;
} Fixture;

static void
adopted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  gh_session_adopt_finish (GH_SESSION (source), result, &error);
  g_assert_no_error (error);
  fixture->n_done++;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Fixture *)user_data)->n_done > 0;
}

static void
sign_in (Fixture *fixture, const char *who)
{
  GhCloud *cloud = gh_session_get_cloud (fixture->session);
  g_autofree char *token = gh_sim_server_issue_token (fixture->server, who, NULL);
  g_autoptr (GhSecret) secret = gh_secret_new_text (token);
  g_autoptr (GhTokenSet) empty = gh_token_set_new (NULL);
  g_autoptr (GhTokenSet) tokens =
      gh_token_set_with (empty, gh_cloud_get_powerbi_audience (cloud), secret,
                         g_get_real_time () / G_USEC_PER_SEC + 3600, NULL);
  g_autoptr (GhAccount) account =
      gh_account_new (cloud, gh_cloud_get_tenant_hint (cloud), gh_cloud_get_client_id_hint (cloud),
                      who, who, TENANT_ID);
  g_autoptr (GhSignInResult) result = gh_sign_in_result_new (account, tokens);

  fixture->n_done = 0;
  gh_session_adopt_async (fixture->session, result, NULL, adopted_cb, fixture);
  widget_finder_wait ("signed in", is_done, fixture);
}

static void
set_up (Fixture *fixture, gconstpointer application)
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
  sign_in (fixture, ANNA);
  sign_in (fixture, BEN);

  fixture->window = gh_window_new ((AdwApplication *)application, fixture->session, FALSE);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
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
wait_for_text (GtkWidget *root, const char *text)
{
  widget_finder_wait (text, is_said, &(Awaited){ root, text });
}

static void
wait_until_gone (GtkWidget *root, const char *text)
{
  widget_finder_wait (text, is_not_said, &(Awaited){ root, text });
}

static const char *
get_id (Fixture *fixture, const char *who)
{
  GhAccount *account = gh_account_list_find (gh_session_get_accounts (fixture->session), who);

  g_assert_nonnull (account);

  return gh_account_get_id (account);
}

static void
choose (Fixture *fixture, const char *who)
{
  g_assert_true (
      gtk_widget_activate_action (fixture->window, "shell.account", "s", get_id (fixture, who)));
}

static const char *
get_current (Fixture *fixture)
{
  return gh_account_get_user_name (gh_session_get_account (fixture->session));
}

static void
assert_marked (Fixture *fixture, const char *who)
{
  g_autofree char *id = NULL;

  g_object_get (fixture->window, "account-id", &id, NULL);
  g_assert_cmpstr (id, ==, get_id (fixture, who));
}

/* Ben administers no gateway, Anna does. */
static void
test_switch (Fixture *fixture, gconstpointer unused)
{
  wait_for_text (fixture->window, "Sales");
  g_assert_null (widget_finder_find_label (fixture->window, "Frankfurt cluster"));
  assert_marked (fixture, BEN);

  choose (fixture, ANNA);
  wait_for_text (fixture->window, "Frankfurt cluster");
  g_assert_cmpstr (get_current (fixture), ==, ANNA);
  assert_marked (fixture, ANNA);

  choose (fixture, BEN);
  wait_until_gone (fixture->window, "Frankfurt cluster");
  g_assert_cmpstr (get_current (fixture), ==, BEN);
}

static void
test_adding_one_leads_to_the_sign_in_page_and_back (Fixture *fixture, gconstpointer unused)
{
  wait_for_text (fixture->window, "Sales");
  gtk_widget_activate_action (fixture->window, "shell.add-account", NULL);
  wait_for_text (fixture->window, "Sign In with Browser");

  gtk_widget_activate_action (fixture->window, "shell.back", NULL);
  wait_for_text (fixture->window, "Sales");
  g_assert_cmpstr (get_current (fixture), ==, BEN);
}

/* While somebody else may sign in, one of those who did can be gone back to. */
static void
test_another_one_is_chosen_from_the_sign_in_page (Fixture *fixture, gconstpointer unused)
{
  gtk_widget_activate_action (fixture->window, "shell.add-account", NULL);
  wait_for_text (fixture->window, "Sign In with Browser");

  choose (fixture, ANNA);
  wait_for_text (fixture->window, "Frankfurt cluster");
}

static void
test_the_way_to_sign_in_asks_for_its_secret (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *page;

  gtk_widget_activate_action (fixture->window, "shell.add-account", NULL);
  wait_for_text (fixture->window, "Sign In with Browser");
  page = widget_finder_find_type (fixture->window, g_type_from_name ("GhSignInPage"));
  gtk_widget_activate_action (page, "sign-in.with", "s", "client-secret");
  wait_for_text (fixture->window, "Service Principal");
  g_assert_false (widget_finder_is_sensitive (fixture->window, "Sign In"));

  /* The public client that the field holds has no secret, which the authority says. */
  widget_finder_type (fixture->window, "Secret", "wrong");
  widget_finder_click (fixture->window, "Sign In");
  page = widget_finder_find_type (fixture->window, g_type_from_name ("GhMethodPage"));
  wait_for_text (page, "Enter the secret’s value; its ID does not do.");
  g_assert_cmpstr (get_current (fixture), ==, BEN);
}

static void
saved_cb (GhCloud **saved, GhCloud *cloud)
{
  g_set_object (saved, cloud);
}

static gboolean
has_cloud (gpointer user_data)
{
  return *(GhCloud **)user_data != NULL;
}

/* Each field says what is wrong with it, once it is to be saved. */
static void
test_cloud_dialog (void)
{
  g_autoptr (GhCloudList) clouds = gh_cloud_list_new (NULL);
  g_autoptr (GhCloud) saved = NULL;
  GtkWidget *dialog = gh_cloud_dialog_new (NULL, clouds, NULL);

  g_signal_connect_swapped (dialog, "saved", G_CALLBACK (saved_cb), &saved);
  gtk_window_present (GTK_WINDOW (dialog));
  widget_finder_type (dialog, "Name", "Public");
  widget_finder_type (dialog, "Signs in at", "http://login.example.com");
  widget_finder_click (dialog, "Save");
  g_assert_null (saved);
  g_assert_nonnull (widget_finder_find_label (dialog, "There is a cloud “Public” already"));
  g_assert_cmpint (widget_finder_count_class (dialog, "error"), >=, 4);

  widget_finder_type (dialog, "Name", "Ours");
  widget_finder_type (dialog, "Signs in at", "https://login.example.com");
  g_assert_null (widget_finder_find_label (dialog, "There is a cloud “Public” already"));
  widget_finder_type (dialog, "Address", "https://api.example.com");
  widget_finder_type (dialog, "Audience", "https://example.com/powerbi");
  widget_finder_click (dialog, "Save");
  widget_finder_wait ("saved", has_cloud, &saved);
  g_assert_nonnull (gh_cloud_list_find (clouds, "Ours"));
  g_assert_null (gh_cloud_get_fabric_origin (saved));
}

static void
add (const char *name, AdwApplication *application, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/accounts/", name, NULL);

  g_test_add (path, Fixture, application, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gh_app_register_resource ();
  application = adw_application_new (NULL, G_APPLICATION_DEFAULT_FLAGS);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  add ("switch", application, test_switch);
  add ("adding-one-leads-to-the-sign-in-page-and-back", application,
       test_adding_one_leads_to_the_sign_in_page_and_back);
  add ("another-one-is-chosen-from-the-sign-in-page", application,
       test_another_one_is_chosen_from_the_sign_in_page);
  add ("the-way-to-sign-in-asks-for-its-secret", application,
       test_the_way_to_sign_in_asks_for_its_secret);
  g_test_add_func ("/accounts/cloud-dialog", test_cloud_dialog);

  return g_test_run ();
}
