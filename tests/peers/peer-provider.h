/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cloud.h"
#include "gh-http-client.h"

/* oidc-provider in a process of its own, over https, with an authority made for it alone. */
typedef struct _PeerProvider PeerProvider;

/* @issuer_tenant: (nullable): a tenant that is not the user's, for the issuer to name */
PeerProvider *peer_provider_new (const char *issuer_tenant);
/* Ends the process and waits for that. */
void peer_provider_free (PeerProvider *self);
GhCloud *peer_provider_get_cloud (PeerProvider *self);
/* A client that trusts the authority of this provider. */
GhHttpClient *peer_provider_get_http (PeerProvider *self);
/* Starts a browser that signs @user in, or declines. */
GSubprocess *peer_provider_browse (PeerProvider *self, const char *user, const char *link);
/* How many grants of the type @grant ended with @outcome at the token endpoint; NULL is any. */
guint peer_provider_count (PeerProvider *self, const char *grant, const char *outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PeerProvider, peer_provider_free)
