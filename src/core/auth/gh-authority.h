/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-authorizer.h"
#include "gh-clock.h"
#include "gh-http-client.h"
#include "gh-token-source.h"
#include "gh-token-store.h"

G_BEGIN_DECLS

/**
 * GhAuthority:
 *
 * The GhAuthorizer of one account: hands out access tokens, refreshes single-flight, and stores a
 * rotated refresh token before the new access token is used.
 */
#define GH_TYPE_AUTHORITY (gh_authority_get_type ())
G_DECLARE_FINAL_TYPE (GhAuthority, gh_authority, GH, AUTHORITY, GObject)

/* @tokens: (nullable): known already; NULL reads them from @store at first need */
GhAuthority *gh_authority_new (GhHttpClient *http,
                               GhClock *clock,
                               GhTokenStore *store,
                               GhAccount *account,
                               GhTokenSet *tokens);
/* With @source instead of the one that gh_token_source_new_for_account() would make: secrets given
 * for this run, or a source of a test. */
GhAuthority *gh_authority_new_with_source (GhClock *clock,
                                           GhTokenStore *store,
                                           GhAccount *account,
                                           GhTokenSet *tokens,
                                           GhTokenSource *source);
GhAccount *gh_authority_get_account (GhAuthority *self);
/* (transfer none) (nullable): why the newest tokens could not be stored and are kept in memory;
 * property "storing-error". Usually GH_ERROR_KEYRING_LOCKED or GH_ERROR_KEYRING_UNAVAILABLE; NULL
 * again once they could be. */
const GError *gh_authority_get_storing_error (GhAuthority *self);
/* Before the account's record is removed: stores nothing and hands out nothing any more. */
void gh_authority_close (GhAuthority *self);
/* When the record could not be removed, so that the account stays. */
void gh_authority_reopen (GhAuthority *self);
/* (nullable): JSON of the claims that the next interactive sign-in has to ask for
 * (gh_browser_sign_in_set_claims), since the service wanted them and they can't be had silently */
const char *gh_authority_get_wanted_claims (GhAuthority *self);

/* (transfer full) (element-type GhTokenView): what can be read in each access token that is held in
 * memory, never the tokens themselves; none before the first one was asked for */
GPtrArray *gh_authority_dup_token_views (GhAuthority *self);

G_END_DECLS
