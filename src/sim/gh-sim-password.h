/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-reply.h"
#include "gh-sim-world.h"

G_BEGIN_DECLS

/* The password grant: (transfer full) (nullable) a refusal, or @who signed in. */
GhSimReply *
gh_sim_password_check (GhSimWorld *world, GHashTable *form, gint64 now, GhSimIdentity **who);

G_END_DECLS
