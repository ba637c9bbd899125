/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-notice-bar.h"

#include "gh-banner.h"
#include "gh-config.h"

struct _GhNoticeBar
{
  AdwBin parent_instance;

  GhNotices *notices;
};

enum
{
  PROP_0,
  PROP_NOTICES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GhNoticeBar, gh_notice_bar, ADW_TYPE_BIN)

static void
gh_notice_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NOTICES)
    g_value_set_object (value, GH_NOTICE_BAR (object)->notices);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_notice_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NOTICES)
    gh_notice_bar_set_notices (GH_NOTICE_BAR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_notice_bar_dispose (GObject *object)
{
  g_clear_object (&GH_NOTICE_BAR (object)->notices);

  G_OBJECT_CLASS (gh_notice_bar_parent_class)->dispose (object);
}

static void
gh_notice_bar_class_init (GhNoticeBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_notice_bar_get_property;
  object_class->set_property = gh_notice_bar_set_property;
  object_class->dispose = gh_notice_bar_dispose;

  properties[PROP_NOTICES] =
      g_param_spec_object ("notices", NULL, NULL, GH_TYPE_NOTICES,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (GH_TYPE_BANNER);
  g_type_ensure (GH_TYPE_NOTICES);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               GH_RESOURCE_BASE "/widgets/gh-notice-bar.ui");
}

static void
gh_notice_bar_init (GhNoticeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_notice_bar_new:
 *
 * Returns: (transfer floating): banners that say nothing until they have notices
 */
GtkWidget *
gh_notice_bar_new (void)
{
  return g_object_new (GH_TYPE_NOTICE_BAR, NULL);
}

/**
 * gh_notice_bar_set_notices:
 * @self: banners
 * @notices: (nullable): what they say
 */
void
gh_notice_bar_set_notices (GhNoticeBar *self, GhNotices *notices)
{
  g_return_if_fail (GH_IS_NOTICE_BAR (self));

  if (g_set_object (&self->notices, notices))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICES]);
}
