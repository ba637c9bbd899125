/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-script.h"

typedef struct
{
  char *path;
  GhSimReply *reply;
  double delay;
} Scene;

struct _GhSimScript
{
  GObject parent_instance;

  GPtrArray *scenes;
};

G_DEFINE_FINAL_TYPE (GhSimScript, gh_sim_script, G_TYPE_OBJECT)

static void
scene_free (gpointer data)
{
  Scene *scene = data;

  g_free (scene->path);
  g_clear_pointer (&scene->reply, gh_sim_reply_free);
  g_free (scene);
}

static void
gh_sim_script_finalize (GObject *object)
{
  g_ptr_array_unref (GH_SIM_SCRIPT (object)->scenes);

  G_OBJECT_CLASS (gh_sim_script_parent_class)->finalize (object);
}

static void
gh_sim_script_class_init (GhSimScriptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_sim_script_finalize;
}

static void
gh_sim_script_init (GhSimScript *self)
{
  self->scenes = g_ptr_array_new_with_free_func (scene_free);
}

GhSimScript *
gh_sim_script_new (void)
{
  return g_object_new (GH_TYPE_SIM_SCRIPT, NULL);
}

/**
 * gh_sim_script_add:
 * @self: a script
 * @path: a glob
 * @status: the HTTP status
 * @headers: (nullable): "Name: value" lines
 * @body: (nullable): the body
 * @delay: seconds to wait first
 *
 * Answers one request to @path.
 */
void
gh_sim_script_add (GhSimScript *self,
                   const char *path,
                   guint status,
                   const char *headers,
                   const char *body,
                   double delay)
{
  Scene *scene = g_new0 (Scene, 1);
  g_auto (GStrv) lines = g_strsplit (headers != NULL ? headers : "", "\n", -1);

  scene->path = g_strdup (path);
  scene->delay = delay;
  scene->reply = gh_sim_reply_new (status);
  scene->reply->body = g_strdup (body != NULL && *body != '\0' ? body : NULL);
  scene->reply->content_type = g_strdup ("application/json; charset=utf-8");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (g_strstrip (lines[i]), ":", 2);

      if (g_strv_length (pair) == 2)
        gh_sim_reply_add_header (scene->reply, g_strstrip (pair[0]), g_strstrip (pair[1]));
    }
  g_ptr_array_add (self->scenes, scene);
}

/**
 * gh_sim_script_take:
 * @self: a script
 * @path: the path of a request
 * @delay: (out): seconds to wait
 *
 * Returns: (transfer full) (nullable): the oldest answer that is laid out for it
 */
GhSimReply *
gh_sim_script_take (GhSimScript *self, const char *path, double *delay)
{
  for (guint i = 0; i < self->scenes->len; i++)
    {
      Scene *scene = g_ptr_array_index (self->scenes, i);
      GhSimReply *reply;

      if (!g_pattern_match_simple (scene->path, path))
        continue;
      reply = g_steal_pointer (&scene->reply);
      *delay = scene->delay;
      g_ptr_array_remove_index (self->scenes, i);
      return reply;
    }

  return NULL;
}
