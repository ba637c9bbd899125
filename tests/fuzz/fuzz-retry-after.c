/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "gh-retry-after.h"

#define NOW 784111777

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *value = fuzz_dup_text (data, size);
  gint64 seconds = -1;

  if (gh_retry_after_parse (value, NOW, &seconds))
    g_assert_true (seconds >= 0 && seconds <= G_MAXINT32);
  else
    g_assert_cmpint (seconds, ==, -1);

  return 0;
}
