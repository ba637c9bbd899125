/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-time.h"

#include <glib/gi18n.h>

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
