/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-values.h"

#include <glib/gi18n-lib.h>

#include "gh-json.h"
#include "gh-text.h"

/* Who makes up a token can make it long; nobody reads more than this. */
#define MAX_CHARS 200
#define MAX_VALUES 40

/**
 * gh_token_values_dup_shown:
 * @text: what a token says
 *
 * Returns: (transfer full): @text for display, not longer than anybody reads
 */
char *
gh_token_values_dup_shown (const char *text)
{
  g_autofree char *head = NULL;
  g_autofree char *shown = NULL;

  if (g_utf8_strlen (text, -1) <= MAX_CHARS)
    return gh_text_to_display (text);

  head = g_utf8_substring (text, 0, MAX_CHARS);
  shown = gh_text_to_display (head);

  return g_strconcat (shown, "…", NULL);
}

static void
add_words (GPtrArray *values, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (values, g_strdup (words[i]));
}

static void
add_elements (GPtrArray *values, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (values, g_strdup (json_node_get_string (node)));
    }
}

/**
 * gh_token_values_read:
 * @claims: the claims of a token
 * @name: which claim
 * @words: whether a blank separates values
 *
 * Returns: (transfer full) (nullable) (element-type utf8): a claim as a list, whether it is one
 * text or several; empty where it is not there, %NULL where it is of no such type
 */
GPtrArray *
gh_token_values_read (JsonObject *claims, const char *name, gboolean words)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  const char *text = NULL;
  JsonArray *array = NULL;

  if (gh_json_read_string (claims, name, GH_JSON_OPTIONAL, &text, NULL))
    {
      if (text != NULL && words)
        add_words (values, text);
      else if (text != NULL && *text != '\0')
        g_ptr_array_add (values, g_strdup (text));
    }
  else if (gh_json_read_array (claims, name, GH_JSON_OPTIONAL, &array, NULL) && array != NULL)
    add_elements (values, array);
  else
    return NULL;

  return g_steal_pointer (&values);
}

static char *
join_shown (GPtrArray *values, const char *separator)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < values->len && i < MAX_VALUES; i++)
    {
      g_autofree char *shown = gh_token_values_dup_shown (g_ptr_array_index (values, i));

      g_string_append_printf (text, "%s%s", i > 0 ? separator : "", shown);
    }
  if (values->len > MAX_VALUES)
    {
      g_string_append (text, separator);
      /* Translators: how many more values a token has than are shown */
      g_string_append_printf (text, _ ("and %u more"), values->len - MAX_VALUES);
    }

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/**
 * gh_token_values_join:
 * @values: (nullable) (element-type utf8): what was read
 * @separator: what stands between two of them
 *
 * Returns: (transfer full) (nullable): the values for display; %NULL where there are none
 */
char *
gh_token_values_join (GPtrArray *values, const char *separator)
{
  return values != NULL ? join_shown (values, separator) : g_strdup (_ ("Can’t be read"));
}

/**
 * gh_token_values_find:
 * @claims: the claims of a token
 * @name: which claim
 * @other_name: (nullable): what else it may be called
 *
 * Returns: (transfer none) (nullable): the first of both that is a text
 */
const char *
gh_token_values_find (JsonObject *claims, const char *name, const char *other_name)
{
  const char *text = NULL;

  gh_json_read_string (claims, name, GH_JSON_OPTIONAL, &text, NULL);
  if ((text == NULL || *text == '\0') && other_name != NULL)
    gh_json_read_string (claims, other_name, GH_JSON_OPTIONAL, &text, NULL);

  return text != NULL && *text != '\0' ? text : NULL;
}
