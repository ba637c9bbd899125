/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-reply.h"
#include "gh-sim-request.h"
#include "gh-sim-tokens.h"

G_BEGIN_DECLS

/* What X-IDENTITY-HEADER has to say. */
#define GH_SIM_IDENTITY_HEADER "throw-away-identity-header"

/* The identity services that a machine in Azure asks for the tokens of its managed identity: IMDS
 * at /metadata/identity/oauth2/token, App Service at /msi/token. */
gboolean gh_sim_identity_service_is_path (GhSimRequest *request);
GhSimReply *gh_sim_identity_service_handle (GhSimWorld *world,
                                            GhSimTokens *tokens,
                                            GhSimRequest *request,
                                            gint64 now);

G_END_DECLS
