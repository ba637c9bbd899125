/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-keyring-page.h"

#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-error.h"
#include "gh-text.h"

struct _GhKeyringPage
{
  AdwBin parent_instance;

  GtkLabel *text_label;
  GtkButton *unlock_button;
  GtkLabel *problem_label;

  GhSession *session;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (GhKeyringPage, gh_keyring_page, ADW_TYPE_BIN)

static void
update_text (GhKeyringPage *self)
{
  GhAccount *account = gh_session_get_account (self->session);
  g_autofree char *who = NULL;
  g_autofree char *text = NULL;

  if (account == NULL)
    return;

  who = gh_text_to_display (gh_account_get_user_name (account));
  /* Translators: %s is the address of a user */
  text = g_strdup_printf (_ ("You are still signed in as %s. The tokens are in the keyring; unlock "
                             "it to go on."),
                          who);
  gtk_label_set_label (self->text_label, text);
}

static void
set_unlocking (GhKeyringPage *self, gboolean unlocking)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->unlock_button), !unlocking);
  gtk_button_set_label (self->unlock_button,
                        unlocking ? _ ("Waiting for the Keyring") : _ ("_Unlock"));
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhKeyringPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean unlocked = gh_session_unlock_finish (GH_SESSION (source), result, &error);

  g_clear_object (&self->cancellable);
  if (self->unlock_button == NULL)
    return;

  set_unlocking (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->unlock_button));
  /* Who dismissed the prompt knows that it is locked. */
  if (unlocked || g_error_matches (error, GH_ERROR, GH_ERROR_KEYRING_LOCKED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_label_set_label (self->problem_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
}

static void
unlock_cb (GhKeyringPage *self)
{
  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  set_unlocking (self, TRUE);
  gh_session_unlock_async (self->session, self->cancellable, unlocked_cb, g_object_ref (self));
}

static void
session_only_cb (GhKeyringPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  gh_session_use_memory (self->session);
}

static gboolean
gh_keyring_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GH_KEYRING_PAGE (widget)->unlock_button));
}

static void
gh_keyring_page_dispose (GObject *object)
{
  GhKeyringPage *self = GH_KEYRING_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gh_keyring_page_parent_class)->dispose (object);
}

static void
gh_keyring_page_class_init (GhKeyringPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_keyring_page_dispose;
  widget_class->grab_focus = gh_keyring_page_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/keyring/gh-keyring-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhKeyringPage, text_label);
  gtk_widget_class_bind_template_child (widget_class, GhKeyringPage, unlock_button);
  gtk_widget_class_bind_template_child (widget_class, GhKeyringPage, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, session_only_cb);
}

static void
gh_keyring_page_init (GhKeyringPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_keyring_page_new:
 *
 * Returns: (transfer floating): a page that offers to unlock the keyring
 */
GtkWidget *
gh_keyring_page_new (void)
{
  return g_object_new (GH_TYPE_KEYRING_PAGE, NULL);
}

/**
 * gh_keyring_page_set_session:
 * @self: a keyring page
 * @session: the session whose tokens are locked away
 */
void
gh_keyring_page_set_session (GhKeyringPage *self, GhSession *session)
{
  g_return_if_fail (GH_IS_KEYRING_PAGE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::account", G_CALLBACK (update_text), self,
                           G_CONNECT_SWAPPED);
  update_text (self);
}
