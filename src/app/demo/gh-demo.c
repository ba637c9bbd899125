/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-demo.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-error.h"
#include "gh-json.h"

#define START_SECONDS 20

struct _GhDemo
{
  GObject parent_instance;

  GSubprocess *simulator;
  GDataInputStream *output;
};

G_DEFINE_FINAL_TYPE (GhDemo, gh_demo, G_TYPE_OBJECT)

static void
gh_demo_finalize (GObject *object)
{
  GhDemo *self = GH_DEMO (object);

  g_clear_object (&self->output);
  /* Closes its standard input, at which it ends. */
  g_clear_object (&self->simulator);

  G_OBJECT_CLASS (gh_demo_parent_class)->finalize (object);
}

static void
gh_demo_class_init (GhDemoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_demo_finalize;
}

static void
gh_demo_init (GhDemo *self)
{
}

/**
 * gh_demo_new:
 *
 * Returns: (transfer full): a demo that was not started
 */
GhDemo *
gh_demo_new (void)
{
  return g_object_new (GH_TYPE_DEMO, NULL);
}

/* In the build tree it lies in a folder beside, installed in the same folder. What lies nearest is
 * of the same version; no environment variable is asked, since it would decide what is run. */
static char *
find_simulator (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : g_strdup (GH_BINDIR);
  char *candidates[] = {
    g_build_filename (folder, "..", "sim", "gatehouse-sim", NULL),
    g_build_filename (folder, "gatehouse-sim", NULL),
    g_build_filename (GH_BINDIR, "gatehouse-sim", NULL),
  };
  char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (found == NULL && g_file_test (candidates[i], G_FILE_TEST_IS_EXECUTABLE))
      found = candidates[i];
    else
      g_free (candidates[i]);

  return found;
}

static GhCloud *
parse_row (const char *line, gssize length, GError **error)
{
  g_autoptr (JsonObject) row = gh_json_parse_object (line, length, error);
  g_autoptr (GhCloud) cloud = row != NULL ? gh_cloud_new_from_json (row, error) : NULL;

  if (cloud != NULL && !gh_cloud_is_loopback (cloud))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_UNTRUSTED_ORIGIN,
                   _ ("The demo takes only addresses of this computer, and %s is none."),
                   gh_cloud_get_authority_host (cloud));
      return NULL;
    }

  return g_steal_pointer (&cloud);
}

static void
line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  GSource *timeout = g_task_get_task_data (task);
  GhCloud *cloud;
  gsize length = 0;

  g_source_destroy (timeout);
  line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, &length, &error);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (line == NULL)
    {
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_FAILED,
                               _ ("The simulator ended before it was ready."));
      return;
    }

  cloud = parse_row (line, length, &error);
  if (cloud != NULL)
    g_task_return_pointer (task, cloud, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
timeout_cb (gpointer user_data)
{
  GhDemo *self = user_data;

  /* Its output ends then, and with it the waiting for the first line. */
  g_subprocess_force_exit (self->simulator);

  return G_SOURCE_REMOVE;
}

static void
free_timeout (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

/**
 * gh_demo_start_async:
 * @self: a demo
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Starts the simulator with the scenario "seed" and waits until it says where it listens.
 */
void
gh_demo_start_async (GhDemo *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = find_simulator ();
  GSource *timeout;

  g_task_set_source_tag (task, gh_demo_start_async);
  if (program == NULL)
    {
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_NOT_FOUND,
                               _ ("The simulator, gatehouse-sim, is not installed."));
      return;
    }

  self->simulator =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                        program, "--scenario", "seed", NULL);
  if (self->simulator == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  timeout = g_timeout_source_new_seconds (START_SECONDS);
  g_source_set_callback (timeout, timeout_cb, g_object_ref (self), g_object_unref);
  g_source_attach (timeout, g_main_context_get_thread_default ());
  g_task_set_task_data (task, timeout, free_timeout);

  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->simulator));
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, cancellable, line_cb,
                                       g_steal_pointer (&task));
}

/**
 * gh_demo_start_finish:
 * @self: a demo
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): the cloud of the simulator
 */
GhCloud *
gh_demo_start_finish (GhDemo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
