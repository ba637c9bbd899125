/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-secret.h"
#include "gh-token-set.h"

G_BEGIN_DECLS

/**
 * GhTokenWaiters:
 *
 * The callers of an authority that have not got a token yet, in the order in which they came. Each
 * is a GTask that returns a GhSecret; one whose cancellable is cancelled leaves by itself.
 */
typedef struct _GhTokenWaiters GhTokenWaiters;

GhTokenWaiters *gh_token_waiters_new (void);
void gh_token_waiters_free (GhTokenWaiters *self);
/* @task: (transfer full); @rejected: (nullable) */
void
gh_token_waiters_add (GhTokenWaiters *self, GTask *task, const char *audience, GhSecret *rejected);
/* the audience of who has waited longest; (nullable) */
const char *gh_token_waiters_peek_audience (GhTokenWaiters *self);
gboolean gh_token_waiters_want (GhTokenWaiters *self, const char *audience);
/* hands a token of @tokens to everybody who can use one that needs no renewal at @now */
void gh_token_waiters_serve (GhTokenWaiters *self, GhTokenSet *tokens, gint64 now);
/* @error: (nullable): for those of @audience who can't use @token: the one they called rejected */
void gh_token_waiters_end (GhTokenWaiters *self,
                           const char *audience,
                           GhSecret *token,
                           const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTokenWaiters, gh_token_waiters_free)

G_END_DECLS
