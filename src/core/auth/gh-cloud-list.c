/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cloud-list.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-json.h"
#include "gh-json-store.h"
#include "gh-known-cloud.h"

#define FORMAT 1

/* Longer ones don't fit into a list to choose from. */
#define NAME_CHARACTERS 60

struct _GhCloudList
{
  GObject parent_instance;

  GhJsonStore *store;
  /* The known ones first. */
  GPtrArray *clouds;
};

static void gh_cloud_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhCloudList,
                               gh_cloud_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gh_cloud_list_list_model_init))

static GType
gh_cloud_list_get_item_type (GListModel *model)
{
  return GH_TYPE_CLOUD;
}

static guint
gh_cloud_list_get_n_items (GListModel *model)
{
  return GH_CLOUD_LIST (model)->clouds->len;
}

static gpointer
gh_cloud_list_get_item (GListModel *model, guint position)
{
  GhCloudList *self = GH_CLOUD_LIST (model);

  if (position >= self->clouds->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->clouds, position));
}

static void
gh_cloud_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gh_cloud_list_get_item_type;
  iface->get_n_items = gh_cloud_list_get_n_items;
  iface->get_item = gh_cloud_list_get_item;
}

static void
gh_cloud_list_finalize (GObject *object)
{
  GhCloudList *self = GH_CLOUD_LIST (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->clouds, g_ptr_array_unref);

  G_OBJECT_CLASS (gh_cloud_list_parent_class)->finalize (object);
}

static void
gh_cloud_list_class_init (GhCloudListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_cloud_list_finalize;
}

static void
gh_cloud_list_init (GhCloudList *self)
{
  self->clouds = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < GH_N_KNOWN_CLOUDS; i++)
    g_ptr_array_add (self->clouds, gh_known_cloud_new ((GhKnownCloud)i));
}

/**
 * gh_cloud_list_new:
 * @file: (nullable): where to keep it; %NULL for memory
 *
 * Returns: (transfer full): a list that has the known clouds only until it is loaded
 */
GhCloudList *
gh_cloud_list_new (GFile *file)
{
  GhCloudList *self = g_object_new (GH_TYPE_CLOUD_LIST, NULL);

  self->store = gh_json_store_new (file);

  return self;
}

/**
 * gh_cloud_list_dup_default_file:
 *
 * Returns: (transfer full): where both programs keep it
 */
GFile *
gh_cloud_list_dup_default_file (void)
{
  return g_file_new_build_filename (g_get_user_config_dir (), "gatehouse", "clouds.json", NULL);
}

/* On a command line a space is a nuisance, so "gcc-high" names "GCC High". */
static gboolean
is_name (GhCloud *cloud, const char *name)
{
  g_autofree char *one = g_utf8_casefold (gh_cloud_get_name (cloud), -1);
  g_autofree char *other = g_utf8_casefold (name, -1);

  g_strdelimit (one, " ", '-');
  g_strdelimit (other, " ", '-');

  return g_str_equal (one, other);
}

static gboolean
find_name (GPtrArray *clouds, const char *name, guint *index)
{
  for (guint i = 0; i < clouds->len; i++)
    if (is_name (g_ptr_array_index (clouds, i), name))
      {
        *index = i;
        return TRUE;
      }

  return FALSE;
}

/* (transfer full): the saved rows */
static GPtrArray *
parse_rows (JsonObject *object, GError **error)
{
  g_autoptr (GPtrArray) clouds = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *rows = NULL;
  gint64 format = 0;

  if (object == NULL)
    return g_steal_pointer (&clouds);
  if (!gh_json_read_integer (object, "format", GH_JSON_REQUIRED, &format, error))
    return NULL;
  if (format != FORMAT)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL,
                   _ ("This file has format %ld, which this version of Gatehouse does not know"),
                   (long)format);
      return NULL;
    }
  if (!gh_json_read_array (object, "clouds", GH_JSON_REQUIRED, &rows, error))
    return NULL;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = gh_json_array_get_object (rows, i, error);
      GhCloud *cloud = row != NULL ? gh_cloud_new_from_json (row, error) : NULL;

      if (cloud == NULL)
        return NULL;
      g_ptr_array_add (clouds, cloud);
    }

  return g_steal_pointer (&clouds);
}

static JsonObject *
print_rows (GPtrArray *clouds)
{
  JsonObject *object = json_object_new ();
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < clouds->len; i++)
    json_array_add_element (rows, gh_cloud_to_json (g_ptr_array_index (clouds, i)));
  json_object_set_int_member (object, "format", FORMAT);
  json_object_set_array_member (object, "clouds", rows);

  return object;
}

typedef struct
{
  GhCloud *cloud; /* (nullable): what comes */
  char *name;     /* (nullable): what goes */
} Edit;

static Edit *
edit_new (GhCloud *cloud, const char *name)
{
  Edit *edit = g_new0 (Edit, 1);

  g_set_object (&edit->cloud, cloud);
  edit->name = g_strdup (name);

  return edit;
}

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_clear_object (&edit->cloud);
  g_free (edit->name);
  g_free (edit);
}

/* GhJsonEdit. Another program may have saved the name meanwhile; the newer one wins. */
static JsonObject *
edit_rows (JsonObject *object, gpointer data, GError **error)
{
  const Edit *edit = data;
  g_autoptr (GPtrArray) clouds = parse_rows (object, error);
  guint index;

  if (clouds == NULL)
    return NULL;

  if (edit->name != NULL && find_name (clouds, edit->name, &index))
    {
      if (edit->cloud != NULL)
        g_ptr_array_insert (clouds, (int)index, g_object_ref (edit->cloud));
      g_ptr_array_remove_index (clouds, edit->cloud != NULL ? index + 1 : index);
    }
  else if (edit->cloud != NULL && find_name (clouds, gh_cloud_get_name (edit->cloud), &index))
    {
      g_ptr_array_remove_index (clouds, index);
      g_ptr_array_insert (clouds, (int)index, g_object_ref (edit->cloud));
    }
  else if (edit->cloud != NULL)
    g_ptr_array_add (clouds, g_object_ref (edit->cloud));

  return print_rows (clouds);
}

static void
set_saved (GhCloudList *self, GPtrArray *saved)
{
  guint n_before = self->clouds->len - GH_N_KNOWN_CLOUDS;

  g_ptr_array_set_size (self->clouds, GH_N_KNOWN_CLOUDS);
  for (guint i = 0; i < saved->len; i++)
    g_ptr_array_add (self->clouds, g_object_ref (g_ptr_array_index (saved, i)));
  g_list_model_items_changed (G_LIST_MODEL (self), GH_N_KNOWN_CLOUDS, n_before, saved->len);
}

/* Takes over what was read or written, and ends the task. */
static void
take_object (GTask *task, JsonObject *object, GError *store_error)
{
  g_autoptr (GPtrArray) saved = NULL;
  GhCloudList *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (store_error != NULL)
    {
      g_task_return_error (task, store_error);
      return;
    }

  saved = parse_rows (object, &error);
  if (saved == NULL)
    {
      gh_json_store_prefix_error (self->store, &error);
      g_task_return_error (task, error);
      return;
    }

  set_saved (self, saved);
  g_task_return_boolean (task, TRUE);
}

static gboolean
finish (GhCloudList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) object =
      gh_json_store_read_finish (GH_JSON_STORE (source), result, &error);

  take_object (task, object, error);
}

/**
 * gh_cloud_list_load_async:
 * @self: a list of clouds
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the file. No file yet means that none was saved.
 */
void
gh_cloud_list_load_async (GhCloudList *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_cloud_list_load_async);
  gh_json_store_read_async (self->store, cancellable, load_cb, g_steal_pointer (&task));
}

/**
 * gh_cloud_list_load_finish:
 * @self: a list of clouds
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %FALSE with an error that names the file if it can't be read; the list is then as it was
 */
gboolean
gh_cloud_list_load_finish (GhCloudList *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * gh_cloud_list_check_name:
 * @self: a list of clouds
 * @name: what the user typed
 * @replaced: (nullable): the name of the saved cloud that is being edited
 * @error: return location
 *
 * Returns: whether a cloud of one's own can have it; otherwise %GH_ERROR_INVALID_INPUT with a text
 *   for the field
 */
gboolean
gh_cloud_list_check_name (GhCloudList *self, const char *name, const char *replaced, GError **error)
{
  guint index = 0;

  g_return_val_if_fail (GH_IS_CLOUD_LIST (self) && name != NULL, FALSE);

  if (*name == '\0' || g_utf8_strlen (name, -1) > NAME_CHARACTERS)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("A name of at most %d characters is needed"), NAME_CHARACTERS);
      return FALSE;
    }
  if (find_name (self->clouds, name, &index) &&
      (replaced == NULL || index < GH_N_KNOWN_CLOUDS ||
       !is_name (g_ptr_array_index (self->clouds, index), replaced)))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, _ ("There is a cloud “%s” already"),
                   name);
      return FALSE;
    }

  return TRUE;
}

static void
edit_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonObject) object =
      gh_json_store_edit_finish (GH_JSON_STORE (source), result, &error);

  take_object (task, object, error);
}

/**
 * gh_cloud_list_save_async:
 * @self: a list of clouds
 * @cloud: a cloud of one's own
 * @replaced: (nullable): the name of the saved one in whose place it comes
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Saves a cloud. Accounts keep the addresses with which they signed in.
 */
void
gh_cloud_list_save_async (GhCloudList *self,
                          GhCloud *cloud,
                          const char *replaced,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, gh_cloud_list_save_async);
  if (!gh_cloud_list_check_name (self, gh_cloud_get_name (cloud), replaced, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  gh_json_store_edit_async (self->store, edit_rows, edit_new (cloud, replaced), edit_free,
                            cancellable, edit_cb, g_steal_pointer (&task));
}

/**
 * gh_cloud_list_save_finish:
 * @self: a list of clouds
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is saved; file and list are otherwise as they were
 */
gboolean
gh_cloud_list_save_finish (GhCloudList *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * gh_cloud_list_remove_async:
 * @self: a list of clouds
 * @name: the name of a saved one
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Forgets a saved cloud; the known ones stay. Accounts of it stay too.
 */
void
gh_cloud_list_remove_async (GhCloudList *self,
                            const char *name,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_cloud_list_remove_async);
  gh_json_store_edit_async (self->store, edit_rows, edit_new (NULL, name), edit_free, cancellable,
                            edit_cb, g_steal_pointer (&task));
}

/**
 * gh_cloud_list_remove_finish:
 * @self: a list of clouds
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is gone; file and list are otherwise as they were
 */
gboolean
gh_cloud_list_remove_finish (GhCloudList *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, error);
}

/**
 * gh_cloud_list_find:
 * @self: a list of clouds
 * @name: what the user typed; "gcc-high" stands for "GCC High"
 *
 * Returns: (transfer none) (nullable): the cloud of this name
 */
GhCloud *
gh_cloud_list_find (GhCloudList *self, const char *name)
{
  guint index = 0;

  g_return_val_if_fail (GH_IS_CLOUD_LIST (self) && name != NULL, NULL);

  return find_name (self->clouds, name, &index) ? g_ptr_array_index (self->clouds, index) : NULL;
}

/**
 * gh_cloud_list_find_position:
 * @self: a list of clouds
 * @cloud: a cloud
 * @position: (out): where one with the same addresses is; untouched if there is none
 *
 * Returns: whether there is one
 */
gboolean
gh_cloud_list_find_position (GhCloudList *self, GhCloud *cloud, guint *position)
{
  g_return_val_if_fail (GH_IS_CLOUD_LIST (self) && GH_IS_CLOUD (cloud), FALSE);

  for (guint i = 0; i < self->clouds->len; i++)
    if (gh_cloud_equal (g_ptr_array_index (self->clouds, i), cloud))
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * gh_cloud_list_is_saved:
 * @self: a list of clouds
 * @position: where a cloud is
 *
 * Returns: whether it is one's own, which can be edited
 */
gboolean
gh_cloud_list_is_saved (GhCloudList *self, guint position)
{
  g_return_val_if_fail (GH_IS_CLOUD_LIST (self), FALSE);

  return position >= GH_N_KNOWN_CLOUDS && position < self->clouds->len;
}
