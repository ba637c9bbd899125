/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhApplication:
 *
 * The program: command line, the one session, its windows. Only `new-window` is an action of the
 * application, since those are exported on the bus; everything else is an action of a widget.
 */
#define GH_TYPE_APPLICATION (gh_application_get_type ())
G_DECLARE_FINAL_TYPE (GhApplication, gh_application, GH, APPLICATION, AdwApplication)

GhApplication *gh_application_new (void);
/* 1 if the program could not start as it was asked to */
int gh_application_get_exit_status (GhApplication *self);

G_END_DECLS
