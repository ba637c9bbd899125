/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cloud.h"
#include "gh-sign-in-method.h"

G_BEGIN_DECLS

/**
 * GhAccount:
 *
 * Cloud, tenant, client id, who signed in and how: everything about an account but its secrets.
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
/* Before the first token, for a method that needs nobody: who that is isn't known yet.
 * @tenant, @client_id: (nullable) for managed-identity and azure-cli; @parameters: (nullable)
 * (element-type utf8 utf8): GH_PARAMETER_... → value */
GhAccount *gh_account_new_draft (GhCloud *cloud,
                                 const char *tenant,
                                 const char *client_id,
                                 GhSignInMethod method,
                                 GHashTable *parameters);
/* a copy that gets its tokens so; gh_account_new() means the browser */
GhAccount *gh_account_with_method (GhAccount *self, GhSignInMethod method, GHashTable *parameters);
GhAccount *gh_account_new_from_json (JsonObject *object, GError **error);
JsonNode *gh_account_to_json (GhAccount *self);

const char *gh_account_get_id (GhAccount *self);
GhCloud *gh_account_get_cloud (GhAccount *self);
const char *gh_account_get_tenant (GhAccount *self);
const char *gh_account_get_client_id (GhAccount *self);
const char *gh_account_get_user_name (GhAccount *self);
const char *gh_account_get_object_id (GhAccount *self);
const char *gh_account_get_tenant_id (GhAccount *self);
GhSignInMethod gh_account_get_method (GhAccount *self);
/* GH_PARAMETER_...; (nullable) */
const char *gh_account_get_parameter (GhAccount *self, const char *name);
/* (transfer none) (element-type utf8 utf8), not to be changed */
GHashTable *gh_account_get_parameters (GhAccount *self);

G_END_DECLS
