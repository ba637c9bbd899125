/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-cloud.h"

/* A token endpoint that says what a test has told it to say, in that order. The simulator behaves;
 * this one also misbehaves. */

#define FAKE_AUDIENCE "https://analysis.windows.net/powerbi/api"
#define FAKE_TENANT "11111111-1111-1111-1111-111111111111"
#define FAKE_CLIENT "22222222-2222-2222-2222-222222222222"
#define FAKE_USER "33333333-3333-3333-3333-333333333333"

typedef struct _FakeAuthority FakeAuthority;

FakeAuthority *fake_authority_new (void);
void fake_authority_free (FakeAuthority *self);
/* @headers: (nullable): "Name: value" */
void fake_authority_push (FakeAuthority *self, guint status, const char *headers, const char *body);
/* takes the request and never answers it */
void fake_authority_push_silence (FakeAuthority *self);
/* breaks the connection instead of answering */
void fake_authority_push_break (FakeAuthority *self);
GhCloud *fake_authority_new_cloud (FakeAuthority *self);
char *fake_authority_dup_issuer (FakeAuthority *self);
/* how many token requests came */
guint fake_authority_count (FakeAuthority *self);
/* a parameter of the last one; (nullable) (transfer none) */
const char *fake_authority_get_form (FakeAuthority *self, const char *name);

/* {"token_type":"Bearer",…}; any may be NULL and is then left out */
char *fake_tokens (const char *access_token, const char *refresh_token, const char *id_token);
/* a JWT with this payload and no worth */
char *fake_jwt (const char *payload);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeAuthority, fake_authority_free)
