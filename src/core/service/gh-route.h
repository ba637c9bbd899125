/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-gateway-memory.h"
#include "gh-power-bi.h"

G_BEGIN_DECLS

typedef enum
{
  GH_ROUTE_UNDECIDED,
  GH_ROUTE_PLAIN,
  GH_ROUTE_SEALED,
} GhRouteKind;

typedef enum
{
  GH_KEY_NONE,
  GH_KEY_FIRST_SEEN,
  GH_KEY_SAME,
  GH_KEY_CHANGED,
} GhKeyState;

/**
 * GhRoute:
 *
 * How a credential travels to a data source, decided on evidence (design: "Sealed or plain").
 */
#define GH_TYPE_ROUTE (gh_route_get_type ())
G_DECLARE_FINAL_TYPE (GhRoute, gh_route, GH, ROUTE, GObject)

/* Reads the gateway (its key is fetched afresh), and where it shows no key, the single data source.
 * Sets @datasource's place when it is decided, and reads its stored values on the way. */
void gh_route_find_async (GhPowerBi *power_bi,
                          GhGatewayMemory *memory,
                          GhDatasource *datasource,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* An undecided route is a result, not an error; errors are network, sign-in and the like. */
GhRoute *gh_route_find_finish (GAsyncResult *result, GError **error);

GhRouteKind gh_route_get_kind (GhRoute *self);
GhKeyState gh_route_get_key_state (GhRoute *self);
/* (nullable) */
GhGatewayKey *gh_route_get_key (GhRoute *self);
/* the fingerprint that was seen before, when it changed; (nullable) */
const char *gh_route_get_known_fingerprint (GhRoute *self);
const char *gh_route_get_gateway_name (GhRoute *self);
/* "Sealed with the key of Frankfurt cluster before it is sent", "Cloud: sent over TLS, not sealed",
 * "Undecided: nothing is sent until …" */
const char *gh_route_get_summary (GhRoute *self);
/* the line of the preview's first row, with the key's fingerprint */
const char *gh_route_get_explanation (GhRoute *self);
/* whether the account may read this source (it is gateway administrator or owner) */
gboolean gh_route_is_source_readable (GhRoute *self);

G_END_DECLS
