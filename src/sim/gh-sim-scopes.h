/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-world.h"

G_BEGIN_DECLS

/* The "scope" of a request, understood. */
typedef struct
{
  /* (nullable): of the first permission that belongs to a resource */
  char *resource;
  /* delegated permissions in that resource, as "scp" shows them */
  char *permissions;
  /* what the token endpoint answers as "scope" */
  char *answer;
  gboolean openid;
  gboolean offline_access;
  gboolean several_resources;
} GhSimScopes;

/* Why a "scope" can't be had; "" where it can. */
typedef struct
{
  const char *error;
  guint code;
  const char *suberror;
  char *text;
} GhSimScopeFault;

GhSimScopes *gh_sim_scopes_read (GhSimWorld *world, const char *scope, GhSimScopeFault *fault);
void gh_sim_scopes_free (GhSimScopes *self);
void gh_sim_scope_fault_clear (GhSimScopeFault *fault);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSimScopes, gh_sim_scopes_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhSimScopeFault, gh_sim_scope_fault_clear)

G_END_DECLS
