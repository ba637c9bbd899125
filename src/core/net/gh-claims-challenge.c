/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-claims-challenge.h"

#include <string.h>

#include "gh-json.h"

#define ERROR "insufficient_claims"
/* Becomes part of an address that a browser opens. */
#define MAX_BYTES 4096

/**
 * gh_claims_challenge_check:
 * @claims: (nullable): what a service or an authority wants, as JSON
 *
 * Returns: (transfer full) (nullable): a copy, if it may be passed on
 */
char *
gh_claims_challenge_check (const char *claims)
{
  g_autoptr (JsonObject) object = NULL;

  if (claims == NULL || strlen (claims) > MAX_BYTES)
    return NULL;

  object = gh_json_parse_object (claims, -1, NULL);

  return object != NULL ? g_strdup (claims) : NULL;
}

/* Some services leave the padding out, or use the alphabet for addresses. */
static char *
decode (const char *text, gsize length)
{
  g_autoptr (GString) base64 = g_string_new_len (text, (gssize)length);
  g_autofree char *decoded = NULL;
  g_autofree char *claims = NULL;
  gsize decoded_length = 0;

  g_strdelimit (base64->str, "-", '+');
  g_strdelimit (base64->str, "_", '/');
  while (base64->len % 4 != 0)
    g_string_append_c (base64, '=');

  decoded = (char *)g_base64_decode (base64->str, &decoded_length);
  if (decoded_length == 0 || memchr (decoded, '\0', decoded_length) != NULL)
    return NULL;
  claims = g_strndup (decoded, decoded_length);

  return gh_claims_challenge_check (claims);
}

/* The value of a parameter, quoted or not; several challenges may stand in one line, in any order.
 */
static const char *
find_parameter (const char *header, const char *name, gsize *length)
{
  gsize name_length = strlen (name);
  const char *found = header;

  while ((found = strstr (found, name)) != NULL)
    {
      const char *value = found + name_length;
      gboolean begins = found == header || strchr (" ,\t", found[-1]) != NULL;

      found = value;
      if (!begins || *value != '=')
        continue;
      value++;
      if (*value == '"')
        {
          value++;
          *length = strcspn (value, "\"");
        }
      else
        *length = strcspn (value, " ,\t");
      return value;
    }

  return NULL;
}

/**
 * gh_claims_challenge_read:
 * @response: an answer of a service
 *
 * Returns: (transfer full) (nullable): the JSON to pass on to the authority, if the answer asks for
 *   a token with other claims
 */
char *
gh_claims_challenge_read (GhHttpResponse *response)
{
  const char *header = gh_http_response_get_header (response, "WWW-Authenticate");
  const char *error;
  const char *claims;
  gsize length = 0;

  if (gh_http_response_get_status (response) != 401 || header == NULL)
    return NULL;

  error = find_parameter (header, "error", &length);
  if (error == NULL || length != strlen (ERROR) || strncmp (error, ERROR, length) != 0)
    return NULL;
  claims = find_parameter (header, "claims", &length);

  return claims != NULL && length <= MAX_BYTES * 4 / 3 + 4 ? decode (claims, length) : NULL;
}
