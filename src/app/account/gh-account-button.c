/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-account-button.h"

#include <glib/gi18n.h>

#include "gh-text.h"

struct _GhAccountButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  AdwAvatar *avatar;
  GMenu *menu;
  /* What the menu was made of. */
  char *made_of;

  GhSession *session;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (GhAccountButton, gh_account_button, ADW_TYPE_BIN)

/* A name is not a mnemonic. */
static char *
dup_label (GhAccount *account)
{
  g_autofree char *who = gh_text_to_display (gh_account_get_user_name (account));
  g_auto (GStrv) parts = g_strsplit (who, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);
  GhSignInMethod method = gh_account_get_method (account);

  if (gh_sign_in_method_is_interactive (method) || method == GH_SIGN_IN_AZURE_CLI)
    return g_steal_pointer (&label);

  /* Translators: the name of an application, which signed in without a person */
  return g_strdup_printf (_ ("%s · application"), label);
}

/* Two clouds may know the same domain. */
static char *
dup_heading (GhAccount *account)
{
  GhCloud *cloud = gh_account_get_cloud (account);
  g_autofree char *tenant = gh_text_to_display (gh_account_get_tenant (account));
  g_autofree char *name = gh_text_to_display (gh_cloud_get_name (cloud));

  return gh_cloud_is_public (cloud) ? g_steal_pointer (&tenant)
                                    : g_strdup_printf ("%s · %s", tenant, name);
}

static GMenu *
find_section (GMenu *menu, GHashTable *sections, const char *heading)
{
  GMenu *section = g_hash_table_lookup (sections, heading);

  if (section == NULL)
    {
      section = g_menu_new ();
      g_menu_append_section (menu, heading, G_MENU_MODEL (section));
      g_hash_table_insert (sections, g_strdup (heading), section);
    }

  return section;
}

static void
add_accounts (GhAccountButton *self)
{
  GListModel *accounts = G_LIST_MODEL (gh_session_get_accounts (self->session));
  g_autoptr (GHashTable) sections =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (GhAccount) account = g_list_model_get_item (accounts, i);
      g_autofree char *heading = dup_heading (account);
      g_autofree char *label = dup_label (account);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      if (!gh_session_takes_account (self->session, account))
        continue;
      g_menu_item_set_action_and_target (item, "shell.account", "s", gh_account_get_id (account));
      g_menu_append_item (find_section (self->menu, sections, heading), item);
    }
}

static void
add_actions (GhAccountButton *self)
{
  g_autoptr (GMenu) middle = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  g_menu_append (middle, _ ("_Add Account…"), "shell.add-account");
  if (gh_session_get_state (self->session) == GH_SESSION_SIGNED_IN)
    g_menu_append (middle, _ ("_What This Token May Do"), "shell.show-tokens");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (middle));
  g_menu_append (last, _ ("_Sign Out…"), "shell.sign-out");
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (last));
}

/* A menu that is open and stays the same must not be made anew under the pointer. */
static char *
dup_what_it_is_made_of (GhAccountButton *self)
{
  GListModel *accounts = G_LIST_MODEL (gh_session_get_accounts (self->session));
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%d", gh_session_get_state (self->session));
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (GhAccount) account = g_list_model_get_item (accounts, i);

      g_string_append_printf (text, " %s", gh_account_get_id (account));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update_menu (GhAccountButton *self)
{
  g_autofree char *made_of = dup_what_it_is_made_of (self);

  if (g_strcmp0 (made_of, self->made_of) == 0)
    return;

  g_free (self->made_of);
  self->made_of = g_steal_pointer (&made_of);
  g_menu_remove_all (self->menu);
  add_accounts (self);
  add_actions (self);
}

static void
update (GhAccountButton *self)
{
  GhAccount *account = gh_session_get_account (self->session);
  guint n_accounts =
      g_list_model_get_n_items (G_LIST_MODEL (gh_session_get_accounts (self->session)));
  g_autofree char *who = account != NULL ? gh_text_to_display (gh_account_get_user_name (account))
                                         : g_strdup (_ ("Nobody"));
  /* Translators: %s is the address of a user */
  g_autofree char *tooltip = g_strdup_printf (_ ("Account %s"), who);

  update_menu (self);
  gtk_widget_set_visible (GTK_WIDGET (self), account != NULL || n_accounts > 0);
  adw_avatar_set_text (self->avatar, who);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip, -1);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* What was read before is still shown; the next start says what is wrong with the file. */
  if (!gh_account_list_load_finish (GH_ACCOUNT_LIST (source), result, &error))
    g_debug ("The accounts can't be read: %s", error->message);
}

/* gatehousectl may have added one, or removed one. */
static void
shown_cb (GhAccountButton *self)
{
  if (self->session != NULL)
    gh_account_list_load_async (gh_session_get_accounts (self->session), self->cancellable,
                                loaded_cb, NULL);
}

static void
gh_account_button_dispose (GObject *object)
{
  GhAccountButton *self = GH_ACCOUNT_BUTTON (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gh_account_button_parent_class)->dispose (object);
}

static void
gh_account_button_finalize (GObject *object)
{
  GhAccountButton *self = GH_ACCOUNT_BUTTON (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->menu);
  g_free (self->made_of);

  G_OBJECT_CLASS (gh_account_button_parent_class)->finalize (object);
}

static void
gh_account_button_class_init (GhAccountButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_account_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_account_button_finalize;
}

static void
gh_account_button_init (GhAccountButton *self)
{
  self->cancellable = g_cancellable_new ();
  self->menu = g_menu_new ();
  self->avatar = g_object_new (ADW_TYPE_AVATAR, "size", 24, "show-initials", TRUE,
                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, GTK_WIDGET (self->avatar));
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (self->menu));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "circular");
  /* Centred, it would hang out of the window. */
  gtk_widget_set_halign (GTK_WIDGET (gtk_menu_button_get_popover (self->button)), GTK_ALIGN_START);
  g_signal_connect_object (gtk_menu_button_get_popover (self->button), "show",
                           G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * gh_account_button_new:
 *
 * Returns: (transfer floating): a button that is hidden until it knows a session with accounts
 */
GtkWidget *
gh_account_button_new (void)
{
  return g_object_new (GH_TYPE_ACCOUNT_BUTTON, NULL);
}

/**
 * gh_account_button_set_session:
 * @self: a button
 * @session: whose accounts it shows
 */
void
gh_account_button_set_session (GhAccountButton *self, GhSession *session)
{
  g_return_if_fail (GH_IS_ACCOUNT_BUTTON (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::account", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gh_session_get_accounts (session), "items-changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);
}
