/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Signs in once, as the window does, with the test browser; then the account is in the keyring of
 * the session and other programs can be tried with it.
 *
 *   sign-in CLOUD-FILE TEST-BROWSER */

#include "gh-session.h"

typedef struct
{
  GMainLoop *loop;
  GhSession *session;
  const char *browser;
  int status;
} SigningIn;

static void
end (SigningIn *signing_in, GError *error)
{
  if (error != NULL)
    g_printerr ("sign-in: %s\n", error->message);
  signing_in->status = error != NULL || gh_session_get_session_only (signing_in->session) ? 1 : 0;
  g_clear_error (&error);
  g_main_loop_quit (signing_in->loop);
}

static void
adopted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  gh_session_adopt_finish (GH_SESSION (source), result, &error);
  end (user_data, error);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SigningIn *signing_in = user_data;
  GError *error = NULL;
  g_autoptr (GhSignInResult) sign_in =
      gh_browser_sign_in_run_finish (GH_BROWSER_SIGN_IN (source), result, &error);

  if (sign_in == NULL)
    end (signing_in, error);
  else
    gh_session_adopt_async (signing_in->session, sign_in, NULL, adopted_cb, signing_in);
}

static void
link_ready_cb (GhBrowserSignIn *sign_in, const char *link, SigningIn *signing_in)
{
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (GSubprocess) browser =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, signing_in->browser, link, NULL);

  g_assert_no_error (error);
}

static void
cloud_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SigningIn *signing_in = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhCloud) cloud = gh_cloud_load_file_finish (result, &error);
  g_autoptr (GhBrowserSignIn) sign_in = NULL;

  g_assert_no_error (error);
  gh_session_set_cloud (signing_in->session, cloud);
  sign_in = gh_browser_sign_in_new (gh_session_get_http (signing_in->session),
                                    gh_session_get_clock (signing_in->session), cloud,
                                    gh_cloud_get_tenant_hint (cloud),
                                    gh_cloud_get_client_id_hint (cloud), NULL);
  g_signal_connect (sign_in, "link-ready", G_CALLBACK (link_ready_cb), signing_in);
  gh_browser_sign_in_run_async (sign_in, NULL, signed_in_cb, signing_in);
}

int
main (int argc, char **argv)
{
  g_autoptr (GhHttpClient) http = gh_http_client_new (NULL);
  g_autoptr (GhClock) clock = gh_clock_new ();
  g_autoptr (GhSession) session = gh_session_new (http, clock, FALSE);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GFile) file = NULL;
  SigningIn signing_in = { .loop = loop, .session = session, .browser = argv[2] };

  g_assert_cmpint (argc, ==, 3);
  file = g_file_new_for_path (argv[1]);
  gh_cloud_load_file_async (file, NULL, cloud_loaded_cb, &signing_in);
  g_main_loop_run (loop);

  return signing_in.status;
}
