/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-datasource.h"
#include "gh-notices.h"
#include "gh-session.h"
#include "gh-sign-in-result.h"

G_BEGIN_DECLS

/**
 * GhEditorPage:
 *
 * The content pane of the window: header bar, what is true of one data source, and the form for
 * what it shall become.
 *
 * Signals: "back" (to the tree, when folded), "sign-in" (const char *login_hint): somebody else's
 * sign-in is wanted; the answer goes to [method@Gh.EditorPage.take_sign_in]; "compare-tokens"
 * (GhTokenView *): the token that was refused, or NULL.
 */
#define GH_TYPE_EDITOR_PAGE (gh_editor_page_get_type ())
G_DECLARE_FINAL_TYPE (GhEditorPage, gh_editor_page, GH, EDITOR_PAGE, AdwBin)

GtkWidget *gh_editor_page_new (GhSession *session);
/* @datasource: (nullable): NULL shows "Choose a Data Source" */
void gh_editor_page_set_datasource (GhEditorPage *self, GhDatasource *datasource);
GhDatasource *gh_editor_page_get_datasource (GhEditorPage *self);
/* whether something typed would be lost */
gboolean gh_editor_page_is_dirty (GhEditorPage *self);
/* whether a change is under way, of whatever data source */
gboolean gh_editor_page_is_sending (GhEditorPage *self);
/* folded: the header has a Back button and the window buttons of the start, and everything is
 * narrow */
void gh_editor_page_set_folded (GhEditorPage *self, gboolean folded);
/* Who signed in after "sign-in". Adopted, and the change is sent again, only if it is the owner. */
void gh_editor_page_take_sign_in (GhEditorPage *self, GhSignInResult *sign_in);
void gh_editor_page_set_notices (GhEditorPage *self, GhNotices *notices);

G_END_DECLS
