/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-change.h"
#include "gh-cli-connection.h"
#include "gh-cli-exit.h"

G_BEGIN_DECLS

/* Says what a change came to, for people and for scripts. @error: (nullable): what its run gave */
GhExit gh_cli_outcome_print (GhCliConnection *connection, GhChange *change, const GError *error);

G_END_DECLS
