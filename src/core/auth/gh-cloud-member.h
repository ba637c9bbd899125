/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gh-json.h"

G_BEGIN_DECLS

/* Reads the members of a cloud's row, with errors for the person who wrote it. */

gboolean gh_cloud_member_is_audience (const char *audience);
gboolean gh_cloud_member_read_text (JsonObject *object,
                                    const char *parent,
                                    const char *member,
                                    GhJsonPresence presence,
                                    char **value,
                                    GError **error);
gboolean gh_cloud_member_read_origin (JsonObject *object,
                                      const char *parent,
                                      const char *member,
                                      GUri **origin,
                                      GError **error);
gboolean gh_cloud_member_read_service (JsonObject *row,
                                       const char *member,
                                       GhJsonPresence presence,
                                       GUri **origin,
                                       char **audience,
                                       GError **error);

G_END_DECLS
