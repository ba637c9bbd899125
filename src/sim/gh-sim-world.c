/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-world.h"

#include "gh-sim-assertion.h"

#include "gh-sim-guid.h"

static void
identity_free (GhSimIdentity *self)
{
  g_free (self->name);
  g_free (self->address);
  g_free (self->object_id);
  g_free (self->client_id);
  g_free (self->secret);
  g_free (self->expired_secret);
  g_free (self->password);
  g_ptr_array_unref (self->certificates);
  g_ptr_array_unref (self->trusts);
  g_free (self);
}

static void
gateway_free (GhSimGateway *self)
{
  g_free (self->name);
  g_free (self->id);
  g_free (self->type);
  g_clear_pointer (&self->key, EVP_PKEY_free);
  g_ptr_array_unref (self->administrators);
  g_ptr_array_unref (self->sources);
  g_free (self);
}

static void
model_free (GhSimModel *self)
{
  g_free (self->name);
  g_free (self->id);
  g_ptr_array_unref (self->sources);
  g_free (self);
}

static void
workspace_free (GhSimWorkspace *self)
{
  g_free (self->name);
  g_free (self->id);
  g_hash_table_unref (self->members);
  g_ptr_array_unref (self->models);
  g_free (self);
}

void
gh_sim_stored_free (GhSimStored *self)
{
  g_free (self->type);
  g_clear_pointer (&self->data, json_array_unref);
  g_free (self->privacy_level);
  g_free (self->encrypted_connection);
  g_free (self->owner);
  g_free (self);
}

void
gh_sim_source_free (GhSimSource *self)
{
  g_free (self->name);
  g_free (self->id);
  g_free (self->gateway_id);
  g_free (self->type);
  g_clear_pointer (&self->connection_details, json_object_unref);
  g_clear_pointer (&self->accepts, json_array_unref);
  g_free (self->credential_type);
  g_free (self->privacy_level);
  g_clear_pointer (&self->stored, gh_sim_stored_free);
  g_free (self);
}

static GPtrArray *
new_list (gpointer free_func)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)free_func);
}

GhSimIdentity *
gh_sim_identity_new (void)
{
  GhSimIdentity *self = g_new0 (GhSimIdentity, 1);

  self->certificates = g_ptr_array_new_with_free_func ((GDestroyNotify)gh_sim_registered_free);
  self->trusts = g_ptr_array_new_with_free_func ((GDestroyNotify)gh_sim_trust_free);

  return self;
}

GhSimGateway *
gh_sim_gateway_new (void)
{
  GhSimGateway *self = g_new0 (GhSimGateway, 1);

  self->live = TRUE;
  self->administrators = g_ptr_array_new ();
  self->sources = g_ptr_array_new ();

  return self;
}

GhSimWorkspace *
gh_sim_workspace_new (void)
{
  GhSimWorkspace *self = g_new0 (GhSimWorkspace, 1);

  self->members = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->models = new_list (model_free);

  return self;
}

GhSimModel *
gh_sim_model_new (void)
{
  GhSimModel *self = g_new0 (GhSimModel, 1);

  self->sources = g_ptr_array_new ();

  return self;
}

GhSimSource *
gh_sim_source_new (void)
{
  GhSimSource *self = g_new0 (GhSimSource, 1);

  self->accepts_encryption = TRUE;

  return self;
}

/**
 * gh_sim_world_new:
 *
 * Returns: (transfer full): a tenant with nothing in it
 */
GhSimWorld *
gh_sim_world_new (void)
{
  GhSimWorld *self = g_new0 (GhSimWorld, 1);

  self->granted =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
  self->identities = new_list (identity_free);
  self->gateways = new_list (gateway_free);
  self->workspaces = new_list (workspace_free);
  self->sources = new_list (gh_sim_source_free);

  return self;
}

/**
 * gh_sim_world_free:
 * @self: (transfer full): a world
 */
void
gh_sim_world_free (GhSimWorld *self)
{
  g_free (self->tenant_domain);
  g_free (self->tenant_id);
  g_free (self->client_name);
  g_free (self->client_id);
  g_hash_table_unref (self->granted);
  g_ptr_array_unref (self->workspaces);
  g_ptr_array_unref (self->gateways);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->identities);
  g_free (self->required_claims);
  g_free (self);
}

/**
 * gh_sim_world_find_identity:
 * @self: a world
 * @who: a user's address or an application's name
 *
 * Returns: (transfer none) (nullable): who that is
 */
GhSimIdentity *
gh_sim_world_find_identity (GhSimWorld *self, const char *who)
{
  for (guint i = 0; who != NULL && i < self->identities->len; i++)
    {
      GhSimIdentity *identity = g_ptr_array_index (self->identities, i);
      const char *name = identity->address != NULL ? identity->address : identity->name;

      if (g_ascii_strcasecmp (name, who) == 0)
        return identity;
    }

  return NULL;
}

/**
 * gh_sim_world_find_by_object_id:
 * @self: a world
 * @object_id: an id
 *
 * Returns: (transfer none) (nullable): who that is
 */
GhSimIdentity *
gh_sim_world_find_by_object_id (GhSimWorld *self, const char *object_id)
{
  for (guint i = 0; i < self->identities->len; i++)
    {
      GhSimIdentity *identity = g_ptr_array_index (self->identities, i);

      if (g_strcmp0 (identity->object_id, object_id) == 0)
        return identity;
    }

  return NULL;
}

/**
 * gh_sim_world_find_application:
 * @self: a world
 * @client_id: an id
 *
 * Returns: (transfer none) (nullable): the application that signs in with it
 */
GhSimIdentity *
gh_sim_world_find_application (GhSimWorld *self, const char *client_id)
{
  for (guint i = 0; i < self->identities->len; i++)
    {
      GhSimIdentity *identity = g_ptr_array_index (self->identities, i);

      if (identity->client_id != NULL && g_strcmp0 (identity->client_id, client_id) == 0)
        return identity;
    }

  return NULL;
}

/**
 * gh_sim_world_find_gateway:
 * @self: a world
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the gateway, never a virtual one
 */
GhSimGateway *
gh_sim_world_find_gateway (GhSimWorld *self, const char *id)
{
  for (guint i = 0; i < self->gateways->len; i++)
    {
      GhSimGateway *gateway = g_ptr_array_index (self->gateways, i);

      if (g_ascii_strcasecmp (gateway->id, id) == 0)
        return gateway;
    }

  return NULL;
}

/**
 * gh_sim_world_find_workspace:
 * @self: a world
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the workspace
 */
GhSimWorkspace *
gh_sim_world_find_workspace (GhSimWorld *self, const char *id)
{
  for (guint i = 0; i < self->workspaces->len; i++)
    {
      GhSimWorkspace *workspace = g_ptr_array_index (self->workspaces, i);

      if (g_ascii_strcasecmp (workspace->id, id) == 0)
        return workspace;
    }

  return NULL;
}

/**
 * gh_sim_workspace_find_model:
 * @self: a workspace
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the semantic model, if it is in this workspace
 */
GhSimModel *
gh_sim_workspace_find_model (GhSimWorkspace *self, const char *id)
{
  for (guint i = 0; i < self->models->len; i++)
    {
      GhSimModel *model = g_ptr_array_index (self->models, i);

      if (g_ascii_strcasecmp (model->id, id) == 0)
        return model;
    }

  return NULL;
}

/**
 * gh_sim_world_find_source:
 * @self: a world
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the data source that has this id now
 */
GhSimSource *
gh_sim_world_find_source (GhSimWorld *self, const char *id)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      GhSimSource *source = g_ptr_array_index (self->sources, i);

      if (g_ascii_strcasecmp (source->id, id) == 0)
        return source;
    }

  return NULL;
}

/**
 * gh_sim_world_find_source_by_name:
 * @self: a world
 * @name: its name in the scenario
 *
 * Returns: (transfer none) (nullable): the data source
 */
GhSimSource *
gh_sim_world_find_source_by_name (GhSimWorld *self, const char *name)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      GhSimSource *source = g_ptr_array_index (self->sources, i);

      if (g_str_equal (source->name, name))
        return source;
    }

  return NULL;
}

gboolean
gh_sim_gateway_is_administrator (GhSimGateway *self, GhSimIdentity *who)
{
  return g_ptr_array_find (self->administrators, who, NULL);
}

const char *
gh_sim_identity_get_label (GhSimIdentity *self)
{
  return self->address != NULL ? self->address : self->object_id;
}

/**
 * gh_sim_source_take_stored:
 * @self: a data source
 * @stored: (transfer full): its credential from now on
 */
void
gh_sim_source_take_stored (GhSimSource *self, GhSimStored *stored)
{
  gh_sim_source_clear_credential (self);
  self->stored = stored;
  self->credential_type = g_strdup (stored->type);
  self->privacy_level = g_strdup (stored->privacy_level);
  self->end_user_oauth2 = stored->end_user_oauth2;
}

/**
 * gh_sim_source_clear_credential:
 * @self: a data source
 *
 * Leaves it as a data source to which nobody has given a credential.
 */
void
gh_sim_source_clear_credential (GhSimSource *self)
{
  g_clear_pointer (&self->stored, gh_sim_stored_free);
  g_clear_pointer (&self->credential_type, g_free);
  g_clear_pointer (&self->privacy_level, g_free);
  self->end_user_oauth2 = FALSE;
}

/* A cloud source lies on the virtual gateway of the owner of its model, and is another one whenever
 * the owner changes. */
static void
update_ids (GhSimModel *self, GhSimSource *source)
{
  g_autofree char *name =
      g_strdup_printf ("%s/%s/%s/%s/%u", self->workspace->name, self->name, source->name,
                       gh_sim_identity_get_label (self->owner), self->take_overs);

  g_free (source->id);
  g_free (source->gateway_id);
  source->id = gh_sim_guid ("cloud-datasource", name);
  source->gateway_id = gh_sim_guid ("cloud-gateway", gh_sim_identity_get_label (self->owner));
}

/**
 * gh_sim_model_set_owner:
 * @self: a semantic model
 * @owner: whose it is from now on
 *
 * Its cloud sources get ids on the owner's virtual gateway.
 */
void
gh_sim_model_set_owner (GhSimModel *self, GhSimIdentity *owner)
{
  self->owner = owner;
  for (guint i = 0; i < self->sources->len; i++)
    {
      GhSimSource *source = g_ptr_array_index (self->sources, i);

      if (source->model == self)
        update_ids (self, source);
    }
}
