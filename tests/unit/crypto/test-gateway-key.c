/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gh-error.h"
#include "gh-gateway-key.h"

/* Any odd number will do where nothing is sealed: byte after byte 0xc1. */
static char *
make_modulus (gsize bytes)
{
  g_autofree guint8 *number = g_malloc (bytes);

  memset (number, 0xc1, bytes);
  return g_base64_encode (number, bytes);
}

static void
assert_bad (const char *modulus, const char *exponent, const char *in_message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhGatewayKey) key = gh_gateway_key_new (modulus, exponent, &error);

  g_assert_null (key);
  g_assert_error (error, GH_ERROR, GH_ERROR_BAD_KEY);
  if (strstr (error->message, in_message) == NULL)
    g_error ("“%s” says nothing of “%s”", error->message, in_message);
}

static void
assert_bad_size (gsize bytes)
{
  g_autofree char *modulus = make_modulus (bytes);
  g_autofree char *bits = g_strdup_printf ("%" G_GSIZE_FORMAT " bits", bytes * 8);

  assert_bad (modulus, "AQAB", bits);
}

static void
test_good_sizes (void)
{
  static const gsize sizes[] = { 128, 164, 256, 384, 512, 2048 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *modulus = make_modulus (sizes[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GhGatewayKey) key = gh_gateway_key_new (modulus, "AQAB", &error);

      g_assert_no_error (error);
      g_assert_cmpuint (gh_gateway_key_get_bits (key), ==, sizes[i] * 8);
      g_assert_cmpint (gh_gateway_key_is_weak (key), ==, sizes[i] < 256);
    }
}

static void
test_bad_sizes (void)
{
  static const gsize sizes[] = { 1, 64, 127, 129, 130, 163, 2049, 65536 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    assert_bad_size (sizes[i]);
}

static void
test_not_base64 (void)
{
  g_autofree char *good = make_modulus (256);
  g_autofree char *dashed = g_strdup (good);
  g_autofree char *cut = g_strndup (good, strlen (good) - 1);

  dashed[5] = '-';
  assert_bad (NULL, "AQAB", "modulus is not base64");
  assert_bad ("", "AQAB", "modulus is not base64");
  assert_bad ("not base64 at all", "AQAB", "modulus is not base64");
  assert_bad (dashed, "AQAB", "modulus is not base64");
  assert_bad (cut, "AQAB", "modulus is not base64");
  assert_bad (good, "AQ\nAB", "exponent is not base64");
  assert_bad (good, NULL, "exponent is not base64");
}

static void
test_even_modulus (void)
{
  guint8 number[256];
  g_autofree char *modulus = NULL;

  memset (number, 0xc2, sizeof number);
  modulus = g_base64_encode (number, sizeof number);

  assert_bad (modulus, "AQAB", "modulus is even");
}

static void
assert_bad_exponent (const void *number, gsize length)
{
  g_autofree char *modulus = make_modulus (256);
  g_autofree char *exponent = g_base64_encode (number, length);

  assert_bad (modulus, exponent, "exponent can't be used");
}

static void
test_bad_exponents (void)
{
  assert_bad_exponent ("\0", 1);
  assert_bad_exponent ("\x01", 1);
  assert_bad_exponent ("\0\0\x01", 3);
  assert_bad_exponent ("\x02", 1);
  assert_bad_exponent ("\x01\0\0", 3);
  assert_bad_exponent ("\x01\0\0\0\0\0\0\0\x01", 9);
}

/* .NET writes no sign byte, but other encoders do: it is the same key. */
static void
test_leading_zero_is_the_same_key (void)
{
  guint8 number[129] = { 0 };
  g_autofree char *plain = make_modulus (128);
  g_autofree char *zero = NULL;
  g_autoptr (GhGatewayKey) one = gh_gateway_key_new (plain, "AQAB", NULL);
  g_autoptr (GhGatewayKey) other = NULL;

  memset (number + 1, 0xc1, 128);
  zero = g_base64_encode (number, sizeof number);
  other = gh_gateway_key_new (zero, "AAEAAQ==", NULL);

  g_assert_nonnull (other);
  g_assert_cmpuint (gh_gateway_key_get_bits (other), ==, 1024);
  g_assert_cmpstr (gh_gateway_key_get_fingerprint (one), ==,
                   gh_gateway_key_get_fingerprint (other));
}

static void
test_fingerprint (void)
{
  guint8 number[128];
  g_autofree char *modulus = make_modulus (128);
  g_autofree char *digest = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GhGatewayKey) key = gh_gateway_key_new (modulus, "AQAB", NULL);

  memset (number, 0xc1, sizeof number);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, number, sizeof number);
  expected = g_strconcat ("SHA256:", digest, NULL);

  g_assert_cmpstr (gh_gateway_key_get_fingerprint (key), ==, expected);
}

static void
test_empty_plaintext_is_refused (void)
{
  static const gsize sizes[] = { 128, 256 };
  g_autoptr (GhSecret) nothing = gh_secret_new ("", 0);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *modulus = make_modulus (sizes[i]);
      g_autoptr (GhGatewayKey) key = gh_gateway_key_new (modulus, "AQAB", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (gh_gateway_key_seal (key, nothing, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gateway-key/good-sizes", test_good_sizes);
  g_test_add_func ("/gateway-key/bad-sizes", test_bad_sizes);
  g_test_add_func ("/gateway-key/not-base64", test_not_base64);
  g_test_add_func ("/gateway-key/even-modulus", test_even_modulus);
  g_test_add_func ("/gateway-key/bad-exponents", test_bad_exponents);
  g_test_add_func ("/gateway-key/leading-zero", test_leading_zero_is_the_same_key);
  g_test_add_func ("/gateway-key/fingerprint", test_fingerprint);
  g_test_add_func ("/gateway-key/empty-plaintext", test_empty_plaintext_is_refused);

  return g_test_run ();
}
