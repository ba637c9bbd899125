/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-keyring-file.h"

static SecretRetrievable *
find_newest (GList *items)
{
  SecretRetrievable *newest = NULL;

  for (GList *l = items; l != NULL; l = l->next)
    {
      if (newest == NULL ||
          secret_retrievable_get_modified (l->data) > secret_retrievable_get_modified (newest))
        newest = l->data;
    }

  return newest;
}

/**
 * gh_keyring_file_load:
 * @request: a request for one account
 * @error: return location
 *
 * Returns: whether the record was loaded
 */
gboolean
gh_keyring_file_load (GhKeyringRequest *request, GError **error)
{
  g_autoptr (GHashTable) attributes = gh_keyring_make_attributes (request);
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (GError) search_error = NULL;
  g_autolist (GObject) items = NULL;
  SecretRetrievable *item;

  items = secret_password_searchv_sync (gh_keyring_get_schema (), attributes, SECRET_SEARCH_ALL,
                                        request->cancellable, &search_error);
  if (search_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&search_error));
      return FALSE;
    }

  item = find_newest (items);
  if (item == NULL)
    return gh_keyring_fail_not_found (error);

  value = secret_retrievable_retrieve_secret_sync (item, request->cancellable, error);
  if (value == NULL)
    return FALSE;

  gh_keyring_take_value (request, value);
  return TRUE;
}

/**
 * gh_keyring_file_save:
 * @request: a request for one account, with label and record
 * @error: return location
 *
 * Returns: whether it is stored
 */
gboolean
gh_keyring_file_save (GhKeyringRequest *request, GError **error)
{
  g_autoptr (GHashTable) attributes = gh_keyring_make_attributes (request);
  g_autoptr (SecretValue) value = gh_keyring_make_value (request);

  return secret_password_storev_binary_sync (gh_keyring_get_schema (), attributes, NULL,
                                             request->label, value, request->cancellable, error);
}

/**
 * gh_keyring_file_remove:
 * @request: a request for one account
 * @error: return location
 *
 * Returns: whether a record was there and is gone
 */
gboolean
gh_keyring_file_remove (GhKeyringRequest *request, GError **error)
{
  g_autoptr (GHashTable) attributes = gh_keyring_make_attributes (request);
  g_autoptr (GError) clear_error = NULL;

  if (secret_password_clearv_sync (gh_keyring_get_schema (), attributes, request->cancellable,
                                   &clear_error))
    return TRUE;
  if (clear_error == NULL)
    return gh_keyring_fail_not_found (error);

  g_propagate_error (error, g_steal_pointer (&clear_error));
  return FALSE;
}
