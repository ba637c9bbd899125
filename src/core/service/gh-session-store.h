/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-token-store.h"

G_BEGIN_DECLS

/**
 * GhSessionStore:
 *
 * The token store that a session gives to its authority: it passes everything on to another one,
 * which the session may exchange while somebody is signed in (memory for the keyring, once that is
 * unlocked, or the other way round where the keyring fails). The "save-failed" signal (const GError
 * *error) is the moment for the latter: nothing is lost if it sets another target.
 */
#define GH_TYPE_SESSION_STORE (gh_session_store_get_type ())
G_DECLARE_FINAL_TYPE (GhSessionStore, gh_session_store, GH, SESSION_STORE, GObject)

GhSessionStore *gh_session_store_new (void);
void gh_session_store_set_target (GhSessionStore *self, GhTokenStore *target);

G_END_DECLS
