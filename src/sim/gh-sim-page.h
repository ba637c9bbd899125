/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-reply.h"
#include "gh-sim-sign-in.h"

G_BEGIN_DECLS

GhSimReply *gh_sim_page_new_sign_in (GhSimWorld *world, GhSimSignIn *sign_in, const char *context);
GhSimReply *gh_sim_page_new_error (const char *text);
GhSimReply *gh_sim_page_new_message (const char *title, const char *text);
/* of the device flow: the page that asks for the code, and the one that asks who is there */
GhSimReply *gh_sim_page_new_device_code (void);
GhSimReply *gh_sim_page_new_device_users (GhSimWorld *world, const char *user_code);
/* @fields: name, value, name, value…, NULL */
GhSimReply *gh_sim_page_new_redirect (GhSimSignIn *sign_in, const char *const *fields);

G_END_DECLS
