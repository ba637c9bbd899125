/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-client-preset.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"

/* Copies on the net carry wrong ids. Sources: learn.microsoft.com, "Verify first-party Microsoft
 * applications in sign-in reports"; microsoft/powershell-for-powerbi; microsoft/fabric-cli. */
static const GhClientPreset presets[] = {
  { "azure-cli", "Azure CLI", "04b07795-8ddb-461a-bbee-02f9e1bf7b46" },
  { "azure-powershell", "Azure PowerShell", "1950a258-227b-4e31-a9cf-717495945fc2" },
  { "powerbi-powershell", "Power BI PowerShell", "23d8f6bd-1eb0-4cc2-a08c-7bf525c67bcd" },
  { "fabric-cli", "Fabric CLI", "5814bfb4-2705-4994-b8d6-39aabeb5eaeb" },
};

/**
 * gh_client_preset_list:
 * @n_presets: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_presets): all of them
 */
const GhClientPreset *
gh_client_preset_list (guint *n_presets)
{
  *n_presets = G_N_ELEMENTS (presets);

  return presets;
}

static char *
dup_names (void)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", presets[i].name);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * gh_client_preset_find:
 * @name: what the user typed
 * @error: return location
 *
 * Returns: (transfer none): the preset, or %NULL with %GH_ERROR_INVALID_INPUT
 */
const GhClientPreset *
gh_client_preset_find (const char *name, GError **error)
{
  g_autofree char *names = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_str_equal (presets[i].name, name))
      return &presets[i];

  names = dup_names ();
  g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
               _ ("No application “%s” is known here; there are: %s"), name, names);
  return NULL;
}

/**
 * gh_client_preset_find_id:
 * @client_id: a client id
 *
 * Returns: (transfer none) (nullable): the application that has it
 */
const GhClientPreset *
gh_client_preset_find_id (const char *client_id)
{
  g_return_val_if_fail (client_id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_ascii_strcasecmp (presets[i].client_id, client_id) == 0)
      return &presets[i];

  return NULL;
}

/**
 * gh_client_preset_dup_warning:
 * @preset: an application of somebody else
 *
 * Returns: (transfer full): what to know before its id is used
 */
char *
gh_client_preset_dup_warning (const GhClientPreset *preset)
{
  g_return_val_if_fail (preset != NULL, NULL);

  /* Translators: %s is the name of a program, such as Azure CLI */
  return g_strdup_printf (
      _ ("This is the client ID of %1$s. Sign-in logs and consent pages will name %1$s instead of "
         "Gatehouse, administrators may block it, and the vendor may refuse it at any time. An "
         "application of your own is the better way."),
      preset->title);
}
