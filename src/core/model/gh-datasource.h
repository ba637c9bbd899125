/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "gh-gateway.h"
#include "gh-item.h"
#include "gh-node.h"

G_BEGIN_DECLS

typedef enum
{
  GH_PLACE_UNKNOWN,
  GH_PLACE_ON_PREMISES,
  GH_PLACE_CLOUD,
} GhPlace;

typedef enum
{
  GH_HEALTH_UNTESTED,
  GH_HEALTH_WORKS,
  GH_HEALTH_REFUSED,
  GH_HEALTH_NO_CREDENTIAL,
  GH_HEALTH_NOT_KNOWN,
} GhHealth;

typedef enum
{
  GH_TRI_UNKNOWN,
  GH_TRI_FALSE,
  GH_TRI_TRUE,
} GhTri;

#define GH_TYPE_DATASOURCE (gh_datasource_get_type ())
G_DECLARE_FINAL_TYPE (GhDatasource, gh_datasource, GH, DATASOURCE, GhNode)

/* @details: connection details as an object, both spellings of Extension understood;
 * @name: (nullable): without one, a name is made of type and details, e.g. "sql-fra-01 · SalesDW",
 * "Power BI dataflows" for Extension PowerBI, "SharePoint · sites/finance". */
GhDatasource *gh_datasource_new (const char *id,
                                 const char *gateway_id,
                                 const char *name,
                                 const char *type,
                                 JsonObject *details);
const char *gh_datasource_get_gateway_id (GhDatasource *self);
const char *gh_datasource_get_datasource_type (GhDatasource *self);
/* "SQL Server", "OData", "Power BI dataflows"… for people */
const char *gh_datasource_get_type_label (GhDatasource *self);
/* Extension kind ("PowerBI"), else NULL */
const char *gh_datasource_get_extension_kind (GhDatasource *self);
const char *gh_datasource_get_server (GhDatasource *self);
const char *gh_datasource_get_database (GhDatasource *self);
/* url, path, account.domain…: one display text, or NULL */
const char *gh_datasource_get_address (GhDatasource *self);
/* canonical "type:path" used for addressing by name on the command line */
const char *gh_datasource_get_path (GhDatasource *self);

GhPlace gh_datasource_get_place (GhDatasource *self);
void gh_datasource_set_place (GhDatasource *self, GhPlace place);
/* (nullable) (transfer none) */
GhGateway *gh_datasource_get_gateway (GhDatasource *self);
void gh_datasource_set_gateway (GhDatasource *self, GhGateway *gateway);
GhItem *gh_datasource_get_item (GhDatasource *self);
void gh_datasource_set_item (GhDatasource *self, GhItem *item);
/* Whether @user_name, compared without regard to case, is the owner of its item; FALSE where either
 * is unknown. */
gboolean gh_datasource_is_owned_by (GhDatasource *self, const char *user_name);
/* after a take-over */
void gh_datasource_set_ids (GhDatasource *self, const char *gateway_id, const char *id);

/* what credentialDetails returned; NULL / unknown where it did not */
const char *gh_datasource_get_credential_type (GhDatasource *self);
const char *gh_datasource_get_privacy_level (GhDatasource *self);
GhTri gh_datasource_get_single_sign_on (GhDatasource *self);
void gh_datasource_set_stored (GhDatasource *self,
                               const char *credential_type,
                               const char *privacy_level,
                               GhTri single_sign_on);

GhHealth gh_datasource_get_health (GhDatasource *self);
/* @when: seconds since the epoch, 0 for never; updates the subtitle ("SQL Server · Basic · works")
 */
void gh_datasource_set_health (GhDatasource *self, GhHealth health, gint64 when);
gint64 gh_datasource_get_tested_at (GhDatasource *self);

G_END_DECLS
