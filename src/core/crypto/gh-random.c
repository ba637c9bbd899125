/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-random.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "gh-error.h"
#include "gh-secret.h"

/**
 * gh_random_fill:
 * @data: memory to fill
 * @length: bytes
 *
 * Fills @data with the kernel's randomness. Ends the program if there is none.
 */
void
gh_random_fill (void *data, gsize length)
{
  guint8 *position = data;

  while (length > 0)
    {
      ssize_t got = getrandom (position, length, 0);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        g_error ("The system gives no random numbers: %s", g_strerror (errno));
      position += got;
      length -= (gsize)got;
    }
}

/**
 * gh_base64url_encode:
 * @data: bytes
 * @length: how many
 *
 * Returns: (transfer full): base64url without padding (RFC 4648, 5)
 */
char *
gh_base64url_encode (const void *data, gsize length)
{
  char *text = g_base64_encode (data, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  for (gsize end = strlen (text); end > 0 && text[end - 1] == '='; end--)
    text[end - 1] = '\0';

  return text;
}

/**
 * gh_random_dup_base64url:
 * @bytes: how much randomness, up to 64 bytes
 *
 * Returns: (transfer full): that many random bytes as base64url
 */
char *
gh_random_dup_base64url (gsize bytes)
{
  guint8 data[64];
  char *text;

  g_return_val_if_fail (bytes <= sizeof data, NULL);

  gh_random_fill (data, bytes);
  text = gh_base64url_encode (data, bytes);
  gh_secret_wipe (data, sizeof data);

  return text;
}

static GBytes *
refuse (const char *what, GError **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL, "Not %s", what);
  return NULL;
}

/**
 * gh_base64_decode:
 * @text: (nullable): base64 with padding (RFC 4648, 4)
 * @error: return location
 *
 * g_base64_decode() passes over what it doesn't know, so that a damaged key would become another
 * one. This is strict about alphabet, length and padding, and about the bits that the last
 * character has left over, so that one number has one text only.
 *
 * Returns: (transfer full): the bytes, or %NULL with %GH_ERROR_PROTOCOL
 */
GBytes *
gh_base64_decode (const char *text, GError **error)
{
  g_autofree guchar *data = NULL;
  g_autofree char *again = NULL;
  gsize size;

  if (text == NULL || *text == '\0')
    return refuse ("base64 (RFC 4648, 4)", error);

  data = g_base64_decode (text, &size);
  again = g_base64_encode (data, size);
  if (!g_str_equal (again, text))
    return refuse ("base64 (RFC 4648, 4)", error);

  return g_bytes_new_take (g_steal_pointer (&data), size);
}

/**
 * gh_base64url_decode:
 * @text: base64url without padding (RFC 4648, 5)
 * @length: its length, or -1 if it ends with a NUL
 * @error: return location
 *
 * Returns: (transfer full): the bytes, or %NULL with %GH_ERROR_PROTOCOL
 */
GBytes *
gh_base64url_decode (const char *text, gssize length, GError **error)
{
  g_autoptr (GString) padded = g_string_new_len (text, length < 0 ? (gssize)strlen (text) : length);

  /* A NUL inside would hide what follows it. */
  if (strlen (padded->str) != padded->len || strpbrk (padded->str, "+/=") != NULL)
    return refuse ("base64url (RFC 4648, 5)", error);

  g_strdelimit (padded->str, "-", '+');
  g_strdelimit (padded->str, "_", '/');
  while (padded->len % 4 != 0)
    g_string_append_c (padded, '=');

  return gh_base64_decode (padded->str, error);
}
