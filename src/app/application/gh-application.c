/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-application.h"

#include <glib/gi18n.h>

#include "gh-app-resources.h"
#include "gh-config.h"
#include "gh-demo.h"
#include "gh-window.h"

struct _GhApplication
{
  AdwApplication parent_instance;

  gboolean wants_demo;
  char *cloud_file;
  int exit_status;

  GhDemo *demo;
  GhSession *session;
  gboolean starting;
};

G_DEFINE_FINAL_TYPE (GhApplication, gh_application, ADW_TYPE_APPLICATION)

static void
give_up (GhApplication *self, const char *text)
{
  g_printerr ("gatehouse: %s\n", text);
  self->exit_status = 1;
  g_application_quit (G_APPLICATION (self));
}

static void
open_window (GhApplication *self)
{
  GtkWidget *window = gh_window_new (ADW_APPLICATION (self), self->session, self->wants_demo);

  gtk_window_present (GTK_WINDOW (window));
}

static void
start (GhApplication *self, GhCloud *cloud)
{
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);
  g_autoptr (GhClock) clock = gh_clock_new ();

  self->session = gh_session_new (http, clock, self->wants_demo);
  if (cloud != NULL)
    gh_session_set_cloud (self->session, cloud);
  open_window (self);
}

static void
finish_starting (GhApplication *self, GhCloud *cloud, const GError *error)
{
  if (cloud != NULL)
    start (self, cloud);
  else
    give_up (self, error->message);
  g_application_release (G_APPLICATION (self));
}

static void
demo_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCloud) cloud = gh_demo_start_finish (GH_DEMO (source), result, &error);

  finish_starting (self, cloud, error);
}

static void
cloud_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCloud) cloud = gh_cloud_load_file_finish (result, &error);

  finish_starting (self, cloud, error);
}

static void
gh_application_activate (GApplication *application)
{
  GhApplication *self = GH_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_autoptr (GFile) file = NULL;

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }

  if (self->session != NULL)
    {
      open_window (self);
      return;
    }

  if (self->starting)
    return;

  self->starting = TRUE;
  if (self->wants_demo)
    {
      g_application_hold (application);
      self->demo = gh_demo_new ();
      gh_demo_start_async (self->demo, NULL, demo_started_cb, g_object_ref (self));
    }
  else if (self->cloud_file != NULL)
    {
      g_application_hold (application);
      file = g_file_new_for_commandline_arg (self->cloud_file);
      gh_cloud_load_file_async (file, NULL, cloud_loaded_cb, g_object_ref (self));
    }
  else
    start (self, NULL);
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GhApplication *self = user_data;

  if (self->session != NULL)
    open_window (self);
  else
    g_application_activate (G_APPLICATION (self));
}

static void
gh_application_startup (GApplication *application)
{
  const GActionEntry entries[] = {
    { "new-window", new_window_cb },
  };

  G_APPLICATION_CLASS (gh_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (GH_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
}

static int
gh_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  GhApplication *self = GH_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("gatehouse %s\n", GH_VERSION);
      return 0;
    }

  self->wants_demo = g_variant_dict_contains (options, "demo");
  g_variant_dict_lookup (options, "cloud-file", "^ay", &self->cloud_file);
  if (self->wants_demo && self->cloud_file != NULL)
    {
      g_printerr ("gatehouse: %s\n", _ ("--demo and --cloud-file exclude each other."));
      return 1;
    }

  /* What was asked for here must not end in a window of a program that runs already and talks to
   * another cloud. */
  if (self->wants_demo || self->cloud_file != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return -1;
}

static void
gh_application_finalize (GObject *object)
{
  GhApplication *self = GH_APPLICATION (object);

  g_clear_object (&self->session);
  g_clear_object (&self->demo);
  g_free (self->cloud_file);

  G_OBJECT_CLASS (gh_application_parent_class)->finalize (object);
}

static void
gh_application_class_init (GhApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gh_application_finalize;
  application_class->startup = gh_application_startup;
  application_class->activate = gh_application_activate;
  application_class->handle_local_options = gh_application_handle_local_options;
}

static void
gh_application_init (GhApplication *self)
{
  const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Run on a simulator; nothing is kept, and no service is reached"), NULL },
    { "cloud-file", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_ ("Work with the cloud that this file describes"), N_ ("FILE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and end"), NULL },
    { NULL },
  };

  gh_app_register_resource ();
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
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

/**
 * gh_application_get_exit_status:
 * @self: the application, after it ran
 *
 * Returns: 1 if the program could not start as it was asked to, else 0
 */
int
gh_application_get_exit_status (GhApplication *self)
{
  g_return_val_if_fail (GH_IS_APPLICATION (self), 1);

  return self->exit_status;
}
