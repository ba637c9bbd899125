/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-token-endpoint.h"
#include "gh-token-source.h"

G_BEGIN_DECLS

/* The refresh token of the record, for accounts of a person: browser, device code, password. */
#define GH_TYPE_REFRESH_SOURCE (gh_refresh_source_get_type ())
G_DECLARE_FINAL_TYPE (GhRefreshSource, gh_refresh_source, GH, REFRESH_SOURCE, GObject)

GhTokenSource *gh_refresh_source_new (GhTokenEndpoint *endpoint);

G_END_DECLS
