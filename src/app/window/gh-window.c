/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-window.h"

#include "gh-config.h"

struct _GhWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (GhWindow, gh_window, ADW_TYPE_APPLICATION_WINDOW)

static void
gh_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_WINDOW);

  G_OBJECT_CLASS (gh_window_parent_class)->dispose (object);
}

static void
gh_window_class_init (GhWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/window/gh-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GhWindow, stack);
}

static void
gh_window_init (GhWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a window that belongs to @application
 */
GtkWidget *
gh_window_new (AdwApplication *application)
{
  return g_object_new (GH_TYPE_WINDOW, "application", application, NULL);
}
