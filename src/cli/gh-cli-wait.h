/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GhCliWait:
 *
 * Lets a command read like a list of steps: starts an asynchronous call with
 * [func@Gh.CliWait.done] as its callback and waits for the result here. There is never a second
 * loop inside: a command waits for one thing at a time, outside of any callback.
 */
typedef struct _GhCliWait GhCliWait;

GhCliWait *gh_cli_wait_new (void);
void gh_cli_wait_free (GhCliWait *self);
GCancellable *gh_cli_wait_get_cancellable (GhCliWait *self);
void gh_cli_wait_done (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *gh_cli_wait_for_result (GhCliWait *self);

/* FALSE: it was cancelled before there was something to read. */
gboolean gh_cli_wait_for_input (GhCliWait *self, int descriptor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCliWait, gh_cli_wait_free)

G_END_DECLS
