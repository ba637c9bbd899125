/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes that stay resident for each data source of an inventory that was read and filtered once.
 *
 *   bench-memory */

#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

#include "bench-inventory.h"

static double
get_resident_bytes (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  malloc_trim (0);
  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);

  return g_ascii_strtod (words[1], NULL) * (double)sysconf (_SC_PAGESIZE);
}

/* The filter keeps what it looks at. */
static void
filter (GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GhNode) node = g_list_model_get_item (list, i);

      gh_node_matches (node, "nothing like it");
      if (!GH_IS_SECTION (node) && gh_node_get_children (node) != NULL)
        filter (gh_node_get_children (node));
    }
}

int
main (void)
{
  double before = get_resident_bytes ();
  g_autoptr (GhInventory) inventory = bench_inventory_new ();
  double unfiltered = get_resident_bytes ();
  double filtered;

  filter (G_LIST_MODEL (inventory));
  filtered = get_resident_bytes ();
  printf ("%.0f %.0f\n", (filtered - before) / BENCH_SOURCES,
          (unfiltered - before) / BENCH_SOURCES);

  return 0;
}
