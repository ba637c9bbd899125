/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-discard-dialog.h"

#include <glib/gi18n.h>

static void
response_cb (GtkWidget *widget, const char *response, AdwMessageDialog *dialog)
{
  GhDiscardFunc func = (GhDiscardFunc)g_object_get_data (G_OBJECT (dialog), "func");

  func (widget, g_strcmp0 (response, "discard") == 0);
}

/**
 * gh_discard_dialog_ask:
 * @widget: a widget of the window in front of which the question is asked
 * @func: called with @widget and the answer
 *
 * Asks whether what was typed may be lost.
 */
void
gh_discard_dialog_ask (GtkWidget *widget, GhDiscardFunc func)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                              _ ("Discard What Was Typed?"),
                              _ ("The new credential was not set, and nothing of it is kept."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard",
                                    _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "func", (gpointer)func);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
