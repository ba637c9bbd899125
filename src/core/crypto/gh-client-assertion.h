/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-client-certificate.h"

G_BEGIN_DECLS

/* The statement with which an application proves to a token endpoint that it has the private key of
 * a certificate (RFC 7523, 2.2). @algorithm: "PS256", the vendor's recommendation, or "RS256";
 * @audience: the address of the token endpoint; @now: seconds since the epoch. */
GhSecret *gh_client_assertion_new (GhClientCertificate *certificate,
                                   const char *algorithm,
                                   const char *audience,
                                   const char *client_id,
                                   gint64 now,
                                   GError **error);

G_END_DECLS
