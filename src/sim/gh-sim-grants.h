/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-sign-in.h"

G_BEGIN_DECLS

/* An authorization code that was handed out. */
typedef struct
{
  GhSimSignIn *sign_in;
  GhSimIdentity *who;
  gint64 issued_at;
  gboolean used;
} GhSimCode;

/* A refresh token that was handed out. */
typedef struct
{
  GhSimIdentity *who;
  char *client_id;
  char *scope;
  gint64 issued_at;
  /* Declared void by whoever may: every further use is AADSTS50173. */
  gboolean revoked;
  /* Only a strict server marks a token that it has replaced. */
  gboolean replaced;
} GhSimRefresh;

/**
 * GhSimGrants:
 *
 * Sign-ins under way, authorization codes and refresh tokens.
 */
#define GH_TYPE_SIM_GRANTS (gh_sim_grants_get_type ())
G_DECLARE_FINAL_TYPE (GhSimGrants, gh_sim_grants, GH, SIM_GRANTS, GObject)

GhSimGrants *gh_sim_grants_new (void);
/* Each returns what names the thing; (transfer none). */
const char *gh_sim_grants_add_sign_in (GhSimGrants *self, GhSimSignIn *sign_in);
const char *
gh_sim_grants_add_code (GhSimGrants *self, GhSimSignIn *sign_in, GhSimIdentity *who, gint64 now);
const char *gh_sim_grants_add_refresh (GhSimGrants *self,
                                       GhSimIdentity *who,
                                       const char *client_id,
                                       const char *scope,
                                       gint64 now);
/* (transfer full) (nullable) */
GhSimSignIn *gh_sim_grants_take_sign_in (GhSimGrants *self, const char *context);
GhSimCode *gh_sim_grants_find_code (GhSimGrants *self, const char *code);
GhSimRefresh *gh_sim_grants_find_refresh (GhSimGrants *self, const char *token);
void gh_sim_grants_revoke_refresh_tokens (GhSimGrants *self);

G_END_DECLS
