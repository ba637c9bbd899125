/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-entra-code.h"
#include "gh-http-response.h"

G_BEGIN_DECLS

/**
 * GhEntraError:
 * @kind: what it asks for
 * @number: the AADSTS number, 0 if there is none
 * @error: (nullable): `error` as it came
 * @suberror: (nullable): `suberror` as it came
 * @trace_id: (nullable): what the vendor's support asks for; a GUID
 * @message: (nullable): first sentence or so of `error_description`, fit to be shown
 * @claims: (nullable): JSON of what the next interactive sign-in has to ask for
 * @retry_after: seconds to leave the authority alone, 0 if it did not say
 *
 * A refusal by Entra ID, decoded.
 */
typedef struct
{
  GhEntraKind kind;
  guint number;
  char *error;
  char *suberror;
  char *trace_id;
  char *message;
  char *claims;
  guint retry_after;
} GhEntraError;

/* The answer of a token endpoint that is no success, whatever stands in it. */
GhEntraError *gh_entra_error_new_from_response (GhHttpResponse *response);
/* What came on the redirect; all but @error may be NULL. */
GhEntraError *
gh_entra_error_new_from_redirect (const char *error, const char *description, const char *subcode);
/* A text for people, with number and trace id. */
GError *gh_entra_error_to_error (GhEntraError *self);
void gh_entra_error_free (GhEntraError *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhEntraError, gh_entra_error_free)

G_END_DECLS
