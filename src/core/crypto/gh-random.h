/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* getrandom(2); aborts if the kernel gives nothing, since nothing safe could follow. */
void gh_random_fill (void *data, gsize length);
/* @bytes of randomness as base64url without padding (RFC 4648, 5) */
char *gh_random_dup_base64url (gsize bytes);
char *gh_base64url_encode (const void *data, gsize length);
/* strict; NULL with GH_ERROR_PROTOCOL */
GBytes *gh_base64url_decode (const char *text, gssize length, GError **error);
/* strict standard base64 with padding: alphabet, length and padding are checked */
GBytes *gh_base64_decode (const char *text, GError **error);

G_END_DECLS
