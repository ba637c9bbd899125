/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fake-loader.h"

#include "gh-datasource.h"
#include "gh-error.h"

struct _FakeLoader
{
  GObject parent_instance;

  GHashTable *rows;
  GHashTable *errors;
  GHashTable *requests;
  GPtrArray *held;
  gboolean holds;
  guint running;
  guint most_at_once;
};

static void fake_loader_loader_init (GhLoaderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeLoader,
                               fake_loader,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_LOADER, fake_loader_loader_init))

static void
fake_loader_finalize (GObject *object)
{
  FakeLoader *self = FAKE_LOADER (object);

  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->errors);
  g_hash_table_unref (self->requests);
  g_ptr_array_unref (self->held);

  G_OBJECT_CLASS (fake_loader_parent_class)->finalize (object);
}

static void
fake_loader_class_init (FakeLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_loader_finalize;
}

static void
fake_loader_init (FakeLoader *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->errors =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_error_free);
  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
}

static GhNode *
make_node (const char *line, GhNode *parent)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 4);

  if (g_str_equal (words[0], "gateway"))
    return GH_NODE (gh_gateway_new (words[1], words[2], "Resource"));
  if (g_str_equal (words[0], "workspace"))
    return GH_NODE (gh_workspace_new (words[1], words[2]));
  if (g_str_equal (words[0], "item"))
    return GH_NODE (gh_item_new (words[1], words[2], "anna@contoso.com", GH_WORKSPACE (parent)));

  g_assert_cmpstr (words[0], ==, "datasource");
  return GH_NODE (gh_datasource_new (words[1], words[2], words[3], "Sql", NULL));
}

static void
answer (FakeLoader *self, GTask *task)
{
  GhNode *parent = g_task_get_task_data (task);
  const GError *error = g_hash_table_lookup (self->errors, gh_node_get_id (parent));
  const char *text = g_hash_table_lookup (self->rows, gh_node_get_id (parent));
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  GPtrArray *children;

  self->running--;
  if (g_task_return_error_if_cancelled (task))
    return;
  if (error != NULL)
    {
      g_task_return_error (task, g_error_copy (error));
      return;
    }

  children = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (children, make_node (lines[i], parent));
  g_task_return_pointer (task, children, (GDestroyNotify)g_ptr_array_unref);
}

static gboolean
answer_cb (gpointer task)
{
  answer (g_task_get_source_object (task), task);

  return G_SOURCE_REMOVE;
}

static void
fake_loader_load_children_async (GhLoader *loader,
                                 GhNode *parent,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  FakeLoader *self = FAKE_LOADER (loader);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const char *id = gh_node_get_id (parent);
  guint requests = GPOINTER_TO_UINT (g_hash_table_lookup (self->requests, id));

  g_task_set_source_tag (task, fake_loader_load_children_async);
  g_task_set_task_data (task, g_object_ref (parent), g_object_unref);
  g_hash_table_insert (self->requests, g_strdup (id), GUINT_TO_POINTER (requests + 1));
  self->running++;
  self->most_at_once = MAX (self->most_at_once, self->running);

  if (self->holds)
    g_ptr_array_add (self->held, task);
  else
    g_idle_add_full (G_PRIORITY_DEFAULT, answer_cb, task, g_object_unref);
}

static GPtrArray *
fake_loader_load_children_finish (GhLoader *loader, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, loader), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_loader_loader_init (GhLoaderInterface *iface)
{
  iface->load_children_async = fake_loader_load_children_async;
  iface->load_children_finish = fake_loader_load_children_finish;
}

FakeLoader *
fake_loader_new (void)
{
  return g_object_new (TYPE_FAKE_LOADER, NULL);
}

void
fake_loader_set_rows (FakeLoader *self, const char *parent, const char *rows)
{
  g_hash_table_remove (self->errors, parent);
  g_hash_table_remove (self->rows, parent);
  if (*rows != '\0')
    g_hash_table_insert (self->rows, g_strdup (parent), g_strdup (rows));
}

void
fake_loader_set_error (FakeLoader *self, const char *parent, int code, const char *message)
{
  g_hash_table_insert (self->errors, g_strdup (parent),
                       g_error_new_literal (GH_ERROR, code, message));
}

void
fake_loader_hold (FakeLoader *self)
{
  self->holds = TRUE;
}

void
fake_loader_release (FakeLoader *self)
{
  g_autoptr (GPtrArray) held = g_steal_pointer (&self->held);

  self->holds = FALSE;
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < held->len; i++)
    answer (self, held->pdata[i]);
}

guint
fake_loader_count_held (FakeLoader *self)
{
  return self->held->len;
}

guint
fake_loader_count_requests (FakeLoader *self, const char *parent)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->requests, parent));
}

guint
fake_loader_get_most_at_once (FakeLoader *self)
{
  return self->most_at_once;
}

void
fake_loader_release_one (FakeLoader *self, const char *parent)
{
  for (guint i = 0; i < self->held->len; i++)
    {
      g_autoptr (GTask) task = g_object_ref (self->held->pdata[i]);

      if (g_strcmp0 (gh_node_get_id (g_task_get_task_data (task)), parent) == 0)
        {
          g_ptr_array_remove_index (self->held, i);
          answer (self, task);
          return;
        }
    }

  g_assert_not_reached ();
}
