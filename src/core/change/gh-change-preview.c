/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a change shows before it is sent, and the copies of it for a shell: the request itself,
 * built by the same code, with masks where the secrets would be. */

#include "gh-change.h"

#include <glib/gi18n-lib.h>

#include "gh-change-body.h"
#include "gh-json.h"
#include "gh-text.h"

static gboolean
is_caller (GhCredential *credential)
{
  return gh_credential_get_credential_type (credential) == GH_CREDENTIAL_OAUTH2_CALLER;
}

/* The name of the secret field, as in a sentence. */
static const char *
get_secret_name (GhCredential *credential)
{
  switch (gh_credential_get_credential_type (credential))
    {
    case GH_CREDENTIAL_BASIC:
    case GH_CREDENTIAL_WINDOWS:
      return _ ("password");
    case GH_CREDENTIAL_KEY:
      return _ ("account key");
    case GH_CREDENTIAL_OAUTH2_TOKEN:
      return _ ("access token");
    case GH_CREDENTIAL_ANONYMOUS:
    case GH_CREDENTIAL_OAUTH2_CALLER:
    default:
      return "";
    }
}

static const char *
get_fields_name (GhCredential *credential)
{
  if (gh_credential_type_needs_user_name (gh_credential_get_credential_type (credential)))
    return _ ("user name and password");
  if (gh_credential_get_credential_type (credential) == GH_CREDENTIAL_ANONYMOUS)
    return _ ("nothing");

  return get_secret_name (credential);
}

/**
 * gh_change_dup_preview_head:
 * @self: a change
 * @caller: (nullable): who is signed in, display text
 *
 * Returns: (transfer full): the request line on several lines, and the Authorization line
 */
char *
gh_change_dup_preview_head (GhChange *self, const char *caller)
{
  GhDatasource *datasource = gh_change_get_datasource (self);
  GhCloud *cloud = gh_power_bi_get_cloud (gh_change_get_power_bi (self));
  g_autofree char *origin =
      g_uri_to_string_partial (gh_cloud_get_powerbi_origin (cloud), G_URI_HIDE_USERINFO);
  g_autofree char *gateway_id = gh_text_to_display (gh_datasource_get_gateway_id (datasource));
  g_autofree char *id = gh_text_to_display (gh_node_get_id (GH_NODE (datasource)));
  g_autofree char *token =
      caller != NULL ? g_strdup_printf (_ ("⟨token of %s⟩"), caller) : g_strdup (_ ("⟨token⟩"));

  if (g_str_has_suffix (origin, "/"))
    origin[strlen (origin) - 1] = '\0';

  return g_strdup_printf ("PATCH %s/v1.0/myorg\n"
                          "      /gateways/%s\n"
                          "      /datasources/%s\n"
                          "Authorization: Bearer %s",
                          origin, gateway_id, id, token);
}

/* What stands for the member `credentials`: only a plain route shows what is inside. */
static char *
mask_credentials_member (GhCredential *credential, GhRoute *route)
{
  const char *fields = get_fields_name (credential);
  const char *gateway = route != NULL ? gh_route_get_gateway_name (route) : NULL;

  if (route == NULL || gh_route_get_kind (route) == GH_ROUTE_UNDECIDED)
    return g_strdup_printf ("⟨%s⟩", fields);

  return g_strdup_printf (_ ("⟨%s, sealed for %s⟩"), fields,
                          gateway != NULL ? gateway : _ ("the gateway"));
}

static void
adapt_to_route (JsonObject *details, GhCredential *credential, GhRoute *route)
{
  g_autofree char *mask = NULL;

  if (is_caller (credential) || (route != NULL && gh_route_get_kind (route) == GH_ROUTE_PLAIN))
    return;

  mask = mask_credentials_member (credential, route);
  json_object_set_string_member (details, "credentials", mask);
  json_object_set_string_member (details, "encryptionAlgorithm",
                                 route != NULL && gh_route_get_kind (route) == GH_ROUTE_SEALED
                                     ? "RSA-OAEP"
                                     : _ ("⟨RSA-OAEP or None, by the route⟩"));
}

static char *
print_details (JsonObject *details)
{
  g_autoptr (GList) names = json_object_get_members (details);
  GString *text = g_string_new ("{\n  \"credentialDetails\": {\n");

  for (GList *link = names; link != NULL; link = link->next)
    {
      const char *name = link->data;
      g_autofree char *value = gh_json_to_text (json_object_get_member (details, name), FALSE);
      g_autofree char *shown = gh_text_to_display (value);

      g_string_append_printf (text, "    \"%s\": %s%s\n", name, shown,
                              link->next != NULL ? "," : "");
    }
  g_string_append (text, "  }\n}");

  return g_string_free (text, FALSE);
}

/**
 * gh_change_dup_preview_body:
 * @self: a change
 * @route: (nullable): how it will travel, as far as it is known
 *
 * Returns: (transfer full): the body as it will go, indented; ⟨…⟩ stands for what is not shown
 */
char *
gh_change_dup_preview_body (GhChange *self, GhRoute *route)
{
  GhCredential *credential = gh_change_get_credential (self);
  g_autofree char *mask = g_strdup_printf ("⟨%s⟩", get_secret_name (credential));
  g_autoptr (GhCredential) masked = gh_change_body_mask (credential, mask);
  g_autoptr (GhSecret) body = gh_change_body_build (masked, NULL, NULL);
  g_autoptr (JsonObject) object =
      gh_json_parse_object (gh_secret_peek_text (body), (gssize)gh_secret_get_length (body), NULL);
  JsonObject *details;

  g_return_val_if_fail (object != NULL, NULL);

  details = json_object_get_object_member (object, "credentialDetails");
  adapt_to_route (details, credential, route);

  return print_details (details);
}

/**
 * gh_change_dup_field_summary:
 * @self: a change
 *
 * Returns: (transfer full): which fields change, and after a line feed what becomes of them
 */
char *
gh_change_dup_field_summary (GhChange *self)
{
  GhCredential *credential = gh_change_get_credential (self);
  g_autofree char *user_name = gh_text_to_display (gh_credential_get_user_name (credential));
  g_autofree char *becomes = NULL;

  switch (gh_credential_get_credential_type (credential))
    {
    case GH_CREDENTIAL_BASIC:
    case GH_CREDENTIAL_WINDOWS:
      becomes = g_strdup_printf (_ ("Stored user name unknown, will become %s"), user_name);
      return g_strconcat (_ ("User name and password"), "\n", becomes, NULL);
    case GH_CREDENTIAL_KEY:
      return g_strconcat (_ ("Account key"), "\n", _ ("A new value"), NULL);
    case GH_CREDENTIAL_OAUTH2_TOKEN:
      return g_strconcat (_ ("Access token"), "\n", _ ("Lasts at most one hour"), NULL);
    case GH_CREDENTIAL_OAUTH2_CALLER:
      return g_strconcat (_ ("Your own identity"), "\n",
                          _ ("No token is sent. Power BI takes the identity that is signed in."),
                          NULL);
    case GH_CREDENTIAL_ANONYMOUS:
    default:
      return g_strconcat (_ ("No credential"), "\n",
                          _ ("Nothing is needed. Whoever can reach the source can read it."), NULL);
    }
}
