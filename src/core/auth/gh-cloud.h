/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GhCloud:
 *
 * One row of authority host, Power BI host, Fabric host and their audiences. Immutable.
 */
#define GH_TYPE_CLOUD (gh_cloud_get_type ())
G_DECLARE_FINAL_TYPE (GhCloud, gh_cloud, GH, CLOUD, GObject)

GhCloud *gh_cloud_new_public (void);
/* @fabric_origin, @fabric_audience: (nullable); GH_ERROR_INVALID_INPUT names what is wrong */
GhCloud *gh_cloud_new (const char *name,
                       const char *authority,
                       const char *powerbi_origin,
                       const char *powerbi_audience,
                       const char *fabric_origin,
                       const char *fabric_audience,
                       GError **error);
/* for the field in which it is typed; addresses are checked with gh_origin_parse() */
gboolean gh_cloud_check_audience (const char *audience, GError **error);
/* {"name","authority","powerbi":{"origin","audience"},"fabric":{…}?,"tenant"?,"clientId"?}; https,
 * or http on loopback; GH_ERROR_INVALID_INPUT names the member that is wrong. */
GhCloud *gh_cloud_new_from_json (JsonObject *row, GError **error);
void gh_cloud_load_file_async (GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GhCloud *gh_cloud_load_file_finish (GAsyncResult *result, GError **error);
JsonNode *gh_cloud_to_json (GhCloud *self);
gboolean gh_cloud_equal (GhCloud *self, GhCloud *other);

const char *gh_cloud_get_name (GhCloud *self);
gboolean gh_cloud_is_public (GhCloud *self);
gboolean gh_cloud_is_loopback (GhCloud *self);
GUri *gh_cloud_get_authority (GhCloud *self);
/* "login.microsoftonline.com", for people */
const char *gh_cloud_get_authority_host (GhCloud *self);
GUri *gh_cloud_get_powerbi_origin (GhCloud *self);
const char *gh_cloud_get_powerbi_host (GhCloud *self);
const char *gh_cloud_get_powerbi_audience (GhCloud *self);
/* (nullable) */
GUri *gh_cloud_get_fabric_origin (GhCloud *self);
const char *gh_cloud_get_fabric_audience (GhCloud *self);
/* hints of a custom row with which the sign-in page is filled in; (nullable) */
const char *gh_cloud_get_tenant_hint (GhCloud *self);
const char *gh_cloud_get_client_id_hint (GhCloud *self);

G_END_DECLS
