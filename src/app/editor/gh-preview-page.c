/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-preview-page.h"

#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-request-view.h"
#include "gh-setting-text.h"

struct _GhPreviewPage
{
  AdwBin parent_instance;

  GtkWidget *content;
  AdwActionRow *route_row;
  GtkImage *route_icon;
  AdwPreferencesGroup *changes;
  GtkWidget *copy_command;
  GtkWidget *copy_curl;
  GhRequestView *request;

  GPtrArray *rows;
  char *curl;
  char *command;
};

G_DEFINE_FINAL_TYPE (GhPreviewPage, gh_preview_page, ADW_TYPE_BIN)

static void
copy_curl_cb (GhPreviewPage *self)
{
  if (self->curl != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->curl);
}

static void
copy_command_cb (GhPreviewPage *self)
{
  if (self->command != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->command);
}

static void
copy_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (g_str_equal (name, "preview.copy-curl"))
    copy_curl_cb (GH_PREVIEW_PAGE (widget));
  else
    copy_command_cb (GH_PREVIEW_PAGE (widget));
}

static void
add_change (GhPreviewPage *self, const char *title, const char *subtitle, gboolean unknown)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (unknown)
    gtk_widget_add_css_class (row, "unknown");
  adw_preferences_group_add (self->changes, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_changes (GhPreviewPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->changes, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

/* What changes for sure stands in a row of its own; all that is unknown is gathered into one. */
static void
add_setting (GhPreviewPage *self,
             const char *title,
             const char *stored,
             const char *becomes,
             GString *unknown_titles,
             GString *unknown_values)
{
  g_autofree char *text = NULL;

  if (g_strcmp0 (stored, becomes) == 0)
    return;
  if (stored != NULL)
    {
      text = gh_setting_text_describe (stored, becomes, FALSE);
      add_change (self, title, text, FALSE);
      return;
    }

  if (unknown_titles->len > 0)
    g_string_append (unknown_titles, " · ");
  g_string_append (unknown_titles, title);
  if (unknown_values->len > 0)
    g_string_append (unknown_values, ", ");
  g_string_append (unknown_values, becomes);
}

static void
add_settings (GhPreviewPage *self, GhDatasource *datasource, GhCredential *credential)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  GhCredentialType type = gh_credential_get_credential_type (credential);

  add_setting (self, _ ("Type"), gh_datasource_get_credential_type (datasource),
               gh_credential_type_to_service (type), titles, values);
  add_setting (self, _ ("Privacy level"),
               gh_setting_text_get_privacy_label (gh_datasource_get_privacy_level (datasource)),
               gh_setting_text_get_privacy_label (gh_credential_get_privacy_level (credential)),
               titles, values);
  add_setting (self, _ ("Encrypted connection"), NULL,
               gh_setting_text_get_encryption_label (
                   gh_credential_get_encrypted_connection (credential)),
               titles, values);
  /* The body of the caller's identity says nothing about single sign-on. */
  if (type != GH_CREDENTIAL_OAUTH2_CALLER)
    add_setting (self, _ ("Single sign-on"), gh_setting_text_get_stored_sign_on (datasource),
                 gh_setting_text_get_sign_on_label (gh_credential_get_single_sign_on (credential)),
                 titles, values);

  if (titles->len > 0)
    {
      g_autofree char *text = gh_setting_text_describe (NULL, values->str, FALSE);

      add_change (self, titles->str, text, TRUE);
    }
}

static void
add_fields (GhPreviewPage *self, GhChange *change)
{
  g_autofree char *summary = gh_change_dup_field_summary (change);
  g_auto (GStrv) lines = g_strsplit (summary, "\n", 2);
  GhCredentialType type = gh_credential_get_credential_type (gh_change_get_credential (change));

  add_change (self, lines[0], lines[0] != NULL && lines[1] != NULL ? lines[1] : "",
              gh_credential_type_needs_user_name (type));
}

static void
set_route (GhPreviewPage *self, GhRoute *route)
{
  const char *title = _ ("Undecided");
  const char *icon = "dialog-question-symbolic";

  if (route != NULL && gh_route_get_kind (route) == GH_ROUTE_SEALED)
    {
      title = _ ("Sealed, through Power BI");
      icon = "channel-secure-symbolic";
    }
  else if (route != NULL && gh_route_get_kind (route) == GH_ROUTE_PLAIN)
    {
      title = _ ("Plain over TLS, through Power BI");
      icon = "weather-overcast-symbolic";
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->route_row), title);
  adw_action_row_set_subtitle (self->route_row,
                               route != NULL ? gh_route_get_explanation (route) : "");
  gtk_image_set_from_icon_name (self->route_icon, icon);
}

static void
set_copies (GhPreviewPage *self, GhChange *change, GhRoute *route)
{
  g_free (self->curl);
  g_free (self->command);
  self->curl = gh_change_dup_curl (change, route);
  self->command = gh_change_dup_command_line (change, route);

  gtk_widget_set_visible (self->copy_curl, self->curl != NULL);
  gtk_widget_set_visible (self->copy_command, self->curl == NULL && self->command != NULL);
}

static void
gh_preview_page_dispose (GObject *object)
{
  GhPreviewPage *self = GH_PREVIEW_PAGE (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_PREVIEW_PAGE);

  G_OBJECT_CLASS (gh_preview_page_parent_class)->dispose (object);
}

static void
gh_preview_page_finalize (GObject *object)
{
  GhPreviewPage *self = GH_PREVIEW_PAGE (object);

  g_free (self->curl);
  g_free (self->command);

  G_OBJECT_CLASS (gh_preview_page_parent_class)->finalize (object);
}

static void
gh_preview_page_class_init (GhPreviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_preview_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_preview_page_finalize;

  gtk_widget_class_install_action (widget_class, "preview.copy-curl", NULL, copy_action_cb);
  gtk_widget_class_install_action (widget_class, "preview.copy-command", NULL, copy_action_cb);

  g_type_ensure (GH_TYPE_REQUEST_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/editor/gh-preview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhPreviewPage, content);
  gtk_widget_class_bind_template_child (widget_class, GhPreviewPage, route_row);
  gtk_widget_class_bind_template_child (widget_class, GhPreviewPage, route_icon);
  gtk_widget_class_bind_template_child (widget_class, GhPreviewPage, changes);
  gtk_widget_class_bind_template_child (widget_class, GhPreviewPage, copy_command);
  gtk_widget_class_bind_template_child (widget_class, GhPreviewPage, copy_curl);
  gtk_widget_class_bind_template_child (widget_class, GhPreviewPage, request);
  gtk_widget_class_bind_template_callback (widget_class, copy_curl_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_command_cb);
}

/* AdwSplitButton has a tooltip for the button of its menu, and no name. */
static void
name_copy_menu (GhPreviewPage *self)
{
  const char *name = _ ("Other Ways to Copy");

  adw_split_button_set_dropdown_tooltip (ADW_SPLIT_BUTTON (self->copy_curl), name);
  for (GtkWidget *child = gtk_widget_get_first_child (self->copy_curl); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child))
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
}

static void
gh_preview_page_init (GhPreviewPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  name_copy_menu (self);
}

void
gh_preview_page_set_change (GhPreviewPage *self, GhEditing *editing, GhChange *change)
{
  GhRoute *route;
  g_autofree char *head = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (GH_IS_PREVIEW_PAGE (self));

  route = gh_editing_get_route (editing);
  head = gh_change_dup_preview_head (change, gh_editing_get_caller (editing));
  body = gh_change_dup_preview_body (change, route);
  set_route (self, route);
  clear_changes (self);
  add_fields (self, change);
  add_settings (self, gh_change_get_datasource (change), gh_change_get_credential (change));
  set_copies (self, change, route);
  gh_request_view_set_request (self->request, head, body != NULL ? body : "");
}

void
gh_preview_page_set_narrow (GhPreviewPage *self, gboolean narrow)
{
  g_return_if_fail (GH_IS_PREVIEW_PAGE (self));

  if (narrow)
    gtk_widget_add_css_class (self->content, "narrow");
  else
    gtk_widget_remove_css_class (self->content, "narrow");
}
