/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-reply.h"

G_BEGIN_DECLS

GhSimReply *gh_sim_envelope_empty (guint status, const char *info);
GhSimReply *gh_sim_envelope_code (guint status, const char *code);
GhSimReply *gh_sim_envelope_not_found (void);
GhSimReply *gh_sim_envelope_not_authorized (void);
GhSimReply *gh_sim_envelope_not_for_applications (void);
GhSimReply *gh_sim_envelope_bad_request (const char *message, const char *target);
GhSimReply *gh_sim_envelope_take_over_by_owner (void);
/* @details: code, value, code, value…, NULL */
GhSimReply *gh_sim_envelope_data_movement (const char *code, const char *const *details);

G_END_DECLS
