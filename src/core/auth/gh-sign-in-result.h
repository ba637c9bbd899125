/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-account.h"
#include "gh-token-set.h"

G_BEGIN_DECLS

/* Who signed in, with the tokens. */
#define GH_TYPE_SIGN_IN_RESULT (gh_sign_in_result_get_type ())
G_DECLARE_FINAL_TYPE (GhSignInResult, gh_sign_in_result, GH, SIGN_IN_RESULT, GObject)

GhSignInResult *gh_sign_in_result_new (GhAccount *account, GhTokenSet *tokens);
GhAccount *gh_sign_in_result_get_account (GhSignInResult *self);
GhTokenSet *gh_sign_in_result_get_tokens (GhSignInResult *self);

G_END_DECLS
