/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The result of an asynchronous call, kept until the test looks at it. */
typedef struct
{
  GAsyncResult *result;
} Awaited;

/* The callback of the call, with an Awaited as its data. */
void awaited_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* Runs the main loop until the callback was called, at most 20 seconds. */
GAsyncResult *await (Awaited *awaited);
void awaited_clear (Awaited *awaited);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Awaited, awaited_clear)

G_END_DECLS
