/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-reply.h"

G_BEGIN_DECLS

/* The body of a PATCH to a data source. */
typedef struct
{
  char *credential_type;
  /* (nullable) */
  char *credentials;
  char *encrypted_connection;
  char *encryption_algorithm;
  char *privacy_level;
  gboolean caller_identity;
  gboolean end_user_oauth2;
} GhSimUpdate;

GhSimUpdate *gh_sim_update_read (const char *body, gsize length, GhSimReply **refusal);
void gh_sim_update_free (GhSimUpdate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSimUpdate, gh_sim_update_free)

G_END_DECLS
