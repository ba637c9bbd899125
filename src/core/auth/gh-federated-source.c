/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-federated-source.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-form.h"
#include "gh-json.h"
#include "gh-origin.h"
#include "gh-secret-file.h"
#include "gh-source-task.h"
#include "gh-text.h"
#include "gh-token-claims.h"

/* RFC 7521, 4.2 */
#define ASSERTION_TYPE "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

#define DEADLINE_SECONDS 30

struct _GhFederatedSource
{
  GObject parent_instance;

  GhTokenEndpoint *endpoint;
  /* either this */
  char *path;
  /* or these */
  GhHttpClient *http;
  char *address;
  char *audience;
  GhSecret *bearer;
};

static void token_source_init (GhTokenSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhFederatedSource,
                               gh_federated_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_SOURCE, token_source_init))

static void
gh_federated_source_finalize (GObject *object)
{
  GhFederatedSource *self = GH_FEDERATED_SOURCE (object);

  g_clear_object (&self->endpoint);
  g_free (self->path);
  g_clear_object (&self->http);
  g_free (self->address);
  g_free (self->audience);
  g_clear_pointer (&self->bearer, gh_secret_unref);

  G_OBJECT_CLASS (gh_federated_source_parent_class)->finalize (object);
}

static void
gh_federated_source_class_init (GhFederatedSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_federated_source_finalize;
}

static void
gh_federated_source_init (GhFederatedSource *self)
{
}

typedef struct
{
  char *audience;
  char *claims;
} Request;

static void
request_free (Request *request)
{
  g_free (request->audience);
  g_free (request->claims);
  g_free (request);
}

static void
send_assertion (GTask *task, GhSecret *assertion)
{
  GhFederatedSource *self = g_task_get_source_object (task);
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

/* What is no JWT would come back as a refusal that names a signature. */
static gboolean
check_token (GhSecret *token, const char *origin, GError **error)
{
  g_autoptr (JsonObject) claims = gh_token_claims_decode (token, NULL);
  g_autofree char *shown = gh_text_to_display (origin);

  if (claims != NULL)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
               _ ("What “%s” holds is no token of another issuer: it is no JWT"), shown);
  return FALSE;
}

static GhSecret *
strip (GhSecret *secret)
{
  gsize length;
  const char *text = gh_secret_peek (secret, &length);

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  return gh_secret_new (text, length);
}

static void
go_on_with (GTask *task, GhSecret *token, const char *origin)
{
  g_autoptr (GError) error = NULL;

  if (check_token (token, origin, &error))
    send_assertion (task, token);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSecret) token = NULL;
  GhFederatedSource *self = g_task_get_source_object (task);
  g_autoptr (GhSecret) file = gh_secret_file_read_finish (result, &error);

  if (file == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  token = strip (file);
  go_on_with (task, token, self->path);
}

static GhSecret *
read_answer (GhHttpResponse *response, GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  guint status = gh_http_response_get_status (response);
  const char *text = NULL;

  if (status >= 400)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_REFUSED,
                   _ ("GitHub gives out no token (HTTP %u): the job needs the permission "
                      "“id-token: write”"),
                   status);
      return NULL;
    }
  object = gh_http_response_read_object (response, error);
  if (object == NULL || !gh_json_read_string (object, "value", GH_JSON_REQUIRED, &text, error))
    return NULL;

  return gh_secret_new_text (text);
}

static void
given_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSecret) token = NULL;
  GhFederatedSource *self = g_task_get_source_object (task);
  g_autoptr (GhHttpResponse) response =
      gh_http_client_send_finish (GH_HTTP_CLIENT (source), result, &error);

  if (response != NULL)
    token = read_answer (response, &error);
  if (token != NULL)
    go_on_with (task, token, self->address);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* GitHub's address has a query already. */
static GUri *
build_address (GhFederatedSource *self, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (self->audience, NULL, FALSE);
  g_autofree char *text =
      g_strdup_printf ("%s%saudience=%s", self->address,
                       strchr (self->address, '?') != NULL ? "&" : "?", escaped);
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);

  if (uri != NULL && g_uri_get_host (uri) != NULL &&
      (g_str_equal (g_uri_get_scheme (uri), "https") || gh_origin_is_loopback (uri)))
    return g_steal_pointer (&uri);

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
               _ ("%s is no address to which a token may be sent"), "ACTIONS_ID_TOKEN_REQUEST_URL");
  return NULL;
}

static void
ask (GTask *task)
{
  GhFederatedSource *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GhHttpRequest) request = NULL;

  if (self->address == NULL || self->bearer == NULL)
    {
      g_task_return_new_error (
          task, GH_ERROR, GH_ERROR_INVALID_INPUT,
          _ ("No token of another issuer is there: neither a token file is named, nor does this "
             "run "
             "as a job of GitHub Actions with the permission “id-token: write”"));
      return;
    }
  uri = build_address (self, &error);
  if (uri == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  request = gh_http_request_new ("GET", uri);
  gh_http_request_set_bearer (request, self->bearer);
  gh_http_request_set_deadline (request, DEADLINE_SECONDS);
  gh_http_client_send_async (self->http, request, g_task_get_cancellable (task), given_cb,
                             g_object_ref (task));
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
  GhFederatedSource *self = GH_FEDERATED_SOURCE (source);
  g_autoptr (GTask) task = gh_source_task_new (source, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->audience = g_strdup (audience);
  request->claims = g_strdup (claims);
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  if (self->path != NULL)
    gh_secret_file_read_async (self->path, cancellable, read_cb, g_steal_pointer (&task));
  else
    ask (task);
}

static void
token_source_init (GhTokenSourceInterface *iface)
{
  iface->acquire_async = acquire_async;
  iface->acquire_finish = gh_source_task_finish;
}

/**
 * gh_federated_source_new_for_file:
 * @endpoint: the token endpoint of the application's tenant
 * @path: a file that holds a token
 *
 * Returns: (transfer full): a source
 */
GhTokenSource *
gh_federated_source_new_for_file (GhTokenEndpoint *endpoint, const char *path)
{
  GhFederatedSource *self = g_object_new (GH_TYPE_FEDERATED_SOURCE, NULL);

  self->endpoint = g_object_ref (endpoint);
  self->path = g_strdup (path);

  return GH_TOKEN_SOURCE (self);
}

/* The audience that the vendor's documentation names for each cloud. */
static const char *
get_audience (GhCloud *cloud)
{
  const char *host = gh_cloud_get_authority_host (cloud);

  if (g_str_has_suffix (host, ".microsoftonline.us"))
    return "api://AzureADTokenExchangeUSGov";
  if (g_str_has_suffix (host, ".chinacloudapi.cn") ||
      g_str_has_suffix (host, ".partner.microsoftonline.cn"))
    return "api://AzureADTokenExchangeChina";

  return "api://AzureADTokenExchange";
}

/**
 * gh_federated_source_new_for_address:
 * @http: the HTTP client
 * @endpoint: the token endpoint of the application's tenant
 * @cloud: whose
 * @address: (nullable): where to ask for a token
 * @bearer: (nullable): with what
 *
 * Returns: (transfer full): a source; without @address or @bearer its tokens are errors that say so
 */
GhTokenSource *
gh_federated_source_new_for_address (GhHttpClient *http,
                                     GhTokenEndpoint *endpoint,
                                     GhCloud *cloud,
                                     const char *address,
                                     GhSecret *bearer)
{
  GhFederatedSource *self = g_object_new (GH_TYPE_FEDERATED_SOURCE, NULL);

  self->endpoint = g_object_ref (endpoint);
  self->http = g_object_ref (http);
  self->address = g_strdup (address);
  self->audience = g_strdup (get_audience (cloud));
  self->bearer = bearer != NULL ? gh_secret_ref (bearer) : NULL;

  return GH_TOKEN_SOURCE (self);
}
