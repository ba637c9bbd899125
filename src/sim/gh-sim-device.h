/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-clock.h"
#include "gh-sim-reply.h"
#include "gh-sim-request.h"
#include "gh-sim-world.h"

G_BEGIN_DECLS

/**
 * GhSimDevice:
 *
 * Codes that are typed at another device, and the pages at which that is done.
 */
#define GH_TYPE_SIM_DEVICE (gh_sim_device_get_type ())
G_DECLARE_FINAL_TYPE (GhSimDevice, gh_sim_device, GH, SIM_DEVICE, GObject)

GhSimDevice *gh_sim_device_new (GhSimWorld *world, GhClock *clock);
/* seconds between two polls, 5 by default; 0 leaves the member out of the answer */
void gh_sim_device_set_interval (GhSimDevice *self, guint seconds);
/* POST …/devicecode; @authority: address of the simulator */
GhSimReply *gh_sim_device_begin (GhSimDevice *self, GhSimRequest *request, const char *authority);
/* the pages at …/deviceauth */
GhSimReply *gh_sim_device_show (GhSimDevice *self, GhSimRequest *request);
/* One poll: (transfer full) (nullable) a refusal, or @who and @scope (transfer none), after which
 * the code is used up. */
GhSimReply *gh_sim_device_redeem (GhSimDevice *self,
                                  const char *device_code,
                                  GhSimIdentity **who,
                                  const char **scope);

G_END_DECLS
