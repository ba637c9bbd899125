/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-http-response.h"

G_BEGIN_DECLS

/**
 * GhProblem:
 *
 * A refusal by the service, decoded (service-errors.md 1): code, text, details, RequestId, raw
 * body.
 */
#define GH_TYPE_PROBLEM (gh_problem_get_type ())
G_DECLARE_FINAL_TYPE (GhProblem, gh_problem, GH, PROBLEM, GObject)

GhProblem *gh_problem_new_from_response (GhHttpResponse *response);
guint gh_problem_get_status (GhProblem *self);
/* never NULL: falls back to "HTTP 403" */
const char *gh_problem_get_code (GhProblem *self);
/* the most precise text of the service, display text; (nullable) */
const char *gh_problem_get_message (GhProblem *self);
/* (nullable) */
const char *gh_problem_get_request_id (GhProblem *self);
/* value of a detail by its code, e.g. "Microsoft.Data.Mashup.CredentialError.Reason"; (nullable) */
const char *gh_problem_get_detail (GhProblem *self, const char *code);
/* the answer as it came: indented if it is JSON, display text line by line otherwise; may be "" */
const char *gh_problem_get_raw (GhProblem *self);
/* the token itself is the trouble: header or body says TokenExpired or InvalidToken */
gboolean gh_problem_is_token_rejected (GhProblem *self);
/* Takes what was sent, a token or a credential, out of all texts: the service may quote it. */
void gh_problem_redact (GhProblem *self, GhSecret *secret);
/* the reaction for it, for callers that need only a GError */
GError *gh_problem_to_error (GhProblem *self);

G_END_DECLS
