/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>

#include "fake-loader.h"
#include "gh-app-resources.h"
#include "gh-tree-view.h"

typedef struct
{
  FakeLoader *loader;
  GhInventory *inventory;
  GtkWidget *window;
  GtkWidget *tree;
  GhDatasource *chosen;
  guint n_chosen;
} Fixture;

static FakeLoader *
create_loader (void)
{
  FakeLoader *loader = fake_loader_new ();

  fake_loader_set_rows (loader, "gateways", "gateway fra Frankfurt\ngateway sea Seattle");
  fake_loader_set_rows (loader, "fra",
                        "datasource sales fra SalesDW\ndatasource budget fra Budget");
  fake_loader_set_rows (loader, "sea", "datasource ledger sea Ledger");
  fake_loader_set_rows (loader, "workspaces", "workspace w1 Sales");
  fake_loader_set_rows (loader, "w1", "item orders Orders");
  fake_loader_set_rows (loader, "orders", "datasource flow virtual Dataflows");

  return loader;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  gh_inventory_refresh_finish (GH_INVENTORY (source), result, &error);
  g_assert_no_error (error);
  *done = TRUE;
}

static void
read_all (GhInventory *inventory)
{
  gboolean done = FALSE;

  gh_inventory_refresh_async (inventory, NULL, done_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
chosen_cb (Fixture *fixture, GhDatasource *datasource, gboolean activated)
{
  fixture->chosen = datasource;
  fixture->n_chosen++;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  guint *n_frames = user_data;

  ++*n_frames;

  return G_SOURCE_CONTINUE;
}

/* Rows get their widgets only when the list is drawn. */
static void
wait_for_frame (GtkWidget *widget)
{
  guint n_frames = 0;
  guint id = gtk_widget_add_tick_callback (widget, tick_cb, &n_frames, NULL);

  while (n_frames < 3)
    {
      gtk_widget_queue_draw (widget);
      g_main_context_iteration (NULL, TRUE);
    }
  gtk_widget_remove_tick_callback (widget, id);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->loader = create_loader ();
  fixture->inventory = gh_inventory_new (GH_LOADER (fixture->loader));
  fixture->tree = gh_tree_view_new ();
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 320, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->tree);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_signal_connect_swapped (fixture->tree, "chosen", G_CALLBACK (chosen_cb), fixture);
  gh_tree_view_set_inventory (GH_TREE_VIEW (fixture->tree), fixture->inventory);
  read_all (fixture->inventory);
  wait_for_frame (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->inventory);
  g_assert_finalize_object (fixture->loader);
}

static GtkWidget *
find_list (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = GTK_IS_LIST_VIEW (child) ? child : find_list (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkSingleSelection *
get_selection (Fixture *fixture)
{
  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (find_list (fixture->tree))));
}

/* The titles of the rows that are shown, joined by "|"; the selected one in brackets. */
static char *
describe (Fixture *fixture)
{
  GtkSingleSelection *selection = get_selection (fixture);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (selection)); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (selection), i);
      g_autoptr (GhNode) node = gtk_tree_list_row_get_item (row);
      gboolean selected = gtk_single_selection_get_selected (selection) == i;

      g_string_append_printf (text, selected ? "%s[%s]" : "%s%s", i > 0 ? "|" : "",
                              gh_node_get_title (node));
    }

  return g_string_free (text, FALSE);
}

static void
assert_rows (Fixture *fixture, const char *expected)
{
  g_autofree char *text = describe (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static guint
find_position (Fixture *fixture, const char *title)
{
  GtkSingleSelection *selection = get_selection (fixture);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (selection)); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (selection), i);
      g_autoptr (GhNode) node = gtk_tree_list_row_get_item (row);

      if (g_strcmp0 (gh_node_get_title (node), title) == 0)
        return i;
    }

  g_error ("There is no row %s", title);
}

static void
select_row (Fixture *fixture, const char *title)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (get_selection (fixture)),
                                   find_position (fixture, title), TRUE);
}

static void
unfold (Fixture *fixture, const char *title)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (get_selection (fixture)),
                                                          find_position (fixture, title));

  gtk_tree_list_row_set_expanded (row, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_folded_at_first (Fixture *fixture, gconstpointer data)
{
  assert_rows (fixture, "Gateways|Frankfurt|Seattle|Workspaces|Sales");
}

static void
test_only_data_sources_are_chosen (Fixture *fixture, gconstpointer data)
{
  unfold (fixture, "Frankfurt");
  select_row (fixture, "SalesDW");
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  g_assert_cmpstr (gh_node_get_id (GH_NODE (fixture->chosen)), ==, "sales");

  select_row (fixture, "Seattle");
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
  assert_rows (fixture, "Gateways|Frankfurt|[SalesDW]|Budget|Seattle|Workspaces|Sales");
}

static void
test_filter_finds_what_is_folded_away (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gh_tree_view_set_filter (GH_TREE_VIEW (fixture->tree), "DATAFL"));
  assert_rows (fixture, "Workspaces|Sales|Orders|Dataflows");

  g_assert_true (gh_tree_view_set_filter (GH_TREE_VIEW (fixture->tree), ""));
  assert_rows (fixture, "Gateways|Frankfurt|Seattle|Workspaces|Sales");
}

static void
test_filter_shows_what_is_below (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gh_tree_view_set_filter (GH_TREE_VIEW (fixture->tree), "frankf"));
  assert_rows (fixture, "Gateways|Frankfurt|SalesDW|Budget");
}

static void
test_filter_without_match (Fixture *fixture, gconstpointer data)
{
  g_assert_false (gh_tree_view_set_filter (GH_TREE_VIEW (fixture->tree), "nothing like it"));
  assert_rows (fixture, "");
}

static void
test_filter_keeps_selection (Fixture *fixture, gconstpointer data)
{
  unfold (fixture, "Frankfurt");
  select_row (fixture, "SalesDW");

  gh_tree_view_set_filter (GH_TREE_VIEW (fixture->tree), "ledger");
  assert_rows (fixture, "Gateways|Seattle|Ledger");
  gh_tree_view_set_filter (GH_TREE_VIEW (fixture->tree), "sales");
  assert_rows (fixture, "Gateways|Frankfurt|[SalesDW]|Workspaces|Sales|Orders|Dataflows");
  gh_tree_view_set_filter (GH_TREE_VIEW (fixture->tree), "");
  assert_rows (fixture, "Gateways|Frankfurt|[SalesDW]|Budget|Seattle|Workspaces|Sales");
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
}

static void
test_reading_again_keeps_selection_and_folding (Fixture *fixture, gconstpointer data)
{
  unfold (fixture, "Frankfurt");
  select_row (fixture, "Budget");

  fake_loader_set_rows (fixture->loader, "fra",
                        "datasource new fra New\ndatasource budget fra Budget");
  read_all (fixture->inventory);
  assert_rows (fixture, "Gateways|Frankfurt|New|[Budget]|Seattle|Workspaces|Sales");
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
}

static void
test_folding_keeps_what_was_chosen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkTreeListRow) row = NULL;

  unfold (fixture, "Frankfurt");
  select_row (fixture, "Budget");
  row = g_list_model_get_item (G_LIST_MODEL (get_selection (fixture)), 1);
  gtk_tree_list_row_set_expanded (row, FALSE);
  assert_rows (fixture, "Gateways|Frankfurt|Seattle|Workspaces|Sales");

  unfold (fixture, "Frankfurt");
  assert_rows (fixture, "Gateways|Frankfurt|SalesDW|[Budget]|Seattle|Workspaces|Sales");
  g_assert_cmpuint (fixture->n_chosen, ==, 1);
}

/* As after another account was adopted. */
static void
test_another_inventory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FakeLoader) loader = create_loader ();
  g_autoptr (GhInventory) inventory = gh_inventory_new (GH_LOADER (loader));

  unfold (fixture, "Frankfurt");
  unfold (fixture, "Seattle");
  unfold (fixture, "Sales");
  select_row (fixture, "Budget");

  gh_tree_view_set_inventory (GH_TREE_VIEW (fixture->tree), inventory);
  assert_rows (fixture, "Gateways|Workspaces");
  read_all (inventory);
  assert_rows (fixture,
               "Gateways|Frankfurt|SalesDW|[Budget]|Seattle|Ledger|Workspaces|Sales|Orders");
  g_assert_cmpuint (fixture->n_chosen, ==, 1);

  gh_tree_view_set_inventory (GH_TREE_VIEW (fixture->tree), fixture->inventory);
}

static void
test_select_unfolds (Fixture *fixture, gconstpointer data)
{
  GhDatasource *flow = gh_inventory_find_datasource (fixture->inventory, "virtual", "flow");

  gh_tree_view_select (GH_TREE_VIEW (fixture->tree), flow);
  assert_rows (fixture, "Gateways|Frankfurt|Seattle|Workspaces|Sales|Orders|[Dataflows]");
  g_assert_cmpuint (fixture->n_chosen, ==, 0);
}

static const char *
get_focused (Fixture *fixture)
{
  return gh_tree_view_get_focused_id (GH_TREE_VIEW (fixture->tree));
}

static void
test_focus_goes_to_a_row (Fixture *fixture, gconstpointer data)
{
  GhDatasource *flow = gh_inventory_find_datasource (fixture->inventory, "virtual", "flow");

  g_assert_true (gtk_widget_grab_focus (fixture->tree));
  g_assert_cmpstr (get_focused (fixture), ==, "fra");

  gh_tree_view_select (GH_TREE_VIEW (fixture->tree), flow);
  wait_for_frame (fixture->window);
  g_assert_true (gtk_widget_grab_focus (fixture->tree));
  g_assert_cmpstr (get_focused (fixture), ==, "flow");
}

static void
add_test (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  gh_app_register_resource ();

  add_test ("/tree/folded-at-first", test_folded_at_first);
  add_test ("/tree/only-data-sources-are-chosen", test_only_data_sources_are_chosen);
  add_test ("/tree/select-unfolds", test_select_unfolds);
  add_test ("/tree/folding-keeps-what-was-chosen", test_folding_keeps_what_was_chosen);
  add_test ("/tree/reading-again-keeps-selection-and-folding",
            test_reading_again_keeps_selection_and_folding);
  add_test ("/tree/another-inventory", test_another_inventory);
  add_test ("/tree/focus-goes-to-a-row", test_focus_goes_to_a_row);
  add_test ("/tree/filter/finds-what-is-folded-away", test_filter_finds_what_is_folded_away);
  add_test ("/tree/filter/shows-what-is-below", test_filter_shows_what_is_below);
  add_test ("/tree/filter/without-match", test_filter_without_match);
  add_test ("/tree/filter/keeps-selection", test_filter_keeps_selection);

  return g_test_run ();
}
