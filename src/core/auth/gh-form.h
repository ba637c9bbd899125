/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-secret.h"

G_BEGIN_DECLS

/* application/x-www-form-urlencoded, written into wiped memory. */
void gh_form_append (GhSecretBuilder *form, const char *name, const char *value);
void gh_form_append_secret (GhSecretBuilder *form, const char *name, GhSecret *value);

G_END_DECLS
