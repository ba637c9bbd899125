/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*GhDiscardFunc) (GtkWidget *widget, gboolean discard);

/* Asks before what was typed is lost. The answer comes to @widget, unless that is gone by then. */
void gh_discard_dialog_ask (GtkWidget *widget, GhDiscardFunc func);

G_END_DECLS
