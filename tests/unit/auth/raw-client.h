/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* What a browser, or somebody who is none, sends byte by byte. Runs the thread-default main context
 * until the server has closed the connection; a test that waits too long ends. */

char *raw_client_ask (guint port, const char *request);
char *raw_client_get (guint port, const char *target);
char *raw_client_post (guint port, const char *form);
/* nothing listens on either loopback address */
gboolean raw_client_is_refused (guint port);
/* the number after "HTTP/1.1 " */
guint raw_client_status (const char *answer);

/* Runs the main context until *@flag is set. */
void run_until (gboolean *flag);
