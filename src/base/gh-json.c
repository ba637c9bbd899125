/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-json.h"

#include <math.h>
#include <string.h>

#include "gh-error.h"
#include "gh-json-syntax.h"
#include "gh-secret.h"

static gboolean
is_blank (const char *data, gsize length)
{
  gsize i = 0;

  while (i < length && g_ascii_isspace (data[i]))
    i++;

  return i == length;
}

/**
 * gh_json_parse:
 * @data: UTF-8 text
 * @length: its length in bytes, or -1 if it ends with a NUL
 * @error: return location
 *
 * Parses JSON that somebody else wrote. Text that is too long, nested too deeply, empty, not UTF-8
 * or not JSON gives %GH_ERROR_PROTOCOL; the message never quotes the text.
 *
 * Returns: (transfer full) (nullable): the root
 */
JsonNode *
gh_json_parse (const char *data, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) parse_error = NULL;
  gsize size;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  size = length < 0 ? strlen (data) : (gsize)length;
  if (size > GH_JSON_MAX_BYTES)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL, "The JSON text is longer than %u bytes",
                   GH_JSON_MAX_BYTES);
      return NULL;
    }
  if (size > 0 && !g_utf8_validate_len (data, size, NULL))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_PROTOCOL, "The JSON text is not UTF-8");
      return NULL;
    }
  if (is_blank (data, size))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_PROTOCOL, "The JSON text is empty");
      return NULL;
    }
  if (!gh_json_syntax_check (data, size, error))
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, data, (gssize)size, &parse_error))
    {
      /* json-glib's own message begins with the place, and may quote what stands there. */
      g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL, "Not JSON, at line %u, position %u",
                   json_parser_get_current_line (parser), json_parser_get_current_pos (parser));
      return NULL;
    }

  return json_parser_steal_root (parser);
}

/**
 * gh_json_parse_object:
 * @data: UTF-8 text
 * @length: its length in bytes, or -1 if it ends with a NUL
 * @error: return location
 *
 * Like [func@Gh.json_parse], but the root has to be an object.
 *
 * Returns: (transfer full) (nullable): the object
 */
JsonObject *
gh_json_parse_object (const char *data, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = gh_json_parse (data, length, error);

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_PROTOCOL, "The JSON text is not an object");
      return NULL;
    }

  return json_node_dup_object (root);
}

/* A member, NULL where it may be missing; @ok tells a missing one from an error. */
static JsonNode *
get_member (JsonObject *object,
            const char *member,
            GhJsonPresence presence,
            gboolean *ok,
            GError **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *ok = TRUE;
  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    return node;

  if (presence == GH_JSON_REQUIRED)
    {
      *ok = FALSE;
      g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL, "The member “%s” is missing", member);
    }

  return NULL;
}

static gboolean
wrong_type (const char *member, const char *wanted, GError **error)
{
  g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL, "The member “%s” is not %s", member, wanted);
  return FALSE;
}

/**
 * gh_json_read_string:
 * @object: a JSON object
 * @member: name of the member
 * @presence: whether it must be there
 * @value: (out) (transfer none): where to put it; untouched when it is missing
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_PROTOCOL if the member is of another type, or missing though
 *   required
 */
gboolean
gh_json_read_string (JsonObject *object,
                     const char *member,
                     GhJsonPresence presence,
                     const char **value,
                     GError **error)
{
  gboolean ok;
  JsonNode *node = get_member (object, member, presence, &ok, error);

  if (node == NULL)
    return ok;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return wrong_type (member, "a string", error);

  *value = json_node_get_string (node);
  return TRUE;
}

/**
 * gh_json_read_boolean:
 * @object: a JSON object
 * @member: name of the member
 * @presence: whether it must be there
 * @value: (out): where to put it; untouched when it is missing
 * @error: return location
 *
 * Returns: as [func@Gh.json_read_string]
 */
gboolean
gh_json_read_boolean (JsonObject *object,
                      const char *member,
                      GhJsonPresence presence,
                      gboolean *value,
                      GError **error)
{
  gboolean ok;
  JsonNode *node = get_member (object, member, presence, &ok, error);

  if (node == NULL)
    return ok;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return wrong_type (member, "true or false", error);

  *value = json_node_get_boolean (node);
  return TRUE;
}

/**
 * gh_json_read_integer:
 * @object: a JSON object
 * @member: name of the member
 * @presence: whether it must be there
 * @value: (out): where to put it; untouched when it is missing
 * @error: return location
 *
 * Reads a whole number, or a string of digits: older Entra ID endpoints write `expires_in` that
 * way, and json-glib would silently make it 0.
 *
 * Returns: as [func@Gh.json_read_string]
 */
gboolean
gh_json_read_integer (JsonObject *object,
                      const char *member,
                      GhJsonPresence presence,
                      gint64 *value,
                      GError **error)
{
  gboolean ok;
  JsonNode *node = get_member (object, member, presence, &ok, error);
  GType type;

  if (node == NULL)
    return ok;

  type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
  if (type == G_TYPE_INT64)
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  if (type == G_TYPE_DOUBLE)
    {
      double number = json_node_get_double (node);

      if (isfinite (number) && fabs (number) < 9007199254740992.0)
        {
          *value = (gint64)number;
          return TRUE;
        }
    }
  if (type == G_TYPE_STRING && g_ascii_string_to_signed (json_node_get_string (node), 10,
                                                         G_MININT64, G_MAXINT64, value, NULL))
    return TRUE;

  return wrong_type (member, "a whole number", error);
}

/**
 * gh_json_read_object:
 * @object: a JSON object
 * @member: name of the member
 * @presence: whether it must be there
 * @value: (out) (transfer none): where to put it; untouched when it is missing
 * @error: return location
 *
 * Returns: as [func@Gh.json_read_string]
 */
gboolean
gh_json_read_object (JsonObject *object,
                     const char *member,
                     GhJsonPresence presence,
                     JsonObject **value,
                     GError **error)
{
  gboolean ok;
  JsonNode *node = get_member (object, member, presence, &ok, error);

  if (node == NULL)
    return ok;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return wrong_type (member, "an object", error);

  *value = json_node_get_object (node);
  return TRUE;
}

/**
 * gh_json_read_array:
 * @object: a JSON object
 * @member: name of the member
 * @presence: whether it must be there
 * @value: (out) (transfer none): where to put it; untouched when it is missing
 * @error: return location
 *
 * Returns: as [func@Gh.json_read_string]
 */
gboolean
gh_json_read_array (JsonObject *object,
                    const char *member,
                    GhJsonPresence presence,
                    JsonArray **value,
                    GError **error)
{
  gboolean ok;
  JsonNode *node = get_member (object, member, presence, &ok, error);

  if (node == NULL)
    return ok;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return wrong_type (member, "an array", error);

  *value = json_node_get_array (node);
  return TRUE;
}

/**
 * gh_json_array_get_object:
 * @array: a JSON array
 * @index: which element
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the element, or %NULL with %GH_ERROR_PROTOCOL if it is not
 *   an object
 */
JsonObject *
gh_json_array_get_object (JsonArray *array, guint index, GError **error)
{
  JsonNode *node = json_array_get_element (array, index);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL, "Element %u of the list is not an object",
                   index);
      return NULL;
    }

  return json_node_get_object (node);
}

/**
 * gh_json_wipe_string:
 * @object: a JSON object that nobody else reads
 * @member: the name of a string in it, which may be missing
 *
 * json-glib keeps strings in ordinary memory. They are its own copies, made for this tree alone, so
 * they may be overwritten before the tree goes. The member is an empty string afterwards.
 */
void
gh_json_wipe_string (JsonObject *object, const char *member)
{
  const char *text = NULL;

  if (gh_json_read_string (object, member, GH_JSON_OPTIONAL, &text, NULL) && text != NULL)
    gh_secret_wipe ((char *)text, strlen (text));
}

/**
 * gh_json_to_text:
 * @node: a JSON tree without secrets
 * @pretty: whether to indent it by two spaces
 *
 * Prints @node. json-glib before 1.10.8 leaves U+001F as it is, which is not JSON; a raw one can
 * only stand inside a string, so it is replaced here. A number with an exponent and no point, as
 * 1e308, is not written as JSON by it either: none is in what Gatehouse itself writes.
 *
 * Returns: (transfer full): JSON text
 */
char *
gh_json_to_text (JsonNode *node, gboolean pretty)
{
  g_autofree char *text = NULL;
  GString *result;

  g_return_val_if_fail (node != NULL, NULL);

  text = json_to_string (node, pretty);
  result = g_string_new (text);
  g_string_replace (result, "\x1f", "\\u001f", 0);

  return g_string_free (result, FALSE);
}
