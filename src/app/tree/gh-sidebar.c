/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sidebar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gh-account-button.h"
#include "gh-config.h"
#include "gh-menu-button.h"
#include "gh-notice-bar.h"
#include "gh-text.h"
#include "gh-time.h"
#include "gh-tree-view.h"

/* Up to so many data sources everything is unfolded after the first reading: then one sees at a
 * glance what there is. */
#define SMALL_TREE 50

#define SIDEBAR_WIDTH 320

/* Wider than any folded window; the clamp computes with it, so it must not be the largest number.
 */
#define UNCLAMPED 10000

struct _GhSidebar
{
  AdwBin parent_instance;

  AdwClamp *clamp;
  AdwHeaderBar *header;
  GhAccountButton *account_button;
  AdwWindowTitle *title;
  GhNoticeBar *notice_bar;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GhTreeView *tree;
  GtkLabel *nothing_label;
  GtkLabel *footer_label;
  GtkButton *read_button;

  GhSession *session;
  GhNotices *notices;
  GhInventory *inventory;
  GCancellable *cancellable;
  gboolean was_unfolded;
};

enum
{
  DATASOURCE_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhSidebar, gh_sidebar, ADW_TYPE_BIN)

/* A tenant that was given as a GUID says nothing to anybody; who signed in does. */
static const char *
get_subtitle (GhAccount *account)
{
  const char *tenant = gh_account_get_tenant (account);

  return strchr (tenant, '.') != NULL ? tenant : gh_account_get_user_name (account);
}

static void
update_account (GhSidebar *self)
{
  GhAccount *account = gh_session_get_account (self->session);
  g_autofree char *subtitle = NULL;

  if (account == NULL)
    return;

  subtitle = gh_text_to_display (get_subtitle (account));
  adw_window_title_set_subtitle (self->title, subtitle);
}

static char *
describe_reading (GhInventory *inventory)
{
  guint n = gh_inventory_get_n_datasources (inventory);
  guint failed = gh_inventory_get_n_failed (inventory);
  gint64 read_at = gh_inventory_get_read_at (inventory);
  g_autofree char *count = g_strdup_printf (ngettext ("%u data source", "%u data sources", n), n);
  g_autofree char *time = NULL;

  if (gh_inventory_get_reading (inventory))
    /* Translators: %s is "48 data sources" */
    return n == 0 ? g_strdup (_ ("Reading…")) : g_strdup_printf (_ ("Reading… %s so far"), count);
  if (failed > 0)
    /* Translators: "48 data sources"; how many things could not be read */
    return g_strdup_printf (_ ("%s · %u not read"), count, failed);
  if (read_at == 0)
    return g_strdup (_ ("Not read yet"));

  time = gh_time_format_clock (read_at);

  /* Translators: "48 data sources"; a time such as 10:42 */
  return g_strdup_printf (_ ("%s · read at %s"), count, time);
}

static void
update_filter (GhSidebar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autofree char *wanted = g_strstrip (g_strdup (text));
  g_autofree char *nothing = NULL;
  gboolean found = gh_tree_view_set_filter (self->tree, wanted);

  if (!found)
    {
      /* Translators: %s is what was typed into the filter */
      nothing = g_strdup_printf (_ ("Nothing matches “%s” among what was read."), wanted);
      gtk_label_set_label (self->nothing_label, nothing);
    }
  gtk_stack_set_visible_child_name (self->stack, found ? "tree" : "nothing");
}

static void
update_reading (GhSidebar *self)
{
  gboolean reading = gh_inventory_get_reading (self->inventory);
  g_autofree char *text = describe_reading (self->inventory);

  gtk_label_set_label (self->footer_label, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->read_button), !reading);
  /* What the filter shows is a snapshot of what was read. */
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    update_filter (self);
  if (!reading && !self->was_unfolded && gh_inventory_get_read_at (self->inventory) != 0)
    {
      self->was_unfolded = TRUE;
      if (gh_inventory_get_n_datasources (self->inventory) <= SMALL_TREE)
        gh_tree_view_unfold_all (self->tree);
    }
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GhSidebar) self = user_data;
  g_autoptr (GError) error = NULL;

  gh_inventory_refresh_finish (GH_INVENTORY (source), result, &error);
  if (self->inventory == GH_INVENTORY (source) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gh_notices_take_reading (self->notices, error);
}

static void
children_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* A failure stands in the tree, as a row with Retry. */
  if (!gh_inventory_load_children_finish (GH_INVENTORY (source), result, &error))
    g_debug ("Children could not be read: %s", g_quark_to_string (error->domain));
}

static void
load_children_cb (GhSidebar *self, GhNode *node)
{
  if (self->inventory != NULL && node != NULL)
    gh_inventory_load_children_async (self->inventory, node, self->cancellable, children_loaded_cb,
                                      NULL);
}

static void
stop_reading (GhSidebar *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->inventory != NULL)
    g_signal_handlers_disconnect_by_func (self->inventory, update_reading, self);
  g_clear_object (&self->inventory);
}

static void
update_inventory (GhSidebar *self)
{
  GhInventory *inventory = gh_session_get_inventory (self->session);

  if (self->inventory == inventory)
    return;

  stop_reading (self);
  gh_tree_view_set_inventory (self->tree, inventory);
  if (inventory == NULL)
    return;

  self->inventory = g_object_ref (inventory);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (inventory, "notify::reading", G_CALLBACK (update_reading), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (inventory, "notify::n-datasources", G_CALLBACK (update_reading), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (inventory, "notify::n-failed", G_CALLBACK (update_reading), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (inventory, "notify::read-at", G_CALLBACK (update_reading), self,
                           G_CONNECT_SWAPPED);
  update_reading (self);
  update_filter (self);
  gh_sidebar_read_again (self);
}

static void
chosen_cb (GhSidebar *self, GhDatasource *datasource, gboolean activated)
{
  g_signal_emit (self, signals[DATASOURCE_SELECTED], 0, datasource, activated);
}

static void
stop_search_cb (GhSidebar *self)
{
  if (!gh_sidebar_clear_filter (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->tree));
}

/* From the filter straight into what it found. */
static gboolean
search_key_pressed_cb (GhSidebar *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (GTK_WIDGET (self->tree));

  return GDK_EVENT_STOP;
}

static void
network_changed_cb (GhSidebar *self, gboolean available)
{
  if (available && gh_notices_is_offline (self->notices))
    gh_sidebar_read_again (self);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return gh_sidebar_clear_filter (GH_SIDEBAR (widget));
}

static gboolean
copy_id_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  const char *id = gh_tree_view_get_focused_id (GH_SIDEBAR (widget)->tree);

  if (id == NULL)
    return FALSE;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), id);

  return TRUE;
}

static gboolean
gh_sidebar_grab_focus (GtkWidget *widget)
{
  GhSidebar *self = GH_SIDEBAR (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->tree)) ||
         gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
gh_sidebar_dispose (GObject *object)
{
  GhSidebar *self = GH_SIDEBAR (object);

  stop_reading (self);
  g_clear_object (&self->session);
  g_clear_object (&self->notices);

  G_OBJECT_CLASS (gh_sidebar_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/tree/gh-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, clamp);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, account_button);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, stack);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, tree);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, footer_label);
  gtk_widget_class_bind_template_child (widget_class, GhSidebar, read_button);
  gtk_widget_class_bind_template_callback (widget_class, update_filter);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_children_cb);
}

static void
gh_sidebar_class_init (GhSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_sidebar_dispose;
  widget_class->grab_focus = gh_sidebar_grab_focus;

  signals[DATASOURCE_SELECTED] =
      g_signal_new ("datasource-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 2, GH_TYPE_DATASOURCE, G_TYPE_BOOLEAN);

  g_type_ensure (GH_TYPE_ACCOUNT_BUTTON);
  g_type_ensure (GH_TYPE_MENU_BUTTON);
  g_type_ensure (GH_TYPE_NOTICE_BAR);
  g_type_ensure (GH_TYPE_TREE_VIEW);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_id_cb, NULL);
  bind_template (widget_class);
}

static void
gh_sidebar_init (GhSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self->tree));
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gh_sidebar_new:
 *
 * Returns: (transfer floating): a sidebar
 */
GtkWidget *
gh_sidebar_new (void)
{
  return g_object_new (GH_TYPE_SIDEBAR, NULL);
}

/**
 * gh_sidebar_set_session:
 * @self: a sidebar
 * @session: the session whose inventory is shown, and read at once
 * @notices: what the banners say
 */
void
gh_sidebar_set_session (GhSidebar *self, GhSession *session, GhNotices *notices)
{
  g_return_if_fail (GH_IS_SIDEBAR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->notices = g_object_ref (notices);
  gh_account_button_set_session (self->account_button, session);
  gh_notice_bar_set_notices (self->notice_bar, notices);
  g_signal_connect_object (session, "notify::account", G_CALLBACK (update_account), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::inventory", G_CALLBACK (update_inventory), self,
                           G_CONNECT_SWAPPED);
  update_account (self);
  update_inventory (self);
}

/**
 * gh_sidebar_set_folded:
 * @self: a sidebar
 * @folded: whether it is the only pane that is seen
 */
void
gh_sidebar_set_folded (GhSidebar *self, gboolean folded)
{
  g_return_if_fail (GH_IS_SIDEBAR (self));

  adw_header_bar_set_show_end_title_buttons (self->header, folded);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_bar), folded);
  gtk_widget_set_size_request (GTK_WIDGET (self), folded ? -1 : SIDEBAR_WIDTH, -1);
  /* The leaflet gives it what it would like to have; a long address must not make it wider. */
  adw_clamp_set_maximum_size (self->clamp, folded ? UNCLAMPED : SIDEBAR_WIDTH);
  adw_clamp_set_tightening_threshold (self->clamp, folded ? UNCLAMPED : SIDEBAR_WIDTH);
}

/**
 * gh_sidebar_select:
 * @self: a sidebar
 * @datasource: (nullable): what shall be selected, without a signal
 */
void
gh_sidebar_select (GhSidebar *self, GhDatasource *datasource)
{
  g_return_if_fail (GH_IS_SIDEBAR (self));

  gh_tree_view_select (self->tree, datasource);
}

/**
 * gh_sidebar_read_again:
 * @self: a sidebar
 *
 * Reads everything again. Rows that are still there stay.
 */
void
gh_sidebar_read_again (GhSidebar *self)
{
  g_return_if_fail (GH_IS_SIDEBAR (self));

  if (self->inventory != NULL && !gh_inventory_get_reading (self->inventory))
    gh_inventory_refresh_async (self->inventory, self->cancellable, refreshed_cb,
                                g_object_ref (self));
}

/**
 * gh_sidebar_start_filter:
 * @self: a sidebar
 *
 * Puts the focus into the filter.
 */
void
gh_sidebar_start_filter (GhSidebar *self)
{
  g_return_if_fail (GH_IS_SIDEBAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

/**
 * gh_sidebar_clear_filter:
 * @self: a sidebar
 *
 * Returns: %FALSE if the filter was empty already
 */
gboolean
gh_sidebar_clear_filter (GhSidebar *self)
{
  g_return_val_if_fail (GH_IS_SIDEBAR (self), FALSE);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) == '\0')
    return FALSE;

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");

  return TRUE;
}
