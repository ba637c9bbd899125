/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-session.h"

G_BEGIN_DECLS

/**
 * GhWindow:
 *
 * The window: which page is shown follows from the state of the session, and from whether somebody
 * is signing in just now.
 */
#define GH_TYPE_WINDOW (gh_window_get_type ())
G_DECLARE_FINAL_TYPE (GhWindow, gh_window, GH, WINDOW, AdwApplicationWindow)

/* @session: (nullable): without one the window shows nothing but that it starts */
GtkWidget *gh_window_new (AdwApplication *application, GhSession *session, gboolean demo);

G_END_DECLS
