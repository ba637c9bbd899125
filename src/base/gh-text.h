/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gh_text_to_display (const char *text);
char *gh_text_strip_privacy_marks (const char *text);
char *gh_text_quote_shell (const char *text);

G_END_DECLS
