/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The names under which the simulator is reached, in the form of libcrypto. */
#define GH_SIM_CERTIFICATE_LOOPBACK "DNS:localhost,IP:127.0.0.1,IP:::1"

/**
 * GhSimCertificate:
 * @ca_pem: the certificate of an authority that nobody trusts by itself
 * @server_pem: a certificate that this authority made, followed by its private key
 *
 * A certificate for a server, made at start and gone with it. The authority's private key is thrown
 * away as soon as it has signed, so that nothing else can ever be made with it.
 */
typedef struct
{
  char *ca_pem;
  char *server_pem;
} GhSimCertificate;

GhSimCertificate *gh_sim_certificate_new (const char *names, gint64 valid_from, gint64 valid_until);
void gh_sim_certificate_free (GhSimCertificate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSimCertificate, gh_sim_certificate_free)

G_END_DECLS
