/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-success-box.h"

#include <glib/gi18n.h>

#include "gh-answer-row.h"
#include "gh-config.h"
#include "gh-fact-grid.h"
#include "gh-setting-text.h"
#include "gh-text.h"
#include "gh-time.h"

/* The vendor's limit for OAuth2 set through this API (powerbi-api.md 3). */
#define TOKEN_SECONDS (60 * 60)

struct _GhSuccessBox
{
  AdwBin parent_instance;

  GtkWidget *success_row;
  GtkLabel *title;
  GtkLabel *text;
  GtkLabel *caption;
  AdwPreferencesGroup *recorded;
  GhFactGrid *facts;

  GtkWidget *request_row;
};

G_DEFINE_FINAL_TYPE (GhSuccessBox, gh_success_box, ADW_TYPE_BIN)

static gboolean
is_verified (GhChange *change)
{
  return gh_change_get_state (change) == GH_CHANGE_SET_AND_VERIFIED;
}

/* What is said about how long it lasts; NULL where there is nothing to say. */
static char *
dup_caption (GhChange *change)
{
  g_autofree char *end = NULL;

  switch (gh_credential_get_credential_type (gh_change_get_credential (change)))
    {
    case GH_CREDENTIAL_OAUTH2_CALLER:
      return g_strdup (_ ("It may last one hour only: the vendor names that limit for OAuth2 set "
                          "this way, and no exception."));
    case GH_CREDENTIAL_OAUTH2_TOKEN:
      end = gh_time_format_clock (gh_change_get_ended_at (change) + TOKEN_SECONDS);
      return g_strdup_printf (_ ("It lasts until %s at most: the vendor names one hour."), end);
    case GH_CREDENTIAL_BASIC:
    case GH_CREDENTIAL_WINDOWS:
    case GH_CREDENTIAL_KEY:
    case GH_CREDENTIAL_ANONYMOUS:
    default:
      return NULL;
    }
}

static const char *
get_route_label (GhChange *change)
{
  GhRoute *route = gh_change_get_route (change);

  if (route != NULL && gh_route_get_kind (route) == GH_ROUTE_SEALED)
    return _ ("Power BI, sealed");

  return _ ("Power BI, plain over TLS");
}

static void
set_text (GhSuccessBox *self, GhChange *change)
{
  const char *title =
      is_verified (change) ? _ ("Credential Set and Verified") : _ ("Credential Set");
  const char *text = is_verified (change) ? _ ("Power BI connected to the source with it.")
                                          : _ ("Power BI took it. A refresh is the surest test.");
  g_autofree char *caption = dup_caption (change);
  g_autofree char *label =
      g_strdup_printf ("%s\n%s\n%s", title, text, caption != NULL ? caption : "");

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->text, text);
  gtk_label_set_text (self->caption, caption != NULL ? caption : "");
  gtk_widget_set_visible (GTK_WIDGET (self->caption), caption != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->success_row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
set_facts (GhSuccessBox *self, GhEditing *editing, GhChange *change)
{
  GhCredential *credential = gh_change_get_credential (change);
  g_autofree char *when = gh_time_format_value (gh_change_get_ended_at (change));

  gh_fact_grid_clear (self->facts);
  gh_fact_grid_add (self->facts, _ ("When"), when);
  gh_fact_grid_add (self->facts, _ ("Account"), gh_editing_get_caller (editing));
  gh_fact_grid_add (self->facts, _ ("Credential"),
                    gh_setting_text_get_type_label (
                        gh_credential_get_credential_type (credential)));
  gh_fact_grid_add (self->facts, _ ("Route"), get_route_label (change));
  gh_fact_grid_add (self->facts, _ ("Answer"),
                    is_verified (change) ? _ ("200, connection tested") : _ ("200"));
  gh_fact_grid_add (self->facts, _ ("Privacy level"),
                    gh_setting_text_get_privacy_label (
                        gh_credential_get_privacy_level (credential)));
}

static void
set_request_id (GhSuccessBox *self, const char *request_id)
{
  g_autofree char *display = NULL;

  if (self->request_row != NULL)
    adw_preferences_group_remove (self->recorded, self->request_row);
  self->request_row = NULL;
  if (request_id == NULL)
    return;

  display = gh_text_to_display (request_id);
  self->request_row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->request_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->request_row), _ ("RequestId"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->request_row), display);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->request_row),
                             gh_answer_row_new_copy_button (_ ("Copy RequestId"), display));
  adw_preferences_group_add (self->recorded, self->request_row);
}

static void
gh_success_box_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_SUCCESS_BOX);

  G_OBJECT_CLASS (gh_success_box_parent_class)->dispose (object);
}

static void
gh_success_box_class_init (GhSuccessBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_success_box_dispose;

  g_type_ensure (GH_TYPE_FACT_GRID);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/editor/gh-success-box.ui");
  gtk_widget_class_bind_template_child (widget_class, GhSuccessBox, success_row);
  gtk_widget_class_bind_template_child (widget_class, GhSuccessBox, title);
  gtk_widget_class_bind_template_child (widget_class, GhSuccessBox, text);
  gtk_widget_class_bind_template_child (widget_class, GhSuccessBox, caption);
  gtk_widget_class_bind_template_child (widget_class, GhSuccessBox, recorded);
  gtk_widget_class_bind_template_child (widget_class, GhSuccessBox, facts);
}

static void
gh_success_box_init (GhSuccessBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_fact_grid_set_width (self->facts, 2, FALSE);
}

void
gh_success_box_show_change (GhSuccessBox *self, GhEditing *editing, GhChange *change)
{
  g_return_if_fail (GH_IS_SUCCESS_BOX (self));

  set_text (self, change);
  set_facts (self, editing, change);
  set_request_id (self, gh_change_get_request_id (change));
}

void
gh_success_box_set_narrow (GhSuccessBox *self, gboolean narrow)
{
  g_return_if_fail (GH_IS_SUCCESS_BOX (self));

  gh_fact_grid_set_width (self->facts, 2, narrow);
}

void
gh_success_box_take_focus (GhSuccessBox *self)
{
  g_return_if_fail (GH_IS_SUCCESS_BOX (self));

  gtk_widget_grab_focus (self->success_row);
}
