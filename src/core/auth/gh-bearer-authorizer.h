/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-authorizer.h"

G_BEGIN_DECLS

/* A bearer token that the user brought (from a descriptor): handed out as it is for the audiences
 * of one cloud; once rejected, GH_ERROR_SIGN_IN_NEEDED. */
#define GH_TYPE_BEARER_AUTHORIZER (gh_bearer_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (GhBearerAuthorizer, gh_bearer_authorizer, GH, BEARER_AUTHORIZER, GObject)

GhAuthorizer *gh_bearer_authorizer_new (GhSecret *token);

G_END_DECLS
