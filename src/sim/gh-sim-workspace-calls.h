/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-reply.h"
#include "gh-sim-request.h"
#include "gh-sim-tokens.h"

G_BEGIN_DECLS

GhSimReply *
gh_sim_workspace_calls_handle (GhSimWorld *world, GhSimCaller *caller, GhSimRequest *request);

G_END_DECLS
