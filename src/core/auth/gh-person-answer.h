/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sign-in-result.h"
#include "gh-token-answer.h"

G_BEGIN_DECLS

/* The tokens that stand for a person who signed in; @nonce: (nullable): what went through a browser
 * of ours. GH_ERROR_PROTOCOL for an answer that is not complete or belongs to somebody else. */
GhSignInResult *gh_person_answer_read (GhTokenAnswer *answer,
                                       GhCloud *cloud,
                                       const char *tenant,
                                       const char *client_id,
                                       const char *nonce,
                                       GhSignInMethod method,
                                       gint64 now,
                                       GError **error);

G_END_DECLS
