/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gh_when_to_text (gint64 when);
char *gh_when_to_value (gint64 when);
char *gh_when_to_clock (gint64 when);

G_END_DECLS
