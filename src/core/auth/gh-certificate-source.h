/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-clock.h"
#include "gh-token-endpoint.h"
#include "gh-token-source.h"

G_BEGIN_DECLS

/* The certificate of an application, read anew for each token, so that a new one is taken at once.
 */
#define GH_TYPE_CERTIFICATE_SOURCE (gh_certificate_source_get_type ())
G_DECLARE_FINAL_TYPE (GhCertificateSource, gh_certificate_source, GH, CERTIFICATE_SOURCE, GObject)

/* @algorithm: "PS256" or "RS256"; @passphrase: (nullable): given for this run */
GhTokenSource *gh_certificate_source_new (GhTokenEndpoint *endpoint,
                                          GhClock *clock,
                                          const char *client_id,
                                          const char *path,
                                          const char *algorithm,
                                          GhSecret *passphrase);

G_END_DECLS
