/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Seals a login with a key of 2,048 bits, that was read already, for about a second, and prints the
 * microseconds that one sealing takes: the median of batches. Counts the time of the processor, as
 * openssl speed does.
 *
 *   bench-seal */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <openssl/evp.h>
#include <openssl/rsa.h>

#include "gh-gateway-key.h"

#define BATCHES 20
#define BATCH_SECONDS 0.05

static char *
encode_number (EVP_PKEY *key, const char *name)
{
  BIGNUM *number = NULL;
  guchar bytes[512];
  int length;

  g_assert_true (EVP_PKEY_get_bn_param (key, name, &number) == 1);
  length = BN_bn2bin (number, bytes);
  BN_free (number);

  return g_base64_encode (bytes, (gsize)length);
}

static GhGatewayKey *
make_key (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *modulus = NULL;
  g_autofree char *exponent = NULL;
  EVP_PKEY *pair = EVP_RSA_gen (2048);
  GhGatewayKey *key;

  modulus = encode_number (pair, "n");
  exponent = encode_number (pair, "e");
  EVP_PKEY_free (pair);
  key = gh_gateway_key_new (modulus, exponent, &error);
  g_assert_no_error (error);

  return key;
}

static double
get_processor_seconds (void)
{
  return (double)clock () / CLOCKS_PER_SEC;
}

static double
measure_batch (GhGatewayKey *key, GhSecret *plaintext)
{
  double started = get_processor_seconds ();
  guint n = 0;

  while (get_processor_seconds () - started < BATCH_SECONDS)
    for (guint i = 0; i < 50; i++, n++)
      {
        g_autoptr (GError) error = NULL;
        G_GNUC_UNUSED g_autofree char *sealed = gh_gateway_key_seal (key, plaintext, &error);

        g_assert_no_error (error);
      }

  return (get_processor_seconds () - started) * 1e6 / n;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

int
main (void)
{
  g_autoptr (GhGatewayKey) key = make_key ();
  g_autoptr (GhSecret) plaintext =
      gh_secret_new_text ("{\"credentialData\":[{\"name\":\"username\",\"value\":"
                          "\"svc_bi\"},{\"name\":\"password\",\"value\":"
                          "\"Correct-Horse-7\"}]}");
  double batches[BATCHES];

  for (guint i = 0; i < BATCHES; i++)
    batches[i] = measure_batch (key, plaintext);
  qsort (batches, BATCHES, sizeof *batches, compare);
  printf ("%.3f\n", batches[BATCHES / 2]);

  return 0;
}
