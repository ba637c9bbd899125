/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-code-page.h"

#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-device-sign-in.h"
#include "gh-open-link.h"

struct _GhCodePage
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *address_label;
  GtkLabel *code_label;
  GtkLabel *waiting_label;
  GtkButton *copy_button;
  GtkButton *open_button;
  GtkLabel *problem_label;
  GtkButton *again_button;

  GhSession *session;
  GhCloud *cloud;
  char *tenant;
  char *client_id;

  GhDeviceSignIn *attempt;
  GCancellable *cancellable;
};

enum
{
  SIGNED_IN,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhCodePage, gh_code_page, ADW_TYPE_BIN)

static void
drop_attempt (GhCodePage *self)
{
  if (self->attempt == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->attempt, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->attempt);
}

static void
show_code (GhCodePage *self, const char *code, const char *address)
{
  /* Translators: %s is an address */
  g_autofree char *text =
      address != NULL
          ? g_strdup_printf (_ ("At %s, in the browser of any device, enter this code."), address)
          : g_strdup (_ ("Asking for a code…"));

  gtk_label_set_label (self->address_label, text);
  gtk_label_set_label (self->code_label, code != NULL ? code : "…");
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_button), code != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->open_button), address != NULL);
}

static void
code_ready_cb (GhCodePage *self)
{
  show_code (self, gh_device_sign_in_get_user_code (self->attempt),
             gh_device_sign_in_get_verification_uri (self->attempt));
  gtk_widget_grab_focus (GTK_WIDGET (self->copy_button));
}

static void
update_waiting (GhCodePage *self)
{
  guint left = gh_device_sign_in_get_seconds_left (self->attempt);
  g_autofree char *text =
      left > 0 ? g_strdup_printf (_ ("Waiting for %s · %u:%02u left"),
                                  gh_cloud_get_authority_host (self->cloud), left / 60, left % 60)
               : g_strdup (gh_cloud_get_authority_host (self->cloud));

  gtk_label_set_label (self->waiting_label, text);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhCodePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSignInResult) sign_in = NULL;
  GhDeviceSignIn *attempt = GH_DEVICE_SIGN_IN (source);

  sign_in = gh_device_sign_in_run_finish (attempt, result, &error);

  /* An attempt that was given up says so late; by then another one may be waited for. */
  if (attempt != self->attempt)
    return;

  drop_attempt (self);
  if (sign_in != NULL)
    g_signal_emit (self, signals[SIGNED_IN], 0, sign_in);
  else
    gh_code_page_show_problem (self, error);
}

static void
run (GhCodePage *self)
{
  drop_attempt (self);
  self->cancellable = g_cancellable_new ();
  self->attempt = gh_device_sign_in_new (gh_session_get_http (self->session),
                                         gh_session_get_clock (self->session), self->cloud,
                                         self->tenant, self->client_id);
  g_signal_connect_swapped (self->attempt, "code-ready", G_CALLBACK (code_ready_cb), self);
  g_signal_connect_swapped (self->attempt, "notify::seconds-left", G_CALLBACK (update_waiting),
                            self);
  show_code (self, NULL, NULL);
  update_waiting (self);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  gh_device_sign_in_run_async (self->attempt, self->cancellable, run_cb, g_object_ref (self));
}

static void
copy_cb (GhCodePage *self)
{
  const char *code = self->attempt != NULL ? gh_device_sign_in_get_user_code (self->attempt) : NULL;

  if (code != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), code);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* The address stands on the page, for any browser. */
  if (!gh_open_link_finish (result, &error))
    g_debug ("No browser was opened: %s", error->message);
}

static void
open_cb (GhCodePage *self)
{
  const char *address =
      self->attempt != NULL ? gh_device_sign_in_get_verification_uri (self->attempt) : NULL;
  g_autoptr (GdkAppLaunchContext) context = NULL;

  if (address == NULL)
    return;

  context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));
  gh_open_link_async (address, G_APP_LAUNCH_CONTEXT (context), self->cancellable, launched_cb,
                      NULL);
}

static void
cancel_cb (GhCodePage *self)
{
  drop_attempt (self);
  g_signal_emit (self, signals[CANCELLED], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  cancel_cb (GH_CODE_PAGE (widget));

  return TRUE;
}

static void
gh_code_page_dispose (GObject *object)
{
  GhCodePage *self = GH_CODE_PAGE (object);

  drop_attempt (self);
  g_clear_object (&self->session);
  g_clear_object (&self->cloud);

  G_OBJECT_CLASS (gh_code_page_parent_class)->dispose (object);
}

static void
gh_code_page_finalize (GObject *object)
{
  GhCodePage *self = GH_CODE_PAGE (object);

  g_free (self->tenant);
  g_free (self->client_id);

  G_OBJECT_CLASS (gh_code_page_parent_class)->finalize (object);
}

static void
gh_code_page_class_init (GhCodePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_code_page_dispose;
  object_class->finalize = gh_code_page_finalize;

  signals[SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_SIGN_IN_RESULT);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/sign-in/gh-code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhCodePage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhCodePage, address_label);
  gtk_widget_class_bind_template_child (widget_class, GhCodePage, code_label);
  gtk_widget_class_bind_template_child (widget_class, GhCodePage, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, GhCodePage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, GhCodePage, open_button);
  gtk_widget_class_bind_template_child (widget_class, GhCodePage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, GhCodePage, again_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "again_cb", G_CALLBACK (run));
}

static void
gh_code_page_init (GhCodePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_code_page_new:
 *
 * Returns: (transfer floating): a page that waits for nothing yet
 */
GtkWidget *
gh_code_page_new (void)
{
  return g_object_new (GH_TYPE_CODE_PAGE, NULL);
}

/**
 * gh_code_page_start:
 * @self: a page
 * @session: the session to sign in to
 * @cloud: where
 * @tenant: the tenant, checked
 * @client_id: the client id, checked
 *
 * Asks for a code, and waits.
 */
void
gh_code_page_start (GhCodePage *self,
                    GhSession *session,
                    GhCloud *cloud,
                    const char *tenant,
                    const char *client_id)
{
  g_return_if_fail (GH_IS_CODE_PAGE (self));

  g_set_object (&self->session, session);
  g_set_object (&self->cloud, cloud);
  g_free (self->tenant);
  self->tenant = g_strdup (tenant);
  g_free (self->client_id);
  self->client_id = g_strdup (client_id);
  run (self);
}

/**
 * gh_code_page_stop:
 * @self: a page
 *
 * Gives up waiting; nothing is emitted.
 */
void
gh_code_page_stop (GhCodePage *self)
{
  g_return_if_fail (GH_IS_CODE_PAGE (self));

  drop_attempt (self);
}

/**
 * gh_code_page_show_problem:
 * @self: a page
 * @error: why nobody is signed in
 *
 * Says what went wrong, and offers another code.
 */
void
gh_code_page_show_problem (GhCodePage *self, const GError *error)
{
  g_return_if_fail (GH_IS_CODE_PAGE (self));

  gtk_label_set_label (self->problem_label, error->message);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  gtk_widget_grab_focus (GTK_WIDGET (self->again_button));
}
