/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What keeps a typed secret from being seen, or left behind. */

#include <adwaita.h>

#include "gh-secret-guard.h"
#include "widget-finder.h"

#define LONG_MS (60 * 1000)
#define SHORT_MS 20

typedef struct
{
  GtkWidget *row;
  GhSecretGuard *guard;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->row = g_object_ref_sink (adw_password_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (fixture->row), "Password");
  fixture->guard = gh_secret_guard_new (ADW_PASSWORD_ENTRY_ROW (fixture->row));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->guard);
  g_object_unref (fixture->row);
}

static void
type (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->row), text);
}

static GtkText *
get_text (Fixture *fixture)
{
  return GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (fixture->row)));
}

static gboolean
is_empty (gpointer user_data)
{
  Fixture *fixture = user_data;

  return gh_secret_guard_is_empty (fixture->guard);
}

static gboolean
is_hidden (gpointer user_data)
{
  Fixture *fixture = user_data;

  return !gtk_text_get_visibility (get_text (fixture));
}

static const char *
get_title (Fixture *fixture)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (fixture->row));
}

static void
test_gives_what_was_typed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhSecret) secret = NULL;

  g_assert_null (gh_secret_guard_dup_secret (fixture->guard, FALSE));
  type (fixture, " Correct Horse ");
  secret = gh_secret_guard_dup_secret (fixture->guard, FALSE);

  g_assert_cmpstr (gh_secret_peek_text (secret), ==, " Correct Horse ");
}

static void
test_strips_what_surrounds_a_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhSecret) secret = NULL;

  type (fixture, " \teyJ0.eyJh.c2ln\r\n");
  secret = gh_secret_guard_dup_secret (fixture->guard, TRUE);

  g_assert_cmpstr (gh_secret_peek_text (secret), ==, "eyJ0.eyJh.c2ln");
}

static void
test_empties_when_idle_and_says_so (Fixture *fixture, gconstpointer data)
{
  gh_secret_guard_set_times (fixture->guard, LONG_MS, SHORT_MS);
  type (fixture, "Correct-Horse-7");
  widget_finder_wait ("the row was emptied", is_empty, fixture);
  g_assert_cmpstr (get_title (fixture), ==, "Password · Emptied after five minutes");

  type (fixture, "C");
  g_assert_cmpstr (get_title (fixture), ==, "Password");
}

static void
test_clears_without_a_word (Fixture *fixture, gconstpointer data)
{
  type (fixture, "Correct-Horse-7");
  gh_secret_guard_clear (fixture->guard);

  g_assert_true (gh_secret_guard_is_empty (fixture->guard));
  g_assert_cmpstr (get_title (fixture), ==, "Password");
}

static void
test_ends_peeking (Fixture *fixture, gconstpointer data)
{
  gh_secret_guard_set_times (fixture->guard, SHORT_MS, LONG_MS);
  type (fixture, "Correct-Horse-7");
  gtk_text_set_visibility (get_text (fixture), TRUE);
  widget_finder_wait ("peeking ended", is_hidden, fixture);

  g_assert_false (gh_secret_guard_is_empty (fixture->guard));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, test)                                                                            \
  g_test_add ("/ui/secret-guard/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("gives-what-was-typed", test_gives_what_was_typed);
  ADD ("strips-what-surrounds-a-token", test_strips_what_surrounds_a_token);
  ADD ("empties-when-idle-and-says-so", test_empties_when_idle_and_says_so);
  ADD ("clears-without-a-word", test_clears_without_a_word);
  ADD ("ends-peeking", test_ends_peeking);
#undef ADD

  return g_test_run ();
}
