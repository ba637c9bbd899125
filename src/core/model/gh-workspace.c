/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-workspace.h"

#include <glib/gi18n-lib.h>

/**
 * GhWorkspace:
 *
 * What holds items; the API calls it a group.
 */
struct _GhWorkspace
{
  GhNode parent_instance;
};

G_DEFINE_FINAL_TYPE (GhWorkspace, gh_workspace, GH_TYPE_NODE)

static void
gh_workspace_class_init (GhWorkspaceClass *klass)
{
}

static void
gh_workspace_init (GhWorkspace *self)
{
}

/**
 * gh_workspace_new:
 * @id: its id
 * @name: (nullable): its name
 *
 * Returns: (transfer full): a workspace whose items were not read yet
 */
GhWorkspace *
gh_workspace_new (const char *id, const char *name)
{
  g_return_val_if_fail (id != NULL, NULL);

  return g_object_new (GH_TYPE_WORKSPACE, "id", id, "title", name != NULL ? name : id, "subtitle",
                       _ ("Workspace"), NULL);
}
