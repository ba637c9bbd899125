/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-error.h"
#include "gh-origin.h"

static void
assert_origin (const char *text, const char *expected, const char *host)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) origin = gh_origin_parse (text, &error);
  g_autofree char *again = NULL;
  g_autofree char *shown = NULL;

  g_assert_no_error (error);
  again = g_uri_to_string (origin);
  shown = gh_origin_dup_host (origin);
  g_assert_cmpstr (again, ==, expected);
  g_assert_cmpstr (shown, ==, host);
}

static void
test_good_origins (void)
{
  assert_origin ("https://api.powerbi.com", "https://api.powerbi.com", "api.powerbi.com");
  assert_origin ("https://api.powerbi.com/", "https://api.powerbi.com", "api.powerbi.com");
  assert_origin ("HTTPS://api.powerbi.com:443", "https://api.powerbi.com", "api.powerbi.com");
  assert_origin ("https://api.powerbi.com:8443", "https://api.powerbi.com:8443",
                 "api.powerbi.com:8443");
  assert_origin ("http://localhost:8080", "http://localhost:8080", "localhost:8080");
  assert_origin ("http://127.0.0.1:8080", "http://127.0.0.1:8080", "127.0.0.1:8080");
  assert_origin ("http://[::1]:8080", "http://[::1]:8080", "[::1]:8080");
  assert_origin ("https://[2001:db8::1]", "https://[2001:db8::1]", "[2001:db8::1]");
}

static void
test_bad_origins (void)
{
  static const char *const bad[] = {
    NULL,
    "",
    "api.powerbi.com",
    "https://",
    "https:///path",
    "ftp://example.com",
    "javascript:alert(1)",
    "http://api.powerbi.com",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "http://10.0.0.1",
    "http://0.0.0.0",
    "https://api.powerbi.com/v1.0",
    "https://api.powerbi.com?x",
    "https://api.powerbi.com#x",
    "https://user@api.powerbi.com",
    "https://user:password@api.powerbi.com",
    "https://api.powerbi.com:notaport",
    "https://api.powerbi.com:70000",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) origin = gh_origin_parse (bad[i], &error);

      if (origin != NULL)
        g_error ("“%s” was taken for an origin", bad[i]);
      g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
    }
}

static void
assert_same (const char *one, const char *other, gboolean expected)
{
  g_autoptr (GUri) first = g_uri_parse (one, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GUri) second = g_uri_parse (other, G_URI_FLAGS_NONE, NULL);

  if (gh_origin_equal (first, second) != expected)
    g_error ("%s and %s are %sthe same origin", one, other, expected ? "" : "not ");
}

static void
test_equal (void)
{
  assert_same ("https://a.example/x", "https://A.example:443/y?z", TRUE);
  assert_same ("http://localhost/", "http://localhost:80", TRUE);
  assert_same ("https://a.example", "http://a.example", FALSE);
  assert_same ("https://a.example", "https://a.example:8443", FALSE);
  assert_same ("https://a.example", "https://a.example.evil.example", FALSE);
  assert_same ("https://a.example", "https://a.example@evil.example/", FALSE);
  assert_same ("https://a.example", "mailto:a@a.example", FALSE);
}

static void
test_build (void)
{
  g_autoptr (GUri) origin = gh_origin_parse ("https://api.powerbi.com", NULL);
  g_autoptr (GUri) uri = gh_origin_build (origin, "/v1.0/myorg/groups/a%2Fb", "x=%26");
  g_autofree char *text = g_uri_to_string (uri);

  g_assert_cmpstr (text, ==, "https://api.powerbi.com/v1.0/myorg/groups/a%2Fb?x=%26");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/origin/good", test_good_origins);
  g_test_add_func ("/origin/bad", test_bad_origins);
  g_test_add_func ("/origin/equal", test_equal);
  g_test_add_func ("/origin/build", test_build);

  return g_test_run ();
}
