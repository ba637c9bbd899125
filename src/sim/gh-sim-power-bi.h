/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-judge.h"
#include "gh-sim-request.h"

G_BEGIN_DECLS

/**
 * GhSimPowerBi:
 *
 * The simulated Power BI interface, version 1.0.
 */
#define GH_TYPE_SIM_POWER_BI (gh_sim_power_bi_get_type ())
G_DECLARE_FINAL_TYPE (GhSimPowerBi, gh_sim_power_bi, GH, SIM_POWER_BI, GObject)

GhSimPowerBi *gh_sim_power_bi_new (GhSimWorld *world, GhSimTokens *tokens, GhSimJudge *judge);
gboolean gh_sim_power_bi_is_path (GhSimRequest *request);
GhSimReply *gh_sim_power_bi_handle (GhSimPowerBi *self, GhSimRequest *request);

G_END_DECLS
