/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-editing.h"
#include "gh-form-page.h"
#include "gh-notices.h"

G_BEGIN_DECLS

/**
 * GhEditorOutcome:
 * @GH_EDITOR_OUTCOME_NONE: nothing hinders to apply the form
 * @GH_EDITOR_OUTCOME_SET: it was set, and nothing was changed since
 * @GH_EDITOR_OUTCOME_UNKNOWN: whether it was set is not known, so it can be sent again
 */
typedef enum
{
  GH_EDITOR_OUTCOME_NONE,
  GH_EDITOR_OUTCOME_SET,
  GH_EDITOR_OUTCOME_UNKNOWN,
} GhEditorOutcome;

/**
 * GhEditorPane:
 *
 * The frame of the content pane: header, form or preview, bottom bar, keyboard. What comes of
 * applying is the business of [class@Gh.EditorPage].
 *
 * Signals: "apply", when that is possible; "back" (to the tree); "remedy" (GhRemedy *).
 */
#define GH_TYPE_EDITOR_PANE (gh_editor_pane_get_type ())
G_DECLARE_FINAL_TYPE (GhEditorPane, gh_editor_pane, GH, EDITOR_PANE, AdwBin)

GtkWidget *gh_editor_pane_new (GhEditing *editing);
GhFormPage *gh_editor_pane_get_form_page (GhEditorPane *self);
/* Starts anew for the data source of the editing. */
void gh_editor_pane_start (GhEditorPane *self);
/* Follows what is under way. */
void gh_editor_pane_update (GhEditorPane *self);
/* @message: (nullable): what is said instead of the route, until the form is changed */
void gh_editor_pane_set_outcome (GhEditorPane *self, GhEditorOutcome outcome, const char *message);
/* Shows the form with the result that it was given, and focuses that. */
void gh_editor_pane_show_result (GhEditorPane *self);
/* Every field is filled, and the route takes it. */
gboolean gh_editor_pane_may_apply (GhEditorPane *self);
void gh_editor_pane_focus_cancel (GhEditorPane *self);
void gh_editor_pane_set_folded (GhEditorPane *self, gboolean folded);
void gh_editor_pane_set_notices (GhEditorPane *self, GhNotices *notices);
/* @markup: server text in it is escaped */
void gh_editor_pane_add_toast (GhEditorPane *self, const char *markup);

G_END_DECLS
