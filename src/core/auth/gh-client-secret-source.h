/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-token-endpoint.h"
#include "gh-token-source.h"

G_BEGIN_DECLS

/* The secret of an application (RFC 6749, 4.4), given for this run or kept in the record. */
#define GH_TYPE_CLIENT_SECRET_SOURCE (gh_client_secret_source_get_type ())
G_DECLARE_FINAL_TYPE (GhClientSecretSource,
                      gh_client_secret_source,
                      GH,
                      CLIENT_SECRET_SOURCE,
                      GObject)

/* @secret: (nullable): given for this run */
GhTokenSource *gh_client_secret_source_new (GhTokenEndpoint *endpoint, GhSecret *secret);

G_END_DECLS
