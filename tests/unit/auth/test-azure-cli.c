/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "fake-authority.h"
#include "gh-azure-cli-source.h"
#include "gh-azure-environment.h"
#include "gh-error.h"
#include "raw-client.h"

/* With a script in the place of "az", in a folder that is all of PATH but for the shell's tools. */
typedef struct
{
  char *folder;
  char *path;
  char *old_path;

  gboolean done;
  GhTokenAnswer *answer;
  GError *error;
} Fixture;

#define AUDIENCE "https://analysis.windows.net/powerbi/api"

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *search = NULL;

  fixture->folder = g_dir_make_tmp ("gatehouse-az-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "az", NULL);
  fixture->old_path = g_strdup (g_getenv ("PATH"));
  search = g_strconcat (fixture->folder, ":/usr/bin:/bin", NULL);
  g_setenv ("PATH", search, TRUE);
}

static void
reset (Fixture *fixture)
{
  fixture->done = FALSE;
  g_clear_pointer (&fixture->answer, gh_token_answer_free);
  g_clear_error (&fixture->error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *arguments = g_build_filename (fixture->folder, "arguments", NULL);

  reset (fixture);
  g_setenv ("PATH", fixture->old_path, TRUE);
  g_remove (fixture->path);
  g_remove (arguments);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->old_path);
}

static void
write_script (Fixture *fixture, const char *body)
{
  g_autofree char *script =
      g_strdup_printf ("#!/bin/sh\nprintf '%%s\\n' \"$@\" >'%s/arguments'\n%s\n", fixture->folder,
                       body);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (fixture->path, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
}

static void
acquired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->answer =
      gh_token_source_acquire_finish (GH_TOKEN_SOURCE (source), result, NULL, &fixture->error);
  fixture->done = TRUE;
}

static void
acquire (Fixture *fixture, const char *tenant, const char *object_id)
{
  g_autoptr (GhTokenSource) source = gh_azure_cli_source_new (tenant, object_id, 1);
  g_autoptr (GhTokenSet) empty = gh_token_set_new (NULL);

  reset (fixture);
  gh_token_source_acquire_async (source, AUDIENCE, empty, NULL, NULL, acquired_cb, fixture);
  run_until (&fixture->done);
}

static void
assert_refused (Fixture *fixture, int code, const char *pattern)
{
  g_assert_null (fixture->answer);
  g_assert_error (fixture->error, GH_ERROR, code);
  if (!g_pattern_match_simple (pattern, fixture->error->message))
    g_error ("“%s” is not like “%s”", fixture->error->message, pattern);
}

static void
write_answer (Fixture *fixture, const char *token, const char *expiry)
{
  g_autofree char *body =
      g_strdup_printf ("echo '{\"accessToken\":\"%s\",%s,\"tokenType\":\"Bearer\"}'", token,
                       expiry);

  write_script (fixture, body);
}

static void
assert_lifetime (Fixture *fixture, gint64 about)
{
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->answer->lifetime, >, about - 60);
  g_assert_cmpint (fixture->answer->lifetime, <=, about);
}

static void
test_epoch (Fixture *fixture, gconstpointer data)
{
  g_autofree char *expiry = g_strdup_printf ("\"expires_on\":%" G_GINT64_FORMAT,
                                             g_get_real_time () / G_USEC_PER_SEC + 3000);
  g_autofree char *path = g_build_filename (fixture->folder, "arguments", NULL);
  g_autofree char *arguments = NULL;

  write_answer (fixture, "access-1", expiry);
  acquire (fixture, "contoso.onmicrosoft.com", NULL);
  assert_lifetime (fixture, 3000);
  g_assert_cmpstr (gh_secret_peek_text (fixture->answer->access_token), ==, "access-1");

  g_file_get_contents (path, &arguments, NULL, NULL);
  g_assert_cmpstr (arguments, ==,
                   "account\nget-access-token\n--output\njson\n--scope\n" AUDIENCE
                   "/.default\n--tenant\ncontoso.onmicrosoft.com\n");
}

/* Older versions say local time without a zone. */
static void
test_local_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) end = g_date_time_add_seconds (now, 3000);
  g_autofree char *text = g_date_time_format (end, "\"expiresOn\":\"%Y-%m-%d %H:%M:%S.000000\"");

  write_answer (fixture, "access-1", text);
  acquire (fixture, NULL, NULL);
  assert_lifetime (fixture, 3000);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_setenv ("PATH", fixture->folder, TRUE);
  acquire (fixture, NULL, NULL);
  assert_refused (fixture, GH_ERROR_NOT_FOUND, "The Azure CLI is not installed*");
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  write_script (fixture, "echo \"ERROR: Please run 'az login' to setup account.\" >&2\nexit 1");
  acquire (fixture, NULL, NULL);
  assert_refused (fixture, GH_ERROR_SIGN_IN_NEEDED, "Nobody is signed in at the Azure CLI.*");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  write_script (fixture, "echo 'AADSTS70043: The refresh token has expired.' >&2\nexit 1");
  acquire (fixture, NULL, NULL);
  assert_refused (fixture, GH_ERROR_SIGN_IN_NEEDED, "*AADSTS70043*");

  write_script (fixture, "echo 'no connection' >&2\nexit 1");
  acquire (fixture, NULL, NULL);
  assert_refused (fixture, GH_ERROR_REFUSED, "The Azure CLI gives no token: no connection");
}

static void
test_nonsense (Fixture *fixture, gconstpointer data)
{
  write_script (fixture, "echo nonsense");
  acquire (fixture, NULL, NULL);
  assert_refused (fixture, GH_ERROR_PROTOCOL, "What the Azure CLI says can’t be understood*");
  write_script (fixture, "echo '{\"accessToken\":\"access-1\"}'");
  acquire (fixture, NULL, NULL);
  assert_refused (fixture, GH_ERROR_PROTOCOL, "What the Azure CLI says can’t be understood*");
}

/* The script's child holds the pipe, too: both are ended. */
static void
test_hangs (Fixture *fixture, gconstpointer data)
{
  write_script (fixture, "sleep 600\necho never");
  acquire (fixture, NULL, NULL);
  assert_refused (fixture, GH_ERROR_TIMED_OUT, "The Azure CLI did not answer within 1 seconds");
}

static void
test_somebody_else (Fixture *fixture, gconstpointer data)
{
  g_autofree char *token = fake_jwt ("{\"oid\":\"" FAKE_USER "\",\"upn\":\"ben@contoso.com\"}");

  write_answer (fixture, token, "\"expires_on\":4000000000");
  acquire (fixture, NULL, FAKE_USER);
  g_assert_no_error (fixture->error);
  acquire (fixture, NULL, FAKE_TENANT);
  assert_refused (fixture, GH_ERROR_WRONG_USER, "ben@contoso.com is signed in at the Azure CLI*");
}

static void
test_environment (void)
{
  g_autoptr (GhAzureEnvironment) environment = NULL;
  g_autoptr (GListStore) clouds = g_list_store_new (GH_TYPE_CLOUD);
  g_autoptr (GhCloud) cloud = gh_cloud_new_public ();
  g_autoptr (GhCloud) found = NULL;
  g_autoptr (GError) error = NULL;

  g_list_store_append (clouds, cloud);
  g_setenv ("AZURE_TENANT_ID", "contoso.onmicrosoft.com", TRUE);
  g_setenv ("AZURE_CLIENT_ID", FAKE_CLIENT, TRUE);
  g_setenv ("AZURE_CLIENT_SECRET", "throw-away", TRUE);
  g_setenv ("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com/", TRUE);
  environment = gh_azure_environment_take ();

  g_assert_true (environment->has_method);
  g_assert_cmpint (environment->method, ==, GH_SIGN_IN_CLIENT_SECRET);
  g_assert_cmpstr (gh_secret_peek_text (environment->client_secret), ==, "throw-away");
  g_assert_null (g_getenv ("AZURE_CLIENT_SECRET"));
  g_assert_cmpuint (environment->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (environment->warnings, 0), "AZURE_CLIENT_SECRET"));
  found = gh_azure_environment_find_cloud (environment, G_LIST_MODEL (clouds), &error);
  g_assert_no_error (error);
  g_assert_true (found == cloud);
}

/* A variable never leads to an authority that nobody has looked at. */
static void
test_unknown_authority (void)
{
  g_autoptr (GhAzureEnvironment) environment = NULL;
  g_autoptr (GListStore) clouds = g_list_store_new (GH_TYPE_CLOUD);
  g_autoptr (GhCloud) cloud = gh_cloud_new_public ();
  g_autoptr (GError) error = NULL;

  g_list_store_append (clouds, cloud);
  g_setenv ("AZURE_AUTHORITY_HOST", "https://login.example", TRUE);
  environment = gh_azure_environment_take ();
  g_assert_null (gh_azure_environment_find_cloud (environment, G_LIST_MODEL (clouds), &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/azure-cli/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("epoch", test_epoch);
  ADD ("local-time", test_local_time);
  ADD ("missing", test_missing);
  ADD ("signed-out", test_signed_out);
  ADD ("refused", test_refused);
  ADD ("nonsense", test_nonsense);
  ADD ("hangs", test_hangs);
  ADD ("somebody-else", test_somebody_else);
#undef ADD
  g_test_add_func ("/azure-environment/secret", test_environment);
  g_test_add_func ("/azure-environment/unknown-authority", test_unknown_authority);

  return g_test_run ();
}
