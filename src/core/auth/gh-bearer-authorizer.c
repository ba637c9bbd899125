/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-bearer-authorizer.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"

struct _GhBearerAuthorizer
{
  GObject parent_instance;

  GhSecret *token;
  gboolean rejected;
};

static void gh_bearer_authorizer_authorizer_init (GhAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhBearerAuthorizer,
                               gh_bearer_authorizer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_AUTHORIZER,
                                                      gh_bearer_authorizer_authorizer_init))

static void
gh_bearer_authorizer_finalize (GObject *object)
{
  GhBearerAuthorizer *self = GH_BEARER_AUTHORIZER (object);

  g_clear_pointer (&self->token, gh_secret_unref);

  G_OBJECT_CLASS (gh_bearer_authorizer_parent_class)->finalize (object);
}

static void
gh_bearer_authorizer_class_init (GhBearerAuthorizerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_bearer_authorizer_finalize;
}

static void
gh_bearer_authorizer_init (GhBearerAuthorizer *self)
{
}

static void
gh_bearer_authorizer_authorize_async (GhAuthorizer *authorizer,
                                      const char *audience,
                                      GhSecret *rejected,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GhBearerAuthorizer *self = GH_BEARER_AUTHORIZER (authorizer);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_bearer_authorizer_authorize_async);
  if (rejected != NULL && gh_secret_equal (rejected, self->token))
    self->rejected = TRUE;

  if (self->rejected)
    g_task_return_new_error (task, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED,
                             _ ("The service calls the given access token expired or invalid"));
  else
    g_task_return_pointer (task, gh_secret_ref (self->token), (GDestroyNotify)gh_secret_unref);
}

static GhSecret *
gh_bearer_authorizer_authorize_finish (GhAuthorizer *authorizer,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, authorizer), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gh_bearer_authorizer_authorizer_init (GhAuthorizerInterface *iface)
{
  iface->authorize_async = gh_bearer_authorizer_authorize_async;
  iface->authorize_finish = gh_bearer_authorizer_authorize_finish;
}

/**
 * gh_bearer_authorizer_new:
 * @token: an access token that the user brought
 *
 * Hands out @token until the service rejects it. To which origins it may go is decided where
 * requests are sent.
 *
 * Returns: (transfer full): an authorizer
 */
GhAuthorizer *
gh_bearer_authorizer_new (GhSecret *token)
{
  GhBearerAuthorizer *self;

  g_return_val_if_fail (token != NULL, NULL);

  self = g_object_new (GH_TYPE_BEARER_AUTHORIZER, NULL);
  self->token = gh_secret_ref (token);

  return GH_AUTHORIZER (self);
}
