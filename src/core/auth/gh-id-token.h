/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-account.h"
#include "gh-secret.h"

G_BEGIN_DECLS

/* How far the clocks of this machine and of the authority may differ. */
#define GH_ID_TOKEN_SKEW_SECONDS 300

GhAccount *gh_id_token_read_account (GhSecret *id_token,
                                     GhCloud *cloud,
                                     const char *tenant,
                                     const char *client_id,
                                     const char *nonce,
                                     gint64 now,
                                     GError **error);

G_END_DECLS
