/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-http-client.h"
#include "gh-token-source.h"

G_BEGIN_DECLS

/* The identity that Azure gives a machine (IMDS) or an application of App Service. What answers is
 * only for this machine, so that no proxy is ever asked. */
#define GH_TYPE_MANAGED_IDENTITY_SOURCE (gh_managed_identity_source_get_type ())
G_DECLARE_FINAL_TYPE (GhManagedIdentitySource,
                      gh_managed_identity_source,
                      GH,
                      MANAGED_IDENTITY_SOURCE,
                      GObject)

#define GH_IMDS_ORIGIN "http://169.254.169.254"
/* 2, 6, 14 and 30 seconds, as the vendor asks for */
#define GH_IMDS_PAUSE_MILLISECONDS 2000

/* @client_id: (nullable): of a user-assigned identity; @pause: milliseconds of the first wait */
GhTokenSource *gh_managed_identity_source_new (GhHttpClient *http,
                                               const char *origin,
                                               const char *client_id,
                                               guint pause);
/* IDENTITY_ENDPOINT and IDENTITY_HEADER */
GhTokenSource *gh_managed_identity_source_new_for_app_service (GhHttpClient *http,
                                                               const char *address,
                                                               GhSecret *header,
                                                               const char *client_id);

G_END_DECLS
