/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cloud.h"
#include "gh-entra-error.h"
#include "gh-http-client.h"
#include "gh-token-answer.h"

G_BEGIN_DECLS

/**
 * GhTokenEndpoint:
 *
 * The token endpoint of one tenant, for one client. Never repeats a request by itself.
 */
#define GH_TYPE_TOKEN_ENDPOINT (gh_token_endpoint_get_type ())
G_DECLARE_FINAL_TYPE (GhTokenEndpoint, gh_token_endpoint, GH, TOKEN_ENDPOINT, GObject)

GhTokenEndpoint *gh_token_endpoint_new (GhHttpClient *http,
                                        GhCloud *cloud,
                                        const char *tenant,
                                        const char *client_id);
/* "/{tenant}/oauth2/v2.0/{what}" at the cloud's authority */
GUri *gh_token_endpoint_build_uri (GhCloud *cloud,
                                   const char *tenant,
                                   const char *what,
                                   const char *query);
char *gh_token_endpoint_dup_scope (const char *audience);
char *gh_token_endpoint_dup_application_scope (const char *audience);
char *gh_token_endpoint_dup_address (GhTokenEndpoint *self);

void gh_token_endpoint_redeem_async (GhTokenEndpoint *self,
                                     GhSecret *code,
                                     GhSecret *verifier,
                                     const char *redirect_uri,
                                     const char *audience,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void gh_token_endpoint_refresh_async (GhTokenEndpoint *self,
                                      GhSecret *refresh_token,
                                      const char *audience,
                                      const char *claims,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Any other grant: grant_type, client_id and scope stand there, the caller adds the rest. */
GhSecretBuilder *
gh_token_endpoint_begin_form (GhTokenEndpoint *self, const char *grant_type, const char *scope);
void gh_token_endpoint_send_async (GhTokenEndpoint *self,
                                   GhSecretBuilder *form,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* of all three; @refusal: (out) (optional): set where the authority itself refused */
GhTokenAnswer *gh_token_endpoint_finish (GhTokenEndpoint *self,
                                         GAsyncResult *result,
                                         GhEntraError **refusal,
                                         GError **error);

G_END_DECLS
