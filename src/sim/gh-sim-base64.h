/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *gh_sim_base64_decode (const char *text, gsize length);
GBytes *gh_sim_base64_decode_url (const char *text, gsize length);
char *gh_sim_base64_encode_url (const void *data, gsize length);
char *gh_sim_base64_random_url (gsize bytes);

G_END_DECLS
