/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-refresh-source.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-source-task.h"

struct _GhRefreshSource
{
  GObject parent_instance;

  GhTokenEndpoint *endpoint;
};

static void token_source_init (GhTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhRefreshSource,
                               gh_refresh_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_SOURCE, token_source_init))

static void
gh_refresh_source_finalize (GObject *object)
{
  GhRefreshSource *self = GH_REFRESH_SOURCE (object);

  g_clear_object (&self->endpoint);

  G_OBJECT_CLASS (gh_refresh_source_parent_class)->finalize (object);
}

static void
gh_refresh_source_class_init (GhRefreshSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_refresh_source_finalize;
}

static void
gh_refresh_source_init (GhRefreshSource *self)
{
}

static void
acquire_async (GhTokenSource *source,
               const char *audience,
               GhTokenSet *known,
               const char *claims,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  GhRefreshSource *self = GH_REFRESH_SOURCE (source);
  GhSecret *refresh_token = gh_token_set_get_refresh_token (known);
  GTask *task = gh_source_task_new (source, cancellable, callback, user_data);

  if (refresh_token == NULL)
    {
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED,
                               _ ("This sign-in can’t be renewed. Sign in again."));
      g_object_unref (task);
      return;
    }

  gh_token_endpoint_refresh_async (self->endpoint, refresh_token, audience, claims, cancellable,
                                   gh_source_task_answered_cb, task);
}

static void
token_source_init (GhTokenSourceInterface *iface)
{
  iface->acquire_async = acquire_async;
  iface->acquire_finish = gh_source_task_finish;
}

/**
 * gh_refresh_source_new:
 * @endpoint: the token endpoint that gave the refresh token
 *
 * Returns: (transfer full): a source
 */
GhTokenSource *
gh_refresh_source_new (GhTokenEndpoint *endpoint)
{
  GhRefreshSource *self = g_object_new (GH_TYPE_REFRESH_SOURCE, NULL);

  self->endpoint = g_object_ref (endpoint);

  return GH_TOKEN_SOURCE (self);
}
