/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-change-body.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"

/**
 * gh_change_body_mask:
 * @credential: a credential
 * @mask: what stands for its secret
 *
 * Returns: (transfer full): the same credential without its secret, for what is only shown
 */
GhCredential *
gh_change_body_mask (GhCredential *credential, const char *mask)
{
  GhCredentialType type = gh_credential_get_credential_type (credential);
  GhCredential *masked = gh_credential_new (type);
  const char *user_name = gh_credential_get_user_name (credential);

  gh_credential_set_privacy_level (masked, gh_credential_get_privacy_level (credential), NULL);
  gh_credential_set_encrypted_connection (masked,
                                          gh_credential_get_encrypted_connection (credential));
  gh_credential_set_single_sign_on (masked, gh_credential_get_single_sign_on (credential));
  if (gh_credential_type_needs_user_name (type))
    gh_credential_set_user_name (masked, user_name != NULL ? user_name : "");
  if (gh_credential_type_needs_secret (type))
    {
      g_autoptr (GhSecret) secret = gh_secret_new_text (mask);

      gh_credential_set_secret (masked, secret);
    }

  return masked;
}

static void
append_text_member (GhSecretBuilder *body, const char *name, const char *value)
{
  gh_secret_builder_append_json_string (body, name, strlen (name));
  gh_secret_builder_append_text (body, ":");
  gh_secret_builder_append_json_string (body, value, strlen (value));
  gh_secret_builder_append_text (body, ",");
}

static void
append_flag_member (GhSecretBuilder *body, const char *name, gboolean value)
{
  gh_secret_builder_append_json_string (body, name, strlen (name));
  gh_secret_builder_append_text (body, value ? ":true" : ":false");
}

/* The credential itself: JSON inside a JSON string where it goes plain, base64 where it is sealed.
 */
static gboolean
append_credentials (GhSecretBuilder *body,
                    GhCredential *credential,
                    GhGatewayKey *key,
                    GError **error)
{
  g_autoptr (GhSecret) plaintext = gh_credential_dup_plaintext (credential);
  gsize length;
  const char *text = gh_secret_peek (plaintext, &length);

  gh_secret_builder_append_text (body, "\"credentials\":");
  if (key != NULL)
    {
      g_autofree char *sealed = gh_gateway_key_seal (key, plaintext, error);

      if (sealed == NULL)
        return FALSE;
      gh_secret_builder_append_json_string (body, sealed, strlen (sealed));
    }
  else
    gh_secret_builder_append_json_string (body, text, length);
  gh_secret_builder_append_text (body, ",");

  return TRUE;
}

/**
 * gh_change_body_build:
 * @credential: what shall be stored
 * @key: (nullable): the gateway's key to seal with; %NULL where it goes plain
 * @error: return location
 *
 * Builds the body of the PATCH to a data source. The caller's identity is the body that the vendor
 * gave (seed-exchange.md, 2), in that order and without `credentials`; it can't be sealed, since
 * it says `encryptionAlgorithm` None. Every other type carries `useEndUserOAuth2Credentials`, so
 * that moving away from single sign-on takes effect (powerbi-api.md, 2).
 *
 * Returns: (transfer full): the body, or %NULL with %GH_ERROR_INVALID_INPUT or %GH_ERROR_BAD_KEY
 */
GhSecret *
gh_change_body_build (GhCredential *credential, GhGatewayKey *key, GError **error)
{
  g_autoptr (GhSecretBuilder) body = gh_secret_builder_new ();
  GhCredentialType type = gh_credential_get_credential_type (credential);
  gboolean caller = type == GH_CREDENTIAL_OAUTH2_CALLER;
  gboolean single_sign_on =
      type == GH_CREDENTIAL_OAUTH2_TOKEN && gh_credential_get_single_sign_on (credential);

  if (caller && key != NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("Your own identity works on cloud data sources only"));
      return NULL;
    }

  gh_secret_builder_append_text (body, "{\"credentialDetails\":{");
  append_text_member (body, "credentialType", gh_credential_type_to_service (type));
  if (!caller && !append_credentials (body, credential, key, error))
    return NULL;
  append_text_member (body, "encryptedConnection",
                      gh_credential_get_encrypted_connection (credential) ? "Encrypted"
                                                                          : "NotEncrypted");
  append_text_member (body, "encryptionAlgorithm", key != NULL ? "RSA-OAEP" : "None");
  append_text_member (body, "privacyLevel", gh_credential_get_privacy_level (credential));
  if (caller)
    append_flag_member (body, "useCallerAADIdentity", TRUE);
  else
    append_flag_member (body, "useEndUserOAuth2Credentials", single_sign_on);
  gh_secret_builder_append_text (body, "}}");

  return gh_secret_builder_end (body);
}
