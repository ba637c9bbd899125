/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-editing.h"

G_BEGIN_DECLS

/**
 * GhPreviewPage:
 *
 * How the credential will travel, what changes, and the request as it will go, secrets masked.
 */
#define GH_TYPE_PREVIEW_PAGE (gh_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (GhPreviewPage, gh_preview_page, GH, PREVIEW_PAGE, AdwBin)

void gh_preview_page_set_change (GhPreviewPage *self, GhEditing *editing, GhChange *change);
void gh_preview_page_set_narrow (GhPreviewPage *self, gboolean narrow);

G_END_DECLS
