/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

#include "gh-credential.h"
#include "gh-gateway-key.h"
#include "sealed-vectors.h"
#include "unseal.h"

#define KNOWN_PLAINTEXT                                                                            \
  "{\"credentialData\":[{\"name\":\"username\",\"value\":\"CONTOSO\\\\svc_bi\"},"                  \
  "{\"name\":\"password\",\"value\":\"Correct-Horse-7 \\\"é🔑\\\"\"}]}"

typedef EVP_PKEY Pkey;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pkey, EVP_PKEY_free)

static char *
dup_number (EVP_PKEY *key, const char *parameter)
{
  BIGNUM *number = NULL;
  g_autofree guint8 *bytes = NULL;
  char *text;
  int length;

  g_assert_cmpint (EVP_PKEY_get_bn_param (key, parameter, &number), ==, 1);
  length = BN_num_bytes (number);
  bytes = g_malloc ((gsize)length);
  BN_bn2bin (number, bytes);
  text = g_base64_encode (bytes, (gsize)length);
  BN_free (number);

  return text;
}

static GhGatewayKey *
publish (EVP_PKEY *key)
{
  g_autofree char *modulus = dup_number (key, OSSL_PKEY_PARAM_RSA_N);
  g_autofree char *exponent = dup_number (key, OSSL_PKEY_PARAM_RSA_E);
  g_autoptr (GError) error = NULL;
  GhGatewayKey *published = gh_gateway_key_new (modulus, exponent, &error);

  g_assert_no_error (error);
  return published;
}

static EVP_PKEY *
load_key (const char *text)
{
  gsize length;
  g_autofree guint8 *data = g_base64_decode (text, &length);
  const guint8 *position = data;
  EVP_PKEY *key = d2i_AutoPrivateKey (NULL, &position, (long)length);

  g_assert_nonnull (key);
  return key;
}

static EVP_PKEY *
make_key (guint bits)
{
  EVP_PKEY *key = EVP_RSA_gen (bits);

  g_assert_nonnull (key);
  return key;
}

static void
assert_unseals (EVP_PKEY *key, const char *sealed, const void *expected, gsize length)
{
  g_autoptr (GBytes) bytes = unseal (key, sealed);
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpmem (data, size, expected, length);
}

static void
assert_round_trip (GhGatewayKey *published, EVP_PKEY *key, const void *text, gsize length)
{
  g_autoptr (GhSecret) plaintext = gh_secret_new (text, length);
  g_autoptr (GError) error = NULL;
  g_autofree char *sealed = gh_gateway_key_seal (published, plaintext, &error);

  g_assert_no_error (error);
  assert_unseals (key, sealed, text, length);
}

/* What unseals here was sealed by another program: so the tests below are judged by a reader that
 * is right. */
static void
test_reader_reads_known_answers (void)
{
  g_autoptr (Pkey) short_key = load_key (key_1024);
  g_autoptr (Pkey) long_key = load_key (key_2048);

  assert_unseals (short_key, sealed_1024, KNOWN_PLAINTEXT, strlen (KNOWN_PLAINTEXT));
  assert_unseals (long_key, sealed_2048, KNOWN_PLAINTEXT, strlen (KNOWN_PLAINTEXT));
}

static void
test_known_plaintext (void)
{
  g_autoptr (GhCredential) credential = gh_credential_new (GH_CREDENTIAL_WINDOWS);
  g_autoptr (GhSecret) password = gh_secret_new_text ("Correct-Horse-7 \"é🔑\"");
  g_autoptr (GhSecret) plaintext = NULL;

  gh_credential_set_user_name (credential, "CONTOSO\\svc_bi");
  gh_credential_set_secret (credential, password);
  plaintext = gh_credential_dup_plaintext (credential);

  g_assert_cmpstr (gh_secret_peek_text (plaintext), ==, KNOWN_PLAINTEXT);
}

/* The length of what is sealed tells how long the plaintext is, and where the reader cuts. */
static void
test_same_shape_as_known_answers (void)
{
  g_autoptr (Pkey) short_key = load_key (key_1024);
  g_autoptr (Pkey) long_key = load_key (key_2048);
  g_autoptr (GhGatewayKey) published_short = publish (short_key);
  g_autoptr (GhGatewayKey) published_long = publish (long_key);
  g_autoptr (GhSecret) plaintext = gh_secret_new_text (KNOWN_PLAINTEXT);
  g_autofree char *short_sealed = gh_gateway_key_seal (published_short, plaintext, NULL);
  g_autofree char *long_sealed = gh_gateway_key_seal (published_long, plaintext, NULL);

  g_assert_cmpuint (strlen (short_sealed), ==, strlen (sealed_1024));
  g_assert_cmpuint (strlen (long_sealed), ==, strlen (sealed_2048));
  g_assert_cmpmem (long_sealed + 342, 4, "==AA", 4);
}

static void
test_every_length_around_a_boundary (gconstpointer data)
{
  guint bits = GPOINTER_TO_UINT (data);
  g_autoptr (Pkey) key = bits == 1024 ? load_key (key_1024) : load_key (key_2048);
  g_autoptr (GhGatewayKey) published = publish (key);
  static const gsize lengths[] = { 1,  15,  16,  17,  31,  32,  33,  84,   85,
                                   86, 169, 170, 171, 255, 256, 257, 4095, 4096 };
  g_autofree char *text = g_malloc (4096);

  for (gsize i = 0; i < 4096; i++)
    text[i] = (char)(i * 7);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    assert_round_trip (published, key, text, lengths[i]);
}

/* About one result in 256 begins with a zero byte, which must be kept. */
static void
test_300_in_a_row (gconstpointer data)
{
  guint bits = GPOINTER_TO_UINT (data);
  g_autoptr (Pkey) key = bits == 1024 ? load_key (key_1024) : load_key (key_2048);
  g_autoptr (GhGatewayKey) published = publish (key);

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"credentialData\":\"%u\"}", i);

      assert_round_trip (published, key, text, strlen (text));
    }
}

static void
test_other_key_lengths (gconstpointer data)
{
  g_autoptr (Pkey) key = make_key (GPOINTER_TO_UINT (data));
  g_autoptr (GhGatewayKey) published = publish (key);

  g_assert_cmpuint (gh_gateway_key_get_bits (published), ==, GPOINTER_TO_UINT (data));
  assert_round_trip (published, key, KNOWN_PLAINTEXT, strlen (KNOWN_PLAINTEXT));
}

static void
test_same_text_never_seals_the_same (gconstpointer data)
{
  g_autoptr (Pkey) key = load_key (data);
  g_autoptr (GhGatewayKey) published = publish (key);
  g_autoptr (GhSecret) plaintext = gh_secret_new_text (KNOWN_PLAINTEXT);
  g_autofree char *one = gh_gateway_key_seal (published, plaintext, NULL);
  g_autofree char *other = gh_gateway_key_seal (published, plaintext, NULL);

  g_assert_cmpstr (one, !=, other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sealing/reader-reads-known-answers", test_reader_reads_known_answers);
  g_test_add_func ("/sealing/known-plaintext", test_known_plaintext);
  g_test_add_func ("/sealing/same-shape", test_same_shape_as_known_answers);
  g_test_add_data_func ("/sealing/boundaries/1024", GUINT_TO_POINTER (1024),
                        test_every_length_around_a_boundary);
  g_test_add_data_func ("/sealing/boundaries/2048", GUINT_TO_POINTER (2048),
                        test_every_length_around_a_boundary);
  g_test_add_data_func ("/sealing/300-in-a-row/1024", GUINT_TO_POINTER (1024), test_300_in_a_row);
  g_test_add_data_func ("/sealing/300-in-a-row/2048", GUINT_TO_POINTER (2048), test_300_in_a_row);
  g_test_add_data_func ("/sealing/key/1312", GUINT_TO_POINTER (1312), test_other_key_lengths);
  g_test_add_data_func ("/sealing/key/3072", GUINT_TO_POINTER (3072), test_other_key_lengths);
  g_test_add_data_func ("/sealing/key/4096", GUINT_TO_POINTER (4096), test_other_key_lengths);
  g_test_add_data_func ("/sealing/fresh/1024", key_1024, test_same_text_never_seals_the_same);
  g_test_add_data_func ("/sealing/fresh/2048", key_2048, test_same_text_never_seals_the_same);

  return g_test_run ();
}
