/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-token-store.h"

G_BEGIN_DECLS

/* A keyring that a test locks, takes away and opens as it likes; a memory store otherwise. */
#define FAKE_TYPE_STORE (fake_store_get_type ())
G_DECLARE_FINAL_TYPE (FakeStore, fake_store, FAKE, STORE, GObject)

FakeStore *fake_store_new (void);
/* Every call fails with this GhError from now on; -1: none does. */
void fake_store_set_failure (FakeStore *self, int code);

G_END_DECLS
