/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-azure-environment.h"
#include "gh-cli-wait.h"
#include "gh-cloud.h"

G_BEGIN_DECLS

/* @file, @name: (nullable): what --cloud-file and --cloud were given; without both, what the
 * environment says, and otherwise the public cloud. (transfer full) */
GhCloud *gh_cli_cloud_find (GhCliWait *wait,
                            const char *file,
                            const char *name,
                            GhAzureEnvironment *environment,
                            GError **error);

G_END_DECLS
