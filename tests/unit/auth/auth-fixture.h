/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-account.h"
#include "gh-token-store.h"

G_BEGIN_DECLS

/* What the tests of accounts and token stores have in common. */

GhAccount *auth_fixture_make_account (const char *user_name);
GhTokenSet *auth_fixture_make_tokens (const char *refresh_token);

/* A callback, and the loop that waits for it. */
void auth_fixture_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *auth_fixture_wait (GAsyncResult **result);

GhTokenSet *auth_fixture_load (GhTokenStore *store, GhAccount *account, GError **error);
gboolean
auth_fixture_save (GhTokenStore *store, GhAccount *account, GhTokenSet *tokens, GError **error);
gboolean auth_fixture_remove (GhTokenStore *store, GhAccount *account, GError **error);
void auth_fixture_assert_refresh_token (GhTokenSet *tokens, const char *expected);

G_END_DECLS
