/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-editing.h"

G_BEGIN_DECLS

#define GH_TAKE_OVER_RESPONSE "take-over"

/* A dialog that says what a take-over does to each data source of the item. Its response is
 * GH_TAKE_OVER_RESPONSE or "cancel". */
GtkWidget *gh_take_over_dialog_new (GtkWindow *parent, GhEditing *editing);

G_END_DECLS
