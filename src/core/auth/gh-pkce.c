/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-pkce.h"

#include "gh-random.h"

#define VERIFIER_BYTES 32
#define DIGEST_BYTES 32

/**
 * gh_pkce_new_verifier:
 *
 * Returns: (transfer full): 43 characters of the kernel's randomness (RFC 7636, 4.1)
 */
GhSecret *
gh_pkce_new_verifier (void)
{
  char *text = gh_random_dup_base64url (VERIFIER_BYTES);
  GhSecret *verifier = gh_secret_new_text (text);

  gh_secret_free_text (text);

  return verifier;
}

/**
 * gh_pkce_dup_challenge:
 * @verifier: a verifier
 *
 * Returns: (transfer full): the base64url of its SHA-256 (RFC 7636, 4.2), which is no secret
 */
char *
gh_pkce_dup_challenge (GhSecret *verifier)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[DIGEST_BYTES];
  gsize digest_length = sizeof digest;
  gsize length;
  const char *text = gh_secret_peek (verifier, &length);

  g_checksum_update (checksum, (const guchar *)text, (gssize)length);
  g_checksum_get_digest (checksum, digest, &digest_length);

  return gh_base64url_encode (digest, digest_length);
}
