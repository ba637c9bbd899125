/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-secret.h"

G_BEGIN_DECLS

/**
 * GhClientCertificate:
 *
 * A certificate of an application with its private key (RSA), with which it proves itself.
 * Immutable.
 */
#define GH_TYPE_CLIENT_CERTIFICATE (gh_client_certificate_get_type ())
G_DECLARE_FINAL_TYPE (GhClientCertificate, gh_client_certificate, GH, CLIENT_CERTIFICATE, GObject)

/* @file: PEM with certificate and key in any order, or PKCS#12. @passphrase: (nullable).
 * GH_ERROR_SIGN_IN_NEEDED: a pass phrase is needed; GH_ERROR_INVALID_INPUT: the pass phrase is
 * wrong, or what is wrong with the file. */
GhClientCertificate *
gh_client_certificate_parse (GhSecret *file, GhSecret *passphrase, GError **error);
/* seconds since the epoch; whether it is good at @now, or GH_ERROR_INVALID_INPUT */
gboolean gh_client_certificate_check_time (GhClientCertificate *self, gint64 now, GError **error);
/* "SHA-256" or "SHA1" of the certificate as base64url */
char *gh_client_certificate_dup_thumbprint (GhClientCertificate *self, const char *digest);
/* @algorithm: "PS256" or "RS256" (RFC 7518, 3.3 and 3.5) */
GBytes *gh_client_certificate_sign (GhClientCertificate *self,
                                    const char *algorithm,
                                    const char *text,
                                    GError **error);

G_END_DECLS
