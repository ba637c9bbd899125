/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-account-lock.h"
#include "gh-authority.h"
#include "gh-refusals.h"
#include "gh-token-waiters.h"

G_BEGIN_DECLS

/* What handing out tokens and renewing them share. */

struct _GhAuthority
{
  GObject parent_instance;

  GhClock *clock;
  GhTokenStore *store;
  GhAccount *account;
  GhTokenSource *source;
  GCancellable *closed;

  GhTokenSet *tokens;
  GhTokenWaiters *waiters;
  GhRefusals *refusals;

  /* The one operation that may run: for which audience, and what it has got. */
  char *audience;
  gboolean store_was_read;
  GhAccountLock *lock;
  gint64 asked_at;
  GhTokenSet *fresh;

  /* Why there is no record; a source may need none. */
  GError *loading_error;
  GError *storing_error;

  /* A claims challenge that waits for its token, the one that was met last, and the one that only a
   * person can meet. */
  char *claims;
  char *claims_audience;
  char *met_claims;
  char *wanted_claims;
};

void gh_authority_serve (GhAuthority *self);
void gh_authority_set_storing_error (GhAuthority *self, GError *error);
void gh_authority_keep_claims (char **kept, const char *claims);

G_END_DECLS
