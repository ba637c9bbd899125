/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhApplyBar:
 *
 * The bottom bar: what will happen, Preview and Apply; while something is under way, what that is,
 * and Cancel. Signals: "apply", "preview", "cancel".
 */
#define GH_TYPE_APPLY_BAR (gh_apply_bar_get_type ())
G_DECLARE_FINAL_TYPE (GhApplyBar, gh_apply_bar, GH, APPLY_BAR, AdwBin)

void gh_apply_bar_set_message (GhApplyBar *self, const char *icon_name, const char *message);
/* @busy: (nullable): "Sending…"; NULL when nothing is under way */
void gh_apply_bar_set_busy (GhApplyBar *self, const char *busy);
/* @suggested: whether Apply is the one suggested action of the pane */
void gh_apply_bar_set_apply (GhApplyBar *self,
                             const char *label,
                             gboolean sensitive,
                             gboolean suggested);
void gh_apply_bar_set_preview (GhApplyBar *self, gboolean visible, gboolean sensitive);
/* narrow: there is no room for the message */
void gh_apply_bar_set_narrow (GhApplyBar *self, gboolean narrow);
void gh_apply_bar_focus_cancel (GhApplyBar *self);

G_END_DECLS
