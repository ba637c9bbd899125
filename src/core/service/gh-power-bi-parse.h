/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-datasource.h"
#include "gh-http-response.h"

G_BEGIN_DECLS

/* Makes a node out of an entry of a list. NULL without an error passes the entry over. */
typedef GhNode *(*GhPowerBiEntryReader) (JsonObject *entry, gpointer subject, GError **error);

GPtrArray *gh_power_bi_parse_list (GhHttpResponse *response,
                                   GhPowerBiEntryReader reader,
                                   gpointer subject,
                                   guint *n_entries,
                                   GError **error);
gboolean
gh_power_bi_parse_id (JsonObject *entry, const char *member, const char **id, GError **error);

GhNode *gh_power_bi_parse_gateway (JsonObject *entry, gpointer subject, GError **error);
gboolean gh_power_bi_parse_gateway_key (JsonObject *entry, GhGatewayKey **key, GError **error);
GhNode *gh_power_bi_parse_gateway_datasource (JsonObject *entry, gpointer gateway, GError **error);
GhNode *gh_power_bi_parse_workspace (JsonObject *entry, gpointer subject, GError **error);
GhNode *gh_power_bi_parse_item (JsonObject *entry, gpointer workspace, GError **error);
GhNode *gh_power_bi_parse_item_datasource (JsonObject *entry, gpointer item, GError **error);
gboolean gh_power_bi_parse_stored (JsonObject *entry, GhDatasource *datasource, GError **error);

G_END_DECLS
