/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-clock.h"

/**
 * GhClock:
 *
 * Wall-clock time in seconds, with an offset that tests move. Tokens are judged by the wall clock
 * and not by timers, since those stop while the machine sleeps.
 */
struct _GhClock
{
  GObject parent_instance;

  gint64 offset;
};

G_DEFINE_FINAL_TYPE (GhClock, gh_clock, G_TYPE_OBJECT)

static void
gh_clock_class_init (GhClockClass *klass)
{
}

static void
gh_clock_init (GhClock *self)
{
}

/**
 * gh_clock_new:
 *
 * Returns: (transfer full): a clock that shows the system's time
 */
GhClock *
gh_clock_new (void)
{
  return g_object_new (GH_TYPE_CLOCK, NULL);
}

/**
 * gh_clock_now:
 * @self: a clock
 *
 * Returns: seconds since 1970-01-01T00:00:00Z
 */
gint64
gh_clock_now (GhClock *self)
{
  g_return_val_if_fail (GH_IS_CLOCK (self), 0);

  return g_get_real_time () / G_USEC_PER_SEC + self->offset;
}

/**
 * gh_clock_advance:
 * @self: a clock
 * @seconds: how far to move it
 *
 * Moves this clock against the system's.
 */
void
gh_clock_advance (GhClock *self, gint64 seconds)
{
  g_return_if_fail (GH_IS_CLOCK (self));

  self->offset += seconds;
}
