/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-world.h"

G_BEGIN_DECLS

/* What is wrong with a JWT with which an application proves itself. */
typedef struct
{
  const char *error;
  guint code;
  char *text;
} GhSimAssertionFault;

void gh_sim_assertion_fault_clear (GhSimAssertionFault *fault);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GhSimAssertionFault, gh_sim_assertion_fault_clear)

/* @audience: the address of the token endpoint; @seen: ids that were used before, added to */
gboolean gh_sim_assertion_check (GhSimIdentity *application,
                                 const char *assertion,
                                 const char *audience,
                                 gint64 now,
                                 GHashTable *seen,
                                 GhSimAssertionFault *fault);

/* @pem: a certificate; NULL with GH_ERROR_INVALID_INPUT */
GhSimRegistered *gh_sim_registered_new (const char *pem, GError **error);
void gh_sim_registered_free (GhSimRegistered *self);
/* @pem: the issuer's public key */
GhSimTrust *gh_sim_trust_new (const char *issuer,
                              const char *subject,
                              const char *audience,
                              const char *pem,
                              GError **error);
void gh_sim_trust_free (GhSimTrust *self);

G_END_DECLS
