/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "gh-secret.h"

G_BEGIN_DECLS

/* The claims of a token, decoded for display and decisions of one's own, never validated: access
 * tokens are opaque by contract. GH_ERROR_PROTOCOL when it is not a readable JWT, which is allowed.
 */
JsonObject *gh_token_claims_decode (GhSecret *token, GError **error);
/* `scp`, (transfer full) (nullable) */
char *gh_token_claims_dup_scope (JsonObject *claims);
/* upn, unique_name, preferred_username or (for an application) app_displayname/appid; display text
 */
char *gh_token_claims_dup_who (JsonObject *claims);
/* the idtyp claim says app, or there is no scp */
gboolean gh_token_claims_is_application (JsonObject *claims);

G_END_DECLS
