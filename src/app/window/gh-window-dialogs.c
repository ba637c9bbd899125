/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-window-dialogs.h"

#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-error.h"
#include "gh-text.h"

/**
 * gh_window_dialogs_show_about:
 * @parent: the window in front of which it is shown
 *
 * Says what this program is.
 */
void
gh_window_dialogs_show_about (GtkWindow *parent)
{
  const char *developers[] = { "The Gatehouse contributors", NULL };

  adw_show_about_window (
      parent, "application-name", "Gatehouse", "application-icon", GH_APPLICATION_ID, "version",
      GH_VERSION, "developer-name", _ ("The Gatehouse contributors"), "developers", developers,
      "license-type", GTK_LICENSE_GPL_3_0, "copyright", "© 2026 The Gatehouse contributors",
      "comments",
      _ ("Set the credentials of Power BI and Fabric data sources, and understand every refusal."),
      NULL);
}

/**
 * gh_window_dialogs_show_shortcuts:
 * @parent: the window in front of which they are shown
 *
 * Shows the keys.
 */
void
gh_window_dialogs_show_shortcuts (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (GH_RESOURCE_BASE "/window/gh-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, parent);
  gtk_window_present (shortcuts);
}

static AdwMessageDialog *
new_problem (GtkWindow *parent, const char *heading, const GError *error)
{
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, error->message));

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_message_dialog_set_close_response (dialog, "close");

  return dialog;
}

/**
 * gh_window_dialogs_show_problem:
 * @parent: the window in front of which it is shown
 * @heading: what is the case now
 * @error: why
 *
 * Says what went wrong.
 */
void
gh_window_dialogs_show_problem (GtkWindow *parent, const char *heading, const GError *error)
{
  gtk_window_present (GTK_WINDOW (new_problem (parent, heading, error)));
}

/**
 * gh_window_dialogs_show_still_signed_in:
 * @parent: the window in front of which it is shown
 * @error: why signing out did not work
 *
 * Says what went wrong, and offers to unlock the keyring where it is locked.
 *
 * Returns: (transfer none): the dialog, whose response is "close" or "unlock"
 */
AdwMessageDialog *
gh_window_dialogs_show_still_signed_in (GtkWindow *parent, const GError *error)
{
  AdwMessageDialog *dialog = new_problem (parent, _ ("Still Signed In"), error);

  if (g_error_matches (error, GH_ERROR, GH_ERROR_KEYRING_LOCKED))
    {
      adw_message_dialog_add_response (dialog, "unlock", _ ("_Unlock"));
      adw_message_dialog_set_response_appearance (dialog, "unlock", ADW_RESPONSE_SUGGESTED);
    }
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}

/**
 * gh_window_dialogs_ask_sign_out:
 * @parent: the window in front of which the question is asked
 * @account: who is signed in
 * @dirty: whether something typed is lost with it
 *
 * Returns: (transfer none): the dialog, whose response is "cancel" or "sign-out"
 */
AdwMessageDialog *
gh_window_dialogs_ask_sign_out (GtkWindow *parent, GhAccount *account, gboolean dirty)
{
  g_autofree char *who = gh_text_to_display (gh_account_get_user_name (account));
  /* Translators: %s is the address of a user */
  g_autofree char *heading = g_strdup_printf (_ ("Sign Out %s?"), who);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      parent, heading,
      dirty ? _ ("The tokens are removed from this computer. What was typed is discarded.")
            : _ ("The tokens are removed from this computer.")));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "sign-out", _ ("_Sign Out"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "sign-out", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}

/**
 * gh_window_dialogs_ask_close:
 * @parent: the window in front of which the question is asked
 *
 * Asks whether to close while a change is being sent.
 *
 * Returns: (transfer none): the dialog, whose response is "cancel" or "close"
 */
AdwMessageDialog *
gh_window_dialogs_ask_close (GtkWindow *parent)
{
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("A Change Is Being Sent"),
                                                  _ ("Whether it was set would not be known.")));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "close", _ ("_Close"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}
