/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-credential.h"
#include "gh-gateway-key.h"

G_BEGIN_DECLS

GhCredential *gh_change_body_mask (GhCredential *credential, const char *mask);
GhSecret *gh_change_body_build (GhCredential *credential, GhGatewayKey *key, GError **error);

G_END_DECLS
