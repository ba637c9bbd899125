/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-power-bi.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gh-claims-challenge.h"
#include "gh-error.h"
#include "gh-origin.h"
#include "gh-power-bi-private.h"
#include "gh-text.h"

/* A challenge is met silently once; at the second the authorizer says that it takes a person. */
#define MAX_CHALLENGES 2
#define BASE_PATH "/v1.0/myorg"

struct _GhPowerBi
{
  GObject parent_instance;

  GhHttpClient *http;
  GhCloud *cloud;
  GhAuthorizer *authorizer;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (GhPowerBi,
                               gh_power_bi,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_LOADER, gh_power_bi_loader_init))

/* Under this name a task carries the problem besides its error. */
static GQuark problem_quark (void);
G_DEFINE_QUARK (gh - power - bi - problem, problem)

/* One call: again with a renewed token, or with one that meets what the service asks for. */
typedef struct
{
  const char *method;
  GUri *uri;
  GhSecret *body;
  guint deadline;
  GhPowerBiReader reader;
  gpointer subject;
  GDestroyNotify free_subject;
  GDestroyNotify free_result;
  GhSecret *token;
  gboolean renewed;
  char *claims;
  guint challenges;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_clear_pointer (&exchange->uri, g_uri_unref);
  g_clear_pointer (&exchange->body, gh_secret_unref);
  if (exchange->free_subject != NULL)
    exchange->free_subject (exchange->subject);
  g_clear_pointer (&exchange->token, gh_secret_unref);
  g_free (exchange->claims);
  g_free (exchange);
}

static void
gh_power_bi_dispose (GObject *object)
{
  GhPowerBi *self = GH_POWER_BI (object);

  g_clear_object (&self->http);
  g_clear_object (&self->cloud);
  g_clear_object (&self->authorizer);

  G_OBJECT_CLASS (gh_power_bi_parent_class)->dispose (object);
}

static void
gh_power_bi_class_init (GhPowerBiClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_power_bi_dispose;
}

static void
gh_power_bi_init (GhPowerBi *self)
{
}

/**
 * gh_power_bi_new:
 * @http: the HTTP client
 * @cloud: whose Power BI to call; nothing is sent to another origin
 * @authorizer: who signs the requests
 *
 * Returns: (transfer full): the service
 */
GhPowerBi *
gh_power_bi_new (GhHttpClient *http, GhCloud *cloud, GhAuthorizer *authorizer)
{
  GhPowerBi *self = g_object_new (GH_TYPE_POWER_BI, NULL);

  self->http = g_object_ref (http);
  self->cloud = g_object_ref (cloud);
  self->authorizer = g_object_ref (authorizer);

  return self;
}

/**
 * gh_power_bi_get_cloud:
 * @self: the service
 *
 * Returns: (transfer none): the cloud whose Power BI this is
 */
GhCloud *
gh_power_bi_get_cloud (GhPowerBi *self)
{
  g_return_val_if_fail (GH_IS_POWER_BI (self), NULL);

  return self->cloud;
}

/**
 * gh_power_bi_get_authorizer:
 * @self: the service
 *
 * Returns: (transfer none): who signs the requests
 */
GhAuthorizer *
gh_power_bi_get_authorizer (GhPowerBi *self)
{
  g_return_val_if_fail (GH_IS_POWER_BI (self), NULL);

  return self->authorizer;
}

/**
 * gh_power_bi_fail:
 * @task: (transfer full): a task of this class
 * @problem: (nullable) (transfer full): what the service said
 * @error: (transfer full): what it means for the caller
 *
 * Ends @task with an error and, beside it, the problem.
 */
void
gh_power_bi_fail (GTask *task, GhProblem *problem, GError *error)
{
  if (problem != NULL)
    g_object_set_qdata_full (G_OBJECT (task), problem_quark (), problem, g_object_unref);
  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * gh_power_bi_finish:
 * @self: the service
 * @result: what a callback got
 * @problem: (out) (optional) (nullable) (transfer full): what the service said when it refused
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the reader of the call made
 */
gpointer
gh_power_bi_finish (GhPowerBi *self, GAsyncResult *result, GhProblem **problem, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (problem != NULL)
    *problem = g_object_steal_qdata (G_OBJECT (result), problem_quark ());

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_power_bi_read_nothing:
 * @response: a good answer whose body says nothing
 * @subject: (nullable): ignored
 * @error: return location
 *
 * A web page is no answer of the service: something on the way (a sign-in page of a network, a
 * proxy) has answered in its place, and says nothing about the request.
 *
 * Returns: (transfer full): @response, or %NULL with %GH_ERROR_PROTOCOL for a web page
 */
gpointer
gh_power_bi_read_nothing (GhHttpResponse *response, gpointer subject, GError **error)
{
  const char *type = gh_http_response_get_header (response, "Content-Type");
  gsize length = 0;

  gh_secret_peek (gh_http_response_get_body (response), &length);
  if (length == 0 || type == NULL || g_ascii_strncasecmp (type, "text/html", 9) != 0)
    return g_object_ref (response);

  g_set_error_literal (error, GH_ERROR, GH_ERROR_PROTOCOL,
                       _ ("A web page came instead of an answer"));
  return NULL;
}

/* Ids come from the service. One that is not a GUID could lead to another call, so that it never
 * gets into a path. */
static char *
build_path (const GhPowerBiCall *call, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (call->path, "{}", -1);
  g_autoptr (GString) path = g_string_new (BASE_PATH);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (i > 0)
        {
          const char *id = i <= G_N_ELEMENTS (call->ids) ? call->ids[i - 1] : NULL;
          g_autofree char *shown = gh_text_to_display (id);
          g_autofree char *escaped = NULL;

          if (id == NULL || !g_uuid_string_is_valid (id))
            {
              g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL,
                           _ ("“%s” is no id that Power BI could have given"), shown);
              return NULL;
            }
          escaped = g_uri_escape_string (id, NULL, FALSE);
          g_string_append (path, escaped);
        }
      g_string_append (path, parts[i]);
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

static void authorize (GTask *task, GhSecret *rejected);
static void meet_challenge (GTask *task);

/* Without a word of the service about it, a server error to a request that changes something leaves
 * open whether it took effect. */
static GError *
explain_problem (Exchange *exchange, GhProblem *problem)
{
  guint status = gh_problem_get_status (problem);

  if (status >= 500 && !g_str_equal (exchange->method, "GET") &&
      g_str_has_prefix (gh_problem_get_code (problem), "HTTP "))
    return g_error_new (GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING,
                        _ ("Power BI answered with HTTP %u: whether the request took effect is not "
                           "known"),
                        status);

  return gh_problem_to_error (problem);
}

/* An answer that was not understood leaves it open as well. */
static GError *
explain_failure (Exchange *exchange, const GError *cause)
{
  if (!g_str_equal (exchange->method, "GET") &&
      (g_error_matches (cause, GH_ERROR, GH_ERROR_PROTOCOL) ||
       g_error_matches (cause, GH_ERROR, GH_ERROR_UNTRUSTED_ORIGIN)))
    return g_error_new (GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING,
                        _ ("%s. Whether the request took effect is not known."), cause->message);

  return g_error_copy (cause);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhHttpResponse) response = NULL;
  g_autoptr (GhProblem) problem = NULL;
  Exchange *exchange = g_task_get_task_data (task);
  guint status;
  gpointer value;

  response = gh_http_client_send_finish (GH_HTTP_CLIENT (source), result, &error);
  if (response == NULL)
    {
      gh_power_bi_fail (g_steal_pointer (&task), NULL, explain_failure (exchange, error));
      return;
    }

  status = gh_http_response_get_status (response);
  if (status >= 200 && status < 300)
    {
      value = exchange->reader (response, exchange->subject, &error);
      if (value != NULL)
        g_task_return_pointer (task, value, exchange->free_result);
      else
        {
          g_prefix_error (&error, "%s", _ ("Power BI’s answer can’t be read: "));
          g_task_return_error (task, explain_failure (exchange, error));
        }
      return;
    }

  exchange->claims = gh_claims_challenge_read (response);
  if (exchange->claims != NULL && exchange->challenges < MAX_CHALLENGES)
    {
      exchange->challenges++;
      meet_challenge (g_steal_pointer (&task));
      return;
    }

  problem = gh_problem_new_from_response (response);
  gh_problem_redact (problem, exchange->token);
  if (gh_problem_is_token_rejected (problem) && !exchange->renewed)
    {
      g_autoptr (GhSecret) rejected = g_steal_pointer (&exchange->token);

      exchange->renewed = TRUE;
      authorize (g_steal_pointer (&task), rejected);
      return;
    }

  error = explain_problem (exchange, problem);
  gh_power_bi_fail (g_steal_pointer (&task), g_steal_pointer (&problem), g_steal_pointer (&error));
}

static void
authorized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhHttpRequest) request = NULL;
  GhPowerBi *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  exchange->token = gh_authorizer_authorize_finish (GH_AUTHORIZER (source), result, &error);
  if (exchange->token == NULL)
    {
      gh_power_bi_fail (g_steal_pointer (&task), NULL, g_steal_pointer (&error));
      return;
    }

  request = gh_http_request_new (exchange->method, exchange->uri);
  gh_http_request_set_bearer (request, exchange->token);
  if (exchange->body != NULL)
    gh_http_request_set_body (request, "application/json", exchange->body);
  if (exchange->deadline > 0)
    gh_http_request_set_deadline (request, exchange->deadline);

  gh_http_client_send_async (self->http, request, g_task_get_cancellable (task), answered_cb,
                             g_object_ref (task));
}

/* @task: (transfer full) */
static void
authorize (GTask *task, GhSecret *rejected)
{
  GhPowerBi *self = g_task_get_source_object (task);

  gh_authorizer_authorize_async (self->authorizer, gh_cloud_get_powerbi_audience (self->cloud),
                                 rejected, g_task_get_cancellable (task), authorized_cb, task);
}

/* The authorizer passes on what the service wants. @task: (transfer full) */
static void
meet_challenge (GTask *task)
{
  GhPowerBi *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GhSecret) rejected = g_steal_pointer (&exchange->token);
  g_autofree char *claims = g_steal_pointer (&exchange->claims);

  gh_authorizer_authorize_with_claims_async (self->authorizer,
                                             gh_cloud_get_powerbi_audience (self->cloud), rejected,
                                             claims, g_task_get_cancellable (task), authorized_cb,
                                             task);
}

/**
 * gh_power_bi_run:
 * @task: (transfer full): a task whose source object is a #GhPowerBi
 * @call: what to send
 *
 * Gets a token, sends, and ends @task with what the reader makes of the answer. When the service
 * calls the token expired or invalid, another one is asked for and the request goes out once more;
 * after that it is over.
 */
void
gh_power_bi_run (GTask *task, const GhPowerBiCall *call)
{
  GhPowerBi *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = build_path (call, &error);
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->subject = call->subject;
  exchange->free_subject = call->free_subject;
  g_task_set_task_data (task, exchange, (GDestroyNotify)exchange_free);
  /* What was cancelled after it went out must not look as if it had not. */
  g_task_set_check_cancellable (task, FALSE);
  if (path == NULL)
    {
      gh_power_bi_fail (task, NULL, g_steal_pointer (&error));
      return;
    }

  exchange->method = call->method;
  exchange->uri = gh_origin_build (gh_cloud_get_powerbi_origin (self->cloud), path, call->query);
  exchange->body = call->body != NULL ? gh_secret_ref (call->body) : NULL;
  exchange->deadline = call->deadline;
  exchange->reader = call->reader;
  exchange->free_result = call->free_result;

  authorize (task, NULL);
}
