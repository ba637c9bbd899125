/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-item.h"

#include <glib/gi18n-lib.h>

#include "gh-datasource.h"
#include "gh-text.h"

/**
 * GhItem:
 *
 * What uses data sources: a semantic model, in the API a dataset.
 */
struct _GhItem
{
  GhNode parent_instance;

  char *owner;
  /* The workspace holds its items, so an item may not hold its workspace. */
  GhWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (GhItem, gh_item, GH_TYPE_NODE)

static void
gh_item_finalize (GObject *object)
{
  GhItem *self = GH_ITEM (object);

  g_clear_weak_pointer (&self->workspace);
  g_free (self->owner);

  G_OBJECT_CLASS (gh_item_parent_class)->finalize (object);
}

static void
set_owner (GhItem *self, const char *owner)
{
  g_autofree char *display = owner != NULL ? gh_text_to_display (owner) : NULL;
  g_autofree char *subtitle = NULL;

  if (display != NULL)
    subtitle = g_strdup_printf ("%s · %s", _ ("Semantic model"), display);
  gh_node_set_subtitle (GH_NODE (self), display != NULL ? subtitle : _ ("Semantic model"));

  g_free (self->owner);
  self->owner = g_steal_pointer (&display);
}

static void
gh_item_update (GhNode *node, GhNode *fresh)
{
  gh_node_set_title (node, gh_node_get_title (fresh));
  set_owner (GH_ITEM (node), GH_ITEM (fresh)->owner);
}

static void
gh_item_class_init (GhItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_item_finalize;
  GH_NODE_CLASS (klass)->update = gh_item_update;
}

static void
gh_item_init (GhItem *self)
{
}

/**
 * gh_item_new:
 * @id: its id
 * @name: (nullable): its name
 * @owner: (nullable): `configuredBy`: the user principal name of the owner, or text for a principal
 * @workspace: (nullable): where it is; held weakly
 *
 * Returns: (transfer full): a semantic model whose data sources were not read yet
 */
GhItem *
gh_item_new (const char *id, const char *name, const char *owner, GhWorkspace *workspace)
{
  GhItem *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (GH_TYPE_ITEM, "id", id, "title", name != NULL ? name : id, NULL);
  set_owner (self, owner);
  g_set_weak_pointer (&self->workspace, workspace);

  return self;
}

/**
 * gh_item_get_owner:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): who owns it, display text
 */
const char *
gh_item_get_owner (GhItem *self)
{
  g_return_val_if_fail (GH_IS_ITEM (self), NULL);

  return self->owner;
}

/**
 * gh_item_get_workspace:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the workspace that it is in, as long as that lives
 */
GhWorkspace *
gh_item_get_workspace (GhItem *self)
{
  g_return_val_if_fail (GH_IS_ITEM (self), NULL);

  return self->workspace;
}

/**
 * gh_item_count_cloud_datasources:
 * @self: an item
 *
 * Counts what a take-over would wipe: data sources that are not known to be on-premises. One whose
 * place is not decided counts, since a warning that says too much is better than one too few.
 *
 * Returns: how many of the children that were read
 */
guint
gh_item_count_cloud_datasources (GhItem *self)
{
  GListModel *children;
  guint count = 0;

  g_return_val_if_fail (GH_IS_ITEM (self), 0);

  children = gh_node_get_children (GH_NODE (self));
  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (GhNode) child = g_list_model_get_item (children, i);

      if (GH_IS_DATASOURCE (child) &&
          gh_datasource_get_place (GH_DATASOURCE (child)) != GH_PLACE_ON_PREMISES)
        count++;
    }

  return count;
}
