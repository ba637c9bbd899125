/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include <string.h>

#include "gh-gateway-key.h"

/* The modulus in base64, a line feed, the exponent in base64. Whatever is taken for a key can seal,
 * or says why not. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *modulus = fuzz_dup_text (data, size);
  char *end = strchr (modulus, '\n');
  const char *exponent = end != NULL ? end + 1 : "AQAB";
  g_autoptr (GhGatewayKey) key = NULL;
  g_autoptr (GhSecret) plain = gh_secret_new_text ("{\"credentialData\":\"\"}");
  g_autofree char *sealed = NULL;
  g_autoptr (GError) error = NULL;

  if (end != NULL)
    *end = '\0';
  key = gh_gateway_key_new (modulus, exponent, &error);
  g_assert_true ((key == NULL) == (error != NULL));
  if (key == NULL)
    return 0;

  /* A modulus of 128 bytes: its first byte may be as small as 1. */
  g_assert_cmpuint (gh_gateway_key_get_bits (key), >, 127 * 8);
  g_assert_cmpuint (strlen (gh_gateway_key_get_fingerprint (key)), ==, strlen ("SHA256:") + 64);
  sealed = gh_gateway_key_seal (key, plain, &error);
  g_assert_true ((sealed == NULL) == (error != NULL));

  return 0;
}
