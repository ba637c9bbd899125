/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-redirect-answer.h"

G_BEGIN_DECLS

/**
 * GhRedirectListener:
 *
 * Waits on loopback for the one redirect of one attempt to sign in. Whatever else comes is answered
 * and never ends the wait. Emits "answered" (GhRedirectAnswer) once, after the page was written.
 */
#define GH_TYPE_REDIRECT_LISTENER (gh_redirect_listener_get_type ())
G_DECLARE_FINAL_TYPE (GhRedirectListener, gh_redirect_listener, GH, REDIRECT_LISTENER, GObject)

GhRedirectListener *gh_redirect_listener_new (GhSecret *state);
gboolean gh_redirect_listener_start (GhRedirectListener *self, GError **error);
void gh_redirect_listener_stop (GhRedirectListener *self);
guint gh_redirect_listener_get_port (GhRedirectListener *self);
/* "http://localhost:PORT" */
char *gh_redirect_listener_dup_redirect_uri (GhRedirectListener *self);
/* An address from the browser, with the same checks; GH_ERROR_INVALID_INPUT says what is wrong. */
gboolean
gh_redirect_listener_submit_address (GhRedirectListener *self, const char *address, GError **error);

G_END_DECLS
