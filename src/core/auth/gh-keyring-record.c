/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-keyring-record.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"

#define ATTRIBUTE "gatehouse-account"
#define CONTENT_TYPE "text/plain"

/* A keyring that has been locked since the session began knows only hashes of attributes, so that a
 * search for a schema finds nothing there: without DONT_MATCH_NAME "locked" would look like "signed
 * out". The attribute is one that no other program uses. */
static const SecretSchema schema = {
  "io.github.gatehouse.Gatehouse",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  { { ATTRIBUTE, SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

/**
 * gh_keyring_get_schema:
 *
 * Returns: (transfer none): how records are described
 */
const SecretSchema *
gh_keyring_get_schema (void)
{
  return &schema;
}

/**
 * gh_keyring_make_attributes:
 * @request: a request for one account
 *
 * Attributes are not secret: keyring managers show them, and files hold them in clear.
 *
 * Returns: (transfer full): what finds the account's record
 */
GHashTable *
gh_keyring_make_attributes (GhKeyringRequest *request)
{
  return secret_attributes_build (&schema, ATTRIBUTE, request->account_id, NULL);
}

/**
 * gh_keyring_make_value:
 * @request: a request with a record
 *
 * Returns: (transfer full): the record in libsecret's own wiped memory
 */
SecretValue *
gh_keyring_make_value (GhKeyringRequest *request)
{
  gsize length;
  const char *text = gh_secret_peek (request->record, &length);

  return secret_value_new (text, (gssize)length, CONTENT_TYPE);
}

/**
 * gh_keyring_take_value:
 * @request: a request
 * @value: what the keyring gave
 *
 * Makes @value the record of @request.
 */
void
gh_keyring_take_value (GhKeyringRequest *request, SecretValue *value)
{
  gsize length;
  const char *text = secret_value_get (value, &length);

  g_clear_pointer (&request->record, gh_secret_unref);
  request->record = gh_secret_new (text, length);
}

/**
 * gh_keyring_fail_locked:
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_KEYRING_LOCKED
 */
gboolean
gh_keyring_fail_locked (GError **error)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_KEYRING_LOCKED, _ ("The keyring is locked"));
  return FALSE;
}

/**
 * gh_keyring_fail_not_found:
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_NOT_FOUND
 */
gboolean
gh_keyring_fail_not_found (GError **error)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_NOT_FOUND,
                       _ ("The keyring holds no tokens of this account"));
  return FALSE;
}
