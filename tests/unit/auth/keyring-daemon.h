/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The real gnome-keyring of the private session in which the test runs, as its user and the desktop
 * handle it: without a prompt, which a test could not answer. */

void keyring_daemon_lock (void);
void keyring_daemon_unlock (void);
/* in a session without one; unlocks nothing, and makes no keyring */
void keyring_daemon_start (void);
/* ends it, and starts another one whose keyring is locked from the beginning */
void keyring_daemon_restart_locked (void);
void keyring_daemon_freeze (void);
void keyring_daemon_thaw (void);
/* one line for each stored item: its label and attributes */
char *keyring_daemon_list_items (void);

G_END_DECLS
