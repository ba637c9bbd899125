/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-session.h"

G_BEGIN_DECLS

/**
 * GhAccountButton:
 *
 * Who is signed in, and the menu of the accounts: one of them is chosen with "shell.account",
 * others come and go with "shell.add-account" and "shell.sign-out". Hidden while there is none.
 */
#define GH_TYPE_ACCOUNT_BUTTON (gh_account_button_get_type ())
G_DECLARE_FINAL_TYPE (GhAccountButton, gh_account_button, GH, ACCOUNT_BUTTON, AdwBin)

GtkWidget *gh_account_button_new (void);
void gh_account_button_set_session (GhAccountButton *self, GhSession *session);

G_END_DECLS
