/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-clock.h"
#include "gh-http-client.h"
#include "gh-sign-in-result.h"

G_BEGIN_DECLS

/* Signs in with user name and password (RFC 6749, 4.3). Legacy: the vendor discourages it, and it
 * can't work with a second factor, federation or without a password, which the errors say. The
 * password is kept nowhere; the refresh token that comes back is. */
void gh_password_sign_in_async (GhHttpClient *http,
                                GhClock *clock,
                                GhCloud *cloud,
                                const char *tenant,
                                const char *client_id,
                                const char *user_name,
                                GhSecret *password,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GhSignInResult *gh_password_sign_in_finish (GAsyncResult *result, GError **error);

G_END_DECLS
