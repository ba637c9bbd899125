/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-power-bi.h"

G_BEGIN_DECLS

/* The service really connects to the source while it answers, which takes up to two minutes. */
#define GH_POWER_BI_CONNECTING_SECONDS 150

/* Makes the result of a call out of a good answer; NULL with an error if it can't be read. */
typedef gpointer (*GhPowerBiReader) (GhHttpResponse *response, gpointer subject, GError **error);

/**
 * GhPowerBiCall:
 * @method: "GET", "POST" or "PATCH"
 * @path: what follows /v1.0/myorg, with `{}` in place of each of @ids
 * @ids: GUIDs; what is none is refused before anything is sent
 * @query: (nullable): an encoded query
 * @body: (nullable): the JSON to send
 * @deadline: seconds, or 0 for the usual time
 * @reader: makes the result
 * @subject: (nullable) (transfer full): what @reader needs to know
 * @free_subject: (nullable): frees @subject
 * @free_result: frees what @reader returns
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *ids[2];
  const char *query;
  GhSecret *body;
  guint deadline;
  GhPowerBiReader reader;
  gpointer subject;
  GDestroyNotify free_subject;
  GDestroyNotify free_result;
} GhPowerBiCall;

void gh_power_bi_run (GTask *task, const GhPowerBiCall *call);
void gh_power_bi_fail (GTask *task, GhProblem *problem, GError *error);
gpointer
gh_power_bi_finish (GhPowerBi *self, GAsyncResult *result, GhProblem **problem, GError **error);
gpointer gh_power_bi_read_nothing (GhHttpResponse *response, gpointer subject, GError **error);

void gh_power_bi_loader_init (GhLoaderInterface *iface);

G_END_DECLS
