/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-managed-identity-source.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-source-task.h"

/* It answers at once or not at all. */
#define DEADLINE_SECONDS 10
#define MAX_ATTEMPTS 5

struct _GhManagedIdentitySource
{
  GObject parent_instance;

  GhHttpClient *http;
  char *address;
  char *version;
  char *header_name;
  GhSecret *header;
  char *client_id;
  guint pause;
};

static void token_source_init (GhTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhManagedIdentitySource,
                               gh_managed_identity_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_SOURCE, token_source_init))

static void
gh_managed_identity_source_finalize (GObject *object)
{
  GhManagedIdentitySource *self = GH_MANAGED_IDENTITY_SOURCE (object);

  g_clear_object (&self->http);
  g_free (self->address);
  g_free (self->version);
  g_free (self->header_name);
  g_clear_pointer (&self->header, gh_secret_unref);
  g_free (self->client_id);

  G_OBJECT_CLASS (gh_managed_identity_source_parent_class)->finalize (object);
}

static void
gh_managed_identity_source_class_init (GhManagedIdentitySourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_managed_identity_source_finalize;
}

static void
gh_managed_identity_source_init (GhManagedIdentitySource *self)
{
}

/* One token, with all the attempts that it takes. */
typedef struct
{
  GUri *uri;
  guint attempts;
  GSource *pause;
} Request;

static void
request_free (Request *request)
{
  if (request->pause != NULL)
    g_source_destroy (request->pause);
  g_clear_pointer (&request->pause, g_source_unref);
  g_clear_pointer (&request->uri, g_uri_unref);
  g_free (request);
}

static void attempt (GTask *task);

static gboolean
pause_over_cb (gpointer user_data)
{
  GTask *task = user_data;
  Request *request = g_task_get_task_data (task);

  g_clear_pointer (&request->pause, g_source_unref);
  if (!g_task_return_error_if_cancelled (task))
    attempt (task);

  return G_SOURCE_REMOVE;
}

/* 404 and 410 mean that the identity is still being set up or updated. */
static gboolean
should_wait (guint status, guint attempts)
{
  gboolean passing = status == 404 || status == 410 || status == 429 || status >= 500;

  return passing && attempts < MAX_ATTEMPTS;
}

static void
wait_and_try_again (GTask *task)
{
  GhManagedIdentitySource *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  guint pause = self->pause * ((1u << request->attempts) - 1);
  g_autoptr (GSource) cancelled = g_cancellable_source_new (g_task_get_cancellable (task));

  request->pause = g_timeout_source_new (pause);
  g_source_set_dummy_callback (cancelled);
  g_source_add_child_source (request->pause, cancelled);
  g_source_set_callback (request->pause, pause_over_cb, g_object_ref (task), g_object_unref);
  g_source_attach (request->pause, g_task_get_context (task));
}

static GError *
explain_failure (GError *cause)
{
  if (g_error_matches (cause, GH_ERROR, GH_ERROR_TIMED_OUT) ||
      g_error_matches (cause, GH_ERROR, GH_ERROR_OFFLINE))
    return g_error_new (GH_ERROR, GH_ERROR_OFFLINE,
                        _ ("This machine has no managed identity: its identity service does not "
                           "answer. There is one only on machines and services of Azure. (%s)"),
                        cause->message);

  return g_error_copy (cause);
}

static void
refuse (GTask *task, GhHttpResponse *response)
{
  GhEntraError *refusal = gh_entra_error_new_from_response (response);

  gh_source_task_refuse (task, refusal, gh_entra_error_to_error (refusal));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Request *request = g_task_get_task_data (task);
  GhTokenAnswer *answer;
  guint status;
  g_autoptr (GhHttpResponse) response =
      gh_http_client_send_finish (GH_HTTP_CLIENT (source), result, &error);

  if (response == NULL)
    {
      g_task_return_error (task, explain_failure (error));
      return;
    }

  status = gh_http_response_get_status (response);
  if (should_wait (status, request->attempts))
    wait_and_try_again (task);
  else if (status >= 400)
    refuse (task, response);
  else
    {
      answer = gh_token_answer_parse (response, &error);
      if (answer != NULL)
        g_task_return_pointer (task, answer, (GDestroyNotify)gh_token_answer_free);
      else
        g_task_return_error (task, g_steal_pointer (&error));
    }
}

static void
attempt (GTask *task)
{
  GhManagedIdentitySource *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_autoptr (GhHttpRequest) http_request = gh_http_request_new ("GET", request->uri);

  request->attempts++;
  gh_http_request_set_direct (http_request, TRUE);
  gh_http_request_set_header (http_request, self->header_name, self->header);
  gh_http_request_set_deadline (http_request, DEADLINE_SECONDS);
  gh_http_client_send_async (self->http, http_request, g_task_get_cancellable (task), answered_cb,
                             g_object_ref (task));
}

static GUri *
build_uri (GhManagedIdentitySource *self, const char *audience, GError **error)
{
  g_autofree char *resource = g_uri_escape_string (audience, NULL, FALSE);
  g_autofree char *identity =
      self->client_id != NULL ? g_strconcat ("&client_id=", self->client_id, NULL) : g_strdup ("");
  g_autofree char *text = g_strdup_printf ("%s?api-version=%s&resource=%s%s", self->address,
                                           self->version, resource, identity);
  g_autoptr (GError) cause = NULL;
  GUri *uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, &cause);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    {
      g_clear_pointer (&uri, g_uri_unref);
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("%s is no address of an identity service"), self->address);
    }

  return uri;
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
  GhManagedIdentitySource *self = GH_MANAGED_IDENTITY_SOURCE (source);
  g_autoptr (GTask) task = gh_source_task_new (source, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  Request *request = g_new0 (Request, 1);

  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  request->uri = build_uri (self, audience, &error);
  if (request->uri != NULL)
    attempt (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
token_source_init (GhTokenSourceInterface *iface)
{
  iface->acquire_async = acquire_async;
  iface->acquire_finish = gh_source_task_finish;
}

/**
 * gh_managed_identity_source_new:
 * @http: the HTTP client
 * @origin: where the machine's identity service is
 * @client_id: (nullable): the client ID of a user-assigned identity
 * @pause: milliseconds of the first wait while the service is busy
 *
 * Returns: (transfer full): a source that asks the Instance Metadata Service
 */
GhTokenSource *
gh_managed_identity_source_new (GhHttpClient *http,
                                const char *origin,
                                const char *client_id,
                                guint pause)
{
  GhManagedIdentitySource *self = g_object_new (GH_TYPE_MANAGED_IDENTITY_SOURCE, NULL);

  self->http = g_object_ref (http);
  self->address = g_strconcat (origin, "/metadata/identity/oauth2/token", NULL);
  self->version = g_strdup ("2018-02-01");
  self->header_name = g_strdup ("Metadata");
  self->header = gh_secret_new_text ("true");
  self->client_id = g_strdup (client_id);
  self->pause = pause;

  return GH_TOKEN_SOURCE (self);
}

/**
 * gh_managed_identity_source_new_for_app_service:
 * @http: the HTTP client
 * @address: where the identity service is
 * @header: what it wants to see, so that no other process can ask
 * @client_id: (nullable): the client ID of a user-assigned identity
 *
 * Returns: (transfer full): a source that asks the service of App Service and Functions
 */
GhTokenSource *
gh_managed_identity_source_new_for_app_service (GhHttpClient *http,
                                                const char *address,
                                                GhSecret *header,
                                                const char *client_id)
{
  GhManagedIdentitySource *self = g_object_new (GH_TYPE_MANAGED_IDENTITY_SOURCE, NULL);

  self->http = g_object_ref (http);
  self->address = g_strdup (address);
  self->version = g_strdup ("2019-08-01");
  self->header_name = g_strdup ("X-IDENTITY-HEADER");
  self->header = gh_secret_ref (header);
  self->client_id = g_strdup (client_id);
  self->pause = GH_IMDS_PAUSE_MILLISECONDS;

  return GH_TOKEN_SOURCE (self);
}
