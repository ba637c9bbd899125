/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-section.h"

#include <glib/gi18n-lib.h>

/**
 * GhSection:
 *
 * A head in the inventory with what stands below it.
 */
struct _GhSection
{
  GhNode parent_instance;

  GhSectionKind kind;
};

G_DEFINE_FINAL_TYPE (GhSection, gh_section, GH_TYPE_NODE)

static void
gh_section_class_init (GhSectionClass *klass)
{
}

static void
gh_section_init (GhSection *self)
{
}

/**
 * gh_section_new:
 * @kind: which of the two
 *
 * Returns: (transfer full): a section without children
 */
GhSection *
gh_section_new (GhSectionKind kind)
{
  gboolean gateways = kind == GH_SECTION_GATEWAYS;
  GhSection *self = g_object_new (GH_TYPE_SECTION, "id", gateways ? "gateways" : "workspaces",
                                  "title", gateways ? _ ("Gateways") : _ ("Workspaces"), NULL);

  self->kind = kind;

  return self;
}

/**
 * gh_section_get_kind:
 * @self: a section
 *
 * Returns: which of the two it is
 */
GhSectionKind
gh_section_get_kind (GhSection *self)
{
  g_return_val_if_fail (GH_IS_SECTION (self), GH_SECTION_GATEWAYS);

  return self->kind;
}
