/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-key-dialog.h"

#include <glib/gi18n.h>

static GtkWidget *
new_row (const char *title, const char *fingerprint)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), fingerprint);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "fingerprint");

  return row;
}

/**
 * gh_key_dialog_new:
 * @parent: the window
 * @route: a sealed route whose key is not the one that was seen last
 * @before: (nullable): the fingerprint that was seen last
 *
 * Returns: (transfer none): a dialog, not yet presented
 */
GtkWidget *
gh_key_dialog_new (GtkWindow *parent, GhRoute *route, const char *before)
{
  const char *gateway = gh_route_get_gateway_name (route);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("The Gateway’s Key Has Changed"), NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_format_body (
      message,
      _ ("The key of %s is not the one that was seen last. That is expected after its recovery key "
         "was changed or it was set up anew. Ask its administrator if you do not know why."),
      gateway != NULL ? gateway : _ ("the gateway"));
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), GH_KEY_RESPONSE,
                                    _ ("_Use the New Key"), NULL);
  adw_message_dialog_set_response_appearance (message, GH_KEY_RESPONSE, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  if (before != NULL)
    gtk_list_box_append (GTK_LIST_BOX (list), new_row (_ ("Seen last"), before));
  gtk_list_box_append (GTK_LIST_BOX (list), new_row (_ ("Now"), gh_gateway_key_get_fingerprint (
                                                                    gh_route_get_key (route))));
  adw_message_dialog_set_extra_child (message, list);

  return dialog;
}
