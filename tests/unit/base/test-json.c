/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gh-error.h"
#include "gh-json.h"

/* Every one of these came, or could come, from a broken or hostile service. */
static void
test_refuses (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "The JSON text is empty" },
    { "   \n", "The JSON text is empty" },
    { "{\"value\": [1, 2", "Not JSON, at line *" },
    { "{\"a\":1} trailing", "Not JSON, at line *" },
    { "{\"half of a pair\":\"\\ude00\"}", "Not JSON*" },
    { "{\"the other half\":\"\\ud83d\"}", "Not JSON*" },
    { "<html>sorry</html>", "Not JSON, at line *" },
    { "\xff\xfe{}", "The JSON text is not UTF-8" },
    { "[]", "The JSON text is not an object" },
    { "\"text\"", "The JSON text is not an object" },
    { "null", "The JSON text is not an object" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      JsonObject *object = gh_json_parse_object (cases[i].text, -1, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_null (object);
      g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
    }
}

static void
test_refuses_deep (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_json_parse (deep, -1, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
}

/* json-glib reads all of these. */
static void
test_refuses_what_is_not_json_by_the_letter (void)
{
  static const char *const texts[] = {
    "/* comment */ {}",
    "{} // comment",
    "{'a':1}",
    "var a = {};",
    "{}{}",
    "[1,]",
    "[0x10]",
    "[01]",
    "[1.]",
    "[.5]",
    "[+1]",
    "[NaN]",
    "[1e400]",
    "[\"\\x41\"]",
    "[\"\\u12\"]",
    "[\"a\nb\"]",
    "[18446744073709551615]",
    "{\"a\" 1}",
    "{\"a\":1,}",
    "[1 2]",
    "{]",
    "[}",
    "[",
    "\"",
    "]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = gh_json_parse (texts[i], -1, &error);

      if (node != NULL)
        g_error ("“%s” was read", texts[i]);
      g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
    }
}

static void
test_reads_json (void)
{
  static const char *const texts[] = {
    "{}",       "[]",
    " [ ] ",    "{ \"a\" : [ { } , [ ] ] , \"b\" : null }\r\n\t",
    "\"\"",     "-0.5e-7",
    "true",     "0",
    "[1,-2,3]", "[9223372036854775807,-9223372036854775808]",
    "null",     "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00\"]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = gh_json_parse (texts[i], -1, &error);

      if (node == NULL)
        g_error ("“%s”: %s", texts[i], error->message);
    }
}

/* A quotation mark in a comment once made the brackets after it count as text. */
static void
test_nesting_can_not_hide (void)
{
  static const char *const hiding_places[] = { "/*\"*/", "//\"\n", "{'a\"':", "[\"\"]\"" };
  g_autofree char *deep = g_strnfill (2000000, '[');

  for (guint i = 0; i < G_N_ELEMENTS (hiding_places); i++)
    {
      g_autofree char *text = g_strconcat (hiding_places[i], deep, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (gh_json_parse (text, -1, &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
    }
}

static void
test_deepest (void)
{
  for (guint depth = GH_JSON_MAX_DEPTH; depth <= GH_JSON_MAX_DEPTH + 1; depth++)
    {
      g_autofree char *opening = g_strnfill (depth, '[');
      g_autofree char *closing = g_strnfill (depth, ']');
      g_autofree char *text = g_strconcat (opening, closing, NULL);
      g_autoptr (JsonNode) node = gh_json_parse (text, -1, NULL);

      g_assert_cmpint (node != NULL, ==, depth == GH_JSON_MAX_DEPTH);
    }
}

static void
test_brackets_in_strings_are_no_depth (void)
{
  g_autofree char *brackets = g_strnfill (1000, '[');
  g_autofree char *text = g_strdup_printf ("{\"a\":\"\\\"%s\"}", brackets);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = gh_json_parse_object (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (object);
}

static void
test_refuses_huge (void)
{
  gsize size = GH_JSON_MAX_BYTES + 1;
  g_autofree char *huge = g_strnfill (size, ' ');
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_json_parse (huge, (gssize)size, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
}

static void
test_never_quotes_the_text (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gh_json_parse ("{\"access_token\": eyJsecret}", -1, &error));
  g_assert_null (strstr (error->message, "eyJ"));
}

static void
test_seconds_as_string (void)
{
  static const char *const texts[] = { "{\"expires_in\":3599}", "{\"expires_in\":\"3599\"}",
                                       "{\"expires_in\":3599.0}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) object = gh_json_parse_object (texts[i], -1, &error);
      gint64 seconds = 0;

      g_assert_true (
          gh_json_read_integer (object, "expires_in", GH_JSON_REQUIRED, &seconds, &error));
      g_assert_cmpint (seconds, ==, 3599);
    }
}

static void
test_wrong_types (void)
{
  g_autoptr (JsonObject) object =
      gh_json_parse_object ("{\"id\":7,\"flag\":\"yes\",\"list\":{},\"n\":\"12x\",\"o\":[]}", -1,
                            NULL);
  g_autoptr (GError) error = NULL;
  const char *text = "untouched";
  gboolean flag = TRUE;
  gint64 number = 5;
  JsonArray *array = NULL;
  JsonObject *inner = NULL;

  g_assert_false (gh_json_read_string (object, "id", GH_JSON_OPTIONAL, &text, &error));
  g_assert_cmpstr (error->message, ==, "The member “id” is not a string");
  g_clear_error (&error);
  g_assert_false (gh_json_read_boolean (object, "flag", GH_JSON_OPTIONAL, &flag, NULL));
  g_assert_false (gh_json_read_array (object, "list", GH_JSON_OPTIONAL, &array, NULL));
  g_assert_false (gh_json_read_integer (object, "n", GH_JSON_OPTIONAL, &number, NULL));
  g_assert_false (gh_json_read_object (object, "o", GH_JSON_OPTIONAL, &inner, NULL));
  g_assert_cmpstr (text, ==, "untouched");
}

static void
test_missing (void)
{
  g_autoptr (JsonObject) object = gh_json_parse_object ("{\"a\":null}", -1, NULL);
  g_autoptr (GError) error = NULL;
  const char *text = "untouched";

  g_assert_true (gh_json_read_string (object, "a", GH_JSON_OPTIONAL, &text, &error));
  g_assert_true (gh_json_read_string (object, "b", GH_JSON_OPTIONAL, &text, &error));
  g_assert_cmpstr (text, ==, "untouched");
  g_assert_false (gh_json_read_string (object, "a", GH_JSON_REQUIRED, &text, &error));
  g_assert_cmpstr (error->message, ==, "The member “a” is missing");
}

static void
test_prints_unit_separator (void)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_VALUE);
  g_autofree char *text = NULL;

  json_node_set_string (node, "a\x1f");
  text = gh_json_to_text (node, FALSE);

  g_assert_cmpstr (text, ==, "\"a\\u001f\"");
}

static void
test_wipes_a_secret (void)
{
  g_autoptr (JsonObject) object = gh_json_parse_object ("{\"token\":\"abc\",\"n\":1}", -1, NULL);
  const char *text = NULL;

  gh_json_wipe_string (object, "token");
  gh_json_wipe_string (object, "n");
  gh_json_wipe_string (object, "missing");

  g_assert_true (gh_json_read_string (object, "token", GH_JSON_REQUIRED, &text, NULL));
  g_assert_cmpstr (text, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/refuses", test_refuses);
  g_test_add_func ("/json/refuses-deep", test_refuses_deep);
  g_test_add_func ("/json/refuses-what-is-not-json-by-the-letter",
                   test_refuses_what_is_not_json_by_the_letter);
  g_test_add_func ("/json/reads-json", test_reads_json);
  g_test_add_func ("/json/nesting-can-not-hide", test_nesting_can_not_hide);
  g_test_add_func ("/json/deepest", test_deepest);
  g_test_add_func ("/json/brackets-in-strings", test_brackets_in_strings_are_no_depth);
  g_test_add_func ("/json/refuses-huge", test_refuses_huge);
  g_test_add_func ("/json/never-quotes-the-text", test_never_quotes_the_text);
  g_test_add_func ("/json/seconds-as-string", test_seconds_as_string);
  g_test_add_func ("/json/wrong-types", test_wrong_types);
  g_test_add_func ("/json/missing", test_missing);
  g_test_add_func ("/json/prints-unit-separator", test_prints_unit_separator);
  g_test_add_func ("/json/wipes-a-secret", test_wipes_a_secret);

  return g_test_run ();
}
