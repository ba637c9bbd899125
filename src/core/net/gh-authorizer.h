/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gh-secret.h"

G_BEGIN_DECLS

/**
 * GhAuthorizer:
 *
 * Who signs a request: hands out an access token for an audience.
 */
#define GH_TYPE_AUTHORIZER (gh_authorizer_get_type ())
G_DECLARE_INTERFACE (GhAuthorizer, gh_authorizer, GH, AUTHORIZER, GObject)

struct _GhAuthorizerInterface
{
  GTypeInterface parent_interface;

  void (*authorize_async) (GhAuthorizer *self,
                           const char *audience,
                           GhSecret *rejected,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  GhSecret *(*authorize_finish) (GhAuthorizer *self, GAsyncResult *result, GError **error);
  /* NULL: claims can't be had, and @rejected is all that counts */
  void (*authorize_with_claims_async) (GhAuthorizer *self,
                                       const char *audience,
                                       GhSecret *rejected,
                                       const char *claims,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
};

/* @rejected: (nullable): the token that the service just called expired or invalid; another one is
 * then handed out, or GH_ERROR_SIGN_IN_NEEDED. */
void gh_authorizer_authorize_async (GhAuthorizer *self,
                                    const char *audience,
                                    GhSecret *rejected,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* After a claims challenge to @rejected: another token for which the authority was asked for these
 * claims (JSON), once; GH_ERROR_SIGN_IN_NEEDED when only a person can get it. Same finish. */
void gh_authorizer_authorize_with_claims_async (GhAuthorizer *self,
                                                const char *audience,
                                                GhSecret *rejected,
                                                const char *claims,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
GhSecret *gh_authorizer_authorize_finish (GhAuthorizer *self, GAsyncResult *result, GError **error);

G_END_DECLS
