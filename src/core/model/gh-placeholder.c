/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-placeholder.h"

/**
 * GhPlaceholder:
 *
 * A row that says why no other rows are there: being read, empty, failed, throttled.
 */
struct _GhPlaceholder
{
  GhNode parent_instance;

  GhPlaceholderKind kind;
  GhNode *owner;
};

G_DEFINE_FINAL_TYPE (GhPlaceholder, gh_placeholder, GH_TYPE_NODE)

static void
gh_placeholder_finalize (GObject *object)
{
  GhPlaceholder *self = GH_PLACEHOLDER (object);

  g_clear_weak_pointer (&self->owner);

  G_OBJECT_CLASS (gh_placeholder_parent_class)->finalize (object);
}

static void
gh_placeholder_update (GhNode *node, GhNode *fresh)
{
  gh_node_set_title (node, gh_node_get_title (fresh));
  gh_node_set_subtitle (node, gh_node_get_subtitle (fresh));
}

static void
gh_placeholder_class_init (GhPlaceholderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_placeholder_finalize;
  GH_NODE_CLASS (klass)->update = gh_placeholder_update;
}

static void
gh_placeholder_init (GhPlaceholder *self)
{
  gh_node_set_state (GH_NODE (self), GH_NODE_LEAF, NULL);
}

static const char *
get_kind_id (GhPlaceholderKind kind)
{
  switch (kind)
    {
    case GH_PLACEHOLDER_READING:
      return "reading";
    case GH_PLACEHOLDER_EMPTY:
      return "empty";
    case GH_PLACEHOLDER_FAILED:
      return "failed";
    case GH_PLACEHOLDER_THROTTLED:
      return "throttled";
    }

  g_return_val_if_reached ("");
}

/**
 * gh_placeholder_new:
 * @kind: why it stands there
 * @title: its text
 * @subtitle: (nullable): the reason
 * @owner: whose children are missing; held weakly
 *
 * Returns: (transfer full): a placeholder
 */
GhPlaceholder *
gh_placeholder_new (GhPlaceholderKind kind, const char *title, const char *subtitle, GhNode *owner)
{
  GhPlaceholder *self = g_object_new (GH_TYPE_PLACEHOLDER, "id", get_kind_id (kind), "title", title,
                                      "subtitle", subtitle, NULL);

  self->kind = kind;
  g_set_weak_pointer (&self->owner, owner);

  return self;
}

/**
 * gh_placeholder_get_kind:
 * @self: a placeholder
 *
 * Returns: why it stands there
 */
GhPlaceholderKind
gh_placeholder_get_kind (GhPlaceholder *self)
{
  g_return_val_if_fail (GH_IS_PLACEHOLDER (self), GH_PLACEHOLDER_EMPTY);

  return self->kind;
}

/**
 * gh_placeholder_get_owner:
 * @self: a placeholder
 *
 * Returns: (transfer none) (nullable): whose children could not be read
 */
GhNode *
gh_placeholder_get_owner (GhPlaceholder *self)
{
  g_return_val_if_fail (GH_IS_PLACEHOLDER (self), NULL);

  return self->owner;
}
