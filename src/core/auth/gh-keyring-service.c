/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-keyring-service.h"

/* What is there, found without a prompt. The collection is looked at only where no item was found:
 * then it may hide one. */
typedef struct
{
  SecretService *service;
  SecretCollection *collection;
  GList *items;
} View;

static void
view_free (View *self)
{
  g_list_free_full (self->items, g_object_unref);
  g_clear_object (&self->collection);
  g_clear_object (&self->service);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (View, view_free)

static GList *
search (SecretService *service, GhKeyringRequest *request, GError **error)
{
  g_autoptr (GHashTable) attributes = NULL;

  if (request->account_id == NULL)
    return NULL;

  attributes = gh_keyring_make_attributes (request);
  return secret_service_search_sync (service, gh_keyring_get_schema (), attributes,
                                     SECRET_SEARCH_ALL, request->cancellable, error);
}

static gboolean
look_at_collection (View *view, GhKeyringRequest *request, GError **error)
{
  g_autoptr (GError) look_error = NULL;

  view->collection =
      secret_collection_for_alias_sync (view->service, SECRET_COLLECTION_DEFAULT,
                                        SECRET_COLLECTION_NONE, request->cancellable, &look_error);
  if (look_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&look_error));
  return FALSE;
}

/* Every look is taken through a service object of its own. One that is kept answers from a cache
 * which its thread does not update, and is of no use any more once the provider has restarted.
 * Opening a service succeeds where there is none; what asking for the collection says tells why
 * nothing was found. */
static View *
look (GhKeyringRequest *request, GError **error)
{
  g_autoptr (View) self = g_new0 (View, 1);
  g_autoptr (GError) search_error = NULL;

  self->service = secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_NONE,
                                            request->cancellable, error);
  if (self->service == NULL)
    return NULL;

  self->items = search (self->service, request, &search_error);
  if (self->items == NULL && !look_at_collection (self, request, error))
    return NULL;
  if (search_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&search_error));
      return NULL;
    }

  return g_steal_pointer (&self);
}

static GList *
list_locked (View *view)
{
  GList *locked = NULL;

  for (GList *l = view->items; l != NULL; l = l->next)
    {
      if (secret_item_get_locked (l->data))
        locked = g_list_prepend (locked, l->data);
    }

  return locked;
}

/* A record that is locked, or, where none is found, a locked keyring in which one may be hidden. */
static gboolean
is_locked (View *view)
{
  g_autoptr (GList) locked = list_locked (view);

  if (view->items != NULL)
    return locked != NULL;

  return view->collection != NULL && secret_collection_get_locked (view->collection);
}

static View *
look_unlocked (GhKeyringRequest *request, GError **error)
{
  g_autoptr (View) view = look (request, error);

  if (view != NULL && is_locked (view))
    {
      gh_keyring_fail_locked (error);
      return NULL;
    }

  return g_steal_pointer (&view);
}

/* There is one record, unless somebody has copied it in a keyring manager. */
static SecretItem *
find_newest (View *view)
{
  SecretItem *newest = NULL;

  for (GList *l = view->items; l != NULL; l = l->next)
    {
      if (newest == NULL || secret_item_get_modified (l->data) > secret_item_get_modified (newest))
        newest = l->data;
    }

  return newest;
}

/**
 * gh_keyring_service_probe:
 * @request: a request; with an account, its record is looked at too
 * @error: return location
 *
 * Finds out whether a record is locked, or may be hidden in a locked keyring.
 *
 * Returns: whether a keyring is there
 */
gboolean
gh_keyring_service_probe (GhKeyringRequest *request, GError **error)
{
  g_autoptr (View) view = look (request, error);

  if (view == NULL)
    return FALSE;

  request->locked = is_locked (view);
  return TRUE;
}

/**
 * gh_keyring_service_load:
 * @request: a request for one account
 * @error: return location
 *
 * Returns: whether the record was loaded
 */
gboolean
gh_keyring_service_load (GhKeyringRequest *request, GError **error)
{
  g_autoptr (View) view = look_unlocked (request, error);
  g_autoptr (SecretValue) value = NULL;
  SecretItem *item;

  if (view == NULL)
    return FALSE;

  item = find_newest (view);
  if (item == NULL)
    return gh_keyring_fail_not_found (error);
  if (!secret_item_load_secret_sync (item, request->cancellable, error))
    return FALSE;

  /* Without a value and without an error, it was locked in between. */
  value = secret_item_get_secret (item);
  if (value == NULL)
    return gh_keyring_fail_locked (error);

  gh_keyring_take_value (request, value);
  return TRUE;
}

/**
 * gh_keyring_service_save:
 * @request: a request for one account, with label and record
 * @error: return location
 *
 * Replaces the record where it is, or makes one in the default keyring. A locked keyring is left
 * alone, because storing into it would prompt, and the tokens in it may be newer.
 *
 * Returns: whether it is stored
 */
gboolean
gh_keyring_service_save (GhKeyringRequest *request, GError **error)
{
  g_autoptr (View) view = look_unlocked (request, error);
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (GHashTable) attributes = NULL;
  SecretItem *item;

  if (view == NULL)
    return FALSE;

  value = gh_keyring_make_value (request);
  item = find_newest (view);
  if (item != NULL)
    return secret_item_set_secret_sync (item, value, request->cancellable, error);

  /* Where no keyring was ever made, the provider asks for a password for the first one. */
  if (view->collection == NULL)
    g_atomic_int_set (&request->waits_for_person, TRUE);

  attributes = gh_keyring_make_attributes (request);
  return secret_service_store_sync (view->service, gh_keyring_get_schema (), attributes,
                                    SECRET_COLLECTION_DEFAULT, request->label, value,
                                    request->cancellable, error);
}

/**
 * gh_keyring_service_remove:
 * @request: a request for one account
 * @error: return location
 *
 * Returns: whether a record was there and is gone
 */
gboolean
gh_keyring_service_remove (GhKeyringRequest *request, GError **error)
{
  g_autoptr (View) view = look_unlocked (request, error);

  if (view == NULL)
    return FALSE;
  if (view->items == NULL)
    return gh_keyring_fail_not_found (error);

  for (GList *l = view->items; l != NULL; l = l->next)
    {
      if (!secret_item_delete_sync (l->data, request->cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * gh_keyring_service_unlock:
 * @request: a request; with an account, its record is unlocked, wherever it is
 * @error: return location
 *
 * Lets the provider ask for the password of the keyring, and waits for the answer.
 *
 * Returns: whether it is unlocked now
 */
gboolean
gh_keyring_service_unlock (GhKeyringRequest *request, GError **error)
{
  g_autoptr (View) view = look (request, error);
  g_autoptr (GList) objects = NULL;
  g_autoptr (GError) unlock_error = NULL;
  int n_unlocked;

  if (view == NULL)
    return FALSE;
  if (!is_locked (view))
    return TRUE;

  objects = list_locked (view);
  if (objects == NULL)
    objects = g_list_prepend (NULL, view->collection);

  g_atomic_int_set (&request->waits_for_person, TRUE);
  n_unlocked = secret_service_unlock_sync (view->service, objects, request->cancellable, NULL,
                                           &unlock_error);
  if (unlock_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&unlock_error));
      return FALSE;
    }

  /* A dismissed prompt is no error of libsecret's. */
  return n_unlocked > 0 || gh_keyring_fail_locked (error);
}
