/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-world.h"

G_BEGIN_DECLS

GhSimWorld *gh_sim_scenario_load (const char *scenario, GError **error);

G_END_DECLS
