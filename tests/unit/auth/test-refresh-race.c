/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <signal.h>
#include <stdlib.h>

#include <glib/gstdio.h>

#include "gh-authority.h"
#include "gh-error.h"
#include "gh-json.h"
#include "gh-keyring-store.h"
#include "gh-sim-server.h"
#include "raw-client.h"

/* Two processes renew the tokens of one account as fast as they can, against an authority that
 * takes each refresh token once and calls it dead the second time. The same program is the test
 * and, with the account's file as its argument, one of the two. */

#define QUIET_REQUESTS 300
#define ALL_REQUESTS 1000
#define LOST 3
#define SECONDS 55

/* The worker. */

typedef struct
{
  gboolean done;
  GhSecret *token;
  GError *error;
} Call;

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  call->token = gh_authorizer_authorize_finish (GH_AUTHORIZER (source), result, &call->error);
  call->done = TRUE;
}

static GhAccount *
read_account (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) error = NULL;
  GhAccount *account;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  object = gh_json_parse_object (text, -1, &error);
  g_assert_no_error (error);
  account = gh_account_new_from_json (object, &error);
  g_assert_no_error (error);

  return account;
}

/* Calls every token rejected, so that another one has to be got each time. */
static int
work (const char *path)
{
  g_autoptr (GhAccount) account = read_account (path);
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GhTokenStore) store = gh_keyring_store_new ();
  g_autoptr (GhAuthority) authority = gh_authority_new (http, clock, store, account, NULL);
  g_autoptr (GhSecret) rejected = NULL;

  while (TRUE)
    {
      Call call = { FALSE };

      gh_authorizer_authorize_async (GH_AUTHORIZER (authority),
                                     gh_cloud_get_powerbi_audience (gh_account_get_cloud (account)),
                                     rejected, NULL, called_cb, &call);
      while (!call.done)
        g_main_context_iteration (NULL, TRUE);
      if (g_error_matches (call.error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED))
        return LOST;
      g_assert_no_error (call.error);

      g_clear_pointer (&rejected, gh_secret_unref);
      rejected = call.token;
    }
}

/* The test. */

typedef struct
{
  GhSimServer *server;
  GhTokenStore *store;
  GhAccount *account;
  char *folder;
  char *path;

  GSubprocess *workers[2];
  guint exits;
  gboolean lost;
  guint kills_since_sign_in;
  guint losses;
  gboolean saved;
} Fixture;

static GhAccount *
make_account (GhSimServer *server)
{
  g_autoptr (JsonNode) row = gh_sim_server_dup_cloud_row (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCloud) cloud = gh_cloud_new_from_json (json_node_get_object (row), &error);

  g_assert_no_error (error);

  return gh_account_new (cloud, gh_cloud_get_tenant_hint (cloud),
                         gh_cloud_get_client_id_hint (cloud), "anna@contoso.com",
                         "11111111-1111-1111-1111-111111111111", gh_cloud_get_tenant_hint (cloud));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *text = NULL;

  fixture->server = gh_sim_server_new ("seed", &error);
  g_assert_no_error (error);
  gh_sim_server_set_strict (fixture->server, TRUE);
  gh_sim_server_start (fixture->server, &error);
  g_assert_no_error (error);
  fixture->store = gh_keyring_store_new ();
  fixture->account = make_account (fixture->server);
  fixture->folder = g_dir_make_tmp ("gatehouse-race-XXXXXX", &error);
  fixture->path = g_build_filename (fixture->folder, "account.json", NULL);
  json = gh_account_to_json (fixture->account);
  text = json_to_string (json, FALSE);
  g_file_set_contents (fixture->path, text, -1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
  g_clear_object (&fixture->account);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->server);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  gh_token_store_save_finish (GH_TOKEN_STORE (source), result, &error);
  g_assert_no_error (error);
  fixture->saved = TRUE;
}

static void
sign_in (Fixture *fixture)
{
  g_autofree char *text = gh_sim_server_issue_refresh_token (fixture->server, "anna@contoso.com");
  g_autoptr (GhSecret) refresh_token = gh_secret_new_text (text);
  g_autoptr (GhTokenSet) tokens = gh_token_set_new (refresh_token);

  fixture->saved = FALSE;
  gh_token_store_save_async (fixture->store, fixture->account, tokens, NULL, saved_cb, fixture);
  run_until (&fixture->saved);
  fixture->kills_since_sign_in = 0;
}

static void
exited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  GSubprocess *worker = G_SUBPROCESS (source);

  g_subprocess_wait_finish (worker, result, NULL);
  fixture->exits++;
  if (g_subprocess_get_if_exited (worker))
    {
      g_assert_cmpint (g_subprocess_get_exit_status (worker), ==, LOST);
      fixture->lost = TRUE;
    }
  else
    g_assert_cmpint (g_subprocess_get_term_sig (worker), ==, SIGKILL);
}

static void
start (Fixture *fixture, guint i)
{
  g_autoptr (GError) error = NULL;

  fixture->workers[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error,
                                          "/proc/self/exe", fixture->path, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_async (fixture->workers[i], NULL, exited_cb, fixture);
}

/* However it ends: the kernel lets go of the lock. */
static void
end (Fixture *fixture, guint i)
{
  guint before = fixture->exits;
  gboolean running = g_subprocess_get_identifier (fixture->workers[i]) != NULL;

  g_subprocess_force_exit (fixture->workers[i]);
  while (running && fixture->exits == before)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fixture->workers[i]);
}

static guint
count_requests (Fixture *fixture)
{
  return gh_sim_server_count_requests (fixture->server, "POST", "*/token");
}

static guint
count_refusals (Fixture *fixture)
{
  g_autoptr (JsonObject) log = gh_sim_server_dup_log (fixture->server);
  JsonArray *requests = json_object_get_array_member (log, "value");
  guint refusals = 0;

  for (guint i = 0; i < json_array_get_length (requests); i++)
    if (json_object_get_int_member (json_array_get_object_element (requests, i), "status") >= 400)
      refusals++;

  return refusals;
}

static gboolean
time_over_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
run_for (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, time_over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Killed between the authority's answer and the keyring, a process takes the new token with it, and
 * somebody has to sign in. Nothing else may lead to that. */
static void
sign_in_again (Fixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixture->workers); i++)
    end (fixture, i);

  g_assert_cmpuint (fixture->kills_since_sign_in, >, 0);
  fixture->losses++;
  fixture->lost = FALSE;
  sign_in (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->workers); i++)
    start (fixture, i);
}

static void
test_race (Fixture *fixture, gconstpointer data)
{
  gint64 end_at = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;
  guint kills = 0;

  sign_in (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->workers); i++)
    start (fixture, i);

  while (count_requests (fixture) < QUIET_REQUESTS && !fixture->lost)
    run_for (20);
  g_assert_false (fixture->lost);
  g_assert_cmpuint (count_refusals (fixture), ==, 0);

  while (count_requests (fixture) < ALL_REQUESTS && g_get_monotonic_time () < end_at)
    {
      guint i = (guint)g_random_int_range (0, G_N_ELEMENTS (fixture->workers));

      run_for ((guint)g_random_int_range (50, 400));
      if (fixture->lost)
        {
          sign_in_again (fixture);
          continue;
        }
      end (fixture, i);
      start (fixture, i);
      kills++;
      fixture->kills_since_sign_in++;
    }

  for (guint i = 0; i < G_N_ELEMENTS (fixture->workers); i++)
    end (fixture, i);
  g_test_message ("%u requests, %u killed processes, %u of them took a token with them",
                  count_requests (fixture), kills, fixture->losses);
  g_assert_cmpuint (kills, >, 0);
  /* A token that was taken along is tried once more by each of the two. */
  g_assert_cmpuint (count_refusals (fixture), <=, 2 * (fixture->losses + 1));
}

int
main (int argc, char **argv)
{
  if (argc == 2 && g_str_has_suffix (argv[1], "/account.json"))
    return work (argv[1]);

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/refresh-race/two-processes", Fixture, NULL, set_up, test_race, tear_down);

  return g_test_run ();
}
