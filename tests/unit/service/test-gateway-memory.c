/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "gh-error.h"
#include "gh-gateway-memory.h"

#define SAFETY_SECONDS 60
#define FRANKFURT "aaaaaaaa-0000-0000-0000-000000000001"
#define SEATTLE "aaaaaaaa-0000-0000-0000-000000000002"
#define KEY_A "SHA256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define KEY_B "SHA256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("gatehouse-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "gateways.json", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);

  g_remove (lock);
  g_remove (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_clear_object (&fixture->file);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("Nothing has come back within %d seconds", SAFETY_SECONDS);
  return G_SOURCE_REMOVE;
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  guint timer = g_timeout_add_seconds (SAFETY_SECONDS, give_up_cb, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);

  return *result;
}

static gboolean
recall (GhGatewayMemory *memory, const char *id, char **fingerprint, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_gateway_memory_recall_async (memory, id, NULL, done_cb, &result);

  return gh_gateway_memory_recall_finish (memory, wait_for (&result), fingerprint, error);
}

static gboolean
remember (GhGatewayMemory *memory, const char *id, const char *fingerprint, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_gateway_memory_remember_async (memory, id, fingerprint, NULL, done_cb, &result);

  return gh_gateway_memory_remember_finish (memory, wait_for (&result), error);
}

static void
assert_recalled (GhGatewayMemory *memory, const char *id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *fingerprint = NULL;

  recall (memory, id, &fingerprint, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (fingerprint, ==, expected);
}

static void
test_never_seen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhGatewayMemory) memory = gh_gateway_memory_new (fixture->file);

  assert_recalled (memory, FRANKFURT, NULL);
}

/* Each program reads afresh what the other has written, and keeps it. */
static void
test_two_programs_share_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhGatewayMemory) window = gh_gateway_memory_new (fixture->file);
  g_autoptr (GhGatewayMemory) command_line = gh_gateway_memory_new (fixture->file);

  assert_recalled (window, SEATTLE, NULL);
  g_assert_true (remember (window, FRANKFURT, KEY_A, NULL));
  g_assert_true (remember (command_line, SEATTLE, KEY_B, NULL));

  assert_recalled (window, SEATTLE, KEY_B);
  assert_recalled (command_line, FRANKFURT, KEY_A);
}

static void
test_a_new_key_replaces_the_old (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhGatewayMemory) memory = gh_gateway_memory_new (fixture->file);

  g_assert_true (remember (memory, FRANKFURT, KEY_A, NULL));
  g_assert_true (remember (memory, FRANKFURT, KEY_B, NULL));

  assert_recalled (memory, FRANKFURT, KEY_B);
}

static void
test_case_of_an_id_does_not_matter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhGatewayMemory) memory = gh_gateway_memory_new (fixture->file);
  g_autofree char *upper = g_ascii_strup (FRANKFURT, -1);

  g_assert_true (remember (memory, upper, KEY_A, NULL));

  assert_recalled (memory, FRANKFURT, KEY_A);
  assert_recalled (memory, upper, KEY_A);
}

static void
test_session_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhGatewayMemory) memory = gh_gateway_memory_new (NULL);

  assert_recalled (memory, FRANKFURT, NULL);
  g_assert_true (remember (memory, FRANKFURT, KEY_A, NULL));
  assert_recalled (memory, FRANKFURT, KEY_A);
}

static void
assert_unreadable (Fixture *fixture, const char *text)
{
  g_autoptr (GhGatewayMemory) memory = gh_gateway_memory_new (fixture->file);
  g_autoptr (GError) recall_error = NULL;
  g_autoptr (GError) remember_error = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *fingerprint = NULL;
  g_autofree char *after = NULL;

  g_file_set_contents (fixture->path, text, -1, &error);
  g_assert_no_error (error);

  g_assert_false (recall (memory, FRANKFURT, &fingerprint, &recall_error));
  g_assert_nonnull (strstr (recall_error->message, fixture->path));
  g_assert_false (remember (memory, FRANKFURT, KEY_A, &remember_error));
  g_assert_nonnull (strstr (remember_error->message, fixture->path));

  g_file_get_contents (fixture->path, &after, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (after, ==, text);
}

/* To take a broken file for an empty one would be to forget which gateways need sealing. */
static void
test_a_broken_file_is_not_an_empty_one (Fixture *fixture, gconstpointer data)
{
  assert_unreadable (fixture, "");
  assert_unreadable (fixture, "{\"format\":1");
  assert_unreadable (fixture, "{\"format\":2,\"gateways\":{}}");
  assert_unreadable (fixture, "{\"format\":1,\"gateways\":[]}");
  assert_unreadable (fixture, "{\"format\":1,\"gateways\":{\"" SEATTLE "\":{}}}");
  assert_unreadable (fixture, "{\"format\":1,\"gateways\":{\"" SEATTLE
                              "\":{\"kind\":\"cloud\",\"keys\":[\"" KEY_A "\"]}}}");
  assert_unreadable (fixture, "{\"format\":1,\"gateways\":{\"" SEATTLE
                              "\":{\"kind\":\"on-premises\",\"keys\":[]}}}");
  assert_unreadable (fixture, "{\"format\":1,\"gateways\":{\"" SEATTLE
                              "\":{\"kind\":\"on-premises\",\"keys\":[\"SHA256:AA\"]}}}");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/service/gateway-memory/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("never-seen", test_never_seen);
  ADD ("two-programs-share-it", test_two_programs_share_it);
  ADD ("a-new-key-replaces-the-old", test_a_new_key_replaces_the_old);
  ADD ("case-of-an-id-does-not-matter", test_case_of_an_id_does_not_matter);
  ADD ("session-only", test_session_only);
  ADD ("a-broken-file-is-not-an-empty-one", test_a_broken_file_is_not_an_empty_one);

  return g_test_run ();
}
