/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is known of ids that tokens carry. Names of products, not translated; (nullable). */
const char *gh_token_names_find_audience (const char *audience);
gboolean gh_token_names_is_power_bi (const char *audience);
const char *gh_token_names_find_application (const char *client_id);

G_END_DECLS
