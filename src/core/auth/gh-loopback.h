/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Two listening sockets on one free port: 127.0.0.1 and ::1. @ipv6 becomes NULL only where this
 * machine has no IPv6. */
gboolean gh_loopback_open (GSocket **ipv4, GSocket **ipv6, guint *port, GError **error);
/* whether bind(2) said with @code that there is no IPv6 here */
gboolean gh_loopback_means_no_ipv6 (int code);

G_END_DECLS
