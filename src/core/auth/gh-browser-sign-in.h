/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-clock.h"
#include "gh-http-client.h"
#include "gh-sign-in-result.h"

G_BEGIN_DECLS

/**
 * GhBrowserSignIn:
 *
 * One attempt to sign in through the system browser: authorization code with PKCE on a loopback
 * redirect. Opens no browser itself: it listens, then says with the "link-ready" signal (const char
 * *link) and the property "link" what to open. Used once.
 */
#define GH_TYPE_BROWSER_SIGN_IN (gh_browser_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (GhBrowserSignIn, gh_browser_sign_in, GH, BROWSER_SIGN_IN, GObject)

#define GH_BROWSER_SIGN_IN_SECONDS 300

/* @login_hint: (nullable) */
GhBrowserSignIn *gh_browser_sign_in_new (GhHttpClient *http,
                                         GhClock *clock,
                                         GhCloud *cloud,
                                         const char *tenant,
                                         const char *client_id,
                                         const char *login_hint);
/* Ends with the result, GH_ERROR_DECLINED, GH_ERROR_TIMED_OUT after five minutes,
 * G_IO_ERROR_CANCELLED, or what the authority said (GH_ERROR_REFUSED with its code in the text). */
void gh_browser_sign_in_run_async (GhBrowserSignIn *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GhSignInResult *
gh_browser_sign_in_run_finish (GhBrowserSignIn *self, GAsyncResult *result, GError **error);
/* (nullable) until listening */
const char *gh_browser_sign_in_get_link (GhBrowserSignIn *self);
/* Before run: gh_authority_get_wanted_claims(), after a service has asked for more */
void gh_browser_sign_in_set_claims (GhBrowserSignIn *self, const char *claims);
/* Before run: ask for response_mode=query, so that the address of the last page can be pasted; the
 * listener runs all the same. */
void gh_browser_sign_in_set_paste_mode (GhBrowserSignIn *self, gboolean paste_mode);
/* A pasted address passes the same checks as a redirect. GH_ERROR_INVALID_INPUT says what is wrong
 * with it, and the wait goes on. */
gboolean
gh_browser_sign_in_submit_address (GhBrowserSignIn *self, const char *address, GError **error);
/* seconds until the limit; property "seconds-left" is notified once a second */
guint gh_browser_sign_in_get_seconds_left (GhBrowserSignIn *self);

G_END_DECLS
