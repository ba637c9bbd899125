/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether UTF-8 text is JSON by the letter; private to gh_json_parse(). */
gboolean gh_json_syntax_check (const char *data, gsize length, GError **error);

G_END_DECLS
