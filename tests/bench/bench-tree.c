/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tree with very many data sources, or a bare list of as many rows. Prints milliseconds: from
 * setting up the list to its first frame, or from each key stroke in the filter to the next frame.
 *
 *   bench-tree first-frame|filter tree|bare */

#include <adwaita.h>
#include <stdio.h>

#include "bench-frame.h"
#include "bench-inventory.h"
#include "bench-list.h"
#include "gh-app-resources.h"
#include "gh-tree-view.h"

static GtkWindow *
create_window (void)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 340, 760);

  return GTK_WINDOW (window);
}

static double
show (GtkWindow *window, GtkWidget *list, double started)
{
  gtk_window_set_child (window, list);
  gtk_window_present (window);
  bench_wait_for_frame (window);

  return bench_ms_since_start () - started;
}

static GtkWidget *
create_tree (GhInventory *inventory)
{
  GtkWidget *tree = gh_tree_view_new ();

  gh_tree_view_set_inventory (GH_TREE_VIEW (tree), inventory);

  return tree;
}

static void
measure_first_frame (GhInventory *inventory, gboolean bare)
{
  GtkWindow *window = create_window ();
  double started = bench_ms_since_start ();
  GtkWidget *list;

  if (bare)
    list = bench_list_new_tree (inventory);
  else
    {
      list = create_tree (inventory);
      gh_tree_view_unfold_all (GH_TREE_VIEW (list));
    }
  printf ("%.3f\n", show (window, list, started));
}

static void
filter (GtkWidget *tree, BenchList *list, const char *text)
{
  if (list != NULL)
    bench_list_filter (list, text);
  else
    gh_tree_view_set_filter (GH_TREE_VIEW (tree), text);
}

/* Somebody types a name, sees that it is another, takes back what was wrong, and types on. */
static void
measure_filter (GhInventory *inventory, gboolean bare)
{
  static const char *const strokes[] = {
    "w",          "wa",          "war",        "ware",      "wareh", "warehouse",
    "warehouse0", "warehouse01", "warehouse0", "warehouse", "c",     "co",
    "con",        "1",           "17",         "17.",       ""
  };
  GtkWindow *window = create_window ();
  BenchList *list = bare ? bench_list_new_flat (inventory) : NULL;
  GtkWidget *tree = bare ? bench_list_get_widget (list) : create_tree (inventory);

  show (window, tree, 0);
  for (guint i = 0; i < G_N_ELEMENTS (strokes); i++)
    {
      double started = bench_ms_since_start ();

      filter (tree, list, strokes[i]);
      bench_wait_for_frame (window);
      printf ("%.3f\n", bench_ms_since_start () - started);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GhInventory) inventory = NULL;
  gboolean bare;

  if (argc != 3)
    return 2;

  gtk_init ();
  adw_init ();
  gh_app_register_resource ();
  inventory = bench_inventory_new ();
  bare = g_str_equal (argv[2], "bare");
  if (g_str_equal (argv[1], "filter"))
    measure_filter (inventory, bare);
  else
    measure_first_frame (inventory, bare);

  return 0;
}
