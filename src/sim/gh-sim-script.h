/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-reply.h"

G_BEGIN_DECLS

/**
 * GhSimScript:
 *
 * Answers that a test has laid out for requests to come.
 */
#define GH_TYPE_SIM_SCRIPT (gh_sim_script_get_type ())
G_DECLARE_FINAL_TYPE (GhSimScript, gh_sim_script, GH, SIM_SCRIPT, GObject)

GhSimScript *gh_sim_script_new (void);
void gh_sim_script_add (GhSimScript *self,
                        const char *path,
                        guint status,
                        const char *headers,
                        const char *body,
                        double delay);
GhSimReply *gh_sim_script_take (GhSimScript *self, const char *path, double *delay);

G_END_DECLS
