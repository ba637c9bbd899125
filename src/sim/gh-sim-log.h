/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-request.h"
#include "gh-sim-world.h"

G_BEGIN_DECLS

/**
 * GhSimLog:
 *
 * What was asked of the simulated services, and which requests carried a secret.
 */
#define GH_TYPE_SIM_LOG (gh_sim_log_get_type ())
G_DECLARE_FINAL_TYPE (GhSimLog, gh_sim_log, GH, SIM_LOG, GObject)

GhSimLog *gh_sim_log_new (GhSimWorld *world);
void gh_sim_log_add (GhSimLog *self, GhSimRequest *request, guint status);
guint gh_sim_log_count (GhSimLog *self, const char *method, const char *path);
guint gh_sim_log_count_secrets (GhSimLog *self);
char *gh_sim_log_dup_last_update (GhSimLog *self);
JsonObject *gh_sim_log_describe (GhSimLog *self);

G_END_DECLS
