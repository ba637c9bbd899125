/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-form.h"

#include <string.h>

static gboolean
is_unreserved (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/* A blank becomes %20, which means the same as "+" in a body and in a query. */
static void
append_encoded (GhSecretBuilder *form, const char *text, gsize length)
{
  static const char digits[] = "0123456789ABCDEF";

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar)text[i];
      char encoded[3] = { '%', digits[c >> 4], digits[c & 15] };

      if (is_unreserved ((char)c))
        gh_secret_builder_append (form, &c, 1);
      else
        gh_secret_builder_append (form, encoded, sizeof encoded);
      gh_secret_wipe (encoded, sizeof encoded);
    }
}

static void
append_pair (GhSecretBuilder *form, const char *name, const char *value, gsize length)
{
  gh_secret_builder_append_text (form, name);
  gh_secret_builder_append_text (form, "=");
  append_encoded (form, value, length);
  gh_secret_builder_append_text (form, "&");
}

/**
 * gh_form_append:
 * @form: a form that is being written
 * @name: name of the parameter, which needs no encoding
 * @value: its value
 *
 * Adds a pair and the "&" behind it; a form may end with one, since an empty pair means nothing.
 */
void
gh_form_append (GhSecretBuilder *form, const char *name, const char *value)
{
  append_pair (form, name, value, strlen (value));
}

/**
 * gh_form_append_secret:
 * @form: a form that is being written
 * @name: name of the parameter, which needs no encoding
 * @value: its value
 *
 * Like [func@Gh.form_append].
 */
void
gh_form_append_secret (GhSecretBuilder *form, const char *name, GhSecret *value)
{
  gsize length;
  const char *text = gh_secret_peek (value, &length);

  append_pair (form, name, text, length);
}
