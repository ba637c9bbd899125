/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void gh_log_request (const char *method,
                     const char *host,
                     const char *path,
                     guint status,
                     const char *request_id);

G_END_DECLS
