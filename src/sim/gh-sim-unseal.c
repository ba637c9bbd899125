/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-unseal.h"

#include <openssl/crypto.h>
#include <openssl/hmac.h>
#include <string.h>

#include "gh-sim-base64.h"

/* Written from the format's description as the gateway's side of it, on purpose without a look at
 * how the rest of Gatehouse seals. */

#define SHORT_KEY 128
#define KEYS_LENGTH 98
#define HEAD_LENGTH 50

typedef EVP_CIPHER_CTX Cipher;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cipher, EVP_CIPHER_CTX_free)

static GhSimUnsealState
open_blocks (GhSimKey *key, const char *credentials, GBytes **plaintext)
{
  g_autoptr (GBytes) bytes = gh_sim_base64_decode (credentials, strlen (credentials));
  g_autoptr (GByteArray) joined = g_byte_array_new ();
  const guint8 *data;
  gsize length;

  if (bytes == NULL)
    return GH_SIM_UNSEAL_NOT_BASE64;
  data = g_bytes_get_data (bytes, &length);
  if (length % SHORT_KEY != 0)
    return GH_SIM_UNSEAL_WRONG_KEY;
  for (gsize at = 0; at < length; at += SHORT_KEY)
    {
      g_autoptr (GBytes) piece = gh_sim_key_decrypt (key, "SHA1", data + at, SHORT_KEY);

      if (piece == NULL)
        return GH_SIM_UNSEAL_WRONG_KEY;
      g_byte_array_append (joined, g_bytes_get_data (piece, NULL), (guint)g_bytes_get_size (piece));
    }
  *plaintext = g_byte_array_free_to_bytes (g_steal_pointer (&joined));

  return GH_SIM_UNSEALED;
}

static GBytes *
decrypt (const guint8 *key, const guint8 *iv, const guint8 *data, gsize length)
{
  g_autoptr (Cipher) cipher = EVP_CIPHER_CTX_new ();
  g_autofree guint8 *output = g_malloc (length + EVP_MAX_BLOCK_LENGTH);
  int first = 0, last = 0;

  if (length == 0 || length > G_MAXINT / 2 ||
      EVP_DecryptInit_ex (cipher, EVP_aes_256_cbc (), NULL, key, iv) != 1 ||
      EVP_DecryptUpdate (cipher, output, &first, data, (int)length) != 1 ||
      EVP_DecryptFinal_ex (cipher, output + first, &last) != 1)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&output), (gsize)(first + last));
}

/* @keys: 00 01, 32 bytes for AES, 64 bytes for the tag. @data: 00 00, tag, IV, ciphertext. */
static GBytes *
open_envelope (const guint8 *keys, const guint8 *data, gsize length)
{
  const guint8 *tag = data + 2;
  const guint8 *iv = data + 34;
  g_autofree guint8 *tagged = NULL;
  guint8 expected[32];

  if (length < HEAD_LENGTH || data[0] != 0 || data[1] != 0)
    return NULL;
  tagged = g_malloc (length - 32);
  memcpy (tagged, data, 2);
  memcpy (tagged + 2, iv, length - 34);
  if (HMAC (EVP_sha256 (), keys + 34, 64, tagged, length - 32, expected, NULL) == NULL ||
      CRYPTO_memcmp (expected, tag, sizeof expected) != 0)
    return NULL;

  return decrypt (keys + 2, iv, data + HEAD_LENGTH, length - HEAD_LENGTH);
}

static GhSimUnsealState
open_hybrid (GhSimKey *key, const char *credentials, GBytes **plaintext)
{
  gsize block = gh_sim_key_get_bytes (key);
  gsize cut = 4 * ((block + 2) / 3);
  gsize length = strlen (credentials);
  g_autoptr (GBytes) sealed_keys = NULL;
  g_autoptr (GBytes) envelope = NULL;
  g_autoptr (GBytes) keys = NULL;
  const guint8 *key_data;

  if (length <= cut)
    return GH_SIM_UNSEAL_NOT_BASE64;
  sealed_keys = gh_sim_base64_decode (credentials, cut);
  envelope = gh_sim_base64_decode (credentials + cut, length - cut);
  if (sealed_keys == NULL || envelope == NULL)
    return GH_SIM_UNSEAL_NOT_BASE64;

  keys = gh_sim_key_decrypt (key, "SHA256", g_bytes_get_data (sealed_keys, NULL),
                             g_bytes_get_size (sealed_keys));
  if (keys == NULL || g_bytes_get_size (keys) != KEYS_LENGTH)
    return GH_SIM_UNSEAL_WRONG_KEY;
  key_data = g_bytes_get_data (keys, NULL);
  if (key_data[0] != 0 || key_data[1] != 1)
    return GH_SIM_UNSEAL_DAMAGED;
  *plaintext =
      open_envelope (key_data, g_bytes_get_data (envelope, NULL), g_bytes_get_size (envelope));

  return *plaintext != NULL ? GH_SIM_UNSEALED : GH_SIM_UNSEAL_DAMAGED;
}

/**
 * gh_sim_unseal:
 * @key: the gateway's key pair
 * @credentials: what was sent
 * @plaintext: (out) (transfer full): what is in it
 *
 * Opens what was sealed for a gateway: blocks of 85 bytes for a key of 1,024 bits, keys and
 * envelope for any other.
 *
 * Returns: whether it could be opened
 */
GhSimUnsealState
gh_sim_unseal (GhSimKey *key, const char *credentials, GBytes **plaintext)
{
  return gh_sim_key_get_bytes (key) == SHORT_KEY ? open_blocks (key, credentials, plaintext)
                                                 : open_hybrid (key, credentials, plaintext);
}
