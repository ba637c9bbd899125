/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-node.h"

#include <string.h>

#include "gh-text.h"

typedef struct
{
  char *id;
  char *title;
  /* Shared: very many rows say the same below their names. */
  GRefString *subtitle;
  GhNodeState state;
  GError *error;
  /* NULL until somebody asks: most nodes are leaves. */
  GListStore *children;
  /* Not owned: it clears this when it goes, or when it lets go of its child. */
  GhNode *parent;
  /* What the filter looks at, folded once; NULL when something changed since. */
  char *search_text;
} GhNodePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GhNode, gh_node, G_TYPE_OBJECT)

enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_STATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  MOVING,
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GhNodePrivate *
get_private (GhNode *self)
{
  return gh_node_get_instance_private (self);
}

static void
set_parent (GhNode *self, GhNode *parent)
{
  get_private (self)->parent = parent;
}

static void
leave_children (GhNodePrivate *priv)
{
  GListModel *children = G_LIST_MODEL (priv->children);

  for (guint i = 0; children != NULL && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (GhNode) child = g_list_model_get_item (children, i);

      set_parent (child, NULL);
    }
}

static GListStore *
ensure_children (GhNodePrivate *priv)
{
  if (priv->children == NULL)
    priv->children = g_list_store_new (GH_TYPE_NODE);

  return priv->children;
}

static const char *
get_text (GRefString *text)
{
  return text != NULL ? text : "";
}

static void
gh_node_finalize (GObject *object)
{
  GhNodePrivate *priv = get_private (GH_NODE (object));

  leave_children (priv);
  g_clear_object (&priv->children);
  g_clear_error (&priv->error);
  g_free (priv->search_text);
  g_clear_pointer (&priv->subtitle, g_ref_string_release);
  g_free (priv->title);
  g_free (priv->id);

  G_OBJECT_CLASS (gh_node_parent_class)->finalize (object);
}

static void
gh_node_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhNodePrivate *priv = get_private (GH_NODE (object));

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, priv->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, get_text (priv->subtitle));
      break;
    case PROP_STATE:
      g_value_set_uint (value, priv->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_node_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GhNode *self = GH_NODE (object);

  switch (id)
    {
    case PROP_ID:
      gh_node_set_id (self, g_value_get_string (value));
      break;
    case PROP_TITLE:
      gh_node_set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      gh_node_set_subtitle (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
update_title (GhNode *self, GhNode *fresh)
{
  gh_node_set_title (self, gh_node_get_title (fresh));
}

static void
append_nothing (GhNode *self, GString *text)
{
}

static void
gh_node_class_init (GhNodeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  klass->update = update_title;
  klass->append_search_text = append_nothing;
  object_class->finalize = gh_node_finalize;
  object_class->get_property = gh_node_get_property;
  object_class->set_property = gh_node_set_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READWRITE | flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | flags);
  properties[PROP_SUBTITLE] =
      g_param_spec_string ("subtitle", NULL, NULL, "", G_PARAM_READWRITE | flags);
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, GH_NODE_LEAF, GH_NODE_FAILED,
                                              GH_NODE_UNREAD, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[MOVING] = g_signal_new ("moving", GH_TYPE_NODE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, GH_TYPE_NODE);
  signals[MOVED] = g_signal_new ("moved", GH_TYPE_NODE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, GH_TYPE_NODE);
}

static void
gh_node_init (GhNode *self)
{
  GhNodePrivate *priv = get_private (self);

  priv->title = g_strdup ("");
  priv->state = GH_NODE_UNREAD;
}

/**
 * gh_node_get_id:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): the id that the service gave it
 */
const char *
gh_node_get_id (GhNode *self)
{
  g_return_val_if_fail (GH_IS_NODE (self), NULL);

  return get_private (self)->id;
}

/**
 * gh_node_set_id:
 * @self: a node
 * @id: (nullable): an id of the service
 *
 * For subclasses. The id is an address and stays as it came.
 */
void
gh_node_set_id (GhNode *self, const char *id)
{
  GhNodePrivate *priv = get_private (self);

  if (g_strcmp0 (priv->id, id) == 0)
    return;

  g_free (priv->id);
  priv->id = g_strdup (id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

/**
 * gh_node_get_title:
 * @self: a node
 *
 * Returns: (transfer none): display text
 */
const char *
gh_node_get_title (GhNode *self)
{
  g_return_val_if_fail (GH_IS_NODE (self), NULL);

  return get_private (self)->title;
}

/**
 * gh_node_set_title:
 * @self: a node
 * @title: (nullable): text, as it came
 */
void
gh_node_set_title (GhNode *self, const char *title)
{
  g_autofree char *display = gh_text_to_display (title);
  GhNodePrivate *priv;

  g_return_if_fail (GH_IS_NODE (self));

  priv = get_private (self);
  if (g_str_equal (priv->title, display))
    return;

  g_free (priv->title);
  priv->title = g_steal_pointer (&display);
  g_clear_pointer (&priv->search_text, g_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * gh_node_get_subtitle:
 * @self: a node
 *
 * Returns: (transfer none): display text, empty for none
 */
const char *
gh_node_get_subtitle (GhNode *self)
{
  g_return_val_if_fail (GH_IS_NODE (self), NULL);

  return get_text (get_private (self)->subtitle);
}

/**
 * gh_node_set_subtitle:
 * @self: a node
 * @subtitle: (nullable): text, as it came
 */
void
gh_node_set_subtitle (GhNode *self, const char *subtitle)
{
  g_autofree char *display = gh_text_to_display (subtitle);
  GhNodePrivate *priv;

  g_return_if_fail (GH_IS_NODE (self));

  priv = get_private (self);
  if (g_str_equal (get_text (priv->subtitle), display))
    return;

  g_clear_pointer (&priv->subtitle, g_ref_string_release);
  priv->subtitle = *display != '\0' ? g_ref_string_new_intern (display) : NULL;
  g_clear_pointer (&priv->search_text, g_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

/**
 * gh_node_get_state:
 * @self: a node
 *
 * Returns: how far its children were read
 */
GhNodeState
gh_node_get_state (GhNode *self)
{
  g_return_val_if_fail (GH_IS_NODE (self), GH_NODE_LEAF);

  return get_private (self)->state;
}

/**
 * gh_node_get_error:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): why its children could not be read the last time
 */
const GError *
gh_node_get_error (GhNode *self)
{
  g_return_val_if_fail (GH_IS_NODE (self), NULL);

  return get_private (self)->error;
}

/**
 * gh_node_set_state:
 * @self: a node
 * @state: how far its children were read
 * @error: (nullable): why they could not be
 */
void
gh_node_set_state (GhNode *self, GhNodeState state, const GError *error)
{
  GhNodePrivate *priv = get_private (self);
  g_autoptr (GError) old = g_steal_pointer (&priv->error);
  gboolean changed = priv->state != state || old != NULL || error != NULL;

  priv->error = error != NULL ? g_error_copy (error) : NULL;
  priv->state = state;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * gh_node_get_children:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): the rows below it, always the same list; %NULL for a leaf
 */
GListModel *
gh_node_get_children (GhNode *self)
{
  GhNodePrivate *priv;

  g_return_val_if_fail (GH_IS_NODE (self), NULL);

  priv = get_private (self);
  return priv->state == GH_NODE_LEAF ? NULL : G_LIST_MODEL (ensure_children (priv));
}

/**
 * gh_node_get_parent:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): the node that it stands under, as long as that lives
 */
GhNode *
gh_node_get_parent (GhNode *self)
{
  g_return_val_if_fail (GH_IS_NODE (self), NULL);

  return get_private (self)->parent;
}

static GhNode *
get_top (GhNode *self)
{
  while (get_private (self)->parent != NULL)
    self = get_private (self)->parent;

  return self;
}

/**
 * gh_node_announce_moving:
 * @self: a node whose address is about to change
 *
 * For subclasses: emits "moving" on the outermost node above @self, so that who finds nodes by
 * their addresses need not listen to each of them.
 */
void
gh_node_announce_moving (GhNode *self)
{
  g_return_if_fail (GH_IS_NODE (self));

  g_signal_emit (get_top (self), signals[MOVING], 0, self);
}

/**
 * gh_node_announce_moved:
 * @self: a node whose address has changed
 *
 * For subclasses: emits "moved" on the outermost node above @self.
 */
void
gh_node_announce_moved (GhNode *self)
{
  g_return_if_fail (GH_IS_NODE (self));

  g_signal_emit (get_top (self), signals[MOVED], 0, self);
}

/**
 * gh_node_update:
 * @self: a node
 * @fresh: the same thing, as it was read just now
 *
 * Takes over what @fresh knows. Children stay.
 */
void
gh_node_update (GhNode *self, GhNode *fresh)
{
  g_return_if_fail (GH_IS_NODE (self));
  g_return_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (fresh));

  if (self == fresh)
    return;

  GH_NODE_GET_CLASS (self)->update (self, fresh);
  g_clear_pointer (&get_private (self)->search_text, g_free);
}

/**
 * gh_node_fold:
 * @text: (nullable): what was typed into the filter
 *
 * Returns: (transfer full): what gh_node_matches_folded() looks for: @text without case, and in one
 *   of the forms in which accents can be written
 */
char *
gh_node_fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

/* Memory counts where there are many nodes: a line that occurs in another one finds nothing new. */
static char *
drop_repetitions (char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  G_GNUC_UNUSED g_autofree char *taken = text;
  GString *kept = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && strstr (kept->str, lines[i]) == NULL)
      g_string_append_printf (kept, "%s\n", lines[i]);

  return g_strdup (g_string_free (kept, FALSE));
}

static const char *
get_search_text (GhNode *self)
{
  GhNodePrivate *priv = get_private (self);

  if (priv->search_text == NULL)
    {
      g_autoptr (GString) text = g_string_new (priv->title);

      g_string_append_printf (text, "\n%s\n", get_text (priv->subtitle));
      GH_NODE_GET_CLASS (self)->append_search_text (self, text);
      priv->search_text = drop_repetitions (gh_node_fold (text->str));
    }

  return priv->search_text;
}

/**
 * gh_node_matches:
 * @self: a node
 * @needle: (nullable): what was typed into the filter
 *
 * Returns: whether @needle occurs in what is known of @self, case aside; an empty one always does
 */
gboolean
gh_node_matches (GhNode *self, const char *needle)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (GH_IS_NODE (self), FALSE);

  if (needle == NULL || *needle == '\0')
    return TRUE;

  folded = gh_node_fold (needle);
  return gh_node_matches_folded (self, folded);
}

/**
 * gh_node_matches_folded:
 * @self: a node
 * @folded: of gh_node_fold(), made once for many nodes
 *
 * Returns: as gh_node_matches()
 */
gboolean
gh_node_matches_folded (GhNode *self, const char *folded)
{
  g_return_val_if_fail (GH_IS_NODE (self), FALSE);

  return strstr (get_search_text (self), folded) != NULL;
}

/* Two rows are the same thing if type and id are; what has no id is told by its title. */
static char *
dup_key (GhNode *node)
{
  GhNodePrivate *priv = get_private (node);

  return g_strconcat (G_OBJECT_TYPE_NAME (node), priv->id != NULL ? "\n" : "\n\n",
                      priv->id != NULL ? priv->id : priv->title, NULL);
}

static GHashTable *
index_by_key (GPtrArray *nodes)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < nodes->len; i++)
    {
      g_autofree char *key = dup_key (nodes->pdata[i]);

      if (!g_hash_table_contains (table, key))
        g_hash_table_insert (table, g_steal_pointer (&key), nodes->pdata[i]);
    }

  return table;
}

/* Takes out the rows that are not among @wanted, a run of neighbours at a time. */
static void
remove_vanished (GhNodePrivate *priv, GHashTable *wanted)
{
  GListModel *children = G_LIST_MODEL (ensure_children (priv));
  guint end = g_list_model_get_n_items (children);

  while (end > 0)
    {
      guint start = end;

      while (start > 0)
        {
          g_autoptr (GhNode) child = g_list_model_get_item (children, start - 1);
          g_autofree char *key = dup_key (child);

          if (g_hash_table_contains (wanted, key))
            break;
          set_parent (child, NULL);
          start--;
        }
      if (start < end)
        g_list_store_splice (priv->children, start, end - start, NULL, 0);
      end = start > 0 ? start - 1 : 0;
    }
}

static GHashTable *
index_children (GhNodePrivate *priv)
{
  GListModel *children = G_LIST_MODEL (priv->children);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    g_ptr_array_add (nodes, g_list_model_get_item (children, i));

  return index_by_key (nodes);
}

/* Where @known stands from @hint on, or from the start if the order has changed. */
static guint
find_position (GhNodePrivate *priv, GhNode *known, guint hint)
{
  g_autoptr (GhNode) expected = g_list_model_get_item (G_LIST_MODEL (priv->children), hint);
  guint position = hint;

  if (expected != known)
    g_list_store_find (priv->children, known, &position);

  return position;
}

/* Returns the position behind what was inserted. */
static guint
insert_run (GhNode *self, GPtrArray *run, guint position)
{
  guint length = run->len;

  if (length == 0)
    return position;

  for (guint i = 0; i < run->len; i++)
    set_parent (run->pdata[i], self);
  g_list_store_splice (get_private (self)->children, position, 0, run->pdata, length);
  g_ptr_array_set_size (run, 0);

  return position + length;
}

/**
 * gh_node_merge_children:
 * @self: a node
 * @fresh: (element-type GhNode): what its children are now
 *
 * Rows that are there already stay the same objects at their places, and take over what is new;
 * those that vanished go; new ones come in behind the one that they follow in @fresh. So selection,
 * unfolding and scroll position survive. A second row of the same type and id is left out.
 */
void
gh_node_merge_children (GhNode *self, GPtrArray *fresh)
{
  GhNodePrivate *priv;
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (GPtrArray) run = g_ptr_array_new ();
  guint position = 0;

  g_return_if_fail (GH_IS_NODE (self));
  g_return_if_fail (fresh != NULL);

  priv = get_private (self);
  wanted = index_by_key (fresh);
  remove_vanished (priv, wanted);
  known = index_children (priv);

  for (guint i = 0; i < fresh->len; i++)
    {
      g_autofree char *key = dup_key (fresh->pdata[i]);
      GhNode *old = g_hash_table_lookup (known, key);

      if (g_hash_table_lookup (wanted, key) != fresh->pdata[i])
        continue;
      if (old == NULL)
        {
          g_ptr_array_add (run, fresh->pdata[i]);
          continue;
        }

      position = insert_run (self, run, position);
      gh_node_update (old, fresh->pdata[i]);
      position = find_position (priv, old, position) + 1;
    }
  insert_run (self, run, position);
}
