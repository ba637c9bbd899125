/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhEntraKind:
 * @GH_ENTRA_TRANSIENT: passes by itself; tokens are kept
 * @GH_ENTRA_THROTTLED: the authority wants fewer requests; tokens are kept
 * @GH_ENTRA_INTERACTION: somebody has to sign in; the refresh token is kept
 * @GH_ENTRA_DEAD: somebody has to sign in, and the refresh token is of no use any more
 * @GH_ENTRA_CONFIGURATION: tenant, client id or registration are wrong, or a policy forbids it
 * @GH_ENTRA_DECLINED: the user declined at the page
 *
 * What a refusal by Entra ID asks for.
 */
typedef enum
{
  GH_ENTRA_TRANSIENT,
  GH_ENTRA_THROTTLED,
  GH_ENTRA_INTERACTION,
  GH_ENTRA_DEAD,
  GH_ENTRA_CONFIGURATION,
  GH_ENTRA_DECLINED,
} GhEntraKind;

gboolean gh_entra_code_look_up (guint number, GhEntraKind *kind, const char **text);

G_END_DECLS
