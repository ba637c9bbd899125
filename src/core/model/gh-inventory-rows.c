/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-inventory-rows.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-placeholder.h"
#include "gh-section.h"
#include "gh-workspace.h"

static const char *
get_reading_text (GhNode *node)
{
  if (GH_IS_SECTION (node))
    return gh_section_get_kind (GH_SECTION (node)) == GH_SECTION_GATEWAYS
               ? _ ("Reading gateways…")
               : _ ("Reading workspaces…");

  return GH_IS_WORKSPACE (node) ? _ ("Reading semantic models…") : _ ("Reading data sources…");
}

static const char *
get_empty_text (GhNode *node)
{
  if (GH_IS_SECTION (node))
    return gh_section_get_kind (GH_SECTION (node)) == GH_SECTION_GATEWAYS
               ? _ ("Only gateways that you administer are listed.")
               : _ ("Only workspaces that you are in are listed.");

  return GH_IS_WORKSPACE (node) ? _ ("No semantic models here that you may see")
                                : _ ("No data sources here that you may see");
}

static GhPlaceholder *
new_failure (GhNode *node, const GError *error)
{
  if (g_error_matches (error, GH_ERROR, GH_ERROR_THROTTLED))
    return gh_placeholder_new (GH_PLACEHOLDER_THROTTLED, _ ("Throttled by the service"),
                               error->message, node);

  return gh_placeholder_new (GH_PLACEHOLDER_FAILED, _ ("Could not be read"), error->message, node);
}

static GhPlaceholder *
get_placeholder (GhNode *node)
{
  GListModel *children = gh_node_get_children (node);
  guint n_children = g_list_model_get_n_items (children);
  g_autoptr (GhNode) last = NULL;

  if (n_children > 0)
    last = g_list_model_get_item (children, n_children - 1);

  /* The list goes on holding it. */
  return GH_IS_PLACEHOLDER (last) ? GH_PLACEHOLDER (last) : NULL;
}

static gboolean
says_empty (GhNode *node)
{
  GhPlaceholder *placeholder = get_placeholder (node);

  return placeholder != NULL && gh_placeholder_get_kind (placeholder) == GH_PLACEHOLDER_EMPTY;
}

/* Shows @rows and behind them @placeholder, which is taken. */
static void
show (GhNode *node, GPtrArray *rows, GhPlaceholder *placeholder)
{
  if (placeholder != NULL)
    g_ptr_array_add (rows, placeholder);
  gh_node_merge_children (node, rows);
}

/**
 * gh_inventory_rows_dup:
 * @node: a node that is no leaf
 *
 * Returns: (transfer full) (element-type GhNode): its children but for a placeholder
 */
GPtrArray *
gh_inventory_rows_dup (GhNode *node)
{
  GListModel *children = gh_node_get_children (node);
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (GhNode) child = g_list_model_get_item (children, i);

      if (!GH_IS_PLACEHOLDER (child))
        g_ptr_array_add (rows, g_steal_pointer (&child));
    }

  return rows;
}

/**
 * gh_inventory_rows_show_reading:
 * @node: a node whose children will be read
 *
 * What was read before stays meanwhile, be it that nothing was there.
 */
void
gh_inventory_rows_show_reading (GhNode *node)
{
  g_autoptr (GPtrArray) rows = gh_inventory_rows_dup (node);
  gboolean needed = !says_empty (node) && (rows->len == 0 || get_placeholder (node) != NULL);

  gh_node_set_state (node, GH_NODE_READING, NULL);
  if (needed)
    show (node, rows,
          gh_placeholder_new (GH_PLACEHOLDER_READING, get_reading_text (node), NULL, node));
}

/**
 * gh_inventory_rows_show_children:
 * @node: a node
 * @children: (element-type GhNode): what was read
 */
void
gh_inventory_rows_show_children (GhNode *node, GPtrArray *children)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GhPlaceholder *placeholder = NULL;

  for (guint i = 0; i < children->len; i++)
    g_ptr_array_add (rows, g_object_ref (children->pdata[i]));
  if (rows->len == 0)
    placeholder = gh_placeholder_new (GH_PLACEHOLDER_EMPTY, get_empty_text (node), NULL, node);

  show (node, rows, placeholder);
  gh_node_set_state (node, GH_NODE_READ, NULL);
}

/**
 * gh_inventory_rows_show_failure:
 * @node: a node
 * @error: why its children could not be read
 *
 * What was read before stays, with a row behind it that says that it is old.
 */
void
gh_inventory_rows_show_failure (GhNode *node, const GError *error)
{
  g_autoptr (GPtrArray) rows = gh_inventory_rows_dup (node);

  show (node, rows, new_failure (node, error));
  gh_node_set_state (node, GH_NODE_FAILED, error);
}

/**
 * gh_inventory_rows_show_cancelled:
 * @node: a node whose children were not read after all
 */
void
gh_inventory_rows_show_cancelled (GhNode *node)
{
  g_autoptr (GPtrArray) rows = gh_inventory_rows_dup (node);
  gboolean was_empty = says_empty (node);
  gboolean was_read = rows->len > 0 || was_empty;

  if (!was_empty)
    show (node, rows, NULL);
  gh_node_set_state (node, was_read ? GH_NODE_READ : GH_NODE_UNREAD, NULL);
}
