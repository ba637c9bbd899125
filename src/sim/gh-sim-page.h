/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-reply.h"
#include "gh-sim-sign-in.h"

G_BEGIN_DECLS

GhSimReply *gh_sim_page_new_sign_in (GhSimWorld *world, GhSimSignIn *sign_in, const char *context);
GhSimReply *gh_sim_page_new_error (const char *text);
/* @fields: name, value, name, value…, NULL */
GhSimReply *gh_sim_page_new_redirect (GhSimSignIn *sign_in, const char *const *fields);

G_END_DECLS
