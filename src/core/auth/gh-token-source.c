/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-source.h"

G_DEFINE_INTERFACE (GhTokenSource, gh_token_source, G_TYPE_OBJECT)

static void
gh_token_source_default_init (GhTokenSourceInterface *iface)
{
}

/**
 * gh_token_source_acquire_async:
 * @self: a source
 * @audience: the service that the token is for
 * @known: the account's record, which may hold nothing
 * @claims: (nullable): JSON of a claims challenge
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks for a new access token.
 */
void
gh_token_source_acquire_async (GhTokenSource *self,
                               const char *audience,
                               GhTokenSet *known,
                               const char *claims,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (GH_IS_TOKEN_SOURCE (self) && audience != NULL && known != NULL);

  GH_TOKEN_SOURCE_GET_IFACE (self)->acquire_async (self, audience, known, claims, cancellable,
                                                   callback, user_data);
}

/**
 * gh_token_source_acquire_finish:
 * @self: a source
 * @result: what the callback got
 * @refusal: (out) (optional) (nullable) (transfer full): the authority's refusal, if it was one
 * @error: return location
 *
 * Returns: (transfer full): the token, with a rotated refresh token where there is one; or %NULL.
 *   %GH_ERROR_SIGN_IN_NEEDED without a refusal means that the record lacks what the source needs
 */
GhTokenAnswer *
gh_token_source_acquire_finish (GhTokenSource *self,
                                GAsyncResult *result,
                                GhEntraError **refusal,
                                GError **error)
{
  g_return_val_if_fail (GH_IS_TOKEN_SOURCE (self), NULL);

  if (refusal != NULL)
    *refusal = NULL;

  return GH_TOKEN_SOURCE_GET_IFACE (self)->acquire_finish (self, result, refusal, error);
}
