/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void gh_open_link_async (const char *link,
                         GAppLaunchContext *context,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
gboolean gh_open_link_finish (GAsyncResult *result, GError **error);

G_END_DECLS
