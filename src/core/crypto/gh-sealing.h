/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <openssl/evp.h>

#include "gh-secret.h"

G_BEGIN_DECLS

char *gh_sealing_seal_segments (EVP_PKEY *key, GhSecret *plaintext, GError **error);
char *
gh_sealing_seal_hybrid (EVP_PKEY *key, gsize modulus_bytes, GhSecret *plaintext, GError **error);

G_END_DECLS
