/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gh_time_format_clock (gint64 seconds);
char *gh_time_format_text (gint64 seconds);
char *gh_time_format_value (gint64 seconds);

G_END_DECLS
