/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-credential-form.h"

#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-secret-guard.h"
#include "gh-sent-along.h"
#include "gh-setting-text.h"
#include "gh-type-offer.h"

struct _GhCredentialForm
{
  AdwBin parent_instance;

  AdwActionRow *type_row;
  GtkDropDown *type;
  GtkLabel *only_type;
  AdwActionRow *caller_row;
  GtkCheckButton *caller;
  AdwActionRow *token_row;
  GtkCheckButton *token;
  GtkEditable *basic_user;
  GtkEditable *basic_password;
  GtkEditable *windows_user;
  GtkEditable *windows_password;
  GtkEditable *account_key;
  GtkEditable *access_token;
  AdwActionRow *anonymous_row;
  AdwActionRow *reason_row;
  GhSentAlong *sent_along;

  GhSecretGuard *guards[GH_N_TYPE_KINDS];
  GhTypeOffer *offer;
  GhDatasource *datasource;
  gboolean kind_chosen;
  gboolean loading;
  gboolean dirty;
};

enum
{
  CHANGED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhCredentialForm, gh_credential_form, ADW_TYPE_BIN)

static GhTypeKind
get_kind (GhCredentialForm *self)
{
  guint selected = gtk_drop_down_get_selected (self->type);

  if (self->offer == NULL || selected >= self->offer->n_kinds)
    return GH_TYPE_KIND_ANONYMOUS;

  return self->offer->kinds[selected];
}

/* (nullable) */
static GtkEditable *
get_user (GhCredentialForm *self)
{
  switch (get_kind (self))
    {
    case GH_TYPE_KIND_BASIC:
      return self->basic_user;
    case GH_TYPE_KIND_WINDOWS:
      return self->windows_user;
    case GH_TYPE_KIND_KEY:
    case GH_TYPE_KIND_OAUTH2:
    case GH_TYPE_KIND_ANONYMOUS:
    case GH_N_TYPE_KINDS:
    default:
      return NULL;
    }
}

/* (nullable) */
static GhSecretGuard *
get_guard (GhCredentialForm *self)
{
  gboolean needs_secret =
      gh_credential_type_needs_secret (gh_credential_form_get_credential_type (self));

  return needs_secret ? self->guards[get_kind (self)] : NULL;
}

static gboolean
is_filled (GtkEditable *row)
{
  return *gtk_editable_get_text (row) != '\0';
}

/* What the stored user name is, the service tells nobody: it is said where the value stands. */
static void
update_user_title (GhCredentialForm *self, GtkEditable *row, const char *title)
{
  g_autofree char *text = NULL;

  if (is_filled (row))
    {
      g_autofree char *fate = gh_setting_text_describe (NULL, gtk_editable_get_text (row), FALSE);

      /* Translators: the title of a field, and what becomes of the stored value. */
      text = g_strdup_printf (_ ("%s · %s"), title, fate);
      gtk_widget_add_css_class (GTK_WIDGET (row), "unknown");
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "unknown");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text != NULL ? text : title);
}

static void
update_type_row (GhCredentialForm *self)
{
  const char *stored;
  g_autofree char *text = NULL;
  GhTypeKind kind = get_kind (self);

  if (self->datasource == NULL)
    return;

  stored = gh_datasource_get_credential_type (self->datasource);
  text = stored != NULL
             ? g_strdup_printf (_ ("Stored now: %s"), stored)
             : gh_setting_text_describe (NULL, gh_type_kind_get_label (kind), self->kind_chosen);
  adw_action_row_set_subtitle (self->type_row, text);
  if (stored == NULL && !self->kind_chosen)
    gtk_widget_add_css_class (GTK_WIDGET (self->type_row), "unknown");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->type_row), "unknown");
}

static void
show_row (gpointer row, gboolean visible)
{
  gtk_widget_set_visible (GTK_WIDGET (row), visible);
}

static void
update_rows (GhCredentialForm *self)
{
  GhTypeKind kind = get_kind (self);
  gboolean has_caller = self->offer != NULL && self->offer->has_caller;
  gboolean has_token = self->offer != NULL && self->offer->has_token;

  show_row (self->caller_row, kind == GH_TYPE_KIND_OAUTH2 && has_caller);
  show_row (self->token_row, kind == GH_TYPE_KIND_OAUTH2 && has_token);
  show_row (self->access_token,
            kind == GH_TYPE_KIND_OAUTH2 && has_token && gtk_check_button_get_active (self->token));
  show_row (self->basic_user, kind == GH_TYPE_KIND_BASIC);
  show_row (self->basic_password, kind == GH_TYPE_KIND_BASIC);
  show_row (self->windows_user, kind == GH_TYPE_KIND_WINDOWS);
  show_row (self->windows_password, kind == GH_TYPE_KIND_WINDOWS);
  show_row (self->account_key, kind == GH_TYPE_KIND_KEY);
  show_row (self->anonymous_row, kind == GH_TYPE_KIND_ANONYMOUS);
  update_type_row (self);
  gh_sent_along_set_credential_type (self->sent_along,
                                     gh_credential_form_get_credential_type (self));
}

static void
emit_changed (GhCredentialForm *self)
{
  if (!self->loading)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
choice_changed_cb (GhCredentialForm *self)
{
  if (self->loading)
    return;

  self->kind_chosen = TRUE;
  update_rows (self);
  emit_changed (self);
}

static void
sent_along_changed_cb (GhCredentialForm *self)
{
  emit_changed (self);
}

static void
field_changed_cb (GhCredentialForm *self)
{
  update_user_title (self, self->basic_user, _ ("User name"));
  update_user_title (self, self->windows_user, _ ("User name (DOMAIN\\name)"));
  self->dirty = TRUE;
  emit_changed (self);
}

/* Enter never sends: it moves on, and in the last field it is for the preview. */
static void
field_activated_cb (GhCredentialForm *self, GtkEditable *field)
{
  GhSecretGuard *guard = get_guard (self);

  if (field == get_user (self) && guard != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  else
    g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
gh_credential_form_dispose (GObject *object)
{
  GhCredentialForm *self = GH_CREDENTIAL_FORM (object);

  self->loading = TRUE;
  for (guint i = 0; i < GH_N_TYPE_KINDS; i++)
    g_clear_object (&self->guards[i]);
  g_clear_pointer (&self->offer, gh_type_offer_free);
  g_clear_object (&self->datasource);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_CREDENTIAL_FORM);

  G_OBJECT_CLASS (gh_credential_form_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, type_row);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, type);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, only_type);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, caller_row);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, caller);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, token_row);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, token);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, basic_user);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, basic_password);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, windows_user);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, windows_password);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, account_key);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, access_token);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, anonymous_row);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, reason_row);
  gtk_widget_class_bind_template_child (widget_class, GhCredentialForm, sent_along);
}

static void
gh_credential_form_class_init (GhCredentialFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_credential_form_dispose;

  signals[CHANGED] = g_signal_new ("changed", GH_TYPE_CREDENTIAL_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", GH_TYPE_CREDENTIAL_FORM, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GH_TYPE_SENT_ALONG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/editor/gh-credential-form.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, field_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sent_along_changed_cb);
}

static void
gh_credential_form_init (GhCredentialForm *self)
{
  self->loading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  /* A user name is typed by the user, and no markup. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->basic_user), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->windows_user), FALSE);
  self->guards[GH_TYPE_KIND_BASIC] =
      gh_secret_guard_new (ADW_PASSWORD_ENTRY_ROW (self->basic_password));
  self->guards[GH_TYPE_KIND_WINDOWS] =
      gh_secret_guard_new (ADW_PASSWORD_ENTRY_ROW (self->windows_password));
  self->guards[GH_TYPE_KIND_KEY] = gh_secret_guard_new (ADW_PASSWORD_ENTRY_ROW (self->account_key));
  self->guards[GH_TYPE_KIND_OAUTH2] =
      gh_secret_guard_new (ADW_PASSWORD_ENTRY_ROW (self->access_token));
  self->loading = FALSE;
}

static void
take_offer (GhCredentialForm *self, GhTypeOffer *offer)
{
  g_clear_pointer (&self->offer, gh_type_offer_free);
  self->offer = offer;

  if (offer->has_caller != offer->has_token)
    gtk_check_button_set_active (offer->has_caller ? self->caller : self->token, TRUE);
  adw_action_row_set_subtitle (self->reason_row, offer->reasons);
  show_row (self->reason_row, *offer->reasons != '\0');
}

static void
select_kind (GhCredentialForm *self, GhTypeKind kind)
{
  for (guint i = 0; i < self->offer->n_kinds; i++)
    if (self->offer->kinds[i] == kind)
      gtk_drop_down_set_selected (self->type, i);
}

static void
fill_drop_down (GhCredentialForm *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->offer->n_kinds; i++)
    gtk_string_list_append (labels, gh_type_kind_get_label (self->offer->kinds[i]));
  gtk_drop_down_set_model (self->type, G_LIST_MODEL (labels));

  show_row (self->type, self->offer->n_kinds > 1);
  show_row (self->only_type, self->offer->n_kinds == 1);
  if (self->offer->n_kinds > 0)
    gtk_label_set_text (self->only_type, gh_type_kind_get_label (self->offer->kinds[0]));
}

void
gh_credential_form_update (GhCredentialForm *self, GhEditing *editing)
{
  GhTypeKind kind;

  g_return_if_fail (GH_IS_CREDENTIAL_FORM (self));

  kind = self->kind_chosen ? get_kind (self) : gh_type_offer_get_preferred_kind (self->datasource);
  self->loading = TRUE;
  take_offer (self, gh_type_offer_new (editing));
  fill_drop_down (self);
  select_kind (self, kind);
  gh_sent_along_load (self->sent_along, self->datasource);
  self->loading = FALSE;
  update_rows (self);
}

void
gh_credential_form_reset (GhCredentialForm *self, GhEditing *editing)
{
  g_return_if_fail (GH_IS_CREDENTIAL_FORM (self));

  g_set_object (&self->datasource, gh_editing_get_datasource (editing));
  self->loading = TRUE;
  self->kind_chosen = FALSE;
  gtk_editable_set_text (self->basic_user, "");
  gtk_editable_set_text (self->windows_user, "");
  gtk_check_button_set_active (self->caller, TRUE);
  gh_credential_form_clear_secrets (self);
  gh_credential_form_update (self, editing);
}

GhCredentialType
gh_credential_form_get_credential_type (GhCredentialForm *self)
{
  g_return_val_if_fail (GH_IS_CREDENTIAL_FORM (self), GH_CREDENTIAL_ANONYMOUS);

  switch (get_kind (self))
    {
    case GH_TYPE_KIND_BASIC:
      return GH_CREDENTIAL_BASIC;
    case GH_TYPE_KIND_WINDOWS:
      return GH_CREDENTIAL_WINDOWS;
    case GH_TYPE_KIND_KEY:
      return GH_CREDENTIAL_KEY;
    case GH_TYPE_KIND_OAUTH2:
      return gtk_check_button_get_active (self->token) ? GH_CREDENTIAL_OAUTH2_TOKEN
                                                       : GH_CREDENTIAL_OAUTH2_CALLER;
    case GH_TYPE_KIND_ANONYMOUS:
    case GH_N_TYPE_KINDS:
    default:
      return GH_CREDENTIAL_ANONYMOUS;
    }
}

gboolean
gh_credential_form_is_complete (GhCredentialForm *self)
{
  GtkEditable *user;
  GhSecretGuard *guard;

  g_return_val_if_fail (GH_IS_CREDENTIAL_FORM (self), FALSE);

  user = get_user (self);
  guard = get_guard (self);

  return self->offer != NULL && self->offer->n_kinds > 0 && (user == NULL || is_filled (user)) &&
         (guard == NULL || !gh_secret_guard_is_empty (guard));
}

gboolean
gh_credential_form_is_dirty (GhCredentialForm *self)
{
  g_return_val_if_fail (GH_IS_CREDENTIAL_FORM (self), FALSE);

  if (!self->dirty)
    return FALSE;
  for (guint i = 0; i < GH_N_TYPE_KINDS; i++)
    if (self->guards[i] != NULL && !gh_secret_guard_is_empty (self->guards[i]))
      return TRUE;

  return is_filled (self->basic_user) || is_filled (self->windows_user);
}

GhCredential *
gh_credential_form_dup_credential (GhCredentialForm *self)
{
  GhCredential *credential;
  GtkEditable *user;
  GhSecretGuard *guard;

  g_return_val_if_fail (GH_IS_CREDENTIAL_FORM (self), NULL);

  credential = gh_credential_new (gh_credential_form_get_credential_type (self));
  user = get_user (self);
  guard = get_guard (self);
  if (user != NULL)
    gh_credential_set_user_name (credential, gtk_editable_get_text (user));
  if (guard != NULL)
    {
      /* A token holds no white space; what is copied from a page often has some around it. */
      g_autoptr (GhSecret) secret =
          gh_secret_guard_dup_secret (guard, get_kind (self) == GH_TYPE_KIND_OAUTH2);

      gh_credential_set_secret (credential, secret);
    }
  gh_sent_along_write (self->sent_along, credential);

  return credential;
}

void
gh_credential_form_clear_secrets (GhCredentialForm *self)
{
  g_return_if_fail (GH_IS_CREDENTIAL_FORM (self));

  for (guint i = 0; i < GH_N_TYPE_KINDS; i++)
    if (self->guards[i] != NULL)
      gh_secret_guard_clear (self->guards[i]);
  self->dirty = FALSE;
}

void
gh_credential_form_use_caller_identity (GhCredentialForm *self)
{
  g_return_if_fail (GH_IS_CREDENTIAL_FORM (self));

  if (self->offer != NULL)
    select_kind (self, GH_TYPE_KIND_OAUTH2);
  gtk_check_button_set_active (self->caller, TRUE);
}

void
gh_credential_form_paste_token (GhCredentialForm *self)
{
  g_return_if_fail (GH_IS_CREDENTIAL_FORM (self));

  if (self->offer != NULL)
    select_kind (self, GH_TYPE_KIND_OAUTH2);
  gtk_check_button_set_active (self->token, TRUE);
  gh_secret_guard_clear (self->guards[GH_TYPE_KIND_OAUTH2]);
  gtk_widget_grab_focus (GTK_WIDGET (self->access_token));
}

void
gh_credential_form_set_frozen (GhCredentialForm *self, gboolean frozen)
{
  GtkEditable *fields[] = { self->basic_user,       self->basic_password, self->windows_user,
                            self->windows_password, self->account_key,    self->access_token };

  g_return_if_fail (GH_IS_CREDENTIAL_FORM (self));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_editable_set_editable (fields[i], !frozen);
  for (guint i = 0; i < GH_N_TYPE_KINDS; i++)
    if (self->guards[i] != NULL)
      gh_secret_guard_end_peeking (self->guards[i]);
  gtk_widget_set_can_target (GTK_WIDGET (self), !frozen);
  gtk_widget_set_can_focus (GTK_WIDGET (self), !frozen);
}
