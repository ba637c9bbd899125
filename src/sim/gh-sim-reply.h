/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GhSimReply:
 *
 * What the simulated service answers, before it becomes HTTP.
 */
typedef struct
{
  guint status;
  char *content_type;
  char *body;
  /* name, value, name, value… */
  GPtrArray *headers;
} GhSimReply;

GhSimReply *gh_sim_reply_new (guint status);
GhSimReply *gh_sim_reply_new_json (guint status, JsonObject *object);
GhSimReply *gh_sim_reply_new_html (guint status, const char *html);
void gh_sim_reply_add_header (GhSimReply *self, const char *name, const char *value);
void gh_sim_reply_free (GhSimReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSimReply, gh_sim_reply_free)

G_END_DECLS
