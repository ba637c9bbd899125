/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-text.h"

/* Characters that reorder or hide what stands around them (Unicode TR 36, section 2.10). */
static gboolean
is_deceptive (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
         type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR ||
         type == G_UNICODE_SURROGATE || type == G_UNICODE_PRIVATE_USE;
}

static gboolean
has_deceptive (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_deceptive (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/**
 * gh_text_to_display:
 * @text: (nullable): text that a service sent
 *
 * Makes @text safe to show in a window or a terminal: control, bidirectional and other invisible
 * characters become `\u{…}`, invalid UTF-8 is replaced. The result is plain text, not markup.
 *
 * Returns: (transfer full): text on one line, empty for %NULL
 */
char *
gh_text_to_display (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *result;

  /* Nearly always nothing is to be done, and a GString would keep up to twice the memory. */
  if (!has_deceptive (valid))
    return g_steal_pointer (&valid);

  result = g_string_new (NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_deceptive (c))
        g_string_append_printf (result, "\\u{%x}", c);
      else
        g_string_append_unichar (result, c);
    }

  return g_string_free (result, FALSE);
}

/**
 * gh_text_strip_privacy_marks:
 * @text: (nullable): a message of the service
 *
 * Takes out the marks `<pii>`, `<ccon>` and `<oii>` that the service puts around personal data;
 * what stands between them stays. Such text is for the eye, and is never logged.
 *
 * Returns: (transfer full): the text without marks, empty for %NULL
 */
char *
gh_text_strip_privacy_marks (const char *text)
{
  static const char *const marks[] = { "<pii>", "</pii>", "<ccon>", "</ccon>", "<oii>", "</oii>" };
  GString *result = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_string_replace (result, marks[i], "", 0);

  return g_string_free (result, FALSE);
}

/**
 * gh_text_quote_shell:
 * @text: text for a POSIX shell
 *
 * Returns: (transfer full): @text as one word
 */
char *
gh_text_quote_shell (const char *text)
{
  return g_shell_quote (text);
}
