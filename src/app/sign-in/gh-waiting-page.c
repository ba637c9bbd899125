/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-waiting-page.h"

#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-error.h"
#include "gh-open-link.h"

#define COPIED_SECONDS 3

struct _GhWaitingPage
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *waiting_label;
  GtkButton *copy_button;
  GtkStack *help_stack;
  AdwActionRow *open_row;
  AdwEntryRow *address_row;
  GtkButton *continue_button;
  GtkLabel *address_problem;
  GtkLabel *problem_label;
  GtkButton *again_button;

  GhSession *session;
  GhCloud *cloud;
  char *tenant;
  char *client_id;
  char *login_hint;
  char *claims;

  GhBrowserSignIn *attempt;
  GCancellable *cancellable;
  guint copied_timeout;
};

enum
{
  SIGNED_IN,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhWaitingPage, gh_waiting_page, ADW_TYPE_BIN)

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhWaitingPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gh_open_link_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adw_action_row_set_subtitle (self->open_row,
                                 _ ("It could not be opened; copy the link instead"));
}

static void
open_link_cb (GhWaitingPage *self)
{
  const char *link = self->attempt != NULL ? gh_browser_sign_in_get_link (self->attempt) : NULL;
  g_autoptr (GdkAppLaunchContext) context = NULL;

  if (link == NULL)
    return;

  context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));
  adw_action_row_set_subtitle (self->open_row, _ ("Opens the same link once more"));
  gh_open_link_async (link, G_APP_LAUNCH_CONTEXT (context), self->cancellable, launched_cb,
                      g_object_ref (self));
}

static void
update_waiting (GhWaitingPage *self)
{
  guint left = gh_browser_sign_in_get_seconds_left (self->attempt);
  const char *host = gh_cloud_get_authority_host (self->cloud);
  /* Translators: a host name, then minutes and seconds, such as 4:32 */
  g_autofree char *text =
      g_strdup_printf (_ ("Waiting for %s · %u:%02u left"), host, left / 60, left % 60);

  gtk_label_set_label (self->waiting_label, text);
}

static void
forget_copied (GhWaitingPage *self)
{
  g_clear_handle_id (&self->copied_timeout, g_source_remove);
  gtk_button_set_label (self->copy_button, _ ("_Copy Link"));
}

static void
drop_attempt (GhWaitingPage *self)
{
  if (self->attempt == NULL)
    return;

  forget_copied (self);
  g_signal_handlers_disconnect_by_data (self->attempt, self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->attempt);
}

static void
show_problem (GhWaitingPage *self, const char *text)
{
  gtk_label_set_label (self->problem_label, text);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  gtk_widget_grab_focus (GTK_WIDGET (self->again_button));
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhWaitingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhSignInResult) sign_in = NULL;
  GhBrowserSignIn *attempt = GH_BROWSER_SIGN_IN (source);

  sign_in = gh_browser_sign_in_run_finish (attempt, result, &error);

  /* An attempt that was given up says so late; by then another one may be waited for. */
  if (attempt != self->attempt)
    return;

  drop_attempt (self);
  if (sign_in != NULL)
    g_clear_pointer (&self->claims, g_free);
  if (sign_in != NULL)
    g_signal_emit (self, signals[SIGNED_IN], 0, sign_in);
  else
    gh_waiting_page_show_problem (self, error);
}

/* What the service asked for besides when it turned the last sign-in away. */
static const char *
get_wanted_claims (GhWaitingPage *self)
{
  GhPowerBi *power_bi = gh_session_get_power_bi (self->session);

  return power_bi != NULL
             ? gh_authority_get_wanted_claims (GH_AUTHORITY (gh_power_bi_get_authorizer (power_bi)))
             : NULL;
}

static void
run (GhWaitingPage *self, gboolean paste_mode)
{
  drop_attempt (self);
  self->cancellable = g_cancellable_new ();
  self->attempt = gh_browser_sign_in_new (gh_session_get_http (self->session),
                                          gh_session_get_clock (self->session), self->cloud,
                                          self->tenant, self->client_id, self->login_hint);
  gh_browser_sign_in_set_paste_mode (self->attempt, paste_mode);
  if (self->claims != NULL)
    gh_browser_sign_in_set_claims (self->attempt, self->claims);
  gh_browser_sign_in_set_claims (self->attempt, get_wanted_claims (self));
  g_signal_connect_swapped (self->attempt, "link-ready", G_CALLBACK (open_link_cb), self);
  g_signal_connect_swapped (self->attempt, "notify::seconds-left", G_CALLBACK (update_waiting),
                            self);

  update_waiting (self);
  gtk_widget_set_visible (GTK_WIDGET (self->address_problem), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), "");
  gtk_stack_set_visible_child_name (self->help_stack, paste_mode ? "paste" : "help");
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  gtk_widget_grab_focus (paste_mode ? GTK_WIDGET (self->address_row)
                                    : GTK_WIDGET (self->copy_button));
  gh_browser_sign_in_run_async (self->attempt, self->cancellable, run_cb, g_object_ref (self));
}

static gboolean
copied_cb (gpointer user_data)
{
  GhWaitingPage *self = user_data;

  self->copied_timeout = 0;
  forget_copied (self);

  return G_SOURCE_REMOVE;
}

static void
copy_cb (GhWaitingPage *self)
{
  const char *link = self->attempt != NULL ? gh_browser_sign_in_get_link (self->attempt) : NULL;

  if (link == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), link);
  forget_copied (self);
  gtk_button_set_label (self->copy_button, _ ("Link Copied"));
  self->copied_timeout = g_timeout_add_seconds (COPIED_SECONDS, copied_cb, self);
}

static void
cancel_cb (GhWaitingPage *self)
{
  g_clear_pointer (&self->claims, g_free);
  drop_attempt (self);
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
paste_cb (GhWaitingPage *self)
{
  run (self, TRUE);
}

static void
again_cb (GhWaitingPage *self)
{
  run (self, FALSE);
}

static void
address_changed_cb (GhWaitingPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->address_row));

  gtk_widget_set_sensitive (GTK_WIDGET (self->continue_button), *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->address_problem), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->address_row), "error");
}

static void
continue_cb (GhWaitingPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address_row))));

  if (self->attempt == NULL || *address == '\0' ||
      gh_browser_sign_in_submit_address (self->attempt, address, &error))
    return;

  gtk_label_set_label (self->address_problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->address_problem), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->address_row), "error");
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  cancel_cb (GH_WAITING_PAGE (widget));

  return TRUE;
}

static void
gh_waiting_page_dispose (GObject *object)
{
  GhWaitingPage *self = GH_WAITING_PAGE (object);

  if (self->copy_button != NULL)
    drop_attempt (self);
  g_clear_object (&self->session);
  g_clear_object (&self->cloud);

  G_OBJECT_CLASS (gh_waiting_page_parent_class)->dispose (object);
}

static void
gh_waiting_page_finalize (GObject *object)
{
  GhWaitingPage *self = GH_WAITING_PAGE (object);

  g_free (self->tenant);
  g_free (self->client_id);
  g_free (self->login_hint);
  g_free (self->claims);

  G_OBJECT_CLASS (gh_waiting_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/sign-in/gh-waiting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhWaitingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhWaitingPage, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, GhWaitingPage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, GhWaitingPage, help_stack);
  gtk_widget_class_bind_template_child (widget_class, GhWaitingPage, open_row);
  gtk_widget_class_bind_template_child (widget_class, GhWaitingPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, GhWaitingPage, continue_button);
  gtk_widget_class_bind_template_child (widget_class, GhWaitingPage, address_problem);
  gtk_widget_class_bind_template_child (widget_class, GhWaitingPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, GhWaitingPage, again_button);
  gtk_widget_class_bind_template_callback (widget_class, open_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, continue_cb);
}

static void
gh_waiting_page_class_init (GhWaitingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gh_waiting_page_dispose;
  object_class->finalize = gh_waiting_page_finalize;

  signals[SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, GH_TYPE_SIGN_IN_RESULT);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  bind_template (widget_class);
}

static void
gh_waiting_page_init (GhWaitingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_waiting_page_new:
 *
 * Returns: (transfer floating): a page that waits for nothing yet
 */
GtkWidget *
gh_waiting_page_new (void)
{
  return g_object_new (GH_TYPE_WAITING_PAGE, NULL);
}

/**
 * gh_waiting_page_set_claims:
 * @self: a waiting page
 * @claims: (nullable): JSON of what a service wants to know
 *
 * To be called before [method@Gh.WaitingPage.start]; forgotten when it ends.
 */
void
gh_waiting_page_set_claims (GhWaitingPage *self, const char *claims)
{
  g_return_if_fail (GH_IS_WAITING_PAGE (self));

  g_free (self->claims);
  self->claims = g_strdup (claims);
}

/**
 * gh_waiting_page_start:
 * @self: a waiting page
 * @session: the session to sign in to
 * @cloud: where
 * @tenant: the tenant, checked
 * @client_id: the client id, checked
 * @login_hint: (nullable): who shall sign in
 *
 * Opens the browser and waits.
 */
void
gh_waiting_page_start (GhWaitingPage *self,
                       GhSession *session,
                       GhCloud *cloud,
                       const char *tenant,
                       const char *client_id,
                       const char *login_hint)
{
  g_return_if_fail (GH_IS_WAITING_PAGE (self));

  g_set_object (&self->session, session);
  g_set_object (&self->cloud, cloud);
  g_free (self->tenant);
  self->tenant = g_strdup (tenant);
  g_free (self->client_id);
  self->client_id = g_strdup (client_id);
  g_free (self->login_hint);
  self->login_hint = g_strdup (login_hint);
  run (self, FALSE);
}

/**
 * gh_waiting_page_stop:
 * @self: a waiting page
 *
 * Gives up waiting; nothing is emitted.
 */
void
gh_waiting_page_stop (GhWaitingPage *self)
{
  g_return_if_fail (GH_IS_WAITING_PAGE (self));

  drop_attempt (self);
}

/**
 * gh_waiting_page_show_problem:
 * @self: a waiting page
 * @error: why nobody is signed in
 *
 * Says what went wrong, and offers to try again.
 */
void
gh_waiting_page_show_problem (GhWaitingPage *self, const GError *error)
{
  g_return_if_fail (GH_IS_WAITING_PAGE (self));

  if (g_error_matches (error, GH_ERROR, GH_ERROR_TIMED_OUT))
    show_problem (self, _ ("The browser did not report back within five minutes."));
  else
    show_problem (self, error->message);
}
