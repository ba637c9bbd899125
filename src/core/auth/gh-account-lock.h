/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-account.h"

G_BEGIN_DECLS

/**
 * GhAccountLock:
 *
 * Held by the one process that renews an account's tokens, so that window and command line never
 * spend the same refresh token twice. A file that stays and is locked: the kernel
 * lets go of it when its holder dies, however that happens.
 */
#define GH_TYPE_ACCOUNT_LOCK (gh_account_lock_get_type ())
G_DECLARE_FINAL_TYPE (GhAccountLock, gh_account_lock, GH, ACCOUNT_LOCK, GObject)

/* Longer than the one before can take for its token request. */
#define GH_ACCOUNT_LOCK_SECONDS 60

/* $XDG_DATA_HOME/gatehouse/locks */
GFile *gh_account_lock_dup_default_directory (void);
/* GH_ERROR_TIMED_OUT if another process holds it for too long; an error of GIO if there can be no
 * such file here. Held until the last reference goes. */
void gh_account_lock_acquire_async (GFile *directory,
                                    GhAccount *account,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GhAccountLock *gh_account_lock_acquire_finish (GAsyncResult *result, GError **error);

G_END_DECLS
