/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-json-syntax.h"

#include <math.h>
#include <string.h>

#include "gh-error.h"
#include "gh-json.h"

/* json-glib reads more than JSON: comments, single quotes, "var x =", several documents in a row.
 * In each of them nesting can hide from whoever counts brackets, and json-glib 1.6 recurses until
 * the stack is full. So nothing reaches it that is not JSON by RFC 8259. */
typedef struct
{
  const char *data;
  const char *at;
  const char *end;
  /* the brackets that are open, outermost first */
  char open[GH_JSON_MAX_DEPTH];
  guint depth;
  gboolean too_deep;
} Scan;

static void
skip_space (Scan *scan)
{
  while (scan->at < scan->end && strchr (" \t\r\n", *scan->at) != NULL && *scan->at != '\0')
    scan->at++;
}

static gboolean
take (Scan *scan, char wanted)
{
  if (scan->at == scan->end || *scan->at != wanted)
    return FALSE;

  scan->at++;
  return TRUE;
}

static gboolean
take_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize)(scan->end - scan->at) < length || memcmp (scan->at, word, length) != 0)
    return FALSE;

  scan->at += length;
  return TRUE;
}

static gboolean
take_digits (Scan *scan)
{
  const char *start = scan->at;

  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    scan->at++;

  return scan->at > start;
}

static gboolean
take_code_unit (Scan *scan, guint *unit)
{
  *unit = 0;
  for (guint i = 0; i < 4; i++)
    {
      if (scan->at == scan->end || !g_ascii_isxdigit (*scan->at))
        return FALSE;
      *unit = *unit * 16 + (guint)g_ascii_xdigit_value (*scan->at++);
    }

  return TRUE;
}

/* One half of a surrogate pair is no character, and json-glib makes text of it that is not UTF-8.
 */
static gboolean
take_unicode_escape (Scan *scan)
{
  guint high, low;

  if (!take_code_unit (scan, &high))
    return FALSE;
  if (high < 0xD800 || high > 0xDFFF)
    return TRUE;

  return high < 0xDC00 && take (scan, '\\') && take (scan, 'u') && take_code_unit (scan, &low) &&
         low >= 0xDC00 && low <= 0xDFFF;
}

static gboolean
take_escape (Scan *scan)
{
  if (scan->at == scan->end || *scan->at == '\0')
    return FALSE;
  if (*scan->at != 'u')
    return strchr ("\"\\/bfnrt", *scan->at++) != NULL;

  scan->at++;
  return take_unicode_escape (scan);
}

static gboolean
take_string (Scan *scan)
{
  if (!take (scan, '"'))
    return FALSE;

  while (scan->at < scan->end && *scan->at != '"')
    {
      guchar character = (guchar)*scan->at++;

      if (character < 0x20 || (character == '\\' && !take_escape (scan)))
        return FALSE;
    }

  return take (scan, '"');
}

/* By its digits: what GLib offers for this goes by errno, and has been seen to refuse "1" in one of
 * some thousand processes that had just begun. JSON has no leading zeros: longer is larger. */
static gboolean
fits_64_bits (const char *start, gsize length)
{
  gboolean negative = *start == '-';
  const char *most = negative ? "9223372036854775808" : "9223372036854775807";
  gsize most_length = strlen (most);
  const char *digits = start + (negative ? 1 : 0);
  gsize n_digits = length - (negative ? 1 : 0);

  return n_digits < most_length ||
         (n_digits == most_length && memcmp (digits, most, most_length) <= 0);
}

/* json-glib wraps a whole number that is too large around, and makes infinity of others. */
static gboolean
can_be_kept (const char *start, const char *end, gboolean whole)
{
  gsize length = (gsize)(end - start);
  g_autofree char *text = NULL;

  if (whole)
    return fits_64_bits (start, length);

  text = g_strndup (start, length);

  return isfinite (g_ascii_strtod (text, NULL));
}

static gboolean
take_number (Scan *scan)
{
  const char *start = scan->at;
  gboolean whole = TRUE;

  take (scan, '-');
  if (!take (scan, '0') && !take_digits (scan))
    return FALSE;
  if (take (scan, '.'))
    {
      whole = FALSE;
      if (!take_digits (scan))
        return FALSE;
    }
  if (take (scan, 'e') || take (scan, 'E'))
    {
      whole = FALSE;
      if (!take (scan, '+'))
        take (scan, '-');
      if (!take_digits (scan))
        return FALSE;
    }

  return can_be_kept (start, scan->at, whole);
}

static gboolean
take_scalar (Scan *scan)
{
  if (scan->at == scan->end)
    return FALSE;
  if (*scan->at == '"')
    return take_string (scan);
  if (*scan->at == '-' || g_ascii_isdigit (*scan->at))
    return take_number (scan);

  return take_word (scan, "true") || take_word (scan, "false") || take_word (scan, "null");
}

static gboolean
take_member_name (Scan *scan)
{
  skip_space (scan);
  if (!take_string (scan))
    return FALSE;

  skip_space (scan);
  return take (scan, ':');
}

static gboolean
is_in_object (Scan *scan)
{
  return scan->depth > 0 && scan->open[scan->depth - 1] == '{';
}

static gboolean
take_closing (Scan *scan)
{
  skip_space (scan);
  if (scan->depth == 0 || !take (scan, is_in_object (scan) ? '}' : ']'))
    return FALSE;

  scan->depth--;
  return TRUE;
}

/* A scalar or an empty container, and all the brackets in front of it. */
static gboolean
take_innermost (Scan *scan)
{
  skip_space (scan);
  while (scan->at < scan->end && (*scan->at == '[' || *scan->at == '{'))
    {
      if (scan->depth == GH_JSON_MAX_DEPTH)
        {
          scan->too_deep = TRUE;
          return FALSE;
        }
      scan->open[scan->depth++] = *scan->at++;
      if (take_closing (scan))
        return TRUE;
      if (is_in_object (scan) && !take_member_name (scan))
        return FALSE;
      skip_space (scan);
    }

  return take_scalar (scan);
}

static gboolean
take_document (Scan *scan)
{
  gboolean more = TRUE;

  while (more)
    {
      if (!take_innermost (scan))
        return FALSE;
      while (take_closing (scan))
        ;
      more = scan->depth > 0;
      if (more && !take (scan, ','))
        return FALSE;
      if (more && is_in_object (scan) && !take_member_name (scan))
        return FALSE;
    }

  skip_space (scan);
  return scan->at == scan->end;
}

static void
set_place (Scan *scan, GError **error)
{
  const char *line_start = scan->data;
  guint line = 1;

  for (const char *at = scan->data; at < scan->at; at++)
    if (*at == '\n')
      {
        line++;
        line_start = at + 1;
      }

  g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL, "Not JSON, at line %u, byte %u", line,
               (guint)(scan->at - line_start));
}

/**
 * gh_json_syntax_check:
 * @data: (array length=length): UTF-8 text
 * @length: its length in bytes
 * @error: return location
 *
 * Looks whether the text is JSON (RFC 8259), is nested no deeper than [const@Gh.JSON_MAX_DEPTH] and
 * holds only numbers that 64 bits can hold. Needs no more stack for a deeper text.
 *
 * Returns: whether all that is so; otherwise %GH_ERROR_PROTOCOL, whose message never quotes
 */
gboolean
gh_json_syntax_check (const char *data, gsize length, GError **error)
{
  Scan scan = { .data = data, .at = data, .end = data + length };

  if (take_document (&scan))
    return TRUE;

  if (scan.too_deep)
    g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL,
                 "The JSON text is nested more than %u levels deep", GH_JSON_MAX_DEPTH);
  else
    set_place (&scan, error);

  return FALSE;
}
