/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-azure-environment.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-origin.h"
#include "gh-text.h"

/* An empty variable is one that a pipeline did not fill in. */
static char *
dup_variable (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && *value != '\0' ? g_strdup (value) : NULL;
}

/* The environment can be read by every process of the same user, in /proc, and is handed on to
 * every child; unsetting it helps against the second only, hence the warning. */
static GhSecret *
take_secret (GhAzureEnvironment *self, const char *name, const char *better)
{
  const char *value = g_getenv (name);
  GhSecret *secret;

  if (value == NULL)
    return NULL;

  secret = *value != '\0' ? gh_secret_new_text (value) : NULL;
  gh_secret_wipe ((char *)value, strlen (value));
  g_unsetenv (name);
  if (secret != NULL)
    g_ptr_array_add (
        self->warnings,
        g_strdup_printf (_ ("%s is in the environment, where other programs of the same "
                            "user can read it. %s"),
                         name, better));

  return secret;
}

static gboolean
find_method (GhAzureEnvironment *self, GhSignInMethod *method)
{
  if (self->client_id == NULL || self->tenant == NULL)
    return FALSE;

  if (self->client_secret != NULL)
    *method = GH_SIGN_IN_CLIENT_SECRET;
  else if (self->certificate_path != NULL)
    *method = GH_SIGN_IN_CLIENT_CERTIFICATE;
  else if (self->token_path != NULL)
    *method = GH_SIGN_IN_FEDERATED;
  else
    return FALSE;

  return TRUE;
}

/**
 * gh_azure_environment_take:
 *
 * Reads the variables of the Azure tools. Secrets among them are then overwritten and unset. Of
 * several ways the one that the Azure tools would take is taken: secret, certificate, federation.
 *
 * Returns: (transfer full): what they say
 */
GhAzureEnvironment *
gh_azure_environment_take (void)
{
  GhAzureEnvironment *self = g_new0 (GhAzureEnvironment, 1);

  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->tenant = dup_variable ("AZURE_TENANT_ID");
  self->client_id = dup_variable ("AZURE_CLIENT_ID");
  self->certificate_path = dup_variable ("AZURE_CLIENT_CERTIFICATE_PATH");
  self->token_path = dup_variable ("AZURE_FEDERATED_TOKEN_FILE");
  self->authority = dup_variable ("AZURE_AUTHORITY_HOST");
  self->client_secret = take_secret (
      self, "AZURE_CLIENT_SECRET",
      _ ("Better give it through a descriptor, or use a certificate or a federated identity."));
  self->certificate_passphrase = take_secret (self, "AZURE_CLIENT_CERTIFICATE_PASSWORD",
                                              _ ("Better give it through a descriptor."));
  self->has_method = find_method (self, &self->method);

  return self;
}

/**
 * gh_azure_environment_free:
 * @self: (transfer full): what the variables said
 */
void
gh_azure_environment_free (GhAzureEnvironment *self)
{
  g_free (self->tenant);
  g_free (self->client_id);
  g_clear_pointer (&self->client_secret, gh_secret_unref);
  g_free (self->certificate_path);
  g_clear_pointer (&self->certificate_passphrase, gh_secret_unref);
  g_free (self->token_path);
  g_free (self->authority);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

/* Some tools leave "https://" out. */
static GUri *
parse_authority (const char *text)
{
  g_autofree char *address =
      strstr (text, "://") != NULL ? g_strdup (text) : g_strconcat ("https://", text, NULL);

  return gh_origin_parse (address, NULL);
}

/**
 * gh_azure_environment_find_cloud:
 * @self: what the variables said
 * @clouds: (element-type GhCloud): the known and the saved ones
 * @error: return location
 *
 * A variable never leads to an authority that nobody has looked at before.
 *
 * Returns: (transfer full): the first with that authority, the public one where none is named, or
 *   %NULL with %GH_ERROR_INVALID_INPUT
 */
GhCloud *
gh_azure_environment_find_cloud (GhAzureEnvironment *self, GListModel *clouds, GError **error)
{
  g_autoptr (GUri) authority = NULL;
  g_autofree char *shown = gh_text_to_display (self->authority);

  if (self->authority == NULL)
    return gh_cloud_new_public ();

  authority = parse_authority (self->authority);
  for (guint i = 0; authority != NULL && i < g_list_model_get_n_items (clouds); i++)
    {
      g_autoptr (GhCloud) cloud = g_list_model_get_item (clouds, i);

      if (gh_origin_equal (gh_cloud_get_authority (cloud), authority))
        return g_steal_pointer (&cloud);
    }

  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
               _ ("%s names “%s”, which no known or saved cloud has"), "AZURE_AUTHORITY_HOST",
               shown);
  return NULL;
}

static void
add_path (GHashTable *parameters, const char *name, const char *path)
{
  if (path != NULL)
    g_hash_table_insert (parameters, g_strdup (name), g_canonicalize_filename (path, NULL));
}

/**
 * gh_azure_environment_dup_parameters:
 * @self: what the variables said
 *
 * Returns: (transfer full) (element-type utf8 utf8): the parameters of an account
 */
GHashTable *
gh_azure_environment_dup_parameters (GhAzureEnvironment *self)
{
  GHashTable *parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (self->has_method && self->method == GH_SIGN_IN_CLIENT_CERTIFICATE)
    add_path (parameters, GH_PARAMETER_CERTIFICATE_PATH, self->certificate_path);
  if (self->has_method && self->method == GH_SIGN_IN_FEDERATED)
    add_path (parameters, GH_PARAMETER_TOKEN_PATH, self->token_path);

  return parameters;
}
