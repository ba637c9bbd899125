/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include <string.h>

#include "gh-datasource-details.h"
#include "gh-json.h"

/* The type, a line feed, the connection details. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *type = fuzz_dup_text (data, size);
  char *end = strchr (type, '\n');
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GhDatasourceDetails) details = NULL;
  g_autofree char *name = NULL;

  if (end != NULL)
    {
      *end = '\0';
      object = gh_json_parse_object (end + 1, -1, NULL);
    }
  details = gh_datasource_details_new (type, object);

  name = gh_datasource_details_make_name (details);

  g_assert_nonnull (details->type);
  fuzz_assert_display_text (details->type_label);
  fuzz_assert_display_text (details->kind);
  fuzz_assert_display_text (details->server);
  fuzz_assert_display_text (details->database);
  fuzz_assert_display_text (details->address);
  fuzz_assert_display_text (gh_datasource_details_get_path (details));
  fuzz_assert_display_text (name);

  return 0;
}
