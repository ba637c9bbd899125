/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include <string.h>

#include "gh-json.h"

static void
look_for_exponent (JsonNode *node, gboolean *found)
{
  JsonObjectIter iter;
  JsonNode *member;

  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      look_for_exponent (json_array_get_element (json_node_get_array (node), i), found);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, NULL, &member))
        look_for_exponent (member, found);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_dtostr (text, sizeof text, json_node_get_double (node));
      *found = *found || strchr (text, 'e') != NULL;
    }
}

/* What was read can be written, and the text can be read again; but for what gh_json_to_text()
 * says about exponents. */
static void
write_and_read (JsonNode *node, gboolean pretty)
{
  g_autofree char *text = gh_json_to_text (node, pretty);
  g_autoptr (JsonNode) again = gh_json_parse (text, -1, NULL);
  gboolean exponent = FALSE;

  look_for_exponent (node, &exponent);
  g_assert_true (again != NULL || exponent);
}

static void
read_members (JsonObject *object)
{
  const char *text = NULL;
  gboolean truth = FALSE;
  gint64 number = 0;
  JsonObject *inner = NULL;
  JsonArray *array = NULL;
  JsonObjectIter iter;
  const char *member;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, NULL))
    {
      gh_json_read_string (object, member, GH_JSON_REQUIRED, &text, NULL);
      gh_json_read_boolean (object, member, GH_JSON_REQUIRED, &truth, NULL);
      gh_json_read_integer (object, member, GH_JSON_OPTIONAL, &number, NULL);
      gh_json_read_object (object, member, GH_JSON_OPTIONAL, &inner, NULL);
      if (gh_json_read_array (object, member, GH_JSON_REQUIRED, &array, NULL))
        for (guint i = 0; i < json_array_get_length (array); i++)
          gh_json_array_get_object (array, i, NULL);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = gh_json_parse ((const char *)data, (gssize)size, &error);

  g_assert_true ((node == NULL) == (error != NULL));
  if (node == NULL)
    return 0;

  write_and_read (node, FALSE);
  write_and_read (node, TRUE);
  if (JSON_NODE_HOLDS_OBJECT (node))
    read_members (json_node_get_object (node));

  return 0;
}
