/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-source-task.h"

/* Under which a task carries the refusal; task data belongs to the source. */
static GQuark
refusal_quark (void)
{
  return g_quark_from_static_string ("gh-source-task-refusal");
}

/**
 * gh_source_task_new:
 * @source: who is asked
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Returns: (transfer full): the task of one request
 */
GTask *
gh_source_task_new (GhTokenSource *source,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_source_task_new);

  return task;
}

/**
 * gh_source_task_refuse:
 * @task: a task
 * @refusal: (nullable) (transfer full): what the authority said
 * @error: (transfer full): the same for people
 */
void
gh_source_task_refuse (GTask *task, GhEntraError *refusal, GError *error)
{
  g_object_set_qdata_full (G_OBJECT (task), refusal_quark (), refusal,
                           (GDestroyNotify)gh_entra_error_free);
  g_task_return_error (task, error);
}

/**
 * gh_source_task_answered_cb:
 * @source: a token endpoint
 * @result: what it answered
 * @user_data: (transfer full): a task
 *
 * Ends the task with the answer.
 */
void
gh_source_task_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhEntraError) refusal = NULL;
  GhTokenAnswer *answer =
      gh_token_endpoint_finish (GH_TOKEN_ENDPOINT (source), result, &refusal, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify)gh_token_answer_free);
  else
    gh_source_task_refuse (task, g_steal_pointer (&refusal), g_steal_pointer (&error));
}

/**
 * gh_source_task_finish:
 * @source: who was asked
 * @result: what the callback got
 * @refusal: (out) (optional) (nullable) (transfer full): the authority's refusal, if it was one
 * @error: return location
 *
 * Returns: (transfer full): the token, or %NULL
 */
GhTokenAnswer *
gh_source_task_finish (GhTokenSource *source,
                       GAsyncResult *result,
                       GhEntraError **refusal,
                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  if (refusal != NULL)
    *refusal = g_object_steal_qdata (G_OBJECT (result), refusal_quark ());

  return g_task_propagate_pointer (G_TASK (result), error);
}
