/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "gh-app-resources.h"
#include "gh-banner.h"
#include "gh-keyring-page.h"
#include "gh-main-page.h"
#include "gh-menu-button.h"
#include "gh-notice-bar.h"
#include "gh-sidebar.h"
#include "gh-sign-in-page.h"
#include "gh-tree-row.h"
#include "gh-tree-view.h"
#include "gh-waiting-page.h"
#include "gh-window.h"

static GhSession *
create_session (void)
{
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);
  g_autoptr (GhClock) clock = gh_clock_new ();

  return gh_session_new (http, clock, TRUE);
}

static gboolean
has_visible_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_label (GTK_LABEL (widget)) != '\0')
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child) && has_visible_text (child))
      return TRUE;

  return FALSE;
}

static gboolean
has_name (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         has_visible_text (widget);
}

/* The buttons inside a menu or split button, and those of the title bar, are the platform's own. */
static gboolean
needs_name (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (parent == NULL || GTK_IS_MENU_BUTTON (parent) || ADW_IS_SPLIT_BUTTON (parent) ||
      GTK_IS_WINDOW_CONTROLS (parent))
    return FALSE;

  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_LIST_VIEW (widget) ||
         GTK_IS_SEARCH_ENTRY (widget);
}

static void
check_names (GtkWidget *widget)
{
  /* A row without a list row, and a hidden button without a text, are filled in later. */
  if (!gtk_widget_get_visible (widget))
    return;

  if (needs_name (widget) && !has_name (widget))
    g_error ("A %s in a %s has no name for assistive technology", G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_names (child);
}

/* What asks for more than a narrow window has, innermost last. */
static void
print_wide (GtkWidget *widget, int depth)
{
  int minimum = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum < 200)
    return;

  g_test_message ("%*s%s %d", depth, "", G_OBJECT_TYPE_NAME (widget), minimum);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    print_wide (child, depth + 1);
}

/* Shows @widget in a window of its own, as narrow as it can be, and lets it go again. */
static void
show_widget (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();
  gpointer weak = widget;

  g_object_add_weak_pointer (G_OBJECT (widget), &weak);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 294);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  check_names (window);
  if (gtk_widget_get_width (widget) > 360)
    {
      print_wide (widget, 0);
      g_test_fail_printf ("It is %d pixels wide at least", gtk_widget_get_width (widget));
    }
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (weak);
}

static void
test_template (gconstpointer data)
{
  GtkWidget *(*create) (void) = (GtkWidget * (*)(void)) data;

  show_widget (create ());
}

static void
test_banner (void)
{
  GtkWidget *banner =
      g_object_new (GH_TYPE_BANNER, "title", "Sign in again to go on.", "button-label",
                    "Try _Keyring Again", "icon-name", "dialog-warning-symbolic", NULL);

  show_widget (banner);
}

static void
test_notices (void)
{
  g_autoptr (GhSession) session = create_session ();
  g_autoptr (GhNotices) notices = gh_notices_new (session, TRUE);
  GtkWidget *bar = gh_notice_bar_new ();

  gh_notice_bar_set_notices (GH_NOTICE_BAR (bar), notices);
  show_widget (bar);
}

static void
test_sign_in (void)
{
  g_autoptr (GhSession) session = create_session ();
  GtkWidget *page = gh_sign_in_page_new ();

  gh_sign_in_page_set_session (GH_SIGN_IN_PAGE (page), session);
  show_widget (page);
}

static void
test_waiting (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "It did not work");
  GtkWidget *page = gh_waiting_page_new ();

  gh_waiting_page_show_problem (GH_WAITING_PAGE (page), error);
  show_widget (page);
}

static void
test_keyring (void)
{
  g_autoptr (GhSession) session = create_session ();
  GtkWidget *page = gh_keyring_page_new ();

  gh_keyring_page_set_session (GH_KEYRING_PAGE (page), session);
  show_widget (page);
}

static void
test_main (void)
{
  g_autoptr (GhSession) session = create_session ();
  g_autoptr (GhNotices) notices = gh_notices_new (session, TRUE);
  GtkWidget *page = gh_main_page_new ();

  gh_main_page_set_session (GH_MAIN_PAGE (page), session, notices);
  show_widget (page);
}

static void
test_window (void)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("io.github.gatehouse.Test", G_APPLICATION_NON_UNIQUE);
  g_autoptr (GhSession) session = create_session ();
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
  window = gh_window_new (application, session, TRUE);
  gtk_window_present (GTK_WINDOW (window));
  while (gh_session_get_state (session) == GH_SESSION_STARTING)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  check_names (window);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_shortcuts (void)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/gatehouse/Gatehouse/window/gh-shortcuts.ui");
  GObject *window = gtk_builder_get_object (builder, "shortcuts");

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gh_app_register_resource ();

  g_test_add_data_func ("/templates/menu-button", (gconstpointer)gh_menu_button_new, test_template);
  g_test_add_data_func ("/templates/tree-row", (gconstpointer)gh_tree_row_new, test_template);
  g_test_add_data_func ("/templates/tree-view", (gconstpointer)gh_tree_view_new, test_template);
  g_test_add_data_func ("/templates/sidebar", (gconstpointer)gh_sidebar_new, test_template);
  g_test_add_func ("/templates/banner", test_banner);
  g_test_add_func ("/templates/notice-bar", test_notices);
  g_test_add_func ("/templates/sign-in-page", test_sign_in);
  g_test_add_func ("/templates/waiting-page", test_waiting);
  g_test_add_func ("/templates/keyring-page", test_keyring);
  g_test_add_func ("/templates/main-page", test_main);
  g_test_add_func ("/templates/window", test_window);
  g_test_add_func ("/templates/shortcuts", test_shortcuts);

  return g_test_run ();
}
