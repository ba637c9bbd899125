/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-editor-page.h"

#include <glib/gi18n.h>

#include "gh-apply-bar.h"
#include "gh-config.h"
#include "gh-editing.h"
#include "gh-error.h"
#include "gh-form-page.h"
#include "gh-key-dialog.h"
#include "gh-notice-bar.h"
#include "gh-preview-page.h"
#include "gh-take-over-dialog.h"
#include "gh-text.h"
#include "gh-time.h"

/* Whose sign-in was asked for. */
typedef enum
{
  SIGN_IN_NONE,
  SIGN_IN_OWNER,
  SIGN_IN_ANYONE,
} SignIn;

struct _GhEditorPage
{
  AdwBin parent_instance;

  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkWidget *back;
  GhNoticeBar *notice_bar;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GhFormPage *form_page;
  GhPreviewPage *preview;
  GhApplyBar *bar;

  /* The form of form_page. */
  GhCredentialForm *form;
  GhEditing *editing;
  GtkWidget *focus_before_preview;
  gboolean folded;
  SignIn sign_in;
  /* What the bar says instead of the route, until the form is changed. */
  char *message;
  /* Nothing was changed since the last success. */
  gboolean applied;
  /* Whether the last one was set is unknown. */
  gboolean unknown;
};

enum
{
  BACK,
  SIGN_IN_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhEditorPage, gh_editor_page, ADW_TYPE_BIN)

static GtkWindow *
get_window (GhEditorPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static gboolean
is_preview_shown (GhEditorPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "preview") == 0;
}

static gboolean
is_sending (GhEditorPage *self)
{
  return gh_editing_get_busy (self->editing) >= GH_EDITING_SENDING;
}

static gboolean
is_ready (GhEditorPage *self)
{
  return gh_editing_get_datasource (self->editing) != NULL &&
         gh_editing_get_busy (self->editing) == GH_EDITING_IDLE && !self->applied &&
         gh_credential_form_is_complete (self->form);
}

static gboolean
may_apply (GhEditorPage *self)
{
  return is_ready (self) &&
         gh_editing_may_send (self->editing, gh_credential_form_get_credential_type (self->form));
}

static const char *
get_busy_text (GhEditorPage *self)
{
  switch (gh_editing_get_busy (self->editing))
    {
    case GH_EDITING_SENDING:
      return _ ("Sending…");
    case GH_EDITING_TAKING_OVER:
      return _ ("Taking over…");
    case GH_EDITING_ADOPTING:
      return _ ("Signing in…");
    case GH_EDITING_IDLE:
    case GH_EDITING_LOADING:
    case GH_EDITING_TESTING:
    default:
      return NULL;
    }
}

static const char *
get_route_icon (GhRoute *route)
{
  if (route == NULL || gh_route_get_kind (route) == GH_ROUTE_UNDECIDED)
    return "dialog-question-symbolic";

  return gh_route_get_kind (route) == GH_ROUTE_SEALED ? "channel-secure-symbolic"
                                                      : "weather-overcast-symbolic";
}

static void
update_message (GhEditorPage *self)
{
  GhRoute *route = gh_editing_get_route (self->editing);
  const char *icon = "help-about-symbolic";
  const char *message = self->message;

  if (is_preview_shown (self) && message == NULL)
    message = _ ("Copies hold placeholders, never the secret");
  else if (message == NULL && self->applied)
    message = _ ("Nothing to apply");
  else if (message == NULL && route != NULL)
    {
      icon = get_route_icon (route);
      message = gh_route_get_summary (route);
    }

  gh_apply_bar_set_message (self->bar, icon, message != NULL ? message : "");
  gh_form_page_set_message (self->form_page, icon, message != NULL ? message : "");
}

static void
update_header (GhEditorPage *self)
{
  GhDatasource *datasource = gh_editing_get_datasource (self->editing);
  GhGateway *gateway = datasource != NULL ? gh_datasource_get_gateway (datasource) : NULL;
  GhItem *item = datasource != NULL ? gh_datasource_get_item (datasource) : NULL;
  const char *name = datasource != NULL ? gh_node_get_title (GH_NODE (datasource)) : "";
  g_autofree char *subtitle = NULL;

  if (gateway != NULL)
    subtitle = g_strdup (gh_node_get_title (GH_NODE (gateway)));
  else if (item != NULL && gh_datasource_get_place (datasource) == GH_PLACE_CLOUD)
    subtitle = g_strdup_printf (_ ("Cloud data source of %s"), gh_node_get_title (GH_NODE (item)));
  else if (item != NULL)
    subtitle = g_strdup_printf (_ ("Data source of %s"), gh_node_get_title (GH_NODE (item)));

  adw_window_title_set_title (self->title, is_preview_shown (self) ? _ ("Preview") : name);
  adw_window_title_set_subtitle (self->title, is_preview_shown (self) ? name
                                              : subtitle              ? subtitle
                                                                      : "");
  gtk_widget_set_visible (self->back, self->folded || is_preview_shown (self));
}

/* One suggested action: Apply, unless the problem's first remedy is it. */
static void
update (GhEditorPage *self)
{
  gboolean ready = may_apply (self);

  update_header (self);
  update_message (self);
  gh_apply_bar_set_busy (self->bar, get_busy_text (self));
  gh_apply_bar_set_apply (self->bar, self->unknown
                          ? _ ("_Send Again")
                          : _ ("_Apply"), ready,
                               ready && (is_preview_shown (self) ||
                                         !gh_form_page_has_problem (self->form_page)));
  gh_apply_bar_set_preview (self->bar, !is_preview_shown (self), is_ready (self));
  gh_form_page_update (self->form_page, self->editing);
}

static void
set_message (GhEditorPage *self, const char *message)
{
  char *copy = g_strdup (message);

  g_free (self->message);
  self->message = copy;
}

/* The result has the focus, so that a reader reads it and a second Enter does nothing. */
static void
show_result (GhEditorPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "form");
  update (self);
  gh_form_page_focus_result (self->form_page);
}

static void
show_error (GhEditorPage *self, const char *title, const GError *error)
{
  gh_form_page_show_error (self->form_page, title, error->message);
  show_result (self);
}

static void
show_refusal (GhEditorPage *self, GhProblem *problem, GhCredential *sent, gint64 when)
{
  g_autoptr (GhAdvice) advice = gh_advice_new (problem, gh_editing_get_datasource (self->editing),
                                               gh_editing_get_caller (self->editing), sent);
  g_autofree char *clock = gh_time_format_clock (when);
  g_autofree char *message =
      g_strdup_printf (_ ("Refused at %s. The form is as you left it."), clock);

  set_message (self, message);
  gh_form_page_show_advice (self->form_page, advice, problem);
  show_result (self);
}

static void
send (GhEditorPage *self, GhCredential *credential, const char *accepted_key)
{
  set_message (self, NULL);
  self->unknown = FALSE;
  gh_form_page_show_no_result (self->form_page);
  gh_editing_send (self->editing, credential, accepted_key);
  if (is_sending (self))
    gh_apply_bar_focus_cancel (self->bar);
}

static void
apply_cb (GhEditorPage *self)
{
  g_autoptr (GhCredential) credential = NULL;

  if (!may_apply (self))
    return;

  credential = gh_credential_form_dup_credential (self->form);
  send (self, credential, NULL);
}

static void
cancel_cb (GhEditorPage *self)
{
  gh_editing_cancel (self->editing);
}

static void
test_cb (GhEditorPage *self)
{
  gh_form_page_set_trouble (self->form_page, NULL);
  gh_editing_test (self->editing);
}

static void
set_focus_before_preview (GhEditorPage *self, GtkWidget *focus)
{
  if (self->focus_before_preview != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->focus_before_preview),
                                  (gpointer *)&self->focus_before_preview);
  self->focus_before_preview = focus;
  if (focus != NULL)
    g_object_add_weak_pointer (G_OBJECT (focus), (gpointer *)&self->focus_before_preview);
}

static void
preview_cb (GhEditorPage *self)
{
  g_autoptr (GhCredential) credential = NULL;
  g_autoptr (GhChange) change = NULL;

  if (!is_ready (self) || is_preview_shown (self))
    return;

  credential = gh_credential_form_dup_credential (self->form);
  change = gh_editing_new_change (self->editing, credential);
  if (change == NULL)
    return;

  set_focus_before_preview (self, gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  set_message (self, NULL);
  gh_preview_page_set_change (self->preview, self->editing, change);
  gtk_stack_set_visible_child_name (self->stack, "preview");
  update (self);
  gtk_widget_grab_focus (self->back);
}

static void
go_back (GhEditorPage *self)
{
  if (!is_preview_shown (self))
    {
      if (self->folded)
        g_signal_emit (self, signals[BACK], 0);
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "form");
  update (self);
  if (self->focus_before_preview != NULL)
    gtk_widget_grab_focus (self->focus_before_preview);
  set_focus_before_preview (self, NULL);
}

static void
form_changed_cb (GhEditorPage *self)
{
  set_message (self, NULL);
  self->applied = FALSE;
  self->unknown = FALSE;
  update (self);
}

static void
loaded_cb (GhEditorPage *self, const GError *error)
{
  gh_form_page_set_trouble (self->form_page, error);
  gh_credential_form_update (self->form, self->editing);
  update (self);
}

static void
tested_cb (GhEditorPage *self, const GError *error)
{
  gh_form_page_set_trouble (self->form_page, error);
  update (self);
}

static void
show_success (GhEditorPage *self, GhChange *change)
{
  gh_credential_form_clear_secrets (self->form);
  gh_credential_form_update (self->form, self->editing);
  gh_form_page_set_trouble (self->form_page, NULL);
  gh_form_page_show_success (self->form_page, self->editing, change);
  set_message (self, NULL);
  self->applied = TRUE;
  show_result (self);
}

static void
key_response_cb (GhEditorPage *self, const char *response, AdwMessageDialog *dialog)
{
  GhChange *change = g_object_get_data (G_OBJECT (dialog), "change");
  GhRoute *route = gh_change_get_route (change);

  if (g_strcmp0 (response, GH_KEY_RESPONSE) == 0 &&
      gh_change_get_datasource (change) == gh_editing_get_datasource (self->editing))
    send (self, gh_change_get_credential (change),
          gh_gateway_key_get_fingerprint (gh_route_get_key (route)));
}

static void
ask_about_key (GhEditorPage *self, GhChange *change)
{
  GtkWidget *dialog = gh_key_dialog_new (get_window (self), gh_change_get_route (change));

  set_message (self, _ ("The gateway’s key has changed. Nothing was sent."));
  update (self);
  g_object_set_data_full (G_OBJECT (dialog), "change", g_object_ref (change), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (key_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ended_cb (GhEditorPage *self, GhChange *change, const GError *error)
{
  GhProblem *problem = gh_change_get_problem (change);

  if (error == NULL)
    show_success (self, change);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_KEY_CHANGED))
    ask_about_key (self, change);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      set_message (self, _ ("Cancelled. Nothing was sent."));
      update (self);
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING))
    {
      set_message (self, _ ("Cancelled after sending. Whether it was set is unknown."));
      self->unknown = TRUE;
      update (self);
    }
  else if (problem != NULL)
    show_refusal (self, problem, gh_change_get_credential (change),
                  gh_change_get_ended_at (change));
  else if (gh_change_get_state (change) == GH_CHANGE_UNKNOWN)
    show_error (self, _ ("Whether It Was Set Is Unknown"), error);
  else
    show_error (self, _ ("Nothing Was Sent"), error);
}

/* Its data source is no longer shown, so a toast says how it ended. */
static void
ended_elsewhere_cb (GhEditorPage *self, GhChange *change, const GError *error)
{
  g_autofree char *name =
      g_markup_escape_text (gh_node_get_title (GH_NODE (gh_change_get_datasource (change))), -1);
  g_autofree char *text = NULL;

  if (error == NULL)
    text = g_strdup_printf (_ ("Credential of “%s” set"), name);
  else if (gh_change_get_state (change) == GH_CHANGE_UNKNOWN)
    text = g_strdup_printf (_ ("Whether the credential of “%s” was set is unknown"), name);
  else
    text = g_strdup_printf (_ ("Credential of “%s” not set"), name);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
taken_over_cb (GhEditorPage *self, GhProblem *problem, const GError *error)
{
  if (problem != NULL)
    show_refusal (self, problem, NULL, g_get_real_time () / G_USEC_PER_SEC);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      set_message (self, _ ("Cancelled. Nothing was sent."));
      update (self);
    }
  else if (error != NULL)
    show_error (self, _ ("Whether It Was Taken Over Is Unknown"), error);
  else if (gh_editing_check_type (self->editing, GH_CREDENTIAL_OAUTH2_CALLER, NULL))
    {
      gh_credential_form_use_caller_identity (self->form);
      apply_cb (self);
    }
  else
    {
      gh_form_page_show_no_result (self->form_page);
      gh_editing_load (self->editing);
      set_message (self, _ ("You are the owner now. A new credential is needed."));
      update (self);
    }
}

static void
adopted_cb (GhEditorPage *self, const GError *error)
{
  SignIn sign_in = self->sign_in;

  self->sign_in = SIGN_IN_NONE;
  if (error != NULL)
    show_error (self, _ ("Nothing Was Sent"), error);
  else if (sign_in == SIGN_IN_OWNER)
    {
      /* The owner may read what others may not: what the route was before counts no more, and the
       * change finds it afresh. */
      g_autoptr (GhCredential) credential = gh_credential_form_dup_credential (self->form);

      send (self, credential, NULL);
    }
  else
    gh_editing_load (self->editing);
}

static void
take_over_response_cb (GhEditorPage *self, const char *response)
{
  if (g_strcmp0 (response, GH_TAKE_OVER_RESPONSE) == 0)
    gh_editing_take_over (self->editing);
}

static void
ask_about_take_over (GhEditorPage *self)
{
  GtkWidget *dialog;

  if (gh_datasource_get_item (gh_editing_get_datasource (self->editing)) == NULL)
    return;

  dialog = gh_take_over_dialog_new (get_window (self), self->editing);
  g_signal_connect_object (dialog, "response", G_CALLBACK (take_over_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ask_for_sign_in (GhEditorPage *self, SignIn sign_in, const char *login_hint)
{
  self->sign_in = sign_in;
  g_signal_emit (self, signals[SIGN_IN_WANTED], 0, login_hint);
}

static void
copy_message (GhEditorPage *self, const char *message)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          message != NULL ? message : "");
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Message copied")));
}

static void
remedy_cb (GhEditorPage *self, GhRemedy *remedy)
{
  const char *parameter = gh_remedy_get_parameter (remedy);

  switch (gh_remedy_get_kind (remedy))
    {
    case GH_REMEDY_USE_CALLER_IDENTITY:
      gh_credential_form_use_caller_identity (self->form);
      apply_cb (self);
      break;
    case GH_REMEDY_TRY_AGAIN:
      apply_cb (self);
      break;
    case GH_REMEDY_PASTE_TOKEN:
      gh_credential_form_paste_token (self->form);
      break;
    case GH_REMEDY_SIGN_IN_AS_OWNER:
      ask_for_sign_in (self, SIGN_IN_OWNER, parameter);
      break;
    case GH_REMEDY_SIGN_IN_AGAIN:
      ask_for_sign_in (self, SIGN_IN_ANYONE, parameter);
      break;
    case GH_REMEDY_TAKE_OVER:
      ask_about_take_over (self);
      break;
    case GH_REMEDY_COPY_MESSAGE:
      copy_message (self, parameter);
      break;
    default:
      break;
    }
}

static gboolean
shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GhEditorPage *self = GH_EDITOR_PAGE (widget);
  void (*act) (GhEditorPage *) = user_data;

  if (!gtk_widget_get_mapped (widget))
    return GDK_EVENT_PROPAGATE;

  act (self);
  return GDK_EVENT_STOP;
}

static gboolean
back_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GhEditorPage *self = GH_EDITOR_PAGE (widget);

  if (!gtk_widget_get_mapped (widget) || (!self->folded && !is_preview_shown (self)))
    return GDK_EVENT_PROPAGATE;

  go_back (self);
  return GDK_EVENT_STOP;
}

static void
add_shortcut (GtkEventController *controller,
              const char *trigger,
              GtkShortcutFunc callback,
              gpointer user_data)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                        gtk_callback_action_new (callback, user_data, NULL)));
}

/* They work wherever the focus is in the window, the tree included, as long as the pane is shown.
 * Escape and Alt+Left work in the pane alone: in the tree they are the tree's. */
static void
add_shortcuts (GhEditorPage *self)
{
  GtkEventController *anywhere = gtk_shortcut_controller_new ();
  GtkEventController *here = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (anywhere), GTK_SHORTCUT_SCOPE_GLOBAL);
  add_shortcut (anywhere, "<Control>Return|<Control>KP_Enter|<Control>s", shortcut_cb, apply_cb);
  add_shortcut (anywhere, "<Control><Shift>p", shortcut_cb, preview_cb);
  gtk_widget_add_controller (GTK_WIDGET (self), anywhere);

  add_shortcut (here, "Escape|<Alt>Left", back_shortcut_cb, NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), here);
}

static void
back_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_back (GH_EDITOR_PAGE (widget));
}

static void
gh_editor_page_dispose (GObject *object)
{
  GhEditorPage *self = GH_EDITOR_PAGE (object);

  set_focus_before_preview (self, NULL);
  if (self->editing != NULL)
    g_signal_handlers_disconnect_by_data (self->editing, self);
  g_clear_object (&self->editing);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_EDITOR_PAGE);

  G_OBJECT_CLASS (gh_editor_page_parent_class)->dispose (object);
}

static void
gh_editor_page_finalize (GObject *object)
{
  GhEditorPage *self = GH_EDITOR_PAGE (object);

  g_free (self->message);

  G_OBJECT_CLASS (gh_editor_page_parent_class)->finalize (object);
}

static void
gh_editor_page_class_init (GhEditorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_editor_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_editor_page_finalize;

  signals[BACK] = g_signal_new ("back", GH_TYPE_EDITOR_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[SIGN_IN_WANTED] = g_signal_new ("sign-in", GH_TYPE_EDITOR_PAGE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "editor.back", NULL, back_action_cb);

  g_type_ensure (GH_TYPE_APPLY_BAR);
  g_type_ensure (GH_TYPE_FORM_PAGE);
  g_type_ensure (GH_TYPE_NOTICE_BAR);
  g_type_ensure (GH_TYPE_PREVIEW_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/editor/gh-editor-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEditorPage, header);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPage, title);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPage, back);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPage, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPage, form_page);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPage, preview);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPage, bar);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, preview_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, remedy_cb);
}

static void
gh_editor_page_init (GhEditorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->form = gh_form_page_get_form (self->form_page);
  add_shortcuts (self);
}

/**
 * gh_editor_page_new:
 * @session: who is signed in
 *
 * Returns: (transfer none): the content pane, showing no data source
 */
GtkWidget *
gh_editor_page_new (GhSession *session)
{
  GhEditorPage *self = g_object_new (GH_TYPE_EDITOR_PAGE, NULL);

  self->editing = gh_editing_new (session);
  g_signal_connect_swapped (self->editing, "notify::busy", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->editing, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_swapped (self->editing, "tested", G_CALLBACK (tested_cb), self);
  g_signal_connect_swapped (self->editing, "ended", G_CALLBACK (ended_cb), self);
  g_signal_connect_swapped (self->editing, "ended-elsewhere", G_CALLBACK (ended_elsewhere_cb),
                            self);
  g_signal_connect_swapped (self->editing, "taken-over", G_CALLBACK (taken_over_cb), self);
  g_signal_connect_swapped (self->editing, "adopted", G_CALLBACK (adopted_cb), self);
  /* Signed out, nothing can be sent; signed in again, it can. */
  g_signal_connect_object (session, "notify::power-bi", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * gh_editor_page_set_datasource:
 * @self: a page
 * @datasource: (nullable): what to show
 *
 * What was typed for another data source is gone; what is being sent for it goes on.
 */
void
gh_editor_page_set_datasource (GhEditorPage *self, GhDatasource *datasource)
{
  g_return_if_fail (GH_IS_EDITOR_PAGE (self));

  if (datasource == gh_editing_get_datasource (self->editing))
    return;

  set_message (self, NULL);
  set_focus_before_preview (self, NULL);
  self->sign_in = SIGN_IN_NONE;
  self->applied = FALSE;
  self->unknown = FALSE;
  gtk_stack_set_visible_child_name (self->stack, datasource != NULL ? "form" : "none");
  gtk_widget_set_visible (GTK_WIDGET (self->bar), datasource != NULL);
  gh_editing_set_datasource (self->editing, datasource);
  if (datasource != NULL)
    gh_form_page_reset (self->form_page, self->editing);
  update (self);
}

GhDatasource *
gh_editor_page_get_datasource (GhEditorPage *self)
{
  g_return_val_if_fail (GH_IS_EDITOR_PAGE (self), NULL);

  return gh_editing_get_datasource (self->editing);
}

gboolean
gh_editor_page_is_dirty (GhEditorPage *self)
{
  g_return_val_if_fail (GH_IS_EDITOR_PAGE (self), FALSE);

  return gh_editing_get_datasource (self->editing) != NULL &&
         gh_credential_form_is_dirty (self->form);
}

void
gh_editor_page_set_folded (GhEditorPage *self, gboolean folded)
{
  g_return_if_fail (GH_IS_EDITOR_PAGE (self));

  self->folded = folded;
  adw_header_bar_set_show_start_title_buttons (self->header, folded);
  gh_form_page_set_narrow (self->form_page, folded);
  gh_preview_page_set_narrow (self->preview, folded);
  gh_apply_bar_set_narrow (self->bar, folded);
  update (self);
}

static void
refuse_sign_in (GhEditorPage *self, const char *user_name)
{
  GhItem *item = gh_datasource_get_item (gh_editing_get_datasource (self->editing));
  const char *owner = item != NULL ? gh_item_get_owner (item) : NULL;
  g_autofree char *who = gh_text_to_display (user_name);
  g_autofree char *note =
      g_strdup_printf (_ ("%s signed in, but %s owns this data source. Nothing was sent."), who,
                          owner != NULL ? owner : _ ("somebody else"));

  set_message (self, note);
  gh_form_page_set_note (self->form_page, note);
  show_result (self);
}

/**
 * gh_editor_page_take_sign_in:
 * @self: a page that emitted "sign-in"
 * @sign_in: who signed in
 *
 * Where the owner was asked for and somebody else came, nothing is adopted and nothing is sent.
 */
void
gh_editor_page_take_sign_in (GhEditorPage *self, GhSignInResult *sign_in)
{
  const char *user_name;

  g_return_if_fail (GH_IS_EDITOR_PAGE (self));
  g_return_if_fail (GH_IS_SIGN_IN_RESULT (sign_in));

  if (self->sign_in == SIGN_IN_NONE)
    return;

  user_name = gh_account_get_user_name (gh_sign_in_result_get_account (sign_in));
  if (self->sign_in == SIGN_IN_OWNER &&
      !gh_datasource_is_owned_by (gh_editing_get_datasource (self->editing), user_name))
    refuse_sign_in (self, user_name);
  else
    gh_editing_adopt (self->editing, sign_in);
}

/**
 * gh_editor_page_set_notices:
 * @self: an editor page
 * @notices: what the banners below the header say
 */
void
gh_editor_page_set_notices (GhEditorPage *self, GhNotices *notices)
{
  g_return_if_fail (GH_IS_EDITOR_PAGE (self));

  gh_notice_bar_set_notices (self->notice_bar, notices);
}
