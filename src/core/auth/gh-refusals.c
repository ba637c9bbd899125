/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-refusals.h"

#include "gh-error.h"

/* How long a refusal stands before the authority is asked the same again; it answers those who ask
 * too often with AADSTS50196. */
#define REFUSAL_SECONDS 30
#define THROTTLE_SECONDS 60

struct _GhRefusals
{
  GError *last;
  char *audience;
  gint64 until;

  GError *death;
  GhSecret *dead;
};

/**
 * gh_refusals_new:
 *
 * Returns: (transfer full): nothing was refused yet
 */
GhRefusals *
gh_refusals_new (void)
{
  return g_new0 (GhRefusals, 1);
}

/**
 * gh_refusals_free:
 * @self: (transfer full): what was refused
 */
void
gh_refusals_free (GhRefusals *self)
{
  g_clear_error (&self->last);
  g_clear_error (&self->death);
  g_clear_pointer (&self->dead, gh_secret_unref);
  g_free (self->audience);
  g_free (self);
}

static guint
get_seconds (GhEntraError *refusal)
{
  if (refusal->kind == GH_ENTRA_TRANSIENT)
    return refusal->retry_after;
  if (refusal->kind == GH_ENTRA_THROTTLED)
    return refusal->retry_after > 0 ? refusal->retry_after : THROTTLE_SECONDS;

  return REFUSAL_SECONDS;
}

/**
 * gh_refusals_note:
 * @self: what was refused
 * @refusal: what the authority said
 * @error: the same for people
 * @audience: what was asked for
 * @refresh_token: (nullable): with what
 * @now: seconds since the epoch
 */
void
gh_refusals_note (GhRefusals *self,
                  GhEntraError *refusal,
                  const GError *error,
                  const char *audience,
                  GhSecret *refresh_token,
                  gint64 now)
{
  if (refusal->kind == GH_ENTRA_DEAD && refresh_token != NULL)
    {
      g_clear_error (&self->death);
      g_clear_pointer (&self->dead, gh_secret_unref);
      self->death = g_error_copy (error);
      self->dead = gh_secret_ref (refresh_token);
      return;
    }

  g_clear_error (&self->last);
  g_free (self->audience);
  self->last = g_error_copy (error);
  self->audience = g_strdup (audience);
  self->until = now + get_seconds (refusal);
}

/**
 * gh_refusals_find:
 * @self: what was refused
 * @audience: what one would ask for
 * @now: seconds since the epoch
 *
 * Throttling is about the client, everything else about one audience.
 *
 * Returns: (transfer none) (nullable): what the answer would be
 */
const GError *
gh_refusals_find (GhRefusals *self, const char *audience, gint64 now)
{
  if (self->last == NULL || now >= self->until)
    return NULL;
  if (g_error_matches (self->last, GH_ERROR, GH_ERROR_THROTTLED) ||
      g_str_equal (self->audience, audience))
    return self->last;

  return NULL;
}

/**
 * gh_refusals_find_dead:
 * @self: what was refused
 * @refresh_token: what one would ask with
 *
 * Returns: (transfer none) (nullable): why it is of no use
 */
const GError *
gh_refusals_find_dead (GhRefusals *self, GhSecret *refresh_token)
{
  return self->dead != NULL && gh_secret_equal (self->dead, refresh_token) ? self->death : NULL;
}
