/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-redirect-listener.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "gh-error.h"
#include "gh-loopback.h"
#include "gh-redirect-page.h"

#define FORM_TYPE "application/x-www-form-urlencoded"

struct _GhRedirectListener
{
  GObject parent_instance;

  GhSecret *state;
  SoupServer *server;
  guint port;
  GhRedirectAnswer *answer;
  GSource *announcement;
};

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhRedirectListener, gh_redirect_listener, G_TYPE_OBJECT)

static void
gh_redirect_listener_dispose (GObject *object)
{
  GhRedirectListener *self = GH_REDIRECT_LISTENER (object);

  gh_redirect_listener_stop (self);
  g_clear_pointer (&self->answer, gh_redirect_answer_unref);

  G_OBJECT_CLASS (gh_redirect_listener_parent_class)->dispose (object);
}

static void
gh_redirect_listener_class_init (GhRedirectListenerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_redirect_listener_dispose;

  /**
   * GhRedirectListener::answered:
   * @self: the listener
   * @answer: what the authority sent
   */
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_REDIRECT_ANSWER);
}

static void
gh_redirect_listener_init (GhRedirectListener *self)
{
}

/**
 * gh_redirect_listener_new:
 * @state: the state of this attempt, good for one answer
 *
 * Returns: (transfer full): a listener that does not listen yet
 */
GhRedirectListener *
gh_redirect_listener_new (GhSecret *state)
{
  GhRedirectListener *self = g_object_new (GH_TYPE_REDIRECT_LISTENER, NULL);

  self->state = gh_secret_ref (state);

  return self;
}

static void
respond (SoupServerMessage *message, guint status, GhRedirectPage page)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  char *html = gh_redirect_page_dup_html (page);

  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, html,
                                    strlen (html));
}

/* A page of somebody else that resolves to this address has another name in Host. */
static gboolean
is_own_host (GhRedirectListener *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *host = soup_message_headers_get_one (headers, "Host");
  g_autofree char *name = g_strdup_printf ("localhost:%u", self->port);
  g_autofree char *number = g_strdup_printf ("127.0.0.1:%u", self->port);

  return host != NULL && (g_ascii_strcasecmp (host, name) == 0 || g_str_equal (host, number));
}

static gboolean
is_form (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return type != NULL && g_ascii_strcasecmp (type, FORM_TYPE) == 0;
}

/* The state is good once: from here on every other answer belongs to no sign-in. */
static gboolean
accept_answer (GhRedirectListener *self, const char *form, gsize length, GError **error)
{
  g_autoptr (GhRedirectAnswer) answer = gh_redirect_answer_parse (form, length, self->state, error);

  if (answer == NULL)
    return FALSE;

  g_clear_pointer (&self->state, gh_secret_unref);
  self->answer = g_steal_pointer (&answer);
  return TRUE;
}

static gboolean
announce_cb (gpointer user_data)
{
  GhRedirectListener *self = user_data;

  g_clear_pointer (&self->announcement, g_source_unref);
  g_signal_emit (self, signals[ANSWERED], 0, self->answer);

  return G_SOURCE_REMOVE;
}

/* Not from inside the server's own callback, since who is told will stop the server. */
static void
announce_soon (GhRedirectListener *self)
{
  if (self->server == NULL || self->announcement != NULL)
    return;

  self->announcement = g_idle_source_new ();
  g_source_set_callback (self->announcement, announce_cb, g_object_ref (self), g_object_unref);
  g_source_attach (self->announcement, g_main_context_get_thread_default ());
}

static void
page_written_cb (SoupServerMessage *message, GhRedirectListener *self)
{
  announce_soon (self);
}

static void
handle_answer (GhRedirectListener *self, SoupServerMessage *message, const char *form, gsize length)
{
  if (form == NULL || !accept_answer (self, form, length, NULL))
    {
      respond (message, SOUP_STATUS_BAD_REQUEST, GH_REDIRECT_PAGE_STRANGE);
      return;
    }

  respond (message, SOUP_STATUS_OK,
           self->answer->code != NULL ? GH_REDIRECT_PAGE_DONE : GH_REDIRECT_PAGE_REFUSED);
  g_signal_connect_object (message, "finished", G_CALLBACK (page_written_cb), self, 0);
}

static void
handle_form (GhRedirectListener *self, SoupServerMessage *message)
{
  g_autoptr (GBytes) body =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  gsize length;
  const char *form = g_bytes_get_data (body, &length);

  if (is_form (message))
    handle_answer (self, message, form, length);
  else
    respond (message, SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE, GH_REDIRECT_PAGE_STRANGE);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  GhRedirectListener *self = user_data;
  GUri *uri = soup_server_message_get_uri (message);
  const char *method = soup_server_message_get_method (message);
  const char *text = g_uri_get_query (uri);

  if (!is_own_host (self, message))
    respond (message, SOUP_STATUS_MISDIRECTED_REQUEST, GH_REDIRECT_PAGE_STRANGE);
  else if (!g_str_equal (g_uri_get_path (uri), "/"))
    respond (message, SOUP_STATUS_NOT_FOUND, GH_REDIRECT_PAGE_STRANGE);
  else if (g_str_equal (method, "GET"))
    handle_answer (self, message, text, text != NULL ? strlen (text) : 0);
  else if (g_str_equal (method, "POST"))
    handle_form (self, message);
  else
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow",
                                    "GET, POST");
      respond (message, SOUP_STATUS_METHOD_NOT_ALLOWED, GH_REDIRECT_PAGE_STRANGE);
    }
}

/* A refusal when the headers are there keeps the handler from being called. The server reads the
 * body all the same, and here throws it away as it comes. */
static void
refuse_body (SoupServerMessage *message, guint status)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  respond (message, status, GH_REDIRECT_PAGE_STRANGE);
}

/* The server collects a whole body before it calls anybody, so one that is too long is refused
 * before that. A browser never sends a form in chunks. */
static void
got_headers_cb (SoupServerMessage *message, gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupEncoding encoding = soup_message_headers_get_encoding (headers);

  if (encoding == SOUP_ENCODING_CHUNKED)
    refuse_body (message, SOUP_STATUS_LENGTH_REQUIRED);
  else if (encoding == SOUP_ENCODING_CONTENT_LENGTH &&
           soup_message_headers_get_content_length (headers) > GH_REDIRECT_MAX_BYTES)
    refuse_body (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE);
}

static void
request_started_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), NULL);
}

/**
 * gh_redirect_listener_start:
 * @self: a listener
 * @error: return location
 *
 * Listens on one free port of 127.0.0.1 and, where there is IPv6, ::1: a browser takes either for
 * localhost. Runs on the thread-default main context.
 *
 * Returns: whether it listens now
 */
gboolean
gh_redirect_listener_start (GhRedirectListener *self, GError **error)
{
  g_autoptr (GSocket) ipv4 = NULL;
  g_autoptr (GSocket) ipv6 = NULL;

  g_return_val_if_fail (self->server == NULL, FALSE);

  if (!gh_loopback_open (&ipv4, &ipv6, &self->port, error))
    return FALSE;

  self->server = soup_server_new ("server-header", NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), NULL);

  if (soup_server_listen_socket (self->server, ipv4, 0, error) &&
      (ipv6 == NULL || soup_server_listen_socket (self->server, ipv6, 0, error)))
    return TRUE;

  gh_redirect_listener_stop (self);
  return FALSE;
}

/**
 * gh_redirect_listener_stop:
 * @self: a listener
 *
 * Closes the port and every connection; nothing is emitted afterwards.
 */
void
gh_redirect_listener_stop (GhRedirectListener *self)
{
  g_clear_pointer (&self->state, gh_secret_unref);
  if (self->announcement != NULL)
    g_source_destroy (self->announcement);
  g_clear_pointer (&self->announcement, g_source_unref);

  if (self->server == NULL)
    return;

  soup_server_remove_handler (self->server, NULL);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

/**
 * gh_redirect_listener_get_port:
 * @self: a listener
 *
 * Returns: the port, which stays known after the end; 0 before the start
 */
guint
gh_redirect_listener_get_port (GhRedirectListener *self)
{
  return self->port;
}

/**
 * gh_redirect_listener_dup_redirect_uri:
 * @self: a listener that was started
 *
 * A registered `http://localhost` matches with every port; the portal takes no `127.0.0.1`
 * (Microsoft identity platform, "Redirect URI restrictions and limitations").
 *
 * Returns: (transfer full): the redirect URI
 */
char *
gh_redirect_listener_dup_redirect_uri (GhRedirectListener *self)
{
  return g_strdup_printf ("http://localhost:%u", self->port);
}

static gboolean
is_own_address (GhRedirectListener *self, GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  const char *path = g_uri_get_path (uri);

  return g_str_equal (g_uri_get_scheme (uri), "http") && g_uri_get_userinfo (uri) == NULL &&
         host != NULL &&
         (g_ascii_strcasecmp (host, "localhost") == 0 || g_str_equal (host, "127.0.0.1")) &&
         g_uri_get_port (uri) == (int)self->port && (*path == '\0' || g_str_equal (path, "/"));
}

/**
 * gh_redirect_listener_submit_address:
 * @self: a listener
 * @address: what stood in the browser's address bar
 * @error: return location
 *
 * Takes an answer from the user instead of the network.
 *
 * Returns: whether "answered" will come; %FALSE with %GH_ERROR_INVALID_INPUT and the wait goes on
 */
gboolean
gh_redirect_listener_submit_address (GhRedirectListener *self, const char *address, GError **error)
{
  g_autofree char *text = g_strstrip (g_strndup (address, GH_REDIRECT_MAX_BYTES));
  g_autoptr (GUri) uri =
      g_uri_parse (text, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  const char *query = uri != NULL ? g_uri_get_query (uri) : NULL;
  gboolean accepted = FALSE;

  if (self->server == NULL)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                         _ ("No sign-in waits for an address."));
  else if (uri == NULL || !is_own_address (self, uri))
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                 _ ("This is not the address of the last page, which begins with "
                    "http://localhost:%u/."),
                 self->port);
  else if (query == NULL)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                         _ ("The address holds no answer. Copy it whole, with all that follows "
                            "the question mark."));
  else
    accepted = accept_answer (self, query, strlen (query), error);

  gh_secret_wipe (text, strlen (text));
  if (accepted)
    announce_soon (self);

  return accepted;
}
