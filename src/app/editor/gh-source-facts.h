/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-editing.h"

G_BEGIN_DECLS

/**
 * GhSourceFacts:
 *
 * What is true of a data source: how its credential does, with a button to test it, and its facts.
 * Signal "test".
 */
#define GH_TYPE_SOURCE_FACTS (gh_source_facts_get_type ())
G_DECLARE_FINAL_TYPE (GhSourceFacts, gh_source_facts, GH, SOURCE_FACTS, AdwBin)

void gh_source_facts_update (GhSourceFacts *self, GhEditing *editing);
/* What the last test or reading met, said in the state row; (nullable) */
void gh_source_facts_set_trouble (GhSourceFacts *self, const GError *error);
void gh_source_facts_set_narrow (GhSourceFacts *self, gboolean narrow);

G_END_DECLS
