/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "gh-secret.h"

G_BEGIN_DECLS

#define GH_TYPE_HTTP_RESPONSE (gh_http_response_get_type ())
G_DECLARE_FINAL_TYPE (GhHttpResponse, gh_http_response, GH, HTTP_RESPONSE, GObject)

/* @headers: name (any case) → value; several of one name are joined by ", ". */
GhHttpResponse *gh_http_response_new (guint status, GHashTable *headers, GhSecret *body);
guint gh_http_response_get_status (GhHttpResponse *self);
const char *gh_http_response_get_header (GhHttpResponse *self, const char *name);
GhSecret *gh_http_response_get_body (GhHttpResponse *self);
/* RequestId, or x-ms-request-id; NULL if there is none that is a GUID. */
const char *gh_http_response_get_request_id (GhHttpResponse *self);
/* The body as a JSON object; GH_ERROR_PROTOCOL otherwise. */
JsonObject *gh_http_response_read_object (GhHttpResponse *self, GError **error);

G_END_DECLS
