/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-device.h"
#include "gh-sim-grants.h"
#include "gh-sim-reply.h"
#include "gh-sim-request.h"
#include "gh-sim-tokens.h"

G_BEGIN_DECLS

/**
 * GhSimTokenEndpoint:
 *
 * Redeems authorization codes, refresh tokens, device codes, passwords, and what an application
 * proves itself with.
 */
#define GH_TYPE_SIM_TOKEN_ENDPOINT (gh_sim_token_endpoint_get_type ())
G_DECLARE_FINAL_TYPE (GhSimTokenEndpoint, gh_sim_token_endpoint, GH, SIM_TOKEN_ENDPOINT, GObject)

GhSimTokenEndpoint *gh_sim_token_endpoint_new (GhSimWorld *world,
                                               GhClock *clock,
                                               GhSimTokens *tokens,
                                               GhSimGrants *grants,
                                               GhSimDevice *device);
void gh_sim_token_endpoint_set_strict (GhSimTokenEndpoint *self, gboolean strict);
void gh_sim_token_endpoint_set_authority (GhSimTokenEndpoint *self, const char *authority);
GhSimReply *gh_sim_token_endpoint_handle (GhSimTokenEndpoint *self, GhSimRequest *request);

G_END_DECLS
