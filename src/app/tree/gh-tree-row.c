/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-tree-row.h"

#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-datasource.h"
#include "gh-placeholder.h"
#include "gh-section.h"

typedef enum
{
  LOOK_NONE,
  LOOK_NODE,
  LOOK_SECTION,
  LOOK_PLACEHOLDER,
  LOOK_FAILED,
} Look;

struct _GhTreeRow
{
  AdwBin parent_instance;

  GtkTreeExpander *expander;
  GtkBox *box;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  /* Made when they are needed first, as they are in few of the very many rows. */
  GtkWidget *spinner;
  GtkWidget *status;
  GtkWidget *retry_button;

  Look look;
  GtkTreeListRow *row;
  GhNode *node;
};

enum
{
  UNFOLDED,
  RETRY,
  CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhTreeRow, gh_tree_row, ADW_TYPE_BIN)

static const char *
get_placeholder_icon (GhPlaceholder *placeholder)
{
  switch (gh_placeholder_get_kind (placeholder))
    {
    case GH_PLACEHOLDER_READING:
      return NULL;
    case GH_PLACEHOLDER_THROTTLED:
      return "content-loading-symbolic";
    case GH_PLACEHOLDER_FAILED:
      return "dialog-error-symbolic";
    case GH_PLACEHOLDER_EMPTY:
    default:
      return "help-about-symbolic";
    }
}

static gboolean
is_cloud (GhDatasource *datasource)
{
  return gh_datasource_get_place (datasource) != GH_PLACE_ON_PREMISES &&
         gh_datasource_get_gateway (datasource) == NULL;
}

static const char *
get_icon (GhNode *node)
{
  if (GH_IS_DATASOURCE (node))
    return is_cloud (GH_DATASOURCE (node)) ? "weather-overcast-symbolic"
                                           : "drive-multidisk-symbolic";
  if (GH_IS_GATEWAY (node))
    return g_strcmp0 (gh_gateway_get_gateway_type (GH_GATEWAY (node)), "Personal") == 0
               ? "avatar-default-symbolic"
               : "network-server-symbolic";
  if (GH_IS_WORKSPACE (node))
    return "folder-symbolic";
  if (GH_IS_ITEM (node))
    return "x-office-spreadsheet-symbolic";
  if (GH_IS_PLACEHOLDER (node))
    return get_placeholder_icon (GH_PLACEHOLDER (node));

  return NULL;
}

static GtkWidget *
new_part (GType type)
{
  return g_object_new (type, "valign", GTK_ALIGN_CENTER, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static void
show_spinner (GhTreeRow *self, gboolean reading)
{
  if (self->spinner == NULL && reading)
    {
      self->spinner = new_part (GTK_TYPE_SPINNER);
      gtk_box_prepend (self->box, self->spinner);
    }
  if (self->spinner == NULL)
    return;

  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), reading);
  gtk_widget_set_visible (self->spinner, reading);
}

static void
show_status (GhTreeRow *self, const char *icon, const char *style)
{
  if (self->status == NULL && icon != NULL)
    {
      self->status = new_part (GTK_TYPE_IMAGE);
      gtk_box_append (self->box, self->status);
    }
  if (self->status == NULL)
    return;

  gtk_image_set_from_icon_name (GTK_IMAGE (self->status), icon);
  gtk_widget_set_css_classes (self->status, (const char *[]){ style, NULL });
  gtk_widget_set_visible (self->status, icon != NULL);
}

static void
retry_cb (GhTreeRow *self)
{
  if (GH_IS_PLACEHOLDER (self->node))
    g_signal_emit (self, signals[RETRY], 0, gh_placeholder_get_owner (GH_PLACEHOLDER (self->node)));
}

static void
show_retry_button (GhTreeRow *self, gboolean failed)
{
  if (self->retry_button == NULL && failed)
    {
      self->retry_button = gtk_button_new_with_label (_ ("Retry"));
      gtk_widget_set_valign (self->retry_button, GTK_ALIGN_CENTER);
      g_signal_connect_swapped (self->retry_button, "clicked", G_CALLBACK (retry_cb), self);
      gtk_box_append (self->box, self->retry_button);
    }
  if (self->retry_button != NULL)
    gtk_widget_set_visible (self->retry_button, failed);
}

/* The icon only repeats what the second line says; nothing to say, no icon. */
static void
update_status (GhTreeRow *self)
{
  const char *icon = NULL;
  const char *style = "";

  if (GH_IS_DATASOURCE (self->node))
    switch (gh_datasource_get_health (GH_DATASOURCE (self->node)))
      {
      case GH_HEALTH_WORKS:
        icon = "emblem-ok-symbolic";
        style = "success";
        break;
      case GH_HEALTH_REFUSED:
        icon = "dialog-error-symbolic";
        style = "error";
        break;
      case GH_HEALTH_NO_CREDENTIAL:
        icon = "dialog-warning-symbolic";
        style = "warning";
        break;
      case GH_HEALTH_NOT_KNOWN:
      case GH_HEALTH_UNTESTED:
      default:
        break;
      }

  show_status (self, icon, style);
}

/* Where the name says it all, the second line still says what the row is. */
static const char *
get_subtitle (GhNode *node)
{
  const char *subtitle = gh_node_get_subtitle (node);

  if ((subtitle == NULL || *subtitle == '\0') && GH_IS_DATASOURCE (node))
    return _ ("Data source");

  return subtitle;
}

/* What has the focus is the row of the list around this one. GTK 4.8 gives it no name, not even
 * that of what it holds. */
static void
update_name (GhTreeRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = g_strdup_printf ("%s\n%s", gtk_label_get_label (self->title),
                                           gtk_label_get_label (self->subtitle));

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    g_strchomp (name), -1);
}

static void
update_texts (GhTreeRow *self)
{
  const char *title = gh_node_get_title (self->node);
  const char *subtitle = get_subtitle (self->node);
  gboolean has_subtitle = subtitle != NULL && *subtitle != '\0';

  gtk_label_set_label (self->title, title != NULL ? title : "");
  gtk_label_set_label (self->subtitle, has_subtitle ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), has_subtitle);
  update_name (self);
  update_status (self);
}

static void
update_state (GhTreeRow *self)
{
  gboolean reading = gh_node_get_state (self->node) == GH_NODE_READING;

  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, reading, -1);
}

static Look
get_look (GhNode *node)
{
  if (GH_IS_SECTION (node))
    return LOOK_SECTION;
  if (!GH_IS_PLACEHOLDER (node))
    return LOOK_NODE;

  return gh_placeholder_get_kind (GH_PLACEHOLDER (node)) == GH_PLACEHOLDER_FAILED
             ? LOOK_FAILED
             : LOOK_PLACEHOLDER;
}

static void
set_label_wraps (GtkLabel *label, gboolean wraps)
{
  gtk_label_set_wrap (label, wraps);
  gtk_label_set_ellipsize (label, wraps ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
}

/* A widget that is used again mostly shows the same kind of row as before: then its styles need not
 * be made anew. */
static void
set_look (GhTreeRow *self, Look look)
{
  gboolean section = look == LOOK_SECTION;
  gboolean placeholder = look == LOOK_PLACEHOLDER || look == LOOK_FAILED;
  const char *dim = placeholder ? "dim-label" : "";

  if (self->look == look)
    return;

  self->look = look;
  gtk_tree_expander_set_indent_for_icon (self->expander, !section);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon),
                              (const char *[]){ look == LOOK_FAILED ? "error" : dim, NULL });
  gtk_widget_set_css_classes (GTK_WIDGET (self->title),
                              section ? (const char *[]){ "caption-heading", "dim-label", NULL }
                                      : (const char *[]){ dim, NULL });
  set_label_wraps (self->title, placeholder);
  set_label_wraps (self->subtitle, placeholder);
  if (section)
    gtk_widget_add_css_class (GTK_WIDGET (self), "section");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "section");
}

static void
update_look (GhTreeRow *self)
{
  Look look = get_look (self->node);
  const char *icon = get_icon (self->node);

  set_look (self, look);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
  show_spinner (self, look == LOOK_PLACEHOLDER && gh_placeholder_get_kind (GH_PLACEHOLDER (
                                                      self->node)) == GH_PLACEHOLDER_READING);
  show_retry_button (self, look == LOOK_FAILED);
}

static void
expanded_cb (GhTreeRow *self)
{
  if (gtk_tree_list_row_get_expanded (self->row) &&
      gh_node_get_state (self->node) == GH_NODE_UNREAD)
    g_signal_emit (self, signals[UNFOLDED], 0, self->node);
}

static void
released_cb (GhTreeRow *self)
{
  if (self->row != NULL)
    g_signal_emit (self, signals[CLICKED], 0, self->row);
}

/* The whole text where the row is too narrow for it. */
static gboolean
query_tooltip_cb (GhTreeRow *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  PangoLayout *title = gtk_label_get_layout (self->title);
  PangoLayout *subtitle = gtk_label_get_layout (self->subtitle);
  g_autofree char *text = NULL;

  if (self->node == NULL ||
      (!pango_layout_is_ellipsized (title) && !pango_layout_is_ellipsized (subtitle)))
    return FALSE;

  text = g_strdup_printf ("%s\n%s", gtk_label_get_label (self->title),
                          gtk_label_get_label (self->subtitle));
  gtk_tooltip_set_text (tooltip, g_strchomp (text));

  return TRUE;
}

static void
unbind (GhTreeRow *self)
{
  if (self->row == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->row, self);
  g_signal_handlers_disconnect_by_data (self->node, self);
  g_clear_object (&self->row);
  g_clear_object (&self->node);
}

static void
gh_tree_row_dispose (GObject *object)
{
  unbind (GH_TREE_ROW (object));

  G_OBJECT_CLASS (gh_tree_row_parent_class)->dispose (object);
}

static void
gh_tree_row_class_init (GhTreeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_tree_row_dispose;

  signals[UNFOLDED] = g_signal_new ("unfolded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, GH_TYPE_NODE);
  signals[RETRY] = g_signal_new ("retry", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, GH_TYPE_NODE);
  signals[CLICKED] = g_signal_new ("clicked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, GTK_TYPE_TREE_LIST_ROW);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/tree/gh-tree-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GhTreeRow, expander);
  gtk_widget_class_bind_template_child (widget_class, GhTreeRow, box);
  gtk_widget_class_bind_template_child (widget_class, GhTreeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GhTreeRow, title);
  gtk_widget_class_bind_template_child (widget_class, GhTreeRow, subtitle);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_set_css_name (widget_class, "treerow");
}

static void
gh_tree_row_init (GhTreeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_tree_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
gh_tree_row_new (void)
{
  return g_object_new (GH_TYPE_TREE_ROW, NULL);
}

/**
 * gh_tree_row_set_row:
 * @self: a row
 * @row: (nullable): the row of the tree that it shows
 */
void
gh_tree_row_set_row (GhTreeRow *self, GtkTreeListRow *row)
{
  g_return_if_fail (GH_IS_TREE_ROW (self));

  unbind (self);
  gtk_tree_expander_set_list_row (self->expander, row);
  if (row == NULL)
    return;

  self->row = g_object_ref (row);
  self->node = gtk_tree_list_row_get_item (row);
  g_signal_connect_swapped (self->row, "notify::expanded", G_CALLBACK (expanded_cb), self);
  g_signal_connect_swapped (self->node, "notify::title", G_CALLBACK (update_texts), self);
  g_signal_connect_swapped (self->node, "notify::subtitle", G_CALLBACK (update_texts), self);
  g_signal_connect_swapped (self->node, "notify::state", G_CALLBACK (update_state), self);
  update_look (self);
  update_texts (self);
  update_state (self);
}

/**
 * gh_tree_row_get_row:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the row of the tree that it shows
 */
GtkTreeListRow *
gh_tree_row_get_row (GhTreeRow *self)
{
  g_return_val_if_fail (GH_IS_TREE_ROW (self), NULL);

  return self->row;
}
