/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-session.h"

G_BEGIN_DECLS

/**
 * GhWaitingPage:
 *
 * Opens the browser and waits for what it reports back. Signals: "signed-in" (GhSignInResult),
 * "cancelled".
 */
#define GH_TYPE_WAITING_PAGE (gh_waiting_page_get_type ())
G_DECLARE_FINAL_TYPE (GhWaitingPage, gh_waiting_page, GH, WAITING_PAGE, AdwBin)

GtkWidget *gh_waiting_page_new (void);
/* @claims: (nullable): what the next attempt has to ask for */
void gh_waiting_page_set_claims (GhWaitingPage *self, const char *claims);
/* @login_hint: (nullable): who shall sign in */
void gh_waiting_page_start (GhWaitingPage *self,
                            GhSession *session,
                            GhCloud *cloud,
                            const char *tenant,
                            const char *client_id,
                            const char *login_hint);
void gh_waiting_page_stop (GhWaitingPage *self);
/* What went wrong after "signed-in". */
void gh_waiting_page_show_problem (GhWaitingPage *self, const GError *error);

G_END_DECLS
