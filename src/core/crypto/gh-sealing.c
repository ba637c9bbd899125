/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sealing.h"

#include <glib/gi18n-lib.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include "gh-error.h"
#include "gh-random.h"

#define SEGMENT_BYTES 85
#define SEGMENT_BLOCK_BYTES 128
#define AES_KEY_BYTES 32
#define MAC_KEY_BYTES 64
#define IV_BYTES 16
#define TAG_BYTES 32

/* "AES-256-CBC, PKCS #7" and "HMAC-SHA-256", as the two bytes of the vendor's format. */
static const guint8 ALGORITHM[2] = { 0x00, 0x00 };
/* How long the two keys are: 0 is 32 bytes, 1 is 64 bytes. */
static const guint8 KEY_LENGTHS[2] = { 0x00, 0x01 };

typedef EVP_PKEY_CTX PkeyContext;
typedef EVP_CIPHER_CTX CipherContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkeyContext, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CipherContext, EVP_CIPHER_CTX_free)

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED,
                       _ ("The credential could not be sealed; nothing was sent"));
  return FALSE;
}

/* @output has room for @modulus_bytes; a shorter result is padded on the left, as a number is. */
static gboolean
encrypt_oaep (EVP_PKEY *key,
              const EVP_MD *digest,
              const guint8 *data,
              gsize length,
              guint8 *output,
              gsize modulus_bytes,
              GError **error)
{
  g_autoptr (PkeyContext) context = EVP_PKEY_CTX_new (key, NULL);
  gsize written = modulus_bytes;

  if (context == NULL || EVP_PKEY_encrypt_init (context) <= 0 ||
      EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_OAEP_PADDING) <= 0 ||
      EVP_PKEY_CTX_set_rsa_oaep_md (context, digest) <= 0 ||
      EVP_PKEY_CTX_set_rsa_mgf1_md (context, digest) <= 0 ||
      EVP_PKEY_encrypt (context, output, &written, data, length) <= 0 || written > modulus_bytes)
    return fail (error);

  memmove (output + (modulus_bytes - written), output, written);
  memset (output, 0, modulus_bytes - written);

  return TRUE;
}

/**
 * gh_sealing_seal_segments:
 * @key: an RSA key of 1,024 bits
 * @plaintext: what to seal
 * @error: return location
 *
 * Seals 85 bytes at a time with RSA-OAEP and SHA-1, the vendor's way for short keys.
 *
 * Returns: (transfer full): base64 of all blocks together
 */
char *
gh_sealing_seal_segments (EVP_PKEY *key, GhSecret *plaintext, GError **error)
{
  g_autoptr (GByteArray) blocks = g_byte_array_new ();
  gsize length;
  const guint8 *data = (const guint8 *)gh_secret_peek (plaintext, &length);

  for (gsize offset = 0; offset < length; offset += SEGMENT_BYTES)
    {
      guint8 block[SEGMENT_BLOCK_BYTES];
      gsize segment = MIN (SEGMENT_BYTES, length - offset);

      if (!encrypt_oaep (key, EVP_sha1 (), data + offset, segment, block, sizeof block, error))
        return NULL;
      g_byte_array_append (blocks, block, sizeof block);
    }

  return g_base64_encode (blocks->data, blocks->len);
}

static gboolean
encrypt_aes (const guint8 *key,
             const guint8 *iv,
             GhSecret *plaintext,
             GByteArray *output,
             GError **error)
{
  g_autoptr (CipherContext) context = EVP_CIPHER_CTX_new ();
  gsize length;
  const guint8 *data = (const guint8 *)gh_secret_peek (plaintext, &length);
  gsize start = output->len;
  int written = 0, last = 0;

  if (length > G_MAXINT - EVP_MAX_BLOCK_LENGTH)
    return fail (error);

  g_byte_array_set_size (output, (guint)(start + length + EVP_MAX_BLOCK_LENGTH));
  if (context == NULL || EVP_EncryptInit_ex (context, EVP_aes_256_cbc (), NULL, key, iv) != 1 ||
      EVP_EncryptUpdate (context, output->data + start, &written, data, (int)length) != 1 ||
      EVP_EncryptFinal_ex (context, output->data + start + written, &last) != 1)
    return fail (error);
  g_byte_array_set_size (output, (guint)(start + (gsize)written + (gsize)last));

  return TRUE;
}

/* ALG ‖ TAG ‖ IV ‖ CT, where the tag is over ALG ‖ IV ‖ CT. */
static GByteArray *
encrypt_and_authenticate (const guint8 *keys, GhSecret *plaintext, GError **error)
{
  g_autoptr (GByteArray) signed_part = g_byte_array_new ();
  g_autoptr (GByteArray) result = g_byte_array_new ();
  guint8 iv[IV_BYTES];
  guint8 tag[TAG_BYTES];

  gh_random_fill (iv, sizeof iv);
  g_byte_array_append (signed_part, ALGORITHM, sizeof ALGORITHM);
  g_byte_array_append (signed_part, iv, sizeof iv);
  if (!encrypt_aes (keys, iv, plaintext, signed_part, error))
    return NULL;
  if (HMAC (EVP_sha256 (), keys + AES_KEY_BYTES, MAC_KEY_BYTES, signed_part->data, signed_part->len,
            tag, NULL) == NULL)
    {
      fail (error);
      return NULL;
    }

  g_byte_array_append (result, ALGORITHM, sizeof ALGORITHM);
  g_byte_array_append (result, tag, sizeof tag);
  g_byte_array_append (result, signed_part->data + sizeof ALGORITHM,
                       signed_part->len - sizeof ALGORITHM);

  return g_steal_pointer (&result);
}

static char *
seal_with_keys (EVP_PKEY *key,
                gsize modulus_bytes,
                const guint8 *key_block,
                gsize key_block_bytes,
                GhSecret *plaintext,
                GError **error)
{
  g_autoptr (GByteArray) encrypted = NULL;
  g_autofree guint8 *sealed_keys = g_malloc (modulus_bytes);
  g_autofree char *keys_text = NULL;
  g_autofree char *data_text = NULL;

  encrypted = encrypt_and_authenticate (key_block + sizeof KEY_LENGTHS, plaintext, error);
  if (encrypted == NULL)
    return NULL;
  if (!encrypt_oaep (key, EVP_sha256 (), key_block, key_block_bytes, sealed_keys, modulus_bytes,
                     error))
    return NULL;

  keys_text = g_base64_encode (sealed_keys, modulus_bytes);
  data_text = g_base64_encode (encrypted->data, encrypted->len);

  return g_strconcat (keys_text, data_text, NULL);
}

/**
 * gh_sealing_seal_hybrid:
 * @key: an RSA key
 * @modulus_bytes: the length of its modulus, from 164 on
 * @plaintext: what to seal
 * @error: return location
 *
 * Encrypts with fresh AES and HMAC keys, and these with RSA-OAEP and SHA-256.
 *
 * Returns: (transfer full): base64 of the sealed keys, then base64 of the encrypted data
 */
char *
gh_sealing_seal_hybrid (EVP_PKEY *key, gsize modulus_bytes, GhSecret *plaintext, GError **error)
{
  guint8 key_block[sizeof KEY_LENGTHS + AES_KEY_BYTES + MAC_KEY_BYTES];
  char *sealed;

  memcpy (key_block, KEY_LENGTHS, sizeof KEY_LENGTHS);
  gh_random_fill (key_block + sizeof KEY_LENGTHS, AES_KEY_BYTES + MAC_KEY_BYTES);
  sealed = seal_with_keys (key, modulus_bytes, key_block, sizeof key_block, plaintext, error);
  gh_secret_wipe (key_block, sizeof key_block);

  return sealed;
}
