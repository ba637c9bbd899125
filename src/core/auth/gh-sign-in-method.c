/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sign-in-method.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"

typedef struct
{
  const char *name;
  const char *title;
} Row;

static const Row rows[] = {
  [GH_SIGN_IN_BROWSER] = { "browser", N_ ("Browser") },
  [GH_SIGN_IN_DEVICE_CODE] = { "device-code", N_ ("Device code") },
  [GH_SIGN_IN_PASSWORD] = { "password", N_ ("User name and password (legacy)") },
  [GH_SIGN_IN_CLIENT_SECRET] = { "client-secret", N_ ("Application with secret") },
  [GH_SIGN_IN_CLIENT_CERTIFICATE] = { "client-certificate", N_ ("Application with certificate") },
  [GH_SIGN_IN_FEDERATED] = { "federated", N_ ("Federated identity") },
  [GH_SIGN_IN_MANAGED_IDENTITY] = { "managed-identity", N_ ("Managed identity") },
  [GH_SIGN_IN_AZURE_CLI] = { "azure-cli", N_ ("Azure CLI") },
};

/**
 * gh_sign_in_method_get_name:
 * @method: a method
 *
 * Returns: (transfer none): its name in files and on the command line
 */
const char *
gh_sign_in_method_get_name (GhSignInMethod method)
{
  g_return_val_if_fail (method < G_N_ELEMENTS (rows), NULL);

  return rows[method].name;
}

/**
 * gh_sign_in_method_get_title:
 * @method: a method
 *
 * Returns: (transfer none): its name for people
 */
const char *
gh_sign_in_method_get_title (GhSignInMethod method)
{
  g_return_val_if_fail (method < G_N_ELEMENTS (rows), NULL);

  return _ (rows[method].title);
}

static char *
dup_names (void)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", rows[i].name);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * gh_sign_in_method_parse:
 * @name: (nullable): a name in a file or on the command line; %NULL is the browser
 * @method: (out): the method
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_INPUT if there is no such method
 */
gboolean
gh_sign_in_method_parse (const char *name, GhSignInMethod *method, GError **error)
{
  g_autofree char *names = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (name == NULL || g_str_equal (rows[i].name, name))
      {
        *method = (GhSignInMethod)i;
        return TRUE;
      }

  names = dup_names ();
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
               _ ("“%s” is no way to sign in; there are: %s"), name, names);
  return FALSE;
}

/**
 * gh_sign_in_method_is_interactive:
 * @method: a method
 *
 * Returns: whether a person takes part, after which a refresh token stands for them
 */
gboolean
gh_sign_in_method_is_interactive (GhSignInMethod method)
{
  return method == GH_SIGN_IN_BROWSER || method == GH_SIGN_IN_DEVICE_CODE ||
         method == GH_SIGN_IN_PASSWORD;
}
