/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The reference for the window: a libadwaita window with a header bar, a sidebar and a form with as
 * many rows of the same kinds as the editor's, and nothing behind them. Prints, in milliseconds
 * since its start, when its first frame was painted.
 *
 *   bench-window */

#include <adwaita.h>
#include <stdio.h>
#include <unistd.h>

#include "bench-frame.h"

static void
add_row (GtkWidget *group, const char *title, GtkWidget *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (suffix != NULL)
    {
      gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_entry (GtkWidget *group, const char *title, GtkWidget *row)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static GtkWidget *
create_group (GtkWidget *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));

  return group;
}

static GtkWidget *
create_form (void)
{
  const char *types[] = { "Basic", "Windows", "Key", "Anonymous", NULL };
  const char *levels[] = { "Organizational", "Private", "Public", NULL };
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *facts = create_group (page, "SalesDW");
  GtkWidget *credential = create_group (page, "New credential");
  GtkWidget *settings = create_group (page, "Sent along");

  add_row (facts, "SQL Server", gtk_button_new_with_label ("Test"));
  add_row (credential, "Type", gtk_drop_down_new_from_strings (types));
  add_row (credential, "Your own identity", gtk_check_button_new ());
  add_row (credential, "A pasted access token", gtk_check_button_new ());
  for (guint i = 0; i < 2; i++)
    add_entry (credential, "User name", adw_entry_row_new ());
  for (guint i = 0; i < 4; i++)
    add_entry (credential, "Password", adw_password_entry_row_new ());
  add_row (credential, "Nothing is needed", NULL);
  add_row (credential, "Not offered here", NULL);
  add_row (settings, "Privacy level", gtk_drop_down_new_from_strings (levels));
  add_row (settings, "Encrypted connection", gtk_switch_new ());
  add_row (settings, "Single sign-on", gtk_switch_new ());

  return page;
}

static GtkWidget *
create_sidebar (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_widget_set_size_request (box, 320, -1);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), gtk_search_entry_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), gtk_list_view_new (NULL, NULL));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("Reading…"));

  return box;
}

static GtkWidget *
create_content (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_action_bar_new ();
  GtkWidget *form = create_form ();

  gtk_widget_set_vexpand (form, TRUE);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_action_bar_pack_start (GTK_ACTION_BAR (bar), gtk_button_new_with_label ("Preview"));
  gtk_action_bar_pack_end (GTK_ACTION_BAR (bar), gtk_button_new_with_label ("Set Credential"));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), form);
  gtk_box_append (GTK_BOX (box), bar);

  return box;
}

static void
painted_cb (double ms, gpointer user_data)
{
  printf ("%.3f\n", ms);
  fflush (stdout);
  _exit (0);
}

static void
activate_cb (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *panes = adw_leaflet_new ();

  adw_leaflet_append (ADW_LEAFLET (panes), create_sidebar ());
  adw_leaflet_append (ADW_LEAFLET (panes), create_content ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), panes);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 760);
  bench_watch_frame (GTK_WINDOW (window), NULL, painted_cb, NULL);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("io.github.gatehouse.Bench", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
