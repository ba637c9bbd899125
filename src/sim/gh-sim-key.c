/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "gh-error.h"

typedef EVP_PKEY_CTX KeyContext;
typedef EVP_MD_CTX DigestContext;
typedef BIGNUM Number;
typedef BIO Stream;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeyContext, EVP_PKEY_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DigestContext, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Number, BN_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stream, BIO_free_all)

/**
 * gh_sim_key_new_from_pem:
 * @pem: a private RSA key
 * @error: return location
 *
 * Returns: (transfer full): the key pair; GH_ERROR_BAD_KEY
 */
GhSimKey *
gh_sim_key_new_from_pem (const char *pem, GError **error)
{
  g_autoptr (Stream) stream = BIO_new_mem_buf (pem, -1);
  g_autoptr (GhSimKey) key = PEM_read_bio_PrivateKey (stream, NULL, NULL, NULL);

  if (key == NULL || !EVP_PKEY_is_a (key, "RSA"))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_BAD_KEY, "This is no private RSA key");
      return NULL;
    }

  return g_steal_pointer (&key);
}

/**
 * gh_sim_key_generate:
 * @bits: 1024, 2048…
 *
 * Returns: (transfer full): a new key pair
 */
GhSimKey *
gh_sim_key_generate (guint bits)
{
  GhSimKey *key = EVP_RSA_gen (bits);

  if (key == NULL)
    g_error ("libcrypto could not make an RSA key of %u bits", bits);

  return key;
}

static char *
dup_number (GhSimKey *key, const char *name)
{
  Number *value = NULL;
  g_autofree guint8 *data = NULL;
  int length;

  if (EVP_PKEY_get_bn_param (key, name, &value) != 1)
    g_error ("libcrypto does not say \"%s\" of an RSA key", name);
  length = BN_num_bytes (value);
  data = g_malloc ((gsize)length);
  BN_bn2bin (value, data);
  BN_free (value);

  return g_base64_encode (data, (gsize)length);
}

/**
 * gh_sim_key_dup_modulus:
 * @key: a key pair
 *
 * Returns: (transfer full): base64 of the number, big-endian and without leading zeros
 */
char *
gh_sim_key_dup_modulus (GhSimKey *key)
{
  return dup_number (key, OSSL_PKEY_PARAM_RSA_N);
}

/**
 * gh_sim_key_dup_exponent:
 * @key: a key pair
 *
 * Returns: (transfer full): base64 of the number, "AQAB" as a rule
 */
char *
gh_sim_key_dup_exponent (GhSimKey *key)
{
  return dup_number (key, OSSL_PKEY_PARAM_RSA_E);
}

/**
 * gh_sim_key_get_bytes:
 * @key: a key pair
 *
 * Returns: how long modulus and blocks are
 */
gsize
gh_sim_key_get_bytes (GhSimKey *key)
{
  return (gsize)EVP_PKEY_get_size (key);
}

/**
 * gh_sim_key_decrypt:
 * @key: a key pair
 * @digest: "SHA1" or "SHA256", for OAEP and its mask alike
 * @data: one block
 * @length: its length
 *
 * Returns: (transfer full) (nullable): what was encrypted, or NULL if it was not for this key
 */
GBytes *
gh_sim_key_decrypt (GhSimKey *key, const char *digest, const guint8 *data, gsize length)
{
  g_autoptr (KeyContext) context = EVP_PKEY_CTX_new (key, NULL);
  gsize room = gh_sim_key_get_bytes (key);
  g_autofree guint8 *output = g_malloc (room);

  if (context == NULL || length != room || EVP_PKEY_decrypt_init (context) <= 0 ||
      EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_OAEP_PADDING) <= 0 ||
      EVP_PKEY_CTX_set_rsa_oaep_md_name (context, digest, NULL) <= 0 ||
      EVP_PKEY_CTX_set_rsa_mgf1_md_name (context, digest, NULL) <= 0 ||
      EVP_PKEY_decrypt (context, output, &room, data, length) <= 0)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&output), room);
}

/**
 * gh_sim_key_sign:
 * @key: a key pair
 * @text: what to sign
 *
 * Returns: (transfer full): an RS256 signature
 */
GBytes *
gh_sim_key_sign (GhSimKey *key, const char *text)
{
  g_autoptr (DigestContext) context = EVP_MD_CTX_new ();
  gsize length = gh_sim_key_get_bytes (key);
  g_autofree guint8 *signature = g_malloc (length);

  if (EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, key) != 1 ||
      EVP_DigestSign (context, signature, &length, (const guchar *)text, strlen (text)) != 1)
    g_error ("libcrypto could not sign");

  return g_bytes_new_take (g_steal_pointer (&signature), length);
}

/**
 * gh_sim_key_verify:
 * @key: a key pair
 * @text: what was signed
 * @length: its length
 * @signature: the signature
 *
 * Returns: whether this key made it
 */
gboolean
gh_sim_key_verify (GhSimKey *key, const char *text, gsize length, GBytes *signature)
{
  g_autoptr (DigestContext) context = EVP_MD_CTX_new ();
  gsize size;
  const guchar *data = g_bytes_get_data (signature, &size);

  return EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, key) == 1 &&
         EVP_DigestVerify (context, data, size, (const guchar *)text, length) == 1;
}
