/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-secret.h"
#include "gh-token-may.h"

G_BEGIN_DECLS

/**
 * GhTokenClaim:
 *
 * The claims that are shown, in the order in which they tell most.
 */
typedef enum
{
  GH_TOKEN_CLAIM_SCOPE,
  GH_TOKEN_CLAIM_ROLES,
  GH_TOKEN_CLAIM_APPLICATION,
  GH_TOKEN_CLAIM_USER,
  GH_TOKEN_CLAIM_AUDIENCE,
  GH_TOKEN_CLAIM_TENANT,
  GH_TOKEN_CLAIM_KIND,
  GH_TOKEN_CLAIM_SIGN_IN,
  GH_TOKEN_CLAIM_CLIENT,
  GH_TOKEN_CLAIM_END,
  GH_TOKEN_N_CLAIMS,
} GhTokenClaim;

/**
 * GhTokenView:
 *
 * What can be read in one access token, for display only: nothing is validated, and neither the
 * token nor its signature is kept. A token that is no readable JWT is allowed, and says nothing.
 * Immutable.
 */
#define GH_TYPE_TOKEN_VIEW (gh_token_view_get_type ())
G_DECLARE_FINAL_TYPE (GhTokenView, gh_token_view, GH, TOKEN_VIEW, GObject)

/* @name: what the token is called for people. @power_bi_audience: (nullable): Power BI's in a cloud
 * of one's own. @refused: a Power BI source refused it as its credential */
GhTokenView *gh_token_view_new (GhSecret *token,
                                const char *name,
                                const char *power_bi_audience,
                                gboolean refused);
const char *gh_token_view_get_name (GhTokenView *self);
gboolean gh_token_view_is_readable (GhTokenView *self);
gboolean gh_token_view_is_application (GhTokenView *self);
gboolean gh_token_view_was_refused (GhTokenView *self);
/* whether `scp` has the one permission that is known to work as the credential of Power BI */
gboolean gh_token_view_impersonates (GhTokenView *self);
/* (nullable): display text, one value a line */
const char *gh_token_view_get_claim (GhTokenView *self, GhTokenClaim claim);
/* (nullable): stable, for programs, where the claim is shown in words */
const char *gh_token_view_get_word (GhTokenView *self, GhTokenClaim claim);
/* (nullable): the application's name, display text */
const char *gh_token_view_get_application_name (GhTokenView *self);
/* (nullable): the service's name, display text */
const char *gh_token_view_get_service_name (GhTokenView *self);
/* seconds since the epoch; 0 where the token does not say */
gint64 gh_token_view_get_expires_at (GhTokenView *self);
gboolean gh_token_view_has_ended (GhTokenView *self, gint64 now);
/* "ends in 47 min" */
char *gh_token_view_dup_remaining (GhTokenView *self, gint64 now);
GhTokenMay gh_token_view_may (GhTokenView *self, GhTokenUse use, gint64 now);

G_END_DECLS
