/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-node.h"

G_BEGIN_DECLS

typedef enum
{
  GH_SECTION_GATEWAYS,
  GH_SECTION_WORKSPACES,
} GhSectionKind;

/* "Gateways" and "Workspaces". Its children are shown flat below its head (inventory). */
#define GH_TYPE_SECTION (gh_section_get_type ())
G_DECLARE_FINAL_TYPE (GhSection, gh_section, GH, SECTION, GhNode)

GhSection *gh_section_new (GhSectionKind kind);
GhSectionKind gh_section_get_kind (GhSection *self);

G_END_DECLS
