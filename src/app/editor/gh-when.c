/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-when.h"

#include <glib/gi18n.h>

static gboolean
is_same_day (GDateTime *one, GDateTime *other)
{
  return g_date_time_get_year (one) == g_date_time_get_year (other) &&
         g_date_time_get_day_of_year (one) == g_date_time_get_day_of_year (other);
}

static char *
format (gint64 when, const char *today_format, const char *other_format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (time == NULL)
    return g_strdup (_ ("unknown"));

  return g_date_time_format (time, is_same_day (time, now) ? today_format : other_format);
}

/**
 * gh_when_to_text:
 * @when: seconds since the epoch
 *
 * Returns: (transfer full): the time inside a sentence, "today at 10:42"
 */
char *
gh_when_to_text (gint64 when)
{
  /* Translators: times inside a sentence, in the format of g_date_time_format(). */
  return format (when, _ ("today at %H:%M"), _ ("%-e %B %Y at %H:%M"));
}

/**
 * gh_when_to_value:
 * @when: seconds since the epoch
 *
 * Returns: (transfer full): the time on its own, with seconds, "Today at 10:44:02"
 */
char *
gh_when_to_value (gint64 when)
{
  /* Translators: times that stand alone, in the format of g_date_time_format(). */
  return format (when, _ ("Today at %H:%M:%S"), _ ("%-e %B %Y at %H:%M:%S"));
}

/**
 * gh_when_to_clock:
 * @when: seconds since the epoch
 *
 * Returns: (transfer full): the time of day alone, "10:43"
 */
char *
gh_when_to_clock (gint64 when)
{
  /* Translators: a time of today, in the format of g_date_time_format(). */
  const char *clock = _ ("%H:%M");

  return format (when, clock, clock);
}
