/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-log.h"

#include "gh-text.h"

/**
 * gh_log_request:
 * @method: HTTP method
 * @host: host and port
 * @path: path without query
 * @status: HTTP status, or 0 when no answer came
 * @request_id: (nullable): the id that the service gave
 *
 * The only way in which a request reaches the log (visible with `G_MESSAGES_DEBUG=all`). Query,
 * headers and bodies can hold codes, tokens and passwords, so this function does not even take
 * them.
 */
void
gh_log_request (const char *method,
                const char *host,
                const char *path,
                guint status,
                const char *request_id)
{
  g_autofree char *shown_path = gh_text_to_display (path);
  g_autofree char *shown_id = gh_text_to_display (request_id != NULL ? request_id : "-");

  g_debug ("%s %s%s → %u, request id %s", method, host, shown_path, status, shown_id);
}
