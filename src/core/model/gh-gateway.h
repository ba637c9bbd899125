/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-gateway-key.h"
#include "gh-node.h"

G_BEGIN_DECLS

#define GH_TYPE_GATEWAY (gh_gateway_get_type ())
G_DECLARE_FINAL_TYPE (GhGateway, gh_gateway, GH, GATEWAY, GhNode)

/* @type: "Resource" or "Personal", as the service says. */
GhGateway *gh_gateway_new (const char *id, const char *name, const char *type);
const char *gh_gateway_get_gateway_type (GhGateway *self);
/* from gatewayAnnotation; (nullable) */
const char *gh_gateway_get_version (GhGateway *self);
const char *gh_gateway_get_machine (GhGateway *self);
void gh_gateway_set_details (GhGateway *self, const char *version, const char *machine);
/* "Live" and so on, only read by the single GET; (nullable) */
const char *gh_gateway_get_status (GhGateway *self);
void gh_gateway_set_status (GhGateway *self, const char *status);

G_END_DECLS
