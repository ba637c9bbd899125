/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <openssl/evp.h>

G_BEGIN_DECLS

/* What a gateway does with sealed credentials, written from credential-encryption.md alone. Ends
 * the test if anything is not as it must be. */
GBytes *unseal (EVP_PKEY *key, const char *sealed);

G_END_DECLS
