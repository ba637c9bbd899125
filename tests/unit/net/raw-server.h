/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads a request up to its empty line, writes given bytes whatever was asked, and closes: for
 * answers that no proper server gives. */
typedef struct _RawServer RawServer;

/* @answer: (nullable): NULL closes without one; @repeats: how often it is written */
RawServer *raw_server_new (const char *answer, gsize length, guint repeats);
void raw_server_free (RawServer *self);
guint raw_server_get_port (RawServer *self);
guint raw_server_count_requests (RawServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

G_END_DECLS
