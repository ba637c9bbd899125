/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GhBanner:
 *
 * A strip below a header bar: icon, text, at most one button. It is there as long as it has a text.
 * Properties: "title" (nullable), "button-label" (nullable), "action-name", "icon-name".
 */
#define GH_TYPE_BANNER (gh_banner_get_type ())
G_DECLARE_FINAL_TYPE (GhBanner, gh_banner, GH, BANNER, AdwBin)

GtkWidget *gh_banner_new (void);
void gh_banner_set_title (GhBanner *self, const char *title);

G_END_DECLS
