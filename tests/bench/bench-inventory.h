/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-inventory.h"

G_BEGIN_DECLS

#define BENCH_GATEWAYS 100
#define BENCH_SOURCES 20000

/* An inventory with that many data sources on that many gateways, read already. */
GhInventory *bench_inventory_new (void);

G_END_DECLS
