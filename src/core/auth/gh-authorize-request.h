/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sign-in-result.h"
#include "gh-token-answer.h"

G_BEGIN_DECLS

/**
 * GhAuthorizeRequest:
 *
 * One authorization request: what is asked for, and the three random values that tie the browser's
 * answer, the code and the id_token to it.
 */
typedef struct _GhAuthorizeRequest GhAuthorizeRequest;

GhAuthorizeRequest *
gh_authorize_request_new (GhCloud *cloud, const char *tenant, const char *client_id);
void gh_authorize_request_free (GhAuthorizeRequest *self);
void gh_authorize_request_set_claims (GhAuthorizeRequest *self, const char *claims);
/* (transfer none) */
GhSecret *gh_authorize_request_get_state (GhAuthorizeRequest *self);
GhSecret *gh_authorize_request_get_verifier (GhAuthorizeRequest *self);
const char *gh_authorize_request_get_audience (GhAuthorizeRequest *self);
/* @response_mode: "form_post" or "query"; @login_hint: (nullable) */
char *gh_authorize_request_dup_link (GhAuthorizeRequest *self,
                                     const char *redirect_uri,
                                     const char *response_mode,
                                     const char *login_hint);
GhSignInResult *gh_authorize_request_read_answer (GhAuthorizeRequest *self,
                                                  GhTokenAnswer *answer,
                                                  gint64 now,
                                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhAuthorizeRequest, gh_authorize_request_free)

G_END_DECLS
