/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One named piece of a refusal, in display text. */
typedef struct
{
  char *code;
  char *value;
} GhProblemDetail;

/**
 * GhProblemEnvelope:
 *
 * What the JSON envelopes of a refusal hold, whichever of them came. Private to GhProblem.
 */
typedef struct
{
  char *code;
  char *message;
  char *request_id;
  GPtrArray *details;
} GhProblemEnvelope;

GhProblemEnvelope *gh_problem_envelope_new (void);
void gh_problem_envelope_free (GhProblemEnvelope *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhProblemEnvelope, gh_problem_envelope_free)

void gh_problem_envelope_read (GhProblemEnvelope *self, JsonObject *root);
const char *gh_problem_envelope_find_detail (GhProblemEnvelope *self, const char *code);
char *gh_problem_envelope_dup_code (const char *text);
char *gh_problem_envelope_dup_message (const char *text);

/* For the decoder */
char *gh_problem_envelope_dup_member (JsonObject *object, const char *member);
void gh_problem_envelope_add_detail (GhProblemEnvelope *self, const char *code, char *value);
void
gh_problem_envelope_offer_code (GhProblemEnvelope *self, JsonObject *object, const char *member);
void
gh_problem_envelope_offer_message (GhProblemEnvelope *self, JsonObject *object, const char *member);
void gh_problem_envelope_offer_request_id (GhProblemEnvelope *self, const char *text);

G_END_DECLS
