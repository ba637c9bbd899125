/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-account.h"
#include "gh-token-set.h"

G_BEGIN_DECLS

/**
 * GhTokenStore:
 *
 * Where tokens are kept: one record per account.
 */
#define GH_TYPE_TOKEN_STORE (gh_token_store_get_type ())
G_DECLARE_INTERFACE (GhTokenStore, gh_token_store, GH, TOKEN_STORE, GObject)

struct _GhTokenStoreInterface
{
  GTypeInterface parent_interface;

  void (*load_async) (GhTokenStore *, GhAccount *, GCancellable *, GAsyncReadyCallback, gpointer);
  GhTokenSet *(*load_finish) (GhTokenStore *, GAsyncResult *, GError **);
  void (*save_async) (GhTokenStore *,
                      GhAccount *,
                      GhTokenSet *,
                      GCancellable *,
                      GAsyncReadyCallback,
                      gpointer);
  gboolean (*save_finish) (GhTokenStore *, GAsyncResult *, GError **);
  void (*remove_async) (GhTokenStore *, GhAccount *, GCancellable *, GAsyncReadyCallback, gpointer);
  gboolean (*remove_finish) (GhTokenStore *, GAsyncResult *, GError **);
  /* NULL means FALSE */
  gboolean (*is_shared) (GhTokenStore *);
};

/* NULL with GH_ERROR_NOT_FOUND: the keyring is open and holds nothing; GH_ERROR_KEYRING_LOCKED;
 * GH_ERROR_KEYRING_UNAVAILABLE. Never prompts. */
void gh_token_store_load_async (GhTokenStore *self,
                                GhAccount *account,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GhTokenSet *gh_token_store_load_finish (GhTokenStore *self, GAsyncResult *result, GError **error);
void gh_token_store_save_async (GhTokenStore *self,
                                GhAccount *account,
                                GhTokenSet *tokens,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean gh_token_store_save_finish (GhTokenStore *self, GAsyncResult *result, GError **error);
void gh_token_store_remove_async (GhTokenStore *self,
                                  GhAccount *account,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean gh_token_store_remove_finish (GhTokenStore *self, GAsyncResult *result, GError **error);
/* whether other processes see and change the same records */
gboolean gh_token_store_is_shared (GhTokenStore *self);

G_END_DECLS
