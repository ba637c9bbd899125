/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-waiters.h"

struct _GhTokenWaiters
{
  GPtrArray *tasks;
};

typedef struct
{
  GhTokenWaiters *waiters;
  char *audience;
  GhSecret *rejected;
  GSource *cancelled;
} Wish;

static void
wish_stop_listening (Wish *wish)
{
  if (wish->cancelled != NULL)
    g_source_destroy (wish->cancelled);
  g_clear_pointer (&wish->cancelled, g_source_unref);
}

static void
wish_free (Wish *wish)
{
  wish_stop_listening (wish);
  g_clear_pointer (&wish->rejected, gh_secret_unref);
  g_free (wish->audience);
  g_free (wish);
}

/**
 * gh_token_waiters_new:
 *
 * Returns: (transfer full): nobody
 */
GhTokenWaiters *
gh_token_waiters_new (void)
{
  GhTokenWaiters *self = g_new0 (GhTokenWaiters, 1);

  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

/**
 * gh_token_waiters_free:
 * @self: (transfer full): nobody any more, since a task holds its authority
 */
void
gh_token_waiters_free (GhTokenWaiters *self)
{
  g_ptr_array_unref (self->tasks);
  g_free (self);
}

static GTask *
take (GhTokenWaiters *self, guint index)
{
  GTask *task = g_ptr_array_steal_index (self->tasks, index);

  wish_stop_listening (g_task_get_task_data (task));

  return task;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *waiting = user_data;
  GhTokenWaiters *self = ((Wish *)g_task_get_task_data (waiting))->waiters;
  guint index;

  if (g_ptr_array_find (self->tasks, waiting, &index))
    {
      g_autoptr (GTask) task = take (self, index);

      g_task_return_error_if_cancelled (task);
    }

  return G_SOURCE_REMOVE;
}

/**
 * gh_token_waiters_add:
 * @self: who waits
 * @task: (transfer full): one more
 * @audience: what for
 * @rejected: (nullable): the token that is of no use to it
 *
 * A source and not a signal handler looks after the cancellable, so that it may be cancelled from
 * anywhere.
 */
void
gh_token_waiters_add (GhTokenWaiters *self, GTask *task, const char *audience, GhSecret *rejected)
{
  Wish *wish = g_new0 (Wish, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  wish->waiters = self;
  wish->audience = g_strdup (audience);
  wish->rejected = rejected != NULL ? gh_secret_ref (rejected) : NULL;
  g_task_set_task_data (task, wish, (GDestroyNotify)wish_free);
  g_ptr_array_add (self->tasks, task);
  if (cancellable == NULL)
    return;

  wish->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (wish->cancelled, G_SOURCE_FUNC (cancelled_cb), task, NULL);
  g_source_attach (wish->cancelled, g_task_get_context (task));
}

static Wish *
peek (GhTokenWaiters *self, guint index)
{
  return g_task_get_task_data (g_ptr_array_index (self->tasks, index));
}

/**
 * gh_token_waiters_peek_audience:
 * @self: who waits
 *
 * Returns: (transfer none) (nullable): what the first one waits for
 */
const char *
gh_token_waiters_peek_audience (GhTokenWaiters *self)
{
  return self->tasks->len > 0 ? peek (self, 0)->audience : NULL;
}

/**
 * gh_token_waiters_want:
 * @self: who waits
 * @audience: an audience
 *
 * Returns: whether anybody waits for it
 */
gboolean
gh_token_waiters_want (GhTokenWaiters *self, const char *audience)
{
  for (guint i = 0; i < self->tasks->len; i++)
    if (g_str_equal (peek (self, i)->audience, audience))
      return TRUE;

  return FALSE;
}

static gboolean
is_usable (Wish *wish, GhSecret *token)
{
  return token != NULL && (wish->rejected == NULL || !gh_secret_equal (wish->rejected, token));
}

/**
 * gh_token_waiters_serve:
 * @self: who waits
 * @tokens: what there is
 * @now: seconds since the epoch
 *
 * A callback may come back with another wish at once, so that each turn begins anew.
 */
void
gh_token_waiters_serve (GhTokenWaiters *self, GhTokenSet *tokens, gint64 now)
{
  guint i = 0;

  while (i < self->tasks->len)
    {
      Wish *wish = peek (self, i);
      GhSecret *token = gh_token_set_get_access_token (tokens, wish->audience, NULL);

      if (is_usable (wish, token) && now < gh_token_set_get_renewal (tokens, wish->audience))
        {
          g_autoptr (GTask) task = take (self, i);

          g_task_return_pointer (task, gh_secret_ref (token), (GDestroyNotify)gh_secret_unref);
          i = 0;
        }
      else
        i++;
    }
}

/* Those of one audience, taken out before anybody is called back. */
static GPtrArray *
take_all (GhTokenWaiters *self, const char *audience)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func (g_object_unref);
  guint i = 0;

  while (i < self->tasks->len)
    {
      if (g_str_equal (peek (self, i)->audience, audience))
        g_ptr_array_add (taken, take (self, i));
      else
        i++;
    }

  return taken;
}

/**
 * gh_token_waiters_end:
 * @self: who waits
 * @audience: for whom the wait is over
 * @token: (nullable): what they get
 * @error: what those get who can't use @token
 */
void
gh_token_waiters_end (GhTokenWaiters *self,
                      const char *audience,
                      GhSecret *token,
                      const GError *error)
{
  g_autoptr (GPtrArray) taken = take_all (self, audience);

  for (guint i = 0; i < taken->len; i++)
    {
      GTask *task = g_ptr_array_index (taken, i);

      if (is_usable (g_task_get_task_data (task), token))
        g_task_return_pointer (task, gh_secret_ref (token), (GDestroyNotify)gh_secret_unref);
      else
        g_task_return_error (task, g_error_copy (error));
    }
}
