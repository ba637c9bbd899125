/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-store.h"

G_DEFINE_INTERFACE (GhTokenStore, gh_token_store, G_TYPE_OBJECT)

static void
gh_token_store_default_init (GhTokenStoreInterface *iface)
{
}

/**
 * gh_token_store_load_async:
 * @self: a token store
 * @account: whose record
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the record of @account. Never prompts.
 */
void
gh_token_store_load_async (GhTokenStore *self,
                           GhAccount *account,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (GH_IS_TOKEN_STORE (self) && GH_IS_ACCOUNT (account));

  GH_TOKEN_STORE_GET_IFACE (self)->load_async (self, account, cancellable, callback, user_data);
}

/**
 * gh_token_store_load_finish:
 * @self: a token store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): the tokens, or %NULL: %GH_ERROR_NOT_FOUND when the store is open and
 *   holds nothing, %GH_ERROR_KEYRING_LOCKED, %GH_ERROR_KEYRING_UNAVAILABLE, or %GH_ERROR_PROTOCOL
 *   when the record can't be read
 */
GhTokenSet *
gh_token_store_load_finish (GhTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_TOKEN_STORE (self), NULL);

  return GH_TOKEN_STORE_GET_IFACE (self)->load_finish (self, result, error);
}

/**
 * gh_token_store_save_async:
 * @self: a token store
 * @account: whose record
 * @tokens: what to keep
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Makes the record of @account, or replaces it.
 */
void
gh_token_store_save_async (GhTokenStore *self,
                           GhAccount *account,
                           GhTokenSet *tokens,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (GH_IS_TOKEN_STORE (self) && GH_IS_ACCOUNT (account) && tokens != NULL);

  GH_TOKEN_STORE_GET_IFACE (self)->save_async (self, account, tokens, cancellable, callback,
                                               user_data);
}

/**
 * gh_token_store_save_finish:
 * @self: a token store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the record is stored
 */
gboolean
gh_token_store_save_finish (GhTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_TOKEN_STORE (self), FALSE);

  return GH_TOKEN_STORE_GET_IFACE (self)->save_finish (self, result, error);
}

/**
 * gh_token_store_remove_async:
 * @self: a token store
 * @account: whose record
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Removes the record of @account for good.
 */
void
gh_token_store_remove_async (GhTokenStore *self,
                             GhAccount *account,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (GH_IS_TOKEN_STORE (self) && GH_IS_ACCOUNT (account));

  GH_TOKEN_STORE_GET_IFACE (self)->remove_async (self, account, cancellable, callback, user_data);
}

/**
 * gh_token_store_remove_finish:
 * @self: a token store
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the record was there and is gone; %GH_ERROR_NOT_FOUND when the store is open and
 *   held none
 */
gboolean
gh_token_store_remove_finish (GhTokenStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (GH_IS_TOKEN_STORE (self), FALSE);

  return GH_TOKEN_STORE_GET_IFACE (self)->remove_finish (self, result, error);
}

/**
 * gh_token_store_is_shared:
 * @self: a token store
 *
 * Returns: whether other processes see and change the same records, which then takes a lock
 */
gboolean
gh_token_store_is_shared (GhTokenStore *self)
{
  GhTokenStoreInterface *iface;

  g_return_val_if_fail (GH_IS_TOKEN_STORE (self), FALSE);

  iface = GH_TOKEN_STORE_GET_IFACE (self);

  return iface->is_shared != NULL && iface->is_shared (self);
}
