/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-datasource.h"

#include <glib/gi18n-lib.h>

#include "gh-datasource-details.h"
#include "gh-text.h"

/**
 * GhDatasource:
 *
 * What Power BI calls a data source: a type and an address, and the credential that is stored for
 * it. It stands under its gateway, under each item that uses it, or both.
 */
struct _GhDatasource
{
  GhNode parent_instance;

  /* What very many data sources have in common is kept once. */
  GRefString *gateway_id;
  GhDatasourceDetails *details;
  GhPlace place;
  /* Both hold their data sources, so a data source may not hold them. */
  GhGateway *gateway;
  GhItem *item;

  GRefString *credential_type;
  GRefString *privacy_level;
  GhTri single_sign_on;
  GhHealth health;
  gint64 tested_at;
};

G_DEFINE_FINAL_TYPE (GhDatasource, gh_datasource, GH_TYPE_NODE)

static void
gh_datasource_finalize (GObject *object)
{
  GhDatasource *self = GH_DATASOURCE (object);

  g_clear_weak_pointer (&self->gateway);
  g_clear_weak_pointer (&self->item);
  g_clear_pointer (&self->gateway_id, g_ref_string_release);
  g_clear_pointer (&self->details, gh_datasource_details_unref);
  g_clear_pointer (&self->credential_type, g_ref_string_release);
  g_clear_pointer (&self->privacy_level, g_ref_string_release);

  G_OBJECT_CLASS (gh_datasource_parent_class)->finalize (object);
}

static void
set_text (GRefString **field, const char *text)
{
  g_autofree char *display = text != NULL ? gh_text_to_display (text) : NULL;

  g_clear_pointer (field, g_ref_string_release);
  if (display != NULL)
    *field = g_ref_string_new_intern (display);
}

static void
set_gateway_id (GhDatasource *self, const char *gateway_id)
{
  g_clear_pointer (&self->gateway_id, g_ref_string_release);
  if (gateway_id != NULL)
    self->gateway_id = g_ref_string_new_intern (gateway_id);
}

static const char *
get_health_word (GhHealth health)
{
  switch (health)
    {
    case GH_HEALTH_WORKS:
      return _ ("works");
    case GH_HEALTH_REFUSED:
      return _ ("refused");
    case GH_HEALTH_NO_CREDENTIAL:
      return _ ("no credential");
    case GH_HEALTH_NOT_KNOWN:
      return _ ("not known");
    case GH_HEALTH_UNTESTED:
      return NULL;
    }

  g_return_val_if_reached (NULL);
}

static void
append_part (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/* "SQL Server · Basic · works"; what is not known is left out, and so is a type that the title
 * already says. */
static void
update_subtitle (GhDatasource *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *label = gh_datasource_get_type_label (self);

  if (self->place == GH_PLACE_CLOUD)
    append_part (text, _ ("Cloud"));
  else if (g_strcmp0 (label, gh_node_get_title (GH_NODE (self))) != 0)
    append_part (text, label);
  append_part (text, self->credential_type);
  append_part (text, get_health_word (self->health));

  gh_node_set_subtitle (GH_NODE (self), text->str);
}

/* A list through an item knows less than a single GET: what is not known anew stays. */
static void
take_stored (GhDatasource *self, GhDatasource *fresh)
{
  if (fresh->credential_type != NULL)
    set_text (&self->credential_type, fresh->credential_type);
  if (fresh->privacy_level != NULL)
    set_text (&self->privacy_level, fresh->privacy_level);
  if (fresh->single_sign_on != GH_TRI_UNKNOWN)
    self->single_sign_on = fresh->single_sign_on;
  if (fresh->health != GH_HEALTH_UNTESTED)
    {
      self->health = fresh->health;
      self->tested_at = fresh->tested_at;
    }
}

static void
gh_datasource_update (GhNode *node, GhNode *fresh_node)
{
  GhDatasource *self = GH_DATASOURCE (node);
  GhDatasource *fresh = GH_DATASOURCE (fresh_node);

  gh_node_set_title (node, gh_node_get_title (fresh_node));
  gh_datasource_details_ref (fresh->details);
  gh_datasource_details_unref (self->details);
  self->details = fresh->details;

  gh_datasource_set_ids (self, fresh->gateway_id, gh_node_get_id (fresh_node));
  if (fresh->place != GH_PLACE_UNKNOWN)
    self->place = fresh->place;
  if (fresh->gateway != NULL)
    g_set_weak_pointer (&self->gateway, fresh->gateway);
  take_stored (self, fresh);
  update_subtitle (self);
}

static void
append_line (GString *text, const char *line)
{
  if (line != NULL)
    g_string_append_printf (text, "%s\n", line);
}

static void
gh_datasource_append_search_text (GhNode *node, GString *text)
{
  GhDatasource *self = GH_DATASOURCE (node);

  append_line (text, self->details->type);
  append_line (text, self->details->type_label);
  append_line (text, self->details->kind);
  append_line (text, self->details->server);
  append_line (text, self->details->database);
  append_line (text, self->details->address);
  if (self->item != NULL)
    append_line (text, gh_item_get_owner (self->item));
}

static void
gh_datasource_class_init (GhDatasourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_datasource_finalize;
  GH_NODE_CLASS (klass)->update = gh_datasource_update;
  GH_NODE_CLASS (klass)->append_search_text = gh_datasource_append_search_text;
}

static void
gh_datasource_init (GhDatasource *self)
{
  gh_node_set_state (GH_NODE (self), GH_NODE_LEAF, NULL);
}

/**
 * gh_datasource_new:
 * @id: (nullable): its id; an item's source that is bound to nothing has none
 * @gateway_id: (nullable): the gateway, or the virtual gateway behind a cloud data source
 * @name: (nullable): what somebody called it
 * @type: (nullable): `datasourceType`
 * @details: (nullable): `connectionDetails` as an object; both spellings of Extension are
 * understood
 *
 * Without a @name one is made of type and address.
 *
 * Returns: (transfer full): a data source of which nothing is known but where it is
 */
GhDatasource *
gh_datasource_new (const char *id,
                   const char *gateway_id,
                   const char *name,
                   const char *type,
                   JsonObject *details)
{
  GhDatasource *self = g_object_new (GH_TYPE_DATASOURCE, "id", id, NULL);
  g_autofree char *made_name = NULL;

  set_gateway_id (self, gateway_id);
  self->details = gh_datasource_details_new (type, details);
  made_name = gh_datasource_details_make_name (self->details);
  gh_node_set_title (GH_NODE (self), name != NULL && *name != '\0' ? name : made_name);
  update_subtitle (self);

  return self;
}

/**
 * gh_datasource_get_gateway_id:
 * @self: a data source
 *
 * Returns: (transfer none) (nullable): the gateway, or the virtual one of a cloud data source
 */
const char *
gh_datasource_get_gateway_id (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), NULL);

  return self->gateway_id;
}

/**
 * gh_datasource_get_datasource_type:
 * @self: a data source
 *
 * Returns: (transfer none): `datasourceType` as the service says, empty if it says none
 */
const char *
gh_datasource_get_datasource_type (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), NULL);

  return self->details->type;
}

/**
 * gh_datasource_get_type_label:
 * @self: a data source
 *
 * Returns: (transfer none): its type for people
 */
const char *
gh_datasource_get_type_label (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), NULL);

  return self->details->type_label;
}

/**
 * gh_datasource_get_extension_kind:
 * @self: a data source
 *
 * Returns: (transfer none) (nullable): the kind of an Extension, for example "PowerBI"
 */
const char *
gh_datasource_get_extension_kind (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), NULL);

  return self->details->kind;
}

/**
 * gh_datasource_get_server:
 * @self: a data source
 *
 * Returns: (transfer none) (nullable): the server, display text
 */
const char *
gh_datasource_get_server (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), NULL);

  return self->details->server;
}

/**
 * gh_datasource_get_database:
 * @self: a data source
 *
 * Returns: (transfer none) (nullable): the database, display text
 */
const char *
gh_datasource_get_database (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), NULL);

  return self->details->database;
}

/**
 * gh_datasource_get_address:
 * @self: a data source
 *
 * Returns: (transfer none) (nullable): where it is if not on a server: address, path, account;
 *   display text
 */
const char *
gh_datasource_get_address (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), NULL);

  return self->details->address;
}

/**
 * gh_datasource_get_path:
 * @self: a data source
 *
 * Returns: (transfer none): type and parts of the address, as in "Sql:sql-fra-01;SalesDW",
 *   "OData:https://orders.contoso.com/odata" or, for an Extension, its kind as in "PowerBI:PowerBI"
 */
const char *
gh_datasource_get_path (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), NULL);

  return gh_datasource_details_get_path (self->details);
}

/**
 * gh_datasource_get_place:
 * @self: a data source
 *
 * Returns: where it is, as far as that was decided on evidence
 */
GhPlace
gh_datasource_get_place (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), GH_PLACE_UNKNOWN);

  return self->place;
}

/**
 * gh_datasource_set_place:
 * @self: a data source
 * @place: where it is
 */
void
gh_datasource_set_place (GhDatasource *self, GhPlace place)
{
  g_return_if_fail (GH_IS_DATASOURCE (self));

  self->place = place;
  update_subtitle (self);
}

/**
 * gh_datasource_get_gateway:
 * @self: a data source
 *
 * Returns: (transfer none) (nullable): the gateway that it stands on, if that is listed
 */
GhGateway *
gh_datasource_get_gateway (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), NULL);

  return self->gateway;
}

/**
 * gh_datasource_set_gateway:
 * @self: a data source
 * @gateway: (nullable): a listed gateway; held weakly
 */
void
gh_datasource_set_gateway (GhDatasource *self, GhGateway *gateway)
{
  g_return_if_fail (GH_IS_DATASOURCE (self));

  g_set_weak_pointer (&self->gateway, gateway);
}

/**
 * gh_datasource_get_item:
 * @self: a data source
 *
 * Returns: (transfer none) (nullable): the item through which it was found
 */
GhItem *
gh_datasource_get_item (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), NULL);

  return self->item;
}

/**
 * gh_datasource_set_item:
 * @self: a data source
 * @item: (nullable): the item through which it was found; held weakly
 */
void
gh_datasource_set_item (GhDatasource *self, GhItem *item)
{
  g_return_if_fail (GH_IS_DATASOURCE (self));

  g_set_weak_pointer (&self->item, item);
}

/**
 * gh_datasource_is_owned_by:
 * @self: a data source
 * @user_name: (nullable): a user principal name
 *
 * Entra ID compares user principal names without regard to case, and the service does not always
 * spell them as they were typed.
 *
 * Returns: whether that is the owner of its item; %FALSE where either is unknown
 */
gboolean
gh_datasource_is_owned_by (GhDatasource *self, const char *user_name)
{
  const char *owner;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  g_return_val_if_fail (GH_IS_DATASOURCE (self), FALSE);

  owner = self->item != NULL ? gh_item_get_owner (self->item) : NULL;
  if (owner == NULL || user_name == NULL)
    return FALSE;

  one = g_utf8_casefold (owner, -1);
  other = g_utf8_casefold (user_name, -1);

  return g_strcmp0 (one, other) == 0;
}

/**
 * gh_datasource_set_ids:
 * @self: a data source
 * @gateway_id: (nullable): its gateway now
 * @id: (nullable): its id now
 *
 * A take-over may give a cloud data source another pair of ids. On another gateway nothing is known
 * of its place any more.
 */
void
gh_datasource_set_ids (GhDatasource *self, const char *gateway_id, const char *id)
{
  GhNode *node = GH_NODE (self);

  g_return_if_fail (GH_IS_DATASOURCE (self));

  if (g_strcmp0 (self->gateway_id, gateway_id) == 0 && g_strcmp0 (gh_node_get_id (node), id) == 0)
    return;

  gh_node_announce_moving (node);
  if (g_strcmp0 (self->gateway_id, gateway_id) != 0)
    {
      set_gateway_id (self, gateway_id);
      self->place = GH_PLACE_UNKNOWN;
      gh_datasource_set_gateway (self, NULL);
      update_subtitle (self);
    }
  gh_node_set_id (node, id);
  gh_node_announce_moved (node);
}

/**
 * gh_datasource_get_credential_type:
 * @self: a data source
 *
 * Returns: (transfer none) (nullable): the type of the stored credential as the service says
 */
const char *
gh_datasource_get_credential_type (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), NULL);

  return self->credential_type;
}

/**
 * gh_datasource_get_privacy_level:
 * @self: a data source
 *
 * Returns: (transfer none) (nullable): the stored privacy level, if the service returned it
 */
const char *
gh_datasource_get_privacy_level (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), NULL);

  return self->privacy_level;
}

/**
 * gh_datasource_get_single_sign_on:
 * @self: a data source
 *
 * Returns: the stored `useEndUserOAuth2Credentials`, if the service returned it
 */
GhTri
gh_datasource_get_single_sign_on (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), GH_TRI_UNKNOWN);

  return self->single_sign_on;
}

/**
 * gh_datasource_set_stored:
 * @self: a data source
 * @credential_type: (nullable): the type of the stored credential
 * @privacy_level: (nullable): its privacy level
 * @single_sign_on: whether single sign-on is on
 *
 * Sets what is known of the stored credential; %NULL and unknown where the service did not say.
 */
void
gh_datasource_set_stored (GhDatasource *self,
                          const char *credential_type,
                          const char *privacy_level,
                          GhTri single_sign_on)
{
  g_return_if_fail (GH_IS_DATASOURCE (self));

  set_text (&self->credential_type, credential_type);
  set_text (&self->privacy_level, privacy_level);
  self->single_sign_on = single_sign_on;
  update_subtitle (self);
}

/**
 * gh_datasource_get_health:
 * @self: a data source
 *
 * Returns: how the last test ended
 */
GhHealth
gh_datasource_get_health (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), GH_HEALTH_UNTESTED);

  return self->health;
}

/**
 * gh_datasource_set_health:
 * @self: a data source
 * @health: how a test ended
 * @when: seconds since the epoch, 0 for never
 */
void
gh_datasource_set_health (GhDatasource *self, GhHealth health, gint64 when)
{
  g_return_if_fail (GH_IS_DATASOURCE (self));

  self->health = health;
  self->tested_at = when;
  update_subtitle (self);
}

/**
 * gh_datasource_get_tested_at:
 * @self: a data source
 *
 * Returns: seconds since the epoch, 0 for never
 */
gint64
gh_datasource_get_tested_at (GhDatasource *self)
{
  g_return_val_if_fail (GH_IS_DATASOURCE (self), 0);

  return self->tested_at;
}
