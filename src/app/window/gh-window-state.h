/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gh_window_state_restore (GtkWindow *window);
void gh_window_state_save (GtkWindow *window);

G_END_DECLS
