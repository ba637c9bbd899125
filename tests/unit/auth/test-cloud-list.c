/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <glib/gstdio.h>

#include "auth-fixture.h"
#include "gh-cloud-list.h"
#include "gh-error.h"
#include "gh-known-cloud.h"

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
  fixture->path = g_build_filename (fixture->folder, "clouds.json", NULL);
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

static gboolean
load (GhCloudList *list, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_cloud_list_load_async (list, NULL, auth_fixture_done_cb, &result);

  return gh_cloud_list_load_finish (list, auth_fixture_wait (&result), error);
}

static gboolean
save (GhCloudList *list, const char *name, const char *host, const char *replaced, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GhCloud) cloud = NULL;
  g_autofree char *origin = g_strconcat ("https://", host, NULL);

  cloud = gh_cloud_new (name, "https://login.example.com", origin, "https://example.com/powerbi",
                        NULL, NULL, error);
  g_assert_nonnull (cloud);
  gh_cloud_list_save_async (list, cloud, replaced, NULL, auth_fixture_done_cb, &result);

  return gh_cloud_list_save_finish (list, auth_fixture_wait (&result), error);
}

static void
assert_names (GhCloudList *list, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (GhCloud) cloud = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", gh_cloud_get_name (cloud));
    }
  g_assert_cmpstr (names->str, ==, expected);
}

static void
assert_known (GhKnownCloud which, const char *authority, const char *powerbi, const char *audience)
{
  g_autoptr (GhCloud) cloud = gh_known_cloud_new (which);

  g_assert_nonnull (cloud);
  g_assert_cmpstr (gh_cloud_get_authority_host (cloud), ==, authority);
  g_assert_cmpstr (gh_cloud_get_powerbi_host (cloud), ==, powerbi);
  g_assert_cmpstr (gh_cloud_get_powerbi_audience (cloud), ==, audience);
  g_assert_true (gh_known_cloud_is_one (cloud));
  g_assert_cmpint (gh_cloud_is_public (cloud), ==, which == GH_KNOWN_CLOUD_PUBLIC);
}

static void
test_known (void)
{
  assert_known (GH_KNOWN_CLOUD_PUBLIC, "login.microsoftonline.com", "api.powerbi.com",
                "https://analysis.windows.net/powerbi/api");
  assert_known (GH_KNOWN_CLOUD_GCC, "login.microsoftonline.com", "api.powerbigov.us",
                "https://analysis.usgovcloudapi.net/powerbi/api");
  assert_known (GH_KNOWN_CLOUD_GCC_HIGH, "login.microsoftonline.us", "api.high.powerbigov.us",
                "https://high.analysis.usgovcloudapi.net/powerbi/api");
  assert_known (GH_KNOWN_CLOUD_DOD, "login.microsoftonline.us", "api.mil.powerbigov.us",
                "https://mil.analysis.usgovcloudapi.net/powerbi/api");
  assert_known (GH_KNOWN_CLOUD_CHINA, "login.partner.microsoftonline.cn", "api.powerbi.cn",
                "https://analysis.chinacloudapi.cn/powerbi/api");
}

/* Every host of a cloud of one's own is confirmed before the first secret; a name changes nothing.
 */
static void
test_a_name_makes_no_cloud_known (void)
{
  g_autoptr (GhCloud) cloud =
      gh_cloud_new ("Public", "https://login.microsoftonline.com", "https://api.powerbi.example",
                    "https://analysis.windows.net/powerbi/api", NULL, NULL, NULL);

  g_assert_false (gh_known_cloud_is_one (cloud));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhCloudList) list = gh_cloud_list_new (fixture->file);

  assert_names (list, "Public, GCC, GCC High, DoD, China");
  g_assert_cmpstr (gh_cloud_get_name (gh_cloud_list_find (list, "gcc-high")), ==, "GCC High");
  g_assert_cmpstr (gh_cloud_get_name (gh_cloud_list_find (list, "PUBLIC")), ==, "Public");
  g_assert_null (gh_cloud_list_find (list, "Germany"));
}

static void
test_saved_ones_come_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhCloudList) first = gh_cloud_list_new (fixture->file);
  g_autoptr (GhCloudList) second = gh_cloud_list_new (fixture->file);
  g_autoptr (GError) error = NULL;
  GhCloud *cloud;
  guint position = 0;

  g_assert_true (load (first, &error));
  g_assert_true (save (first, "Ours", "api.example.com", NULL, &error));
  g_assert_no_error (error);
  g_assert_true (load (second, &error));
  g_assert_no_error (error);

  assert_names (second, "Public, GCC, GCC High, DoD, China, Ours");
  cloud = gh_cloud_list_find (second, "ours");
  g_assert_cmpstr (gh_cloud_get_powerbi_host (cloud), ==, "api.example.com");
  g_assert_true (gh_cloud_list_find_position (second, cloud, &position));
  g_assert_true (gh_cloud_list_is_saved (second, position));
  g_assert_false (gh_cloud_list_is_saved (second, 0));
}

static void
test_edited_ones_keep_their_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhCloudList) list = gh_cloud_list_new (fixture->file);
  g_autoptr (GError) error = NULL;

  g_assert_true (save (list, "Ours", "api.example.com", NULL, &error));
  g_assert_true (save (list, "Theirs", "api.example.org", NULL, &error));
  g_assert_true (save (list, "New", "api.example.net", "Ours", &error));
  g_assert_no_error (error);

  assert_names (list, "Public, GCC, GCC High, DoD, China, New, Theirs");
}

static void
test_removed_ones_are_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhCloudList) list = gh_cloud_list_new (fixture->file);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (save (list, "Ours", "api.example.com", NULL, &error));
  gh_cloud_list_remove_async (list, "Ours", NULL, auth_fixture_done_cb, &result);
  g_assert_true (gh_cloud_list_remove_finish (list, auth_fixture_wait (&result), &error));
  g_assert_no_error (error);

  assert_names (list, "Public, GCC, GCC High, DoD, China");
}

/* Two clouds of one name would be two places to type a secret for that look the same. */
static void
test_names_are_unique (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhCloudList) list = gh_cloud_list_new (fixture->file);
  g_autoptr (GError) known = NULL;
  g_autoptr (GError) saved = NULL;
  g_autoptr (GError) empty = NULL;
  g_autoptr (GError) none = NULL;

  g_assert_true (save (list, "Ours", "api.example.com", NULL, &none));
  g_assert_false (save (list, "public", "api.example.com", NULL, &known));
  g_assert_false (save (list, "OURS", "api.example.com", NULL, &saved));
  g_assert_true (save (list, "OURS", "api.example.com", "Ours", &none));
  g_assert_false (gh_cloud_list_check_name (list, "", NULL, &empty));

  g_assert_no_error (none);
  g_assert_error (known, GH_ERROR, GH_ERROR_INVALID_INPUT);
  g_assert_error (saved, GH_ERROR, GH_ERROR_INVALID_INPUT);
  g_assert_error (empty, GH_ERROR, GH_ERROR_INVALID_INPUT);
}

/* A row that somebody wrote by hand is checked like one of a cloud file. */
static void
test_a_wrong_row_is_named_and_kept (Fixture *fixture, gconstpointer data)
{
  const char *text = "{\"format\":1,\"clouds\":[{\"name\":\"Ours\",\"authority\":\"http://"
                     "login.example.com\",\"powerbi\":{\"origin\":\"https://api.example.com\","
                     "\"audience\":\"https://example.com\"}}]}";
  g_autoptr (GhCloudList) list = gh_cloud_list_new (fixture->file);
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  g_assert_false (load (list, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "authority"));
  g_assert_nonnull (strstr (error->message, "clouds.json"));
  g_clear_error (&error);

  g_assert_false (save (list, "New", "api.example.net", NULL, &error));
  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text);
}

static void
test_audience (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_cloud_check_audience ("https://example.com/powerbi/api", &error));
  g_assert_no_error (error);
  g_assert_false (gh_cloud_check_audience ("https://example.com offline_access", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cloud-list/known", test_known);
  g_test_add_func ("/cloud-list/a-name-makes-no-cloud-known", test_a_name_makes_no_cloud_known);
  g_test_add_func ("/cloud-list/audience", test_audience);
  g_test_add ("/cloud-list/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/cloud-list/saved-ones-come-back", Fixture, NULL, set_up, test_saved_ones_come_back,
              tear_down);
  g_test_add ("/cloud-list/edited-ones-keep-their-place", Fixture, NULL, set_up,
              test_edited_ones_keep_their_place, tear_down);
  g_test_add ("/cloud-list/removed-ones-are-gone", Fixture, NULL, set_up,
              test_removed_ones_are_gone, tear_down);
  g_test_add ("/cloud-list/names-are-unique", Fixture, NULL, set_up, test_names_are_unique,
              tear_down);
  g_test_add ("/cloud-list/a-wrong-row-is-named-and-kept", Fixture, NULL, set_up,
              test_a_wrong_row_is_named_and_kept, tear_down);

  return g_test_run ();
}
