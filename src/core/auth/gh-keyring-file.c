/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-keyring-file.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "gh-file-lock.h"

/* Deriving the key of the file takes tens of milliseconds, and one change is one write. */
#define LOCK_SECONDS 10
#define MAX_TRIES 5

typedef gboolean (*Change) (GhKeyringRequest *request, GError **error);

/* libsecret reads the whole file, changes a part, and writes it whole. Where somebody else has
 * written meanwhile it mostly notices, and gives up; not where both make the file. */
static int
take_lock (GhKeyringRequest *request, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "gatehouse", NULL);
  g_autofree char *path = g_build_filename (folder, "keyring.lock", NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return -1;
    }

  return gh_file_lock_take (path, LOCK_SECONDS, request->cancellable, error);
}

/* Our own programs wait for each other. A program that does not know the lock is met by trying
 * again with what it has written. */
static gboolean
change_file (GhKeyringRequest *request, Change change, GError **error)
{
  GH_AUTO_FILE_LOCK lock = take_lock (request, error);

  if (lock < 0)
    return FALSE;

  for (guint try = 1;; try++)
    {
      g_autoptr (GError) change_error = NULL;

      if (change (request, &change_error))
        return TRUE;
      if (try == MAX_TRIES || !g_error_matches (change_error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
        {
          g_propagate_error (error, g_steal_pointer (&change_error));
          return FALSE;
        }
      secret_service_disconnect ();
    }
}

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

static gboolean
save (GhKeyringRequest *request, GError **error)
{
  g_autoptr (GHashTable) attributes = gh_keyring_make_attributes (request);
  g_autoptr (SecretValue) value = gh_keyring_make_value (request);

  return secret_password_storev_binary_sync (gh_keyring_get_schema (), attributes, NULL,
                                             request->label, value, request->cancellable, error);
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
  return change_file (request, save, error);
}

static gboolean
clear (GhKeyringRequest *request, GError **error)
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
  return change_file (request, clear, error);
}
