/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-secret.h"

G_BEGIN_DECLS

#define GH_TYPE_HTTP_REQUEST (gh_http_request_get_type ())
G_DECLARE_FINAL_TYPE (GhHttpRequest, gh_http_request, GH, HTTP_REQUEST, GObject)

GhHttpRequest *gh_http_request_new (const char *method, GUri *uri);
const char *gh_http_request_get_method (GhHttpRequest *self);
GUri *gh_http_request_get_uri (GhHttpRequest *self);

void gh_http_request_set_body (GhHttpRequest *self, const char *content_type, GhSecret *body);
GhSecret *gh_http_request_get_body (GhHttpRequest *self);
const char *gh_http_request_get_content_type (GhHttpRequest *self);

/* The bearer token; NULL for none. Refused (g_critical) for a plain http URI that is not loopback.
 */
void gh_http_request_set_bearer (GhHttpRequest *self, GhSecret *token);
GhSecret *gh_http_request_get_bearer (GhHttpRequest *self);

/* One header beside those that every request has; NULL for none. */
void gh_http_request_set_header (GhHttpRequest *self, const char *name, GhSecret *value);
const char *gh_http_request_get_header_name (GhHttpRequest *self);
GhSecret *gh_http_request_get_header_value (GhHttpRequest *self);

/* Never through a proxy, as is always so for this machine: what only this machine may see. */
void gh_http_request_set_direct (GhHttpRequest *self, gboolean direct);
gboolean gh_http_request_is_direct (GhHttpRequest *self);

/* Seconds for the whole exchange, 60 by default. */
void gh_http_request_set_deadline (GhHttpRequest *self, guint seconds);
guint gh_http_request_get_deadline (GhHttpRequest *self);

G_END_DECLS
