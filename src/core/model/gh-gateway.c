/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-gateway.h"

#include <glib/gi18n-lib.h>

#include "gh-text.h"

/**
 * GhGateway:
 *
 * An on-premises gateway that the service lists: a cluster, or a personal one.
 */
struct _GhGateway
{
  GhNode parent_instance;

  char *type;
  char *version;
  char *machine;
  char *status;
};

G_DEFINE_FINAL_TYPE (GhGateway, gh_gateway, GH_TYPE_NODE)

static void
gh_gateway_finalize (GObject *object)
{
  GhGateway *self = GH_GATEWAY (object);

  g_free (self->type);
  g_free (self->version);
  g_free (self->machine);
  g_free (self->status);

  G_OBJECT_CLASS (gh_gateway_parent_class)->finalize (object);
}

static void
set_text (char **field, const char *text)
{
  char *display = text != NULL ? gh_text_to_display (text) : NULL;

  g_free (*field);
  *field = display;
}

/* "On-premises gateway · Live · 3000.122.8": what kind it is, then what is known. */
static void
update_subtitle (GhGateway *self)
{
  gboolean personal = g_strcmp0 (self->type, "Personal") == 0;
  g_autoptr (GString) text =
      g_string_new (personal ? _ ("Personal gateway") : _ ("On-premises gateway"));

  if (self->status != NULL)
    g_string_append_printf (text, " · %s", self->status);
  if (self->version != NULL)
    g_string_append_printf (text, " · %s", self->version);

  gh_node_set_subtitle (GH_NODE (self), text->str);
}

/* A list knows neither status nor, always, the annotation: what was read by a single GET stays. */
static void
gh_gateway_update (GhNode *node, GhNode *fresh_node)
{
  GhGateway *self = GH_GATEWAY (node);
  GhGateway *fresh = GH_GATEWAY (fresh_node);

  gh_node_set_title (node, gh_node_get_title (fresh_node));
  set_text (&self->type, fresh->type);
  if (fresh->version != NULL)
    set_text (&self->version, fresh->version);
  if (fresh->machine != NULL)
    set_text (&self->machine, fresh->machine);
  if (fresh->status != NULL)
    set_text (&self->status, fresh->status);
  update_subtitle (self);
}

static void
gh_gateway_append_search_text (GhNode *node, GString *text)
{
  GhGateway *self = GH_GATEWAY (node);

  if (self->machine != NULL)
    g_string_append_printf (text, "%s\n", self->machine);
}

static void
gh_gateway_class_init (GhGatewayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_gateway_finalize;
  GH_NODE_CLASS (klass)->update = gh_gateway_update;
  GH_NODE_CLASS (klass)->append_search_text = gh_gateway_append_search_text;
}

static void
gh_gateway_init (GhGateway *self)
{
}

/**
 * gh_gateway_new:
 * @id: its id
 * @name: (nullable): its name
 * @type: (nullable): "Resource" or "Personal", as the service says
 *
 * Returns: (transfer full): a gateway whose data sources were not read yet
 */
GhGateway *
gh_gateway_new (const char *id, const char *name, const char *type)
{
  GhGateway *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (GH_TYPE_GATEWAY, "id", id, "title", name != NULL ? name : id, NULL);
  set_text (&self->type, type);
  update_subtitle (self);

  return self;
}

/**
 * gh_gateway_get_gateway_type:
 * @self: a gateway
 *
 * Returns: (transfer none) (nullable): "Resource", "Personal", or what else the service says
 */
const char *
gh_gateway_get_gateway_type (GhGateway *self)
{
  g_return_val_if_fail (GH_IS_GATEWAY (self), NULL);

  return self->type;
}

/**
 * gh_gateway_get_version:
 * @self: a gateway
 *
 * Returns: (transfer none) (nullable): the version of its software
 */
const char *
gh_gateway_get_version (GhGateway *self)
{
  g_return_val_if_fail (GH_IS_GATEWAY (self), NULL);

  return self->version;
}

/**
 * gh_gateway_get_machine:
 * @self: a gateway
 *
 * Returns: (transfer none) (nullable): the computer that it runs on
 */
const char *
gh_gateway_get_machine (GhGateway *self)
{
  g_return_val_if_fail (GH_IS_GATEWAY (self), NULL);

  return self->machine;
}

/**
 * gh_gateway_set_details:
 * @self: a gateway
 * @version: (nullable): the version of its software
 * @machine: (nullable): the computer that it runs on
 *
 * Sets what `gatewayAnnotation` holds.
 */
void
gh_gateway_set_details (GhGateway *self, const char *version, const char *machine)
{
  g_return_if_fail (GH_IS_GATEWAY (self));

  set_text (&self->version, version);
  set_text (&self->machine, machine);
  update_subtitle (self);
}

/**
 * gh_gateway_get_status:
 * @self: a gateway
 *
 * Returns: (transfer none) (nullable): "Live", or what else the service says
 */
const char *
gh_gateway_get_status (GhGateway *self)
{
  g_return_val_if_fail (GH_IS_GATEWAY (self), NULL);

  return self->status;
}

/**
 * gh_gateway_set_status:
 * @self: a gateway
 * @status: (nullable): `gatewayStatus`, which only the single GET returns
 */
void
gh_gateway_set_status (GhGateway *self, const char *status)
{
  g_return_if_fail (GH_IS_GATEWAY (self));

  set_text (&self->status, status);
  update_subtitle (self);
}
