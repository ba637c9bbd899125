/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "auth-fixture.h"
#include "gh-error.h"

#define CLIENT_ID "11111111-2222-3333-4444-555555555555"
#define TENANT_ID "66666666-7777-8888-9999-000000000000"

static void
assert_tenant_is_wrong (const char *tenant)
{
  g_autoptr (GError) error = NULL;

  if (gh_account_check_tenant (tenant, &error))
    g_error ("“%s” was taken as a tenant", tenant);
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
}

static void
test_checks_the_tenant (void)
{
  g_assert_true (gh_account_check_tenant (TENANT_ID, NULL));
  g_assert_true (gh_account_check_tenant ("contoso.onmicrosoft.com", NULL));
  g_assert_true (gh_account_check_tenant ("xn--mller-kva.example", NULL));
  g_assert_true (gh_account_check_tenant ("organizations", NULL));

  assert_tenant_is_wrong (NULL);
  assert_tenant_is_wrong ("");
  assert_tenant_is_wrong ("contoso");
  assert_tenant_is_wrong ("common");
  assert_tenant_is_wrong ("consumers");
  assert_tenant_is_wrong ("contoso.example/oauth2");
  assert_tenant_is_wrong ("contoso.example?x=y");
  assert_tenant_is_wrong ("..");
  assert_tenant_is_wrong ("-contoso.example");
  assert_tenant_is_wrong ("127.0.0.1");
  assert_tenant_is_wrong (" contoso.example");
  assert_tenant_is_wrong ("müller.example");
}

static void
test_checks_the_client_id (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (gh_account_check_client_id (CLIENT_ID, NULL));
  g_assert_false (gh_account_check_client_id ("", NULL));
  g_assert_false (gh_account_check_client_id ("my app", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
}

static void
test_id_follows_who_signed_in (void)
{
  g_autoptr (GhCloud) cloud = gh_cloud_new_public ();
  g_autoptr (GhAccount) anna =
      gh_account_new (cloud, "contoso.example", CLIENT_ID, "anna@contoso.com", "A1", TENANT_ID);
  g_autoptr (GhAccount) renamed =
      gh_account_new (cloud, "organizations", CLIENT_ID, "anna.b@contoso.com", "a1", TENANT_ID);
  g_autoptr (GhAccount) other =
      gh_account_new (cloud, "contoso.example", CLIENT_ID, "anna@contoso.com", "A2", TENANT_ID);

  g_assert_cmpstr (gh_account_get_id (anna), ==, gh_account_get_id (renamed));
  g_assert_cmpstr (gh_account_get_id (anna), !=, gh_account_get_id (other));
}

static void
test_survives_json (void)
{
  g_autoptr (GhAccount) account = auth_fixture_make_account ("anna@contoso.com");
  g_autoptr (JsonNode) node = gh_account_to_json (account);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhAccount) copy = gh_account_new_from_json (json_node_get_object (node), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gh_account_get_id (copy), ==, gh_account_get_id (account));
  g_assert_cmpstr (gh_account_get_user_name (copy), ==, "anna@contoso.com");
  g_assert_cmpstr (gh_account_get_tenant (copy), ==, "contoso.onmicrosoft.com");
  g_assert_true (gh_cloud_is_public (gh_account_get_cloud (copy)));
}

static void
test_keeps_its_method (void)
{
  g_autoptr (GhAccount) anna = auth_fixture_make_account ("anna@contoso.com");
  g_autoptr (GHashTable) parameters = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GhAccount) account = NULL;
  g_autoptr (GhAccount) copy = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (parameters, (gpointer)GH_PARAMETER_CERTIFICATE_PATH,
                       (gpointer) "/etc/gatehouse/app.pem");
  account = gh_account_with_method (anna, GH_SIGN_IN_CLIENT_CERTIFICATE, parameters);
  node = gh_account_to_json (account);
  copy = gh_account_new_from_json (json_node_get_object (node), &error);

  g_assert_no_error (error);
  g_assert_cmpint (gh_account_get_method (copy), ==, GH_SIGN_IN_CLIENT_CERTIFICATE);
  g_assert_cmpstr (gh_account_get_parameter (copy, GH_PARAMETER_CERTIFICATE_PATH), ==,
                   "/etc/gatehouse/app.pem");
  /* How somebody comes in does not change who they are. */
  g_assert_cmpstr (gh_account_get_id (copy), ==, gh_account_get_id (anna));
}

/* Files of before there were methods are read, and those of the browser still look the same. */
static void
test_no_method_is_the_browser (void)
{
  g_autoptr (GhAccount) account = auth_fixture_make_account ("anna@contoso.com");
  g_autoptr (JsonNode) node = gh_account_to_json (account);
  g_autoptr (GhAccount) copy = gh_account_new_from_json (json_node_get_object (node), NULL);
  g_autoptr (GhAccount) strange = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (json_object_has_member (json_node_get_object (node), "method"));
  g_assert_cmpint (gh_account_get_method (copy), ==, GH_SIGN_IN_BROWSER);

  json_object_set_string_member (json_node_get_object (node), "method", "telepathy");
  strange = gh_account_new_from_json (json_node_get_object (node), &error);
  g_assert_null (strange);
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/auth/account/checks-the-tenant", test_checks_the_tenant);
  g_test_add_func ("/auth/account/checks-the-client-id", test_checks_the_client_id);
  g_test_add_func ("/auth/account/id-follows-who-signed-in", test_id_follows_who_signed_in);
  g_test_add_func ("/auth/account/survives-json", test_survives_json);
  g_test_add_func ("/auth/account/keeps-its-method", test_keeps_its_method);
  g_test_add_func ("/auth/account/no-method-is-the-browser", test_no_method_is_the_browser);

  return g_test_run ();
}
