/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-cloud.h"
#include "gh-secret.h"

G_BEGIN_DECLS

/* The simulator behind the fault proxy, in processes of their own (tests/sim/fault-world). */
typedef struct _FaultWorld FaultWorld;

FaultWorld *fault_world_new (void);
void fault_world_free (FaultWorld *self);

/* What the world answers to a command; (transfer full) */
char *fault_world_ask (FaultWorld *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* @method: (nullable): only requests of this method meet the fault */
void fault_world_set_fault (FaultWorld *self, const char *fault, const char *method);
/* How often a call arrived since the fault was set. */
guint fault_world_count (FaultWorld *self, const char *call);
/* How to reach the service through a port of the proxy; (transfer full) */
GhCloud *fault_world_get_cloud (FaultWorld *self, const char *port);
/* (transfer full): trusts the proxy's own authority and nobody else */
GTlsDatabase *fault_world_get_trust (FaultWorld *self);
GhSecret *fault_world_ask_secret (FaultWorld *self, const char *command);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultWorld, fault_world_free)

G_END_DECLS
