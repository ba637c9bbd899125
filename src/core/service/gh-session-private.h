/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-session.h"

G_BEGIN_DECLS

/* What signing in, starting, unlocking and signing out need of the session. */

/* The store that lasts: the keyring, or what a test gave; the memory store in the demo. */
GhTokenStore *gh_session_get_keyring (GhSession *self);
GhTokenStore *gh_session_get_memory (GhSession *self);
gboolean gh_session_get_memory_only (GhSession *self);
/* (transfer none) (nullable): the account to start with */
GhAccount *gh_session_find_account (GhSession *self);

void gh_session_set_session_only (GhSession *self, gboolean session_only);
void gh_session_set_keyring_state (GhSession *self, GhKeyringState keyring_state);
void gh_session_enter (GhSession *self, GhAccount *account, GhTokenSet *tokens);
/* @account: (nullable): who is kept in mind all the same */
void gh_session_leave (GhSession *self, GhSessionState state, GhAccount *account);

G_END_DECLS
