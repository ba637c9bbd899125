/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-secret.h"

G_BEGIN_DECLS

/* Proof Key for Code Exchange (RFC 7636), always with S256. */
GhSecret *gh_pkce_new_verifier (void);
char *gh_pkce_dup_challenge (GhSecret *verifier);

G_END_DECLS
