/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-datasource.h"
#include "gh-json.h"

static GhDatasource *
new_datasource (const char *type, const char *details)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = gh_json_parse_object (details, -1, &error);

  g_assert_no_error (error);
  return gh_datasource_new ("d", "g", NULL, type, object);
}

static void
assert_named (const char *type, const char *details, const char *name, const char *path)
{
  g_autoptr (GhDatasource) source = new_datasource (type, details);

  g_assert_cmpstr (gh_node_get_title (GH_NODE (source)), ==, name);
  g_assert_cmpstr (gh_datasource_get_path (source), ==, path);
}

static void
test_names (void)
{
  assert_named ("Sql", "{\"server\":\"sql-fra-01\",\"database\":\"SalesDW\"}",
                "sql-fra-01 · SalesDW", "Sql:sql-fra-01;SalesDW");
  assert_named ("Sql", "{\"server\":\"sql-fra-01\"}", "SQL Server · sql-fra-01", "Sql:sql-fra-01");
  assert_named ("OData", "{\"url\":\"https://orders.contoso.com/odata\"}",
                "OData · orders.contoso.com", "OData:https://orders.contoso.com/odata");
  assert_named ("SharePointList", "{\"url\":\"https://contoso.sharepoint.com/sites/finance/\"}",
                "SharePoint · sites/finance",
                "SharePointList:https://contoso.sharepoint.com/sites/finance/");
  assert_named ("Salesforce",
                "{\"classInfo\":\"x\",\"loginServer\":\"https://login.salesforce.com/\"}",
                "Salesforce · login.salesforce.com", "Salesforce:https://login.salesforce.com/");
  assert_named ("AzureBlobs", "{\"account\":\"store\",\"domain\":\"blob.core.windows.net\"}",
                "Azure Blob Storage · store.blob.core.windows.net",
                "AzureBlobs:store.blob.core.windows.net");
  assert_named ("File", "{\"path\":\"c:\\\\data\\\\orders.xlsx\"}", "File · c:\\data\\orders.xlsx",
                "File:c:\\data\\orders.xlsx");
  assert_named ("SomethingNew", "{\"unknown\":1}", "SomethingNew", "SomethingNew");
  assert_named (NULL, "{}", "Data source", "");
}

static void
test_extension_in_both_spellings (void)
{
  assert_named ("Extension", "{\"kind\":\"PowerBI\",\"path\":\"PowerBI\"}", "Power BI dataflows",
                "PowerBI:PowerBI");
  assert_named ("Extension",
                "{\"extensionDataSourceKind\":\"PowerBI\",\"extensionDataSourcePath\":\"PowerBI\"}",
                "Power BI dataflows", "PowerBI:PowerBI");
  assert_named ("Extension",
                "{\"extensionDataSourceKind\":\"Databricks\",\"extensionDataSourcePath\":"
                "\"{\\\"host\\\":\\\"adb.net\\\",\\\"httpPath\\\":\\\"\\\\/sql\\\\/1.0\\\"}\"}",
                "Databricks · adb.net;/sql/1.0", "Databricks:adb.net;/sql/1.0");
  assert_named ("Extension", "{\"kind\":\"Snowflake\",\"path\":\"acme.net;WH\"}",
                "Snowflake · acme.net;WH", "Snowflake:acme.net;WH");
}

static void
test_extension_kind (void)
{
  g_autoptr (GhDatasource) extension =
      new_datasource ("Extension", "{\"kind\":\"PowerBI\",\"path\":\"PowerBI\"}");
  g_autoptr (GhDatasource) other = new_datasource ("Web", "{\"kind\":\"PowerBI\"}");

  g_assert_cmpstr (gh_datasource_get_extension_kind (extension), ==, "PowerBI");
  g_assert_cmpstr (gh_datasource_get_type_label (extension), ==, "Power BI dataflows");
  g_assert_cmpstr (gh_datasource_get_datasource_type (extension), ==, "Extension");
  g_assert_null (gh_datasource_get_extension_kind (other));
}

static void
test_wrongly_typed_details (void)
{
  assert_named ("Sql", "{\"server\":7,\"database\":[\"x\"]}", "SQL Server", "Sql");
  assert_named ("Extension", "{\"kind\":\"K\",\"path\":\"{broken\"}", "K · {broken", "K:{broken");
  assert_named ("Extension", "{\"kind\":{},\"path\":null}", "Extension", "Extension");
}

static void
test_a_given_name_wins (void)
{
  g_autoptr (JsonObject) details = gh_json_parse_object ("{\"server\":\"s\"}", -1, NULL);
  g_autoptr (GhDatasource) source = gh_datasource_new ("d", "g", "Ledger", "Sql", details);

  g_assert_cmpstr (gh_node_get_title (GH_NODE (source)), ==, "Ledger");
}

static void
test_hostile_text_is_escaped (void)
{
  g_autoptr (GhDatasource) source =
      new_datasource ("Sql", "{\"server\":\"a\\u202Eb\",\"database\":\"c\\nd\"}");

  g_assert_cmpstr (gh_node_get_title (GH_NODE (source)), ==, "a\\u{202e}b · c\\u{a}d");
  gh_datasource_set_stored (source, "Ba\033[2Jsic", NULL, GH_TRI_UNKNOWN);
  g_assert_cmpstr (gh_datasource_get_credential_type (source), ==, "Ba\\u{1b}[2Jsic");
}

static void
assert_subtitle (GhDatasource *source, const char *expected)
{
  g_assert_cmpstr (gh_node_get_subtitle (GH_NODE (source)), ==, expected);
}

static void
test_subtitle (void)
{
  g_autoptr (GhDatasource) source =
      new_datasource ("Sql", "{\"server\":\"sql-fra-01\",\"database\":\"SalesDW\"}");

  assert_subtitle (source, "SQL Server");
  gh_datasource_set_stored (source, "Basic", NULL, GH_TRI_UNKNOWN);
  assert_subtitle (source, "SQL Server · Basic");
  gh_datasource_set_health (source, GH_HEALTH_WORKS, 1700000000);
  assert_subtitle (source, "SQL Server · Basic · works");
  gh_datasource_set_health (source, GH_HEALTH_NO_CREDENTIAL, 1700000000);
  gh_datasource_set_stored (source, NULL, NULL, GH_TRI_UNKNOWN);
  assert_subtitle (source, "SQL Server · no credential");
}

static void
test_subtitle_in_the_cloud (void)
{
  g_autoptr (GhDatasource) source =
      new_datasource ("Extension", "{\"kind\":\"PowerBI\",\"path\":\"PowerBI\"}");

  /* The title says the type already. */
  assert_subtitle (source, "");
  gh_datasource_set_place (source, GH_PLACE_CLOUD);
  assert_subtitle (source, "Cloud");
  gh_datasource_set_stored (source, "OAuth2", NULL, GH_TRI_UNKNOWN);
  gh_datasource_set_health (source, GH_HEALTH_REFUSED, 1700000000);
  assert_subtitle (source, "Cloud · OAuth2 · refused");
}

static void
test_update_keeps_what_a_list_does_not_know (void)
{
  g_autoptr (GhDatasource) known = new_datasource ("Sql", "{\"server\":\"a\"}");
  g_autoptr (GhDatasource) fresh = new_datasource ("Sql", "{\"server\":\"b\"}");

  gh_datasource_set_stored (known, "Basic", "Private", GH_TRI_TRUE);
  gh_datasource_set_health (known, GH_HEALTH_WORKS, 1700000000);
  gh_datasource_set_place (known, GH_PLACE_CLOUD);
  gh_node_update (GH_NODE (known), GH_NODE (fresh));

  g_assert_cmpstr (gh_node_get_title (GH_NODE (known)), ==, "SQL Server · b");
  g_assert_cmpstr (gh_datasource_get_server (known), ==, "b");
  g_assert_cmpstr (gh_datasource_get_credential_type (known), ==, "Basic");
  g_assert_cmpstr (gh_datasource_get_privacy_level (known), ==, "Private");
  g_assert_cmpint (gh_datasource_get_single_sign_on (known), ==, GH_TRI_TRUE);
  g_assert_cmpint (gh_datasource_get_health (known), ==, GH_HEALTH_WORKS);
  g_assert_cmpint (gh_datasource_get_place (known), ==, GH_PLACE_CLOUD);
}

static void
test_gateway_and_item_are_weak (void)
{
  g_autoptr (GhDatasource) source = new_datasource ("Sql", "{}");
  GhGateway *gateway = gh_gateway_new ("g", "Frankfurt", "Resource");
  GhItem *item = gh_item_new ("i", "Orders", NULL, NULL);

  gh_datasource_set_gateway (source, gateway);
  gh_datasource_set_item (source, item);
  g_assert_true (gh_datasource_get_gateway (source) == gateway);
  g_assert_finalize_object (gateway);
  g_assert_finalize_object (item);

  g_assert_null (gh_datasource_get_gateway (source));
  g_assert_null (gh_datasource_get_item (source));
}

static void
test_filter (void)
{
  g_autoptr (GhDatasource) source =
      new_datasource ("Sql", "{\"server\":\"SQL-FRA-01\",\"database\":\"Lönne\"}");
  g_autoptr (GhItem) item = gh_item_new ("i", "Orders", "Anna@contoso.com", NULL);
  GhNode *node = GH_NODE (source);

  g_assert_true (gh_node_matches (node, ""));
  g_assert_true (gh_node_matches (node, "fra-01"));
  g_assert_true (gh_node_matches (node, "LÖNNE"));
  g_assert_true (gh_node_matches (node, "lo\xcc\x88nne"));
  g_assert_true (gh_node_matches (node, "sql server"));
  g_assert_false (gh_node_matches (node, "oracle"));
  g_assert_true (gh_node_matches (GH_NODE (item), "anna@"));

  /* What is set later is found too. */
  gh_datasource_set_health (source, GH_HEALTH_REFUSED, 1);
  g_assert_true (gh_node_matches (node, "refused"));
}

static void
test_gateway_words (void)
{
  g_autoptr (GhGateway) gateway = gh_gateway_new ("g", "Frankfurt\ncluster", "Resource");
  g_autoptr (GhGateway) fresh = gh_gateway_new ("g", "Frankfurt", "Resource");

  g_assert_cmpstr (gh_node_get_title (GH_NODE (gateway)), ==, "Frankfurt\\u{a}cluster");
  gh_gateway_set_details (gateway, "3000.122.8", "GW-FRA-01");
  gh_gateway_set_status (gateway, "Live");
  g_assert_cmpstr (gh_node_get_subtitle (GH_NODE (gateway)), ==,
                   "On-premises gateway · Live · 3000.122.8");

  gh_node_update (GH_NODE (gateway), GH_NODE (fresh));
  g_assert_cmpstr (gh_gateway_get_status (gateway), ==, "Live");
  g_assert_true (gh_node_matches (GH_NODE (gateway), "gw-fra"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/datasource/names", test_names);
  g_test_add_func ("/datasource/extension-in-both-spellings", test_extension_in_both_spellings);
  g_test_add_func ("/datasource/extension-kind", test_extension_kind);
  g_test_add_func ("/datasource/wrongly-typed-details", test_wrongly_typed_details);
  g_test_add_func ("/datasource/a-given-name-wins", test_a_given_name_wins);
  g_test_add_func ("/datasource/hostile-text", test_hostile_text_is_escaped);
  g_test_add_func ("/datasource/subtitle", test_subtitle);
  g_test_add_func ("/datasource/subtitle-in-the-cloud", test_subtitle_in_the_cloud);
  g_test_add_func ("/datasource/update", test_update_keeps_what_a_list_does_not_know);
  g_test_add_func ("/datasource/weak", test_gateway_and_item_are_weak);
  g_test_add_func ("/datasource/filter", test_filter);
  g_test_add_func ("/gateway/words", test_gateway_words);

  return g_test_run ();
}
