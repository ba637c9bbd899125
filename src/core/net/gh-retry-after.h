/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A number of seconds, or a date, which counts from @now. */
gboolean gh_retry_after_parse (const char *value, gint64 now, gint64 *seconds);

G_END_DECLS
