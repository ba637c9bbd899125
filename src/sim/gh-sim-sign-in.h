/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gh-sim-world.h"

G_BEGIN_DECLS

/**
 * GhSimSignIn:
 *
 * One authorization request, from the address that the browser opened.
 */
typedef struct
{
  char *tenant;
  char *client_id;
  char *redirect_uri;
  char *response_mode;
  char *state;
  char *nonce;
  char *scope;
  char *challenge;
  char *login_hint;
  char *claims;
  gboolean client_info;
} GhSimSignIn;

/* What is wrong with a request. Where the redirect can't be trusted, the browser shows a page;
 * otherwise the application is told. */
typedef struct
{
  gboolean on_page;
  const char *error;
  guint code;
  char *text;
} GhSimSignInFault;

GhSimSignIn *gh_sim_sign_in_new (GhSimWorld *world, const char *tenant, GHashTable *parameters);
gboolean gh_sim_sign_in_check (GhSimSignIn *self,
                               GhSimWorld *world,
                               GHashTable *parameters,
                               GhSimSignInFault *fault);
void gh_sim_sign_in_free (GhSimSignIn *self);
gboolean gh_sim_sign_in_is_tenant (GhSimWorld *world, const char *tenant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSimSignIn, gh_sim_sign_in_free)

G_END_DECLS
