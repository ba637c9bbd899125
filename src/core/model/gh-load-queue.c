/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-load-queue.h"

struct _GhLoadQueue
{
  GObject parent_instance;

  GhLoader *loader;
  guint at_once;
  guint n_running;
  /* GhNode to Load, waiting or running. */
  GHashTable *loads;
  /* The Loads that wait. */
  GQueue waiting;
};

G_DEFINE_FINAL_TYPE (GhLoadQueue, gh_load_queue, G_TYPE_OBJECT)

enum
{
  QUEUED,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One reading, and the tasks of all who wait for it. */
typedef struct
{
  GhLoadQueue *queue;
  GhNode *node;
  GCancellable *cancellable;
  GPtrArray *tasks;
  gboolean running;
} Load;

/* What hangs on the task of one who waits. */
typedef struct
{
  GhNode *node;
  GSource *cancelled;
} Waiter;

static void
load_free (Load *load)
{
  g_clear_object (&load->node);
  g_clear_object (&load->cancellable);
  g_clear_pointer (&load->tasks, g_ptr_array_unref);
  g_free (load);
}

static void
waiter_free (Waiter *waiter)
{
  if (waiter->cancelled != NULL)
    g_source_destroy (waiter->cancelled);
  g_clear_pointer (&waiter->cancelled, g_source_unref);
  g_clear_object (&waiter->node);
  g_free (waiter);
}

static void
gh_load_queue_finalize (GObject *object)
{
  GhLoadQueue *self = GH_LOAD_QUEUE (object);

  g_queue_clear (&self->waiting);
  g_hash_table_unref (self->loads);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (gh_load_queue_parent_class)->finalize (object);
}

static void
gh_load_queue_class_init (GhLoadQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_load_queue_finalize;

  signals[QUEUED] = g_signal_new ("queued", GH_TYPE_LOAD_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, GH_TYPE_NODE);
  signals[ENDED] =
      g_signal_new ("ended", GH_TYPE_LOAD_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, GH_TYPE_NODE, G_TYPE_PTR_ARRAY, G_TYPE_ERROR);
}

static void
gh_load_queue_init (GhLoadQueue *self)
{
  self->loads = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->waiting);
}

/**
 * gh_load_queue_new:
 * @loader: who reads
 * @at_once: how many readings may run at the same time
 *
 * Returns: (transfer full): an empty queue
 */
GhLoadQueue *
gh_load_queue_new (GhLoader *loader, guint at_once)
{
  GhLoadQueue *self = g_object_new (GH_TYPE_LOAD_QUEUE, NULL);

  self->loader = g_object_ref (loader);
  self->at_once = at_once;

  return self;
}

/* The load leaves the table first, so that whoever is told may ask for the node again. */
static void
end (GhLoadQueue *self, Load *load, GPtrArray *children, const GError *error)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&load->tasks);

  g_hash_table_remove (self->loads, load->node);
  g_signal_emit (self, signals[ENDED], 0, load->node, children, error);
  for (guint i = 0; i < tasks->len; i++)
    {
      if (error != NULL)
        g_task_return_error (tasks->pdata[i], g_error_copy (error));
      else
        g_task_return_boolean (tasks->pdata[i], TRUE);
    }
  load_free (load);
}

static void pump (GhLoadQueue *self);

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;
  g_autoptr (GhLoadQueue) self = load->queue;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) children =
      gh_loader_load_children_finish (GH_LOADER (source), result, &error);

  self->n_running--;
  end (self, load, children, error);
  pump (self);
}

static void
pump (GhLoadQueue *self)
{
  while (self->n_running < self->at_once && !g_queue_is_empty (&self->waiting))
    {
      Load *load = g_queue_pop_head (&self->waiting);

      self->n_running++;
      load->running = TRUE;
      load->queue = g_object_ref (self);
      gh_loader_load_children_async (self->loader, load->node, load->cancellable, loaded_cb, load);
    }
}

static void
give_up (GhLoadQueue *self, Load *load)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (load->cancellable);
  if (load->running)
    return;

  g_queue_remove (&self->waiting, load);
  g_cancellable_set_error_if_cancelled (load->cancellable, &error);
  end (self, load, NULL, error);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  GhLoadQueue *self = g_task_get_source_object (task);
  Waiter *waiter = g_task_get_task_data (task);
  Load *load = g_hash_table_lookup (self->loads, waiter->node);

  if (load != NULL && g_ptr_array_remove (load->tasks, task))
    {
      if (load->tasks->len == 0)
        give_up (self, load);
      g_task_return_error_if_cancelled (task);
    }

  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (GTask *task, Waiter *waiter)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable == NULL)
    return;

  waiter->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (cancelled_cb), task, NULL);
  g_source_attach (waiter->cancelled, g_task_get_context (task));
}

static Load *
add_load (GhLoadQueue *self, GhNode *node)
{
  Load *load = g_new0 (Load, 1);

  load->node = g_object_ref (node);
  load->cancellable = g_cancellable_new ();
  load->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_insert (self->loads, node, load);
  g_queue_push_tail (&self->waiting, load);
  g_signal_emit (self, signals[QUEUED], 0, node);

  return load;
}

/**
 * gh_load_queue_push_async:
 * @self: a queue
 * @node: whose children to read
 * @urgent: whether somebody looks at it now
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 */
void
gh_load_queue_push_async (GhLoadQueue *self,
                          GhNode *node,
                          gboolean urgent,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Waiter *waiter = g_new0 (Waiter, 1);
  Load *load = g_hash_table_lookup (self->loads, node);

  g_task_set_source_tag (task, gh_load_queue_push_async);
  g_task_set_check_cancellable (task, FALSE);
  waiter->node = g_object_ref (node);
  g_task_set_task_data (task, waiter, (GDestroyNotify)waiter_free);
  watch_cancellable (task, waiter);

  if (load == NULL)
    load = add_load (self, node);
  g_ptr_array_add (load->tasks, task);
  if (urgent && g_queue_remove (&self->waiting, load))
    g_queue_push_head (&self->waiting, load);

  pump (self);
}

/**
 * gh_load_queue_push_finish:
 * @self: a queue
 * @result: what the callback got
 * @node: (out) (optional) (transfer none): the node that was read
 * @error: return location
 *
 * Returns: whether its children could be read
 */
gboolean
gh_load_queue_push_finish (GhLoadQueue *self, GAsyncResult *result, GhNode **node, GError **error)
{
  Waiter *waiter;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  waiter = g_task_get_task_data (G_TASK (result));
  if (node != NULL)
    *node = waiter->node;

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_load_queue_get_n_pending:
 * @self: a queue
 *
 * Returns: how many readings run or wait
 */
guint
gh_load_queue_get_n_pending (GhLoadQueue *self)
{
  return g_hash_table_size (self->loads);
}
