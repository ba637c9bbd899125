/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-problem.h"

G_BEGIN_DECLS

/* A row with the code and RequestId of a refusal, a button that copies the latter, and the whole
 * answer to unfold. (AdwExpanderRow is subclassed by nobody here, so this only makes one.) */
GtkWidget *gh_answer_row_new (GhProblem *problem);
/* A flat button that copies @text; @name: tooltip and accessible name */
GtkWidget *gh_answer_row_new_copy_button (const char *name, const char *text);

G_END_DECLS
