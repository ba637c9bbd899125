/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-secret.h"

G_BEGIN_DECLS

/* What an option that names a descriptor holds until it is given: -1 can be given, too. */
#define GH_CLI_NO_DESCRIPTOR G_MININT

/* Makes -1 of GH_CLI_NO_DESCRIPTOR. */
gboolean gh_cli_secret_check_descriptor (int *descriptor, const char *option, GError **error);

/* A terminal is asked, with "what" as the prompt. */
GhSecret *gh_cli_secret_read (int descriptor, const char *what, GError **error);

G_END_DECLS
