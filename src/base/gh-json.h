/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GH_JSON_MAX_BYTES:
 *
 * The largest text that [func@Gh.json_parse] reads.
 */
#define GH_JSON_MAX_BYTES (16u * 1024 * 1024)

/**
 * GH_JSON_MAX_DEPTH:
 *
 * How deep arrays and objects may be nested. json-glib before 1.10 recurses without a limit and
 * runs out of stack at some hundred thousand levels.
 */
#define GH_JSON_MAX_DEPTH 128u

/**
 * GhJsonPresence:
 * @GH_JSON_REQUIRED: a missing or null member is an error
 * @GH_JSON_OPTIONAL: a missing or null member leaves the value as it is
 */
typedef enum
{
  GH_JSON_REQUIRED,
  GH_JSON_OPTIONAL,
} GhJsonPresence;

JsonNode *gh_json_parse (const char *data, gssize length, GError **error);
JsonObject *gh_json_parse_object (const char *data, gssize length, GError **error);

gboolean gh_json_read_string (JsonObject *object,
                              const char *member,
                              GhJsonPresence presence,
                              const char **value,
                              GError **error);
gboolean gh_json_read_boolean (JsonObject *object,
                               const char *member,
                               GhJsonPresence presence,
                               gboolean *value,
                               GError **error);
gboolean gh_json_read_integer (JsonObject *object,
                               const char *member,
                               GhJsonPresence presence,
                               gint64 *value,
                               GError **error);
gboolean gh_json_read_object (JsonObject *object,
                              const char *member,
                              GhJsonPresence presence,
                              JsonObject **value,
                              GError **error);
gboolean gh_json_read_array (JsonObject *object,
                             const char *member,
                             GhJsonPresence presence,
                             JsonArray **value,
                             GError **error);
JsonObject *gh_json_array_get_object (JsonArray *array, guint index, GError **error);

/* Overwrites a string that was a secret, if there is one. */
void gh_json_wipe_string (JsonObject *object, const char *member);

char *gh_json_to_text (JsonNode *node, gboolean pretty);

G_END_DECLS
