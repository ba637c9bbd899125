/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The program itself, which ends with its first frames and prints, in milliseconds since its start,
 * when the first frame was painted and when the first one with the main page was.
 *
 *   bench-gatehouse */

#include <stdio.h>
#include <unistd.h>

#include "bench-frame.h"
#include "gh-application.h"
#include "gh-main-page.h"
#include "gh-process.h"

static double first_frame;

static gboolean
shows_main_page (GtkWidget *widget)
{
  if (GH_IS_MAIN_PAGE (widget))
    return gtk_widget_get_child_visible (widget) && gtk_widget_get_mapped (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_main_page (child))
      return TRUE;

  return FALSE;
}

static gboolean
is_ready (gpointer window)
{
  return shows_main_page (window);
}

static void
first_painted_cb (double ms, gpointer window)
{
  first_frame = ms;
}

static void
main_page_painted_cb (double ms, gpointer window)
{
  printf ("%.3f %.3f\n", first_frame, ms);
  fflush (stdout);
  _exit (0);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *window)
{
  bench_watch_frame (window, NULL, first_painted_cb, window);
  bench_watch_frame (window, is_ready, main_page_painted_cb, window);
}

int
main (int argc, char **argv)
{
  g_autoptr (GhApplication) application = NULL;

  gh_process_harden ();
  application = gh_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_application_run (G_APPLICATION (application), argc, argv);

  /* Only a window that never got there ends like this. */
  return 1;
}
