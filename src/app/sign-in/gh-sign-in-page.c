/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sign-in-page.h"

#include <glib/gi18n.h>

#include "gh-client-preset.h"
#include "gh-cloud-dialog.h"
#include "gh-config.h"
#include "gh-text.h"

struct _GhSignInPage
{
  AdwBin parent_instance;

  AdwActionRow *cloud_row;
  GtkLabel *cloud_name;
  GtkDropDown *cloud_choice;
  GtkButton *edit_cloud_button;
  GtkButton *add_cloud_button;
  AdwEntryRow *tenant_row;
  AdwEntryRow *client_id_row;
  AdwExpanderRow *help_row;
  GtkLabel *reason_label;
  GtkButton *sign_in_button;
  GtkLabel *tokens_label;
  GtkMenuButton *other_button;
  /* The cloud of the account, where it is neither known nor saved. */
  GListStore *further;
  GMenu *preset_menu;

  GhSession *session;
  gboolean tenant_left;
  gboolean client_id_left;
};

enum
{
  SIGN_IN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhSignInPage, gh_sign_in_page, ADW_TYPE_BIN)

typedef gboolean (*CheckFunc) (const char *text, GError **error);

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* An empty field is not wrong, only not filled yet; a field is called wrong only after it was left,
 * so that nobody is told off while typing. */
static gboolean
check_row (AdwEntryRow *row, CheckFunc check, gboolean left, char **reason)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dup_text (row);
  gboolean valid = check (text, &error);
  gboolean shown = !valid && left && *text != '\0';

  if (shown)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), shown ? error->message : NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               shown ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  shown ? error->message : "", -1);
  if (shown && *reason == NULL)
    *reason = g_strdup (error->message);

  return valid;
}

static void
update (GhSignInPage *self)
{
  g_autofree char *reason = NULL;
  gboolean tenant =
      check_row (self->tenant_row, gh_account_check_tenant, self->tenant_left, &reason);
  gboolean client_id =
      check_row (self->client_id_row, gh_account_check_client_id, self->client_id_left, &reason);

  gtk_widget_set_sensitive (GTK_WIDGET (self->sign_in_button), tenant && client_id);
  gtk_label_set_label (self->reason_label, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), reason != NULL);
}

static void
tenant_leave_cb (GhSignInPage *self)
{
  self->tenant_left = TRUE;
  update (self);
}

static void
client_id_leave_cb (GhSignInPage *self)
{
  self->client_id_left = TRUE;
  update (self);
}

/* (transfer none): the cloud that is chosen, or the only one */
static GhCloud *
get_cloud (GhSignInPage *self)
{
  GhCloud *chosen = gtk_drop_down_get_selected_item (self->cloud_choice);

  if (gh_session_has_only_cloud (self->session) || chosen == NULL)
    return gh_session_get_cloud (self->session);

  return chosen;
}

static gboolean
is_valid (AdwEntryRow *row, CheckFunc check)
{
  g_autofree char *text = dup_text (row);

  return check (text, NULL);
}

/* What the machine knows by itself need not be typed. */
static gboolean
is_ready_for (GhSignInPage *self, GhSignInMethod method)
{
  if (method == GH_SIGN_IN_AZURE_CLI || method == GH_SIGN_IN_MANAGED_IDENTITY)
    return TRUE;

  return is_valid (self->tenant_row, gh_account_check_tenant) &&
         is_valid (self->client_id_row, gh_account_check_client_id);
}

static void
sign_in_with (GhSignInPage *self, GhSignInMethod method)
{
  g_autofree char *tenant = NULL;
  g_autofree char *client_id = NULL;

  if (!is_ready_for (self, method))
    {
      self->tenant_left = TRUE;
      self->client_id_left = TRUE;
      update (self);
      gtk_widget_grab_focus (is_valid (self->tenant_row, gh_account_check_tenant)
                                 ? GTK_WIDGET (self->client_id_row)
                                 : GTK_WIDGET (self->tenant_row));
      return;
    }

  if (is_valid (self->tenant_row, gh_account_check_tenant))
    tenant = dup_text (self->tenant_row);
  if (is_valid (self->client_id_row, gh_account_check_client_id))
    client_id = dup_text (self->client_id_row);
  g_signal_emit (self, signals[SIGN_IN], 0, (guint)method, get_cloud (self), tenant, client_id);
}

static void
sign_in_cb (GhSignInPage *self)
{
  sign_in_with (self, GH_SIGN_IN_BROWSER);
}

static void
with_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GhSignInMethod method;

  if (gh_sign_in_method_parse (g_variant_get_string (parameter, NULL), &method, NULL))
    sign_in_with (GH_SIGN_IN_PAGE (widget), method);
}

static void
preset_response_cb (GhSignInPage *self, const char *response, GtkWidget *dialog)
{
  const GhClientPreset *preset = g_object_get_data (G_OBJECT (dialog), "preset");

  if (g_strcmp0 (response, "use") == 0)
    gtk_editable_set_text (GTK_EDITABLE (self->client_id_row), preset->client_id);
  /* The menu that the focus came from is closed by now. */
  gtk_widget_grab_focus (GTK_WIDGET (self->client_id_row));
}

/* Another program's id is used only by name, and never without its warning. */
static void
preset_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const GhClientPreset *preset =
      gh_client_preset_find (g_variant_get_string (parameter, NULL), NULL);
  g_autofree char *warning = preset != NULL ? gh_client_preset_dup_warning (preset) : NULL;
  GtkWidget *dialog;

  if (preset == NULL)
    return;

  gtk_menu_button_popdown (GH_SIGN_IN_PAGE (widget)->other_button);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                   _ ("Use Another Application’s ID?"), warning);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "use",
                                    _ ("_Use It"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "preset", (gpointer)preset);
  g_signal_connect_object (dialog, "response", G_CALLBACK (preset_response_cb), widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
find_cloud (GhSignInPage *self, GhCloud *cloud, guint *position)
{
  GListModel *clouds = gtk_drop_down_get_model (self->cloud_choice);

  for (guint i = 0; i < g_list_model_get_n_items (clouds); i++)
    {
      g_autoptr (GhCloud) other = g_list_model_get_item (clouds, i);

      if (gh_cloud_equal (cloud, other))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
cloud_saved_cb (GhSignInPage *self, GhCloud *cloud)
{
  guint position = 0;

  if (find_cloud (self, cloud, &position))
    gtk_drop_down_set_selected (self->cloud_choice, position);
}

/* An account may be of a cloud file that was given once: signing in again must lead there, not to a
 * cloud that happens to be in the list. */
static void
choose_cloud_of_account (GhSignInPage *self, GhCloud *cloud)
{
  guint position = 0;

  if (!find_cloud (self, cloud, &position))
    {
      g_list_store_remove_all (self->further);
      g_list_store_append (self->further, cloud);
    }
  cloud_saved_cb (self, cloud);
}

static void
open_cloud_dialog (GhSignInPage *self, GhCloud *cloud)
{
  GtkWidget *dialog = gh_cloud_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                           gh_session_get_clouds (self->session), cloud);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (cloud_saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
edit_cloud_cb (GhSignInPage *self)
{
  open_cloud_dialog (self, get_cloud (self));
}

static void
add_cloud_cb (GhSignInPage *self)
{
  open_cloud_dialog (self, NULL);
}

static void
tenant_activated_cb (GhSignInPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->client_id_row));
}

static void
fill_in (AdwEntryRow *row, const char *text)
{
  const char *present = gtk_editable_get_text (GTK_EDITABLE (row));

  if (text != NULL && *present == '\0')
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static char *
dup_cloud_name (GhCloud *cloud)
{
  return gh_cloud_is_public (cloud) ? g_strdup (_ ("Public"))
                                    : gh_text_to_display (gh_cloud_get_name (cloud));
}

static void
update_cloud (GhSignInPage *self)
{
  GhCloud *cloud = get_cloud (self);
  gboolean only = gh_session_has_only_cloud (self->session);
  g_autofree char *name = dup_cloud_name (cloud);
  /* Translators: two host names */
  g_autofree char *subtitle =
      g_strdup_printf (_ ("Signs in at %s, works with %s"), gh_cloud_get_authority_host (cloud),
                       gh_cloud_get_powerbi_host (cloud));

  gtk_label_set_label (self->cloud_name, name);
  gtk_widget_set_visible (GTK_WIDGET (self->cloud_name), only);
  /* Tab leads into a row only over the row itself. */
  gtk_widget_set_focusable (GTK_WIDGET (self->cloud_row), !only);
  gtk_widget_set_visible (GTK_WIDGET (self->cloud_choice), !only);
  gtk_widget_set_visible (GTK_WIDGET (self->add_cloud_button), !only);
  gtk_widget_set_visible (GTK_WIDGET (self->edit_cloud_button),
                          !only && gh_cloud_list_is_saved (gh_session_get_clouds (self->session),
                                                           gtk_drop_down_get_selected (
                                                               self->cloud_choice)));
  adw_action_row_set_subtitle (self->cloud_row, subtitle);
  fill_in (self->tenant_row, gh_cloud_get_tenant_hint (cloud));
  fill_in (self->client_id_row, gh_cloud_get_client_id_hint (cloud));
  if (gh_cloud_get_client_id_hint (cloud) != NULL)
    adw_expander_row_set_expanded (self->help_row, FALSE);
}

static void
cloud_chosen_cb (GhSignInPage *self)
{
  if (self->session != NULL)
    update_cloud (self);
}

static void
set_up_cloud_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cloud_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_autofree char *name = dup_cloud_name (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), name);
}

static void
offer_clouds (GhSignInPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkFlattenListModel) clouds = NULL;
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (parts, gh_session_get_clouds (self->session));
  g_list_store_append (parts, self->further);
  clouds = gtk_flatten_list_model_new (G_LIST_MODEL (parts));

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cloud_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cloud_cb), NULL);
  gtk_drop_down_set_factory (self->cloud_choice, factory);
  gtk_drop_down_set_model (self->cloud_choice, G_LIST_MODEL (clouds));
}

static void
offer_presets (GhSignInPage *self)
{
  guint n_presets = 0;
  const GhClientPreset *presets = gh_client_preset_list (&n_presets);

  for (guint i = 0; i < n_presets; i++)
    {
      g_autofree char *label = g_strconcat (presets[i].title, "…", NULL);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "sign-in.preset", "s", presets[i].name);
      g_menu_append_item (self->preset_menu, item);
    }
}

static void
update_account (GhSignInPage *self)
{
  GhAccount *account = gh_session_get_account (self->session);

  if (account == NULL)
    return;

  choose_cloud_of_account (self, gh_account_get_cloud (account));
  fill_in (self->tenant_row, gh_account_get_tenant (account));
  fill_in (self->client_id_row, gh_account_get_client_id (account));
  adw_expander_row_set_expanded (self->help_row, FALSE);
}

static void
update_tokens (GhSignInPage *self)
{
  const char *text;

  if (!gh_session_get_session_only (self->session))
    text = _ ("Tokens will be kept in the system keyring, and nowhere else.");
  else if (gh_session_get_keyring_state (self->session) == GH_KEYRING_UNAVAILABLE)
    text = _ ("No keyring is available: tokens stay in memory for this session only.");
  else
    text = _ ("Tokens stay in memory for this session only.");

  gtk_label_set_label (self->tokens_label, text);
}

static gboolean
gh_sign_in_page_grab_focus (GtkWidget *widget)
{
  GhSignInPage *self = GH_SIGN_IN_PAGE (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->tenant_row));
}

static void
gh_sign_in_page_dispose (GObject *object)
{
  g_clear_object (&GH_SIGN_IN_PAGE (object)->session);
  g_clear_object (&GH_SIGN_IN_PAGE (object)->further);

  G_OBJECT_CLASS (gh_sign_in_page_parent_class)->dispose (object);
}

static void
gh_sign_in_page_class_init (GhSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_sign_in_page_dispose;
  widget_class->grab_focus = gh_sign_in_page_grab_focus;

  signals[SIGN_IN] =
      g_signal_new ("sign-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, G_TYPE_UINT, GH_TYPE_CLOUD, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "sign-in.with", "s", with_cb);
  gtk_widget_class_install_action (widget_class, "sign-in.preset", "s", preset_cb);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/sign-in/gh-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, cloud_row);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, cloud_name);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, cloud_choice);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, edit_cloud_button);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, add_cloud_button);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, other_button);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, preset_menu);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, tenant_row);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, help_row);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, reason_label);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, tokens_label);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, cloud_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cloud_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cloud_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, tenant_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, tenant_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, client_id_leave_cb);
}

static void
gh_sign_in_page_init (GhSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->further = g_list_store_new (GH_TYPE_CLOUD);
  offer_presets (self);
  update (self);
}

/**
 * gh_sign_in_page_new:
 *
 * Returns: (transfer floating): a sign-in page
 */
GtkWidget *
gh_sign_in_page_new (void)
{
  return g_object_new (GH_TYPE_SIGN_IN_PAGE, NULL);
}

/**
 * gh_sign_in_page_set_session:
 * @self: a sign-in page
 * @session: the session to sign in to
 *
 * Shows the cloud of @session, and fills in what its account or its cloud already says.
 */
void
gh_sign_in_page_set_session (GhSignInPage *self, GhSession *session)
{
  g_return_if_fail (GH_IS_SIGN_IN_PAGE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  offer_clouds (self);
  g_signal_connect_object (session, "notify::account", G_CALLBACK (update_account), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::session-only", G_CALLBACK (update_tokens), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::keyring-state", G_CALLBACK (update_tokens), self,
                           G_CONNECT_SWAPPED);
  update_account (self);
  update_cloud (self);
  update_tokens (self);
  update (self);
}
