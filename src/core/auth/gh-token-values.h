/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Claims that may be of any type, as texts. */
char *gh_token_values_dup_shown (const char *text);
GPtrArray *gh_token_values_read (JsonObject *claims, const char *name, gboolean words);
char *gh_token_values_join (GPtrArray *values, const char *separator);
const char *gh_token_values_find (JsonObject *claims, const char *name, const char *other_name);

G_END_DECLS
