/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-reply.h"

G_BEGIN_DECLS

char *gh_sim_entra_error_text (guint code, const char *text, gint64 now);
GhSimReply *gh_sim_entra_error_new (const char *error,
                                    guint code,
                                    const char *suberror,
                                    const char *text,
                                    gint64 now);

G_END_DECLS
