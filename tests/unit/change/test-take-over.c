/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fake-power-bi.h"
#include "gh-error.h"
#include "gh-json.h"
#include "gh-take-over.h"

#define WORKSPACE "3d0c2b5e-0003-4000-8000-000000000001"
#define ITEM "3d0c2b5e-0004-4000-8000-000000000001"
#define OLD_GATEWAY "3d0c2b5e-0005-4000-8000-000000000001"
#define OLD_SOURCE "3d0c2b5e-0006-4000-8000-000000000001"
#define OLD_SIBLING "3d0c2b5e-0006-4000-8000-000000000002"
#define NEW_GATEWAY "3d0c2b5e-0005-4000-8000-00000000000a"
#define NEW_SOURCE "3d0c2b5e-0006-4000-8000-00000000000a"
#define NEW_SIBLING "3d0c2b5e-0006-4000-8000-00000000000b"
#define ITEM_PATH "/groups/" WORKSPACE "/datasets/" ITEM
#define POWER_BI_DETAILS "{\"kind\":\"PowerBI\",\"path\":\"PowerBI\"}"
#define WEB_DETAILS "{\"url\":\"https://api.contoso.com/forecast\"}"
#define ENTRY(type, details, gateway, id)                                                          \
  "{\"datasourceType\":\"" type "\",\"connectionDetails\":" details ",\"gatewayId\":\"" gateway    \
  "\",\"datasourceId\":\"" id "\"}"

typedef struct
{
  FakePowerBi *fake;
  GhWorkspace *workspace;
  GhItem *item;
  GhDatasource *source;
  GhDatasource *sibling;
} Fixture;

static GhDatasource *
make_source (Fixture *f, const char *id, const char *type, const char *details_text)
{
  g_autoptr (JsonObject) details = gh_json_parse_object (details_text, -1, NULL);
  GhDatasource *source = gh_datasource_new (id, OLD_GATEWAY, NULL, type, details);

  gh_datasource_set_item (source, f->item);

  return source;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new ();

  f->fake = fake_power_bi_new ();
  f->workspace = gh_workspace_new (WORKSPACE, "Sales");
  f->item = gh_item_new (ITEM, "Forecast", "dora@contoso.com", f->workspace);
  f->source = make_source (f, OLD_SOURCE, "Extension", POWER_BI_DETAILS);
  f->sibling = make_source (f, OLD_SIBLING, "Web", WEB_DETAILS);
  g_ptr_array_add (children, f->source);
  g_ptr_array_add (children, f->sibling);
  gh_node_merge_children (GH_NODE (f->item), children);

  fake_power_bi_answer_path (f->fake, "GET /groups/" WORKSPACE "/datasets", 200,
                             "{\"value\":[{\"id\":\"" ITEM
                             "\",\"name\":\"Forecast\",\"configuredBy\":\"anna@contoso.com\"}]}");
  fake_power_bi_answer_path (f->fake, "GET " ITEM_PATH "/datasources", 200,
                             "{\"value\":[" ENTRY ("Web", WEB_DETAILS, NEW_GATEWAY,
                                                   NEW_SIBLING) "," ENTRY ("Extension",
                                                                           POWER_BI_DETAILS,
                                                                           NEW_GATEWAY,
                                                                           NEW_SOURCE) "]}");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->sibling);
  g_clear_object (&f->source);
  g_clear_object (&f->item);
  g_clear_object (&f->workspace);
  g_clear_pointer (&f->fake, fake_power_bi_free);
}

static GPtrArray *
take_over (Fixture *f, GhProblem **problem, GError **error)
{
  g_auto (Awaited) awaited = { NULL };

  gh_take_over_async (fake_power_bi_get_power_bi (f->fake), f->item, f->source, NULL, awaited_cb,
                      &awaited);

  return gh_take_over_finish (await (&awaited), problem, error);
}

static void
test_new_ids (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) wiped = NULL;
  g_autoptr (GError) error = NULL;

  fake_power_bi_answer_path (f->fake, "POST " ITEM_PATH "/Default.TakeOver", 200, "");
  gh_datasource_set_stored (f->source, "OAuth2", "Private", GH_TRI_FALSE);
  wiped = take_over (f, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gh_node_get_id (GH_NODE (f->source)), ==, NEW_SOURCE);
  g_assert_cmpstr (gh_datasource_get_gateway_id (f->source), ==, NEW_GATEWAY);
  g_assert_cmpstr (gh_node_get_id (GH_NODE (f->sibling)), ==, NEW_SIBLING);
  g_assert_cmpuint (wiped->len, ==, 2);
  g_assert_cmpint (gh_datasource_get_health (f->source), ==, GH_HEALTH_NO_CREDENTIAL);
  g_assert_null (gh_datasource_get_credential_type (f->source));
  g_assert_cmpstr (gh_item_get_owner (f->item), ==, "anna@contoso.com");
}

static void
test_on_premises_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) wiped = NULL;

  fake_power_bi_answer_path (f->fake, "POST " ITEM_PATH "/Default.TakeOver", 200, "");
  gh_datasource_set_place (f->sibling, GH_PLACE_ON_PREMISES);
  gh_datasource_set_health (f->sibling, GH_HEALTH_WORKS, 1);
  wiped = take_over (f, NULL, NULL);

  g_assert_cmpuint (wiped->len, ==, 1);
  g_assert_true (g_ptr_array_index (wiped, 0) == f->source);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) wiped = NULL;
  g_autoptr (GhProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  fake_power_bi_answer_path (f->fake, "POST " ITEM_PATH "/Default.TakeOver", 403,
                             "{\"error\":{\"code\":\"PowerBINotAuthorizedException\"}}");
  wiped = take_over (f, &problem, &error);

  g_assert_null (wiped);
  g_assert_error (error, GH_ERROR, GH_ERROR_PERMISSION);
  g_assert_cmpstr (gh_problem_get_code (problem), ==, "PowerBINotAuthorizedException");
  g_assert_cmpstr (gh_node_get_id (GH_NODE (f->source)), ==, OLD_SOURCE);
  g_assert_cmpuint (fake_power_bi_count_path (f->fake, "GET " ITEM_PATH "/datasources"), ==, 0);
}

static void
test_source_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) wiped = NULL;
  g_autoptr (GError) error = NULL;

  fake_power_bi_answer_path (f->fake, "POST " ITEM_PATH "/Default.TakeOver", 200, "");
  fake_power_bi_answer_path (f->fake, "GET " ITEM_PATH "/datasources", 200, "{\"value\":[]}");
  wiped = take_over (f, NULL, &error);

  g_assert_null (wiped);
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
}

/* The sources can't be read after the take-over has happened: that is no refusal of it. */
static void
test_reading_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) wiped = NULL;
  g_autoptr (GhProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  fake_power_bi_answer_path (f->fake, "POST " ITEM_PATH "/Default.TakeOver", 200, "");
  fake_power_bi_answer_path (f->fake, "GET " ITEM_PATH "/datasources", 403,
                             "{\"error\":{\"code\":\"PowerBINotAuthorizedException\"}}");
  wiped = take_over (f, &problem, &error);

  g_assert_null (wiped);
  g_assert_null (problem);
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "was taken over"));
}

static void
test_cancelled_too_late (Fixture *f, gconstpointer data)
{
  g_auto (Awaited) awaited = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) wiped = NULL;
  g_autoptr (GError) error = NULL;

  fake_power_bi_answer_path (f->fake, "POST " ITEM_PATH "/Default.TakeOver", 200, "");
  gh_take_over_async (fake_power_bi_get_power_bi (f->fake), f->item, f->source, cancellable,
                      awaited_cb, &awaited);
  while (fake_power_bi_count_path (f->fake, "GET " ITEM_PATH "/datasources") == 0)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  wiped = gh_take_over_finish (await (&awaited), NULL, &error);

  g_assert_null (wiped);
  g_assert_error (error, GH_ERROR, GH_ERROR_NOT_FOUND);
}

#define ADD(name, test) g_test_add ("/take-over/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("new-ids", test_new_ids);
  ADD ("on-premises-stays", test_on_premises_stays);
  ADD ("refused", test_refused);
  ADD ("source-gone", test_source_gone);
  ADD ("reading-refused", test_reading_refused);
  ADD ("cancelled-too-late", test_cancelled_too_late);

  return g_test_run ();
}
