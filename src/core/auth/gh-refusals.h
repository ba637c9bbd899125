/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-entra-error.h"

G_BEGIN_DECLS

/**
 * GhRefusals:
 *
 * What an authority has refused, so that it is not asked the same again: for a while, or, with a
 * refresh token that is of no use any more, never.
 */
typedef struct _GhRefusals GhRefusals;

GhRefusals *gh_refusals_new (void);
void gh_refusals_free (GhRefusals *self);
void gh_refusals_note (GhRefusals *self,
                       GhEntraError *refusal,
                       const GError *error,
                       const char *audience,
                       GhSecret *refresh_token,
                       gint64 now);
/* (transfer none) (nullable): why a request for @audience is left out now */
const GError *gh_refusals_find (GhRefusals *self, const char *audience, gint64 now);
/* (transfer none) (nullable): why @refresh_token is of no use */
const GError *gh_refusals_find_dead (GhRefusals *self, GhSecret *refresh_token);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhRefusals, gh_refusals_free)

G_END_DECLS
