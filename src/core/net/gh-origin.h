/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* "https://host[:port]" or "http://" + loopback literal/localhost; nothing behind the port but an
 * optional "/". GH_ERROR_INVALID_INPUT says what is wrong. */
GUri *gh_origin_parse (const char *text, GError **error);
gboolean gh_origin_equal (GUri *one, GUri *other);
gboolean gh_origin_is_loopback (GUri *origin);
/* host, with :port unless it is the scheme's own */
char *gh_origin_dup_host (GUri *origin);
/* @path begins with "/" and holds encoded segments; @query may be NULL */
GUri *gh_origin_build (GUri *origin, const char *path, const char *query);

G_END_DECLS
