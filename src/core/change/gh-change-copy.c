/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies of a change for a shell (bash). They ask for the secrets and hand them on through pipes
 * and descriptors, so that none stands in an argument, in the environment or in the history.
 * Everything that is not a word of this file is a GUID or quoted. */

#include "gh-change.h"

#include <glib/gi18n-lib.h>

#include "gh-change-body.h"
#include "gh-text.h"

static gboolean
has_safe_ids (GhDatasource *datasource)
{
  const char *gateway_id = gh_datasource_get_gateway_id (datasource);
  const char *id = gh_node_get_id (GH_NODE (datasource));

  return gateway_id != NULL && id != NULL && g_uuid_string_is_valid (gateway_id) &&
         g_uuid_string_is_valid (id);
}

static gboolean
needs_secret (GhCredential *credential)
{
  return gh_credential_type_needs_secret (gh_credential_get_credential_type (credential));
}

static char *
quote_prompt (GhCredential *credential)
{
  g_autofree char *prompt = NULL;

  switch (gh_credential_get_credential_type (credential))
    {
    case GH_CREDENTIAL_KEY:
      prompt = g_strdup (_ ("Account key: "));
      break;
    case GH_CREDENTIAL_OAUTH2_TOKEN:
      prompt = g_strdup (_ ("Access token to store: "));
      break;
    case GH_CREDENTIAL_BASIC:
    case GH_CREDENTIAL_WINDOWS:
    case GH_CREDENTIAL_ANONYMOUS:
    case GH_CREDENTIAL_OAUTH2_CALLER:
    default:
      prompt = g_strdup (_ ("Password: "));
      break;
    }

  return gh_text_quote_shell (prompt);
}

/* The body as a printf of bash that reads the secret from $secret, where it is escaped twice: once
 * for the JSON inside, once for the JSON around it. */
static char *
build_body_command (GhCredential *credential)
{
  g_autofree char *mark = g_uuid_string_random ();
  g_autoptr (GhCredential) masked = gh_change_body_mask (credential, mark);
  g_autoptr (GhSecret) body = gh_change_body_build (masked, NULL, NULL);
  g_auto (GStrv) pieces = g_strsplit (gh_secret_peek_text (body), mark, 2);
  g_autofree char *before = gh_text_quote_shell (pieces[0]);
  g_autofree char *after = NULL;

  if (pieces[1] == NULL)
    return g_strdup_printf ("printf %%s %s", before);

  after = gh_text_quote_shell (pieces[1]);

  return g_strdup_printf ("printf %%s%%s%%s %s \"$secret\" %s", before, after);
}

static char *
build_ask_command (GhCredential *credential)
{
  g_autofree char *prompt = NULL;

  if (!needs_secret (credential))
    return g_strdup ("");

  prompt = quote_prompt (credential);

  return g_strdup_printf ("IFS= read -rsp %s secret; echo >&2\n"
                          "escape() { local s=${1//\\\\/\\\\\\\\}; s=${s//\\\"/\\\\\\\"}; "
                          "printf %%s \"${s//$'\\t'/\\\\t}\"; }\n"
                          "secret=$(escape \"$(escape \"$secret\")\")\n",
                          prompt);
}

/**
 * gh_change_dup_curl:
 * @self: a change
 * @route: (nullable): how it travels
 *
 * Returns: (transfer full) (nullable): lines for bash that send the same request with curl and ask
 *   for the secrets. %NULL where the credential must be sealed, which curl can't, where the route
 * is not decided, and where an id is not a GUID.
 */
char *
gh_change_dup_curl (GhChange *self, GhRoute *route)
{
  GhDatasource *datasource = gh_change_get_datasource (self);
  GhCredential *credential = gh_change_get_credential (self);
  GhCloud *cloud = gh_power_bi_get_cloud (gh_change_get_power_bi (self));
  g_autofree char *origin = NULL;
  g_autofree char *address = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *prompt = NULL;
  g_autofree char *ask = NULL;
  g_autofree char *body = NULL;

  if (route == NULL || gh_route_get_kind (route) != GH_ROUTE_PLAIN || !has_safe_ids (datasource))
    return NULL;

  origin = g_uri_to_string (gh_cloud_get_powerbi_origin (cloud));
  address = g_strdup_printf ("%s%sv1.0/myorg/gateways/%s/datasources/%s", origin,
                             g_str_has_suffix (origin, "/") ? "" : "/",
                             gh_datasource_get_gateway_id (datasource),
                             gh_node_get_id (GH_NODE (datasource)));
  quoted = gh_text_quote_shell (address);
  prompt = gh_text_quote_shell (_ ("Access token for Power BI: "));
  ask = build_ask_command (credential);
  body = build_body_command (credential);

  return g_strdup_printf ("IFS= read -rsp %s token; echo >&2\n"
                          "%s"
                          "%s |\n"
                          "  curl --fail-with-body --request PATCH \\\n"
                          "    --config <(printf 'header = \"Authorization: Bearer %%s\"\\n' "
                          "\"$token\") \\\n"
                          "    --header 'Content-Type: application/json' --data-binary @- %s\n",
                          prompt, ask, body, quoted);
}

static const char *
get_type_word (GhCredential *credential)
{
  switch (gh_credential_get_credential_type (credential))
    {
    case GH_CREDENTIAL_BASIC:
      return "basic";
    case GH_CREDENTIAL_WINDOWS:
      return "windows";
    case GH_CREDENTIAL_KEY:
      return "key";
    case GH_CREDENTIAL_ANONYMOUS:
      return "anonymous";
    case GH_CREDENTIAL_OAUTH2_TOKEN:
      return "token";
    case GH_CREDENTIAL_OAUTH2_CALLER:
    default:
      return "caller";
    }
}

static void
append_user_name (GString *line, GhCredential *credential)
{
  const char *user_name = gh_credential_get_user_name (credential);
  g_autofree char *quoted = NULL;

  if (user_name == NULL ||
      !gh_credential_type_needs_user_name (gh_credential_get_credential_type (credential)))
    return;

  quoted = gh_text_quote_shell (user_name);
  g_string_append_printf (line, " --user %s", quoted);
}

/**
 * gh_change_dup_command_line:
 * @self: a change
 * @route: (nullable): how it travels, as far as it is known
 *
 * The gateway's key is named unless it is the one that was seen last, so that the command seals
 * with this key or not at all.
 *
 * Returns: (transfer full) (nullable): a line for bash that does the same with gatehousectl and
 *   asks for the secret; %NULL where an id is not a GUID
 */
char *
gh_change_dup_command_line (GhChange *self, GhRoute *route)
{
  GhDatasource *datasource = gh_change_get_datasource (self);
  GhCredential *credential = gh_change_get_credential (self);
  GString *line;

  if (!has_safe_ids (datasource))
    return NULL;

  line = g_string_new (NULL);
  if (needs_secret (credential))
    {
      g_autofree char *prompt = quote_prompt (credential);

      g_string_append_printf (line,
                              "{ IFS= read -rsp %s secret; echo >&2; printf %%s \"$secret\"; } | ",
                              prompt);
    }
  g_string_append_printf (line, "gatehousectl credential set %s/%s --type %s",
                          gh_datasource_get_gateway_id (datasource),
                          gh_node_get_id (GH_NODE (datasource)), get_type_word (credential));
  append_user_name (line, credential);
  g_string_append_printf (line, " --privacy %s --encryption %s",
                          gh_credential_get_privacy_level (credential),
                          gh_credential_get_encrypted_connection (credential) ? "Encrypted"
                                                                              : "NotEncrypted");
  if (gh_credential_get_credential_type (credential) == GH_CREDENTIAL_OAUTH2_TOKEN &&
      gh_credential_get_single_sign_on (credential))
    g_string_append (line, " --sso");
  if (route != NULL && gh_route_get_key (route) != NULL &&
      gh_route_get_key_state (route) != GH_KEY_SAME)
    g_string_append_printf (line, " --gateway-key %s",
                            gh_gateway_key_get_fingerprint (gh_route_get_key (route)));

  return g_string_free (line, FALSE);
}
