/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-reply.h"
#include "gh-sim-tokens.h"
#include "gh-sim-update.h"

G_BEGIN_DECLS

/**
 * GhSimJudge:
 *
 * Decides what becomes of a credential: opens it as the gateway would, and tries it at the source.
 */
#define GH_TYPE_SIM_JUDGE (gh_sim_judge_get_type ())
G_DECLARE_FINAL_TYPE (GhSimJudge, gh_sim_judge, GH, SIM_JUDGE, GObject)

GhSimJudge *gh_sim_judge_new (GhClock *clock, GhSimTokens *tokens);
/* (nullable): NULL if it was accepted and is stored now. */
GhSimReply *gh_sim_judge_apply (GhSimJudge *self,
                                GhSimSource *source,
                                GhSimIdentity *caller,
                                GhSimUpdate *update);
/* (nullable): NULL if the source can be reached with what is stored. */
GhSimReply *gh_sim_judge_test (GhSimJudge *self, GhSimSource *source);

G_END_DECLS
