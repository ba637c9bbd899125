/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-secret.h"

G_BEGIN_DECLS

typedef enum
{
  GH_CREDENTIAL_BASIC,
  GH_CREDENTIAL_WINDOWS,
  GH_CREDENTIAL_KEY,
  GH_CREDENTIAL_ANONYMOUS,
  GH_CREDENTIAL_OAUTH2_TOKEN,
  GH_CREDENTIAL_OAUTH2_CALLER,
} GhCredentialType;

/**
 * GhCredential:
 *
 * What shall be stored: type, fields, privacy level, encrypted connection, single sign-on.
 * Immutable but for construction; never prints its secrets.
 */
#define GH_TYPE_CREDENTIAL (gh_credential_get_type ())
G_DECLARE_FINAL_TYPE (GhCredential, gh_credential, GH, CREDENTIAL, GObject)

GhCredential *gh_credential_new (GhCredentialType type);
GhCredentialType gh_credential_get_credential_type (GhCredential *self);
/* "Basic", "Windows", "Key", "Anonymous", "OAuth2" */
const char *gh_credential_type_to_service (GhCredentialType type);
gboolean gh_credential_type_needs_user_name (GhCredentialType type);
gboolean gh_credential_type_needs_secret (GhCredentialType type);
/* "Basic", …; "OAuth2" is ambiguous and not taken: use "caller" / "token" forms of the CLI */
void gh_credential_set_user_name (GhCredential *self, const char *user_name);
const char *gh_credential_get_user_name (GhCredential *self);
/* password, key or access token */
void gh_credential_set_secret (GhCredential *self, GhSecret *secret);
GhSecret *gh_credential_get_secret (GhCredential *self);
/* None, Public, Organizational, Private; GH_ERROR_INVALID_INPUT lists them. Default Organizational
 */
gboolean gh_credential_set_privacy_level (GhCredential *self, const char *level, GError **error);
const char *gh_credential_get_privacy_level (GhCredential *self);
/* default TRUE */
void gh_credential_set_encrypted_connection (GhCredential *self, gboolean encrypted);
gboolean gh_credential_get_encrypted_connection (GhCredential *self);
/* only sent as true with OAUTH2_TOKEN */
void gh_credential_set_single_sign_on (GhCredential *self, gboolean single_sign_on);
gboolean gh_credential_get_single_sign_on (GhCredential *self);
/* whether every field is filled and valid UTF-8 without NUL */
gboolean gh_credential_check (GhCredential *self, GError **error);
/* {"credentialData":…}; NULL for OAUTH2_CALLER, which has none */
GhSecret *gh_credential_dup_plaintext (GhCredential *self);

G_END_DECLS
