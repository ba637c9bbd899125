/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-problem-box.h"

#include <glib/gi18n.h>

#include "gh-answer-row.h"
#include "gh-config.h"
#include "gh-text.h"

struct _GhProblemBox
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GtkWidget *problem_row;
  GtkLabel *title;
  GtkLabel *text;
  GtkLabel *note;
  GtkButton *primary;
  GtkLabel *primary_label;
  GtkLabel *primary_caption;

  GhRemedy *primary_remedy;
  /* The rows below the first one: remedies and the answer. */
  GPtrArray *rows;
};

enum
{
  REMEDY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhProblemBox, gh_problem_box, ADW_TYPE_BIN)

static void
primary_cb (GhProblemBox *self)
{
  if (self->primary_remedy != NULL)
    g_signal_emit (self, signals[REMEDY], 0, self->primary_remedy);
}

static void
row_button_cb (GhProblemBox *self, GtkButton *button)
{
  g_signal_emit (self, signals[REMEDY], 0, g_object_get_data (G_OBJECT (button), "remedy"));
}

/* What sends the same form again is the button of the problem itself; the others are rows. */
static gboolean
is_primary (GhRemedy *remedy)
{
  return gh_remedy_get_kind (remedy) == GH_REMEDY_USE_CALLER_IDENTITY ||
         gh_remedy_get_kind (remedy) == GH_REMEDY_TRY_AGAIN;
}

static const char *
get_icon_name (GhRemedyKind kind)
{
  switch (kind)
    {
    case GH_REMEDY_SIGN_IN_AS_OWNER:
    case GH_REMEDY_SIGN_IN_AGAIN:
      return "system-users-symbolic";
    case GH_REMEDY_TAKE_OVER:
      return "dialog-warning-symbolic";
    case GH_REMEDY_COPY_MESSAGE:
      return "document-send-symbolic";
    case GH_REMEDY_PASTE_TOKEN:
      return "edit-paste-symbolic";
    case GH_REMEDY_COMPARE_TOKENS:
      return "view-dual-symbolic";
    case GH_REMEDY_USE_CALLER_IDENTITY:
      return "avatar-default-symbolic";
    case GH_REMEDY_TRY_AGAIN:
    default:
      return "view-refresh-symbolic";
    }
}

static void
add_row (GhProblemBox *self, GtkWidget *row)
{
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_remedy (GhProblemBox *self, GhRemedy *remedy, gboolean suggested)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon_name (gh_remedy_get_kind (remedy)));
  GtkWidget *button = gtk_button_new_with_label (gh_remedy_get_button_label (remedy));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gh_remedy_get_title (remedy));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), gh_remedy_get_subtitle (remedy));
  if (gh_remedy_get_kind (remedy) == GH_REMEDY_TAKE_OVER)
    gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  g_object_set_data_full (G_OBJECT (button), "remedy", g_object_ref (remedy), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (row_button_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  row, NULL, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  add_row (self, row);
}

static void
clear (GhProblemBox *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->primary_remedy);
  gh_problem_box_set_note (self, NULL);
}

static void
set_text (GhProblemBox *self, const char *title, const char *text)
{
  g_autofree char *display = gh_text_to_display (text != NULL ? text : "");
  g_autofree char *label = g_strdup_printf ("%s\n%s", title, display);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->text, display);
  gtk_widget_set_visible (GTK_WIDGET (self->text), *display != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->problem_row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
set_primary (GhProblemBox *self, GhRemedy *remedy)
{
  const char *caption = remedy != NULL ? gh_remedy_get_subtitle (remedy) : NULL;

  g_set_object (&self->primary_remedy, remedy);
  gtk_widget_set_visible (GTK_WIDGET (self->primary), remedy != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->primary_caption), caption != NULL && *caption != '\0');
  if (remedy != NULL)
    {
      gtk_label_set_text (self->primary_label, gh_remedy_get_button_label (remedy));
      /* A button takes its name from a label of its own only, and this one has to wrap. */
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->primary), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      gh_remedy_get_button_label (remedy), -1);
    }
  gtk_label_set_text (self->primary_caption, caption != NULL ? caption : "");
}

static void
gh_problem_box_dispose (GObject *object)
{
  GhProblemBox *self = GH_PROBLEM_BOX (object);

  g_clear_object (&self->primary_remedy);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  /* Disposing of the template would unparent the child behind the bin's back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_PROBLEM_BOX);

  G_OBJECT_CLASS (gh_problem_box_parent_class)->dispose (object);
}

static void
gh_problem_box_class_init (GhProblemBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_problem_box_dispose;

  signals[REMEDY] = g_signal_new ("remedy", GH_TYPE_PROBLEM_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, GH_TYPE_REMEDY);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/editor/gh-problem-box.ui");
  gtk_widget_class_bind_template_child (widget_class, GhProblemBox, group);
  gtk_widget_class_bind_template_child (widget_class, GhProblemBox, problem_row);
  gtk_widget_class_bind_template_child (widget_class, GhProblemBox, title);
  gtk_widget_class_bind_template_child (widget_class, GhProblemBox, text);
  gtk_widget_class_bind_template_child (widget_class, GhProblemBox, note);
  gtk_widget_class_bind_template_child (widget_class, GhProblemBox, primary);
  gtk_widget_class_bind_template_child (widget_class, GhProblemBox, primary_label);
  gtk_widget_class_bind_template_child (widget_class, GhProblemBox, primary_caption);
  gtk_widget_class_bind_template_callback (widget_class, primary_cb);
}

static void
gh_problem_box_init (GhProblemBox *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_problem_box_show_advice:
 * @self: a box
 * @advice: what the refusal means
 * @problem: the refusal
 */
void
gh_problem_box_show_advice (GhProblemBox *self, GhAdvice *advice, GhProblem *problem)
{
  GListModel *remedies;
  g_autoptr (GhRemedy) primary = NULL;

  g_return_if_fail (GH_IS_PROBLEM_BOX (self));

  clear (self);
  set_text (self, gh_advice_get_title (advice), gh_advice_get_text (advice));

  remedies = gh_advice_get_remedies (advice);
  for (guint i = 0; i < g_list_model_get_n_items (remedies); i++)
    {
      g_autoptr (GhRemedy) remedy = g_list_model_get_item (remedies, i);

      if (i == 0 && is_primary (remedy))
        primary = g_steal_pointer (&remedy);
      else
        add_remedy (self, remedy, i == 0);
    }
  set_primary (self, primary);
  add_row (self, gh_answer_row_new (problem));
}

/**
 * gh_problem_box_show_error:
 * @self: a box
 * @title: what happened, for display
 * @text: why
 */
void
gh_problem_box_show_error (GhProblemBox *self, const char *title, const char *text)
{
  g_autoptr (GhRemedy) again =
      gh_remedy_new (GH_REMEDY_TRY_AGAIN, title, "", _ ("Send Again"), NULL);

  g_return_if_fail (GH_IS_PROBLEM_BOX (self));

  clear (self);
  set_text (self, title, text);
  set_primary (self, again);
}

void
gh_problem_box_set_note (GhProblemBox *self, const char *note)
{
  g_return_if_fail (GH_IS_PROBLEM_BOX (self));

  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

void
gh_problem_box_take_focus (GhProblemBox *self)
{
  g_return_if_fail (GH_IS_PROBLEM_BOX (self));

  gtk_widget_grab_focus (self->problem_row);
}
