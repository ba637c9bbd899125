/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonArray *gh_sim_plaintext_read (GBytes *plaintext, const char *credential_type, char **fault);
const char *gh_sim_plaintext_get_field (JsonArray *data, const char *name);

G_END_DECLS
