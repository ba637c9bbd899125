/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages that ask somebody else for help: what, why, what to change. They hold no secret. */

#include "gh-advice-case.h"

#include <glib/gi18n-lib.h>

#include "gh-text.h"

static void
append_line (GString *message, const char *label, const char *value)
{
  g_autofree char *shown = NULL;

  if (value == NULL || *value == '\0')
    return;

  shown = gh_text_to_display (value);
  g_string_append_printf (message, "%s: %s\n", label, shown);
}

/* What support and administrators ask for first. */
static void
append_facts (GhAdviceCase *self, GString *message)
{
  g_string_append_c (message, '\n');
  append_line (message, _ ("Data source"), gh_node_get_title (GH_NODE (self->datasource)));
  append_line (message, _ ("Data source ID"), gh_node_get_id (GH_NODE (self->datasource)));
  append_line (message, _ ("Gateway ID"), gh_datasource_get_gateway_id (self->datasource));
  append_line (message, _ ("Asked by"), self->caller);
  append_line (message, _ ("Answer of the service"), gh_problem_get_code (self->problem));
  append_line (message, _ ("RequestId"), gh_problem_get_request_id (self->problem));
}

static char *
describe_item (GhAdviceCase *self)
{
  const char *name = gh_node_get_title (GH_NODE (self->item));
  GhWorkspace *workspace = gh_item_get_workspace (self->item);

  if (workspace == NULL)
    return g_strdup_printf (_ ("the semantic model “%s”"), name);

  return g_strdup_printf (_ ("the semantic model “%s” in the workspace “%s”"), name,
                          gh_node_get_title (GH_NODE (workspace)));
}

/**
 * gh_advice_message_for_owner:
 * @self: a case whose item is known
 *
 * Returns: (transfer full): a message for the owner of a cloud data source
 */
char *
gh_advice_message_for_owner (GhAdviceCase *self)
{
  GString *message = g_string_new (NULL);
  g_autofree char *item = describe_item (self);

  g_string_append_printf (
      message,
      _ ("The credential of the data source “%s” has to be set anew. It belongs "
         "to %s, and Power BI lets only the owner set it.\n"),
      gh_node_get_title (GH_NODE (self->datasource)), item);
  g_string_append (
      message, _ ("As the owner, open the settings of the semantic model in Power BI, and there "
                  "Data source credentials, Edit credentials. With Gatehouse: sign in, choose "
                  "the data source, enter the credential, Apply.\n"));
  append_facts (self, message);

  return g_string_free (message, FALSE);
}

/**
 * gh_advice_message_for_gateway_administrator:
 * @self: a case
 *
 * Returns: (transfer full): a message for those who administer the gateway
 */
char *
gh_advice_message_for_gateway_administrator (GhAdviceCase *self)
{
  GString *message = g_string_new (NULL);
  GhGateway *gateway = gh_datasource_get_gateway (self->datasource);
  const char *name = gateway != NULL ? gh_node_get_title (GH_NODE (gateway)) : NULL;

  if (name != NULL)
    g_string_append_printf (
        message,
        _ ("The credential of the data source “%s” on the gateway “%s” has to be "
           "set anew, and only a gateway administrator may do that.\n"),
        gh_node_get_title (GH_NODE (self->datasource)), name);
  else
    g_string_append_printf (
        message,
        _ ("The credential of the data source “%s” on its gateway has to be set "
           "anew, and only a gateway administrator may do that.\n"),
        gh_node_get_title (GH_NODE (self->datasource)));
  g_string_append (message,
                   _ ("Either set it there, or add the account below as an administrator: in Power "
                      "BI, Manage connections and gateways, the gateway, Manage users.\n"));
  append_facts (self, message);

  return g_string_free (message, FALSE);
}

/**
 * gh_advice_message_for_tenant_administrator:
 * @self: a case
 * @wish: what shall be changed, a sentence
 *
 * Returns: (transfer full): a message for an administrator of the tenant or of a workspace
 */
char *
gh_advice_message_for_tenant_administrator (GhAdviceCase *self, const char *wish)
{
  GString *message = g_string_new (NULL);

  g_string_append_printf (
      message,
      _ ("The credential of the data source “%s” has to be set anew, and Power BI "
         "refuses it.\n%s\n"),
      gh_node_get_title (GH_NODE (self->datasource)), wish);
  append_facts (self, message);

  return g_string_free (message, FALSE);
}
