/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-token-store.h"

G_BEGIN_DECLS

typedef enum
{
  GH_KEYRING_READY,
  GH_KEYRING_LOCKED,
  GH_KEYRING_UNAVAILABLE,
} GhKeyringState;

/**
 * GhKeyringStore:
 *
 * Keeps tokens through libsecret, asynchronously, with a time-out of its own (20 s; unlocking,
 * which waits for a person, has none but its cancellable).
 */
#define GH_TYPE_KEYRING_STORE (gh_keyring_store_get_type ())
G_DECLARE_FINAL_TYPE (GhKeyringStore, gh_keyring_store, GH, KEYRING_STORE, GObject)

GhTokenStore *gh_keyring_store_new (void);
/* Looks without prompting. @account: (nullable): also look whether its record is locked */
void gh_keyring_store_probe_async (GhKeyringStore *self,
                                   GhAccount *account,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean gh_keyring_store_probe_finish (GhKeyringStore *self,
                                        GAsyncResult *result,
                                        GhKeyringState *state,
                                        GError **error);
/* Lets the keyring prompt. FALSE with GH_ERROR_KEYRING_LOCKED when the prompt was dismissed. */
void gh_keyring_store_unlock_async (GhKeyringStore *self,
                                    GhAccount *account,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
gh_keyring_store_unlock_finish (GhKeyringStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
