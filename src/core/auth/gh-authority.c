/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-authority.h"

#include <glib/gi18n-lib.h>

#include "gh-authority-private.h"
#include "gh-error.h"
#include "gh-source-sign-in.h"
#include "gh-token-names.h"
#include "gh-token-view.h"

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

/**
 * gh_authority_set_storing_error:
 * @self: an authority
 * @error: (nullable) (transfer full): why the newest tokens are in memory only
 */
void
gh_authority_set_storing_error (GhAuthority *self, GError *error)
{
  if (self->storing_error == NULL && error == NULL)
    return;

  g_clear_error (&self->storing_error);
  self->storing_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORING_ERROR]);
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
  gh_authority_serve (self);
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
      gh_authority_keep_claims (&self->wanted_claims, claims);
      g_task_report_new_error (self, callback, user_data, gh_authority_authorize_async, GH_ERROR,
                               GH_ERROR_SIGN_IN_NEEDED,
                               _ ("The service asks for more than this sign-in has proved. Sign in "
                                  "again."));
      return;
    }

  gh_authority_keep_claims (&self->claims, claims);
  gh_authority_keep_claims (&self->claims_audience, audience);
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
