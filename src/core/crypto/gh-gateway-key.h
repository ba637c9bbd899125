/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-secret.h"

G_BEGIN_DECLS

/**
 * GhGatewayKey:
 *
 * The public key of an on-premises gateway, checked, and what it seals.
 */
#define GH_TYPE_GATEWAY_KEY (gh_gateway_key_get_type ())
G_DECLARE_FINAL_TYPE (GhGatewayKey, gh_gateway_key, GH, GATEWAY_KEY, GObject)

/* base64 as the API gives them; GH_ERROR_BAD_KEY for hostile or damaged keys. */
GhGatewayKey *gh_gateway_key_new (const char *modulus, const char *exponent, GError **error);
guint gh_gateway_key_get_bits (GhGatewayKey *self);
/* "SHA256:" + 64 lower-case hex digits over the modulus bytes (leading zeros stripped) */
const char *gh_gateway_key_get_fingerprint (GhGatewayKey *self);
/* 1,024 bits: too short by today's measure; the user is told. */
gboolean gh_gateway_key_is_weak (GhGatewayKey *self);
/* The `credentials` text for @plaintext (credential-encryption.md): base64. */
char *gh_gateway_key_seal (GhGatewayKey *self, GhSecret *plaintext, GError **error);

G_END_DECLS
