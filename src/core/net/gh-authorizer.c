/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-authorizer.h"

G_DEFINE_INTERFACE (GhAuthorizer, gh_authorizer, G_TYPE_OBJECT)

static void
gh_authorizer_default_init (GhAuthorizerInterface *iface)
{
}

/**
 * gh_authorizer_authorize_async:
 * @self: an authorizer
 * @audience: the audience of the request's service
 * @rejected: (nullable): the token that the service has just called expired or invalid
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks for a token. With @rejected, another one is handed out or nothing.
 */
void
gh_authorizer_authorize_async (GhAuthorizer *self,
                               const char *audience,
                               GhSecret *rejected,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (GH_IS_AUTHORIZER (self));

  GH_AUTHORIZER_GET_IFACE (self)->authorize_async (self, audience, rejected, cancellable, callback,
                                                   user_data);
}

/**
 * gh_authorizer_authorize_with_claims_async:
 * @self: an authorizer
 * @audience: the audience of the request's service
 * @rejected: the token that the service has answered with a claims challenge
 * @claims: what the service wants, as JSON
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks for another token for which the authority was asked for @claims.
 */
void
gh_authorizer_authorize_with_claims_async (GhAuthorizer *self,
                                           const char *audience,
                                           GhSecret *rejected,
                                           const char *claims,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  GhAuthorizerInterface *iface;

  g_return_if_fail (GH_IS_AUTHORIZER (self) && rejected != NULL && claims != NULL);

  iface = GH_AUTHORIZER_GET_IFACE (self);
  if (iface->authorize_with_claims_async != NULL)
    iface->authorize_with_claims_async (self, audience, rejected, claims, cancellable, callback,
                                        user_data);
  else
    iface->authorize_async (self, audience, rejected, cancellable, callback, user_data);
}

/**
 * gh_authorizer_authorize_finish:
 * @self: an authorizer
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): the token, or %NULL; %GH_ERROR_SIGN_IN_NEEDED when only a person helps
 */
GhSecret *
gh_authorizer_authorize_finish (GhAuthorizer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_AUTHORIZER (self), NULL);

  return GH_AUTHORIZER_GET_IFACE (self)->authorize_finish (self, result, error);
}
