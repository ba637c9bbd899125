/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gh-secret.h"

static void
test_keeps_bytes (void)
{
  g_autoptr (GhSecret) secret = gh_secret_new ("a\0b", 3);
  gsize length;
  const char *bytes = gh_secret_peek (secret, &length);

  g_assert_cmpmem (bytes, length, "a\0b", 3);
  g_assert_cmpint (bytes[3], ==, '\0');
}

static void
test_outlives_its_bytes (void)
{
  g_autoptr (GhSecret) secret = gh_secret_new_text ("token");
  g_autoptr (GBytes) bytes = gh_secret_to_bytes (secret);
  gsize length;
  gconstpointer data;

  g_clear_pointer (&secret, gh_secret_unref);
  data = g_bytes_get_data (bytes, &length);

  g_assert_cmpmem (data, length, "token", 5);
}

static void
test_compares (void)
{
  g_autoptr (GhSecret) one = gh_secret_new_text ("state");
  g_autoptr (GhSecret) same = gh_secret_new_text ("state");
  g_autoptr (GhSecret) other = gh_secret_new_text ("stale");
  g_autoptr (GhSecret) shorter = gh_secret_new_text ("stat");

  g_assert_true (gh_secret_equal (one, same));
  g_assert_false (gh_secret_equal (one, other));
  g_assert_false (gh_secret_equal (one, shorter));
}

static void
test_builder_grows (void)
{
  g_autoptr (GhSecretBuilder) builder = gh_secret_builder_new ();
  g_autoptr (GhSecret) secret = NULL;
  g_autofree char *expected = g_strnfill (100000, 'x');

  for (guint i = 0; i < 100000; i++)
    gh_secret_builder_append (builder, "x", 1);
  secret = gh_secret_builder_end (builder);

  g_assert_cmpuint (gh_secret_get_length (secret), ==, 100000);
  g_assert_cmpstr (gh_secret_peek_text (secret), ==, expected);
}

static void
assert_json_string (const char *text, gsize length, const char *expected)
{
  g_autoptr (GhSecretBuilder) builder = gh_secret_builder_new ();
  g_autoptr (GhSecret) secret = NULL;

  gh_secret_builder_append_json_string (builder, text, length);
  secret = gh_secret_builder_end (builder);

  g_assert_cmpstr (gh_secret_peek_text (secret), ==, expected);
}

static void
test_json_string (void)
{
  assert_json_string ("plain", 5, "\"plain\"");
  assert_json_string ("DOMAIN\\user \"x\"", 15, "\"DOMAIN\\\\user \\\"x\\\"\"");
  assert_json_string ("\b\t\n\v\f\r", 6, "\"\\b\\t\\n\\u000b\\f\\r\"");
  assert_json_string ("\x1f", 1, "\"\\u001f\"");
  assert_json_string ("\0", 1, "\"\\u0000\"");
  assert_json_string ("é 🔑 /'<", strlen ("é 🔑 /'<"), "\"é 🔑 /'<\"");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/keeps-bytes", test_keeps_bytes);
  g_test_add_func ("/secret/outlives-its-bytes", test_outlives_its_bytes);
  g_test_add_func ("/secret/compares", test_compares);
  g_test_add_func ("/secret/builder-grows", test_builder_grows);
  g_test_add_func ("/secret/json-string", test_json_string);

  return g_test_run ();
}
