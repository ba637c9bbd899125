/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-token-endpoint.h"
#include "gh-token-source.h"

G_BEGIN_DECLS

/* What the token sources have in common: a task that ends with a token, or with a refusal beside
 * its error. */

GTask *gh_source_task_new (GhTokenSource *source,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* of gh_token_endpoint_send_async(); @user_data: (transfer full): the task */
void gh_source_task_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* @refusal, @error: (transfer full) */
void gh_source_task_refuse (GTask *task, GhEntraError *refusal, GError *error);
/* acquire_finish of every source */
GhTokenAnswer *gh_source_task_finish (GhTokenSource *source,
                                      GAsyncResult *result,
                                      GhEntraError **refusal,
                                      GError **error);

G_END_DECLS
