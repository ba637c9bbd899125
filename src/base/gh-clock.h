/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define GH_TYPE_CLOCK (gh_clock_get_type ())
G_DECLARE_FINAL_TYPE (GhClock, gh_clock, GH, CLOCK, GObject)

GhClock *gh_clock_new (void);
gint64 gh_clock_now (GhClock *self);
void gh_clock_advance (GhClock *self, gint64 seconds);

G_END_DECLS
