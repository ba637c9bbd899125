/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-http-response.h"

G_BEGIN_DECLS

/**
 * GhTokenAnswer:
 * @access_token: the access token
 * @refresh_token: (nullable): a new refresh token
 * @id_token: (nullable): who signed in
 * @lifetime: seconds for which the access token is good
 * @renewal: seconds after which the authority wants to be asked again; 0 if it did not say
 *
 * A success of a token endpoint (RFC 6749, 5.1).
 */
typedef struct
{
  GhSecret *access_token;
  GhSecret *refresh_token;
  GhSecret *id_token;
  gint64 lifetime;
  gint64 renewal;
} GhTokenAnswer;

GhTokenAnswer *gh_token_answer_parse (GhHttpResponse *response, GError **error);
void gh_token_answer_free (GhTokenAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTokenAnswer, gh_token_answer_free)

G_END_DECLS
