/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-loader.h"

G_BEGIN_DECLS

/* A loader whose answers a test writes down beforehand, one line a row:
 *
 *   gateway ID NAME
 *   workspace ID NAME
 *   item ID NAME
 *   datasource ID GATEWAY-ID NAME
 *
 * Each answer is made of new objects, as a real one is. */
#define TYPE_FAKE_LOADER (fake_loader_get_type ())
G_DECLARE_FINAL_TYPE (FakeLoader, fake_loader, FAKE, LOADER, GObject)

FakeLoader *fake_loader_new (void);
/* @parent: an id, "gateways" or "workspaces"; who is not told about has no children */
void fake_loader_set_rows (FakeLoader *self, const char *parent, const char *rows);
void fake_loader_set_error (FakeLoader *self, const char *parent, int code, const char *message);
/* While it holds, requests stay unanswered. */
void fake_loader_hold (FakeLoader *self);
void fake_loader_release (FakeLoader *self);
void fake_loader_release_one (FakeLoader *self, const char *parent);
guint fake_loader_count_held (FakeLoader *self);
guint fake_loader_count_requests (FakeLoader *self, const char *parent);
guint fake_loader_get_most_at_once (FakeLoader *self);

G_END_DECLS
