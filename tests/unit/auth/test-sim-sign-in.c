/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-authority.h"
#include "gh-browser-sign-in.h"
#include "gh-error.h"
#include "gh-memory-store.h"
#include "gh-sim-server.h"
#include "raw-client.h"

/* Against the simulator, with a program that goes through its pages as a browser does: nothing of
 * this protocol is played by the test itself. */
typedef struct
{
  GhSimServer *server;
  GhCloud *cloud;
  GhClock *clock;
  GhHttpClient *http;

  gboolean browser_ended;
  gboolean browser_succeeded;
  gboolean done;
  GhSignInResult *result;
  GhSecret *token;
  GError *error;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) row = NULL;

  fixture->server = gh_sim_server_new ("seed", &error);
  g_assert_no_error (error);
  gh_sim_server_set_strict (fixture->server, TRUE);
  gh_sim_server_start (fixture->server, &error);
  g_assert_no_error (error);
  row = gh_sim_server_dup_cloud_row (fixture->server);
  fixture->cloud = gh_cloud_new_from_json (json_node_get_object (row), &error);
  g_assert_no_error (error);
  fixture->clock = gh_clock_new ();
  fixture->http = gh_http_client_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  g_clear_pointer (&fixture->token, gh_secret_unref);
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->http);
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->cloud);
  g_clear_object (&fixture->server);
}

static void
browser_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->browser_succeeded = g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, NULL);
  fixture->browser_ended = TRUE;
}

static void
open_browser (Fixture *fixture, const char *user, const char *link)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) browser = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "GATEHOUSE_TEST_BROWSER_USER", user, TRUE);
  browser = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("GATEHOUSE_TEST_BROWSER"),
                                         link, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (browser, NULL, browser_ended_cb, fixture);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->result =
      gh_browser_sign_in_run_finish (GH_BROWSER_SIGN_IN (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
sign_in (Fixture *fixture, const char *user, const char *login_hint, gboolean paste_mode)
{
  g_autoptr (GhBrowserSignIn) attempt =
      gh_browser_sign_in_new (fixture->http, fixture->clock, fixture->cloud,
                              gh_cloud_get_tenant_hint (fixture->cloud),
                              gh_cloud_get_client_id_hint (fixture->cloud), login_hint);

  gh_browser_sign_in_set_paste_mode (attempt, paste_mode);
  gh_browser_sign_in_run_async (attempt, NULL, signed_in_cb, fixture);
  open_browser (fixture, user, gh_browser_sign_in_get_link (attempt));
  run_until (&fixture->done);
  run_until (&fixture->browser_ended);
}

static const char *
get_user_name (Fixture *fixture)
{
  return gh_account_get_user_name (gh_sign_in_result_get_account (fixture->result));
}

static void
test_form_post (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "anna@contoso.com", NULL, FALSE);

  g_assert_no_error (fixture->error);
  g_assert_true (fixture->browser_succeeded);
  g_assert_cmpstr (get_user_name (fixture), ==, "anna@contoso.com");
}

static void
test_query (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "ben@contoso.com", NULL, TRUE);

  g_assert_no_error (fixture->error);
  g_assert_true (fixture->browser_succeeded);
  g_assert_cmpstr (get_user_name (fixture), ==, "ben@contoso.com");
}

static void
test_login_hint (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "anna@contoso.com", "carla@contoso.com", FALSE);

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (get_user_name (fixture), ==, "carla@contoso.com");
}

static void
test_declined (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture, "decline", NULL, FALSE);

  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_DECLINED);
}

static void
authorized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->token = gh_authorizer_authorize_finish (GH_AUTHORIZER (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
authorize (Fixture *fixture, GhAuthority *authority, GhSecret *rejected)
{
  fixture->done = FALSE;
  g_clear_pointer (&fixture->token, gh_secret_unref);
  gh_authorizer_authorize_async (GH_AUTHORIZER (authority),
                                 gh_cloud_get_powerbi_audience (fixture->cloud), rejected, NULL,
                                 authorized_cb, fixture);
  run_until (&fixture->done);
}

/* The simulator revokes what was replaced: only the rotated refresh token goes on working. */
static void
test_rotation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhTokenStore) store = gh_memory_store_new ();
  g_autoptr (GhAuthority) authority = NULL;

  sign_in (fixture, "anna@contoso.com", NULL, FALSE);
  g_assert_no_error (fixture->error);
  authority = gh_authority_new (fixture->http, fixture->clock, store,
                                gh_sign_in_result_get_account (fixture->result),
                                gh_sign_in_result_get_tokens (fixture->result));
  authorize (fixture, authority, NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GhSecret) rejected = gh_secret_ref (fixture->token);

      authorize (fixture, authority, rejected);
      g_assert_no_error (fixture->error);
      g_assert_false (gh_secret_equal (fixture->token, rejected));
    }
}

static void
test_revoked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GhTokenStore) store = gh_memory_store_new ();
  g_autoptr (GhAuthority) authority = NULL;
  g_autoptr (GhSecret) rejected = NULL;

  sign_in (fixture, "anna@contoso.com", NULL, FALSE);
  g_assert_no_error (fixture->error);
  authority = gh_authority_new (fixture->http, fixture->clock, store,
                                gh_sign_in_result_get_account (fixture->result),
                                gh_sign_in_result_get_tokens (fixture->result));
  authorize (fixture, authority, NULL);
  rejected = gh_secret_ref (fixture->token);
  gh_sim_server_revoke_refresh_tokens (fixture->server);
  authorize (fixture, authority, rejected);

  g_assert_error (fixture->error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED);
  g_assert_true (g_pattern_match_simple ("*AADSTS50173*", fixture->error->message));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/sim-sign-in/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("form-post", test_form_post);
  ADD ("query", test_query);
  ADD ("login-hint", test_login_hint);
  ADD ("declined", test_declined);
  ADD ("rotation", test_rotation);
  ADD ("revoked", test_revoked);

  return g_test_run ();
}
