/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cli-connection.h"

G_BEGIN_DECLS

/* Ways to sign in in which a person takes part. What they have to do is said on standard error. All
 * return (transfer full). */

/* @open: whether to open the browser, or only to say which address */
GhSignInResult *gh_cli_person_use_browser (GhCliConnection *connection,
                                           GhCloud *cloud,
                                           const char *tenant,
                                           const char *client_id,
                                           gboolean open,
                                           GError **error);
GhSignInResult *gh_cli_person_use_code (GhCliConnection *connection,
                                        GhCloud *cloud,
                                        const char *tenant,
                                        const char *client_id,
                                        GError **error);
GhSignInResult *gh_cli_person_use_password (GhCliConnection *connection,
                                            GhCloud *cloud,
                                            const char *tenant,
                                            const char *client_id,
                                            const char *user_name,
                                            GError **error);

G_END_DECLS
