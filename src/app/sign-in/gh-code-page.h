/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-session.h"

G_BEGIN_DECLS

/**
 * GhCodePage:
 *
 * Shows the code to type at the browser of another device, and waits. Signals: "signed-in"
 * (GhSignInResult *), "cancelled".
 */
#define GH_TYPE_CODE_PAGE (gh_code_page_get_type ())
G_DECLARE_FINAL_TYPE (GhCodePage, gh_code_page, GH, CODE_PAGE, AdwBin)

GtkWidget *gh_code_page_new (void);
void gh_code_page_start (GhCodePage *self,
                         GhSession *session,
                         GhCloud *cloud,
                         const char *tenant,
                         const char *client_id);
void gh_code_page_stop (GhCodePage *self);
void gh_code_page_show_problem (GhCodePage *self, const GError *error);

G_END_DECLS
