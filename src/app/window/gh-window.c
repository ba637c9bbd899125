/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-window.h"

#include <glib/gi18n.h>

#include "gh-account-button.h"
#include "gh-code-page.h"
#include "gh-config.h"
#include "gh-discard-dialog.h"
#include "gh-keyring-page.h"
#include "gh-main-page.h"
#include "gh-menu-button.h"
#include "gh-method-page.h"
#include "gh-notice-bar.h"
#include "gh-sign-in-page.h"
#include "gh-text.h"
#include "gh-waiting-page.h"
#include "gh-window-dialogs.h"
#include "gh-window-state.h"

struct _GhWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *stack;
  GtkStack *front_stack;
  GhNoticeBar *notice_bar;
  AdwStatusPage *failed_page;
  GhSignInPage *sign_in_page;
  GhWaitingPage *waiting_page;
  GhCodePage *code_page;
  GhMethodPage *method_page;
  GtkWidget *back_button;
  GhAccountButton *account_button;
  GhKeyringPage *keyring_page;
  GhMainPage *main_page;

  GhSession *session;
  GhNotices *notices;
  GCancellable *cancellable;
  /* The page on which somebody is signing in just now; NULL while nobody is. */
  const char *waiting;
  /* Somebody signed in asked for the sign-in page. */
  gboolean adding;
  /* What waits for the answer whether to discard what was typed: an account, or none to add one. */
  GhAccount *wanted;
  /* Somebody else signs in for the right pane, which decides what comes of it. */
  gboolean waiting_for_editor;
  gboolean may_close;
};

enum
{
  PROP_0,
  PROP_ACCOUNT_ID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GhWindow, gh_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_front (GhWindow *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->front_stack, name);
  gboolean changed = gtk_stack_get_visible_child (self->front_stack) != page ||
                     g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "front") != 0;

  gtk_stack_set_visible_child (self->front_stack, page);
  gtk_stack_set_visible_child_name (self->stack, "front");
  if (changed)
    gtk_widget_grab_focus (page);
}

static void
show_main (GhWindow *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "main") == 0)
    return;

  gtk_stack_set_visible_child_name (self->stack, "main");
  gtk_widget_grab_focus (GTK_WIDGET (self->main_page));
}

/* An answer may arrive after the window was destroyed: what asked for it holds a reference. */
static gboolean
is_gone (GhWindow *self)
{
  return self->session == NULL;
}

static void
update_actions (GhWindow *self)
{
  gboolean has_account = gh_session_get_account (self->session) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shell.sign-out", has_account);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shell.show-tokens",
                                 gh_session_get_state (self->session) == GH_SESSION_SIGNED_IN);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "shell.back",
                                 self->adding && self->waiting == NULL);
  gtk_widget_set_visible (self->back_button, self->adding && self->waiting == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->account_button), self->waiting == NULL);
}

static void
update_page (GhWindow *self)
{
  update_actions (self);
  if (self->waiting != NULL)
    {
      show_front (self, self->waiting);
      return;
    }
  if (self->adding)
    {
      show_front (self, "sign-in");
      return;
    }

  switch (gh_session_get_state (self->session))
    {
    case GH_SESSION_SIGNED_IN:
      show_main (self);
      break;
    case GH_SESSION_KEYRING_LOCKED:
      show_front (self, "keyring");
      break;
    case GH_SESSION_SIGNED_OUT:
    case GH_SESSION_SIGN_IN_NEEDED:
      gh_main_page_reset (self->main_page);
      show_front (self, "sign-in");
      break;
    case GH_SESSION_STARTING:
    default:
      show_front (self, "starting");
      break;
    }
}

static void
wait_on (GhWindow *self, const char *page)
{
  self->waiting = page;
  update_page (self);
}

static void
stop_waiting (GhWindow *self)
{
  self->waiting = NULL;
  self->waiting_for_editor = FALSE;
  update_page (self);
}

static void
sign_in (GhWindow *self,
         GhSignInMethod method,
         GhCloud *cloud,
         const char *tenant,
         const char *client_id,
         const char *login_hint)
{
  switch (method)
    {
    case GH_SIGN_IN_BROWSER:
      wait_on (self, "waiting");
      gh_waiting_page_start (self->waiting_page, self->session, cloud, tenant, client_id,
                             login_hint);
      break;
    case GH_SIGN_IN_DEVICE_CODE:
      wait_on (self, "code");
      gh_code_page_start (self->code_page, self->session, cloud, tenant, client_id);
      break;
    case GH_SIGN_IN_PASSWORD:
    case GH_SIGN_IN_CLIENT_SECRET:
    case GH_SIGN_IN_CLIENT_CERTIFICATE:
    case GH_SIGN_IN_FEDERATED:
    case GH_SIGN_IN_MANAGED_IDENTITY:
    case GH_SIGN_IN_AZURE_CLI:
    default:
      wait_on (self, "method");
      gh_method_page_start (self->method_page, self->session, method, cloud, tenant, client_id);
      break;
    }
}

static void
sign_in_cb (GhWindow *self, guint method, GhCloud *cloud, const char *tenant, const char *client_id)
{
  self->waiting_for_editor = FALSE;
  sign_in (self, (GhSignInMethod)method, cloud, tenant, client_id, NULL);
}

/* Cloud, tenant and application stay those of the account; only who signs in may be another. */
static void
sign_in_as (GhWindow *self, GhSignInMethod method, const char *login_hint)
{
  GhAccount *account = gh_session_get_account (self->session);

  if (account != NULL)
    sign_in (self, method, gh_account_get_cloud (account), gh_account_get_tenant (account),
             gh_account_get_client_id (account), login_hint);
}

static void
editor_sign_in_cb (GhWindow *self, const char *login_hint)
{
  self->waiting_for_editor = TRUE;
  sign_in_as (self, GH_SIGN_IN_BROWSER, login_hint);
}

static void
show_sign_in_problem (GhWindow *self, const GError *error)
{
  if (g_strcmp0 (self->waiting, "code") == 0)
    gh_code_page_show_problem (self->code_page, error);
  else if (g_strcmp0 (self->waiting, "method") == 0)
    gh_method_page_show_problem (self->method_page, error);
  else
    gh_waiting_page_show_problem (self->waiting_page, error);
}

static void
adopted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  gh_session_adopt_finish (GH_SESSION (source), result, &error);
  if (is_gone (self))
    return;

  if (error == NULL)
    {
      self->adding = FALSE;
      stop_waiting (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_sign_in_problem (self, error);
}

static void
signed_in_cb (GhWindow *self, GhSignInResult *sign_in)
{
  if (self->waiting_for_editor)
    {
      stop_waiting (self);
      gh_main_page_take_sign_in (self->main_page, sign_in);
    }
  else
    gh_session_adopt_async (self->session, sign_in, self->cancellable, adopted_cb,
                            g_object_ref (self));
}

static void
show_failure (GhWindow *self, const GError *error)
{
  g_autofree char *text = gh_text_to_display (error->message);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->failed_page, markup);
  show_front (self, "failed");
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gh_session_start_finish (GH_SESSION (source), result, &error) && !is_gone (self) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, error);
}

static void
start (GhWindow *self)
{
  show_front (self, "starting");
  gh_session_start_async (self->session, self->cancellable, started_cb, g_object_ref (self));
}

static void sign_out (GhWindow *self);

static void
unlocked_for_sign_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhWindow) self = user_data;

  /* Who dismissed the prompt stays signed in, and knows it. */
  if (gh_session_unlock_finish (GH_SESSION (source), result, NULL))
    sign_out (self);
}

static void
still_signed_in_response_cb (GhWindow *self, const char *response)
{
  if (g_strcmp0 (response, "unlock") == 0)
    gh_session_unlock_async (self->session, self->cancellable, unlocked_for_sign_out_cb,
                             g_object_ref (self));
}

static void
switched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  gh_session_switch_finish (GH_SESSION (source), result, &error);
  if (is_gone (self))
    return;

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gh_window_dialogs_show_problem (GTK_WINDOW (self), _ ("The Account Was Not Changed"), error);
  /* The menu shows who it is, whatever became of it. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT_ID]);
}

static void
switch_to (GhWindow *self, GhAccount *account)
{
  self->adding = FALSE;
  gh_main_page_reset (self->main_page);
  update_page (self);
  gh_session_switch_async (self->session, account, self->cancellable, switched_cb,
                           g_object_ref (self));
}

static void
add_account (GhWindow *self)
{
  gh_main_page_reset (self->main_page);
  self->adding = TRUE;
  update_page (self);
}

static void
leave (GhWindow *self, GhAccount *wanted)
{
  if (wanted != NULL)
    switch_to (self, wanted);
  else
    add_account (self);
}

static void
leave_answered_cb (GtkWidget *widget, gboolean discard)
{
  GhWindow *self = GH_WINDOW (widget);
  g_autoptr (GhAccount) wanted = g_steal_pointer (&self->wanted);

  if (discard)
    leave (self, wanted);
}

/* Nothing that was typed for one account goes with another. */
static void
ask_to_leave (GhWindow *self, GhAccount *wanted)
{
  if (!gh_main_page_is_dirty (self->main_page))
    {
      leave (self, wanted);
      return;
    }

  g_set_object (&self->wanted, wanted);
  gh_discard_dialog_ask (GTK_WIDGET (self), leave_answered_cb);
}

static void
choose_account (GhWindow *self, const char *id)
{
  GhAccount *account =
      id != NULL ? gh_account_list_find (gh_session_get_accounts (self->session), id) : NULL;
  GhAccount *current = gh_session_get_account (self->session);

  if (account == NULL || !gh_session_takes_account (self->session, account) ||
      self->waiting != NULL)
    return;
  if (current != NULL && g_str_equal (gh_account_get_id (current), id))
    {
      self->adding = FALSE;
      update_page (self);
      return;
    }

  ask_to_leave (self, account);
}

static void
add_account_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GhWindow *self = GH_WINDOW (widget);

  if (self->waiting == NULL && !self->adding)
    ask_to_leave (self, NULL);
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GH_WINDOW (widget)->adding = FALSE;
  update_page (GH_WINDOW (widget));
}

/* Who signs out of one account stays signed in with the others. */
static void
start_with_another (GhWindow *self)
{
  GListModel *accounts = G_LIST_MODEL (gh_session_get_accounts (self->session));

  self->adding = FALSE;
  update_page (self);
  if (g_list_model_get_n_items (accounts) > 0)
    start (self);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  gh_session_sign_out_finish (GH_SESSION (source), result, &error);
  if (is_gone (self))
    return;

  if (error == NULL)
    start_with_another (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_connect_object (gh_window_dialogs_show_still_signed_in (GTK_WINDOW (self), error),
                             "response", G_CALLBACK (still_signed_in_response_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
sign_out (GhWindow *self)
{
  gh_session_sign_out_async (self->session, self->cancellable, signed_out_cb, g_object_ref (self));
}

static void
sign_out_response_cb (GhWindow *self, const char *response)
{
  if (g_strcmp0 (response, "sign-out") == 0)
    sign_out (self);
}

static void
sign_out_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GhWindow *self = GH_WINDOW (widget);
  AdwMessageDialog *dialog =
      gh_window_dialogs_ask_sign_out (GTK_WINDOW (self), gh_session_get_account (self->session),
                                      gh_main_page_is_dirty (self->main_page));

  g_signal_connect_object (dialog, "response", G_CALLBACK (sign_out_response_cb), self,
                           G_CONNECT_SWAPPED);
}

/* What a service wants to know, and only the person can prove. */
static const char *
get_wanted_claims (GhWindow *self)
{
  GhPowerBi *power_bi = gh_session_get_power_bi (self->session);
  GhAuthorizer *authorizer = power_bi != NULL ? gh_power_bi_get_authorizer (power_bi) : NULL;

  return GH_IS_AUTHORITY (authorizer) ? gh_authority_get_wanted_claims (GH_AUTHORITY (authorizer))
                                      : NULL;
}

static void
sign_in_again_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GhWindow *self = GH_WINDOW (widget);
  GhAccount *account = gh_session_get_account (self->session);

  self->waiting_for_editor = FALSE;
  if (account == NULL)
    return;

  gh_waiting_page_set_claims (self->waiting_page, get_wanted_claims (self));
  sign_in_as (self, gh_account_get_method (account), gh_account_get_user_name (account));
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  G_GNUC_UNUSED g_autoptr (GhWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Where it did not work, the banner still says so. */
  if (!gh_session_unlock_finish (GH_SESSION (source), result, &error))
    g_debug ("The keyring can't be used: %s", error->message);
}

static void
try_keyring_again_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GhWindow *self = GH_WINDOW (widget);

  gh_session_unlock_async (self->session, self->cancellable, unlocked_cb, g_object_ref (self));
}

static void
start_again_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  start (GH_WINDOW (widget));
}

static void
read_again_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gh_main_page_read_again (GH_WINDOW (widget)->main_page);
}

static gboolean
is_main_shown (GhWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "main") == 0;
}

static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (is_main_shown (GH_WINDOW (widget)))
    gh_main_page_start_filter (GH_WINDOW (widget)->main_page);
}

static void
next_pane_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (is_main_shown (GH_WINDOW (widget)))
    gh_main_page_go_to_next_pane (GH_WINDOW (widget)->main_page);
}

static void
toggle_sidebar_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (is_main_shown (GH_WINDOW (widget)))
    gh_main_page_toggle_sidebar (GH_WINDOW (widget)->main_page);
}

static void
show_tokens_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (is_main_shown (GH_WINDOW (widget)))
    gh_main_page_show_tokens (GH_WINDOW (widget)->main_page, NULL);
}

static void
show_shortcuts_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gh_window_dialogs_show_shortcuts (GTK_WINDOW (widget));
}

static void
about_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gh_window_dialogs_show_about (GTK_WINDOW (widget));
}

static void
quit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  /* Closing asks where something typed would be lost; the last window ends the program. */
  gtk_window_close (GTK_WINDOW (widget));
}

static void
close_answered_cb (GtkWidget *widget, gboolean discard)
{
  if (!discard)
    return;

  GH_WINDOW (widget)->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (widget));
}

static void
close_response_cb (GhWindow *self, const char *response)
{
  close_answered_cb (GTK_WIDGET (self), g_strcmp0 (response, "close") == 0);
}

static gboolean
gh_window_close_request (GtkWindow *window)
{
  GhWindow *self = GH_WINDOW (window);

  /* What is being sent may still be typed too; one question is enough. */
  if (!self->may_close && gh_main_page_is_sending (self->main_page))
    {
      AdwMessageDialog *dialog = gh_window_dialogs_ask_close (window);

      g_signal_connect_object (dialog, "response", G_CALLBACK (close_response_cb), self,
                               G_CONNECT_SWAPPED);
      return TRUE;
    }
  if (!self->may_close && gh_main_page_is_dirty (self->main_page))
    {
      gh_discard_dialog_ask (GTK_WIDGET (self), close_answered_cb);
      return TRUE;
    }

  gh_window_state_save (window);

  return GTK_WINDOW_CLASS (gh_window_parent_class)->close_request (window);
}

static void
gh_window_dispose (GObject *object)
{
  GhWindow *self = GH_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->waiting_page != NULL)
    {
      gh_waiting_page_stop (self->waiting_page);
      gh_code_page_stop (self->code_page);
      gh_method_page_stop (self->method_page);
    }
  g_clear_object (&self->wanted);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->notices);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gh_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GH_TYPE_ACCOUNT_BUTTON);
  g_type_ensure (GH_TYPE_CODE_PAGE);
  g_type_ensure (GH_TYPE_METHOD_PAGE);
  g_type_ensure (GH_TYPE_KEYRING_PAGE);
  g_type_ensure (GH_TYPE_MAIN_PAGE);
  g_type_ensure (GH_TYPE_MENU_BUTTON);
  g_type_ensure (GH_TYPE_NOTICE_BAR);
  g_type_ensure (GH_TYPE_SIGN_IN_PAGE);
  g_type_ensure (GH_TYPE_WAITING_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/window/gh-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GhWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, front_stack);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, sign_in_page);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, waiting_page);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, code_page);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, method_page);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, account_button);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, keyring_page);
  gtk_widget_class_bind_template_child (widget_class, GhWindow, main_page);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, signed_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_waiting);
  gtk_widget_class_bind_template_callback (widget_class, editor_sign_in_cb);
}

/* Actions of a widget are not exported on the bus, so that no other program can sign out. */
static void
install_actions (GtkWidgetClass *widget_class)
{
  const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc func;
    guint key;
    GdkModifierType modifiers;
  } actions[] = {
    { "shell.about", about_cb },
    { "shell.add-account", add_account_cb },
    { "shell.back", back_cb, GDK_KEY_Left, GDK_ALT_MASK },
    { "shell.find", find_cb, GDK_KEY_f, GDK_CONTROL_MASK },
    { "shell.next-pane", next_pane_cb, GDK_KEY_F6 },
    { "shell.quit", quit_cb, GDK_KEY_q, GDK_CONTROL_MASK },
    { "shell.read-again", read_again_cb, GDK_KEY_F5 },
    { "shell.show-shortcuts", show_shortcuts_cb, GDK_KEY_question, GDK_CONTROL_MASK },
    { "shell.show-tokens", show_tokens_cb },
    { "shell.sign-in-again", sign_in_again_cb },
    { "shell.sign-out", sign_out_cb },
    { "shell.start-again", start_again_cb },
    { "shell.toggle-sidebar", toggle_sidebar_cb, GDK_KEY_F9 },
    { "shell.try-keyring-again", try_keyring_again_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].func);
      if (actions[i].key != 0)
        gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].modifiers,
                                             actions[i].name, NULL);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
gh_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhWindow *self = GH_WINDOW (object);
  GhAccount *account = self->session != NULL ? gh_session_get_account (self->session) : NULL;

  if (id == PROP_ACCOUNT_ID)
    g_value_set_string (value, account != NULL ? gh_account_get_id (account) : "");
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gh_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GhWindow *self = GH_WINDOW (object);

  if (id != PROP_ACCOUNT_ID)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (self->session != NULL)
    choose_account (self, g_value_get_string (value));
}

static void
notify_account_id (GhWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT_ID]);
}

/* The radio items of the account menu are the states of one action. */
static void
install_account_action (GhWindowClass *klass)
{
  properties[PROP_ACCOUNT_ID] =
      g_param_spec_string ("account-id", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_install_property_action (GTK_WIDGET_CLASS (klass), "shell.account",
                                            "account-id");
}

static void
gh_window_class_init (GhWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_window_dispose;
  G_OBJECT_CLASS (klass)->get_property = gh_window_get_property;
  G_OBJECT_CLASS (klass)->set_property = gh_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = gh_window_close_request;

  install_account_action (klass);

  bind_template (GTK_WIDGET_CLASS (klass));
  install_actions (GTK_WIDGET_CLASS (klass));
}

static void
gh_window_init (GhWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gh_window_state_restore (GTK_WINDOW (self));
}

static void
set_session (GhWindow *self, GhSession *session, gboolean demo)
{
  self->session = g_object_ref (session);
  self->notices = gh_notices_new (session, demo);
  gh_notice_bar_set_notices (self->notice_bar, self->notices);
  gh_sign_in_page_set_session (self->sign_in_page, session);
  gh_keyring_page_set_session (self->keyring_page, session);
  gh_main_page_set_session (self->main_page, session, self->notices);
  gh_account_button_set_session (self->account_button, session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::account", G_CALLBACK (notify_account_id), self,
                           G_CONNECT_SWAPPED);
  update_page (self);
  if (gh_session_get_state (session) == GH_SESSION_STARTING)
    start (self);
}

/**
 * gh_window_new:
 * @application: the application
 * @session: (nullable): the session that it shows
 * @demo: whether that runs on a simulator
 *
 * Returns: (transfer none): a window that belongs to @application
 */
GtkWidget *
gh_window_new (AdwApplication *application, GhSession *session, gboolean demo)
{
  GhWindow *self = g_object_new (GH_TYPE_WINDOW, "application", application, NULL);

  if (session != NULL)
    set_session (self, session, demo);

  return GTK_WIDGET (self);
}
