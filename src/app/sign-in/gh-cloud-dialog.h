/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-cloud-list.h"

G_BEGIN_DECLS

/**
 * GhCloudDialog:
 *
 * Edits a cloud of one's own, and saves it in the list. Each field says what is wrong with it.
 * Signal: "saved" (GhCloud *).
 */
#define GH_TYPE_CLOUD_DIALOG (gh_cloud_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GhCloudDialog, gh_cloud_dialog, GH, CLOUD_DIALOG, AdwWindow)

/* @cloud: (nullable): a saved one to edit; NULL for a new one */
GtkWidget *gh_cloud_dialog_new (GtkWindow *parent, GhCloudList *clouds, GhCloud *cloud);

G_END_DECLS
