/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-session.h"

G_BEGIN_DECLS

/**
 * GhNotices:
 *
 * What the banners of a window say. Properties, all strings that are %NULL when there is nothing to
 * say: "demo", "session-only", "sign-in", "offline".
 */
#define GH_TYPE_NOTICES (gh_notices_get_type ())
G_DECLARE_FINAL_TYPE (GhNotices, gh_notices, GH, NOTICES, GObject)

GhNotices *gh_notices_new (GhSession *session, gboolean demo);
/* @error: (nullable): how the last reading ended */
void gh_notices_take_reading (GhNotices *self, const GError *error);
gboolean gh_notices_is_offline (GhNotices *self);

G_END_DECLS
