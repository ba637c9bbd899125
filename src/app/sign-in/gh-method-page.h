/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-session.h"

G_BEGIN_DECLS

/**
 * GhMethodPage:
 *
 * Asks for what an application, or a person with a password, proves itself with, and signs in.
 * Where the machine knows enough, it asks nothing. Signals: "signed-in" (GhSignInResult *),
 * "cancelled".
 */
#define GH_TYPE_METHOD_PAGE (gh_method_page_get_type ())
G_DECLARE_FINAL_TYPE (GhMethodPage, gh_method_page, GH, METHOD_PAGE, AdwBin)

GtkWidget *gh_method_page_new (void);
/* @tenant, @client_id: (nullable) for managed-identity and azure-cli */
void gh_method_page_start (GhMethodPage *self,
                           GhSession *session,
                           GhSignInMethod method,
                           GhCloud *cloud,
                           const char *tenant,
                           const char *client_id);
/* Forgets what was typed. */
void gh_method_page_stop (GhMethodPage *self);
void gh_method_page_show_problem (GhMethodPage *self, const GError *error);

G_END_DECLS
