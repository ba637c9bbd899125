/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GhGatewayMemory:
 *
 * `$XDG_DATA_HOME/gatehouse/gateways.json` (0600, written atomically): per gateway id, that it was
 * seen on-premises, and the fingerprint of its key. A file that can't be read is an error, never
 * silently an empty memory.
 */
#define GH_TYPE_GATEWAY_MEMORY (gh_gateway_memory_get_type ())
G_DECLARE_FINAL_TYPE (GhGatewayMemory, gh_gateway_memory, GH, GATEWAY_MEMORY, GObject)

/* @file: (nullable): NULL remembers for this session only */
GhGatewayMemory *gh_gateway_memory_new (GFile *file);
GFile *gh_gateway_memory_dup_default_file (void);
/* Reads the file afresh. @fingerprint: (out) (nullable) (transfer full): NULL if never seen */
void gh_gateway_memory_recall_async (GhGatewayMemory *self,
                                     const char *gateway_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean gh_gateway_memory_recall_finish (GhGatewayMemory *self,
                                          GAsyncResult *result,
                                          char **fingerprint,
                                          GError **error);
void gh_gateway_memory_remember_async (GhGatewayMemory *self,
                                       const char *gateway_id,
                                       const char *fingerprint,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
gh_gateway_memory_remember_finish (GhGatewayMemory *self, GAsyncResult *result, GError **error);

G_END_DECLS
