/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-device-sign-in.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-form.h"
#include "gh-json.h"
#include "gh-origin.h"
#include "gh-person-answer.h"
#include "gh-token-endpoint.h"

#define GRANT_TYPE "urn:ietf:params:oauth:grant-type:device_code"
#define DEADLINE_SECONDS 30
/* RFC 8628, 3.2 and 3.5 */
#define DEFAULT_INTERVAL 5
#define SLOW_DOWN_SECONDS 5
#define LONGEST_INTERVAL 60
#define LONGEST_LIFETIME 3600
#define MAX_CODE_CHARACTERS 64

struct _GhDeviceSignIn
{
  GObject parent_instance;

  GhHttpClient *http;
  GhClock *clock;
  GhCloud *cloud;
  char *tenant;
  char *client_id;
  GhTokenEndpoint *endpoint;

  char *user_code;
  char *verification_uri;
  GhSecret *device_code;
  gint64 expires_at;
  guint interval;
  guint seconds_left;

  GTask *task;
  GSource *poll;
  GSource *tick;
};

enum
{
  PROP_0,
  PROP_USER_CODE,
  PROP_VERIFICATION_URI,
  PROP_SECONDS_LEFT,
  PROP_INTERVAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint code_ready_signal;

G_DEFINE_FINAL_TYPE (GhDeviceSignIn, gh_device_sign_in, G_TYPE_OBJECT)

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
gh_device_sign_in_finalize (GObject *object)
{
  GhDeviceSignIn *self = GH_DEVICE_SIGN_IN (object);

  clear_source (&self->poll);
  clear_source (&self->tick);
  g_clear_object (&self->http);
  g_clear_object (&self->clock);
  g_clear_object (&self->cloud);
  g_clear_object (&self->endpoint);
  g_free (self->tenant);
  g_free (self->client_id);
  g_free (self->user_code);
  g_free (self->verification_uri);
  g_clear_pointer (&self->device_code, gh_secret_unref);

  G_OBJECT_CLASS (gh_device_sign_in_parent_class)->finalize (object);
}

static void
gh_device_sign_in_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhDeviceSignIn *self = GH_DEVICE_SIGN_IN (object);

  switch (id)
    {
    case PROP_USER_CODE:
      g_value_set_string (value, self->user_code);
      break;
    case PROP_VERIFICATION_URI:
      g_value_set_string (value, self->verification_uri);
      break;
    case PROP_SECONDS_LEFT:
      g_value_set_uint (value, self->seconds_left);
      break;
    case PROP_INTERVAL:
      g_value_set_uint (value, self->interval);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_device_sign_in_class_init (GhDeviceSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = gh_device_sign_in_finalize;
  object_class->get_property = gh_device_sign_in_get_property;

  properties[PROP_USER_CODE] = g_param_spec_string ("user-code", NULL, NULL, NULL, flags);
  properties[PROP_VERIFICATION_URI] =
      g_param_spec_string ("verification-uri", NULL, NULL, NULL, flags);
  properties[PROP_SECONDS_LEFT] =
      g_param_spec_uint ("seconds-left", NULL, NULL, 0, LONGEST_LIFETIME, 0, flags);
  properties[PROP_INTERVAL] =
      g_param_spec_uint ("interval", NULL, NULL, 0, LONGEST_INTERVAL, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  code_ready_signal = g_signal_new ("code-ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gh_device_sign_in_init (GhDeviceSignIn *self)
{
}

/**
 * gh_device_sign_in_new:
 * @http: the HTTP client
 * @clock: what time it is
 * @cloud: where to sign in
 * @tenant: a GUID, a domain or "organizations"
 * @client_id: an application that allows public client flows
 *
 * Returns: (transfer full): an attempt that was not begun
 */
GhDeviceSignIn *
gh_device_sign_in_new (GhHttpClient *http,
                       GhClock *clock,
                       GhCloud *cloud,
                       const char *tenant,
                       const char *client_id)
{
  GhDeviceSignIn *self = g_object_new (GH_TYPE_DEVICE_SIGN_IN, NULL);

  self->http = g_object_ref (http);
  self->clock = g_object_ref (clock);
  self->cloud = g_object_ref (cloud);
  self->tenant = g_strdup (tenant);
  self->client_id = g_strdup (client_id);
  self->endpoint = gh_token_endpoint_new (http, cloud, tenant, client_id);

  return self;
}

/* The attempt is over before anybody is told. */
static GTask *
end (GhDeviceSignIn *self)
{
  clear_source (&self->poll);
  clear_source (&self->tick);

  return g_steal_pointer (&self->task);
}

static void
fail (GhDeviceSignIn *self, const GError *error)
{
  g_autoptr (GTask) task = end (self);

  g_task_return_error (task, g_error_copy (error));
}

static void
fail_with (GhDeviceSignIn *self, int code, const char *text)
{
  g_autoptr (GError) error = g_error_new_literal (GH_ERROR, code, text);

  fail (self, error);
}

static void poll_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static gboolean
poll_due_cb (gpointer user_data)
{
  GhDeviceSignIn *self = user_data;
  GCancellable *cancellable = g_task_get_cancellable (self->task);
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GhSecretBuilder) form = NULL;

  g_clear_pointer (&self->poll, g_source_unref);
  if (g_cancellable_set_error_if_cancelled (cancellable, &cancelled))
    {
      fail (self, cancelled);
      return G_SOURCE_REMOVE;
    }
  if (gh_clock_now (self->clock) >= self->expires_at)
    {
      fail_with (self, GH_ERROR_TIMED_OUT,
                 _ ("The code has expired before it was used. Get a new one."));
      return G_SOURCE_REMOVE;
    }

  form = gh_token_endpoint_begin_form (self->endpoint, GRANT_TYPE, NULL);
  gh_form_append_secret (form, "device_code", self->device_code);
  gh_token_endpoint_send_async (self->endpoint, form, cancellable, poll_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
poll_later (GhDeviceSignIn *self)
{
  g_autoptr (GSource) cancelled = g_cancellable_source_new (g_task_get_cancellable (self->task));

  self->poll = g_timeout_source_new_seconds (self->interval);
  g_source_set_dummy_callback (cancelled);
  g_source_add_child_source (self->poll, cancelled);
  g_source_set_callback (self->poll, poll_due_cb, self, NULL);
  g_source_attach (self->poll, g_task_get_context (self->task));
}

static void
slow_down (GhDeviceSignIn *self)
{
  self->interval = MIN (self->interval + SLOW_DOWN_SECONDS, LONGEST_INTERVAL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INTERVAL]);
}

/* Numbers of the vendor's device flow, `error` of RFC 8628; either may be missing. */
static gboolean
says (GhEntraError *refusal, guint number, const char *error, const char *other)
{
  return refusal->number == number || g_strcmp0 (refusal->error, error) == 0 ||
         (other != NULL && g_strcmp0 (refusal->error, other) == 0);
}

static void
take_refusal (GhDeviceSignIn *self, GhEntraError *refusal, const GError *error)
{
  g_autoptr (GError) blocked = NULL;

  if (g_strcmp0 (refusal->error, "slow_down") == 0)
    {
      slow_down (self);
      poll_later (self);
    }
  else if (says (refusal, 70016, "authorization_pending", NULL))
    poll_later (self);
  else if (refusal->kind == GH_ENTRA_TRANSIENT || refusal->kind == GH_ENTRA_THROTTLED)
    {
      slow_down (self);
      poll_later (self);
    }
  else if (says (refusal, 70019, "expired_token", "code_expired") || refusal->number == 70020)
    fail_with (self, GH_ERROR_TIMED_OUT,
               _ ("The code has expired before it was used. Get a new one."));
  else if (g_strcmp0 (refusal->error, "authorization_declined") == 0 ||
           g_strcmp0 (refusal->error, "access_denied") == 0)
    fail_with (self, GH_ERROR_DECLINED, _ ("The sign-in was declined on the other device."));
  else if (says (refusal, 70018, "bad_verification_code", NULL))
    fail_with (self, GH_ERROR_REFUSED, _ ("The code was used before. Get a new one."));
  else if (refusal->number == 53003 || refusal->number == 530036)
    {
      blocked = g_error_new (GH_ERROR, GH_ERROR_REFUSED,
                             _ ("A policy of the tenant blocks signing in with a device code, as "
                                "the vendor recommends. Sign in with the browser. (AADSTS%u)"),
                             refusal->number);
      fail (self, blocked);
    }
  else
    fail (self, error);
}

static void
poll_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhDeviceSignIn) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhEntraError) refusal = NULL;
  g_autoptr (GhSignInResult) signed_in = NULL;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GhTokenAnswer) answer =
      gh_token_endpoint_finish (GH_TOKEN_ENDPOINT (source), result, &refusal, &error);

  if (answer != NULL)
    {
      signed_in =
          gh_person_answer_read (answer, self->cloud, self->tenant, self->client_id, NULL,
                                 GH_SIGN_IN_DEVICE_CODE, gh_clock_now (self->clock), &error);
      task = end (self);
      if (signed_in != NULL)
        g_task_return_pointer (task, g_steal_pointer (&signed_in), g_object_unref);
      else
        g_task_return_error (task, g_steal_pointer (&error));
    }
  else if (refusal != NULL)
    take_refusal (self, refusal, error);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_OFFLINE) ||
           g_error_matches (error, GH_ERROR, GH_ERROR_TIMED_OUT))
    {
      /* RFC 8628, 3.5: a poll that got no answer is tried again, more slowly. */
      slow_down (self);
      poll_later (self);
    }
  else
    fail (self, error);
}

static void
count_down (GhDeviceSignIn *self)
{
  gint64 left = self->expires_at - gh_clock_now (self->clock);

  self->seconds_left = (guint)CLAMP (left, 0, LONGEST_LIFETIME);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS_LEFT]);
}

static gboolean
tick_cb (gpointer user_data)
{
  count_down (user_data);

  return G_SOURCE_CONTINUE;
}

/* Shown and copied: nothing but what can be typed. */
static gboolean
is_code (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      return FALSE;

  return length > 0 && length <= MAX_CODE_CHARACTERS;
}

/* Opened in a browser: https, or this machine. */
static gboolean
is_address (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && g_uri_get_userinfo (uri) == NULL &&
         (g_str_equal (g_uri_get_scheme (uri), "https") || gh_origin_is_loopback (uri));
}

static gboolean
read_code (GhDeviceSignIn *self, JsonObject *body, GError **error)
{
  const char *device_code = NULL;
  const char *user_code = NULL;
  const char *address = NULL;
  gint64 lifetime = 0;
  gint64 interval = DEFAULT_INTERVAL;

  if (!gh_json_read_string (body, "device_code", GH_JSON_REQUIRED, &device_code, error) ||
      !gh_json_read_string (body, "user_code", GH_JSON_REQUIRED, &user_code, error) ||
      !gh_json_read_string (body, "verification_uri", GH_JSON_REQUIRED, &address, error) ||
      !gh_json_read_integer (body, "expires_in", GH_JSON_REQUIRED, &lifetime, error) ||
      !gh_json_read_integer (body, "interval", GH_JSON_OPTIONAL, &interval, error))
    return FALSE;
  if (!is_code (user_code) || !is_address (address) || *device_code == '\0')
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_PROTOCOL, "code or address can’t be shown");
      return FALSE;
    }

  self->device_code = gh_secret_new_text (device_code);
  self->user_code = g_strdup (user_code);
  self->verification_uri = g_strdup (address);
  self->expires_at = gh_clock_now (self->clock) + CLAMP (lifetime, 0, LONGEST_LIFETIME);
  self->interval = (guint)CLAMP (interval, 1, LONGEST_INTERVAL);

  return TRUE;
}

static void
show_code (GhDeviceSignIn *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER_CODE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERIFICATION_URI]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INTERVAL]);
  count_down (self);
  self->tick = g_timeout_source_new_seconds (1);
  g_source_set_callback (self->tick, tick_cb, self, NULL);
  g_source_attach (self->tick, g_task_get_context (self->task));
  poll_later (self);
  g_signal_emit (self, code_ready_signal, 0);
}

static void
take_code (GhDeviceSignIn *self, GhHttpResponse *response)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhEntraError) refusal = NULL;
  g_autoptr (JsonObject) body = NULL;

  if (gh_http_response_get_status (response) >= 400)
    {
      refusal = gh_entra_error_new_from_response (response);
      error = gh_entra_error_to_error (refusal);
      fail (self, error);
      return;
    }

  body = gh_http_response_read_object (response, &cause);
  if (body != NULL && read_code (self, body, &cause))
    {
      show_code (self);
      return;
    }
  error = g_error_new (GH_ERROR, GH_ERROR_PROTOCOL,
                       _ ("The authority’s answer can’t be understood: %s"), cause->message);
  fail (self, error);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhDeviceSignIn) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (GhHttpResponse) response =
      gh_http_client_send_finish (GH_HTTP_CLIENT (source), result, &error);

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (self->task), &cancelled))
    fail (self, cancelled);
  else if (response != NULL)
    take_code (self, response);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING))
    fail_with (self, GH_ERROR_OFFLINE, _ ("The authority did not answer. Try again."));
  else
    fail (self, error);
}

/**
 * gh_device_sign_in_run_async:
 * @self: an attempt that was not begun
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Gets a code, emits "code-ready" and asks until somebody has used it.
 */
void
gh_device_sign_in_run_async (GhDeviceSignIn *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GhSecretBuilder) form = gh_secret_builder_new ();
  g_autoptr (GhSecret) body = NULL;
  g_autoptr (GUri) uri =
      gh_token_endpoint_build_uri (self->cloud, self->tenant, "devicecode", NULL);
  g_autoptr (GhHttpRequest) request = gh_http_request_new ("POST", uri);
  g_autofree char *scope =
      gh_token_endpoint_dup_scope (gh_cloud_get_powerbi_audience (self->cloud));

  g_return_if_fail (GH_IS_DEVICE_SIGN_IN (self) && self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, gh_device_sign_in_run_async);
  gh_form_append (form, "client_id", self->client_id);
  gh_form_append (form, "scope", scope);
  body = gh_secret_builder_end (form);
  gh_http_request_set_body (request, "application/x-www-form-urlencoded", body);
  gh_http_request_set_deadline (request, DEADLINE_SECONDS);
  gh_http_client_send_async (self->http, request, cancellable, begun_cb, g_object_ref (self));
}

/**
 * gh_device_sign_in_run_finish:
 * @self: an attempt
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): who signed in; or %NULL with %GH_ERROR_TIMED_OUT when the code has
 *   expired, %GH_ERROR_DECLINED, %G_IO_ERROR_CANCELLED, or what the authority said
 */
GhSignInResult *
gh_device_sign_in_run_finish (GhDeviceSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_device_sign_in_get_user_code:
 * @self: an attempt
 *
 * Returns: (transfer none) (nullable): what to type at the other device
 */
const char *
gh_device_sign_in_get_user_code (GhDeviceSignIn *self)
{
  g_return_val_if_fail (GH_IS_DEVICE_SIGN_IN (self), NULL);

  return self->user_code;
}

/**
 * gh_device_sign_in_get_verification_uri:
 * @self: an attempt
 *
 * Returns: (transfer none) (nullable): where to type it; whose address that is, is shown
 */
const char *
gh_device_sign_in_get_verification_uri (GhDeviceSignIn *self)
{
  g_return_val_if_fail (GH_IS_DEVICE_SIGN_IN (self), NULL);

  return self->verification_uri;
}

/**
 * gh_device_sign_in_get_seconds_left:
 * @self: an attempt
 *
 * Returns: how long the code is still good
 */
guint
gh_device_sign_in_get_seconds_left (GhDeviceSignIn *self)
{
  g_return_val_if_fail (GH_IS_DEVICE_SIGN_IN (self), 0);

  return self->seconds_left;
}
