/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "fault-world.h"
#include "gh-http-client.h"
#include "gh-power-bi.h"

G_BEGIN_DECLS

/* What the calls are about, read from the world while nothing was broken. */
typedef struct
{
  FaultWorld *world;
  GTlsDatabase *trust;
  /* seconds after which a client gives up */
  guint patience;
  GhSecret *anna;
  GhSecret *dora;
  GhGateway *gateway;
  GhDatasource *on_premises;
  GhWorkspace *workspace;
  GhItem *model;
  GhItem *doras_model;
  GhDatasource *in_the_cloud;
} Targets;

Targets *targets_new (FaultWorld *world);
void targets_free (Targets *self);
/* (transfer full): a client of that patience */
GhHttpClient *targets_make_client (Targets *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Targets, targets_free)

/* Kinds of calls that end differently when their answer is lost. */
typedef enum
{
  CALL_READS,       /* a GET whose answer holds something */
  CALL_TESTS,       /* a GET whose answer holds nothing */
  CALL_CHANGES,     /* what must not be sent twice */
  CALL_GETS_TOKENS, /* a POST, sent once, without an effect that lasts */
} CallKind;

/* One call of the path, on its way. */
typedef struct _Call Call;

guint call_count_all (void);
const char *call_get_name (guint i);

/* Starts call number @i through a port of the proxy, with a client of its own. */
Call *call_start (guint i, Targets *targets, const char *port);
void call_free (Call *self);
CallKind call_get_kind (Call *self);
/* Waits for its end; NULL when it went well; (transfer full) */
GError *call_await (Call *self);
/* How the proxy counts it; (transfer full) */
char *call_dup_arrival (Call *self);
/* What no message may hold; (transfer none) */
GPtrArray *call_get_secrets (Call *self);

G_END_DECLS
