/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-account-list.h"
#include "gh-cli-method.h"
#include "gh-cli-wait.h"
#include "gh-gateway-memory.h"
#include "gh-power-bi.h"
#include "gh-sign-in-result.h"

G_BEGIN_DECLS

/**
 * GhCliConnection:
 *
 * What every command has: the options that all of them take, and the service that they lead to.
 */
typedef struct _GhCliConnection GhCliConnection;

GhCliConnection *gh_cli_connection_new (void);
void gh_cli_connection_free (GhCliConnection *self);

/* Options that all commands take; the connection outlives the group. */
GOptionGroup *gh_cli_connection_get_options (GhCliConnection *self);
/* For what needs no service. @token: (out) (nullable): NULL where an account is to ask */
gboolean gh_cli_connection_read_token (GhCliConnection *self, GhSecret **token, GError **error);
/* Reads the token or finds the account. Secrets from descriptors are read before this returns. */
gboolean gh_cli_connection_open (GhCliConnection *self, GError **error);

/* The steps of opening, for commands that sign in themselves. */
void gh_cli_connection_say_warnings (GhCliConnection *self);
void gh_cli_connection_begin (GhCliConnection *self);
void gh_cli_connection_pause (GhCliConnection *self);
GhCloud *gh_cli_connection_find_cloud (GhCliConnection *self, GError **error);
GhAccountList *gh_cli_connection_load_accounts (GhCliConnection *self, GError **error);
GhAccount *gh_cli_connection_find_account (GhCliConnection *self,
                                           GhAccountList *accounts,
                                           const char *name,
                                           GError **error);
GhSignInResult *gh_cli_connection_sign_in (GhCliConnection *self,
                                           GhSignInMethod method,
                                           GhTokenSet **secrets,
                                           gboolean keep_secrets,
                                           GError **error);
GhCliMethod *gh_cli_connection_get_method (GhCliConnection *self);
GhHttpClient *gh_cli_connection_get_http (GhCliConnection *self);
GhClock *gh_cli_connection_get_clock (GhCliConnection *self);

GhCliWait *gh_cli_connection_get_wait (GhCliConnection *self);
GhPowerBi *gh_cli_connection_get_power_bi (GhCliConnection *self);
GhGatewayMemory *gh_cli_connection_get_gateway_memory (GhCliConnection *self);
/* display text; (nullable) where the token does not say */
const char *gh_cli_connection_get_caller (GhCliConnection *self);
gboolean gh_cli_connection_wants_json (GhCliConnection *self);
gboolean gh_cli_connection_is_quiet (GhCliConnection *self);
/* the descriptor that the bearer token comes from, or -1 */
int gh_cli_connection_get_token_descriptor (GhCliConnection *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhCliConnection, gh_cli_connection_free)

G_END_DECLS
