/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-node.h"

G_BEGIN_DECLS

#define GH_TYPE_WORKSPACE (gh_workspace_get_type ())
G_DECLARE_FINAL_TYPE (GhWorkspace, gh_workspace, GH, WORKSPACE, GhNode)

GhWorkspace *gh_workspace_new (const char *id, const char *name);

G_END_DECLS
