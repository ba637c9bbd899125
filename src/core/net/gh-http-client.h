/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-clock.h"
#include "gh-http-request.h"
#include "gh-http-response.h"

G_BEGIN_DECLS

/**
 * GhHttpClient:
 *
 * The one HTTP client. Follows no redirect (any 3xx is GH_ERROR_UNTRUSTED_ORIGIN), caps sizes after
 * decompression, has a deadline for the whole exchange, repeats a GET a few times on 429/503 (after
 * Retry-After) and on 500/502/504, and never repeats anything else. Network trouble becomes
 * GH_ERROR_OFFLINE or GH_ERROR_TIMED_OUT; an HTTP status >= 400 is an answer, not an error.
 * Cancelling gives G_IO_ERROR_CANCELLED if nothing was sent, GH_ERROR_CANCELLED_AFTER_SENDING if a
 * request other than GET had gone out; so does a lost connection or a timeout then (with its code
 * GH_ERROR_CANCELLED_AFTER_SENDING, since its effect is unknown).
 */
#define GH_TYPE_HTTP_CLIENT (gh_http_client_get_type ())
G_DECLARE_FINAL_TYPE (GhHttpClient, gh_http_client, GH, HTTP_CLIENT, GObject)

/* @tls_database: (nullable): only for tests over https; NULL trusts what the system trusts. */
GhHttpClient *gh_http_client_new (GTlsDatabase *tls_database);
/* No exchange takes longer, whatever its request says; for tests that wait for the end of it. */
void gh_http_client_set_longest_deadline (GhHttpClient *self, guint seconds);
void gh_http_client_send_async (GhHttpClient *self,
                                GhHttpRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GhHttpResponse *
gh_http_client_send_finish (GhHttpClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
