/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-login.h"

#include "gh-json.h"
#include "gh-sim-envelope.h"
#include "gh-sim-plaintext.h"

#define CODE "DM_GWPipeline_Gateway_InvalidConnectionCredentials"
#define MASHUP "Microsoft.Data.Mashup."

static const char *
get_text (JsonObject *object, const char *member)
{
  const char *value = "";

  gh_json_read_string (object, member, GH_JSON_OPTIONAL, &value, NULL);

  return value;
}

/* A rule that names a scope wants a token of this tenant that has it. */
static gboolean
is_token_with_scope (GhSimTokens *tokens, JsonObject *rule, JsonArray *data)
{
  const char *token = gh_sim_plaintext_get_field (data, "accessToken");
  g_auto (GhSimCaller) caller = { 0 };

  return token != NULL &&
         gh_sim_tokens_check (tokens, token, get_text (rule, "audience"), &caller) ==
             GH_SIM_TOKEN_VALID &&
         g_strv_contains ((const char *const *)caller.scopes, get_text (rule, "scope"));
}

static gboolean
fits (JsonObject *rule, GhSimTokens *tokens, const char *credential_type, JsonArray *data)
{
  if (!g_str_equal (get_text (rule, "credentialType"), credential_type))
    return FALSE;
  if (json_object_has_member (rule, "scope"))
    return is_token_with_scope (tokens, rule, data);

  for (guint i = 0; i < json_array_get_length (data); i++)
    {
      JsonObject *field = json_array_get_object_element (data, i);
      const char *expected = get_text (rule, get_text (field, "name"));
      const char *value = get_text (field, "value");

      if (*value == '\0' || !(g_str_equal (expected, "*") || g_str_equal (expected, value)))
        return FALSE;
    }

  return TRUE;
}

/**
 * gh_sim_login_try:
 * @source: a data source
 * @tokens: what knows the tenant's tokens
 * @credential_type: "Basic", "Key"…
 * @data: the fields of the credential
 *
 * Returns: (transfer full) (nullable): the refusal of the source
 */
GhSimReply *
gh_sim_login_try (GhSimSource *source,
                  GhSimTokens *tokens,
                  const char *credential_type,
                  JsonArray *data)
{
  for (guint i = 0; i < json_array_get_length (source->accepts); i++)
    if (fits (json_array_get_object_element (source->accepts, i), tokens, credential_type, data))
      return NULL;

  return gh_sim_login_refuse (source);
}

/* The kind as the mashup engine names it, and the path: the values of the connection details. */
static char *
describe_path (GhSimSource *source)
{
  g_autoptr (GList) members = json_object_get_members (source->connection_details);
  g_autoptr (GString) path = g_string_new (NULL);

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (g_str_equal (l->data, "kind"))
        continue;
      g_string_append_printf (path, "%s%s", path->len > 0 ? ";" : "",
                              get_text (source->connection_details, l->data));
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

static char *
describe_data_sources (const char *kind, const char *path)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_object_set_string_member (object, "kind", kind);
  json_object_set_string_member (object, "path", path);
  json_array_add_object_element (array, object);
  json_node_take_array (node, array);

  return gh_json_to_text (node, FALSE);
}

/**
 * gh_sim_login_refuse:
 * @source: a data source
 *
 * The body is refusal B of the public thread; its texts fit the source.
 *
 * Returns: (transfer full): "these credentials are not valid"
 */
GhSimReply *
gh_sim_login_refuse (GhSimSource *source)
{
  const char *kind = get_text (source->connection_details, "kind");
  gboolean is_power_bi = g_str_equal (kind, "PowerBI");
  g_autofree char *path = describe_path (source);
  g_autofree char *message = NULL;
  g_autofree char *data_sources = NULL;
  g_autoptr (GPtrArray) details = g_ptr_array_new ();

  if (*kind == '\0')
    kind = g_str_equal (source->type, "Sql") ? "SQL" : source->type;
  message =
      g_strdup_printf ("The credentials provided for the %s source are invalid. (Source at %s.)",
                       kind, path);
  data_sources = describe_data_sources (kind, path);

#define ADD(code, value)                                                                           \
  g_ptr_array_add (details, (gpointer)(code));                                                     \
  g_ptr_array_add (details, (gpointer)(value))
  ADD ("DM_ErrorDetailNameCode_UnderlyingErrorCode", "-2147467259");
  ADD ("DM_ErrorDetailNameCode_UnderlyingErrorMessage", message);
  ADD ("DM_ErrorDetailNameCode_UnderlyingHResult", "-2147467259");
  ADD (MASHUP "CredentialError.DataSourceKind", kind);
  if (is_power_bi)
    {
      ADD (MASHUP "CredentialError.DataSourceOriginKind", "Web");
      ADD (MASHUP "CredentialError.DataSourceOriginPath",
           "https://wabi-north-europe-k-primary-redirect.analysis.windows.net/metadata/v201606/"
           "cdsa/workspaces");
    }
  ADD (MASHUP "CredentialError.DataSourcePath", path);
  ADD (MASHUP "CredentialError.Reason", "AccessUnauthorized");
  ADD (MASHUP "MashupSecurityException.DataSources", data_sources);
  ADD (MASHUP "MashupSecurityException.Reason", "AccessUnauthorized");
#undef ADD
  g_ptr_array_add (details, NULL);

  return gh_sim_envelope_data_movement (CODE, (const char *const *)details->pdata);
}

/**
 * gh_sim_login_refuse_encryption:
 *
 * Returns: (transfer full): the source speaks no TLS
 */
GhSimReply *
gh_sim_login_refuse_encryption (void)
{
  static const char *const DETAILS[] = {
    "DM_ErrorDetailNameCode_UnderlyingErrorMessage",
    "We were unable to connect to the data source using encryption.",
    MASHUP "MashupSecurityException.Reason",
    "EncryptedConnectionNotSupported",
    NULL,
  };

  return gh_sim_envelope_data_movement ("DM_GWPipeline_Gateway_DataSourceAccessError", DETAILS);
}
