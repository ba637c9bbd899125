/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-secret.h"

G_BEGIN_DECLS

/**
 * GhRedirectAnswer:
 * @code: (nullable): the authorization code, if the sign-in went through
 * @error: (nullable): otherwise the authority's `error`; text of a stranger, as the next two
 * @description: (nullable): `error_description`
 * @subcode: (nullable): `error_subcode`
 *
 * What the authority sent through the browser, state already checked.
 */
typedef struct
{
  GhSecret *code;
  char *error;
  char *description;
  char *subcode;
} GhRedirectAnswer;

/* The longest form, query or pasted address that is looked at. */
#define GH_REDIRECT_MAX_BYTES (64u * 1024)

#define GH_TYPE_REDIRECT_ANSWER (gh_redirect_answer_get_type ())
GType gh_redirect_answer_get_type (void);

/* GH_ERROR_INVALID_INPUT says in words what is wrong; the state stands first. */
GhRedirectAnswer *
gh_redirect_answer_parse (const char *form, gsize length, GhSecret *state, GError **error);
GhRedirectAnswer *gh_redirect_answer_ref (GhRedirectAnswer *self);
void gh_redirect_answer_unref (GhRedirectAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRedirectAnswer, gh_redirect_answer_unref)

G_END_DECLS
