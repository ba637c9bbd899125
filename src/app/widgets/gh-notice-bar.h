/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-notices.h"

G_BEGIN_DECLS

/* The banners of a pane, below its header bar. Property: "notices". */
#define GH_TYPE_NOTICE_BAR (gh_notice_bar_get_type ())
G_DECLARE_FINAL_TYPE (GhNoticeBar, gh_notice_bar, GH, NOTICE_BAR, AdwBin)

GtkWidget *gh_notice_bar_new (void);
void gh_notice_bar_set_notices (GhNoticeBar *self, GhNotices *notices);

G_END_DECLS
