/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-power-bi.h"

G_BEGIN_DECLS

/* Takes over an item, reads its data sources again, and finds the one that @datasource was (same
 * type and connection details; the ids may be new ones): its ids are set. The finish returns the
 * data sources whose credential was wiped. */
void gh_take_over_async (GhPowerBi *power_bi,
                         GhItem *item,
                         GhDatasource *datasource,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/* (transfer container) (element-type GhDatasource) */
GPtrArray *gh_take_over_finish (GAsyncResult *result, GhProblem **problem, GError **error);

G_END_DECLS
