/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-time.h"

#include <glib/gi18n.h>

static gboolean
is_same_day (GDateTime *one, GDateTime *other)
{
  return g_date_time_get_year (one) == g_date_time_get_year (other) &&
         g_date_time_get_day_of_year (one) == g_date_time_get_day_of_year (other);
}

static char *
format (gint64 seconds, const char *today_format, const char *other_format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (time == NULL)
    return g_strdup (_ ("unknown"));

  return g_date_time_format (time, is_same_day (time, now) ? today_format : other_format);
}

/**
 * gh_time_format_text:
 * @seconds: seconds since the epoch
 *
 * Returns: (transfer full): the time inside a sentence, "today at 10:42"
 */
char *
gh_time_format_text (gint64 seconds)
{
  /* Translators: times inside a sentence, in the format of g_date_time_format(). */
  return format (seconds, _ ("today at %H:%M"), _ ("%-e %B %Y at %H:%M"));
}

/**
 * gh_time_format_value:
 * @seconds: seconds since the epoch
 *
 * Returns: (transfer full): the time on its own, with seconds, "Today at 10:44:02"
 */
char *
gh_time_format_value (gint64 seconds)
{
  /* Translators: times that stand alone, in the format of g_date_time_format(). */
  return format (seconds, _ ("Today at %H:%M:%S"), _ ("%-e %B %Y at %H:%M:%S"));
}

/**
 * gh_time_format_clock:
 * @seconds: seconds since the epoch
 *
 * Returns: (transfer full): the local time of day, such as "10:42"
 */
char *
gh_time_format_clock (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  /* Translators: a time of day, as g_date_time_format() takes it */
  return time != NULL ? g_date_time_format (time, _ ("%H:%M")) : g_strdup ("");
}
