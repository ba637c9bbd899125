/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cloud.h"

G_BEGIN_DECLS

/**
 * GhKnownCloud:
 * @GH_KNOWN_CLOUD_PUBLIC: everybody else's
 * @GH_KNOWN_CLOUD_GCC: US government, whose accounts are in the public directory
 * @GH_KNOWN_CLOUD_GCC_HIGH: US government, high
 * @GH_KNOWN_CLOUD_DOD: US Department of Defense
 * @GH_KNOWN_CLOUD_CHINA: operated by 21Vianet
 * @GH_N_KNOWN_CLOUDS: how many there are
 *
 * The clouds that the vendor runs for customers today. Germany was closed in 2021.
 */
typedef enum
{
  GH_KNOWN_CLOUD_PUBLIC,
  GH_KNOWN_CLOUD_GCC,
  GH_KNOWN_CLOUD_GCC_HIGH,
  GH_KNOWN_CLOUD_DOD,
  GH_KNOWN_CLOUD_CHINA,
  GH_N_KNOWN_CLOUDS,
} GhKnownCloud;

GhCloud *gh_known_cloud_new (GhKnownCloud which);
/* whether it leads to the addresses of one of them, whatever it is called */
gboolean gh_known_cloud_is_one (GhCloud *cloud);

G_END_DECLS
