/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-browser-sign-in.h"

#include <glib/gi18n-lib.h>

#include "gh-authorize-request.h"
#include "gh-error.h"
#include "gh-redirect-listener.h"
#include "gh-token-endpoint.h"

struct _GhBrowserSignIn
{
  GObject parent_instance;

  GhHttpClient *http;
  GhClock *clock;
  GhCloud *cloud;
  char *tenant;
  char *client_id;
  char *login_hint;
  gboolean paste_mode;
  char *claims;

  gboolean used;
  GhRedirectListener *listener;
  GhAuthorizeRequest *request;
  char *redirect_uri;
  char *link;

  GTask *task;
  GSource *tick;
  GSource *cancelled;
  gint64 ends_at;
  guint seconds_left;
};

enum
{
  PROP_0,
  PROP_LINK,
  PROP_SECONDS_LEFT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  LINK_READY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhBrowserSignIn, gh_browser_sign_in, G_TYPE_OBJECT)

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* After this nothing listens and nothing wakes up any more, whichever way the wait ended. */
static void
stop_waiting (GhBrowserSignIn *self)
{
  clear_source (&self->tick);
  clear_source (&self->cancelled);
  if (self->listener == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->listener, self);
  gh_redirect_listener_stop (self->listener);
  g_clear_object (&self->listener);
}

static void
gh_browser_sign_in_dispose (GObject *object)
{
  GhBrowserSignIn *self = GH_BROWSER_SIGN_IN (object);

  stop_waiting (self);
  g_clear_object (&self->cloud);
  g_clear_object (&self->clock);
  g_clear_object (&self->http);

  G_OBJECT_CLASS (gh_browser_sign_in_parent_class)->dispose (object);
}

static void
gh_browser_sign_in_finalize (GObject *object)
{
  GhBrowserSignIn *self = GH_BROWSER_SIGN_IN (object);

  g_free (self->tenant);
  g_free (self->client_id);
  g_free (self->login_hint);
  g_free (self->redirect_uri);
  g_free (self->claims);
  g_clear_pointer (&self->request, gh_authorize_request_free);
  gh_secret_free_text (self->link);

  G_OBJECT_CLASS (gh_browser_sign_in_parent_class)->finalize (object);
}

static void
gh_browser_sign_in_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhBrowserSignIn *self = GH_BROWSER_SIGN_IN (object);

  switch (id)
    {
    case PROP_LINK:
      g_value_set_string (value, self->link);
      break;
    case PROP_SECONDS_LEFT:
      g_value_set_uint (value, self->seconds_left);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_browser_sign_in_class_init (GhBrowserSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = gh_browser_sign_in_dispose;
  object_class->finalize = gh_browser_sign_in_finalize;
  object_class->get_property = gh_browser_sign_in_get_property;

  properties[PROP_LINK] = g_param_spec_string ("link", NULL, NULL, NULL, flags);
  properties[PROP_SECONDS_LEFT] =
      g_param_spec_uint ("seconds-left", NULL, NULL, 0, GH_BROWSER_SIGN_IN_SECONDS,
                         GH_BROWSER_SIGN_IN_SECONDS, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * GhBrowserSignIn::link-ready:
   * @self: the attempt
   * @link: what to open in the browser
   */
  signals[LINK_READY] = g_signal_new ("link-ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gh_browser_sign_in_init (GhBrowserSignIn *self)
{
  self->seconds_left = GH_BROWSER_SIGN_IN_SECONDS;
}

/**
 * gh_browser_sign_in_new:
 * @http: the HTTP client
 * @clock: the clock by which the limit and the id_token are judged
 * @cloud: where to sign in
 * @tenant: a GUID, a domain or "organizations"
 * @client_id: the application
 * @login_hint: (nullable): who is expected to sign in
 *
 * Returns: (transfer full): an attempt that was not started
 */
GhBrowserSignIn *
gh_browser_sign_in_new (GhHttpClient *http,
                        GhClock *clock,
                        GhCloud *cloud,
                        const char *tenant,
                        const char *client_id,
                        const char *login_hint)
{
  GhBrowserSignIn *self = g_object_new (GH_TYPE_BROWSER_SIGN_IN, NULL);

  self->http = g_object_ref (http);
  self->clock = g_object_ref (clock);
  self->cloud = g_object_ref (cloud);
  self->tenant = g_strdup (tenant);
  self->client_id = g_strdup (client_id);
  self->login_hint = g_strdup (login_hint);

  return self;
}

static void
finish (GhBrowserSignIn *self, GhSignInResult *result, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  stop_waiting (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, g_object_unref);
}

/* Here somebody is signing in already: that a sign-in is needed would be no help. */
static GError *
take_error (GError *error)
{
  if (g_error_matches (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED))
    error->code = GH_ERROR_REFUSED;

  return error;
}

static void
redeemed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhBrowserSignIn) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSignInResult) sign_in = NULL;
  g_autoptr (GhTokenAnswer) answer =
      gh_token_endpoint_finish (GH_TOKEN_ENDPOINT (source), result, NULL, &error);

  if (answer != NULL)
    sign_in = gh_authorize_request_read_answer (self->request, answer, gh_clock_now (self->clock),
                                                &error);

  if (sign_in != NULL)
    finish (self, g_steal_pointer (&sign_in), NULL);
  else
    finish (self, NULL, take_error (g_steal_pointer (&error)));
}

static void
redeem (GhBrowserSignIn *self, GhSecret *code)
{
  g_autoptr (GhTokenEndpoint) endpoint =
      gh_token_endpoint_new (self->http, self->cloud, self->tenant, self->client_id);

  gh_token_endpoint_redeem_async (endpoint, code, gh_authorize_request_get_verifier (self->request),
                                  self->redirect_uri,
                                  gh_authorize_request_get_audience (self->request),
                                  g_task_get_cancellable (self->task), redeemed_cb,
                                  g_object_ref (self));
}

/* The page is written by now, so that nobody looks at an empty one while the code is redeemed. */
static void
answered_cb (GhRedirectListener *listener, GhRedirectAnswer *answer, GhBrowserSignIn *self)
{
  g_autoptr (GhEntraError) refusal = NULL;

  stop_waiting (self);
  if (answer->code != NULL)
    {
      redeem (self, answer->code);
      return;
    }

  refusal = gh_entra_error_new_from_redirect (answer->error, answer->description, answer->subcode);
  finish (self, NULL, take_error (gh_entra_error_to_error (refusal)));
}

/* By the clock and not by counting, since timers stop while the machine sleeps. */
static gboolean
tick_cb (gpointer user_data)
{
  GhBrowserSignIn *self = user_data;
  gint64 left = CLAMP (self->ends_at - gh_clock_now (self->clock), 0, GH_BROWSER_SIGN_IN_SECONDS);

  if ((guint)left != self->seconds_left)
    {
      self->seconds_left = (guint)left;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS_LEFT]);
    }
  if (left == 0 && self->task != NULL)
    finish (self, NULL,
            g_error_new_literal (GH_ERROR, GH_ERROR_TIMED_OUT,
                                 _ ("The browser did not report back within five minutes.")));

  return G_SOURCE_CONTINUE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GhBrowserSignIn *self = user_data;

  finish (self, NULL,
          g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The sign-in was cancelled.")));

  return G_SOURCE_REMOVE;
}

static gboolean
start_listening (GhBrowserSignIn *self, GError **error)
{
  self->request = gh_authorize_request_new (self->cloud, self->tenant, self->client_id);
  gh_authorize_request_set_claims (self->request, self->claims);
  self->listener = gh_redirect_listener_new (gh_authorize_request_get_state (self->request));
  g_signal_connect (self->listener, "answered", G_CALLBACK (answered_cb), self);
  if (!gh_redirect_listener_start (self->listener, error))
    return FALSE;

  self->redirect_uri = gh_redirect_listener_dup_redirect_uri (self->listener);
  self->link =
      gh_authorize_request_dup_link (self->request, self->redirect_uri,
                                     self->paste_mode ? "query" : "form_post", self->login_hint);

  return TRUE;
}

static void
start_sources (GhBrowserSignIn *self)
{
  GMainContext *context = g_task_get_context (self->task);
  GCancellable *cancellable = g_task_get_cancellable (self->task);

  self->ends_at = gh_clock_now (self->clock) + GH_BROWSER_SIGN_IN_SECONDS;
  self->tick = g_timeout_source_new_seconds (1);
  g_source_set_callback (self->tick, tick_cb, self, NULL);
  g_source_attach (self->tick, context);

  if (cancellable == NULL)
    return;

  self->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), self, NULL);
  g_source_attach (self->cancelled, context);
}

/**
 * gh_browser_sign_in_run_async:
 * @self: an attempt
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Listens, says what to open with "link-ready" before it returns, waits for the browser, answers
 * it, then redeems the code.
 */
void
gh_browser_sign_in_run_async (GhBrowserSignIn *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GH_IS_BROWSER_SIGN_IN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_browser_sign_in_run_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->used)
    {
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_FAILED,
                               _ ("An attempt to sign in can’t be started twice."));
      return;
    }

  self->used = TRUE;
  if (!start_listening (self, &error))
    {
      stop_waiting (self);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  self->task = g_steal_pointer (&task);
  start_sources (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINK]);
  g_signal_emit (self, signals[LINK_READY], 0, self->link);
}

/**
 * gh_browser_sign_in_run_finish:
 * @self: an attempt
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): who signed in; or %NULL with %GH_ERROR_DECLINED, %GH_ERROR_TIMED_OUT,
 *   %GH_ERROR_REFUSED, %GH_ERROR_PROTOCOL, %G_IO_ERROR_CANCELLED or an error of the network
 */
GhSignInResult *
gh_browser_sign_in_run_finish (GhBrowserSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_browser_sign_in_get_link:
 * @self: an attempt
 *
 * Returns: (transfer none) (nullable): what to open; %NULL until it listens
 */
const char *
gh_browser_sign_in_get_link (GhBrowserSignIn *self)
{
  g_return_val_if_fail (GH_IS_BROWSER_SIGN_IN (self), NULL);

  return self->link;
}

/**
 * gh_browser_sign_in_set_claims:
 * @self: an attempt that was not begun
 * @claims: (nullable): what the sign-in has to prove besides, as JSON of a claims challenge
 */
void
gh_browser_sign_in_set_claims (GhBrowserSignIn *self, const char *claims)
{
  g_return_if_fail (GH_IS_BROWSER_SIGN_IN (self));

  g_free (self->claims);
  self->claims = g_strdup (claims);
}

/**
 * gh_browser_sign_in_set_paste_mode:
 * @self: an attempt that was not started
 * @paste_mode: whether the answer shall stand in the address of the last page
 *
 * Otherwise the answer comes as a form, which leaves no code in the browser's history.
 */
void
gh_browser_sign_in_set_paste_mode (GhBrowserSignIn *self, gboolean paste_mode)
{
  g_return_if_fail (GH_IS_BROWSER_SIGN_IN (self));
  g_return_if_fail (!self->used);

  self->paste_mode = paste_mode;
}

/**
 * gh_browser_sign_in_submit_address:
 * @self: an attempt that waits
 * @address: what stood in the browser's address bar
 * @error: return location
 *
 * Returns: whether the address was taken; %FALSE with %GH_ERROR_INVALID_INPUT, and the wait goes on
 */
gboolean
gh_browser_sign_in_submit_address (GhBrowserSignIn *self, const char *address, GError **error)
{
  g_return_val_if_fail (GH_IS_BROWSER_SIGN_IN (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  if (self->listener != NULL)
    return gh_redirect_listener_submit_address (self->listener, address, error);

  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                       _ ("No sign-in waits for an address."));
  return FALSE;
}

/**
 * gh_browser_sign_in_get_seconds_left:
 * @self: an attempt
 *
 * Returns: seconds until the limit
 */
guint
gh_browser_sign_in_get_seconds_left (GhBrowserSignIn *self)
{
  g_return_val_if_fail (GH_IS_BROWSER_SIGN_IN (self), 0);

  return self->seconds_left;
}
