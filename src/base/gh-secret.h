/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GhSecret:
 *
 * Immutable, reference-counted bytes that must not leave the process: a password, a key, a token,
 * or a request body that holds one. They live in pages of their own that are locked and left out of
 * core dumps where the system allows it, and are wiped when the last reference goes.
 */
typedef struct _GhSecret GhSecret;

#define GH_TYPE_SECRET (gh_secret_get_type ())
GType gh_secret_get_type (void);

GhSecret *gh_secret_new (const void *data, gsize length);
GhSecret *gh_secret_new_text (const char *text);
GhSecret *gh_secret_ref (GhSecret *self);
void gh_secret_unref (GhSecret *self);
const char *gh_secret_peek (GhSecret *self, gsize *length);
const char *gh_secret_peek_text (GhSecret *self);
gsize gh_secret_get_length (GhSecret *self);
gboolean gh_secret_equal (GhSecret *self, GhSecret *other);
GBytes *gh_secret_to_bytes (GhSecret *self);

void gh_secret_wipe (void *data, gsize length);
void gh_secret_free_text (char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSecret, gh_secret_unref)

/**
 * GhSecretBuilder:
 *
 * Puts a [struct@GhSecret] together out of pieces; whatever it held while growing is wiped.
 */
typedef struct _GhSecretBuilder GhSecretBuilder;

GhSecretBuilder *gh_secret_builder_new (void);
void gh_secret_builder_append (GhSecretBuilder *self, const void *data, gsize length);
void gh_secret_builder_append_text (GhSecretBuilder *self, const char *text);
void gh_secret_builder_append_secret (GhSecretBuilder *self, GhSecret *secret);
void gh_secret_builder_append_json_string (GhSecretBuilder *self, const char *text, gsize length);
GhSecret *gh_secret_builder_end (GhSecretBuilder *self);
void gh_secret_builder_free (GhSecretBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSecretBuilder, gh_secret_builder_free)

G_END_DECLS
