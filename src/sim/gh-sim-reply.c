/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-reply.h"

#include "gh-json.h"

/**
 * gh_sim_reply_new:
 * @status: the HTTP status
 *
 * Returns: (transfer full): an answer without body
 */
GhSimReply *
gh_sim_reply_new (guint status)
{
  GhSimReply *self = g_new0 (GhSimReply, 1);

  self->status = status;
  self->headers = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * gh_sim_reply_new_json:
 * @status: the HTTP status
 * @object: (transfer full): the body
 *
 * Returns: (transfer full): an answer in JSON
 */
GhSimReply *
gh_sim_reply_new_json (guint status, JsonObject *object)
{
  GhSimReply *self = gh_sim_reply_new (status);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  self->body = gh_json_to_text (node, FALSE);
  self->content_type = g_strdup ("application/json; charset=utf-8");

  return self;
}

/**
 * gh_sim_reply_new_html:
 * @status: the HTTP status
 * @html: the page
 *
 * Returns: (transfer full): a page
 */
GhSimReply *
gh_sim_reply_new_html (guint status, const char *html)
{
  GhSimReply *self = gh_sim_reply_new (status);

  self->body = g_strdup (html);
  self->content_type = g_strdup ("text/html; charset=utf-8");

  return self;
}

/**
 * gh_sim_reply_add_header:
 * @self: an answer
 * @name: the header's name
 * @value: the header's value
 */
void
gh_sim_reply_add_header (GhSimReply *self, const char *name, const char *value)
{
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

/**
 * gh_sim_reply_free:
 * @self: (transfer full): an answer
 */
void
gh_sim_reply_free (GhSimReply *self)
{
  g_free (self->content_type);
  g_free (self->body);
  g_ptr_array_unref (self->headers);
  g_free (self);
}
