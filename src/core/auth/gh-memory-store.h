/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-token-store.h"

G_BEGIN_DECLS

/* Keeps tokens in wiped memory, for this session only. */
#define GH_TYPE_MEMORY_STORE (gh_memory_store_get_type ())
G_DECLARE_FINAL_TYPE (GhMemoryStore, gh_memory_store, GH, MEMORY_STORE, GObject)

GhTokenStore *gh_memory_store_new (void);

G_END_DECLS
