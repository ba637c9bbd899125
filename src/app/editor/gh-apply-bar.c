/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-apply-bar.h"

#include "gh-config.h"

struct _GhApplyBar
{
  AdwBin parent_instance;

  GtkWidget *message_box;
  GtkImage *icon;
  GtkLabel *message;
  GtkButton *apply;
  GtkWidget *preview;
  GtkWidget *busy_box;
  GtkSpinner *spinner;
  GtkLabel *busy;
  GtkWidget *cancel;

  gboolean preview_visible;
};

enum
{
  APPLY,
  PREVIEW,
  CANCEL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhApplyBar, gh_apply_bar, ADW_TYPE_BIN)

static void
apply_cb (GhApplyBar *self)
{
  g_signal_emit (self, signals[APPLY], 0);
}

static void
preview_cb (GhApplyBar *self)
{
  g_signal_emit (self, signals[PREVIEW], 0);
}

static void
cancel_cb (GhApplyBar *self)
{
  g_signal_emit (self, signals[CANCEL], 0);
}

static void
gh_apply_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_APPLY_BAR);

  G_OBJECT_CLASS (gh_apply_bar_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, GH_TYPE_APPLY_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       0);
}

static void
gh_apply_bar_class_init (GhApplyBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_apply_bar_dispose;

  signals[APPLY] = add_signal ("apply");
  signals[PREVIEW] = add_signal ("preview");
  signals[CANCEL] = add_signal ("cancel");

  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/editor/gh-apply-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GhApplyBar, message_box);
  gtk_widget_class_bind_template_child (widget_class, GhApplyBar, icon);
  gtk_widget_class_bind_template_child (widget_class, GhApplyBar, message);
  gtk_widget_class_bind_template_child (widget_class, GhApplyBar, apply);
  gtk_widget_class_bind_template_child (widget_class, GhApplyBar, preview);
  gtk_widget_class_bind_template_child (widget_class, GhApplyBar, busy_box);
  gtk_widget_class_bind_template_child (widget_class, GhApplyBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, GhApplyBar, busy);
  gtk_widget_class_bind_template_child (widget_class, GhApplyBar, cancel);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, preview_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
gh_apply_bar_init (GhApplyBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
gh_apply_bar_set_message (GhApplyBar *self, const char *icon_name, const char *message)
{
  g_return_if_fail (GH_IS_APPLY_BAR (self));

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_text (self->message, message);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->message), message);
}

void
gh_apply_bar_set_busy (GhApplyBar *self, const char *busy)
{
  gboolean is_busy = busy != NULL;

  g_return_if_fail (GH_IS_APPLY_BAR (self));

  gtk_label_set_text (self->busy, is_busy ? busy : "");
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_visible (self->busy_box, is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->apply), !is_busy);
  gtk_widget_set_visible (self->preview, !is_busy && self->preview_visible);
}

void
gh_apply_bar_set_apply (GhApplyBar *self, const char *label, gboolean sensitive, gboolean suggested)
{
  g_return_if_fail (GH_IS_APPLY_BAR (self));

  gtk_button_set_label (self->apply, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), sensitive);
  if (suggested)
    gtk_widget_add_css_class (GTK_WIDGET (self->apply), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->apply), "suggested-action");
}

void
gh_apply_bar_set_preview (GhApplyBar *self, gboolean visible, gboolean sensitive)
{
  g_return_if_fail (GH_IS_APPLY_BAR (self));

  self->preview_visible = visible;
  gtk_widget_set_visible (self->preview, visible && !gtk_widget_get_visible (self->busy_box));
  gtk_widget_set_sensitive (self->preview, sensitive);
}

void
gh_apply_bar_set_narrow (GhApplyBar *self, gboolean narrow)
{
  g_return_if_fail (GH_IS_APPLY_BAR (self));

  gtk_widget_set_visible (self->message_box, !narrow);
}

void
gh_apply_bar_focus_cancel (GhApplyBar *self)
{
  g_return_if_fail (GH_IS_APPLY_BAR (self));

  gtk_widget_grab_focus (self->cancel);
}
