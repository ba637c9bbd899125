/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-advice.h"

G_BEGIN_DECLS

/**
 * GhProblemBox:
 *
 * Why something was refused, what helps, and the service's answer to unfold: one card. Only the
 * first remedy is a suggested action. Signal "remedy" (GhRemedy *): its button was pressed.
 */
#define GH_TYPE_PROBLEM_BOX (gh_problem_box_get_type ())
G_DECLARE_FINAL_TYPE (GhProblemBox, gh_problem_box, GH, PROBLEM_BOX, AdwBin)

void gh_problem_box_show_advice (GhProblemBox *self, GhAdvice *advice, GhProblem *problem);
/* For what is no answer of the service; the one remedy is to try again. */
void gh_problem_box_show_error (GhProblemBox *self, const char *title, const char *text);
/* What came of a remedy, below the text; (nullable) */
void gh_problem_box_set_note (GhProblemBox *self, const char *note);
/* Focuses the row with title and text, not its button: a second Enter then does nothing. */
void gh_problem_box_take_focus (GhProblemBox *self);

G_END_DECLS
