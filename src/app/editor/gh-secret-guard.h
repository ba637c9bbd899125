/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-secret.h"

G_BEGIN_DECLS

/**
 * GhSecretGuard:
 *
 * Watches over a row in which a secret is typed: peeking ends after ten seconds and when the focus
 * leaves; the row is emptied after five minutes without typing and when the screen is locked, and
 * says so. (AdwPasswordEntryRow is final, so this is no subclass.)
 */
#define GH_TYPE_SECRET_GUARD (gh_secret_guard_get_type ())
G_DECLARE_FINAL_TYPE (GhSecretGuard, gh_secret_guard, GH, SECRET_GUARD, GObject)

/* Lives as long as its maker keeps it; @row must live longer. */
GhSecretGuard *gh_secret_guard_new (AdwPasswordEntryRow *row);
/* Tests: shorter times, in milliseconds. */
void gh_secret_guard_set_times (GhSecretGuard *self, guint peek_ms, guint idle_ms);
gboolean gh_secret_guard_is_empty (GhSecretGuard *self);
/* (transfer full); NULL when empty. @strip: without white space around it, as pasted tokens have */
GhSecret *gh_secret_guard_dup_secret (GhSecretGuard *self, gboolean strip);
void gh_secret_guard_clear (GhSecretGuard *self);
void gh_secret_guard_end_peeking (GhSecretGuard *self);

G_END_DECLS
