/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-certificate-source.h"

#include <glib/gi18n-lib.h>

#include "gh-client-assertion.h"
#include "gh-error.h"
#include "gh-form.h"
#include "gh-secret-file.h"
#include "gh-source-task.h"
#include "gh-text.h"

/* RFC 7521, 4.2 */
#define ASSERTION_TYPE "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

struct _GhCertificateSource
{
  GObject parent_instance;

  GhTokenEndpoint *endpoint;
  GhClock *clock;
  char *client_id;
  char *path;
  char *algorithm;
  GhSecret *passphrase;
};

static void token_source_init (GhTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhCertificateSource,
                               gh_certificate_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_SOURCE, token_source_init))

static void
gh_certificate_source_finalize (GObject *object)
{
  GhCertificateSource *self = GH_CERTIFICATE_SOURCE (object);

  g_clear_object (&self->endpoint);
  g_clear_object (&self->clock);
  g_free (self->client_id);
  g_free (self->path);
  g_free (self->algorithm);
  g_clear_pointer (&self->passphrase, gh_secret_unref);

  G_OBJECT_CLASS (gh_certificate_source_parent_class)->finalize (object);
}

static void
gh_certificate_source_class_init (GhCertificateSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_certificate_source_finalize;
}

static void
gh_certificate_source_init (GhCertificateSource *self)
{
}

typedef struct
{
  char *audience;
  char *claims;
  GhSecret *passphrase;
} Request;

static void
request_free (Request *request)
{
  g_free (request->audience);
  g_free (request->claims);
  g_clear_pointer (&request->passphrase, gh_secret_unref);
  g_free (request);
}

static void
send_assertion (GTask *task, GhSecret *assertion)
{
  GhCertificateSource *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_autofree char *scope = gh_token_endpoint_dup_application_scope (request->audience);
  g_autoptr (GhSecretBuilder) form =
      gh_token_endpoint_begin_form (self->endpoint, "client_credentials", scope);

  gh_form_append (form, "client_assertion_type", ASSERTION_TYPE);
  gh_form_append_secret (form, "client_assertion", assertion);
  if (request->claims != NULL)
    gh_form_append (form, "claims", request->claims);
  gh_token_endpoint_send_async (self->endpoint, form, g_task_get_cancellable (task),
                                gh_source_task_answered_cb, g_object_ref (task));
}

static GhSecret *
make_assertion (GhCertificateSource *self, GhSecret *file, GhSecret *passphrase, GError **error)
{
  g_autoptr (GhClientCertificate) certificate =
      gh_client_certificate_parse (file, passphrase, error);
  g_autofree char *address = gh_token_endpoint_dup_address (self->endpoint);
  gint64 now = gh_clock_now (self->clock);

  if (certificate == NULL || !gh_client_certificate_check_time (certificate, now, error))
    return NULL;

  return gh_client_assertion_new (certificate, self->algorithm, address, self->client_id, now,
                                  error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSecret) assertion = NULL;
  GhCertificateSource *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_autofree char *shown = gh_text_to_display (self->path);
  g_autoptr (GhSecret) file = gh_secret_file_read_finish (result, &error);

  if (file == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  assertion = make_assertion (self, file, request->passphrase, &error);
  if (assertion != NULL)
    send_assertion (task, assertion);
  else
    {
      g_prefix_error (&error, "%s: ", shown);
      g_task_return_error (task, g_steal_pointer (&error));
    }
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
  GhCertificateSource *self = GH_CERTIFICATE_SOURCE (source);
  GhSecret *passphrase =
      self->passphrase != NULL ? self->passphrase : gh_token_set_get_passphrase (known);
  GTask *task = gh_source_task_new (source, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->audience = g_strdup (audience);
  request->claims = g_strdup (claims);
  request->passphrase = passphrase != NULL ? gh_secret_ref (passphrase) : NULL;
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  gh_secret_file_read_async (self->path, cancellable, read_cb, task);
}

static void
token_source_init (GhTokenSourceInterface *iface)
{
  iface->acquire_async = acquire_async;
  iface->acquire_finish = gh_source_task_finish;
}

/**
 * gh_certificate_source_new:
 * @endpoint: the token endpoint of the application's tenant
 * @clock: the clock by which the assertion is dated
 * @client_id: the application
 * @path: a PEM or PKCS#12 file with certificate and private key
 * @algorithm: "PS256" or "RS256"
 * @passphrase: (nullable): the pass phrase, if it was given for this run; otherwise the record's
 *   is used
 *
 * Returns: (transfer full): a source
 */
GhTokenSource *
gh_certificate_source_new (GhTokenEndpoint *endpoint,
                           GhClock *clock,
                           const char *client_id,
                           const char *path,
                           const char *algorithm,
                           GhSecret *passphrase)
{
  GhCertificateSource *self = g_object_new (GH_TYPE_CERTIFICATE_SOURCE, NULL);

  self->endpoint = g_object_ref (endpoint);
  self->clock = g_object_ref (clock);
  self->client_id = g_strdup (client_id);
  self->path = g_strdup (path);
  self->algorithm = g_strdup (algorithm);
  self->passphrase = passphrase != NULL ? gh_secret_ref (passphrase) : NULL;

  return GH_TOKEN_SOURCE (self);
}
