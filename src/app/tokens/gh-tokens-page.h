/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-notices.h"
#include "gh-session.h"
#include "gh-token-view.h"

G_BEGIN_DECLS

/**
 * GhTokensPage:
 *
 * What the access tokens of the account may do, and how they differ from one that was refused or
 * pasted. A pasted token is decoded and wiped at once; what could be read in it is forgotten when
 * the page is left. Signal: "back".
 */
#define GH_TYPE_TOKENS_PAGE (gh_tokens_page_get_type ())
G_DECLARE_FINAL_TYPE (GhTokensPage, gh_tokens_page, GH, TOKENS_PAGE, AdwBin)

GtkWidget *gh_tokens_page_new (GhSession *session);
/* Comes into view. @refused: (nullable): a token to compare with others */
void gh_tokens_page_enter (GhTokensPage *self, GhTokenView *refused);
/* Goes out of view. */
void gh_tokens_page_leave (GhTokensPage *self);
void gh_tokens_page_set_folded (GhTokensPage *self, gboolean folded);
void gh_tokens_page_set_notices (GhTokensPage *self, GhNotices *notices);

G_END_DECLS
