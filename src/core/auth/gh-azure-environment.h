/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cloud.h"
#include "gh-secret.h"
#include "gh-sign-in-method.h"

G_BEGIN_DECLS

/**
 * GhAzureEnvironment:
 * @method: what the variables are complete for
 * @has_method: whether they are complete for anything
 * @tenant: (nullable): AZURE_TENANT_ID
 * @client_id: (nullable): AZURE_CLIENT_ID
 * @client_secret: (nullable): AZURE_CLIENT_SECRET, which is not in the environment any more
 * @certificate_path: (nullable): AZURE_CLIENT_CERTIFICATE_PATH
 * @certificate_passphrase: (nullable): AZURE_CLIENT_CERTIFICATE_PASSWORD, unset likewise
 * @token_path: (nullable): AZURE_FEDERATED_TOKEN_FILE
 * @authority: (nullable): AZURE_AUTHORITY_HOST, which only selects a known or saved cloud
 * @warnings: (element-type utf8): for people, one per secret that was found
 *
 * What the variables of the Azure tools say.
 */
typedef struct
{
  GhSignInMethod method;
  gboolean has_method;
  char *tenant;
  char *client_id;
  GhSecret *client_secret;
  char *certificate_path;
  GhSecret *certificate_passphrase;
  char *token_path;
  char *authority;
  GPtrArray *warnings;
} GhAzureEnvironment;

/* Reads and unsets; to be called in main() before any thread exists, since the environment is not
 * safe to change afterwards. */
GhAzureEnvironment *gh_azure_environment_take (void);
void gh_azure_environment_free (GhAzureEnvironment *self);
/* (transfer full): one of @clouds, or the public cloud where the variable is not set;
 * GH_ERROR_INVALID_INPUT for an authority that none of them has */
GhCloud *
gh_azure_environment_find_cloud (GhAzureEnvironment *self, GListModel *clouds, GError **error);
/* the parameters of an account (name → value); (transfer full) */
GHashTable *gh_azure_environment_dup_parameters (GhAzureEnvironment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhAzureEnvironment, gh_azure_environment_free)

G_END_DECLS
