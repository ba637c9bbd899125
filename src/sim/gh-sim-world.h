/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "gh-sim-key.h"

G_BEGIN_DECLS

/* A user, or an application with its service principal. */
typedef struct
{
  char *name;
  /* of a user; NULL for an application */
  char *address;
  char *object_id;
  /* of an application; NULL for a user */
  char *client_id;
  char *secret;
  /* of an application (nullable): a secret that was once good */
  char *expired_secret;
  /* of an application: GhSimRegistered, GhSimTrust */
  GPtrArray *certificates;
  GPtrArray *trusts;
  /* of a user (nullable): what signs in without a page */
  char *password;
  /* of a user: the AADSTS number that answers the right password, 0 for tokens */
  guint password_refusal;
} GhSimIdentity;

/* A certificate that was uploaded to a registration. */
typedef struct
{
  GhSimKey *key;
  char *sha256;
  char *sha1;
} GhSimRegistered;

/* An issuer that a registration trusts. */
typedef struct
{
  char *issuer;
  char *subject;
  char *audience;
  GhSimKey *key;
} GhSimTrust;

/* What a successful PATCH left behind. */
typedef struct
{
  char *type;
  JsonArray *data;
  char *privacy_level;
  char *encrypted_connection;
  gboolean caller_identity;
  gboolean end_user_oauth2;
  char *owner;
  gint64 set_at;
} GhSimStored;

typedef struct _GhSimGateway GhSimGateway;
typedef struct _GhSimModel GhSimModel;

typedef struct
{
  char *name;
  char *id;
  char *gateway_id;
  char *type;
  JsonObject *connection_details;
  /* What lets one in: {"credentialType", field: value…} */
  JsonArray *accepts;
  gboolean accepts_caller_identity;
  gboolean accepts_encryption;
  /* (nullable): what reads show */
  char *credential_type;
  gboolean end_user_oauth2;
  char *privacy_level;
  GhSimStored *stored;
  /* exactly one of the two */
  GhSimGateway *gateway;
  GhSimModel *model;
} GhSimSource;

struct _GhSimGateway
{
  char *name;
  char *id;
  char *type;
  gboolean live;
  GhSimKey *key;
  /* GhSimIdentity */
  GPtrArray *administrators;
  /* GhSimSource */
  GPtrArray *sources;
};

typedef struct
{
  char *name;
  char *id;
  /* GhSimIdentity → char *role */
  GHashTable *members;
  /* GhSimModel */
  GPtrArray *models;
} GhSimWorkspace;

struct _GhSimModel
{
  char *name;
  char *id;
  GhSimWorkspace *workspace;
  GhSimIdentity *owner;
  guint take_overs;
  /* GhSimSource, its own cloud sources and those of gateways */
  GPtrArray *sources;
};

typedef struct
{
  char *tenant_domain;
  char *tenant_id;
  char *client_name;
  char *client_id;
  /* resource → GStrv of delegated permissions */
  GHashTable *granted;
  GPtrArray *identities;
  /* (nullable): the application whose identity this machine has */
  GhSimIdentity *managed_identity;
  /* (nullable): JSON that a token must have been asked for with */
  char *required_claims;
  /* only a page gives such a token */
  gboolean claims_need_page;
  GPtrArray *gateways;
  GPtrArray *workspaces;
  /* every GhSimSource */
  GPtrArray *sources;
} GhSimWorld;

GhSimWorld *gh_sim_world_new (void);
void gh_sim_world_free (GhSimWorld *self);
GhSimIdentity *gh_sim_world_find_identity (GhSimWorld *self, const char *who);
GhSimIdentity *gh_sim_world_find_by_object_id (GhSimWorld *self, const char *object_id);
GhSimIdentity *gh_sim_world_find_application (GhSimWorld *self, const char *client_id);
GhSimGateway *gh_sim_world_find_gateway (GhSimWorld *self, const char *id);
GhSimWorkspace *gh_sim_world_find_workspace (GhSimWorld *self, const char *id);
GhSimSource *gh_sim_world_find_source (GhSimWorld *self, const char *id);
GhSimSource *gh_sim_world_find_source_by_name (GhSimWorld *self, const char *name);

GhSimModel *gh_sim_workspace_find_model (GhSimWorkspace *self, const char *id);
gboolean gh_sim_gateway_is_administrator (GhSimGateway *self, GhSimIdentity *who);
/* An address, or the id of a principal. */
const char *gh_sim_identity_get_label (GhSimIdentity *self);
void gh_sim_model_set_owner (GhSimModel *self, GhSimIdentity *owner);
void gh_sim_source_take_stored (GhSimSource *self, GhSimStored *stored);
void gh_sim_source_clear_credential (GhSimSource *self);

GhSimIdentity *gh_sim_identity_new (void);
GhSimGateway *gh_sim_gateway_new (void);
GhSimWorkspace *gh_sim_workspace_new (void);
GhSimModel *gh_sim_model_new (void);
GhSimSource *gh_sim_source_new (void);
void gh_sim_source_free (GhSimSource *self);
void gh_sim_stored_free (GhSimStored *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSimWorld, gh_sim_world_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhSimStored, gh_sim_stored_free)

G_END_DECLS
