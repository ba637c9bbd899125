/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-clock.h"
#include "gh-http-client.h"
#include "gh-sign-in-result.h"
#include "gh-token-source.h"

G_BEGIN_DECLS

/* The ways to sign in that need nobody: what their token comes from, and the first sign-in. */

/* @given: (nullable): client secret or certificate pass phrase for this run, which are then not
 * looked for in the record */
GhTokenSource *gh_token_source_new_for_account (GhHttpClient *http,
                                                GhClock *clock,
                                                GhAccount *account,
                                                GhTokenSet *given);

/* Gets the first token for @draft (gh_account_new_draft) and reads from it who that is.
 * @secrets: (nullable): what gh_token_set_with_client_secret() or _with_passphrase() put into it.
 * The result's account has the real names and ids; its tokens hold the access token and, with
 * @keep_secrets, @secrets too, so that adopting the result keeps them in the keyring. */
void gh_source_sign_in_async (GhHttpClient *http,
                              GhClock *clock,
                              GhAccount *draft,
                              GhTokenSet *secrets,
                              gboolean keep_secrets,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GhSignInResult *gh_source_sign_in_finish (GAsyncResult *result, GError **error);

G_END_DECLS
