/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-method.h"

#include <unistd.h>

#include <glib/gi18n.h>

#include "gh-cli-secret.h"
#include "gh-error.h"

/**
 * gh_cli_method_init:
 * @self: what is to be filled in
 *
 * Reads the variables of the Azure tools, and takes secrets out of the environment.
 */
void
gh_cli_method_init (GhCliMethod *self)
{
  self->environment = gh_azure_environment_take ();
  self->secret_descriptor = GH_CLI_NO_DESCRIPTOR;
}

/**
 * gh_cli_method_clear:
 * @self: how to sign in
 */
void
gh_cli_method_clear (GhCliMethod *self)
{
  g_clear_pointer (&self->environment, gh_azure_environment_free);
  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->tenant, g_free);
  g_clear_pointer (&self->client_id, g_free);
  g_clear_pointer (&self->certificate, g_free);
  g_clear_pointer (&self->algorithm, g_free);
  g_clear_pointer (&self->token_file, g_free);
  g_clear_pointer (&self->user_name, g_free);
}

/**
 * gh_cli_method_add_options:
 * @self: how to sign in; outlives @group
 * @group: gets the options
 */
void
gh_cli_method_add_options (GhCliMethod *self, GOptionGroup *group)
{
  const GOptionEntry entries[] = {
    { "method", 0, 0, G_OPTION_ARG_STRING, &self->method,
      N_ ("How to sign in, without an account: client-secret, client-certificate, federated, "
          "managed-identity, azure-cli or password (legacy)"),
      N_ ("METHOD") },
    { "tenant", 0, 0, G_OPTION_ARG_STRING, &self->tenant, N_ ("The tenant: its ID or a domain"),
      N_ ("TENANT") },
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &self->client_id,
      N_ ("The registered application, or the managed identity"), N_ ("ID") },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &self->certificate,
      N_ ("PEM or PKCS#12 file with certificate and private key"), N_ ("FILE") },
    { "assertion-algorithm", 0, 0, G_OPTION_ARG_STRING, &self->algorithm,
      N_ ("PS256 or RS256: how the private key signs"), N_ ("NAME") },
    { "federated-token-file", 0, 0, G_OPTION_ARG_FILENAME, &self->token_file,
      N_ ("File with a token of another issuer; without it, GitHub Actions is asked"),
      N_ ("FILE") },
    { "sign-in-user", 0, 0, G_OPTION_ARG_STRING, &self->user_name,
      N_ ("Whose password it is, for --method password"), N_ ("NAME") },
    { "sign-in-secret-fd", 0, 0, G_OPTION_ARG_INT, &self->secret_descriptor,
      N_ ("Read client secret, pass phrase or password from this file descriptor"), N_ ("N") },
    { NULL }
  };

  g_option_group_add_entries (group, entries);
}

/**
 * gh_cli_method_is_given:
 * @self: how to sign in
 *
 * Returns: whether it says how to sign in without an account
 */
gboolean
gh_cli_method_is_given (GhCliMethod *self)
{
  return self->method != NULL || self->environment->has_method;
}

/**
 * gh_cli_method_has_options:
 * @self: how to sign in
 *
 * Returns: whether an option says what without a method means nothing
 */
gboolean
gh_cli_method_has_options (GhCliMethod *self)
{
  return self->tenant != NULL || self->client_id != NULL || self->certificate != NULL ||
         self->algorithm != NULL || self->token_file != NULL;
}

/**
 * gh_cli_method_find:
 * @self: how to sign in
 * @method: (out): the method
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_INPUT if --method names none
 */
gboolean
gh_cli_method_find (GhCliMethod *self, GhSignInMethod *method, GError **error)
{
  if (self->method != NULL || !self->environment->has_method)
    return gh_sign_in_method_parse (self->method, method, error);

  *method = self->environment->method;
  return TRUE;
}

/**
 * gh_cli_method_get_tenant:
 * @self: how to sign in
 *
 * Returns: (transfer none) (nullable): the tenant
 */
const char *
gh_cli_method_get_tenant (GhCliMethod *self)
{
  return self->tenant != NULL ? self->tenant : self->environment->tenant;
}

/**
 * gh_cli_method_get_client_id:
 * @self: how to sign in
 *
 * Returns: (transfer none) (nullable): the application
 */
const char *
gh_cli_method_get_client_id (GhCliMethod *self)
{
  return self->client_id != NULL ? self->client_id : self->environment->client_id;
}

static gboolean
refuse (GError **error, const char *format, const char *method)
{
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, _ ("%s does not go with --method %s"),
               format, method);

  return FALSE;
}

/* An option that would be ignored is one that somebody relies on in vain. */
static gboolean
check_surplus (GhCliMethod *self, GhSignInMethod method, GError **error)
{
  const char *name = gh_sign_in_method_get_name (method);

  if (method != GH_SIGN_IN_CLIENT_CERTIFICATE && self->certificate != NULL)
    return refuse (error, "--certificate", name);
  if (method != GH_SIGN_IN_CLIENT_CERTIFICATE && self->algorithm != NULL)
    return refuse (error, "--assertion-algorithm", name);
  if (method != GH_SIGN_IN_FEDERATED && self->token_file != NULL)
    return refuse (error, "--federated-token-file", name);
  if (method == GH_SIGN_IN_AZURE_CLI && self->client_id != NULL)
    return refuse (error, "--client-id", name);
  if (method == GH_SIGN_IN_MANAGED_IDENTITY && self->tenant != NULL)
    return refuse (error, "--tenant", name);
  if (self->algorithm != NULL && !g_str_equal (self->algorithm, "PS256") &&
      !g_str_equal (self->algorithm, "RS256"))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("--assertion-algorithm takes PS256 or RS256, not “%s”"), self->algorithm);
      return FALSE;
    }

  return TRUE;
}

static gboolean
needs_application (GhSignInMethod method)
{
  return method != GH_SIGN_IN_MANAGED_IDENTITY && method != GH_SIGN_IN_AZURE_CLI;
}

/**
 * gh_cli_method_check:
 * @self: how to sign in
 * @method: the method
 * @error: return location
 *
 * Finds everything that is wrong without asking anybody.
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_INPUT
 */
gboolean
gh_cli_method_check (GhCliMethod *self, GhSignInMethod method, GError **error)
{
  const char *tenant = gh_cli_method_get_tenant (self);
  const char *client_id = gh_cli_method_get_client_id (self);

  if (!check_surplus (self, method, error))
    return FALSE;
  if (needs_application (method))
    return gh_account_check_tenant (tenant, error) && gh_account_check_client_id (client_id, error);
  if (method == GH_SIGN_IN_AZURE_CLI && tenant != NULL)
    return gh_account_check_tenant (tenant, error);
  if (method == GH_SIGN_IN_MANAGED_IDENTITY && client_id != NULL)
    return gh_account_check_client_id (client_id, error);

  return TRUE;
}

static void
set_path (GHashTable *parameters, const char *name, const char *option, const char *variable)
{
  const char *path = option != NULL ? option : variable;

  /* The account is used from other folders too. */
  if (path != NULL)
    g_hash_table_insert (parameters, g_strdup (name), g_canonicalize_filename (path, NULL));
}

/**
 * gh_cli_method_dup_parameters:
 * @self: how to sign in
 * @method: the method
 * @error: return location
 *
 * Returns: (transfer full) (element-type utf8 utf8): what an account of @method keeps, or %NULL
 * with %GH_ERROR_INVALID_INPUT if something is missing
 */
GHashTable *
gh_cli_method_dup_parameters (GhCliMethod *self, GhSignInMethod method, GError **error)
{
  g_autoptr (GHashTable) parameters =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *client_id = gh_cli_method_get_client_id (self);

  if (method == GH_SIGN_IN_CLIENT_CERTIFICATE)
    {
      set_path (parameters, GH_PARAMETER_CERTIFICATE_PATH, self->certificate,
                self->environment->certificate_path);
      if (g_hash_table_size (parameters) == 0)
        {
          g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                               _ ("Name the file with certificate and private key with "
                                  "--certificate"));
          return NULL;
        }
      if (self->algorithm != NULL)
        g_hash_table_insert (parameters, g_strdup (GH_PARAMETER_ALGORITHM),
                             g_strdup (self->algorithm));
    }
  else if (method == GH_SIGN_IN_FEDERATED)
    set_path (parameters, GH_PARAMETER_TOKEN_PATH, self->token_file, self->environment->token_path);
  else if (method == GH_SIGN_IN_MANAGED_IDENTITY && client_id != NULL)
    g_hash_table_insert (parameters, g_strdup (GH_PARAMETER_IDENTITY_CLIENT_ID),
                         g_strdup (client_id));

  return g_steal_pointer (&parameters);
}

/**
 * gh_cli_method_new_draft:
 * @self: how to sign in
 * @cloud: where
 * @method: a way that needs nobody
 * @parameters: (element-type utf8 utf8): what an account of it keeps
 *
 * Returns: (transfer full): an account to get the first token for
 */
GhAccount *
gh_cli_method_new_draft (GhCliMethod *self,
                         GhCloud *cloud,
                         GhSignInMethod method,
                         GHashTable *parameters)
{
  gboolean application = needs_application (method);

  /* The variables describe an application; neither the machine's identity nor whoever is signed in
   * at the Azure command line is that. */
  return gh_account_new_draft (cloud, application ? gh_cli_method_get_tenant (self) : self->tenant,
                               application ? gh_cli_method_get_client_id (self) : NULL, method,
                               parameters);
}

static GhSecret *
read_client_secret (GhCliMethod *self, const char *host, GError **error)
{
  /* Translators: %s is a host name, which is shown before a secret for it is typed */
  g_autofree char *what = g_strdup_printf (_ ("client secret for %s"), host);

  if (self->secret_descriptor >= 0)
    return gh_cli_secret_read (self->secret_descriptor, what, error);
  if (self->environment->client_secret != NULL)
    return gh_secret_ref (self->environment->client_secret);
  if (isatty (STDIN_FILENO))
    return gh_cli_secret_read (STDIN_FILENO, what, error);

  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                       _ ("The client secret is missing: name a descriptor with "
                          "--sign-in-secret-fd"));
  return NULL;
}

/* Many keys have no pass phrase, so that nobody is asked for one. */
static GhTokenSet *
read_passphrase (GhCliMethod *self, GhTokenSet *nothing, GError **error)
{
  g_autoptr (GhSecret) passphrase = NULL;

  if (self->secret_descriptor >= 0)
    {
      passphrase = gh_cli_secret_read (self->secret_descriptor, _ ("pass phrase"), error);
      if (passphrase == NULL)
        return NULL;
    }
  else if (self->environment->certificate_passphrase != NULL)
    passphrase = gh_secret_ref (self->environment->certificate_passphrase);

  return passphrase != NULL ? gh_token_set_with_passphrase (nothing, passphrase)
                            : gh_token_set_ref (nothing);
}

/**
 * gh_cli_method_read_secrets:
 * @self: how to sign in
 * @method: a method that needs no person
 * @host: where the secret goes
 * @error: return location
 *
 * Returns: (transfer full): what @method proves itself with, or %NULL with %GH_ERROR_INVALID_INPUT
 */
GhTokenSet *
gh_cli_method_read_secrets (GhCliMethod *self,
                            GhSignInMethod method,
                            const char *host,
                            GError **error)
{
  g_autoptr (GhTokenSet) nothing = gh_token_set_new (NULL);
  g_autoptr (GhSecret) secret = NULL;

  if (method == GH_SIGN_IN_CLIENT_CERTIFICATE)
    return read_passphrase (self, nothing, error);
  if (method != GH_SIGN_IN_CLIENT_SECRET)
    return g_steal_pointer (&nothing);

  secret = read_client_secret (self, host, error);
  return secret != NULL ? gh_token_set_with_client_secret (nothing, secret) : NULL;
}
