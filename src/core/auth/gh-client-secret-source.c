/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-client-secret-source.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-form.h"
#include "gh-source-task.h"

/* "Invalid client secret provided" */
#define WRONG_SECRET 7000215

struct _GhClientSecretSource
{
  GObject parent_instance;

  GhTokenEndpoint *endpoint;
  GhSecret *secret;
};

static void token_source_init (GhTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhClientSecretSource,
                               gh_client_secret_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_SOURCE, token_source_init))

static void
gh_client_secret_source_finalize (GObject *object)
{
  GhClientSecretSource *self = GH_CLIENT_SECRET_SOURCE (object);

  g_clear_object (&self->endpoint);
  g_clear_pointer (&self->secret, gh_secret_unref);

  G_OBJECT_CLASS (gh_client_secret_source_parent_class)->finalize (object);
}

static void
gh_client_secret_source_class_init (GhClientSecretSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_client_secret_source_finalize;
}

static void
gh_client_secret_source_init (GhClientSecretSource *self)
{
}

/* The portal shows a secret's id, a GUID, beside the secret, and only the id can be seen again. */
static gboolean
is_id (GhSecret *secret)
{
  return g_uuid_string_is_valid (gh_secret_peek_text (secret));
}

/* The authority says only that it is wrong; what was sent tells how. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhEntraError) refusal = NULL;
  GhTokenAnswer *answer =
      gh_token_endpoint_finish (GH_TOKEN_ENDPOINT (source), result, &refusal, &error);

  if (answer != NULL)
    {
      g_task_return_pointer (task, answer, (GDestroyNotify)gh_token_answer_free);
      return;
    }
  if (refusal != NULL && refusal->number == WRONG_SECRET && is_id (g_task_get_task_data (task)))
    {
      g_clear_error (&error);
      error = g_error_new_literal (
          GH_ERROR, GH_ERROR_REFUSED,
          _ ("This is the ID of a secret. Enter its value, which the portal shows only once; if it "
             "is lost, create a new secret. (AADSTS7000215)"));
    }

  gh_source_task_refuse (task, g_steal_pointer (&refusal), g_steal_pointer (&error));
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
  GhClientSecretSource *self = GH_CLIENT_SECRET_SOURCE (source);
  GhSecret *secret = self->secret != NULL ? self->secret : gh_token_set_get_client_secret (known);
  g_autoptr (GTask) task = gh_source_task_new (source, cancellable, callback, user_data);
  g_autoptr (GhSecretBuilder) form = NULL;
  g_autofree char *scope = gh_token_endpoint_dup_application_scope (audience);

  if (secret == NULL)
    {
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED,
                               _ ("The secret of this application is not kept. Give it again."));
      return;
    }

  g_task_set_task_data (task, gh_secret_ref (secret), (GDestroyNotify)gh_secret_unref);
  form = gh_token_endpoint_begin_form (self->endpoint, "client_credentials", scope);
  gh_form_append_secret (form, "client_secret", secret);
  if (claims != NULL)
    gh_form_append (form, "claims", claims);
  gh_token_endpoint_send_async (self->endpoint, form, cancellable, answered_cb,
                                g_steal_pointer (&task));
}

static void
token_source_init (GhTokenSourceInterface *iface)
{
  iface->acquire_async = acquire_async;
  iface->acquire_finish = gh_source_task_finish;
}

/**
 * gh_client_secret_source_new:
 * @endpoint: the token endpoint of the application's tenant
 * @secret: (nullable): the secret, if it was given for this run; otherwise the record's is used
 *
 * Returns: (transfer full): a source
 */
GhTokenSource *
gh_client_secret_source_new (GhTokenEndpoint *endpoint, GhSecret *secret)
{
  GhClientSecretSource *self = g_object_new (GH_TYPE_CLIENT_SECRET_SOURCE, NULL);

  self->endpoint = g_object_ref (endpoint);
  self->secret = secret != NULL ? gh_secret_ref (secret) : NULL;

  return GH_TOKEN_SOURCE (self);
}
