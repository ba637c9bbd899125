/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-judge.h"
#include "gh-sim-request.h"

G_BEGIN_DECLS

GhSimReply *gh_sim_gateway_calls_handle (GhSimWorld *world,
                                         GhSimJudge *judge,
                                         GhSimCaller *caller,
                                         GhSimRequest *request);

G_END_DECLS
