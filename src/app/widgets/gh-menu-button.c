/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-menu-button.h"

#include "gh-config.h"

struct _GhMenuButton
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (GhMenuButton, gh_menu_button, ADW_TYPE_BIN)

static void
gh_menu_button_class_init (GhMenuButtonClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               GH_RESOURCE_BASE "/widgets/gh-menu-button.ui");
}

static void
gh_menu_button_init (GhMenuButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_menu_button_new:
 *
 * Returns: (transfer floating): the button of the main menu
 */
GtkWidget *
gh_menu_button_new (void)
{
  return g_object_new (GH_TYPE_MENU_BUTTON, NULL);
}
