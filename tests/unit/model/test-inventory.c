/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "fake-loader.h"
#include "gh-error.h"
#include "gh-inventory.h"
#include "gh-placeholder.h"

#define LONGEST_SECONDS 20

typedef struct
{
  FakeLoader *loader;
  GhInventory *inventory;
  GError *error;
  guint n_done;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->loader = fake_loader_new ();
  fake_loader_set_rows (fixture->loader, "gateways", "gateway fra Frankfurt\ngateway sea Seattle");
  fake_loader_set_rows (fixture->loader, "fra",
                        "datasource sales fra SalesDW\ndatasource budget fra Budget");
  fake_loader_set_rows (fixture->loader, "sea", "datasource ledger sea Ledger");
  fake_loader_set_rows (fixture->loader, "workspaces", "workspace w1 Sales\nworkspace w2 Finance");
  fake_loader_set_rows (fixture->loader, "w1", "item orders Orders");
  fake_loader_set_rows (fixture->loader, "w2", "item plan Plan");
  fake_loader_set_rows (fixture->loader, "orders", "datasource flow virtual Dataflows");
  fake_loader_set_rows (fixture->loader, "plan",
                        "datasource budget fra Budget\ndatasource crm virtual Crm");
  fixture->inventory = gh_inventory_new (GH_LOADER (fixture->loader));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->inventory);
  g_assert_finalize_object (fixture->loader);
  g_clear_error (&fixture->error);
}

static gboolean
too_long_cb (gpointer user_data)
{
  g_error ("Nothing happened for %d seconds", LONGEST_SECONDS);

  return G_SOURCE_REMOVE;
}

static void
wait_for (Fixture *fixture, guint n_done)
{
  guint guard = g_timeout_add_seconds (LONGEST_SECONDS, too_long_cb, NULL);

  while (fixture->n_done < n_done)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (guard);
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  gh_inventory_refresh_finish (GH_INVENTORY (source), result, &fixture->error);
  fixture->n_done++;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  gh_inventory_load_children_finish (GH_INVENTORY (source), result, &fixture->error);
  fixture->n_done++;
}

static void
refresh (Fixture *fixture)
{
  guint n_done = fixture->n_done;

  gh_inventory_refresh_async (fixture->inventory, NULL, refreshed_cb, fixture);
  wait_for (fixture, n_done + 1);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The titles of a list, joined by "|". */
static char *
describe (GListModel *rows)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GhNode) row = g_list_model_get_item (rows, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", gh_node_get_title (row));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_rows (GListModel *rows, const char *expected)
{
  g_autofree char *text = describe (rows);

  g_assert_cmpstr (text, ==, expected);
}

static GhNode *
get_row (GListModel *rows, guint position)
{
  g_autoptr (GhNode) row = g_list_model_get_item (rows, position);

  g_assert_nonnull (row);
  return row;
}

static GhNode *
get_gateway (Fixture *fixture, const char *id)
{
  return GH_NODE (gh_inventory_find_gateway (fixture->inventory, id));
}

static GListModel *
get_section_rows (Fixture *fixture, GhSectionKind kind)
{
  return gh_node_get_children (GH_NODE (gh_inventory_get_section (fixture->inventory, kind)));
}

static GhNode *
get_item (Fixture *fixture, guint workspace)
{
  GhNode *node = get_row (get_section_rows (fixture, GH_SECTION_WORKSPACES), workspace);

  return get_row (gh_node_get_children (node), 0);
}

static void
test_reads_everything_ahead (Fixture *fixture, gconstpointer data)
{
  refresh (fixture);

  g_assert_no_error (fixture->error);
  assert_rows (G_LIST_MODEL (fixture->inventory),
               "Gateways|Frankfurt|Seattle|Workspaces|Sales|Finance");
  assert_rows (gh_node_get_children (get_gateway (fixture, "fra")), "SalesDW|Budget");
  assert_rows (gh_node_get_children (get_item (fixture, 1)), "Budget|Crm");
  g_assert_cmpuint (gh_inventory_get_n_failed (fixture->inventory), ==, 0);
  g_assert_cmpint (gh_inventory_get_read_at (fixture->inventory), >, 0);
  g_assert_false (gh_inventory_get_reading (fixture->inventory));
}

static void
test_counts_a_shared_source_once (Fixture *fixture, gconstpointer data)
{
  refresh (fixture);

  /* SalesDW, Budget (twice in the tree), Ledger, Dataflows, Crm. */
  g_assert_cmpuint (gh_inventory_get_n_datasources (fixture->inventory), ==, 5);
}

static void
test_four_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) rows = g_string_new ("gateway g0 G");

  for (guint i = 1; i < 30; i++)
    g_string_append_printf (rows, "\ngateway g%u G", i);
  fake_loader_set_rows (fixture->loader, "gateways", rows->str);
  refresh (fixture);

  g_assert_cmpuint (fake_loader_get_most_at_once (fixture->loader), ==, 4);
  g_assert_cmpuint (fake_loader_count_requests (fixture->loader, "g29"), ==, 1);
}

static void
test_says_that_it_reads (Fixture *fixture, gconstpointer data)
{
  fake_loader_hold (fixture->loader);
  gh_inventory_refresh_async (fixture->inventory, NULL, refreshed_cb, fixture);

  assert_rows (G_LIST_MODEL (fixture->inventory),
               "Gateways|Reading gateways…|Workspaces|Reading workspaces…");
  g_assert_true (gh_inventory_get_reading (fixture->inventory));

  fake_loader_release (fixture->loader);
  wait_for (fixture, 1);
  g_assert_false (gh_inventory_get_reading (fixture->inventory));
}

static void
count_notify_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *count = user_data;

  (*count)++;
}

static void
test_reading_does_not_flicker (Fixture *fixture, gconstpointer data)
{
  guint count = 0;

  g_signal_connect (fixture->inventory, "notify::reading", G_CALLBACK (count_notify_cb), &count);
  refresh (fixture);

  g_assert_cmpuint (count, ==, 2);
}

static void
test_empty_says_why (Fixture *fixture, gconstpointer data)
{
  fake_loader_set_rows (fixture->loader, "gateways", "");
  fake_loader_set_rows (fixture->loader, "orders", "");
  refresh (fixture);

  assert_rows (get_section_rows (fixture, GH_SECTION_GATEWAYS),
               "Only gateways that you administer are listed.");
  assert_rows (gh_node_get_children (get_item (fixture, 0)),
               "No data sources here that you may see");
  g_assert_cmpint (gh_placeholder_get_kind (GH_PLACEHOLDER (
                       get_row (get_section_rows (fixture, GH_SECTION_GATEWAYS), 0))),
                   ==, GH_PLACEHOLDER_EMPTY);
}

static void
test_failed_says_why (Fixture *fixture, gconstpointer data)
{
  GhNode *gateway;
  GhNode *row;

  fake_loader_set_error (fixture->loader, "sea", GH_ERROR_OFFLINE, "The service did not answer");
  refresh (fixture);
  gateway = get_gateway (fixture, "sea");
  row = get_row (gh_node_get_children (gateway), 0);

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (gh_node_get_title (row), ==, "Could not be read");
  g_assert_cmpstr (gh_node_get_subtitle (row), ==, "The service did not answer");
  g_assert_true (gh_placeholder_get_owner (GH_PLACEHOLDER (row)) == gateway);
  g_assert_cmpint (gh_node_get_state (gateway), ==, GH_NODE_FAILED);
  g_assert_error (gh_node_get_error (gateway), GH_ERROR, GH_ERROR_OFFLINE);
  g_assert_cmpuint (gh_inventory_get_n_failed (fixture->inventory), ==, 1);
}

static void
test_throttled_is_told_apart (Fixture *fixture, gconstpointer data)
{
  fake_loader_set_error (fixture->loader, "sea", GH_ERROR_THROTTLED, "Goes on in 48 seconds");
  refresh (fixture);

  assert_rows (gh_node_get_children (get_gateway (fixture, "sea")), "Throttled by the service");
}

static void
test_retry_reads_again (Fixture *fixture, gconstpointer data)
{
  fake_loader_set_error (fixture->loader, "gateways", GH_ERROR_OFFLINE, "No network");
  refresh (fixture);
  g_assert_no_error (fixture->error);
  g_assert_null (get_gateway (fixture, "fra"));

  fake_loader_set_rows (fixture->loader, "gateways", "gateway fra Frankfurt");
  gh_inventory_load_children_async (fixture->inventory,
                                    GH_NODE (gh_inventory_get_section (fixture->inventory, 0)),
                                    NULL, loaded_cb, fixture);
  wait_for (fixture, 2);
  settle ();

  assert_rows (get_section_rows (fixture, GH_SECTION_GATEWAYS), "Frankfurt");
  assert_rows (gh_node_get_children (get_gateway (fixture, "fra")), "SalesDW|Budget");
  g_assert_cmpuint (gh_inventory_get_n_failed (fixture->inventory), ==, 0);
}

static void
test_both_sections_failing_is_an_error (Fixture *fixture, gconstpointer data)
{
  fake_loader_set_error (fixture->loader, "gateways", GH_ERROR_SIGN_IN_NEEDED, "Sign in again");
  fake_loader_set_error (fixture->loader, "workspaces", GH_ERROR_SIGN_IN_NEEDED, "Sign in again");
  refresh (fixture);

  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED);
  g_assert_cmpint (gh_inventory_get_read_at (fixture->inventory), ==, 0);
}

static void
test_rows_survive_a_refresh (Fixture *fixture, gconstpointer data)
{
  GhNode *gateway;
  GhDatasource *source;

  refresh (fixture);
  gateway = get_gateway (fixture, "sea");
  source = gh_inventory_find_datasource (fixture->inventory, "sea", "ledger");
  fake_loader_set_rows (fixture->loader, "gateways",
                        "gateway sea Renamed\ngateway ber Berlin\ngateway fra Frankfurt");
  refresh (fixture);

  g_assert_true (get_gateway (fixture, "sea") == gateway);
  g_assert_cmpstr (gh_node_get_title (gateway), ==, "Renamed");
  g_assert_true (gh_inventory_find_datasource (fixture->inventory, "sea", "ledger") == source);
}

typedef struct
{
  guint position;
  guint removed;
  guint added;
  guint count;
} Change;

static void
items_changed_cb (GListModel *rows, guint position, guint removed, guint added, Change *change)
{
  change->position = position;
  change->removed = removed;
  change->added = added;
  change->count++;
}

static void
test_same_answer_changes_no_row (Fixture *fixture, gconstpointer data)
{
  Change change = { 0 };

  refresh (fixture);
  g_signal_connect (fixture->inventory, "items-changed", G_CALLBACK (items_changed_cb), &change);
  g_signal_connect (gh_node_get_children (get_gateway (fixture, "fra")), "items-changed",
                    G_CALLBACK (items_changed_cb), &change);
  refresh (fixture);

  g_assert_cmpuint (change.count, ==, 0);
}

static void
test_only_what_changed_changes (Fixture *fixture, gconstpointer data)
{
  Change change = { 0 };

  refresh (fixture);
  g_signal_connect (fixture->inventory, "items-changed", G_CALLBACK (items_changed_cb), &change);
  fake_loader_set_rows (fixture->loader, "workspaces",
                        "workspace w1 Sales\nworkspace w3 New\nworkspace w4 Newer\n"
                        "workspace w2 Finance");
  refresh (fixture);

  assert_rows (G_LIST_MODEL (fixture->inventory),
               "Gateways|Frankfurt|Seattle|Workspaces|Sales|New|Newer|Finance");
  g_assert_cmpuint (change.count, ==, 1);
  g_assert_cmpuint (change.position, ==, 5);
  g_assert_cmpuint (change.removed, ==, 0);
  g_assert_cmpuint (change.added, ==, 2);
}

static void
test_vanished_rows_go (Fixture *fixture, gconstpointer data)
{
  refresh (fixture);
  fake_loader_set_rows (fixture->loader, "gateways", "gateway fra Frankfurt");
  refresh (fixture);

  assert_rows (get_section_rows (fixture, GH_SECTION_GATEWAYS), "Frankfurt");
  g_assert_null (get_gateway (fixture, "sea"));
  g_assert_null (gh_inventory_find_datasource (fixture->inventory, "sea", "ledger"));
  g_assert_cmpuint (gh_inventory_get_n_datasources (fixture->inventory), ==, 4);
}

static void
test_failed_refresh_keeps_what_was_read (Fixture *fixture, gconstpointer data)
{
  refresh (fixture);
  fake_loader_set_error (fixture->loader, "fra", GH_ERROR_OFFLINE, "No network");
  refresh (fixture);

  assert_rows (gh_node_get_children (get_gateway (fixture, "fra")),
               "SalesDW|Budget|Could not be read");
  g_assert_cmpuint (gh_inventory_get_n_datasources (fixture->inventory), ==, 5);
  g_assert_cmpuint (gh_inventory_get_n_failed (fixture->inventory), ==, 1);

  fake_loader_set_rows (fixture->loader, "fra", "datasource sales fra SalesDW");
  refresh (fixture);
  assert_rows (gh_node_get_children (get_gateway (fixture, "fra")), "SalesDW");
}

static void
test_vanished_failure_counts_no_more (Fixture *fixture, gconstpointer data)
{
  fake_loader_set_error (fixture->loader, "orders", GH_ERROR_OFFLINE, "No network");
  refresh (fixture);
  g_assert_cmpuint (gh_inventory_get_n_failed (fixture->inventory), ==, 1);

  fake_loader_set_rows (fixture->loader, "workspaces", "workspace w2 Finance");
  refresh (fixture);
  g_assert_cmpuint (gh_inventory_get_n_failed (fixture->inventory), ==, 0);
}

static void
test_source_of_an_item_finds_its_gateway (Fixture *fixture, gconstpointer data)
{
  GhDatasource *on_premises;
  GhDatasource *cloud;

  refresh (fixture);
  on_premises = GH_DATASOURCE (get_row (gh_node_get_children (get_item (fixture, 1)), 0));
  cloud = GH_DATASOURCE (get_row (gh_node_get_children (get_item (fixture, 1)), 1));

  g_assert_true (GH_NODE (gh_datasource_get_gateway (on_premises)) == get_gateway (fixture, "fra"));
  g_assert_cmpint (gh_datasource_get_place (on_premises), ==, GH_PLACE_ON_PREMISES);
  g_assert_null (gh_datasource_get_gateway (cloud));
  g_assert_cmpint (gh_datasource_get_place (cloud), ==, GH_PLACE_UNKNOWN);
  g_assert_cmpuint (gh_item_count_cloud_datasources (GH_ITEM (get_item (fixture, 1))), ==, 1);
}

static void
test_gateway_may_come_later_than_its_source (Fixture *fixture, gconstpointer data)
{
  GhDatasource *source;

  fake_loader_set_error (fixture->loader, "gateways", GH_ERROR_OFFLINE, "No network");
  refresh (fixture);
  source = GH_DATASOURCE (get_row (gh_node_get_children (get_item (fixture, 1)), 0));
  g_assert_cmpint (gh_datasource_get_place (source), ==, GH_PLACE_UNKNOWN);

  fake_loader_set_rows (fixture->loader, "gateways", "gateway fra Frankfurt");
  refresh (fixture);
  g_assert_cmpint (gh_datasource_get_place (source), ==, GH_PLACE_ON_PREMISES);
  g_assert_nonnull (gh_datasource_get_gateway (source));
}

static void
test_on_premises_stays_when_the_gateway_vanishes (Fixture *fixture, gconstpointer data)
{
  GhDatasource *source;

  refresh (fixture);
  source = GH_DATASOURCE (get_row (gh_node_get_children (get_item (fixture, 1)), 0));
  fake_loader_set_rows (fixture->loader, "gateways", "");
  refresh (fixture);

  g_assert_null (gh_datasource_get_gateway (source));
  g_assert_cmpint (gh_datasource_get_place (source), ==, GH_PLACE_ON_PREMISES);
}

static void
test_new_ids_after_a_take_over (Fixture *fixture, gconstpointer data)
{
  GhDatasource *source;

  refresh (fixture);
  source = gh_inventory_find_datasource (fixture->inventory, "virtual", "flow");
  gh_datasource_set_place (source, GH_PLACE_CLOUD);
  gh_datasource_set_ids (source, "virtual-2", "flow-2");

  g_assert_null (gh_inventory_find_datasource (fixture->inventory, "virtual", "flow"));
  g_assert_true (gh_inventory_find_datasource (fixture->inventory, "virtual-2", "flow-2") ==
                 source);
  g_assert_cmpint (gh_datasource_get_place (source), ==, GH_PLACE_UNKNOWN);

  fake_loader_set_rows (fixture->loader, "orders", "datasource flow-2 virtual-2 Dataflows");
  refresh (fixture);
  g_assert_true (get_row (gh_node_get_children (get_item (fixture, 0)), 0) == GH_NODE (source));
}

static void
test_on_demand_comes_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) rows = g_string_new ("gateway g0 G");

  for (guint i = 1; i < 20; i++)
    g_string_append_printf (rows, "\ngateway g%u G", i);
  fake_loader_set_rows (fixture->loader, "gateways", rows->str);
  fake_loader_set_rows (fixture->loader, "workspaces", "");
  fake_loader_hold (fixture->loader);
  gh_inventory_refresh_async (fixture->inventory, NULL, refreshed_cb, fixture);
  fake_loader_release (fixture->loader);
  fake_loader_hold (fixture->loader);
  while (fake_loader_count_held (fixture->loader) < 4)
    g_main_context_iteration (NULL, TRUE);

  gh_inventory_load_children_async (fixture->inventory, get_gateway (fixture, "g19"), NULL,
                                    loaded_cb, fixture);
  fake_loader_release (fixture->loader);
  fake_loader_hold (fixture->loader);
  while (fake_loader_count_held (fixture->loader) < 4)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (fake_loader_count_requests (fixture->loader, "g19"), ==, 1);
  g_assert_cmpuint (fake_loader_count_requests (fixture->loader, "g18"), ==, 0);
  fake_loader_release (fixture->loader);
  wait_for (fixture, 2);
}

static void
test_who_asks_twice_gets_one_answer (Fixture *fixture, gconstpointer data)
{
  refresh (fixture);
  fake_loader_hold (fixture->loader);
  for (guint i = 0; i < 2; i++)
    gh_inventory_load_children_async (fixture->inventory, get_gateway (fixture, "fra"), NULL,
                                      loaded_cb, fixture);
  g_assert_cmpuint (fake_loader_count_held (fixture->loader), ==, 1);
  fake_loader_release (fixture->loader);
  wait_for (fixture, 3);

  g_assert_no_error (fixture->error);
}

static void
test_cancelled_refresh_leaves_no_trace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  fake_loader_hold (fixture->loader);
  gh_inventory_refresh_async (fixture->inventory, cancellable, refreshed_cb, fixture);
  g_cancellable_cancel (cancellable);
  wait_for (fixture, 1);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  fake_loader_release (fixture->loader);
  settle ();
  assert_rows (G_LIST_MODEL (fixture->inventory), "Gateways|Workspaces");
  g_assert_cmpuint (gh_inventory_get_n_failed (fixture->inventory), ==, 0);
  g_assert_false (gh_inventory_get_reading (fixture->inventory));
}

static void
test_answer_for_a_vanished_row (Fixture *fixture, gconstpointer data)
{
  refresh (fixture);
  fake_loader_hold (fixture->loader);
  gh_inventory_load_children_async (fixture->inventory, get_gateway (fixture, "sea"), NULL,
                                    loaded_cb, fixture);
  gh_inventory_load_children_async (fixture->inventory,
                                    GH_NODE (gh_inventory_get_section (fixture->inventory, 0)),
                                    NULL, loaded_cb, fixture);
  fake_loader_set_rows (fixture->loader, "gateways", "gateway fra Frankfurt");
  fake_loader_set_rows (fixture->loader, "sea", "datasource late sea Late");
  fake_loader_release_one (fixture->loader, "gateways");
  wait_for (fixture, 2);
  g_assert_null (get_gateway (fixture, "sea"));
  fake_loader_release (fixture->loader);
  wait_for (fixture, 3);
  settle ();

  g_assert_null (gh_inventory_find_datasource (fixture->inventory, "sea", "late"));
  g_assert_null (gh_inventory_find_datasource (fixture->inventory, "sea", "ledger"));
}

static void
test_same_id_twice_is_one_row (Fixture *fixture, gconstpointer data)
{
  fake_loader_set_rows (fixture->loader, "sea",
                        "datasource ledger sea Ledger\ndatasource ledger sea Again");
  refresh (fixture);

  assert_rows (gh_node_get_children (get_gateway (fixture, "sea")), "Ledger");
}

static void
test_detached_sources_outlive_the_tree (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhDatasource) source = NULL;

  refresh (fixture);
  source = g_object_ref (gh_inventory_find_datasource (fixture->inventory, "virtual", "flow"));
  fake_loader_set_rows (fixture->loader, "workspaces", "");
  refresh (fixture);

  g_assert_null (gh_node_get_parent (GH_NODE (source)));
  g_assert_cmpstr (gh_node_get_title (GH_NODE (source)), ==, "Dataflows");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/inventory/reads-everything-ahead", test_reads_everything_ahead);
  ADD ("/inventory/counts-a-shared-source-once", test_counts_a_shared_source_once);
  ADD ("/inventory/four-at-once", test_four_at_once);
  ADD ("/inventory/says-that-it-reads", test_says_that_it_reads);
  ADD ("/inventory/reading-does-not-flicker", test_reading_does_not_flicker);
  ADD ("/inventory/empty-says-why", test_empty_says_why);
  ADD ("/inventory/failed-says-why", test_failed_says_why);
  ADD ("/inventory/throttled-is-told-apart", test_throttled_is_told_apart);
  ADD ("/inventory/retry-reads-again", test_retry_reads_again);
  ADD ("/inventory/both-sections-failing", test_both_sections_failing_is_an_error);
  ADD ("/inventory/rows-survive-a-refresh", test_rows_survive_a_refresh);
  ADD ("/inventory/same-answer-changes-no-row", test_same_answer_changes_no_row);
  ADD ("/inventory/only-what-changed-changes", test_only_what_changed_changes);
  ADD ("/inventory/vanished-rows-go", test_vanished_rows_go);
  ADD ("/inventory/failed-refresh-keeps", test_failed_refresh_keeps_what_was_read);
  ADD ("/inventory/vanished-failure", test_vanished_failure_counts_no_more);
  ADD ("/inventory/source-finds-its-gateway", test_source_of_an_item_finds_its_gateway);
  ADD ("/inventory/gateway-comes-later", test_gateway_may_come_later_than_its_source);
  ADD ("/inventory/gateway-vanishes", test_on_premises_stays_when_the_gateway_vanishes);
  ADD ("/inventory/new-ids", test_new_ids_after_a_take_over);
  ADD ("/inventory/on-demand-comes-first", test_on_demand_comes_first);
  ADD ("/inventory/asked-twice", test_who_asks_twice_gets_one_answer);
  ADD ("/inventory/cancelled", test_cancelled_refresh_leaves_no_trace);
  ADD ("/inventory/answer-for-a-vanished-row", test_answer_for_a_vanished_row);
  ADD ("/inventory/same-id-twice", test_same_id_twice_is_one_row);
  ADD ("/inventory/detached-sources", test_detached_sources_outlive_the_tree);

  return g_test_run ();
}
