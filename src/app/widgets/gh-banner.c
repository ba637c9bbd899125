/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-banner.h"

#include "gh-config.h"

struct _GhBanner
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;

  char *title;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_BUTTON_LABEL,
  PROP_ACTION_NAME,
  PROP_ICON_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GhBanner, gh_banner, ADW_TYPE_BIN)

static void
set_button_label (GhBanner *self, const char *label)
{
  gtk_button_set_label (self->button, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL && *label != '\0');
}

static void
gh_banner_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhBanner *self = GH_BANNER (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, gtk_button_get_label (self->button));
      break;
    case PROP_ACTION_NAME:
      g_value_set_string (value, gtk_actionable_get_action_name (GTK_ACTIONABLE (self->button)));
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, gtk_image_get_icon_name (self->icon));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_banner_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GhBanner *self = GH_BANNER (object);

  switch (id)
    {
    case PROP_TITLE:
      gh_banner_set_title (self, g_value_get_string (value));
      break;
    case PROP_BUTTON_LABEL:
      set_button_label (self, g_value_get_string (value));
      break;
    case PROP_ACTION_NAME:
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      gtk_image_set_from_icon_name (self->icon, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_banner_finalize (GObject *object)
{
  g_free (GH_BANNER (object)->title);

  G_OBJECT_CLASS (gh_banner_parent_class)->finalize (object);
}

static void
gh_banner_class_init (GhBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gh_banner_get_property;
  object_class->set_property = gh_banner_set_property;
  object_class->finalize = gh_banner_finalize;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  properties[PROP_ACTION_NAME] = g_param_spec_string ("action-name", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/widgets/gh-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, GhBanner, revealer);
  gtk_widget_class_bind_template_child (widget_class, GhBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, GhBanner, label);
  gtk_widget_class_bind_template_child (widget_class, GhBanner, button);
  gtk_widget_class_set_css_name (widget_class, "banner");
}

static void
gh_banner_init (GhBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_banner_new:
 *
 * Returns: (transfer floating): a banner without a text, which is not seen
 */
GtkWidget *
gh_banner_new (void)
{
  return g_object_new (GH_TYPE_BANNER, NULL);
}

/**
 * gh_banner_set_title:
 * @self: a banner
 * @title: (nullable): its text, which is never markup; %NULL hides the banner
 */
void
gh_banner_set_title (GhBanner *self, const char *title)
{
  gboolean shown = title != NULL && *title != '\0';

  g_return_if_fail (GH_IS_BANNER (self));

  if (g_strcmp0 (self->title, title) == 0)
    return;

  g_free (self->title);
  self->title = g_strdup (title);
  /* While it slides away it still says what it said. */
  if (shown)
    gtk_label_set_label (self->label, title);
  gtk_revealer_set_reveal_child (self->revealer, shown);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}
