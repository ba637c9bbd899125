/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-secret.h"

G_BEGIN_DECLS

/**
 * GhTokenSet:
 *
 * One record of the token store: the refresh token, each audience's access token with its expiry,
 * and what an application proves itself with where that is kept. Immutable; changes make a new one.
 */
typedef struct _GhTokenSet GhTokenSet;
#define GH_TYPE_TOKEN_SET (gh_token_set_get_type ())
GType gh_token_set_get_type (void);

/* @refresh_token: (nullable) */
GhTokenSet *gh_token_set_new (GhSecret *refresh_token);
GhTokenSet *gh_token_set_ref (GhTokenSet *self);
void gh_token_set_unref (GhTokenSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTokenSet, gh_token_set_unref)

/* (nullable) (transfer none) */
GhSecret *gh_token_set_get_refresh_token (GhTokenSet *self);
/* (nullable) (transfer none); @expires_at: seconds since the epoch */
GhSecret *
gh_token_set_get_access_token (GhTokenSet *self, const char *audience, gint64 *expires_at);
/* (transfer full): whom there are access tokens for */
GStrv gh_token_set_dup_audiences (GhTokenSet *self);
/* a copy with this access token; @refresh_token: (nullable): the rotated one, NULL keeps the old */
GhTokenSet *gh_token_set_with (GhTokenSet *self,
                               const char *audience,
                               GhSecret *access_token,
                               gint64 expires_at,
                               GhSecret *refresh_token);
/* A token is renewed this long before it ends. */
#define GH_TOKEN_SET_MARGIN_SECONDS 300
/* when to ask for another one, 0 if there is none */
gint64 gh_token_set_get_renewal (GhTokenSet *self, const char *audience);
GhTokenSet *gh_token_set_with_renewal (GhTokenSet *self, const char *audience, gint64 renew_at);
/* (nullable) (transfer none): of an application; kept only if its owner wants it so */
GhSecret *gh_token_set_get_client_secret (GhTokenSet *self);
GhTokenSet *gh_token_set_with_client_secret (GhTokenSet *self, GhSecret *client_secret);
/* (nullable) (transfer none): of an application's private key */
GhSecret *gh_token_set_get_passphrase (GhTokenSet *self);
GhTokenSet *gh_token_set_with_passphrase (GhTokenSet *self, GhSecret *passphrase);
/* the record as it stands in the keyring: JSON with a format number */
GhSecret *gh_token_set_serialize (GhTokenSet *self);
/* GH_ERROR_PROTOCOL for a record that can't be read, which is then left alone */
GhTokenSet *gh_token_set_parse (GhSecret *record, GError **error);

G_END_DECLS
