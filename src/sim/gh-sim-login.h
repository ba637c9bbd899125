/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-reply.h"
#include "gh-sim-tokens.h"

G_BEGIN_DECLS

/* (nullable): NULL if the source lets one in. */
GhSimReply *gh_sim_login_try (GhSimSource *source,
                              GhSimTokens *tokens,
                              const char *credential_type,
                              JsonArray *data);
GhSimReply *gh_sim_login_refuse (GhSimSource *source);
GhSimReply *gh_sim_login_refuse_encryption (void);

G_END_DECLS
