/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-authority.h"

#include <glib/gi18n-lib.h>

#include "gh-authority-private.h"
#include "gh-error.h"

/* The one operation that an authority may have under way: lock, read the record anew, ask the
 * source, store, hand out. */

static void read_store (GhAuthority *self);
static void renew (GhAuthority *self);

static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, GH_ERROR, GH_ERROR_OFFLINE) ||
         g_error_matches (error, GH_ERROR, GH_ERROR_TIMED_OUT) ||
         g_error_matches (error, GH_ERROR, GH_ERROR_THROTTLED);
}

/* While the authority can't be asked, a token is still good in its last five minutes; and before
 * them, if it was only due to be renewed early. */
static GhSecret *
get_last_resort (GhAuthority *self, const GError *error)
{
  gint64 now = gh_clock_now (self->clock);
  gint64 expires_at = 0;
  GhSecret *token = NULL;

  if (self->tokens != NULL)
    token = gh_token_set_get_access_token (self->tokens, self->audience, &expires_at);

  if (!is_passing (error))
    expires_at -= GH_TOKEN_SET_MARGIN_SECONDS;

  return expires_at > now ? token : NULL;
}

/* The operation is over before anybody is told, since who is told may ask again at once. */
static void
end_operation (GhAuthority *self, GhSecret *token, const GError *error)
{
  g_autofree char *audience = g_steal_pointer (&self->audience);
  g_autoptr (GhSecret) held = token != NULL ? gh_secret_ref (token) : NULL;

  g_clear_pointer (&self->fresh, gh_token_set_unref);
  g_clear_object (&self->lock);
  gh_token_waiters_end (self->waiters, audience, held, error);
  gh_authority_serve (self);
}

static void
fail (GhAuthority *self, const GError *error)
{
  g_autoptr (GError) held = g_error_copy (error);

  end_operation (self, get_last_resort (self, error), held);
}

static void
hand_out_fresh (GhAuthority *self)
{
  g_autoptr (GError) error = g_error_new_literal (
      GH_ERROR, GH_ERROR_SIGN_IN_NEEDED,
      _ ("The service takes none of the tokens that the authority hands out. Sign in again."));

  g_clear_pointer (&self->tokens, gh_token_set_unref);
  self->tokens = g_steal_pointer (&self->fresh);
  end_operation (self, gh_token_set_get_access_token (self->tokens, self->audience, NULL), error);
}

static gboolean
fail_if_closed (GhAuthority *self)
{
  g_autoptr (GError) error = NULL;

  if (!g_cancellable_is_cancelled (self->closed))
    return FALSE;

  error = g_error_new_literal (GH_ERROR, GH_ERROR_SIGN_IN_NEEDED,
                               _ ("The account was signed out. Sign in again."));
  end_operation (self, NULL, error);
  return TRUE;
}

/* Tokens that can't be stored are still good: they stay in memory, and that is said. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhAuthority) self = user_data;
  g_autoptr (GError) error = NULL;

  gh_token_store_save_finish (GH_TOKEN_STORE (source), result, &error);
  if (fail_if_closed (self))
    return;

  gh_authority_set_storing_error (self, g_steal_pointer (&error));
  hand_out_fresh (self);
}

/* A record that is there but could not be read may hold a secret that nobody has elsewhere. */
static void
save_fresh (GhAuthority *self)
{
  if (self->loading_error != NULL &&
      !g_error_matches (self->loading_error, GH_ERROR, GH_ERROR_NOT_FOUND))
    {
      gh_authority_set_storing_error (self, g_error_copy (self->loading_error));
      hand_out_fresh (self);
      return;
    }

  gh_token_store_save_async (self->store, self->account, self->fresh, self->closed, saved_cb,
                             g_object_ref (self));
}

/* The claims that this operation asks for. */
static const char *
get_claims (GhAuthority *self)
{
  return g_strcmp0 (self->claims_audience, self->audience) == 0 ? self->claims : NULL;
}

/**
 * gh_authority_keep_claims:
 * @kept: (inout): what was kept
 * @claims: (nullable): what to keep instead
 */
void
gh_authority_keep_claims (char **kept, const char *claims)
{
  G_GNUC_UNUSED g_autofree char *old = *kept;

  *kept = g_strdup (claims);
}

/* A challenge is answered silently once; after that only a person can meet it. */
static void
settle_claims (GhAuthority *self, GhEntraError *refusal, const GError *error)
{
  const char *claims = get_claims (self);

  if (error == NULL)
    {
      gh_authority_keep_claims (&self->met_claims, claims);
      gh_authority_keep_claims (&self->wanted_claims, NULL);
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED))
    gh_authority_keep_claims (&self->wanted_claims, refusal != NULL && refusal->claims != NULL
                                                        ? refusal->claims
                                                        : claims);

  if (claims != NULL)
    gh_authority_keep_claims (&self->claims, NULL);
}

/* What the source misses would have been in the record: that it can't be read says more. */
static void
fail_for_want_of_record (GhAuthority *self, const GError *error)
{
  g_autoptr (GError) cause = g_steal_pointer (&self->loading_error);

  g_clear_pointer (&self->tokens, gh_token_set_unref);
  fail (self, g_error_matches (cause, GH_ERROR, GH_ERROR_NOT_FOUND) ? error : cause);
}

/* The record in the store stays whatever the authority says: it is not known whether another
 * program has put a better one there, and a new sign-in replaces it anyway. */
static void
take_refusal (GhAuthority *self, GhEntraError *refusal, const GError *error)
{
  GhSecret *refresh_token = gh_token_set_get_refresh_token (self->tokens);

  settle_claims (self, refusal, error);
  if (refusal != NULL)
    gh_refusals_note (self->refusals, refusal, error, self->audience, refresh_token,
                      gh_clock_now (self->clock));

  if (refusal != NULL && refusal->kind == GH_ENTRA_DEAD && !self->store_was_read)
    read_store (self);
  else if (refusal == NULL && self->loading_error != NULL &&
           g_error_matches (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED))
    fail_for_want_of_record (self, error);
  else
    fail (self, error);
}

static void
acquired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhAuthority) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhEntraError) refusal = NULL;
  g_autoptr (GhTokenSet) tokens = NULL;
  g_autoptr (GhTokenAnswer) answer =
      gh_token_source_acquire_finish (GH_TOKEN_SOURCE (source), result, &refusal, &error);

  if (fail_if_closed (self))
    return;
  if (answer == NULL)
    {
      take_refusal (self, refusal, error);
      return;
    }

  settle_claims (self, NULL, NULL);
  tokens = gh_token_set_with (self->tokens, self->audience, answer->access_token,
                              self->asked_at + answer->lifetime, answer->refresh_token);
  self->fresh = answer->renewal > 0 ? gh_token_set_with_renewal (tokens, self->audience,
                                                                 self->asked_at + answer->renewal)
                                    : g_steal_pointer (&tokens);
  save_fresh (self);
}

static void
acquire (GhAuthority *self)
{
  self->asked_at = gh_clock_now (self->clock);
  gh_token_source_acquire_async (self->source, self->audience, self->tokens, get_claims (self),
                                 self->closed, acquired_cb, g_object_ref (self));
}

/* With the lock, what is in the store is the newest there is. Where there can be no lock, because
 * the directory can't be written to, a token may be spent twice, which Entra ID forgives; signing
 * nobody in would be worse. */
static void
locked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhAuthority) self = user_data;
  g_autoptr (GError) error = NULL;

  self->lock = gh_account_lock_acquire_finish (result, &error);
  if (fail_if_closed (self))
    return;
  if (g_error_matches (error, GH_ERROR, GH_ERROR_TIMED_OUT))
    {
      fail (self, error);
      return;
    }
  if (self->lock != NULL)
    read_store (self);
  else
    {
      g_info ("No lock for the account: %s", error->message);
      acquire (self);
    }
}

static void
renew (GhAuthority *self)
{
  GhSecret *refresh_token = gh_token_set_get_refresh_token (self->tokens);
  const GError *refused =
      gh_refusals_find (self->refusals, self->audience, gh_clock_now (self->clock));
  const GError *dead = NULL;
  g_autoptr (GFile) directory = NULL;

  if (refresh_token != NULL)
    dead = gh_refusals_find_dead (self->refusals, refresh_token);

  if (dead != NULL && !self->store_was_read)
    read_store (self);
  else if (dead != NULL || refused != NULL)
    fail (self, dead != NULL ? dead : refused);
  else if (self->lock == NULL && gh_token_store_is_shared (self->store))
    {
      directory = gh_account_lock_dup_default_directory ();
      gh_account_lock_acquire_async (directory, self->account, self->closed, locked_cb,
                                     g_object_ref (self));
    }
  else
    acquire (self);
}

static gboolean
needs_refresh_token (GhAuthority *self)
{
  return gh_sign_in_method_is_interactive (gh_account_get_method (self->account));
}

/* The store was read for the first time, or because the refresh token held here is dead. */
static void
explain_missing_record (GhAuthority *self, const GError *error)
{
  GhSecret *refresh_token =
      self->tokens != NULL ? gh_token_set_get_refresh_token (self->tokens) : NULL;
  const GError *dead =
      refresh_token != NULL ? gh_refusals_find_dead (self->refusals, refresh_token) : NULL;
  g_autoptr (GError) needed = NULL;

  if (dead != NULL)
    fail (self, dead);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND))
    {
      needed = g_error_new_literal (GH_ERROR, GH_ERROR_SIGN_IN_NEEDED,
                                    _ ("No sign-in is kept for this account. Sign in again."));
      fail (self, needed);
    }
  else
    fail (self, error);
}

/* A record that was stored and is gone was removed by another process, which signed the account
 * out: it must not come back. */
static gboolean
can_go_on_without_record (GhAuthority *self, const GError *error)
{
  if (!needs_refresh_token (self))
    return TRUE;
  if (self->lock == NULL || self->tokens == NULL)
    return FALSE;

  return self->storing_error != NULL || !g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND);
}

static void
go_on_without_record (GhAuthority *self, const GError *error)
{
  if (self->tokens == NULL)
    {
      self->tokens = gh_token_set_new (NULL);
      g_clear_error (&self->loading_error);
      self->loading_error = g_error_copy (error);
    }
  renew (self);
}

/* What could not be stored is newer than what is in the store. */
static void
take_record (GhAuthority *self, GhTokenSet *tokens)
{
  if (self->tokens != NULL && self->storing_error != NULL && self->lock != NULL)
    return;

  g_clear_pointer (&self->tokens, gh_token_set_unref);
  g_clear_error (&self->loading_error);
  self->tokens = gh_token_set_ref (tokens);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhAuthority) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokenSet) tokens =
      gh_token_store_load_finish (GH_TOKEN_STORE (source), result, &error);

  if (fail_if_closed (self))
    return;
  if (tokens == NULL)
    {
      if (can_go_on_without_record (self, error))
        go_on_without_record (self, error);
      else
        explain_missing_record (self, error);
      return;
    }

  take_record (self, tokens);
  gh_token_waiters_serve (self->waiters, self->tokens, gh_clock_now (self->clock));
  if (gh_token_waiters_want (self->waiters, self->audience))
    renew (self);
  else
    end_operation (self, NULL, NULL);
}

static void
read_store (GhAuthority *self)
{
  self->store_was_read = TRUE;
  gh_token_store_load_async (self->store, self->account, self->closed, loaded_cb,
                             g_object_ref (self));
}

/**
 * gh_authority_serve:
 * @self: an authority
 *
 * Whoever can be served is served even while an operation runs; for the others there is at most
 * one, whatever the audience, since each may replace the refresh token.
 */
void
gh_authority_serve (GhAuthority *self)
{
  const char *audience;

  if (self->tokens != NULL)
    gh_token_waiters_serve (self->waiters, self->tokens, gh_clock_now (self->clock));

  audience = gh_token_waiters_peek_audience (self->waiters);
  if (self->audience != NULL || audience == NULL)
    return;

  self->audience = g_strdup (audience);
  self->store_was_read = FALSE;
  if (self->tokens == NULL)
    read_store (self);
  else
    renew (self);
}
