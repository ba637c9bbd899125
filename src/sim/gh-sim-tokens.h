/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-clock.h"
#include "gh-sim-world.h"

G_BEGIN_DECLS

#define GH_SIM_POWER_BI_AUDIENCE "https://analysis.windows.net/powerbi/api"

/**
 * GhSimTokenState:
 * @GH_SIM_TOKEN_VALID: it can be used
 * @GH_SIM_TOKEN_MALFORMED: it is no JWT
 * @GH_SIM_TOKEN_UNUSABLE: it is a JWT, but expired, foreign, or for somebody else
 */
typedef enum
{
  GH_SIM_TOKEN_VALID,
  GH_SIM_TOKEN_MALFORMED,
  GH_SIM_TOKEN_UNUSABLE,
} GhSimTokenState;

/* Who calls, and what the token allows. */
typedef struct
{
  GhSimIdentity *who;
  char **scopes;
} GhSimCaller;

void gh_sim_caller_clear (GhSimCaller *caller);
gboolean gh_sim_caller_has_scope (GhSimCaller *caller, const char *scope);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhSimCaller, gh_sim_caller_clear)

/**
 * GhSimTokens:
 *
 * Makes the JWTs of the tenant and recognises them again.
 */
#define GH_TYPE_SIM_TOKENS (gh_sim_tokens_get_type ())
G_DECLARE_FINAL_TYPE (GhSimTokens, gh_sim_tokens, GH, SIM_TOKENS, GObject)

GhSimTokens *gh_sim_tokens_new (GhSimWorld *world, GhClock *clock);
char *gh_sim_tokens_issue_access (GhSimTokens *self,
                                  GhSimIdentity *who,
                                  const char *client_id,
                                  const char *audience,
                                  const char *scopes,
                                  gint64 seconds);
char *gh_sim_tokens_issue_id (GhSimTokens *self,
                              const char *authority,
                              GhSimIdentity *who,
                              const char *client_id,
                              const char *nonce);
char *gh_sim_tokens_dup_client_info (GhSimTokens *self, GhSimIdentity *who);
GhSimTokenState gh_sim_tokens_check (GhSimTokens *self,
                                     const char *token,
                                     const char *audience,
                                     GhSimCaller *caller);
void gh_sim_tokens_expire_all (GhSimTokens *self);
/* @token was asked for with these claims (JSON) */
void gh_sim_tokens_note_claims (GhSimTokens *self, const char *token, const char *claims);
gboolean gh_sim_tokens_has_claims (GhSimTokens *self, const char *token, const char *claims);
JsonObject *gh_sim_tokens_describe_key (GhSimTokens *self);

G_END_DECLS
