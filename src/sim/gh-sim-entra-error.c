/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-entra-error.h"

#include <string.h>

#include "gh-sim-guid.h"

static char *
format_time (gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);

  return g_date_time_format (time, "%Y-%m-%d %H:%M:%SZ");
}

static char *
write_description (guint code,
                   const char *text,
                   const char *trace,
                   const char *correlation,
                   const char *timestamp)
{
  return g_strdup_printf ("AADSTS%u: %s\r\nTrace ID: %s\r\nCorrelation ID: %s\r\nTimestamp: %s",
                          code, text, trace, correlation, timestamp);
}

/**
 * gh_sim_entra_error_text:
 * @code: number of the AADSTS error
 * @text: what it says
 * @now: the time
 *
 * Returns: (transfer full): an "error_description" as the redirect carries it
 */
char *
gh_sim_entra_error_text (guint code, const char *text, gint64 now)
{
  g_autofree char *trace = g_uuid_string_random ();
  g_autofree char *correlation = g_uuid_string_random ();
  g_autofree char *timestamp = format_time (now);

  return write_description (code, text, trace, correlation, timestamp);
}

/**
 * gh_sim_entra_error_new:
 * @error: the OAuth error
 * @code: number of the AADSTS error
 * @suberror: (nullable): what a client is to do about it
 * @text: what it says
 * @now: the time
 *
 * Returns: (transfer full): a refusal by the token endpoint
 */
GhSimReply *
gh_sim_entra_error_new (const char *error,
                        guint code,
                        const char *suberror,
                        const char *text,
                        gint64 now)
{
  g_autofree char *trace = g_uuid_string_random ();
  g_autofree char *correlation = g_uuid_string_random ();
  g_autofree char *timestamp = format_time (now);
  g_autofree char *description = write_description (code, text, trace, correlation, timestamp);
  g_autofree char *uri = g_strdup_printf ("https://login.microsoftonline.com/error?code=%u", code);
  JsonObject *body = json_object_new ();
  JsonArray *codes = json_array_new ();

  json_array_add_int_element (codes, code);
  json_object_set_string_member (body, "error", error);
  json_object_set_string_member (body, "error_description", description);
  json_object_set_array_member (body, "error_codes", codes);
  json_object_set_string_member (body, "timestamp", timestamp);
  json_object_set_string_member (body, "trace_id", trace);
  json_object_set_string_member (body, "correlation_id", correlation);
  json_object_set_string_member (body, "error_uri", uri);
  if (suberror != NULL)
    json_object_set_string_member (body, "suberror", suberror);

  return gh_sim_reply_new_json (g_str_equal (error, "invalid_client") ? 401 : 400, body);
}
