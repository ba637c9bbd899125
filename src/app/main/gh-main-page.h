/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-notices.h"
#include "gh-session.h"
#include "gh-token-view.h"

G_BEGIN_DECLS

/**
 * GhMainPage:
 *
 * The two panes: where, and what is true there. Signal: "sign-in" (const char *login_hint) when the
 * right pane wants somebody else to sign in.
 */
#define GH_TYPE_MAIN_PAGE (gh_main_page_get_type ())
G_DECLARE_FINAL_TYPE (GhMainPage, gh_main_page, GH, MAIN_PAGE, AdwBin)

GtkWidget *gh_main_page_new (void);
void gh_main_page_set_session (GhMainPage *self, GhSession *session, GhNotices *notices);
gboolean gh_main_page_is_dirty (GhMainPage *self);
gboolean gh_main_page_is_sending (GhMainPage *self);
void gh_main_page_take_sign_in (GhMainPage *self, GhSignInResult *sign_in);
/* What is shown belongs to nobody any more. */
void gh_main_page_reset (GhMainPage *self);
/* @refused: (nullable): a token to compare the account's with */
void gh_main_page_show_tokens (GhMainPage *self, GhTokenView *refused);

void gh_main_page_read_again (GhMainPage *self);
void gh_main_page_start_filter (GhMainPage *self);
void gh_main_page_go_to_next_pane (GhMainPage *self);
void gh_main_page_toggle_sidebar (GhMainPage *self);

G_END_DECLS
