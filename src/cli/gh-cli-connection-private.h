/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cli-connection.h"

G_BEGIN_DECLS

/* What options and opening have in common. */
struct _GhCliConnection
{
  GhCliMethod method;
  char *cloud_file;
  char *cloud_name;
  char *account_name;
  char *format;
  int token_descriptor;
  gboolean quiet;

  GhCliWait *wait;
  GhHttpClient *http;
  GhClock *clock;
  GhPowerBi *power_bi;
  GhGatewayMemory *memory;
  char *caller;
};

G_END_DECLS
