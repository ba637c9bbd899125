/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gh-device-sign-in.h"
#include "gh-error.h"
#include "gh-sim-server.h"
#include "raw-client.h"

/* Against the simulator, with a program that goes through the pages as a person at the other device
 * does. */
typedef struct
{
  GhSimServer *server;
  GhCloud *cloud;
  GhClock *clock;
  GhHttpClient *http;
  GCancellable *cancellable;
  GhDeviceSignIn *attempt;

  const char *user;
  guint interval;
  gboolean code_came;
  gboolean slowed_down;
  gboolean done;
  GhSignInResult *result;
  GError *error;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) row = NULL;

  fixture->server = gh_sim_server_new ("seed", &error);
  g_assert_no_error (error);
  gh_sim_server_set_device_interval (fixture->server, 1);
  gh_sim_server_start (fixture->server, &error);
  g_assert_no_error (error);
  row = gh_sim_server_dup_cloud_row (fixture->server);
  fixture->cloud = gh_cloud_new_from_json (json_node_get_object (row), &error);
  g_assert_no_error (error);
  fixture->clock = gh_clock_new ();
  fixture->http = gh_http_client_new (NULL);
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->attempt);
  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->http);
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->cloud);
  g_clear_object (&fixture->server);
}

/* @fixture->user: NULL lets nobody come */
static void
code_ready_cb (GhDeviceSignIn *attempt, Fixture *fixture)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) browser = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address =
      g_strdup_printf ("%s?otc=%s", gh_device_sign_in_get_verification_uri (attempt),
                       gh_device_sign_in_get_user_code (attempt));

  fixture->code_came = TRUE;
  g_object_get (attempt, "interval", &fixture->interval, NULL);
  g_assert_cmpuint (gh_device_sign_in_get_seconds_left (attempt), >, 890);
  if (fixture->user == NULL)
    return;

  g_subprocess_launcher_setenv (launcher, "GATEHOUSE_TEST_BROWSER_USER", fixture->user, TRUE);
  browser = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("GATEHOUSE_TEST_BROWSER"),
                                         address, NULL);
  g_assert_no_error (error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->result =
      gh_device_sign_in_run_finish (GH_DEVICE_SIGN_IN (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
slowed_down_cb (GhDeviceSignIn *attempt, GParamSpec *pspec, Fixture *fixture)
{
  guint interval;

  g_object_get (attempt, "interval", &interval, NULL);
  fixture->slowed_down = fixture->interval > 0 && interval == fixture->interval + 5;
}

static void
begin (Fixture *fixture, const char *user)
{
  fixture->user = user;
  fixture->attempt = gh_device_sign_in_new (fixture->http, fixture->clock, fixture->cloud,
                                            gh_cloud_get_tenant_hint (fixture->cloud),
                                            gh_cloud_get_client_id_hint (fixture->cloud));
  g_signal_connect (fixture->attempt, "code-ready", G_CALLBACK (code_ready_cb), fixture);
  g_signal_connect (fixture->attempt, "notify::interval", G_CALLBACK (slowed_down_cb), fixture);
  gh_device_sign_in_run_async (fixture->attempt, fixture->cancellable, done_cb, fixture);
}

static void
assert_refused (Fixture *fixture, int code, const char *pattern)
{
  run_until (&fixture->done);
  g_assert_error (fixture->error, GH_ERROR, code);
  if (!g_pattern_match_simple (pattern, fixture->error->message))
    g_error ("“%s” is not like “%s”", fixture->error->message, pattern);
}

static void
test_signs_in (Fixture *fixture, gconstpointer data)
{
  GhAccount *account;

  begin (fixture, "ben@contoso.com");
  run_until (&fixture->done);
  g_assert_no_error (fixture->error);
  account = gh_sign_in_result_get_account (fixture->result);
  g_assert_cmpstr (gh_account_get_user_name (account), ==, "ben@contoso.com");
  g_assert_cmpint (gh_account_get_method (account), ==, GH_SIGN_IN_DEVICE_CODE);
  g_assert_nonnull (
      gh_token_set_get_refresh_token (gh_sign_in_result_get_tokens (fixture->result)));
}

static void
test_declined (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "decline");
  assert_refused (fixture, GH_ERROR_DECLINED, "The sign-in was declined on the other device.");
}

static void
test_expires (Fixture *fixture, gconstpointer data)
{
  begin (fixture, NULL);
  run_until (&fixture->code_came);
  gh_sim_server_advance_clock (fixture->server, 901);
  assert_refused (fixture, GH_ERROR_TIMED_OUT, "The code has expired*");
}

/* The clock says so before the authority does. */
static void
test_expires_by_the_clock (Fixture *fixture, gconstpointer data)
{
  begin (fixture, NULL);
  run_until (&fixture->code_came);
  gh_clock_advance (fixture->clock, 901);
  assert_refused (fixture, GH_ERROR_TIMED_OUT, "The code has expired*");
}

static void
test_unsaid_interval (Fixture *fixture, gconstpointer data)
{
  gh_sim_server_set_device_interval (fixture->server, 0);
  begin (fixture, NULL);
  run_until (&fixture->code_came);
  g_assert_cmpuint (fixture->interval, ==, 5);
  g_cancellable_cancel (fixture->cancellable);
  run_until (&fixture->done);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_slows_down (Fixture *fixture, gconstpointer data)
{
  gh_sim_server_script (fixture->server, "*/token", 400, NULL,
                        "{\"error\":\"slow_down\",\"error_description\":\"too often\"}", 0);
  begin (fixture, NULL);
  run_until (&fixture->slowed_down);
  g_cancellable_cancel (fixture->cancellable);
  run_until (&fixture->done);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_blocked (Fixture *fixture, gconstpointer data)
{
  gh_sim_server_script (fixture->server, "*/token", 400, NULL,
                        "{\"error\":\"invalid_grant\",\"error_codes\":[53003],"
                        "\"suberror\":\"message_only\"}",
                        0);
  begin (fixture, NULL);
  assert_refused (fixture, GH_ERROR_REFUSED, "*blocks signing in with a device code*53003*");
}

/* What can't be typed, or leads elsewhere, is never shown. */
static void
test_hostile_answers (Fixture *fixture, gconstpointer data)
{
  gh_sim_server_script (fixture->server, "*/devicecode", 200, NULL,
                        "{\"device_code\":\"d\",\"user_code\":\"A\\u202eB\",\"expires_in\":900,"
                        "\"verification_uri\":\"https://microsoft.com/devicelogin\"}",
                        0);
  begin (fixture, NULL);
  assert_refused (fixture, GH_ERROR_PROTOCOL, "The authority’s answer can’t be understood*");
  g_assert_false (fixture->code_came);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/device-sign-in/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("signs-in", test_signs_in);
  ADD ("declined", test_declined);
  ADD ("expires", test_expires);
  ADD ("expires-by-the-clock", test_expires_by_the_clock);
  ADD ("unsaid-interval", test_unsaid_interval);
  ADD ("slows-down", test_slows_down);
  ADD ("blocked", test_blocked);
  ADD ("hostile-answers", test_hostile_answers);
#undef ADD

  return g_test_run ();
}
