/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-request-view.h"

#include <glib/gi18n.h>

#define OPENING "⟨"
#define CLOSING "⟩"

struct _GhRequestView
{
  AdwBin parent_instance;

  GtkTextBuffer *head;
  GtkTextBuffer *body;
  AdwStyleManager *style;
};

G_DEFINE_FINAL_TYPE (GhRequestView, gh_request_view, ADW_TYPE_BIN)

static void
set_tag_color (GhRequestView *self, GtkTextBuffer *buffer, const char *tag_name, const char *color)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  GtkTextTag *tag = gtk_text_tag_table_lookup (table, tag_name);
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA rgba;

  if (gtk_style_context_lookup_color (context, color, &rgba))
    g_object_set (tag, "foreground-rgba", &rgba, NULL);
}

static void
update_colors (GhRequestView *self)
{
  set_tag_color (self, self->head, "masked", "accent_color");
  set_tag_color (self, self->body, "masked", "accent_color");
}

/* Everything from one mark to another, however often it occurs. */
static void
tag_masked (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  while (gtk_text_iter_forward_search (&start, OPENING, 0, &start, NULL, NULL) &&
         gtk_text_iter_forward_search (&start, CLOSING, 0, NULL, &end, NULL))
    {
      gtk_text_buffer_apply_tag_by_name (buffer, "masked", &start, &end);
      start = end;
    }
}

static void
tag_method (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  end = start;
  if (gtk_text_iter_forward_search (&start, " ", 0, &end, NULL, NULL))
    gtk_text_buffer_apply_tag_by_name (buffer, "method", &start, &end);
}

static GtkTextBuffer *
new_buffer (void)
{
  GtkTextBuffer *buffer = gtk_text_buffer_new (NULL);

  gtk_text_buffer_create_tag (buffer, "masked", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "method", "weight", PANGO_WEIGHT_BOLD, NULL);

  return buffer;
}

/* Text that is too wide is scrolled, so that no break looks like a part of it. */
static GtkWidget *
new_text (GtkTextBuffer *buffer, const char *name)
{
  GtkWidget *view = gtk_text_view_new_with_buffer (buffer);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  gtk_widget_add_css_class (view, "request");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);

  return scroller;
}

static void
gh_request_view_dispose (GObject *object)
{
  GhRequestView *self = GH_REQUEST_VIEW (object);

  g_clear_object (&self->head);
  g_clear_object (&self->body);

  G_OBJECT_CLASS (gh_request_view_parent_class)->dispose (object);
}

static void
gh_request_view_class_init (GhRequestViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gh_request_view_dispose;
}

static void
gh_request_view_init (GhRequestView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->head = new_buffer ();
  self->body = new_buffer ();
  gtk_box_append (GTK_BOX (box), new_text (self->head, _ ("Head of the request")));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), new_text (self->body, _ ("Body of the request")));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  adw_bin_set_child (ADW_BIN (self), box);

  self->style = adw_style_manager_get_default ();
  g_signal_connect_object (self->style, "notify::dark", G_CALLBACK (update_colors), self,
                           G_CONNECT_SWAPPED);
}

void
gh_request_view_set_request (GhRequestView *self, const char *head, const char *body)
{
  g_return_if_fail (GH_IS_REQUEST_VIEW (self));

  gtk_text_buffer_set_text (self->head, head, -1);
  gtk_text_buffer_set_text (self->body, body, -1);
  tag_method (self->head);
  tag_masked (self->head);
  tag_masked (self->body);
  update_colors (self);
}
