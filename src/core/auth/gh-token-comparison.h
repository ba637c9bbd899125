/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-token-row.h"
#include "gh-token-view.h"

G_BEGIN_DECLS

/**
 * GhTokenComparison:
 *
 * A GListModel of GhTokenRow: what one token may do and says, or two beside each other, then what
 * differs first. Immutable.
 */
#define GH_TYPE_TOKEN_COMPARISON (gh_token_comparison_get_type ())
G_DECLARE_FINAL_TYPE (GhTokenComparison, gh_token_comparison, GH, TOKEN_COMPARISON, GObject)

/* @other: (nullable): then it is no comparison, and nothing differs. @now: for what has ended */
GhTokenComparison *gh_token_comparison_new (GhTokenView *one, GhTokenView *other, gint64 now);
/* "Same user, same service, different scope and application" */
const char *gh_token_comparison_get_verdict (GhTokenComparison *self);
const char *gh_token_comparison_get_explanation (GhTokenComparison *self);

G_END_DECLS
