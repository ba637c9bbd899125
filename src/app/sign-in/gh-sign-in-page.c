/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sign-in-page.h"

#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-text.h"

struct _GhSignInPage
{
  AdwBin parent_instance;

  AdwActionRow *cloud_row;
  GtkLabel *cloud_name;
  AdwEntryRow *tenant_row;
  AdwEntryRow *client_id_row;
  AdwExpanderRow *help_row;
  GtkLabel *reason_label;
  GtkButton *sign_in_button;
  GtkLabel *tokens_label;

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

static void
sign_in_cb (GhSignInPage *self)
{
  g_autofree char *tenant = dup_text (self->tenant_row);
  g_autofree char *client_id = dup_text (self->client_id_row);

  if (gtk_widget_is_sensitive (GTK_WIDGET (self->sign_in_button)))
    g_signal_emit (self, signals[SIGN_IN], 0, tenant, client_id);
  else
    {
      self->tenant_left = TRUE;
      self->client_id_left = TRUE;
      update (self);
    }
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

static void
update_cloud (GhSignInPage *self)
{
  GhCloud *cloud = gh_session_get_cloud (self->session);
  g_autofree char *name = gh_text_to_display (gh_cloud_get_name (cloud));
  /* Translators: two host names */
  g_autofree char *subtitle =
      g_strdup_printf (_ ("Signs in at %s, works with %s"), gh_cloud_get_authority_host (cloud),
                          gh_cloud_get_powerbi_host (cloud));

  gtk_label_set_label (self->cloud_name, gh_cloud_is_public (cloud) ? _ ("Public") : name);
  adw_action_row_set_subtitle (self->cloud_row, subtitle);
  fill_in (self->tenant_row, gh_cloud_get_tenant_hint (cloud));
  fill_in (self->client_id_row, gh_cloud_get_client_id_hint (cloud));
  if (gh_cloud_get_client_id_hint (cloud) != NULL)
    adw_expander_row_set_expanded (self->help_row, FALSE);
}

static void
update_account (GhSignInPage *self)
{
  GhAccount *account = gh_session_get_account (self->session);

  if (account == NULL)
    return;

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

  G_OBJECT_CLASS (gh_sign_in_page_parent_class)->dispose (object);
}

static void
gh_sign_in_page_class_init (GhSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_sign_in_page_dispose;
  widget_class->grab_focus = gh_sign_in_page_grab_focus;

  signals[SIGN_IN] = g_signal_new ("sign-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/sign-in/gh-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, cloud_row);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, cloud_name);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, tenant_row);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, help_row);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, reason_label);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, GhSignInPage, tokens_label);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, tenant_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, tenant_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, client_id_leave_cb);
}

static void
gh_sign_in_page_init (GhSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
