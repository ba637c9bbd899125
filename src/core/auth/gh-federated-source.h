/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-token-endpoint.h"
#include "gh-token-source.h"

G_BEGIN_DECLS

/* A token of another issuer that vouches for an application (workload identity federation), read
 * from its file at every request, since whoever runs the workload replaces it; or asked for where
 * GitHub Actions says. */
#define GH_TYPE_FEDERATED_SOURCE (gh_federated_source_get_type ())
G_DECLARE_FINAL_TYPE (GhFederatedSource, gh_federated_source, GH, FEDERATED_SOURCE, GObject)

/* where GitHub Actions gives out its tokens: ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN */
GhTokenSource *gh_federated_source_new_for_address (GhHttpClient *http,
                                                    GhTokenEndpoint *endpoint,
                                                    GhCloud *cloud,
                                                    const char *address,
                                                    GhSecret *bearer);
GhTokenSource *gh_federated_source_new_for_file (GhTokenEndpoint *endpoint, const char *path);

G_END_DECLS
