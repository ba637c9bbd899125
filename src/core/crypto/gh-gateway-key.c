/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-gateway-key.h"

#include <glib/gi18n-lib.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include "gh-error.h"
#include "gh-random.h"
#include "gh-sealing.h"

#define SHORT_MODULUS_BYTES 128
#define LEAST_MODULUS_BYTES 164
#define MOST_MODULUS_BYTES 2048
#define MOST_EXPONENT_BYTES 8

struct _GhGatewayKey
{
  GObject parent_instance;

  EVP_PKEY *key;
  gsize modulus_bytes;
  guint bits;
  char *fingerprint;
};

G_DEFINE_FINAL_TYPE (GhGatewayKey, gh_gateway_key, G_TYPE_OBJECT)

static void
gh_gateway_key_finalize (GObject *object)
{
  GhGatewayKey *self = GH_GATEWAY_KEY (object);

  EVP_PKEY_free (self->key);
  g_free (self->fingerprint);

  G_OBJECT_CLASS (gh_gateway_key_parent_class)->finalize (object);
}

static void
gh_gateway_key_class_init (GhGatewayKeyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_gateway_key_finalize;
}

static void
gh_gateway_key_init (GhGatewayKey *self)
{
}

static GBytes *
decode_number (const char *text, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = gh_base64_decode (text, NULL);
  const guint8 *data;
  gsize length, zeros = 0;

  if (bytes == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_BAD_KEY,
                   _ ("The gateway's public key is damaged: its %s is not base64"), name);
      return NULL;
    }

  data = g_bytes_get_data (bytes, &length);
  while (zeros < length && data[zeros] == 0)
    zeros++;

  return g_bytes_new_from_bytes (bytes, zeros, length - zeros);
}

static gboolean
is_odd (GBytes *number)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (number, &length);

  return length > 0 && (data[length - 1] & 1) == 1;
}

static gboolean
check_modulus (GBytes *modulus, GError **error)
{
  gsize bytes = g_bytes_get_size (modulus);
  gboolean known_size =
      bytes == SHORT_MODULUS_BYTES || (bytes >= LEAST_MODULUS_BYTES && bytes <= MOST_MODULUS_BYTES);

  if (!known_size)
    {
      g_set_error (
          error, GH_ERROR, GH_ERROR_BAD_KEY,
          _ ("The gateway’s public key has %lu bits, which can’t be used: nothing was sealed "
             "with it"),
          (gulong)bytes * 8);
      return FALSE;
    }
  if (!is_odd (modulus))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_BAD_KEY,
                           _ ("The gateway's public key is damaged: its modulus is even"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_exponent (GBytes *exponent, GError **error)
{
  gsize bytes;
  const guint8 *data = g_bytes_get_data (exponent, &bytes);
  gboolean too_small = bytes == 0 || (bytes == 1 && data[0] < 3);

  if (too_small || bytes > MOST_EXPONENT_BYTES || !is_odd (exponent))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_BAD_KEY,
                           _ ("The gateway's public key is damaged: its exponent can't be used"));
      return FALSE;
    }

  return TRUE;
}

static EVP_PKEY *
build_key (GBytes *modulus, GBytes *exponent)
{
  gsize n_bytes, e_bytes;
  const guint8 *n_data = g_bytes_get_data (modulus, &n_bytes);
  const guint8 *e_data = g_bytes_get_data (exponent, &e_bytes);
  BIGNUM *n = BN_bin2bn (n_data, (int)n_bytes, NULL);
  BIGNUM *e = BN_bin2bn (e_data, (int)e_bytes, NULL);
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new ();
  OSSL_PARAM *parameters = NULL;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  EVP_PKEY *key = NULL;

  if (OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_N, n) == 1 &&
      OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_E, e) == 1)
    parameters = OSSL_PARAM_BLD_to_param (builder);
  if (parameters != NULL && EVP_PKEY_fromdata_init (context) == 1)
    EVP_PKEY_fromdata (context, &key, EVP_PKEY_PUBLIC_KEY, parameters);

  EVP_PKEY_CTX_free (context);
  OSSL_PARAM_free (parameters);
  OSSL_PARAM_BLD_free (builder);
  BN_free (n);
  BN_free (e);

  return key;
}

static char *
make_fingerprint (GBytes *modulus)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, modulus);

  return g_strconcat ("SHA256:", digest, NULL);
}

/**
 * gh_gateway_key_new:
 * @modulus: (nullable): base64, big-endian, as `publicKey.modulus` of the gateway has it
 * @exponent: (nullable): base64, big-endian
 * @error: return location
 *
 * Checks a key that came over the network before anything is sealed with it.
 *
 * Returns: (transfer full): the key, or %NULL with %GH_ERROR_BAD_KEY
 */
GhGatewayKey *
gh_gateway_key_new (const char *modulus, const char *exponent, GError **error)
{
  g_autoptr (GhGatewayKey) self = g_object_new (GH_TYPE_GATEWAY_KEY, NULL);
  g_autoptr (GBytes) n = decode_number (modulus, "modulus", error);
  g_autoptr (GBytes) e = NULL;

  if (n == NULL || !check_modulus (n, error))
    return NULL;
  e = decode_number (exponent, "exponent", error);
  if (e == NULL || !check_exponent (e, error))
    return NULL;

  self->modulus_bytes = g_bytes_get_size (n);
  self->fingerprint = make_fingerprint (n);
  self->key = build_key (n, e);
  if (self->key == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_BAD_KEY,
                           _ ("The gateway's public key can't be used"));
      return NULL;
    }
  self->bits = (guint)EVP_PKEY_get_bits (self->key);

  return g_steal_pointer (&self);
}

/**
 * gh_gateway_key_get_bits:
 * @self: a key
 *
 * Returns: the length of the modulus in bits
 */
guint
gh_gateway_key_get_bits (GhGatewayKey *self)
{
  return self->bits;
}

/**
 * gh_gateway_key_get_fingerprint:
 * @self: a key
 *
 * Returns: (transfer none): "SHA256:" and the digest of the modulus bytes in lower-case hex
 */
const char *
gh_gateway_key_get_fingerprint (GhGatewayKey *self)
{
  return self->fingerprint;
}

/**
 * gh_gateway_key_is_weak:
 * @self: a key
 *
 * Returns: whether the key is shorter than the 2,048 bits of NIST SP 800-131A
 */
gboolean
gh_gateway_key_is_weak (GhGatewayKey *self)
{
  return self->bits < 2048;
}

/**
 * gh_gateway_key_seal:
 * @self: a key
 * @plaintext: the credential's JSON
 * @error: return location
 *
 * Seals as the vendor's SDK does, whose source is the only description: segments under RSA-OAEP for
 * a modulus of 128 bytes, AES-256-CBC with HMAC-SHA-256 under RSA-OAEP-256 for a longer one.
 *
 * Returns: (transfer full): the member `credentials` of the request; or %NULL with
 *   %GH_ERROR_INVALID_INPUT if @plaintext is empty, %GH_ERROR_FAILED if libcrypto fails
 */
char *
gh_gateway_key_seal (GhGatewayKey *self, GhSecret *plaintext, GError **error)
{
  g_return_val_if_fail (GH_IS_GATEWAY_KEY (self), NULL);
  g_return_val_if_fail (plaintext != NULL, NULL);

  /* Segments of nothing would be an empty text, which a gateway might take for “no credential”. */
  if (gh_secret_get_length (plaintext) == 0)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT, _ ("There is nothing to seal"));
      return NULL;
    }
  if (self->modulus_bytes == SHORT_MODULUS_BYTES)
    return gh_sealing_seal_segments (self->key, plaintext, error);

  return gh_sealing_seal_hybrid (self->key, self->modulus_bytes, plaintext, error);
}
