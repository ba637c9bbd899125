/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <sys/resource.h>

#include "gh-process.h"
#include "gh-text.h"

static void
test_shows_hidden_characters (void)
{
  g_autofree char *bidi = gh_text_to_display ("admin\xe2\x80\xaexcod");
  g_autofree char *lines = gh_text_to_display ("one\ntwo\x1b[31m");
  g_autofree char *broken = gh_text_to_display ("a\xff");
  g_autofree char *plain = gh_text_to_display ("Ümläut · “ok” 🔑 <b>");

  g_assert_cmpstr (bidi, ==, "admin\\u{202e}xcod");
  g_assert_cmpstr (lines, ==, "one\\u{a}two\\u{1b}[31m");
  g_assert_cmpstr (broken, ==, "a\xef\xbf\xbd");
  g_assert_cmpstr (plain, ==, "Ümläut · “ok” 🔑 <b>");
}

static void
test_strips_privacy_marks (void)
{
  g_autofree char *text = gh_text_strip_privacy_marks ("Login failed for <pii>svc</pii> at "
                                                       "<ccon>db</ccon>, <oii>x</oii>");

  g_assert_cmpstr (text, ==, "Login failed for svc at db, x");
}

static void
test_hardens_the_process (void)
{
  struct rlimit limit;

  g_setenv ("SSLKEYLOGFILE", "keys.log", TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  gh_process_harden ();

  g_assert_null (g_getenv ("SSLKEYLOGFILE"));
  g_assert_null (g_getenv ("SECRET_BACKEND"));
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/shows-hidden-characters", test_shows_hidden_characters);
  g_test_add_func ("/text/strips-privacy-marks", test_strips_privacy_marks);
  g_test_add_func ("/process/hardens", test_hardens_the_process);

  return g_test_run ();
}
