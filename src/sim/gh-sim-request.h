/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * GhSimRequest:
 *
 * A request as the simulated services look at it.
 */
typedef struct
{
  const char *method;
  /* as it came, still escaped, without query */
  char *path;
  /* the path's parts, unescaped: "/v1.0/myorg/gateways" has three */
  char **parts;
  guint n_parts;
  GHashTable *query;
  /* Everything outside of the body where a client could have put something: address and headers,
   * the address also unescaped. */
  char *head;
  const char *authorization;
  const char *content_type;
  /* (nullable): of the page that sent it */
  const char *origin;
  const char *host;
  /* (nullable): of identity services */
  const char *metadata;
  const char *identity_header;
  char *body;
  gsize length;
} GhSimRequest;

GhSimRequest *gh_sim_request_new (SoupServerMessage *message);
void gh_sim_request_free (GhSimRequest *self);
const char *gh_sim_request_get_part (GhSimRequest *self, guint index);
const char *gh_sim_request_get_query (GhSimRequest *self, const char *name);
GHashTable *gh_sim_request_decode_form (GhSimRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSimRequest, gh_sim_request_free)

G_END_DECLS
