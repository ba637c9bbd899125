/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-form-page.h"

#include "gh-config.h"
#include "gh-problem-box.h"
#include "gh-source-facts.h"
#include "gh-success-box.h"

struct _GhFormPage
{
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkBox *content;
  GhProblemBox *problem;
  GhSuccessBox *success;
  GhSourceFacts *facts;
  GhCredentialForm *form;
  GtkWidget *route_group;
  AdwActionRow *route_row;
  GtkImage *route_icon;

  gboolean narrow;
};

enum
{
  CHANGED,
  ACTIVATED,
  TEST,
  REMEDY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhFormPage, gh_form_page, ADW_TYPE_BIN)

static void
changed_cb (GhFormPage *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activated_cb (GhFormPage *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
test_cb (GhFormPage *self)
{
  g_signal_emit (self, signals[TEST], 0);
}

static void
remedy_cb (GhFormPage *self, GhRemedy *remedy)
{
  g_signal_emit (self, signals[REMEDY], 0, remedy);
}

static void
gh_form_page_dispose (GObject *object)
{
  /* Disposing of the template would unparent the child behind the bin's back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_FORM_PAGE);

  G_OBJECT_CLASS (gh_form_page_parent_class)->dispose (object);
}

static void
add_signals (void)
{
  signals[CHANGED] = g_signal_new ("changed", GH_TYPE_FORM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", GH_TYPE_FORM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[TEST] = g_signal_new ("test", GH_TYPE_FORM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[REMEDY] = g_signal_new ("remedy", GH_TYPE_FORM_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, GH_TYPE_REMEDY);
}

static void
gh_form_page_class_init (GhFormPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_form_page_dispose;
  add_signals ();

  g_type_ensure (GH_TYPE_CREDENTIAL_FORM);
  g_type_ensure (GH_TYPE_PROBLEM_BOX);
  g_type_ensure (GH_TYPE_SOURCE_FACTS);
  g_type_ensure (GH_TYPE_SUCCESS_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/editor/gh-form-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhFormPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, GhFormPage, content);
  gtk_widget_class_bind_template_child (widget_class, GhFormPage, problem);
  gtk_widget_class_bind_template_child (widget_class, GhFormPage, success);
  gtk_widget_class_bind_template_child (widget_class, GhFormPage, facts);
  gtk_widget_class_bind_template_child (widget_class, GhFormPage, form);
  gtk_widget_class_bind_template_child (widget_class, GhFormPage, route_group);
  gtk_widget_class_bind_template_child (widget_class, GhFormPage, route_row);
  gtk_widget_class_bind_template_child (widget_class, GhFormPage, route_icon);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, remedy_cb);
}

static void
gh_form_page_init (GhFormPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GhCredentialForm *
gh_form_page_get_form (GhFormPage *self)
{
  g_return_val_if_fail (GH_IS_FORM_PAGE (self), NULL);

  return self->form;
}

static void
scroll_to_top_cb (gpointer user_data)
{
  g_autoptr (GhFormPage) self = user_data;

  if (self->scroller != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

void
gh_form_page_reset (GhFormPage *self, GhEditing *editing)
{
  g_return_if_fail (GH_IS_FORM_PAGE (self));

  gh_form_page_show_no_result (self);
  gh_source_facts_set_trouble (self->facts, NULL);
  gh_credential_form_reset (self->form, editing);
  g_idle_add_once (scroll_to_top_cb, g_object_ref (self));
}

void
gh_form_page_update (GhFormPage *self, GhEditing *editing)
{
  GhEditingBusy busy;

  g_return_if_fail (GH_IS_FORM_PAGE (self));

  busy = gh_editing_get_busy (editing);
  gh_credential_form_set_frozen (self->form, busy >= GH_EDITING_SENDING);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), busy != GH_EDITING_LOADING);
  gtk_widget_set_sensitive (GTK_WIDGET (self->problem), busy < GH_EDITING_SENDING);
  gh_source_facts_update (self->facts, editing);
}

static void
update_route_group (GhFormPage *self)
{
  const char *text = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->route_row));

  gtk_widget_set_visible (self->route_group, self->narrow && *text != '\0');
}

void
gh_form_page_set_message (GhFormPage *self, const char *icon_name, const char *message)
{
  g_return_if_fail (GH_IS_FORM_PAGE (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->route_row), message);
  gtk_image_set_from_icon_name (self->route_icon, icon_name);
  update_route_group (self);
}

void
gh_form_page_set_trouble (GhFormPage *self, const GError *error)
{
  g_return_if_fail (GH_IS_FORM_PAGE (self));

  gh_source_facts_set_trouble (self->facts, error);
}

void
gh_form_page_set_narrow (GhFormPage *self, gboolean narrow)
{
  g_return_if_fail (GH_IS_FORM_PAGE (self));

  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self->content), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->content), "narrow");
  gh_source_facts_set_narrow (self->facts, narrow);
  gh_success_box_set_narrow (self->success, narrow);
  update_route_group (self);
}

/* The facts stand first, unless there is a result to be read before them: then the form follows
 * it. */
static void
show_result (GhFormPage *self, gpointer result)
{
  gpointer before_facts = result != NULL ? (gpointer)self->form : (gpointer)self->success;

  gtk_widget_set_visible (GTK_WIDGET (self->problem), result == self->problem);
  gtk_widget_set_visible (GTK_WIDGET (self->success), result == self->success);
  gtk_box_reorder_child_after (self->content, GTK_WIDGET (self->facts), before_facts);
  if (result != NULL)
    g_idle_add_once (scroll_to_top_cb, g_object_ref (self));
}

void
gh_form_page_show_no_result (GhFormPage *self)
{
  g_return_if_fail (GH_IS_FORM_PAGE (self));

  show_result (self, NULL);
}

void
gh_form_page_show_advice (GhFormPage *self, GhAdvice *advice, GhProblem *problem)
{
  g_return_if_fail (GH_IS_FORM_PAGE (self));

  gh_problem_box_show_advice (self->problem, advice, problem);
  show_result (self, self->problem);
}

void
gh_form_page_show_error (GhFormPage *self, const char *title, const char *text)
{
  g_return_if_fail (GH_IS_FORM_PAGE (self));

  gh_problem_box_show_error (self->problem, title, text);
  show_result (self, self->problem);
}

void
gh_form_page_show_success (GhFormPage *self, GhEditing *editing, GhChange *change)
{
  g_return_if_fail (GH_IS_FORM_PAGE (self));

  gh_success_box_show_change (self->success, editing, change);
  show_result (self, self->success);
}

void
gh_form_page_focus_result (GhFormPage *self)
{
  g_return_if_fail (GH_IS_FORM_PAGE (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->problem)))
    gh_problem_box_take_focus (self->problem);
  else if (gtk_widget_get_visible (GTK_WIDGET (self->success)))
    gh_success_box_take_focus (self->success);
}

gboolean
gh_form_page_has_problem (GhFormPage *self)
{
  g_return_val_if_fail (GH_IS_FORM_PAGE (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->problem));
}

void
gh_form_page_set_note (GhFormPage *self, const char *note)
{
  g_return_if_fail (GH_IS_FORM_PAGE (self));

  gh_problem_box_set_note (self->problem, note);
}
