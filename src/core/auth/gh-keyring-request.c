/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-keyring-request.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "gh-error.h"
#include "gh-text.h"

/* The portal of a sandbox lets the keyring ask for its password, and does not say so. */
#define PERSON_SECONDS 180

static void
request_clear (gpointer data)
{
  GhKeyringRequest *self = data;

  g_free (self->account_id);
  g_free (self->label);
  g_clear_pointer (&self->record, gh_secret_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
request_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, request_clear);
}

/**
 * gh_keyring_request_new:
 * @account_id: (nullable): whose record
 * @function: does it
 *
 * Returns: (transfer full): a request to be filled in and run
 */
GhKeyringRequest *
gh_keyring_request_new (const char *account_id, GhKeyringFunction function)
{
  GhKeyringRequest *self = g_atomic_rc_box_new0 (GhKeyringRequest);

  self->account_id = g_strdup (account_id);
  self->function = function;
  self->cancellable = g_cancellable_new ();

  return self;
}

static gboolean
has_secret_portal (GCancellable *cancellable)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, cancellable, NULL);
  g_autoptr (GVariant) answer = NULL;

  if (bus == NULL)
    return FALSE;

  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.portal.Desktop",
                                        "/org/freedesktop/portal/desktop",
                                        "org.freedesktop.DBus.Properties", "Get",
                                        g_variant_new ("(ss)", "org.freedesktop.portal.Secret",
                                                       "version"),
                                        G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, -1,
                                        cancellable, NULL);

  return answer != NULL;
}

/* The rule of libsecret (secret-backend.c, the same since 0.20), which has no public function for
 * it. SECRET_BACKEND is unset in our programs, and set in a test. */
static gboolean
is_in_file (GCancellable *cancellable)
{
  gboolean sandboxed =
      g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || g_getenv ("SNAP_NAME") != NULL;

  return (sandboxed && has_secret_portal (cancellable)) ||
         g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0;
}

/* Whatever a keyring says but "locked" means that it can't be used. The texts are those of the
 * provider and of D-Bus, and never hold a secret. */
static GError *
translate_error (GhKeyringRequest *self, GCancellable *caller, GError *keyring_error)
{
  g_autoptr (GError) error = keyring_error;
  g_autofree char *text = NULL;

  if (error->domain == GH_ERROR || g_cancellable_is_cancelled (caller))
    return g_steal_pointer (&error);
  /* Cancelled, but not by us: in a sandbox, that is a prompt that was dismissed. */
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
      (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
       !g_cancellable_is_cancelled (self->cancellable)))
    return g_error_new_literal (GH_ERROR, GH_ERROR_KEYRING_LOCKED, _ ("The keyring is locked"));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_new (GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE,
                        _ ("The keyring did not answer within %u seconds"),
                        self->seconds * self->n_ticks);

  g_dbus_error_strip_remote_error (error);
  text = gh_text_to_display (error->message);

  return g_error_new (GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE, _ ("No keyring is available: %s"),
                      text);
}

static void
cancelled_cb (GCancellable *caller, gpointer data)
{
  g_cancellable_cancel (data);
}

static gboolean
timer_cb (gpointer data)
{
  GhKeyringRequest *self = data;

  if (g_atomic_int_get (&self->waits_for_person))
    return G_SOURCE_REMOVE;

  self->n_ticks++;
  if (g_atomic_int_get (&self->in_file) && self->n_ticks * self->seconds < PERSON_SECONDS)
    return G_SOURCE_CONTINUE;

  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *caller)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  GhKeyringRequest *self = data;
  GError *error = NULL;
  gulong handler = 0;
  gboolean done;

  if (caller != NULL)
    handler = g_cancellable_connect (caller, G_CALLBACK (cancelled_cb),
                                     g_object_ref (self->cancellable), g_object_unref);

  /* A context of its own, so that nothing which libsecret begins here goes on in the main loop. A
   * back end that libsecret has kept knows nothing of what other programs have written meanwhile,
   * so it is dropped. */
  g_main_context_push_thread_default (context);
  secret_service_disconnect ();
  g_atomic_int_set (&self->in_file, is_in_file (self->cancellable));
  done = self->function (self, &error);
  while (g_main_context_iteration (context, FALSE))
    {
      /* GDBus lets go of what the objects of libsecret had subscribed to only in their context. */
    }
  g_main_context_pop_thread_default (context);

  g_cancellable_disconnect (caller, handler);
  g_source_destroy (self->timer);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, translate_error (self, caller, error));
}

/**
 * gh_keyring_request_run:
 * @self: (transfer full): a request
 * @seconds: how long to wait for the keyring, as long as it waits for nobody
 * @task: a task that returns a boolean; the request becomes its data
 *
 * Does the request in a worker thread. Errors are %GH_ERROR_KEYRING_LOCKED,
 * %GH_ERROR_KEYRING_UNAVAILABLE, what the function gives, or that the caller has cancelled.
 */
void
gh_keyring_request_run (GhKeyringRequest *self, guint seconds, GTask *task)
{
  g_task_set_task_data (task, self, request_unref);

  self->seconds = seconds;
  self->timer = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (self->timer, timer_cb, g_atomic_rc_box_acquire (self), request_unref);
  g_source_attach (self->timer, g_task_get_context (task));

  g_task_run_in_thread (task, run_in_thread);
}
