/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-plaintext.h"

#include <string.h>

#include "gh-json.h"

static const struct
{
  const char *type;
  const char *fields[3];
} TYPES[] = {
  { "Basic", { "username", "password", NULL } },
  { "Windows", { "username", "password", NULL } },
  { "Key", { "key", NULL } },
  { "OAuth2", { "accessToken", NULL } },
  { "SAS", { "token", NULL } },
  { "Anonymous", { NULL } },
};

/* json-glib takes control characters inside of texts as they are, and so would hide a client that
 * does not escape them. */
static gboolean
has_raw_control_characters (const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar)data[i] < 0x20)
      return TRUE;

  return FALSE;
}

/**
 * gh_sim_plaintext_get_field:
 * @data: the fields
 * @name: which one
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
gh_sim_plaintext_get_field (JsonArray *data, const char *name)
{
  for (guint i = 0; i < json_array_get_length (data); i++)
    {
      JsonObject *field = json_array_get_object_element (data, i);

      if (g_str_equal (json_object_get_string_member (field, "name"), name))
        return json_object_get_string_member (field, "value");
    }

  return NULL;
}

static gboolean
are_fields (JsonArray *data)
{
  for (guint i = 0; i < json_array_get_length (data); i++)
    {
      JsonObject *field = gh_json_array_get_object (data, i, NULL);
      const char *name, *value;

      if (field == NULL || json_object_get_size (field) != 2 ||
          !gh_json_read_string (field, "name", GH_JSON_REQUIRED, &name, NULL) ||
          !gh_json_read_string (field, "value", GH_JSON_REQUIRED, &value, NULL))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_fields_of (JsonArray *data, const char *credential_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (TYPES); i++)
    {
      guint wanted = 0;

      if (!g_str_equal (TYPES[i].type, credential_type))
        continue;
      for (; TYPES[i].fields[wanted] != NULL; wanted++)
        if (gh_sim_plaintext_get_field (data, TYPES[i].fields[wanted]) == NULL)
          return FALSE;
      return json_array_get_length (data) == wanted;
    }

  return FALSE;
}

/* "credentialData" is a list, or for Anonymous an empty text. */
static JsonArray *
get_fields (JsonObject *root, const char *credential_type)
{
  JsonNode *node = json_object_get_member (root, "credentialData");

  if (node == NULL || json_object_get_size (root) != 1)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node) && are_fields (json_node_get_array (node)))
    return json_array_ref (json_node_get_array (node));
  if (g_str_equal (credential_type, "Anonymous") &&
      json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) == '\0')
    return json_array_new ();

  return NULL;
}

/**
 * gh_sim_plaintext_read:
 * @plaintext: what was sealed, or sent plain
 * @credential_type: what it is said to be
 * @fault: (out) (transfer full): what is wrong with it
 *
 * Returns: (transfer full) (nullable): the fields {"name","value"} that such a credential has
 */
JsonArray *
gh_sim_plaintext_read (GBytes *plaintext, const char *credential_type, char **fault)
{
  gsize length;
  const char *data = g_bytes_get_data (plaintext, &length);
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (JsonArray) fields = NULL;

  if (length == 0 || !g_utf8_validate_len (data, length, NULL) || data[0] != '{' ||
      has_raw_control_characters (data, length))
    {
      *fault = g_strdup ("Unexpected character encountered while parsing value. Path '', line 0, "
                         "position 0.");
      return NULL;
    }
  root = gh_json_parse_object (data, (gssize)length, NULL);
  if (root == NULL)
    {
      *fault = g_strdup ("Unexpected end when deserializing object. Path 'credentialData'.");
      return NULL;
    }
  fields = get_fields (root, credential_type);
  if (fields == NULL || !has_fields_of (fields, credential_type))
    {
      *fault = g_strdup_printf ("'credentialData' has not the fields of the credential type '%s'",
                                credential_type);
      return NULL;
    }

  return g_steal_pointer (&fields);
}
