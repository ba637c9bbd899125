/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The main menu. */
#define GH_TYPE_MENU_BUTTON (gh_menu_button_get_type ())
G_DECLARE_FINAL_TYPE (GhMenuButton, gh_menu_button, GH, MENU_BUTTON, AdwBin)

GtkWidget *gh_menu_button_new (void);

G_END_DECLS
