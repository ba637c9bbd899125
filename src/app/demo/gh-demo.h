/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cloud.h"

G_BEGIN_DECLS

/**
 * GhDemo:
 *
 * The simulator as a child process. It ends with this object, or with this program however that
 * ends: its standard input is a pipe that nobody else holds.
 */
#define GH_TYPE_DEMO (gh_demo_get_type ())
G_DECLARE_FINAL_TYPE (GhDemo, gh_demo, GH, DEMO, GObject)

GhDemo *gh_demo_new (void);
void gh_demo_start_async (GhDemo *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* The cloud of the simulator, which is always on loopback; (transfer full) */
GhCloud *gh_demo_start_finish (GhDemo *self, GAsyncResult *result, GError **error);

G_END_DECLS
