/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef gboolean (*BenchQuestion) (gpointer user_data);
typedef void (*BenchPainted) (double ms, gpointer user_data);

double bench_ms_since_start (void);
/* Calls @painted once, after the first frame in which @window is mapped and @question, where there
 * is one, is answered with yes. */
void bench_watch_frame (GtkWindow *window,
                        BenchQuestion question,
                        BenchPainted painted,
                        gpointer user_data);
/* Runs the main loop until a frame of @window was painted. */
void bench_wait_for_frame (GtkWindow *window);

G_END_DECLS
