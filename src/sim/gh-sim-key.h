/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <openssl/evp.h>

G_BEGIN_DECLS

typedef EVP_PKEY GhSimKey;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSimKey, EVP_PKEY_free)

GhSimKey *gh_sim_key_new_from_pem (const char *pem, GError **error);
GhSimKey *gh_sim_key_generate (guint bits);
char *gh_sim_key_dup_modulus (GhSimKey *key);
char *gh_sim_key_dup_exponent (GhSimKey *key);
gsize gh_sim_key_get_bytes (GhSimKey *key);
GBytes *gh_sim_key_decrypt (GhSimKey *key, const char *digest, const guint8 *data, gsize length);
GBytes *gh_sim_key_sign (GhSimKey *key, const char *text);
gboolean gh_sim_key_verify (GhSimKey *key, const char *text, gsize length, GBytes *signature);

G_END_DECLS
