/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "await.h"

void
awaited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Awaited *awaited = user_data;

  g_assert_null (awaited->result);
  awaited->result = g_object_ref (result);
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("nothing came within 20 seconds");

  return G_SOURCE_REMOVE;
}

GAsyncResult *
await (Awaited *awaited)
{
  guint limit = g_timeout_add_seconds (20, too_late_cb, NULL);

  while (awaited->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);

  return awaited->result;
}

void
awaited_clear (Awaited *awaited)
{
  g_clear_object (&awaited->result);
}
