/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-retry-after.h"

#include <libsoup/soup.h>

/**
 * gh_retry_after_parse:
 * @value: (nullable): value of the header `Retry-After`
 * @now: seconds since the epoch
 * @seconds: (inout): seconds to wait, from 0 to %G_MAXINT32
 *
 * Reads how long a service wants to be left alone (RFC 9110, 10.2.3).
 *
 * Returns: whether it says so; otherwise @seconds stays as it is
 */
gboolean
gh_retry_after_parse (const char *value, gint64 now, gint64 *seconds)
{
  g_autoptr (GDateTime) date = NULL;
  guint64 number;

  if (value == NULL)
    return FALSE;
  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT32, &number, NULL))
    {
      *seconds = (gint64)number;
      return TRUE;
    }

  date = soup_date_time_new_from_http_string (value);
  if (date == NULL)
    return FALSE;

  *seconds = CLAMP (g_date_time_to_unix (date) - now, 0, G_MAXINT32);
  return TRUE;
}
