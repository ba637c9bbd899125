/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-secret.h"

G_BEGIN_DECLS

GhSecret *gh_cli_secret_read (int descriptor, const char *what, GError **error);
GhSecret *gh_cli_secret_ask (const char *prompt, GError **error);

G_END_DECLS
