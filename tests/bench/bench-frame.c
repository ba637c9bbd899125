/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench-frame.h"

#include <stdlib.h>

typedef struct
{
  GtkWindow *window;
  BenchQuestion question;
  BenchPainted painted;
  gpointer user_data;
} Watch;

/**
 * bench_ms_since_start:
 *
 * Returns: milliseconds since bench-run started this process
 */
double
bench_ms_since_start (void)
{
  const char *started = g_getenv ("BENCH_STARTED_AT");

  if (started == NULL)
    g_error ("To be run by bench-run");

  return ((double)g_get_monotonic_time () - strtod (started, NULL)) / 1e3;
}

static void
after_paint_cb (GdkFrameClock *clock, Watch *watch)
{
  BenchPainted painted = watch->painted;
  gpointer user_data = watch->user_data;

  if (!gtk_widget_get_mapped (GTK_WIDGET (watch->window)) ||
      (watch->question != NULL && !watch->question (user_data)))
    return;

  g_signal_handlers_disconnect_by_data (clock, watch);
  g_free (watch);
  painted (bench_ms_since_start (), user_data);
}

static void
realized_cb (GtkWidget *window, Watch *watch)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb),
                    watch);
}

void
bench_watch_frame (GtkWindow *window,
                   BenchQuestion question,
                   BenchPainted painted,
                   gpointer user_data)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->window = window;
  watch->question = question;
  watch->painted = painted;
  watch->user_data = user_data;
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realized_cb (GTK_WIDGET (window), watch);
  else
    g_signal_connect (window, "realize", G_CALLBACK (realized_cb), watch);
}

static void
note_cb (double ms, gpointer user_data)
{
  gboolean *painted = user_data;

  *painted = TRUE;
}

void
bench_wait_for_frame (GtkWindow *window)
{
  gboolean painted = FALSE;

  bench_watch_frame (window, NULL, note_cb, &painted);
  gtk_widget_queue_draw (GTK_WIDGET (window));
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
}
