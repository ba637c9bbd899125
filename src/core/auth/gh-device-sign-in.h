/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-clock.h"
#include "gh-http-client.h"
#include "gh-sign-in-result.h"

G_BEGIN_DECLS

/**
 * GhDeviceSignIn:
 *
 * One attempt to sign in with a code that is typed at another device (RFC 8628). Emits "code-ready"
 * once there is a code; then the properties "user-code" and "verification-uri" say what to show,
 * both copyable, and "seconds-left" (notified once a second) how long it is good. Used once.
 */
#define GH_TYPE_DEVICE_SIGN_IN (gh_device_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (GhDeviceSignIn, gh_device_sign_in, GH, DEVICE_SIGN_IN, GObject)

GhDeviceSignIn *gh_device_sign_in_new (GhHttpClient *http,
                                       GhClock *clock,
                                       GhCloud *cloud,
                                       const char *tenant,
                                       const char *client_id);
/* Ends with the result, GH_ERROR_DECLINED, GH_ERROR_TIMED_OUT when the code has expired,
 * G_IO_ERROR_CANCELLED, or what the authority said. */
void gh_device_sign_in_run_async (GhDeviceSignIn *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GhSignInResult *
gh_device_sign_in_run_finish (GhDeviceSignIn *self, GAsyncResult *result, GError **error);
/* (nullable) until "code-ready"; server text that was checked: visible ASCII */
const char *gh_device_sign_in_get_user_code (GhDeviceSignIn *self);
/* (nullable) until "code-ready"; https, or http on loopback */
const char *gh_device_sign_in_get_verification_uri (GhDeviceSignIn *self);
guint gh_device_sign_in_get_seconds_left (GhDeviceSignIn *self);

G_END_DECLS
