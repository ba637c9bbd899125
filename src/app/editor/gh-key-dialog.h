/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-route.h"

G_BEGIN_DECLS

#define GH_KEY_RESPONSE "use"

/* Asks whether a gateway's key that changed is to be used; the response is GH_KEY_RESPONSE or
 * "cancel". */
GtkWidget *gh_key_dialog_new (GtkWindow *parent, GhRoute *route, const char *before);

G_END_DECLS
