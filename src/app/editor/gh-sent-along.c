/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sent-along.h"

#include "gh-config.h"
#include "gh-setting-text.h"

/* In the order of the drop-down, as the service spells them. */
static const char *const levels[] = { "None", "Public", "Organizational", "Private" };
#define DEFAULT_LEVEL 2

struct _GhSentAlong
{
  AdwBin parent_instance;

  AdwActionRow *privacy_row;
  GtkDropDown *privacy;
  AdwActionRow *encryption_row;
  GtkSwitch *encryption;
  AdwActionRow *sign_on_row;
  GtkSwitch *sign_on;

  GhDatasource *datasource;
  GhCredentialType type;
  gboolean loading;
  gboolean privacy_touched;
  gboolean encryption_touched;
  gboolean sign_on_touched;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhSentAlong, gh_sent_along, ADW_TYPE_BIN)

static gboolean
get_single_sign_on (GhSentAlong *self)
{
  return self->type == GH_CREDENTIAL_OAUTH2_TOKEN && gtk_switch_get_active (self->sign_on);
}

static void
describe (AdwActionRow *row, const char *stored, const char *becomes, gboolean touched)
{
  g_autofree char *text = gh_setting_text_describe (stored, becomes, touched);

  adw_action_row_set_subtitle (row, text);
  if (stored == NULL && !touched)
    gtk_widget_add_css_class (GTK_WIDGET (row), "unknown");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "unknown");
}

static void
update (GhSentAlong *self)
{
  const char *level = levels[gtk_drop_down_get_selected (self->privacy)];
  gboolean encrypted = gtk_switch_get_active (self->encryption);

  if (self->datasource == NULL)
    return;

  describe (self->privacy_row,
            gh_setting_text_get_privacy_label (gh_datasource_get_privacy_level (self->datasource)),
            gh_setting_text_get_privacy_label (level), self->privacy_touched);
  /* The service returns it for no data source. */
  describe (self->encryption_row, NULL, gh_setting_text_get_encryption_label (encrypted),
            self->encryption_touched);
  describe (self->sign_on_row, gh_setting_text_get_stored_sign_on (self->datasource),
            gh_setting_text_get_sign_on_label (get_single_sign_on (self)), self->sign_on_touched);
}

static void
touch (GhSentAlong *self, gboolean *touched)
{
  if (self->loading)
    return;

  *touched = TRUE;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
touch_privacy_cb (GhSentAlong *self)
{
  touch (self, &self->privacy_touched);
}

static void
touch_encryption_cb (GhSentAlong *self)
{
  touch (self, &self->encryption_touched);
}

static void
touch_sign_on_cb (GhSentAlong *self)
{
  touch (self, &self->sign_on_touched);
}

static void
gh_sent_along_dispose (GObject *object)
{
  GhSentAlong *self = GH_SENT_ALONG (object);

  self->loading = TRUE;
  g_clear_object (&self->datasource);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_SENT_ALONG);

  G_OBJECT_CLASS (gh_sent_along_parent_class)->dispose (object);
}

static void
gh_sent_along_class_init (GhSentAlongClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_sent_along_dispose;

  signals[CHANGED] = g_signal_new ("changed", GH_TYPE_SENT_ALONG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/editor/gh-sent-along.ui");
  gtk_widget_class_bind_template_child (widget_class, GhSentAlong, privacy_row);
  gtk_widget_class_bind_template_child (widget_class, GhSentAlong, privacy);
  gtk_widget_class_bind_template_child (widget_class, GhSentAlong, encryption_row);
  gtk_widget_class_bind_template_child (widget_class, GhSentAlong, encryption);
  gtk_widget_class_bind_template_child (widget_class, GhSentAlong, sign_on_row);
  gtk_widget_class_bind_template_child (widget_class, GhSentAlong, sign_on);
  gtk_widget_class_bind_template_callback (widget_class, touch_privacy_cb);
  gtk_widget_class_bind_template_callback (widget_class, touch_encryption_cb);
  gtk_widget_class_bind_template_callback (widget_class, touch_sign_on_cb);
}

static void
gh_sent_along_init (GhSentAlong *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    gtk_string_list_append (labels, gh_setting_text_get_privacy_label (levels[i]));

  self->loading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->privacy, G_LIST_MODEL (labels));
  self->loading = FALSE;
}

static guint
find_level (const char *level)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_strcmp0 (levels[i], level) == 0)
      return i;

  return DEFAULT_LEVEL;
}

void
gh_sent_along_load (GhSentAlong *self, GhDatasource *datasource)
{
  g_return_if_fail (GH_IS_SENT_ALONG (self));

  g_set_object (&self->datasource, datasource);

  self->loading = TRUE;
  self->privacy_touched = self->encryption_touched = self->sign_on_touched = FALSE;
  gtk_drop_down_set_selected (self->privacy,
                              find_level (gh_datasource_get_privacy_level (datasource)));
  gtk_switch_set_active (self->encryption, TRUE);
  gtk_switch_set_active (self->sign_on,
                         gh_datasource_get_single_sign_on (datasource) == GH_TRI_TRUE);
  self->loading = FALSE;
  update (self);
}

void
gh_sent_along_set_credential_type (GhSentAlong *self, GhCredentialType type)
{
  g_return_if_fail (GH_IS_SENT_ALONG (self));

  self->type = type;
  gtk_widget_set_visible (GTK_WIDGET (self->sign_on_row), type != GH_CREDENTIAL_OAUTH2_CALLER);
  gtk_widget_set_visible (GTK_WIDGET (self->sign_on), type == GH_CREDENTIAL_OAUTH2_TOKEN);
  update (self);
}

void
gh_sent_along_write (GhSentAlong *self, GhCredential *credential)
{
  const char *level;

  g_return_if_fail (GH_IS_SENT_ALONG (self));

  level = levels[gtk_drop_down_get_selected (self->privacy)];
  if (!gh_credential_set_privacy_level (credential, level, NULL))
    g_critical ("The privacy level %s is none of the service", level);
  gh_credential_set_encrypted_connection (credential, gtk_switch_get_active (self->encryption));
  gh_credential_set_single_sign_on (credential, get_single_sign_on (self));
}
