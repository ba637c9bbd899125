/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-wait.h"

#include <glib-unix.h>

struct _GhCliWait
{
  GMainLoop *loop;
  GCancellable *cancellable;
  GAsyncResult *result;
  guint interrupt_source;
  guint end_source;
};

static gboolean
interrupted_cb (gpointer user_data)
{
  GhCliWait *self = user_data;

  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_CONTINUE;
}

/**
 * gh_cli_wait_new:
 *
 * From now on Ctrl+C and a request to end cancel what is waited for, instead of ending the program
 * in the middle of a change.
 *
 * Returns: (transfer full): somebody who waits
 */
GhCliWait *
gh_cli_wait_new (void)
{
  GhCliWait *self = g_new0 (GhCliWait, 1);

  self->loop = g_main_loop_new (NULL, FALSE);
  self->cancellable = g_cancellable_new ();
  self->interrupt_source = g_unix_signal_add (SIGINT, interrupted_cb, self);
  self->end_source = g_unix_signal_add (SIGTERM, interrupted_cb, self);

  return self;
}

/**
 * gh_cli_wait_free:
 * @self: somebody who waits
 */
void
gh_cli_wait_free (GhCliWait *self)
{
  g_source_remove (self->interrupt_source);
  g_source_remove (self->end_source);
  g_clear_object (&self->result);
  g_object_unref (self->cancellable);
  g_main_loop_unref (self->loop);
  g_free (self);
}

/**
 * gh_cli_wait_get_cancellable:
 * @self: somebody who waits
 *
 * Returns: (transfer none): cancelled by Ctrl+C
 */
GCancellable *
gh_cli_wait_get_cancellable (GhCliWait *self)
{
  return self->cancellable;
}

/**
 * gh_cli_wait_done:
 * @source: who has the result
 * @result: the result
 * @user_data: the [struct@Gh.CliWait]
 *
 * The callback to give to an asynchronous call.
 */
void
gh_cli_wait_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GhCliWait *self = user_data;

  g_set_object (&self->result, result);
  g_main_loop_quit (self->loop);
}

/**
 * gh_cli_wait_for_result:
 * @self: somebody who waits
 *
 * Returns: (transfer full): what the call that was just started came to
 */
GAsyncResult *
gh_cli_wait_for_result (GhCliWait *self)
{
  if (self->result == NULL)
    g_main_loop_run (self->loop);

  return g_steal_pointer (&self->result);
}

static gboolean
input_cb (int descriptor, GIOCondition condition, gpointer user_data)
{
  GhCliWait *self = user_data;

  g_main_loop_quit (self->loop);

  return G_SOURCE_CONTINUE;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GhCliWait *self = user_data;

  g_main_loop_quit (self->loop);
}

/**
 * gh_cli_wait_for_input:
 * @self: somebody who waits
 * @descriptor: an open file descriptor
 *
 * A read would not end with Ctrl+C, which from now on only cancels.
 *
 * Returns: whether there is something to read, or the end; %FALSE if it was cancelled before
 */
gboolean
gh_cli_wait_for_input (GhCliWait *self, int descriptor)
{
  guint input;
  gulong handler;

  if (g_cancellable_is_cancelled (self->cancellable))
    return FALSE;

  input = g_unix_fd_add (descriptor, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, self);
  handler = g_cancellable_connect (self->cancellable, G_CALLBACK (cancelled_cb), self, NULL);
  g_main_loop_run (self->loop);
  g_cancellable_disconnect (self->cancellable, handler);
  g_source_remove (input);

  return !g_cancellable_is_cancelled (self->cancellable);
}
