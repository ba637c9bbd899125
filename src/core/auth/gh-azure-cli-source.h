/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-token-source.h"

G_BEGIN_DECLS

/* Whoever is signed in at the Azure command line, asked without a shell. */
#define GH_TYPE_AZURE_CLI_SOURCE (gh_azure_cli_source_get_type ())
G_DECLARE_FINAL_TYPE (GhAzureCliSource, gh_azure_cli_source, GH, AZURE_CLI_SOURCE, GObject)

#define GH_AZURE_CLI_SECONDS 30

/* @tenant: (nullable); @object_id: (nullable): who it has to be, GH_ERROR_WRONG_USER otherwise;
 * @seconds: how long it may take */
GhTokenSource *gh_azure_cli_source_new (const char *tenant, const char *object_id, guint seconds);

G_END_DECLS
