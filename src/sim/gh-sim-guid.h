/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gh_sim_guid (const char *kind, const char *name);
gboolean gh_sim_guid_is_valid (const char *text);

G_END_DECLS
