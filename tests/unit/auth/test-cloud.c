/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "auth-fixture.h"
#include "gh-cloud.h"
#include "gh-error.h"
#include "gh-json.h"

#define ROW                                                                                        \
  "{\"name\":\"Simulator\",\"authority\":\"http://127.0.0.1:8080\","                               \
  "\"powerbi\":{\"origin\":\"http://127.0.0.1:8081\",\"audience\":\"https://powerbi.example/"      \
  "api\"},"                                                                                        \
  "\"tenant\":\"contoso.onmicrosoft.com\",\"clientId\":\"11111111-2222-3333-4444-555555555555\"}"

static GhCloud *
parse (const char *text, GError **error)
{
  g_autoptr (JsonObject) row = gh_json_parse_object (text, -1, NULL);

  g_assert_nonnull (row);

  return gh_cloud_new_from_json (row, error);
}

static void
test_public (void)
{
  g_autoptr (GhCloud) cloud = gh_cloud_new_public ();
  g_autofree char *authority = g_uri_to_string (gh_cloud_get_authority (cloud));

  g_assert_cmpstr (gh_cloud_get_name (cloud), ==, "Public");
  g_assert_cmpstr (authority, ==, "https://login.microsoftonline.com");
  g_assert_cmpstr (gh_cloud_get_authority_host (cloud), ==, "login.microsoftonline.com");
  g_assert_cmpstr (gh_cloud_get_powerbi_host (cloud), ==, "api.powerbi.com");
  g_assert_cmpstr (gh_cloud_get_powerbi_audience (cloud), ==,
                   "https://analysis.windows.net/powerbi/api");
  g_assert_cmpstr (g_uri_get_host (gh_cloud_get_fabric_origin (cloud)), ==,
                   "api.fabric.microsoft.com");
  g_assert_true (gh_cloud_is_public (cloud));
  g_assert_false (gh_cloud_is_loopback (cloud));
}

static void
test_row_of_the_simulator (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCloud) cloud = parse (ROW, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gh_cloud_get_authority_host (cloud), ==, "127.0.0.1:8080");
  g_assert_null (gh_cloud_get_fabric_origin (cloud));
  g_assert_cmpstr (gh_cloud_get_tenant_hint (cloud), ==, "contoso.onmicrosoft.com");
  g_assert_cmpstr (gh_cloud_get_client_id_hint (cloud), ==, "11111111-2222-3333-4444-555555555555");
  g_assert_true (gh_cloud_is_loopback (cloud));
  g_assert_false (gh_cloud_is_public (cloud));
}

/* A name proves nothing: the sign-in page decides by the addresses. */
static void
test_a_name_makes_no_public_cloud (void)
{
  g_autoptr (GhCloud) cloud = parse (
      "{\"name\":\"Public\",\"authority\":\"https://login.microsoftonline.com.evil.example\","
      "\"powerbi\":{\"origin\":\"https://api.powerbi.com\","
      "\"audience\":\"https://analysis.windows.net/powerbi/api\"}}",
      NULL);

  g_assert_nonnull (cloud);
  g_assert_false (gh_cloud_is_public (cloud));
}

static void
assert_wrong (const char *text, const char *member)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCloud) cloud = parse (text, &error);
  g_autofree char *quoted = g_strdup_printf ("“%s”", member);

  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
  g_assert_null (cloud);
  if (strstr (error->message, quoted) == NULL)
    g_error ("“%s” does not name %s", error->message, member);
}

static void
test_names_what_is_wrong (void)
{
  assert_wrong ("{}", "name");
  assert_wrong ("{\"name\":5}", "name");
  assert_wrong ("{\"name\":\"A\"}", "authority");
  assert_wrong ("{\"name\":\"A\",\"authority\":\"http://login.example\"}", "authority");
  assert_wrong ("{\"name\":\"A\",\"authority\":\"https://login.example/tenant\"}", "authority");
  assert_wrong ("{\"name\":\"A\",\"authority\":\"https://login.example\"}", "powerbi");
  assert_wrong ("{\"name\":\"A\",\"authority\":\"https://login.example\",\"powerbi\":[]}",
                "powerbi");
  assert_wrong ("{\"name\":\"A\",\"authority\":\"https://login.example\",\"powerbi\":"
                "{\"origin\":\"ftp://localhost\",\"audience\":\"https://a.example\"}}",
                "powerbi.origin");
  assert_wrong ("{\"name\":\"A\",\"authority\":\"https://login.example\",\"powerbi\":"
                "{\"origin\":\"https://api.example\"}}",
                "powerbi.audience");
  assert_wrong ("{\"name\":\"A\",\"authority\":\"https://login.example\",\"powerbi\":"
                "{\"origin\":\"https://api.example\",\"audience\":\"https://a.example openid\"}}",
                "powerbi.audience");
  assert_wrong ("{\"name\":\"A\",\"authority\":\"https://login.example\",\"powerbi\":"
                "{\"origin\":\"https://api.example\",\"audience\":\"https://a.example\"},"
                "\"fabric\":{\"origin\":\"https://fabric.example\"}}",
                "fabric.audience");
  assert_wrong ("{\"name\":\"A\",\"authority\":\"https://login.example\",\"powerbi\":"
                "{\"origin\":\"https://api.example\",\"audience\":\"https://a.example\"},"
                "\"tenant\":{}}",
                "tenant");
}

static void
assert_survives_json (GhCloud *cloud)
{
  g_autoptr (JsonNode) node = gh_cloud_to_json (cloud);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCloud) copy = gh_cloud_new_from_json (json_node_get_object (node), &error);

  g_assert_no_error (error);
  g_assert_true (gh_cloud_equal (cloud, copy));
  g_assert_cmpstr (gh_cloud_get_name (cloud), ==, gh_cloud_get_name (copy));
  g_assert_cmpstr (gh_cloud_get_tenant_hint (cloud), ==, gh_cloud_get_tenant_hint (copy));
}

static void
test_survives_json (void)
{
  g_autoptr (GhCloud) public_cloud = gh_cloud_new_public ();
  g_autoptr (GhCloud) custom = parse (ROW, NULL);

  assert_survives_json (public_cloud);
  assert_survives_json (custom);
  g_assert_false (gh_cloud_equal (public_cloud, custom));
}

static GhCloud *
load_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  gh_cloud_load_file_async (file, NULL, auth_fixture_done_cb, &result);

  return gh_cloud_load_file_finish (auth_fixture_wait (&result), error);
}

static void
test_reads_a_file (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GhCloud) cloud = NULL;
  g_autoptr (GError) error = NULL;
  int descriptor = g_file_open_tmp ("gatehouse-XXXXXX", &path, &error);

  g_assert_no_error (error);
  g_close (descriptor, NULL);
  g_file_set_contents (path, ROW, -1, &error);
  g_assert_no_error (error);
  cloud = load_file (path, &error);
  g_remove (path);

  g_assert_no_error (error);
  g_assert_cmpstr (gh_cloud_get_name (cloud), ==, "Simulator");
}

static void
test_names_a_missing_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCloud) cloud = load_file ("/nonexistent/cloud.json", &error);

  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
  g_assert_null (cloud);
  g_assert_nonnull (strstr (error->message, "/nonexistent/cloud.json"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/auth/cloud/public", test_public);
  g_test_add_func ("/auth/cloud/row-of-the-simulator", test_row_of_the_simulator);
  g_test_add_func ("/auth/cloud/a-name-makes-no-public-cloud", test_a_name_makes_no_public_cloud);
  g_test_add_func ("/auth/cloud/names-what-is-wrong", test_names_what_is_wrong);
  g_test_add_func ("/auth/cloud/survives-json", test_survives_json);
  g_test_add_func ("/auth/cloud/reads-a-file", test_reads_a_file);
  g_test_add_func ("/auth/cloud/names-a-missing-file", test_names_a_missing_file);

  return g_test_run ();
}
