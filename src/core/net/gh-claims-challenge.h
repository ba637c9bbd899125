/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-http-response.h"

G_BEGIN_DECLS

/* A service's wish for a token with other claims (OpenID Connect Core, 5.5; Microsoft's claims
 * challenge): 401 and WWW-Authenticate with error="insufficient_claims". */

/* the JSON to pass on to the authority; NULL if the answer is no such challenge */
char *gh_claims_challenge_read (GhHttpResponse *response);
/* a copy of @claims if it is a JSON object that may be passed on; @claims: (nullable) */
char *gh_claims_challenge_check (const char *claims);

G_END_DECLS
