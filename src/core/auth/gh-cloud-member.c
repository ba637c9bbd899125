/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cloud-member.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-origin.h"

/* "powerbi.origin" is what somebody who edits the row looks for. */
static char *
name_member (const char *parent, const char *member)
{
  return parent != NULL ? g_strdup_printf ("%s.%s", parent, member) : g_strdup (member);
}

/**
 * gh_cloud_member_read_text:
 * @object: an object of a cloud's row
 * @parent: (nullable): what the object is called in the row
 * @member: name of the member
 * @presence: whether it must be there
 * @value: (out): where to put it; %NULL when it is missing
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_INPUT that names the member
 */
gboolean
gh_cloud_member_read_text (JsonObject *object,
                           const char *parent,
                           const char *member,
                           GhJsonPresence presence,
                           char **value,
                           GError **error)
{
  const char *text = NULL;

  if (!gh_json_read_string (object, member, presence, &text, NULL) ||
      (text != NULL && *text == '\0'))
    {
      g_autofree char *name = name_member (parent, member);

      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("The member “%s” of the cloud is missing or not a text"), name);
      return FALSE;
    }

  *value = g_strdup (text);
  return TRUE;
}

/**
 * gh_cloud_member_read_origin:
 * @object: an object of a cloud's row
 * @parent: (nullable): what the object is called in the row
 * @member: name of the member
 * @origin: (out): where to put it
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_INPUT that names the member
 */
gboolean
gh_cloud_member_read_origin (JsonObject *object,
                             const char *parent,
                             const char *member,
                             GUri **origin,
                             GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *name = name_member (parent, member);
  g_autoptr (GError) origin_error = NULL;

  if (!gh_cloud_member_read_text (object, parent, member, GH_JSON_REQUIRED, &text, error))
    return FALSE;

  *origin = gh_origin_parse (text, &origin_error);
  if (*origin == NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("The member “%s” of the cloud is wrong: %s"), name, origin_error->message);
      return FALSE;
    }

  return TRUE;
}

static gboolean
has_space (const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (g_ascii_isspace (*text) || g_ascii_iscntrl (*text))
        return TRUE;
    }

  return FALSE;
}

/**
 * gh_cloud_member_is_audience:
 * @audience: a text
 *
 * It becomes part of a scope, and scopes are separated by spaces, which GUri lets pass.
 *
 * Returns: whether tokens can be for it
 */
gboolean
gh_cloud_member_is_audience (const char *audience)
{
  return g_uri_is_valid (audience, G_URI_FLAGS_NONE, NULL) && !has_space (audience);
}

static gboolean
read_audience (JsonObject *object, const char *parent, char **audience, GError **error)
{
  if (!gh_cloud_member_read_text (object, parent, "audience", GH_JSON_REQUIRED, audience, error))
    return FALSE;

  if (!gh_cloud_member_is_audience (*audience))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("The member “%s.audience” of the cloud is not an address"), parent);
      return FALSE;
    }

  return TRUE;
}

/**
 * gh_cloud_member_read_service:
 * @row: a cloud's row
 * @member: name of the service
 * @presence: whether it must be there
 * @origin: (out): where the service is; untouched when it is missing
 * @audience: (out): whom its tokens are for; untouched when it is missing
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_INPUT that names the member
 */
gboolean
gh_cloud_member_read_service (JsonObject *row,
                              const char *member,
                              GhJsonPresence presence,
                              GUri **origin,
                              char **audience,
                              GError **error)
{
  JsonObject *service = NULL;

  if (!gh_json_read_object (row, member, presence, &service, NULL))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("The member “%s” of the cloud is missing or not an object"), member);
      return FALSE;
    }
  if (service == NULL)
    return TRUE;

  return gh_cloud_member_read_origin (service, member, "origin", origin, error) &&
         read_audience (service, member, audience, error);
}
