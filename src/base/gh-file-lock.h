/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

int gh_file_lock_take (const char *path, guint seconds, GCancellable *cancellable, GError **error);
void gh_file_lock_release (int *lock);

/* Declares a lock that is released at the end of the block; it begins as none (-1). */
#define GH_AUTO_FILE_LOCK __attribute__ ((cleanup (gh_file_lock_release))) int

G_END_DECLS
