/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-entra-error.h"
#include "gh-token-answer.h"
#include "gh-token-set.h"

G_BEGIN_DECLS

/**
 * GhTokenSource:
 *
 * Where the access tokens of one account come from: one implementation per way to sign in. A source
 * keeps no tokens and asks each time; GhAuthority keeps, renews and hands them out.
 */
#define GH_TYPE_TOKEN_SOURCE (gh_token_source_get_type ())
G_DECLARE_INTERFACE (GhTokenSource, gh_token_source, GH, TOKEN_SOURCE, GObject)

struct _GhTokenSourceInterface
{
  GTypeInterface parent_interface;

  void (*acquire_async) (GhTokenSource *self,
                         const char *audience,
                         GhTokenSet *known,
                         const char *claims,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
  GhTokenAnswer *(*acquire_finish) (GhTokenSource *self,
                                    GAsyncResult *result,
                                    GhEntraError **refusal,
                                    GError **error);
};

/* @known: the account's record: a refresh token, a secret that is kept; may hold nothing.
 * @claims: (nullable): JSON of a claims challenge, to be passed on to the authority */
void gh_token_source_acquire_async (GhTokenSource *self,
                                    const char *audience,
                                    GhTokenSet *known,
                                    const char *claims,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* @refusal: (out) (optional): set where the authority itself refused. GH_ERROR_SIGN_IN_NEEDED
 * without a refusal: @known lacks what this source needs. */
GhTokenAnswer *gh_token_source_acquire_finish (GhTokenSource *self,
                                               GAsyncResult *result,
                                               GhEntraError **refusal,
                                               GError **error);

G_END_DECLS
