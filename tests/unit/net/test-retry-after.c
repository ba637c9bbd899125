/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-retry-after.h"

/* Sun, 06 Nov 1994 08:49:37 GMT */
#define NOW 784111777

static void
assert_seconds (const char *value, gint64 expected)
{
  gint64 seconds = -1;

  g_assert_true (gh_retry_after_parse (value, NOW, &seconds));
  g_assert_cmpint (seconds, ==, expected);
}

static void
test_seconds (void)
{
  assert_seconds ("0", 0);
  assert_seconds ("57", 57);
  assert_seconds ("2147483647", G_MAXINT32);
}

static void
test_date (void)
{
  assert_seconds ("Sun, 06 Nov 1994 08:49:37 GMT", 0);
  assert_seconds ("Sun, 06 Nov 1994 08:50:07 GMT", 30);
}

static void
test_date_that_is_over (void)
{
  assert_seconds ("Sun, 06 Nov 1994 08:48:37 GMT", 0);
}

static void
test_date_in_a_far_future (void)
{
  assert_seconds ("Fri, 31 Dec 9999 23:59:59 GMT", G_MAXINT32);
}

static void
test_nothing_usable (void)
{
  static const char *const values[] = { NULL, "", " ", "-1", "soon", "2147483648", "1.5", "0x10" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      gint64 seconds = 7;

      if (gh_retry_after_parse (values[i], NOW, &seconds))
        g_error ("“%s” was read as %" G_GINT64_FORMAT " seconds", values[i], seconds);
      g_assert_cmpint (seconds, ==, 7);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/retry-after/seconds", test_seconds);
  g_test_add_func ("/retry-after/date", test_date);
  g_test_add_func ("/retry-after/date-that-is-over", test_date_that_is_over);
  g_test_add_func ("/retry-after/date-in-a-far-future", test_date_in_a_far_future);
  g_test_add_func ("/retry-after/nothing-usable", test_nothing_usable);
  return g_test_run ();
}
