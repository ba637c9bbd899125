/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gh-error.h"
#include "gh-random.h"

static void
assert_decodes (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gh_base64_decode (text, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

static void
assert_not_base64 (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gh_base64_decode (text, &error);

  if (bytes != NULL)
    g_error ("“%s” was taken for base64", text);
  g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
}

/* The test vectors of RFC 4648, 10. */
static void
test_base64 (void)
{
  assert_decodes ("Zg==", "f");
  assert_decodes ("Zm8=", "fo");
  assert_decodes ("Zm9v", "foo");
  assert_decodes ("Zm9vYmFy", "foobar");
}

static void
test_base64_is_strict (void)
{
  static const char *const bad[] = {
    "",     "A",        "AQ",     "AQA",    "AQ-B", "AQ_B",     "AQ B", "Zg=",  "Zg",   "Z===",
    "====", "Zg==Zg==", "Zm9v\n", "\nZm9v", "Zm=v", "Zm9vZ===", "é",    "Zh==", "Zm9=",
  };

  assert_not_base64 (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_not_base64 (bad[i]);
}

static void
assert_decodes_url (const char *text, gssize length, const void *expected, gsize expected_length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gh_base64url_decode (text, length, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   expected_length);
}

static void
test_base64url (void)
{
  g_autofree char *text = gh_base64url_encode ("\xfb\xff\xfe", 3);
  g_autofree char *unpadded = gh_base64url_encode ("f", 1);

  g_assert_cmpstr (text, ==, "-__-");
  g_assert_cmpstr (unpadded, ==, "Zg");
  assert_decodes_url ("-__-", -1, "\xfb\xff\xfe", 3);
  assert_decodes_url ("Zg", -1, "f", 1);
  assert_decodes_url ("Zm8.rest", 3, "fo", 2);
}

static void
test_base64url_is_strict (void)
{
  static const char *const bad[] = { "", "A", "Zg==", "+/8", "Zm 9v", "Zm9v\n", "Zh", "Zm9vZ" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = gh_base64url_decode (bad[i], -1, &error);

      if (bytes != NULL)
        g_error ("“%s” was taken for base64url", bad[i]);
      g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
    }
}

/* A NUL inside the given length is no end: what follows must not be lost silently. */
static void
test_base64url_with_a_nul (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_base64url_decode ("Zm9v\0Zm9", 8, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
}

static void
test_random (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      char *text = gh_random_dup_base64url (32);

      g_assert_cmpuint (strlen (text), ==, 43);
      g_assert_null (strpbrk (text, "+/="));
      g_hash_table_add (seen, text);
    }

  g_assert_cmpuint (g_hash_table_size (seen), ==, 1000);
}

static void
test_random_fills_it_all (void)
{
  guint8 once[4096], twice[4096];

  gh_random_fill (once, sizeof once);
  gh_random_fill (twice, sizeof twice);

  for (gsize offset = 0; offset < sizeof once; offset += 16)
    g_assert_true (memcmp (once + offset, twice + offset, 16) != 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base64/vectors", test_base64);
  g_test_add_func ("/base64/strict", test_base64_is_strict);
  g_test_add_func ("/base64url/vectors", test_base64url);
  g_test_add_func ("/base64url/strict", test_base64url_is_strict);
  g_test_add_func ("/base64url/nul", test_base64url_with_a_nul);
  g_test_add_func ("/random/text", test_random);
  g_test_add_func ("/random/fills-it-all", test_random_fills_it_all);

  return g_test_run ();
}
