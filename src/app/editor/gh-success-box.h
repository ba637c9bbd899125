/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-editing.h"

G_BEGIN_DECLS

/* That a credential was set, or set and verified, and what there is to know of it. */
#define GH_TYPE_SUCCESS_BOX (gh_success_box_get_type ())
G_DECLARE_FINAL_TYPE (GhSuccessBox, gh_success_box, GH, SUCCESS_BOX, AdwBin)

void gh_success_box_show_change (GhSuccessBox *self, GhEditing *editing, GhChange *change);
void gh_success_box_set_narrow (GhSuccessBox *self, gboolean narrow);
void gh_success_box_take_focus (GhSuccessBox *self);

G_END_DECLS
