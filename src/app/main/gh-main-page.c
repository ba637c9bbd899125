/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-main-page.h"

#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-discard-dialog.h"
#include "gh-editor-page.h"
#include "gh-sidebar.h"
#include "gh-tokens-page.h"

struct _GhMainPage
{
  AdwBin parent_instance;

  AdwLeaflet *leaflet;
  GhSidebar *sidebar;
  AdwBin *content;
  /* The editor, and what takes its place for a while. */
  GtkStack *pages;
  GhEditorPage *editor;
  GhTokensPage *tokens;
  GtkWidget *focus_before_tokens;

  GhDatasource *current;
  /* What waits for the answer whether to discard what was typed. */
  GhDatasource *wanted;
};

enum
{
  SIGN_IN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhMainPage, gh_main_page, ADW_TYPE_BIN)

/* After another account was adopted the same data source is another object. */
static gboolean
is_same (GhDatasource *one, GhDatasource *other)
{
  return one != NULL && other != NULL &&
         g_strcmp0 (gh_node_get_id (GH_NODE (one)), gh_node_get_id (GH_NODE (other))) == 0 &&
         g_strcmp0 (gh_datasource_get_gateway_id (one), gh_datasource_get_gateway_id (other)) == 0;
}

static void
show_content (GhMainPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content));
}

static gboolean
are_tokens_shown (GhMainPage *self)
{
  return self->pages != NULL &&
         gtk_stack_get_visible_child (self->pages) == GTK_WIDGET (self->tokens);
}

/* What was pasted is wiped; what was typed into the editor is still there. */
static void
leave_tokens (GhMainPage *self)
{
  if (!are_tokens_shown (self))
    return;

  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->editor));
  gh_tokens_page_leave (self->tokens);
}

static void
set_focus_before_tokens (GhMainPage *self, GtkWidget *focus)
{
  g_set_weak_pointer (&self->focus_before_tokens, focus);
}

/* Who came from a row of the editor is there again, and not on a button that sends. */
static void
tokens_back_cb (GhMainPage *self)
{
  GtkWidget *focus = self->focus_before_tokens;

  leave_tokens (self);
  if (focus == NULL || !gtk_widget_get_mapped (focus) || !gtk_widget_grab_focus (focus))
    gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
  set_focus_before_tokens (self, NULL);
}

static void
show_datasource (GhMainPage *self, GhDatasource *datasource)
{
  leave_tokens (self);
  g_set_object (&self->current, datasource);
  gh_editor_page_set_datasource (self->editor, datasource);
}

static void
discard_cb (GtkWidget *widget, gboolean discard)
{
  GhMainPage *self = GH_MAIN_PAGE (widget);
  g_autoptr (GhDatasource) wanted = g_steal_pointer (&self->wanted);

  if (!discard || wanted == NULL)
    return;

  show_datasource (self, wanted);
  gh_sidebar_select (self->sidebar, wanted);
  show_content (self);
}

static void
datasource_selected_cb (GhMainPage *self, GhDatasource *datasource, gboolean activated)
{
  if (is_same (self->current, datasource))
    {
      if (activated)
        {
          leave_tokens (self);
          show_content (self);
        }
      return;
    }

  if (self->wanted != NULL)
    {
      gh_sidebar_select (self->sidebar, self->current);
      return;
    }

  if (gh_editor_page_is_dirty (self->editor))
    {
      self->wanted = g_object_ref (datasource);
      gh_sidebar_select (self->sidebar, self->current);
      gh_discard_dialog_ask (GTK_WIDGET (self), discard_cb);
      return;
    }

  /* Folded, only a click or Enter leads away from the tree; the arrow keys walk through it. */
  if (adw_leaflet_get_folded (self->leaflet) && !activated)
    return;

  show_datasource (self, datasource);
  if (activated)
    show_content (self);
}

static void
folded_cb (GhMainPage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  gh_sidebar_set_folded (self->sidebar, folded);
  if (self->editor != NULL)
    {
      gh_editor_page_set_folded (self->editor, folded);
      gh_tokens_page_set_folded (self->tokens, folded);
    }
  /* Folded, the arrow keys may have gone on from what is shown. */
  if (folded)
    gtk_widget_set_visible (GTK_WIDGET (self->sidebar), TRUE);
  else if (self->current != NULL)
    gh_sidebar_select (self->sidebar, self->current);
}

static void
back_cb (GhMainPage *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
  gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
}

static void
sign_in_cb (GhMainPage *self, const char *login_hint)
{
  g_signal_emit (self, signals[SIGN_IN], 0, login_hint);
}

static gboolean
gh_main_page_grab_focus (GtkWidget *widget)
{
  GhMainPage *self = GH_MAIN_PAGE (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
}

static void
gh_main_page_dispose (GObject *object)
{
  GhMainPage *self = GH_MAIN_PAGE (object);

  set_focus_before_tokens (self, NULL);
  g_clear_object (&self->current);
  g_clear_object (&self->wanted);

  G_OBJECT_CLASS (gh_main_page_parent_class)->dispose (object);
}

static void
gh_main_page_class_init (GhMainPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_main_page_dispose;
  widget_class->grab_focus = gh_main_page_grab_focus;

  signals[SIGN_IN] = g_signal_new ("sign-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (GH_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/main/gh-main-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhMainPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, GhMainPage, sidebar);
  gtk_widget_class_bind_template_child (widget_class, GhMainPage, content);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, datasource_selected_cb);
}

static void
gh_main_page_init (GhMainPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gh_main_page_new:
 *
 * Returns: (transfer floating): the two panes
 */
GtkWidget *
gh_main_page_new (void)
{
  return g_object_new (GH_TYPE_MAIN_PAGE, NULL);
}

static void
add_pages (GhMainPage *self)
{
  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_transition_type (self->pages, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT_RIGHT);
  gtk_stack_set_hhomogeneous (self->pages, FALSE);
  gtk_stack_add_child (self->pages, GTK_WIDGET (self->editor));
  gtk_stack_add_child (self->pages, GTK_WIDGET (self->tokens));
  adw_bin_set_child (self->content, GTK_WIDGET (self->pages));
}

/**
 * gh_main_page_set_session:
 * @self: the two panes
 * @session: the session that they work with
 * @notices: what the banners say
 */
void
gh_main_page_set_session (GhMainPage *self, GhSession *session, GhNotices *notices)
{
  g_return_if_fail (GH_IS_MAIN_PAGE (self));
  g_return_if_fail (self->editor == NULL);

  self->editor = GH_EDITOR_PAGE (gh_editor_page_new (session));
  gh_editor_page_set_notices (self->editor, notices);
  self->tokens = GH_TOKENS_PAGE (gh_tokens_page_new (session));
  gh_tokens_page_set_notices (self->tokens, notices);
  add_pages (self);
  g_signal_connect_object (self->editor, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "sign-in", G_CALLBACK (sign_in_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "compare-tokens", G_CALLBACK (gh_main_page_show_tokens),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tokens, "back", G_CALLBACK (tokens_back_cb), self,
                           G_CONNECT_SWAPPED);
  gh_sidebar_set_session (self->sidebar, session, notices);
  folded_cb (self);
}

/**
 * gh_main_page_is_dirty:
 * @self: the two panes
 *
 * Returns: whether something typed would be lost
 */
gboolean
gh_main_page_is_dirty (GhMainPage *self)
{
  g_return_val_if_fail (GH_IS_MAIN_PAGE (self), FALSE);

  return self->editor != NULL && gh_editor_page_is_dirty (self->editor);
}

/**
 * gh_main_page_is_sending:
 * @self: the two panes
 *
 * Returns: whether a change is under way, of which nobody would learn how it ended
 */
gboolean
gh_main_page_is_sending (GhMainPage *self)
{
  g_return_val_if_fail (GH_IS_MAIN_PAGE (self), FALSE);

  return self->editor != NULL && gh_editor_page_is_sending (self->editor);
}

/**
 * gh_main_page_take_sign_in:
 * @self: the two panes
 * @sign_in: who signed in after "sign-in"
 */
void
gh_main_page_take_sign_in (GhMainPage *self, GhSignInResult *sign_in)
{
  g_return_if_fail (GH_IS_MAIN_PAGE (self));

  gh_editor_page_take_sign_in (self->editor, sign_in);
}

/**
 * gh_main_page_reset:
 * @self: the two panes
 *
 * Shows no data source any more: who signed out leaves nothing on the screen.
 */
void
gh_main_page_reset (GhMainPage *self)
{
  g_return_if_fail (GH_IS_MAIN_PAGE (self));

  gh_sidebar_clear_filter (self->sidebar);
  gh_sidebar_select (self->sidebar, NULL);
  g_clear_object (&self->wanted);
  if (self->editor != NULL)
    show_datasource (self, NULL);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
}

/**
 * gh_main_page_show_tokens:
 * @self: the two panes
 * @refused: (nullable): a token that was refused, to be compared with others
 *
 * Shows what the account's tokens may do, in the right pane.
 */
void
gh_main_page_show_tokens (GhMainPage *self, GhTokenView *refused)
{
  g_return_if_fail (GH_IS_MAIN_PAGE (self));

  if (self->tokens == NULL)
    return;

  if (!are_tokens_shown (self))
    set_focus_before_tokens (self, gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  show_content (self);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->tokens));
  gh_tokens_page_enter (self->tokens, refused);
}

/**
 * gh_main_page_read_again:
 * @self: the two panes
 *
 * Reads everything again.
 */
void
gh_main_page_read_again (GhMainPage *self)
{
  g_return_if_fail (GH_IS_MAIN_PAGE (self));

  gh_sidebar_read_again (self->sidebar);
}

static void
show_sidebar (GhMainPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), TRUE);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar));
}

/**
 * gh_main_page_start_filter:
 * @self: the two panes
 *
 * Puts the focus into the filter.
 */
void
gh_main_page_start_filter (GhMainPage *self)
{
  g_return_if_fail (GH_IS_MAIN_PAGE (self));

  show_sidebar (self);
  gh_sidebar_start_filter (self->sidebar);
}

/**
 * gh_main_page_go_to_next_pane:
 * @self: the two panes
 *
 * Moves the focus to the other pane.
 */
void
gh_main_page_go_to_next_pane (GhMainPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  g_return_if_fail (GH_IS_MAIN_PAGE (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sidebar)))
    {
      show_content (self);
      gtk_widget_child_focus (GTK_WIDGET (self->content), GTK_DIR_TAB_FORWARD);
    }
  else
    {
      show_sidebar (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
    }
}

/**
 * gh_main_page_toggle_sidebar:
 * @self: the two panes
 *
 * Folds the sidebar away, or brings it back. While only one pane is seen, nothing happens.
 */
void
gh_main_page_toggle_sidebar (GhMainPage *self)
{
  gboolean visible;

  g_return_if_fail (GH_IS_MAIN_PAGE (self));

  if (adw_leaflet_get_folded (self->leaflet))
    return;

  visible = gtk_widget_get_visible (GTK_WIDGET (self->sidebar));
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), !visible);
  if (visible)
    gtk_widget_child_focus (GTK_WIDGET (self->content), GTK_DIR_TAB_FORWARD);
}
