/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-sim-key.h"

G_BEGIN_DECLS

/**
 * GhSimUnsealState:
 * @GH_SIM_UNSEALED: it could be opened
 * @GH_SIM_UNSEAL_NOT_BASE64: it is not even base64
 * @GH_SIM_UNSEAL_WRONG_KEY: the RSA part was not made for this key
 * @GH_SIM_UNSEAL_DAMAGED: the keys were found, but the rest does not fit them
 */
typedef enum
{
  GH_SIM_UNSEALED,
  GH_SIM_UNSEAL_NOT_BASE64,
  GH_SIM_UNSEAL_WRONG_KEY,
  GH_SIM_UNSEAL_DAMAGED,
} GhSimUnsealState;

GhSimUnsealState gh_sim_unseal (GhSimKey *key, const char *credentials, GBytes **plaintext);

G_END_DECLS
