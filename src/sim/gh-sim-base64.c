/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-base64.h"

#include <openssl/rand.h>
#include <string.h>

static gboolean
is_digit_of_base64 (char c)
{
  return g_ascii_isalnum (c) || c == '+' || c == '/';
}

/**
 * gh_sim_base64_decode:
 * @text: padded base64
 * @length: its length
 *
 * As strict as the service: GLib's own decoder skips what it doesn't know.
 *
 * Returns: (transfer full) (nullable): the bytes, or NULL if it is not base64
 */
GBytes *
gh_sim_base64_decode (const char *text, gsize length)
{
  g_autofree char *copy = NULL;
  gsize digits = length;
  gsize size;
  guchar *data;

  if (length == 0 || length % 4 != 0)
    return NULL;
  while (digits > length - 2 && text[digits - 1] == '=')
    digits--;
  for (gsize i = 0; i < digits; i++)
    if (!is_digit_of_base64 (text[i]))
      return NULL;

  copy = g_strndup (text, length);
  data = g_base64_decode (copy, &size);

  return g_bytes_new_take (data, size);
}

/**
 * gh_sim_base64_decode_url:
 * @text: base64url without padding
 * @length: its length
 *
 * Returns: (transfer full) (nullable): the bytes, or NULL if it is not base64url
 */
GBytes *
gh_sim_base64_decode_url (const char *text, gsize length)
{
  g_autoptr (GString) padded = g_string_new_len (text, (gssize)length);

  if (strcspn (padded->str, "+/=") != length)
    return NULL;
  for (gsize i = 0; i < padded->len; i++)
    padded->str[i] = padded->str[i] == '-' ? '+' : padded->str[i] == '_' ? '/' : padded->str[i];
  while (padded->len % 4 != 0)
    g_string_append_c (padded, '=');

  return gh_sim_base64_decode (padded->str, padded->len);
}

/**
 * gh_sim_base64_encode_url:
 * @data: bytes
 * @length: how many
 *
 * Returns: (transfer full): base64url without padding
 */
char *
gh_sim_base64_encode_url (const void *data, gsize length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';

  return text;
}

/**
 * gh_sim_base64_random_url:
 * @bytes: how many, at most 64
 *
 * Returns: (transfer full): that many random bytes in base64url
 */
char *
gh_sim_base64_random_url (gsize bytes)
{
  guint8 data[64];

  if (bytes > sizeof data || RAND_bytes (data, (int)bytes) != 1)
    g_error ("No random bytes");

  return gh_sim_base64_encode_url (data, bytes);
}
