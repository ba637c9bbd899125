/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-answer-row.h"

#include <glib/gi18n.h>

#include "gh-text.h"

/* Only this much of a long answer is laid out. */
#define MAX_ANSWER_BYTES (64 * 1024)

static void
copy_cb (GtkButton *button)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)),
                          g_object_get_data (G_OBJECT (button), "text"));
}

GtkWidget *
gh_answer_row_new_copy_button (const char *name, const char *text)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (copy_cb), NULL);

  return button;
}

static char *
dup_answer (GhProblem *problem)
{
  const char *raw = gh_problem_get_raw (problem);
  const char *end = raw + strnlen (raw, MAX_ANSWER_BYTES);

  if (*end == '\0')
    return g_strdup (raw);

  end = g_utf8_find_prev_char (raw, end);
  return g_strdup_printf ("%.*s…", (int)(end - raw), raw);
}

static GtkWidget *
new_answer (GhProblem *problem)
{
  g_autofree char *answer = dup_answer (problem);
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label = gtk_label_new (answer);

  if (*answer == '\0')
    gtk_label_set_text (GTK_LABEL (label), _ ("The answer has no text."));
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "request");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Answer of the service"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Answer of the service"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), scroller);

  return row;
}

static char *
dup_subtitle (GhProblem *problem)
{
  const char *request_id = gh_problem_get_request_id (problem);

  if (request_id == NULL)
    return g_strdup_printf (_ ("HTTP %u"), gh_problem_get_status (problem));

  return g_strdup_printf (_ ("HTTP %u · RequestId %s"), gh_problem_get_status (problem),
                          request_id);
}

GtkWidget *
gh_answer_row_new (GhProblem *problem)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *code = gh_text_to_display (gh_problem_get_code (problem));
  g_autofree char *subtitle = dup_subtitle (problem);
  const char *request_id = gh_problem_get_request_id (problem);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), code);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  if (request_id != NULL)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row),
                                 gh_answer_row_new_copy_button (_ ("Copy RequestId"), request_id));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), new_answer (problem));

  return row;
}
