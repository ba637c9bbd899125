/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-tokens-page.h"

#include <glib/gi18n.h>

#include "gh-config.h"
#include "gh-notice-bar.h"
#include "gh-secret-guard.h"
#include "gh-time.h"
#include "gh-token-table.h"

struct _GhTokensPage
{
  AdwBin parent_instance;

  AdwHeaderBar *header;
  GtkWidget *back;
  GhNoticeBar *notice_bar;
  GtkScrolledWindow *scroller;
  GtkWidget *content;
  AdwActionRow *verdict;
  AdwPasswordEntryRow *pasted;
  GtkWidget *compare;
  GtkWidget *table_box;
  GtkLabel *table_title;
  GtkSwitch *only_differences;
  GhTokenTable *table;

  GhSession *session;
  GhSecretGuard *guard;
  GListStore *views;
  guint chosen[GH_TOKEN_TABLE_COLUMNS];
  guint n_pasted;
  guint tick_source;
  gint64 shown_at;
};

enum
{
  BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhTokensPage, gh_tokens_page, ADW_TYPE_BIN)

static gint64
get_now (GhTokensPage *self)
{
  return gh_clock_now (gh_session_get_clock (self->session));
}

static GhTokenView *
dup_view (GhTokensPage *self, guint column)
{
  return self->chosen[column] != GTK_INVALID_LIST_POSITION
             ? g_list_model_get_item (G_LIST_MODEL (self->views), self->chosen[column])
             : NULL;
}

static void
set_verdict (GhTokensPage *self, const char *title, const char *text)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict), title);
  adw_action_row_set_subtitle (self->verdict, text);
}

static void
update (GhTokensPage *self)
{
  g_autoptr (GhTokenView) one = dup_view (self, 0);
  g_autoptr (GhTokenView) other = dup_view (self, 1);
  g_autoptr (GhTokenComparison) comparison = NULL;

  self->shown_at = get_now (self);
  gtk_widget_set_visible (self->table_box, one != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->only_differences), other != NULL);
  gtk_label_set_text (self->table_title, other != NULL ? _ ("Two tokens") : _ ("One token"));
  if (one != NULL)
    {
      comparison = gh_token_comparison_new (one, other, self->shown_at);
      set_verdict (self, gh_token_comparison_get_verdict (comparison),
                   gh_token_comparison_get_explanation (comparison));
    }
  else
    set_verdict (self, _ ("No token is held at the moment"),
                 _ ("Paste one to see what it may do."));
  gh_token_table_show (self->table, G_LIST_MODEL (self->views), self->chosen, comparison);
  gh_token_table_update_remaining (self->table, self->shown_at);
}

/* What has ended since it was shown may do no more. */
static gboolean
has_just_ended (GhTokensPage *self, gint64 now)
{
  for (guint column = 0; column < GH_TOKEN_TABLE_COLUMNS; column++)
    {
      g_autoptr (GhTokenView) view = dup_view (self, column);

      if (view != NULL && gh_token_view_has_ended (view, now) &&
          !gh_token_view_has_ended (view, self->shown_at))
        return TRUE;
    }

  return FALSE;
}

static gboolean
tick_cb (gpointer user_data)
{
  GhTokensPage *self = user_data;
  gint64 now = get_now (self);

  if (has_just_ended (self, now))
    update (self);
  else
    gh_token_table_update_remaining (self->table, now);

  return G_SOURCE_CONTINUE;
}

static void
add_account (GhTokensPage *self)
{
  GhPowerBi *power_bi = gh_session_get_power_bi (self->session);
  GhAuthorizer *authorizer = power_bi != NULL ? gh_power_bi_get_authorizer (power_bi) : NULL;
  g_autoptr (GPtrArray) views = NULL;

  if (!GH_IS_AUTHORITY (authorizer))
    return;

  views = gh_authority_dup_token_views (GH_AUTHORITY (authorizer));
  for (guint i = 0; i < views->len; i++)
    g_list_store_append (self->views, g_ptr_array_index (views, i));
}

/* The first two stand beside each other, until somebody chooses. */
static void
choose_first (GhTokensPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->views));

  for (guint column = 0; column < GH_TOKEN_TABLE_COLUMNS; column++)
    self->chosen[column] = column < n ? column : GTK_INVALID_LIST_POSITION;
}

static char *
dup_pasted_name (GhTokensPage *self)
{
  g_autofree char *clock = gh_time_format_clock (g_get_real_time () / G_USEC_PER_SEC);

  /* Translators: the name of a token; %s is a time of day */
  g_autofree char *name = g_strdup_printf (_ ("Pasted at %s"), clock);

  return self->n_pasted > 1 ? g_strdup_printf ("%s · %u", name, self->n_pasted)
                            : g_steal_pointer (&name);
}

static void
add_pasted (GhTokensPage *self, GhSecret *token)
{
  GhAccount *account = gh_session_get_account (self->session);
  GhCloud *cloud = account != NULL ? gh_account_get_cloud (account) : NULL;
  g_autoptr (GhTokenView) view = NULL;
  g_autofree char *name = NULL;
  guint position = g_list_model_get_n_items (G_LIST_MODEL (self->views));

  self->n_pasted++;
  name = dup_pasted_name (self);
  view = gh_token_view_new (token, name,
                            cloud != NULL ? gh_cloud_get_powerbi_audience (cloud) : NULL, FALSE);
  g_list_store_append (self->views, view);
  self->chosen[position == 0 ? 0 : 1] = position;
}

static void
scroll_to_top (GhTokensPage *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
compare_cb (GhTokensPage *self)
{
  g_autoptr (GhSecret) token = gh_secret_guard_dup_secret (self->guard, TRUE);

  if (token == NULL)
    return;

  /* What can be read in it is enough. */
  gh_secret_guard_clear (self->guard);
  add_pasted (self, token);
  update (self);
  scroll_to_top (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->verdict));
}

static void
update_compare (GhTokensPage *self)
{
  gtk_widget_set_sensitive (self->compare,
                            self->guard != NULL && !gh_secret_guard_is_empty (self->guard));
}

static void
chosen_cb (GhTokensPage *self, guint column, guint position)
{
  guint before = self->chosen[column];

  if (position == before || position == GTK_INVALID_LIST_POSITION)
    return;

  /* A token beside itself says nothing: then both change places. */
  if (self->chosen[1 - column] == position)
    self->chosen[1 - column] = before;
  self->chosen[column] = position;
  update (self);
}

static void
only_differences_cb (GhTokensPage *self)
{
  gh_token_table_set_only_differences (self->table, gtk_switch_get_active (self->only_differences));
}

static void
back_cb (GhTokensPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static gboolean
back_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  back_cb (GH_TOKENS_PAGE (widget));

  return GDK_EVENT_STOP;
}

/* Another account: nothing of what was shown is about it. */
static void
power_bi_cb (GhTokensPage *self)
{
  if (self->tick_source != 0)
    gh_tokens_page_enter (self, NULL);
}

static void
gh_tokens_page_dispose (GObject *object)
{
  GhTokensPage *self = GH_TOKENS_PAGE (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_object (&self->guard);
  g_clear_object (&self->views);
  g_clear_object (&self->session);
  /* Disposing of the template would unparent the child behind the bin's back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_TOKENS_PAGE);

  G_OBJECT_CLASS (gh_tokens_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (GH_TYPE_NOTICE_BAR);
  g_type_ensure (GH_TYPE_TOKEN_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               GH_RESOURCE_BASE "/tokens/gh-tokens-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GhTokensPage, header);
  gtk_widget_class_bind_template_child (widget_class, GhTokensPage, back);
  gtk_widget_class_bind_template_child (widget_class, GhTokensPage, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, GhTokensPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, GhTokensPage, content);
  gtk_widget_class_bind_template_child (widget_class, GhTokensPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, GhTokensPage, pasted);
  gtk_widget_class_bind_template_child (widget_class, GhTokensPage, compare);
  gtk_widget_class_bind_template_child (widget_class, GhTokensPage, table_box);
  gtk_widget_class_bind_template_child (widget_class, GhTokensPage, table_title);
  gtk_widget_class_bind_template_child (widget_class, GhTokensPage, only_differences);
  gtk_widget_class_bind_template_child (widget_class, GhTokensPage, table);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_compare);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, only_differences_cb);
}

static void
gh_tokens_page_class_init (GhTokensPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gh_tokens_page_dispose;

  signals[BACK] = g_signal_new ("back", GH_TYPE_TOKENS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, back_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK, back_shortcut_cb, NULL);
  bind_template (widget_class);
}

static void
gh_tokens_page_init (GhTokensPage *self)
{
  self->views = g_list_store_new (GH_TYPE_TOKEN_VIEW);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->guard = gh_secret_guard_new (self->pasted);
  choose_first (self);
}

/**
 * gh_tokens_page_new:
 * @session: whose tokens are shown
 *
 * Returns: (transfer floating): an empty page
 */
GtkWidget *
gh_tokens_page_new (GhSession *session)
{
  GhTokensPage *self = g_object_new (GH_TYPE_TOKENS_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::power-bi", G_CALLBACK (power_bi_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * gh_tokens_page_enter:
 * @self: a page
 * @refused: (nullable): a token that was refused, to be compared with others
 *
 * Shows the tokens that the account holds now.
 */
void
gh_tokens_page_enter (GhTokensPage *self, GhTokenView *refused)
{
  g_return_if_fail (GH_IS_TOKENS_PAGE (self));

  gh_tokens_page_leave (self);
  if (refused != NULL)
    g_list_store_append (self->views, refused);
  add_account (self);
  choose_first (self);
  update (self);
  scroll_to_top (self);
  self->tick_source = g_timeout_add_seconds (1, tick_cb, self);
  gtk_widget_grab_focus (refused != NULL ? GTK_WIDGET (self->pasted) : self->back);
}

/**
 * gh_tokens_page_leave:
 * @self: a page
 *
 * Wipes what was pasted, and forgets what was shown.
 */
void
gh_tokens_page_leave (GhTokensPage *self)
{
  g_return_if_fail (GH_IS_TOKENS_PAGE (self));

  g_clear_handle_id (&self->tick_source, g_source_remove);
  gh_secret_guard_clear (self->guard);
  self->n_pasted = 0;
  g_list_store_remove_all (self->views);
  choose_first (self);
  set_verdict (self, "", "");
  gh_token_table_show (self->table, NULL, self->chosen, NULL);
  gtk_switch_set_active (self->only_differences, FALSE);
}

void
gh_tokens_page_set_folded (GhTokensPage *self, gboolean folded)
{
  g_return_if_fail (GH_IS_TOKENS_PAGE (self));

  adw_header_bar_set_show_start_title_buttons (self->header, folded);
  if (folded)
    gtk_widget_add_css_class (self->content, "narrow");
  else
    gtk_widget_remove_css_class (self->content, "narrow");
}

void
gh_tokens_page_set_notices (GhTokensPage *self, GhNotices *notices)
{
  g_return_if_fail (GH_IS_TOKENS_PAGE (self));

  gh_notice_bar_set_notices (self->notice_bar, notices);
}
