/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-credential.h"
#include "gh-datasource.h"
#include "gh-problem.h"
#include "gh-remedy.h"
#include "gh-route.h"

G_BEGIN_DECLS

/**
 * GhAdvice:
 *
 * What a problem means for this data source and this caller: title, text, remedies (best first).
 */
#define GH_TYPE_ADVICE (gh_advice_get_type ())
G_DECLARE_FINAL_TYPE (GhAdvice, gh_advice, GH, ADVICE, GObject)

/* @caller: who is signed in, display text; (nullable) where unknown. @sent: (nullable): the
 * credential that was refused (its token's `scp` is named, the token never). */
GhAdvice *gh_advice_new (GhProblem *problem,
                         GhDatasource *datasource,
                         const char *caller,
                         GhCredential *sent);
const char *gh_advice_get_title (GhAdvice *self);
const char *gh_advice_get_text (GhAdvice *self);
/* (transfer none) (element-type GhRemedy) */
GListModel *gh_advice_get_remedies (GhAdvice *self);

G_END_DECLS
