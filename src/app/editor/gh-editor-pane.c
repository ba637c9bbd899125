/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-editor-pane.h"

#include <glib/gi18n.h>

#include "gh-apply-bar.h"
#include "gh-config.h"
#include "gh-notice-bar.h"
#include "gh-preview-page.h"

struct _GhEditorPane
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
  GhEditorOutcome outcome;
  char *message;
};

enum
{
  APPLY,
  BACK,
  REMEDY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhEditorPane, gh_editor_pane, ADW_TYPE_BIN)

static gboolean
is_preview_shown (GhEditorPane *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "preview") == 0;
}

static gboolean
is_ready (GhEditorPane *self)
{
  return gh_editing_get_datasource (self->editing) != NULL &&
         gh_editing_get_busy (self->editing) == GH_EDITING_IDLE &&
         self->outcome != GH_EDITOR_OUTCOME_SET && gh_credential_form_is_complete (self->form);
}

static const char *
get_busy_text (GhEditorPane *self)
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

/* An undecided route still carries what holds no secret: then it must not say that nothing is
 * sent. */
static const char *
get_route_text (GhEditorPane *self, GhRoute *route)
{
  GhCredentialType type = gh_credential_form_get_credential_type (self->form);

  if (gh_route_get_kind (route) == GH_ROUTE_UNDECIDED && gh_editing_may_send (self->editing, type))
    return _ ("Undecided: only your own identity is sent, since it holds no secret");

  return gh_route_get_summary (route);
}

static void
update_message (GhEditorPane *self)
{
  GhRoute *route = gh_editing_get_route (self->editing);
  const char *icon = "help-about-symbolic";
  const char *message = self->message;

  if (is_preview_shown (self) && message == NULL)
    message = _ ("Copies hold placeholders, never the secret");
  else if (message == NULL && self->outcome == GH_EDITOR_OUTCOME_SET)
    message = _ ("Nothing to apply");
  else if (message == NULL && route != NULL)
    {
      icon = get_route_icon (route);
      message = get_route_text (self, route);
    }

  gh_apply_bar_set_message (self->bar, icon, message != NULL ? message : "");
  gh_form_page_set_message (self->form_page, icon, message != NULL ? message : "");
}

static void
update_header (GhEditorPane *self)
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
void
gh_editor_pane_update (GhEditorPane *self)
{
  gboolean ready;

  g_return_if_fail (GH_IS_EDITOR_PANE (self));

  ready = gh_editor_pane_may_apply (self);
  update_header (self);
  update_message (self);
  gh_apply_bar_set_busy (self->bar, get_busy_text (self));
  gh_apply_bar_set_apply (self->bar,
                          self->outcome == GH_EDITOR_OUTCOME_UNKNOWN ? _ ("_Send Again")
                                                                     : _ ("_Apply"),
                          ready,
                          ready && (is_preview_shown (self) ||
                                    !gh_form_page_has_problem (self->form_page)));
  gh_apply_bar_set_preview (self->bar, !is_preview_shown (self), is_ready (self));
  gh_form_page_update (self->form_page, self->editing);
}

static void
apply_cb (GhEditorPane *self)
{
  if (gh_editor_pane_may_apply (self))
    g_signal_emit (self, signals[APPLY], 0);
}

static void
remedy_cb (GhEditorPane *self, GhRemedy *remedy)
{
  g_signal_emit (self, signals[REMEDY], 0, remedy);
}

static void
cancel_cb (GhEditorPane *self)
{
  gh_editing_cancel (self->editing);
}

static void
test_cb (GhEditorPane *self)
{
  gh_form_page_set_trouble (self->form_page, NULL);
  gh_editing_test (self->editing);
}

static void
set_focus_before_preview (GhEditorPane *self, GtkWidget *focus)
{
  if (self->focus_before_preview != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->focus_before_preview),
                                  (gpointer *)&self->focus_before_preview);
  self->focus_before_preview = focus;
  if (focus != NULL)
    g_object_add_weak_pointer (G_OBJECT (focus), (gpointer *)&self->focus_before_preview);
}

static void
preview_cb (GhEditorPane *self)
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
  gh_editor_pane_set_outcome (self, self->outcome, NULL);
  gh_preview_page_set_change (self->preview, self->editing, change);
  gtk_stack_set_visible_child_name (self->stack, "preview");
  gh_editor_pane_update (self);
  gtk_widget_grab_focus (self->back);
}

static void
go_back (GhEditorPane *self)
{
  if (!is_preview_shown (self))
    {
      if (self->folded)
        g_signal_emit (self, signals[BACK], 0);
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "form");
  gh_editor_pane_update (self);
  if (self->focus_before_preview != NULL)
    gtk_widget_grab_focus (self->focus_before_preview);
  set_focus_before_preview (self, NULL);
}

static void
form_changed_cb (GhEditorPane *self)
{
  gh_editor_pane_set_outcome (self, GH_EDITOR_OUTCOME_NONE, NULL);
}

static gboolean
shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GhEditorPane *self = GH_EDITOR_PANE (widget);
  void (*act) (GhEditorPane *) = user_data;

  if (!gtk_widget_get_mapped (widget))
    return GDK_EVENT_PROPAGATE;

  act (self);
  return GDK_EVENT_STOP;
}

static gboolean
back_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GhEditorPane *self = GH_EDITOR_PANE (widget);

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
add_shortcuts (GhEditorPane *self)
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
  go_back (GH_EDITOR_PANE (widget));
}

static void
gh_editor_pane_dispose (GObject *object)
{
  GhEditorPane *self = GH_EDITOR_PANE (object);

  set_focus_before_preview (self, NULL);
  g_clear_object (&self->editing);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_EDITOR_PANE);

  G_OBJECT_CLASS (gh_editor_pane_parent_class)->dispose (object);
}

static void
gh_editor_pane_finalize (GObject *object)
{
  GhEditorPane *self = GH_EDITOR_PANE (object);

  g_free (self->message);

  G_OBJECT_CLASS (gh_editor_pane_parent_class)->finalize (object);
}

static void
gh_editor_pane_class_init (GhEditorPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_editor_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = gh_editor_pane_finalize;

  signals[APPLY] = g_signal_new ("apply", GH_TYPE_EDITOR_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[BACK] = g_signal_new ("back", GH_TYPE_EDITOR_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[REMEDY] = g_signal_new ("remedy", GH_TYPE_EDITOR_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, GH_TYPE_REMEDY);

  gtk_widget_class_install_action (widget_class, "editor.back", NULL, back_action_cb);

  g_type_ensure (GH_TYPE_APPLY_BAR);
  g_type_ensure (GH_TYPE_FORM_PAGE);
  g_type_ensure (GH_TYPE_NOTICE_BAR);
  g_type_ensure (GH_TYPE_PREVIEW_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/editor/gh-editor-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GhEditorPane, header);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPane, title);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPane, back);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPane, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPane, toasts);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPane, stack);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPane, form_page);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPane, preview);
  gtk_widget_class_bind_template_child (widget_class, GhEditorPane, bar);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, preview_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, remedy_cb);
}

static void
gh_editor_pane_init (GhEditorPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->form = gh_form_page_get_form (self->form_page);
  add_shortcuts (self);
}

/**
 * gh_editor_pane_new:
 * @editing: what goes on with the data source that is shown
 *
 * Returns: (transfer none): a pane that shows no data source
 */
GtkWidget *
gh_editor_pane_new (GhEditing *editing)
{
  GhEditorPane *self = g_object_new (GH_TYPE_EDITOR_PANE, NULL);

  self->editing = g_object_ref (editing);
  g_signal_connect_object (editing, "notify::busy", G_CALLBACK (gh_editor_pane_update), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

GhFormPage *
gh_editor_pane_get_form_page (GhEditorPane *self)
{
  g_return_val_if_fail (GH_IS_EDITOR_PANE (self), NULL);

  return self->form_page;
}

void
gh_editor_pane_start (GhEditorPane *self)
{
  gboolean has_datasource;

  g_return_if_fail (GH_IS_EDITOR_PANE (self));

  has_datasource = gh_editing_get_datasource (self->editing) != NULL;
  set_focus_before_preview (self, NULL);
  gtk_stack_set_visible_child_name (self->stack, has_datasource ? "form" : "none");
  gtk_widget_set_visible (GTK_WIDGET (self->bar), has_datasource);
  if (has_datasource)
    gh_form_page_reset (self->form_page, self->editing);
  else
    /* Nobody sees the form any more, so nothing would empty it. */
    gh_credential_form_clear_secrets (gh_form_page_get_form (self->form_page));
  gh_editor_pane_set_outcome (self, GH_EDITOR_OUTCOME_NONE, NULL);
}

void
gh_editor_pane_set_outcome (GhEditorPane *self, GhEditorOutcome outcome, const char *message)
{
  char *copy;

  g_return_if_fail (GH_IS_EDITOR_PANE (self));

  copy = g_strdup (message);
  g_free (self->message);
  self->message = copy;
  self->outcome = outcome;
  gh_editor_pane_update (self);
}

/**
 * gh_editor_pane_show_result:
 * @self: a pane whose form was given a result
 *
 * The result has the focus, so that a reader reads it and a second Enter does nothing.
 */
void
gh_editor_pane_show_result (GhEditorPane *self)
{
  g_return_if_fail (GH_IS_EDITOR_PANE (self));

  gtk_stack_set_visible_child_name (self->stack, "form");
  gh_editor_pane_update (self);
  gh_form_page_focus_result (self->form_page);
}

gboolean
gh_editor_pane_may_apply (GhEditorPane *self)
{
  g_return_val_if_fail (GH_IS_EDITOR_PANE (self), FALSE);

  return is_ready (self) &&
         gh_editing_may_send (self->editing, gh_credential_form_get_credential_type (self->form));
}

void
gh_editor_pane_focus_cancel (GhEditorPane *self)
{
  g_return_if_fail (GH_IS_EDITOR_PANE (self));

  gh_apply_bar_focus_cancel (self->bar);
}

void
gh_editor_pane_set_folded (GhEditorPane *self, gboolean folded)
{
  g_return_if_fail (GH_IS_EDITOR_PANE (self));

  self->folded = folded;
  adw_header_bar_set_show_start_title_buttons (self->header, folded);
  gh_form_page_set_narrow (self->form_page, folded);
  gh_preview_page_set_narrow (self->preview, folded);
  gh_apply_bar_set_narrow (self->bar, folded);
  gh_editor_pane_update (self);
}

void
gh_editor_pane_set_notices (GhEditorPane *self, GhNotices *notices)
{
  g_return_if_fail (GH_IS_EDITOR_PANE (self));

  gh_notice_bar_set_notices (self->notice_bar, notices);
}

void
gh_editor_pane_add_toast (GhEditorPane *self, const char *markup)
{
  g_return_if_fail (GH_IS_EDITOR_PANE (self));

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
}
