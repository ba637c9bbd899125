/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

/* Where there is no libFuzzer, every file of a corpus is still a test. */
int
main (int argc, char **argv)
{
  guint n_files = 0;

  LLVMFuzzerInitialize (&argc, &argv);
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GDir) folder = g_dir_open (argv[i], 0, NULL);
      const char *name;

      g_assert_nonnull (folder);
      while ((name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *path = g_build_filename (argv[i], name, NULL);
          g_autofree char *data = NULL;
          gsize size;

          g_assert_true (g_file_get_contents (path, &data, &size, NULL));
          LLVMFuzzerTestOneInput ((const guint8 *)data, size);
          n_files++;
        }
    }

  g_print ("%u files of the corpus were read\n", n_files);
  return n_files > 0 ? 0 : 1;
}
