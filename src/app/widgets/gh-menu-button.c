/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-menu-button.h"

#include "gh-config.h"

struct _GhMenuButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
};

G_DEFINE_FINAL_TYPE (GhMenuButton, gh_menu_button, ADW_TYPE_BIN)

static void
gh_menu_button_class_init (GhMenuButtonClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               GH_RESOURCE_BASE "/widgets/gh-menu-button.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), GhMenuButton, button);
}

static void
gh_menu_button_init (GhMenuButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Centred, it would hang out of the window. */
  gtk_widget_set_halign (GTK_WIDGET (gtk_menu_button_get_popover (self->button)), GTK_ALIGN_END);
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
