/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-authority.h"

#include <glib/gi18n-lib.h>

#include "gh-account-lock.h"
#include "gh-error.h"
#include "gh-refusals.h"
#include "gh-source-sign-in.h"
#include "gh-token-names.h"
#include "gh-token-view.h"
#include "gh-token-waiters.h"

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

enum
{
  PROP_0,
  PROP_STORING_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void authorizer_iface_init (GhAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhAuthority,
                               gh_authority,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_AUTHORIZER, authorizer_iface_init))

static void read_store (GhAuthority *self);
static void renew (GhAuthority *self);
static void serve (GhAuthority *self);

static void
gh_authority_finalize (GObject *object)
{
  GhAuthority *self = GH_AUTHORITY (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->store);
  g_clear_object (&self->account);
  g_clear_object (&self->source);
  g_clear_object (&self->lock);
  g_clear_object (&self->closed);
  g_clear_pointer (&self->tokens, gh_token_set_unref);
  g_clear_pointer (&self->waiters, gh_token_waiters_free);
  g_clear_pointer (&self->fresh, gh_token_set_unref);
  g_clear_pointer (&self->refusals, gh_refusals_free);
  g_clear_error (&self->loading_error);
  g_clear_error (&self->storing_error);
  g_free (self->audience);
  g_free (self->claims);
  g_free (self->claims_audience);
  g_free (self->met_claims);
  g_free (self->wanted_claims);

  G_OBJECT_CLASS (gh_authority_parent_class)->finalize (object);
}

static void
gh_authority_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhAuthority *self = GH_AUTHORITY (object);

  switch (id)
    {
    case PROP_STORING_ERROR:
      g_value_set_boxed (value, self->storing_error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_authority_class_init (GhAuthorityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = gh_authority_finalize;
  object_class->get_property = gh_authority_get_property;

  properties[PROP_STORING_ERROR] =
      g_param_spec_boxed ("storing-error", NULL, NULL, G_TYPE_ERROR,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gh_authority_init (GhAuthority *self)
{
  self->waiters = gh_token_waiters_new ();
  self->refusals = gh_refusals_new ();
  self->closed = g_cancellable_new ();
}

/**
 * gh_authority_new:
 * @http: the HTTP client
 * @clock: the clock by which tokens are judged
 * @store: where the account's tokens are kept
 * @account: whose
 * @tokens: (nullable): known already; %NULL reads them from @store at first need
 *
 * Returns: (transfer full): an authority that gets its tokens as @account says
 */
GhAuthority *
gh_authority_new (GhHttpClient *http,
                  GhClock *clock,
                  GhTokenStore *store,
                  GhAccount *account,
                  GhTokenSet *tokens)
{
  g_autoptr (GhTokenSource) source = gh_token_source_new_for_account (http, clock, account, NULL);

  return gh_authority_new_with_source (clock, store, account, tokens, source);
}

/**
 * gh_authority_new_with_source:
 * @clock: the clock by which tokens are judged
 * @store: where the account's tokens are kept
 * @account: whose
 * @tokens: (nullable): known already; %NULL reads them from @store at first need
 * @source: where new ones come from
 *
 * Returns: (transfer full): an authority
 */
GhAuthority *
gh_authority_new_with_source (GhClock *clock,
                              GhTokenStore *store,
                              GhAccount *account,
                              GhTokenSet *tokens,
                              GhTokenSource *source)
{
  GhAuthority *self = g_object_new (GH_TYPE_AUTHORITY, NULL);

  self->clock = g_object_ref (clock);
  self->store = g_object_ref (store);
  self->account = g_object_ref (account);
  self->tokens = tokens != NULL ? gh_token_set_ref (tokens) : NULL;
  self->source = g_object_ref (source);

  return self;
}

static void
set_storing_error (GhAuthority *self, GError *error)
{
  if (self->storing_error == NULL && error == NULL)
    return;

  g_clear_error (&self->storing_error);
  self->storing_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORING_ERROR]);
}

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
  serve (self);
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

  set_storing_error (self, g_steal_pointer (&error));
  hand_out_fresh (self);
}

/* A record that is there but could not be read may hold a secret that nobody has elsewhere. */
static void
save_fresh (GhAuthority *self)
{
  if (self->loading_error != NULL &&
      !g_error_matches (self->loading_error, GH_ERROR, GH_ERROR_NOT_FOUND))
    {
      set_storing_error (self, g_error_copy (self->loading_error));
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

static void
keep_claims (char **kept, const char *claims)
{
  g_autofree char *old = *kept;

  *kept = g_strdup (claims);
}

/* A challenge is answered silently once; after that only a person can meet it. */
static void
settle_claims (GhAuthority *self, GhEntraError *refusal, const GError *error)
{
  const char *claims = get_claims (self);

  if (error == NULL)
    {
      keep_claims (&self->met_claims, claims);
      keep_claims (&self->wanted_claims, NULL);
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED))
    keep_claims (&self->wanted_claims,
                 refusal != NULL && refusal->claims != NULL ? refusal->claims : claims);

  if (claims != NULL)
    keep_claims (&self->claims, NULL);
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
  g_autoptr (GhTokenAnswer) answer = gh_token_source_acquire_finish (GH_TOKEN_SOURCE (source),
                                                                     result, &refusal, &error);

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

/* Whoever can be served is served even while an operation runs; for the others there is at most
 * one, whatever the audience, since each may replace the refresh token. */
static void
serve (GhAuthority *self)
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

static void
gh_authority_authorize_async (GhAuthorizer *authorizer,
                              const char *audience,
                              GhSecret *rejected,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GhAuthority *self = GH_AUTHORITY (authorizer);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_authority_authorize_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (g_cancellable_is_cancelled (self->closed))
    {
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED,
                               _ ("The account was signed out. Sign in again."));
      return;
    }

  gh_token_waiters_add (self->waiters, g_steal_pointer (&task), audience, rejected);
  serve (self);
}

/* The newest token, got with these very claims, is not what the service wants either. */
static gboolean
was_in_vain (GhAuthority *self, const char *audience, GhSecret *rejected, const char *claims)
{
  GhSecret *token =
      self->tokens != NULL ? gh_token_set_get_access_token (self->tokens, audience, NULL) : NULL;

  return g_strcmp0 (self->met_claims, claims) == 0 && token != NULL &&
         gh_secret_equal (token, rejected);
}

static void
gh_authority_authorize_with_claims_async (GhAuthorizer *authorizer,
                                          const char *audience,
                                          GhSecret *rejected,
                                          const char *claims,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GhAuthority *self = GH_AUTHORITY (authorizer);

  if (was_in_vain (self, audience, rejected, claims))
    {
      keep_claims (&self->wanted_claims, claims);
      g_task_report_new_error (self, callback, user_data, gh_authority_authorize_async, GH_ERROR,
                               GH_ERROR_SIGN_IN_NEEDED,
                               _ ("The service asks for more than this sign-in has proved. Sign in "
                                  "again."));
      return;
    }

  keep_claims (&self->claims, claims);
  keep_claims (&self->claims_audience, audience);
  gh_authority_authorize_async (authorizer, audience, rejected, cancellable, callback, user_data);
}

static GhSecret *
gh_authority_authorize_finish (GhAuthorizer *authorizer, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, authorizer), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
authorizer_iface_init (GhAuthorizerInterface *iface)
{
  iface->authorize_async = gh_authority_authorize_async;
  iface->authorize_finish = gh_authority_authorize_finish;
  iface->authorize_with_claims_async = gh_authority_authorize_with_claims_async;
}

/**
 * gh_authority_get_account:
 * @self: an authority
 *
 * Returns: (transfer none): whose tokens these are
 */
GhAccount *
gh_authority_get_account (GhAuthority *self)
{
  g_return_val_if_fail (GH_IS_AUTHORITY (self), NULL);

  return self->account;
}

/**
 * gh_authority_get_storing_error:
 * @self: an authority
 *
 * Returns: (transfer none) (nullable): why the newest tokens are in memory only; %NULL if they are
 *   stored
 */
const GError *
gh_authority_get_storing_error (GhAuthority *self)
{
  g_return_val_if_fail (GH_IS_AUTHORITY (self), NULL);

  return self->storing_error;
}

/**
 * gh_authority_get_wanted_claims:
 * @self: an authority
 *
 * Returns: (transfer none) (nullable): JSON of the claims that the next interactive sign-in has to
 *   ask for, since the service or the authority wants them and they can't be had silently
 */
const char *
gh_authority_get_wanted_claims (GhAuthority *self)
{
  g_return_val_if_fail (GH_IS_AUTHORITY (self), NULL);

  return self->wanted_claims;
}

/**
 * gh_authority_close:
 * @self: an authority whose account is being signed out
 *
 * Ends a refresh that is under way, so that it can't put the account's record back after it was
 * removed. Everybody who waits or comes later gets %GH_ERROR_SIGN_IN_NEEDED.
 */
void
gh_authority_close (GhAuthority *self)
{
  g_return_if_fail (GH_IS_AUTHORITY (self));

  g_cancellable_cancel (self->closed);
}

/**
 * gh_authority_reopen:
 * @self: an authority that was closed
 *
 * The account stays signed in after all, since its record could not be removed.
 */
void
gh_authority_reopen (GhAuthority *self)
{
  g_return_if_fail (GH_IS_AUTHORITY (self));

  g_clear_object (&self->closed);
  self->closed = g_cancellable_new ();
}

static GhTokenView *
view_token (GhAuthority *self, const char *audience)
{
  GhCloud *cloud = gh_account_get_cloud (self->account);
  GhSecret *token = gh_token_set_get_access_token (self->tokens, audience, NULL);
  const char *service = g_str_equal (audience, gh_cloud_get_powerbi_audience (cloud))
                            ? "Power BI"
                            : gh_token_names_find_audience (audience);
  /* Translators: the name of a token; %s is a service, such as "Power BI" */
  g_autofree char *name = service != NULL ? g_strdup_printf (_ ("This account, for %s"), service)
                                          : g_strdup (_ ("This account"));

  return gh_token_view_new (token, name, gh_cloud_get_powerbi_audience (cloud), FALSE);
}

/**
 * gh_authority_dup_token_views:
 * @self: an authority
 *
 * For display: nothing is read from the store, and nothing is renewed.
 *
 * Returns: (transfer full) (element-type GhTokenView): what can be read in each access token that
 * is held in memory
 */
GPtrArray *
gh_authority_dup_token_views (GhAuthority *self)
{
  GPtrArray *views = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) audiences = NULL;

  g_return_val_if_fail (GH_IS_AUTHORITY (self), views);

  audiences = self->tokens != NULL ? gh_token_set_dup_audiences (self->tokens) : NULL;
  for (guint i = 0; audiences != NULL && audiences[i] != NULL; i++)
    g_ptr_array_add (views, view_token (self, audiences[i]));

  return views;
}
