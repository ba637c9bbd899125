/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "unseal.h"

#include <openssl/rsa.h>
#include <string.h>

static GBytes *
decrypt_block (EVP_PKEY *key, const EVP_MD *digest, const guint8 *data, gsize length)
{
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (key, NULL);
  guint8 *output = g_malloc (length);
  gsize written = length;

  g_assert_cmpint (EVP_PKEY_decrypt_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_OAEP_PADDING), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_rsa_oaep_md (context, digest), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_rsa_mgf1_md (context, digest), ==, 1);
  g_assert_cmpint (EVP_PKEY_decrypt (context, output, &written, data, length), ==, 1);
  EVP_PKEY_CTX_free (context);

  return g_bytes_new_take (output, written);
}

/* g_base64_decode() passes over what it does not know, so the text is made again and compared. */
static guint8 *
decode (const char *text, gsize *length)
{
  guint8 *data = g_base64_decode (text, length);
  g_autofree char *again = g_base64_encode (data, *length);

  g_assert_cmpstr (again, ==, text);
  return data;
}

static GBytes *
unseal_segments (EVP_PKEY *key, const char *sealed)
{
  gsize length;
  g_autofree guint8 *blocks = decode (sealed, &length);
  GByteArray *text = g_byte_array_new ();

  g_assert_cmpuint (length % 128, ==, 0);
  for (gsize offset = 0; offset < length; offset += 128)
    {
      g_autoptr (GBytes) piece = decrypt_block (key, EVP_sha1 (), blocks + offset, 128);
      gsize size = g_bytes_get_size (piece);

      g_assert_cmpuint (size, <=, 85);
      if (offset + 128 < length)
        g_assert_cmpuint (size, ==, 85);
      g_byte_array_append (text, g_bytes_get_data (piece, NULL), (guint)size);
    }

  return g_byte_array_free_to_bytes (text);
}

static GBytes *
decrypt_aes (const guint8 *key, const guint8 *iv, const guint8 *data, gsize length)
{
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new ();
  guint8 *output = g_malloc (length + 16);
  int written, last;

  g_assert_cmpint (EVP_DecryptInit_ex (context, EVP_aes_256_cbc (), NULL, key, iv), ==, 1);
  g_assert_cmpint (EVP_DecryptUpdate (context, output, &written, data, (int)length), ==, 1);
  g_assert_cmpint (EVP_DecryptFinal_ex (context, output + written, &last), ==, 1);
  EVP_CIPHER_CTX_free (context);

  return g_bytes_new_take (output, (gsize)(written + last));
}

static void
assert_tag (const guint8 *mac_key, const guint8 *sealed, gsize length)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, mac_key, 64);
  guint8 tag[32];
  gsize tag_length = sizeof tag;

  g_hmac_update (hmac, sealed, 2);
  g_hmac_update (hmac, sealed + 34, (gssize)(length - 34));
  g_hmac_get_digest (hmac, tag, &tag_length);
  g_assert_cmpmem (sealed + 2, 32, tag, tag_length);
}

static GBytes *
unseal_hybrid (EVP_PKEY *key, gsize modulus_bytes, const char *sealed)
{
  gsize cut = 4 * ((modulus_bytes + 2) / 3);
  g_autofree char *keys_text = g_strndup (sealed, cut);
  gsize keys_length, length, keys_size;
  g_autofree guint8 *sealed_keys = decode (keys_text, &keys_length);
  g_autofree guint8 *data = decode (sealed + strlen (keys_text), &length);
  g_autoptr (GBytes) keys = NULL;
  const guint8 *key_data;

  g_assert_cmpuint (keys_length, ==, modulus_bytes);
  keys = decrypt_block (key, EVP_sha256 (), sealed_keys, keys_length);
  key_data = g_bytes_get_data (keys, &keys_size);
  g_assert_cmpuint (keys_size, ==, 98);
  g_assert_cmpmem (key_data, 2, "\0\1", 2);

  g_assert_cmpuint (length, >=, 2 + 32 + 16 + 16);
  g_assert_cmpmem (data, 2, "\0\0", 2);
  assert_tag (key_data + 34, data, length);

  return decrypt_aes (key_data + 2, data + 34, data + 50, length - 50);
}

GBytes *
unseal (EVP_PKEY *key, const char *sealed)
{
  gsize modulus_bytes = (gsize)EVP_PKEY_get_size (key);

  return modulus_bytes == 128 ? unseal_segments (key, sealed)
                              : unseal_hybrid (key, modulus_bytes, sealed);
}
