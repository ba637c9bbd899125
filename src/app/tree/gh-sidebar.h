/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-notices.h"
#include "gh-session.h"

G_BEGIN_DECLS

/**
 * GhSidebar:
 *
 * Where: account, filter, tree, and how much was read. Signal: "datasource-selected" (GhDatasource,
 * gboolean activated).
 */
#define GH_TYPE_SIDEBAR (gh_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (GhSidebar, gh_sidebar, GH, SIDEBAR, AdwBin)

GtkWidget *gh_sidebar_new (void);
void gh_sidebar_set_session (GhSidebar *self, GhSession *session, GhNotices *notices);
void gh_sidebar_set_folded (GhSidebar *self, gboolean folded);
void gh_sidebar_select (GhSidebar *self, GhDatasource *datasource);
void gh_sidebar_read_again (GhSidebar *self);
void gh_sidebar_start_filter (GhSidebar *self);
/* The filter is emptied; FALSE if it was empty already */
gboolean gh_sidebar_clear_filter (GhSidebar *self);

G_END_DECLS
