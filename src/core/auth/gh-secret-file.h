/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-secret.h"

G_BEGIN_DECLS

/* The largest file that is read: certificates with a chain, tokens. */
#define GH_SECRET_FILE_MAX_BYTES (256u * 1024)

/* Reads a file into wiped memory. GH_ERROR_INVALID_INPUT names the file and says what is wrong. */
void gh_secret_file_read_async (const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GhSecret *gh_secret_file_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
