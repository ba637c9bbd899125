/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cloud.h"

G_BEGIN_DECLS

/**
 * GhAccount:
 *
 * Cloud, tenant, client id and who signed in: everything about an account but its secrets.
 * Immutable.
 */
#define GH_TYPE_ACCOUNT (gh_account_get_type ())
G_DECLARE_FINAL_TYPE (GhAccount, gh_account, GH, ACCOUNT, GObject)

/* What the user types, checked: a GUID, a domain or "organizations"; a GUID. The messages are
 * meant for the field's subtitle. */
gboolean gh_account_check_tenant (const char *tenant, GError **error);
gboolean gh_account_check_client_id (const char *client_id, GError **error);

/* @tenant as typed; @user_name, @object_id, @tenant_id from the id_token. The id of the account is
 * derived from cloud, client id, tenant id and object id, so signing in again finds it again. */
GhAccount *gh_account_new (GhCloud *cloud,
                           const char *tenant,
                           const char *client_id,
                           const char *user_name,
                           const char *object_id,
                           const char *tenant_id);
GhAccount *gh_account_new_from_json (JsonObject *object, GError **error);
JsonNode *gh_account_to_json (GhAccount *self);

const char *gh_account_get_id (GhAccount *self);
GhCloud *gh_account_get_cloud (GhAccount *self);
const char *gh_account_get_tenant (GhAccount *self);
const char *gh_account_get_client_id (GhAccount *self);
const char *gh_account_get_user_name (GhAccount *self);
const char *gh_account_get_object_id (GhAccount *self);
const char *gh_account_get_tenant_id (GhAccount *self);

G_END_DECLS
