/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-grants.h"
#include "gh-sim-reply.h"
#include "gh-sim-request.h"
#include "gh-sim-tokens.h"

G_BEGIN_DECLS

/**
 * GhSimEntra:
 *
 * The simulated Entra ID: the page to sign in at and the token endpoint.
 */
#define GH_TYPE_SIM_ENTRA (gh_sim_entra_get_type ())
G_DECLARE_FINAL_TYPE (GhSimEntra, gh_sim_entra, GH, SIM_ENTRA, GObject)

GhSimEntra *gh_sim_entra_new (GhSimWorld *world, GhClock *clock, GhSimTokens *tokens);
void gh_sim_entra_set_strict (GhSimEntra *self, gboolean strict);
void gh_sim_entra_set_authority (GhSimEntra *self, const char *authority);
gboolean gh_sim_entra_is_path (GhSimRequest *request);
GhSimReply *gh_sim_entra_handle (GhSimEntra *self, GhSimRequest *request);
void gh_sim_entra_revoke_refresh_tokens (GhSimEntra *self);
void gh_sim_entra_set_device_interval (GhSimEntra *self, guint seconds);
/* a refresh token of @who without a sign-in; (transfer none) */
const char *gh_sim_entra_issue_refresh_token (GhSimEntra *self, GhSimIdentity *who);

G_END_DECLS
