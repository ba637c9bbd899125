/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-account.h"

G_BEGIN_DECLS

void gh_window_dialogs_show_about (GtkWindow *parent);
void gh_window_dialogs_show_shortcuts (GtkWindow *parent);
/* What went wrong and needs no decision. */
void gh_window_dialogs_show_problem (GtkWindow *parent, const char *heading, const GError *error);
/* (transfer none): its response is "close" or "unlock" */
AdwMessageDialog *gh_window_dialogs_show_still_signed_in (GtkWindow *parent, const GError *error);
/* (transfer none): its response is "cancel" or "sign-out" */
AdwMessageDialog *
gh_window_dialogs_ask_sign_out (GtkWindow *parent, GhAccount *account, gboolean dirty);
/* (transfer none): its response is "cancel" or "close" */
AdwMessageDialog *gh_window_dialogs_ask_close (GtkWindow *parent);

G_END_DECLS
