/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-credential.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gh-error.h"

struct _GhCredential
{
  GObject parent_instance;

  GhCredentialType type;
  char *user_name;
  GhSecret *secret;
  /* One of privacy_levels. */
  const char *privacy_level;
  gboolean encrypted_connection;
  gboolean single_sign_on;
};

G_DEFINE_FINAL_TYPE (GhCredential, gh_credential, G_TYPE_OBJECT)

static const char *const privacy_levels[] = { "None", "Public", "Organizational", "Private" };

static void
gh_credential_finalize (GObject *object)
{
  GhCredential *self = GH_CREDENTIAL (object);

  g_free (self->user_name);
  g_clear_pointer (&self->secret, gh_secret_unref);

  G_OBJECT_CLASS (gh_credential_parent_class)->finalize (object);
}

static void
gh_credential_class_init (GhCredentialClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_credential_finalize;
}

static void
gh_credential_init (GhCredential *self)
{
  self->privacy_level = "Organizational";
  self->encrypted_connection = TRUE;
}

/**
 * gh_credential_new:
 * @type: what kind of credential
 *
 * Returns: (transfer full): an empty credential, Organizational and with encrypted connection
 */
GhCredential *
gh_credential_new (GhCredentialType type)
{
  GhCredential *self = g_object_new (GH_TYPE_CREDENTIAL, NULL);

  self->type = type;

  return self;
}

/**
 * gh_credential_get_credential_type:
 * @self: a credential
 *
 * Returns: what kind it is
 */
GhCredentialType
gh_credential_get_credential_type (GhCredential *self)
{
  g_return_val_if_fail (GH_IS_CREDENTIAL (self), GH_CREDENTIAL_ANONYMOUS);

  return self->type;
}

/**
 * gh_credential_type_to_service:
 * @type: a kind of credential
 *
 * Returns: (transfer none): the service's word for it; both kinds of OAuth2 have the same
 */
const char *
gh_credential_type_to_service (GhCredentialType type)
{
  switch (type)
    {
    case GH_CREDENTIAL_BASIC:
      return "Basic";
    case GH_CREDENTIAL_WINDOWS:
      return "Windows";
    case GH_CREDENTIAL_KEY:
      return "Key";
    case GH_CREDENTIAL_ANONYMOUS:
      return "Anonymous";
    case GH_CREDENTIAL_OAUTH2_TOKEN:
    case GH_CREDENTIAL_OAUTH2_CALLER:
      return "OAuth2";
    }

  g_return_val_if_reached (NULL);
}

/**
 * gh_credential_type_needs_user_name:
 * @type: a kind of credential
 *
 * Returns: whether it has a user name
 */
gboolean
gh_credential_type_needs_user_name (GhCredentialType type)
{
  return type == GH_CREDENTIAL_BASIC || type == GH_CREDENTIAL_WINDOWS;
}

/**
 * gh_credential_type_needs_secret:
 * @type: a kind of credential
 *
 * Returns: whether it has a password, key or token
 */
gboolean
gh_credential_type_needs_secret (GhCredentialType type)
{
  return type != GH_CREDENTIAL_ANONYMOUS && type != GH_CREDENTIAL_OAUTH2_CALLER;
}

/**
 * gh_credential_set_user_name:
 * @self: a credential
 * @user_name: (nullable): for Windows with its domain, `DOMAIN\name`
 */
void
gh_credential_set_user_name (GhCredential *self, const char *user_name)
{
  char *copy;

  g_return_if_fail (GH_IS_CREDENTIAL (self));

  copy = g_strdup (user_name);
  g_free (self->user_name);
  self->user_name = copy;
}

/**
 * gh_credential_get_user_name:
 * @self: a credential
 *
 * Returns: (transfer none) (nullable): the user name
 */
const char *
gh_credential_get_user_name (GhCredential *self)
{
  g_return_val_if_fail (GH_IS_CREDENTIAL (self), NULL);

  return self->user_name;
}

/**
 * gh_credential_set_secret:
 * @self: a credential
 * @secret: (nullable): password, key or access token
 */
void
gh_credential_set_secret (GhCredential *self, GhSecret *secret)
{
  GhSecret *old;

  g_return_if_fail (GH_IS_CREDENTIAL (self));

  old = self->secret;
  self->secret = secret != NULL ? gh_secret_ref (secret) : NULL;
  g_clear_pointer (&old, gh_secret_unref);
}

/**
 * gh_credential_get_secret:
 * @self: a credential
 *
 * Returns: (transfer none) (nullable): password, key or access token
 */
GhSecret *
gh_credential_get_secret (GhCredential *self)
{
  g_return_val_if_fail (GH_IS_CREDENTIAL (self), NULL);

  return self->secret;
}

/**
 * gh_credential_set_privacy_level:
 * @self: a credential
 * @level: "None", "Public", "Organizational" or "Private", in any case
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_INPUT for any other
 */
gboolean
gh_credential_set_privacy_level (GhCredential *self, const char *level, GError **error)
{
  g_return_val_if_fail (GH_IS_CREDENTIAL (self), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (privacy_levels); i++)
    if (level != NULL && g_ascii_strcasecmp (privacy_levels[i], level) == 0)
      {
        self->privacy_level = privacy_levels[i];
        return TRUE;
      }

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
               _ ("“%s” is no privacy level: None, Public, Organizational and Private are"),
               level != NULL ? level : "");
  return FALSE;
}

/**
 * gh_credential_get_privacy_level:
 * @self: a credential
 *
 * Returns: (transfer none): the service's word for it
 */
const char *
gh_credential_get_privacy_level (GhCredential *self)
{
  g_return_val_if_fail (GH_IS_CREDENTIAL (self), NULL);

  return self->privacy_level;
}

/**
 * gh_credential_set_encrypted_connection:
 * @self: a credential
 * @encrypted: whether the connection to the data source must be encrypted
 */
void
gh_credential_set_encrypted_connection (GhCredential *self, gboolean encrypted)
{
  g_return_if_fail (GH_IS_CREDENTIAL (self));

  self->encrypted_connection = encrypted;
}

/**
 * gh_credential_get_encrypted_connection:
 * @self: a credential
 *
 * Returns: whether the connection to the data source must be encrypted
 */
gboolean
gh_credential_get_encrypted_connection (GhCredential *self)
{
  g_return_val_if_fail (GH_IS_CREDENTIAL (self), TRUE);

  return self->encrypted_connection;
}

/**
 * gh_credential_set_single_sign_on:
 * @self: a credential
 * @single_sign_on: whether a report shows each viewer what that viewer may see
 */
void
gh_credential_set_single_sign_on (GhCredential *self, gboolean single_sign_on)
{
  g_return_if_fail (GH_IS_CREDENTIAL (self));

  self->single_sign_on = single_sign_on;
}

/**
 * gh_credential_get_single_sign_on:
 * @self: a credential
 *
 * Returns: what is to be sent: %TRUE only for a pasted token
 */
gboolean
gh_credential_get_single_sign_on (GhCredential *self)
{
  g_return_val_if_fail (GH_IS_CREDENTIAL (self), FALSE);

  return self->single_sign_on && self->type == GH_CREDENTIAL_OAUTH2_TOKEN;
}

static const char *
get_secret_label (GhCredentialType type)
{
  switch (type)
    {
    case GH_CREDENTIAL_KEY:
      return _ ("The account key");
    case GH_CREDENTIAL_OAUTH2_TOKEN:
      return _ ("The access token");
    case GH_CREDENTIAL_BASIC:
    case GH_CREDENTIAL_WINDOWS:
    case GH_CREDENTIAL_ANONYMOUS:
    case GH_CREDENTIAL_OAUTH2_CALLER:
      return _ ("The password");
    }

  g_return_val_if_reached ("");
}

/* g_utf8_validate_len() takes no NUL within the length for text. */
static gboolean
check_field (const char *label, const char *text, gsize length, GError **error)
{
  if (length == 0)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, _ ("%s is empty"), label);
      return FALSE;
    }
  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("%s is not text: it is not UTF-8, or holds a NUL"), label);
      return FALSE;
    }

  return TRUE;
}

/**
 * gh_credential_check:
 * @self: a credential
 * @error: return location
 *
 * Returns: whether every field is filled with text; if not, %GH_ERROR_INVALID_INPUT names the field
 *   and never quotes it
 */
gboolean
gh_credential_check (GhCredential *self, GError **error)
{
  const char *user_name;
  const char *secret = NULL;
  gsize length = 0;

  g_return_val_if_fail (GH_IS_CREDENTIAL (self), FALSE);

  user_name = self->user_name != NULL ? self->user_name : "";
  if (gh_credential_type_needs_user_name (self->type) &&
      !check_field (_ ("The user name"), user_name, strlen (user_name), error))
    return FALSE;
  if (!gh_credential_type_needs_secret (self->type))
    return TRUE;

  if (self->secret != NULL)
    secret = gh_secret_peek (self->secret, &length);

  return check_field (get_secret_label (self->type), secret, length, error);
}

static void
append_pair (GhSecretBuilder *builder, const char *name, const char *value, gsize length)
{
  gh_secret_builder_append_text (builder, "{\"name\":\"");
  gh_secret_builder_append_text (builder, name);
  gh_secret_builder_append_text (builder, "\",\"value\":");
  gh_secret_builder_append_json_string (builder, value, length);
  gh_secret_builder_append_text (builder, "}");
}

static const char *
get_secret_name (GhCredentialType type)
{
  switch (type)
    {
    case GH_CREDENTIAL_BASIC:
    case GH_CREDENTIAL_WINDOWS:
      return "password";
    case GH_CREDENTIAL_KEY:
      return "key";
    case GH_CREDENTIAL_OAUTH2_TOKEN:
      return "accessToken";
    case GH_CREDENTIAL_ANONYMOUS:
    case GH_CREDENTIAL_OAUTH2_CALLER:
      return NULL;
    }

  g_return_val_if_reached (NULL);
}

/**
 * gh_credential_dup_plaintext:
 * @self: a credential that gh_credential_check() has passed
 *
 * The JSON that is sealed, or sent as it is to a cloud data source: without white space, members in
 * the order of the vendor's SDK. Anonymous is an empty text, as in the vendor's examples.
 *
 * Returns: (transfer full) (nullable): the text; %NULL for the caller's identity, which has none
 */
GhSecret *
gh_credential_dup_plaintext (GhCredential *self)
{
  g_autoptr (GhSecretBuilder) builder = NULL;
  const char *name;

  g_return_val_if_fail (GH_IS_CREDENTIAL (self), NULL);

  if (self->type == GH_CREDENTIAL_OAUTH2_CALLER)
    return NULL;
  if (self->type == GH_CREDENTIAL_ANONYMOUS)
    return gh_secret_new_text ("{\"credentialData\":\"\"}");

  builder = gh_secret_builder_new ();
  name = get_secret_name (self->type);
  gh_secret_builder_append_text (builder, "{\"credentialData\":[");
  if (gh_credential_type_needs_user_name (self->type))
    {
      const char *user_name = self->user_name != NULL ? self->user_name : "";

      append_pair (builder, "username", user_name, strlen (user_name));
      gh_secret_builder_append_text (builder, ",");
    }
  if (self->secret != NULL)
    {
      gsize length;
      const char *value = gh_secret_peek (self->secret, &length);

      append_pair (builder, name, value, length);
    }
  else
    append_pair (builder, name, "", 0);
  gh_secret_builder_append_text (builder, "]}");

  return gh_secret_builder_end (builder);
}
