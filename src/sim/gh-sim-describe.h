/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-reply.h"
#include "gh-sim-world.h"

G_BEGIN_DECLS

GhSimReply *gh_sim_describe_list (const char *name, JsonArray *value);
JsonObject *gh_sim_describe_gateway (GhSimGateway *gateway, gboolean with_status);
JsonObject *gh_sim_describe_source (GhSimSource *source);
JsonObject *gh_sim_describe_workspace (GhSimWorkspace *workspace);
JsonObject *gh_sim_describe_model (GhSimModel *model);
JsonObject *gh_sim_describe_model_source (GhSimSource *source);
JsonObject *gh_sim_describe_stored (GhSimStored *stored);

G_END_DECLS
