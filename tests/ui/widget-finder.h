/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/* What a user would look for, below @root, visible ones only. All but find_… fail the test when it
 * is not there. */
GtkWidget *widget_finder_find_row (GtkWidget *root, const char *title);
GtkWidget *widget_finder_find_button (GtkWidget *root, const char *label);
GtkWidget *widget_finder_find_label (GtkWidget *root, const char *text);
GtkWidget *widget_finder_find_type (GtkWidget *root, GType type);
guint widget_finder_count_class (GtkWidget *root, const char *css_class);

GtkWidget *widget_finder_get_row (GtkWidget *root, const char *title);
const char *widget_finder_get_subtitle (GtkWidget *root, const char *title);
void widget_finder_type (GtkWidget *root, const char *title, const char *text);
void widget_finder_choose (GtkWidget *root, const char *title, const char *choice);
void widget_finder_click (GtkWidget *root, const char *label);
gboolean widget_finder_is_sensitive (GtkWidget *root, const char *label);

/* Runs the main context until @condition holds; fails the test, naming it, after ten seconds. */
typedef gboolean (*WidgetFinderCondition) (gpointer user_data);
void widget_finder_wait (const char *what, WidgetFinderCondition condition, gpointer user_data);
