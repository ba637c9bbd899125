/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-account-file.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-json.h"

#define FORMAT 1

static GhAccountFile *
account_file_new (void)
{
  GhAccountFile *self = g_new0 (GhAccountFile, 1);

  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

/**
 * gh_account_file_free:
 * @self: (transfer full): what the file says
 */
void
gh_account_file_free (GhAccountFile *self)
{
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_free (self->current_id);
  g_free (self);
}

/**
 * gh_account_file_find:
 * @accounts: (element-type GhAccount): accounts
 * @id: (nullable): id of one of them
 * @index: (out): where it is; untouched when it is missing
 *
 * Returns: whether it is there
 */
gboolean
gh_account_file_find (GPtrArray *accounts, const char *id, guint *index)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      if (g_strcmp0 (gh_account_get_id (g_ptr_array_index (accounts, i)), id) == 0)
        {
          *index = i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
parse_accounts (GhAccountFile *self, JsonArray *array, GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = gh_json_array_get_object (array, i, error);
      GhAccount *account = object != NULL ? gh_account_new_from_json (object, error) : NULL;

      if (account == NULL)
        return FALSE;
      g_ptr_array_add (self->accounts, account);
    }

  return TRUE;
}

/**
 * gh_account_file_parse:
 * @object: (nullable): the content; %NULL for no file
 * @error: return location
 *
 * Returns: (transfer full): what it says, or %NULL with an error
 */
GhAccountFile *
gh_account_file_parse (JsonObject *object, GError **error)
{
  g_autoptr (GhAccountFile) self = account_file_new ();
  JsonArray *array = NULL;
  const char *current_id = NULL;
  gint64 format = 0;

  if (object == NULL)
    return g_steal_pointer (&self);

  if (!gh_json_read_integer (object, "format", GH_JSON_REQUIRED, &format, error))
    return NULL;
  if (format != FORMAT)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL,
                   _ ("This file has format %ld, which this version of Gatehouse does not know"),
                   (long)format);
      return NULL;
    }
  if (!gh_json_read_array (object, "accounts", GH_JSON_REQUIRED, &array, error) ||
      !gh_json_read_string (object, "current", GH_JSON_OPTIONAL, &current_id, error) ||
      !parse_accounts (self, array, error))
    return NULL;

  self->current_id = g_strdup (current_id);

  return g_steal_pointer (&self);
}

static JsonObject *
print_file (GhAccountFile *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->accounts->len; i++)
    json_array_add_element (array, gh_account_to_json (g_ptr_array_index (self->accounts, i)));

  json_object_set_int_member (object, "format", FORMAT);
  if (self->current_id != NULL)
    json_object_set_string_member (object, "current", self->current_id);
  json_object_set_array_member (object, "accounts", array);

  return object;
}

/**
 * gh_account_file_add:
 * @object: (nullable): the content
 * @data: a GhAccount
 * @error: return location
 *
 * Adds the account, or replaces the one with its id, and makes it the current one.
 *
 * Returns: (transfer full): the next content, or %NULL with an error
 */
JsonObject *
gh_account_file_add (JsonObject *object, gpointer data, GError **error)
{
  g_autoptr (GhAccountFile) content = gh_account_file_parse (object, error);
  GhAccount *account = data;
  guint index;

  if (content == NULL)
    return NULL;

  if (gh_account_file_find (content->accounts, gh_account_get_id (account), &index))
    {
      g_object_unref (content->accounts->pdata[index]);
      content->accounts->pdata[index] = g_object_ref (account);
    }
  else
    g_ptr_array_add (content->accounts, g_object_ref (account));
  g_free (content->current_id);
  content->current_id = g_strdup (gh_account_get_id (account));

  return print_file (content);
}

/**
 * gh_account_file_use:
 * @object: (nullable): the content
 * @data: a GhAccount
 * @error: return location
 *
 * Makes the account the current one, if it is still there.
 *
 * Returns: (transfer full): the next content, or %NULL with an error
 */
JsonObject *
gh_account_file_use (JsonObject *object, gpointer data, GError **error)
{
  g_autoptr (GhAccountFile) content = gh_account_file_parse (object, error);
  const char *id = gh_account_get_id (data);
  guint index;

  if (content == NULL)
    return NULL;
  if (!gh_account_file_find (content->accounts, id, &index))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_NOT_FOUND,
                           _ ("This account was removed by another program"));
      return NULL;
    }

  g_free (content->current_id);
  content->current_id = g_strdup (id);

  return print_file (content);
}

/**
 * gh_account_file_remove:
 * @object: (nullable): the content
 * @data: a GhAccount
 * @error: return location
 *
 * Removes the account. If it was the current one, none is.
 *
 * Returns: (transfer full): the next content, or %NULL with an error
 */
JsonObject *
gh_account_file_remove (JsonObject *object, gpointer data, GError **error)
{
  g_autoptr (GhAccountFile) content = gh_account_file_parse (object, error);
  GhAccount *account = data;
  guint index;

  if (content == NULL)
    return NULL;

  if (gh_account_file_find (content->accounts, gh_account_get_id (account), &index))
    g_ptr_array_remove_index (content->accounts, index);
  if (g_strcmp0 (content->current_id, gh_account_get_id (account)) == 0)
    g_clear_pointer (&content->current_id, g_free);

  return print_file (content);
}
