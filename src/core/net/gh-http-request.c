/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-http-request.h"

#include "gh-origin.h"

#define DEFAULT_DEADLINE_SECONDS 60

/**
 * GhHttpRequest:
 *
 * What shall be sent: method, address, body, bearer token, deadline. Body and token are secrets.
 */
struct _GhHttpRequest
{
  GObject parent_instance;

  char *method;
  GUri *uri;
  char *content_type;
  GhSecret *body;
  GhSecret *bearer;
  char *header_name;
  GhSecret *header_value;
  gboolean direct;
  guint deadline;
};

G_DEFINE_FINAL_TYPE (GhHttpRequest, gh_http_request, G_TYPE_OBJECT)

static void
gh_http_request_finalize (GObject *object)
{
  GhHttpRequest *self = GH_HTTP_REQUEST (object);

  g_free (self->method);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_free (self->content_type);
  g_clear_pointer (&self->body, gh_secret_unref);
  g_clear_pointer (&self->bearer, gh_secret_unref);
  g_free (self->header_name);
  g_clear_pointer (&self->header_value, gh_secret_unref);

  G_OBJECT_CLASS (gh_http_request_parent_class)->finalize (object);
}

static void
gh_http_request_class_init (GhHttpRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_http_request_finalize;
}

static void
gh_http_request_init (GhHttpRequest *self)
{
  self->deadline = DEFAULT_DEADLINE_SECONDS;
}

/**
 * gh_http_request_new:
 * @method: "GET", "POST", "PATCH"…
 * @uri: where to send it
 *
 * Returns: (transfer full): a request without body
 */
GhHttpRequest *
gh_http_request_new (const char *method, GUri *uri)
{
  GhHttpRequest *self = g_object_new (GH_TYPE_HTTP_REQUEST, NULL);

  self->method = g_strdup (method);
  self->uri = g_uri_ref (uri);

  return self;
}

/**
 * gh_http_request_get_method:
 * @self: a request
 *
 * Returns: (transfer none): the HTTP method
 */
const char *
gh_http_request_get_method (GhHttpRequest *self)
{
  return self->method;
}

/**
 * gh_http_request_get_uri:
 * @self: a request
 *
 * Returns: (transfer none): where it goes
 */
GUri *
gh_http_request_get_uri (GhHttpRequest *self)
{
  return self->uri;
}

/**
 * gh_http_request_set_body:
 * @self: a request
 * @content_type: its media type
 * @body: the bytes
 */
void
gh_http_request_set_body (GhHttpRequest *self, const char *content_type, GhSecret *body)
{
  g_clear_pointer (&self->body, gh_secret_unref);
  g_free (self->content_type);
  self->content_type = g_strdup (content_type);
  self->body = gh_secret_ref (body);
}

/**
 * gh_http_request_get_body:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the body
 */
GhSecret *
gh_http_request_get_body (GhHttpRequest *self)
{
  return self->body;
}

/**
 * gh_http_request_get_content_type:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the media type of the body
 */
const char *
gh_http_request_get_content_type (GhHttpRequest *self)
{
  return self->content_type;
}

/**
 * gh_http_request_set_bearer:
 * @self: a request over https, or to this machine
 * @token: (nullable): an access token
 *
 * A token never goes over plain http to another machine: that is a programming error, and the
 * request then stays without one.
 */
void
gh_http_request_set_bearer (GhHttpRequest *self, GhSecret *token)
{
  g_return_if_fail (g_str_equal (g_uri_get_scheme (self->uri), "https") ||
                    gh_origin_is_loopback (self->uri));

  g_clear_pointer (&self->bearer, gh_secret_unref);
  if (token != NULL)
    self->bearer = gh_secret_ref (token);
}

/**
 * gh_http_request_get_bearer:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the access token
 */
GhSecret *
gh_http_request_get_bearer (GhHttpRequest *self)
{
  return self->bearer;
}

/**
 * gh_http_request_set_header:
 * @self: a request
 * @name: name of a header that no request has by itself
 * @value: its value, a line of text
 */
void
gh_http_request_set_header (GhHttpRequest *self, const char *name, GhSecret *value)
{
  g_free (self->header_name);
  g_clear_pointer (&self->header_value, gh_secret_unref);
  self->header_name = g_strdup (name);
  self->header_value = gh_secret_ref (value);
}

/**
 * gh_http_request_get_header_name:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the name of the header that was added
 */
const char *
gh_http_request_get_header_name (GhHttpRequest *self)
{
  return self->header_name;
}

/**
 * gh_http_request_get_header_value:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the value of the header that was added
 */
GhSecret *
gh_http_request_get_header_value (GhHttpRequest *self)
{
  return self->header_value;
}

/**
 * gh_http_request_set_direct:
 * @self: a request
 * @direct: whether it goes past every proxy
 */
void
gh_http_request_set_direct (GhHttpRequest *self, gboolean direct)
{
  self->direct = direct;
}

/**
 * gh_http_request_is_direct:
 * @self: a request
 *
 * Returns: whether it goes past every proxy
 */
gboolean
gh_http_request_is_direct (GhHttpRequest *self)
{
  return self->direct;
}

/**
 * gh_http_request_set_deadline:
 * @self: a request
 * @seconds: for the whole exchange, repetitions included
 */
void
gh_http_request_set_deadline (GhHttpRequest *self, guint seconds)
{
  self->deadline = seconds;
}

/**
 * gh_http_request_get_deadline:
 * @self: a request
 *
 * Returns: seconds for the whole exchange
 */
guint
gh_http_request_get_deadline (GhHttpRequest *self)
{
  return self->deadline;
}
