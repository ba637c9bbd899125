/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-reply.h"
#include "gh-sim-request.h"
#include "gh-sim-server.h"

G_BEGIN_DECLS

gboolean gh_sim_hooks_is_path (GhSimRequest *request);
GhSimReply *gh_sim_hooks_handle (GhSimServer *server, GhSimRequest *request);

G_END_DECLS
