/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-session.h"

G_BEGIN_DECLS

/**
 * GhSignInPage:
 *
 * Asks for what a sign-in needs: cloud, tenant, client id, and how. Signal: "sign-in" (guint
 * GhSignInMethod, GhCloud *, const char *tenant, const char *client_id); the last two are %NULL
 * where the method needs neither and nothing was typed.
 */
#define GH_TYPE_SIGN_IN_PAGE (gh_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (GhSignInPage, gh_sign_in_page, GH, SIGN_IN_PAGE, AdwBin)

GtkWidget *gh_sign_in_page_new (void);
void gh_sign_in_page_set_session (GhSignInPage *self, GhSession *session);

G_END_DECLS
