/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-http-client.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "gh-config.h"
#include "gh-error.h"
#include "gh-log.h"
#include "gh-origin.h"
#include "gh-retry-after.h"

#define MAX_BODY_BYTES (16u * 1024 * 1024)
#define CHUNK_BYTES 16384
#define MAX_ATTEMPTS 3
#define LONGEST_WAIT_SECONDS 30

struct _GhHttpClient
{
  GObject parent_instance;

  SoupSession *session;
  /* What is on this machine, or only for it, is never asked for through a proxy. */
  SoupSession *direct_session;
  guint longest_deadline;
};

G_DEFINE_FINAL_TYPE (GhHttpClient, gh_http_client, G_TYPE_OBJECT)

/* One exchange with all its attempts. */
typedef struct
{
  GhHttpRequest *request;
  SoupSession *session;
  SoupMessage *message;
  GInputStream *stream;
  GhSecretBuilder *body;
  gsize received;
  char *chunk;
  guint attempts;
  gint64 ends_at;
  gboolean sent;
  gboolean timed_out;
  GCancellable *cancellable;
  GCancellable *callers;
  gulong callers_handler;
  GSource *deadline;
  GSource *pause;
} Exchange;

/* The message may outlive its exchange, and libsoup frees a header without wiping it. Once an
 * answer or a failure is there, nobody reads the value any more, so that it can be wiped where it
 * is. */
static void
wipe_bearer (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");

  if (value == NULL)
    return;

  gh_secret_wipe ((char *)value, strlen (value));
  soup_message_headers_remove (headers, "Authorization");
}

static void
release_message (Exchange *exchange)
{
  if (exchange->message != NULL)
    wipe_bearer (exchange->message);
  g_clear_object (&exchange->message);
}

static void
exchange_free (Exchange *exchange)
{
  g_cancellable_disconnect (exchange->callers, exchange->callers_handler);
  g_clear_object (&exchange->callers);
  if (exchange->deadline != NULL)
    g_source_destroy (exchange->deadline);
  g_clear_pointer (&exchange->deadline, g_source_unref);
  if (exchange->pause != NULL)
    g_source_destroy (exchange->pause);
  g_clear_pointer (&exchange->pause, g_source_unref);
  g_clear_object (&exchange->cancellable);
  g_clear_object (&exchange->request);
  g_clear_object (&exchange->session);
  g_clear_object (&exchange->stream);
  release_message (exchange);
  g_clear_pointer (&exchange->body, gh_secret_builder_free);
  gh_secret_wipe (exchange->chunk, CHUNK_BYTES);
  g_free (exchange->chunk);
  g_free (exchange);
}

static void attempt (GTask *task);

static SoupSession *
new_session (void)
{
  SoupSession *session =
      soup_session_new_with_options ("user-agent", "Gatehouse/" GH_VERSION, "timeout", 0,
                                     "idle-timeout", 30, "max-conns", 16, "max-conns-per-host", 8,
                                     NULL);

  /* A 401 is an answer for the caller: nothing here answers a challenge by itself. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);

  return session;
}

static void
gh_http_client_dispose (GObject *object)
{
  GhHttpClient *self = GH_HTTP_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->direct_session);

  G_OBJECT_CLASS (gh_http_client_parent_class)->dispose (object);
}

static void
gh_http_client_class_init (GhHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_http_client_dispose;
}

static void
gh_http_client_init (GhHttpClient *self)
{
  self->session = new_session ();
  self->direct_session = new_session ();
  self->longest_deadline = G_MAXUINT;
  soup_session_set_proxy_resolver (self->direct_session, NULL);
}

/**
 * gh_http_client_new:
 * @tls_database: (nullable): certificates to trust, for tests; %NULL trusts what the system trusts
 *
 * Returns: (transfer full): a client
 */
GhHttpClient *
gh_http_client_new (GTlsDatabase *tls_database)
{
  GhHttpClient *self = g_object_new (GH_TYPE_HTTP_CLIENT, NULL);

  if (tls_database != NULL)
    {
      soup_session_set_tls_database (self->session, tls_database);
      soup_session_set_tls_database (self->direct_session, tls_database);
    }

  return self;
}

/**
 * gh_http_client_set_longest_deadline:
 * @self: a client
 * @seconds: the longest that an exchange may take, whatever its request says
 */
void
gh_http_client_set_longest_deadline (GhHttpClient *self, guint seconds)
{
  g_return_if_fail (GH_IS_HTTP_CLIENT (self));

  self->longest_deadline = seconds;
}

static gboolean
is_safe (Exchange *exchange)
{
  return g_str_equal (gh_http_request_get_method (exchange->request), "GET");
}

static void
log_exchange (Exchange *exchange, guint status, const char *request_id)
{
  GUri *uri = gh_http_request_get_uri (exchange->request);
  g_autofree char *host = gh_origin_dup_host (uri);

  gh_log_request (gh_http_request_get_method (exchange->request), host, g_uri_get_path (uri),
                  status, request_id);
}

/* Why the system does not trust whoever answered, as far as GLib tells; the gravest reason first.
 */
static const char *
explain_distrust (Exchange *exchange, const GError *cause)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (exchange->message);

  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _ ("this system does not trust who issued its certificate");
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _ ("its certificate was issued for another name");
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return _ ("its certificate was revoked");
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return _ ("its certificate has expired");
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _ ("its certificate is not valid yet");

  return cause->message;
}

/* What a failed attempt means for the caller. The effect of a request that is not a GET is unknown
 * from the moment in which its first bytes went out. */
static GError *
explain_failure (Exchange *exchange, const GError *cause)
{
  g_autofree char *host = gh_origin_dup_host (gh_http_request_get_uri (exchange->request));
  gboolean cancelled = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (exchange->sent && !is_safe (exchange))
    return g_error_new (GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING,
                        _ ("The request to %s was sent, but no answer came: whether it took effect "
                           "is not known"),
                        host);
  if (exchange->timed_out || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (GH_ERROR, GH_ERROR_TIMED_OUT, _ ("%s did not answer in time"), host);
  if (cancelled)
    return g_error_copy (cause);
  if (cause->domain == SOUP_SESSION_ERROR ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return g_error_new (GH_ERROR, GH_ERROR_PROTOCOL, _ ("The answer of %s can't be understood: %s"),
                        host, cause->message);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    return g_error_new (GH_ERROR, GH_ERROR_OFFLINE,
                        _ ("The connection to %s broke off within the answer"), host);
  if (cause->domain == G_TLS_ERROR)
    return g_error_new (GH_ERROR, GH_ERROR_OFFLINE,
                        _ ("The identity of %s could not be proved: %s"), host,
                        explain_distrust (exchange, cause));

  return g_error_new (GH_ERROR, GH_ERROR_OFFLINE, _ ("%s can't be reached: %s"), host,
                      cause->message);
}

static void
fail (GTask *task, const GError *cause)
{
  Exchange *exchange = g_task_get_task_data (task);

  log_exchange (exchange, 0, NULL);
  g_task_return_error (task, explain_failure (exchange, cause));
}

/* Seconds that the service wants to be left alone, or a short pause. */
static gint64
get_pause_seconds (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *value = soup_message_headers_get_one (headers, "Retry-After");
  gint64 seconds = exchange->attempts;

  gh_retry_after_parse (value, g_get_real_time () / G_USEC_PER_SEC, &seconds);

  return seconds;
}

static gboolean
should_repeat (Exchange *exchange, gint64 *pause)
{
  guint status = soup_message_get_status (exchange->message);
  gboolean passing =
      status == 429 || status == 500 || status == 502 || status == 503 || status == 504;

  if (!passing || !is_safe (exchange) || exchange->attempts >= MAX_ATTEMPTS)
    return FALSE;

  *pause = get_pause_seconds (exchange);
  return *pause <= LONGEST_WAIT_SECONDS &&
         g_get_monotonic_time () + *pause * G_USEC_PER_SEC < exchange->ends_at;
}

static gboolean
pause_over_cb (gpointer user_data)
{
  GTask *task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&exchange->pause, g_source_unref);
  if (g_cancellable_set_error_if_cancelled (exchange->cancellable, &error))
    fail (task, error);
  else
    attempt (task);

  return G_SOURCE_REMOVE;
}

/* A pause also ends when somebody cancels, which the child source sees to. The refusal's body is
 * not read; letting go of it gives its connection back. */
static void
repeat_after (GTask *task, gint64 seconds)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GSource) cancelled = g_cancellable_source_new (exchange->cancellable);

  g_clear_object (&exchange->stream);
  exchange->pause = g_timeout_source_new ((guint)(seconds * 1000));
  g_source_set_dummy_callback (cancelled);
  g_source_add_child_source (exchange->pause, cancelled);
  g_source_set_callback (exchange->pause, pause_over_cb, g_object_ref (task), g_object_unref);
  g_source_attach (exchange->pause, g_task_get_context (task));
}

static void
collect_header (const char *name, const char *value, gpointer user_data)
{
  GHashTable *headers = user_data;
  g_autofree char *key = g_ascii_strdown (name, -1);
  const char *known = g_hash_table_lookup (headers, key);
  char *joined = known != NULL ? g_strconcat (known, ", ", value, NULL) : g_strdup (value);

  g_hash_table_replace (headers, g_steal_pointer (&key), joined);
}

static void
complete (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GHashTable) headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GhSecret) body = gh_secret_builder_end (exchange->body);
  g_autoptr (GhHttpResponse) response = NULL;
  guint status = soup_message_get_status (exchange->message);

  soup_message_headers_foreach (soup_message_get_response_headers (exchange->message),
                                collect_header, headers);
  response = gh_http_response_new (status, headers, body);
  log_exchange (exchange, status, gh_http_response_get_request_id (response));
  g_task_return_pointer (task, g_steal_pointer (&response), g_object_unref);
}

static void read_on (GTask *task);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Exchange *exchange = g_task_get_task_data (task);
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (length < 0)
    {
      fail (task, error);
      return;
    }
  if (length == 0)
    {
      complete (task);
      return;
    }

  exchange->received += (gsize)length;
  if (exchange->received > MAX_BODY_BYTES)
    {
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_PROTOCOL,
                               _ ("The answer is longer than %u bytes and was not read"),
                               MAX_BODY_BYTES);
      return;
    }

  gh_secret_builder_append (exchange->body, exchange->chunk, (gsize)length);
  read_on (task);
}

static void
read_on (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_input_stream_read_async (exchange->stream, exchange->chunk, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                             exchange->cancellable, read_cb, g_object_ref (task));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Exchange *exchange = g_task_get_task_data (task);
  guint status;
  gint64 pause;

  g_clear_object (&exchange->stream);
  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      fail (task, error);
      return;
    }

  status = soup_message_get_status (exchange->message);
  if (status >= 300 && status < 400)
    {
      g_autofree char *host = gh_origin_dup_host (gh_http_request_get_uri (exchange->request));

      log_exchange (exchange, status, NULL);
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_UNTRUSTED_ORIGIN,
                               _ ("%s answered with a redirect, which is never followed"), host);
      return;
    }
  if (should_repeat (exchange, &pause))
    {
      repeat_after (task, pause);
      return;
    }

  read_on (task);
}

static void
going_out_cb (SoupMessage *message, Exchange *exchange)
{
  exchange->sent = TRUE;
}

static void
add_secrets (Exchange *exchange)
{
  GhSecret *bearer = gh_http_request_get_bearer (exchange->request);
  GhSecret *body = gh_http_request_get_body (exchange->request);
  const char *name = gh_http_request_get_header_name (exchange->request);
  SoupMessageHeaders *headers = soup_message_get_request_headers (exchange->message);

  if (bearer != NULL)
    {
      char *value = g_strconcat ("Bearer ", gh_secret_peek_text (bearer), NULL);

      soup_message_headers_replace (headers, "Authorization", value);
      gh_secret_free_text (value);
    }
  if (name != NULL)
    soup_message_headers_replace (headers, name,
                                  gh_secret_peek_text (
                                      gh_http_request_get_header_value (exchange->request)));
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = gh_secret_to_bytes (body);

      soup_message_set_request_body_from_bytes (exchange->message,
                                                gh_http_request_get_content_type (
                                                    exchange->request),
                                                bytes);
    }
}

/* A message can't be sent twice, so that each attempt makes its own. What changes something gets a
 * fresh connection: an idle one that the service has just closed would leave its effect unknown. */
static void
attempt (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  SoupMessageFlags flags = SOUP_MESSAGE_NO_REDIRECT;

  if (!is_safe (exchange))
    flags |= SOUP_MESSAGE_NEW_CONNECTION;

  exchange->attempts++;
  release_message (exchange);
  exchange->message = soup_message_new_from_uri (gh_http_request_get_method (exchange->request),
                                                 gh_http_request_get_uri (exchange->request));
  soup_message_set_flags (exchange->message, flags);
  soup_message_headers_replace (soup_message_get_request_headers (exchange->message), "Accept",
                                "application/json");
  add_secrets (exchange);
  g_signal_connect (exchange->message, "wrote-headers", G_CALLBACK (going_out_cb), exchange);
  soup_session_send_async (exchange->session, exchange->message, G_PRIORITY_DEFAULT,
                           exchange->cancellable, answered_cb, g_object_ref (task));
}

static gboolean
deadline_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->timed_out = TRUE;
  g_cancellable_cancel (exchange->cancellable);

  return G_SOURCE_REMOVE;
}

static void
caller_cancelled_cb (GCancellable *callers, GCancellable *own)
{
  g_cancellable_cancel (own);
}

static Exchange *
exchange_new (GhHttpClient *self, GhHttpRequest *request, guint deadline, GCancellable *callers)
{
  Exchange *exchange = g_new0 (Exchange, 1);
  gboolean direct = gh_http_request_is_direct (request) ||
                    gh_origin_is_loopback (gh_http_request_get_uri (request));

  exchange->request = g_object_ref (request);
  exchange->session = g_object_ref (direct ? self->direct_session : self->session);
  exchange->body = gh_secret_builder_new ();
  exchange->chunk = g_malloc (CHUNK_BYTES);
  exchange->ends_at = g_get_monotonic_time () + (gint64)deadline * G_USEC_PER_SEC;
  exchange->cancellable = g_cancellable_new ();
  if (callers != NULL)
    {
      exchange->callers = g_object_ref (callers);
      exchange->callers_handler =
          g_cancellable_connect (callers, G_CALLBACK (caller_cancelled_cb),
                                 g_object_ref (exchange->cancellable), g_object_unref);
    }

  return exchange;
}

/**
 * gh_http_client_send_async:
 * @self: a client
 * @request: what to send
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Sends @request and reads the whole answer.
 */
void
gh_http_client_send_async (GhHttpClient *self,
                           GhHttpRequest *request,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Exchange *exchange;
  guint deadline;

  g_return_if_fail (GH_IS_HTTP_CLIENT (self));
  g_return_if_fail (GH_IS_HTTP_REQUEST (request));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_http_client_send_async);
  /* Cancelling is explained by explain_failure(), which knows whether something went out. */
  g_task_set_check_cancellable (task, FALSE);
  deadline = MIN (gh_http_request_get_deadline (request), self->longest_deadline);
  exchange = exchange_new (self, request, deadline, cancellable);
  g_task_set_task_data (task, exchange, (GDestroyNotify)exchange_free);

  exchange->deadline = g_timeout_source_new_seconds (deadline);
  g_source_set_callback (exchange->deadline, deadline_cb, exchange, NULL);
  g_source_attach (exchange->deadline, g_task_get_context (task));

  attempt (task);
}

/**
 * gh_http_client_send_finish:
 * @self: a client
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): the answer, whatever its status below 300 or from 400 on; or %NULL with
 *   %GH_ERROR_OFFLINE, %GH_ERROR_TIMED_OUT, %GH_ERROR_PROTOCOL, %GH_ERROR_UNTRUSTED_ORIGIN,
 *   %GH_ERROR_CANCELLED_AFTER_SENDING or %G_IO_ERROR_CANCELLED
 */
GhHttpResponse *
gh_http_client_send_finish (GhHttpClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
