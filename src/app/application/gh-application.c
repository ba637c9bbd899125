/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-application.h"

#include "gh-app-resources.h"
#include "gh-config.h"
#include "gh-window.h"

struct _GhApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (GhApplication, gh_application, ADW_TYPE_APPLICATION)

static void
gh_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (gh_window_new (ADW_APPLICATION (application)));

  gtk_window_present (window);
}

static void
gh_application_class_init (GhApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->activate = gh_application_activate;
}

static void
gh_application_init (GhApplication *self)
{
  gh_app_register_resource ();
}

/**
 * gh_application_new:
 *
 * Returns: (transfer full): the application, not yet registered
 */
GhApplication *
gh_application_new (void)
{
  return g_object_new (GH_TYPE_APPLICATION, "application-id", GH_APPLICATION_ID,
                       "resource-base-path", GH_RESOURCE_BASE, NULL);
}
