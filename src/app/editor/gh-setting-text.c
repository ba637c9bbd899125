/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-setting-text.h"

#include <glib/gi18n.h>

/**
 * gh_setting_text_describe:
 * @stored: (nullable): what the service returned, %NULL where it returns nothing
 * @becomes: what the setting will be once the credential is set
 * @touched: whether the user chose @becomes
 *
 * Both for display. An unknown value is never shown as if it were the default.
 *
 * Returns: (transfer full): what becomes of a setting
 */
char *
gh_setting_text_describe (const char *stored, const char *becomes, gboolean touched)
{
  if (stored == NULL && touched)
    return g_strdup_printf (_ ("Was unknown, will become %s"), becomes);
  if (stored == NULL)
    return g_strdup_printf (_ ("Unknown, will become %s"), becomes);
  if (g_strcmp0 (stored, becomes) == 0)
    return g_strdup_printf (_ ("Stored now: %s"), stored);

  return g_strdup_printf (_ ("Stored now: %s, will become %s"), stored, becomes);
}

/**
 * gh_setting_text_get_privacy_label:
 * @level: (nullable): a privacy level as the service spells it
 *
 * Returns: (nullable): what people call it, @level itself if it is none of the four
 */
const char *
gh_setting_text_get_privacy_label (const char *level)
{
  if (g_strcmp0 (level, "None") == 0)
    return C_ ("privacy level", "None");
  if (g_strcmp0 (level, "Public") == 0)
    return C_ ("privacy level", "Public");
  if (g_strcmp0 (level, "Organizational") == 0)
    return C_ ("privacy level", "Organizational");
  if (g_strcmp0 (level, "Private") == 0)
    return C_ ("privacy level", "Private");

  return level;
}

/**
 * gh_setting_text_get_encryption_label:
 * @encrypted: whether the connection to the source is encrypted
 *
 * Returns: the word for it, as it stands after "will become"
 */
const char *
gh_setting_text_get_encryption_label (gboolean encrypted)
{
  return encrypted ? C_ ("connection", "encrypted") : C_ ("connection", "not encrypted");
}

/**
 * gh_setting_text_get_sign_on_label:
 * @single_sign_on: whether single sign-on is on
 *
 * Returns: the word for it, as it stands after "will become"
 */
const char *
gh_setting_text_get_sign_on_label (gboolean single_sign_on)
{
  return single_sign_on ? C_ ("single sign-on", "on") : C_ ("single sign-on", "off");
}

/**
 * gh_setting_text_get_stored_sign_on:
 * @datasource: a data source
 *
 * Returns: (nullable): the word for what the service returned, %NULL where it returned nothing
 */
const char *
gh_setting_text_get_stored_sign_on (GhDatasource *datasource)
{
  GhTri stored = gh_datasource_get_single_sign_on (datasource);

  return stored == GH_TRI_UNKNOWN ? NULL
                                  : gh_setting_text_get_sign_on_label (stored == GH_TRI_TRUE);
}

/**
 * gh_setting_text_get_type_label:
 * @type: a type of credential
 *
 * Returns: what the type is called in full
 */
const char *
gh_setting_text_get_type_label (GhCredentialType type)
{
  switch (type)
    {
    case GH_CREDENTIAL_OAUTH2_CALLER:
      return _ ("OAuth2, your own identity");
    case GH_CREDENTIAL_OAUTH2_TOKEN:
      return _ ("OAuth2, a pasted access token");
    case GH_CREDENTIAL_BASIC:
      return _ ("Basic");
    case GH_CREDENTIAL_WINDOWS:
      return _ ("Windows");
    case GH_CREDENTIAL_KEY:
      return _ ("Key");
    case GH_CREDENTIAL_ANONYMOUS:
    default:
      return _ ("Anonymous");
    }
}
