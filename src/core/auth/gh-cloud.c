/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cloud.h"

#include <glib/gi18n-lib.h>

#include "gh-cloud-member.h"
#include "gh-error.h"
#include "gh-json.h"
#include "gh-json-store.h"
#include "gh-known-cloud.h"
#include "gh-origin.h"

struct _GhCloud
{
  GObject parent_instance;

  char *name;
  GUri *authority;
  GUri *powerbi_origin;
  char *powerbi_audience;
  GUri *fabric_origin;
  char *fabric_audience;
  char *tenant_hint;
  char *client_id_hint;

  char *authority_host;
  char *powerbi_host;
};

G_DEFINE_FINAL_TYPE (GhCloud, gh_cloud, G_TYPE_OBJECT)

static void
gh_cloud_finalize (GObject *object)
{
  GhCloud *self = GH_CLOUD (object);

  g_free (self->name);
  g_clear_pointer (&self->authority, g_uri_unref);
  g_clear_pointer (&self->powerbi_origin, g_uri_unref);
  g_free (self->powerbi_audience);
  g_clear_pointer (&self->fabric_origin, g_uri_unref);
  g_free (self->fabric_audience);
  g_free (self->tenant_hint);
  g_free (self->client_id_hint);
  g_free (self->authority_host);
  g_free (self->powerbi_host);

  G_OBJECT_CLASS (gh_cloud_parent_class)->finalize (object);
}

static void
gh_cloud_class_init (GhCloudClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_cloud_finalize;
}

static void
gh_cloud_init (GhCloud *self)
{
}

/**
 * gh_cloud_new_public:
 *
 * Returns: (transfer full): the Public cloud
 */
GhCloud *
gh_cloud_new_public (void)
{
  return gh_known_cloud_new (GH_KNOWN_CLOUD_PUBLIC);
}

/**
 * gh_cloud_new_from_json:
 * @row: what a cloud file or an account holds
 * @error: return location
 *
 * Reads a row. Addresses are https, or http on this machine; members that are not known are left
 * out.
 *
 * Returns: (transfer full): a cloud, or %NULL with %GH_ERROR_INVALID_INPUT that names the member
 */
GhCloud *
gh_cloud_new_from_json (JsonObject *row, GError **error)
{
  g_autoptr (GhCloud) self = g_object_new (GH_TYPE_CLOUD, NULL);

  g_return_val_if_fail (row != NULL, NULL);

  if (!gh_cloud_member_read_text (row, NULL, "name", GH_JSON_REQUIRED, &self->name, error) ||
      !gh_cloud_member_read_origin (row, NULL, "authority", &self->authority, error) ||
      !gh_cloud_member_read_service (row, "powerbi", GH_JSON_REQUIRED, &self->powerbi_origin,
                                     &self->powerbi_audience, error) ||
      !gh_cloud_member_read_service (row, "fabric", GH_JSON_OPTIONAL, &self->fabric_origin,
                                     &self->fabric_audience, error) ||
      !gh_cloud_member_read_text (row, NULL, "tenant", GH_JSON_OPTIONAL, &self->tenant_hint,
                                  error) ||
      !gh_cloud_member_read_text (row, NULL, "clientId", GH_JSON_OPTIONAL, &self->client_id_hint,
                                  error))
    return NULL;

  self->authority_host = gh_origin_dup_host (self->authority);
  self->powerbi_host = gh_origin_dup_host (self->powerbi_origin);

  return g_steal_pointer (&self);
}

static void
set_service (JsonObject *row, const char *member, const char *origin, const char *audience)
{
  JsonObject *service;

  if (origin == NULL || *origin == '\0')
    return;

  service = json_object_new ();
  json_object_set_string_member (service, "origin", origin);
  json_object_set_string_member (service, "audience", audience != NULL ? audience : "");
  json_object_set_object_member (row, member, service);
}

/**
 * gh_cloud_new:
 * @name: what it is called
 * @authority: the address at which accounts sign in
 * @powerbi_origin: Power BI's address
 * @powerbi_audience: whom a token for Power BI is for
 * @fabric_origin: (nullable): Fabric's address; %NULL or "" for a cloud without it
 * @fabric_audience: (nullable): whom a token for Fabric is for
 * @error: return location
 *
 * Returns: (transfer full): a cloud, or %NULL with %GH_ERROR_INVALID_INPUT that names what is wrong
 */
GhCloud *
gh_cloud_new (const char *name,
              const char *authority,
              const char *powerbi_origin,
              const char *powerbi_audience,
              const char *fabric_origin,
              const char *fabric_audience,
              GError **error)
{
  g_autoptr (JsonObject) row = json_object_new ();

  g_return_val_if_fail (name != NULL && authority != NULL, NULL);
  g_return_val_if_fail (powerbi_origin != NULL && powerbi_audience != NULL, NULL);

  json_object_set_string_member (row, "name", name);
  json_object_set_string_member (row, "authority", authority);
  set_service (row, "powerbi", powerbi_origin, powerbi_audience);
  set_service (row, "fabric", fabric_origin, fabric_audience);

  return gh_cloud_new_from_json (row, error);
}

/**
 * gh_cloud_check_audience:
 * @audience: what the user typed
 * @error: return location
 *
 * Returns: whether tokens can be for it; otherwise %GH_ERROR_INVALID_INPUT with a text for the
 * field
 */
gboolean
gh_cloud_check_audience (const char *audience, GError **error)
{
  g_return_val_if_fail (audience != NULL, FALSE);

  if (gh_cloud_member_is_audience (audience))
    return TRUE;

  g_set_error_literal (
      error, GH_ERROR, GH_ERROR_INVALID_INPUT,
      _ ("An audience is an address like https://analysis.windows.net/powerbi/api"));
  return FALSE;
}

/* The store has named the file in its own errors already. */
static GhCloud *
read_row (GhJsonStore *store, JsonObject *row, GError **error)
{
  GhCloud *cloud = NULL;

  if (row != NULL)
    cloud = gh_cloud_new_from_json (row, error);
  else
    g_set_error_literal (error, GH_ERROR, GH_ERROR_NOT_FOUND, _ ("There is no such file"));
  if (cloud == NULL)
    gh_json_store_prefix_error (store, error);

  return cloud;
}

static void
load_file_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (JsonObject) row = NULL;
  GhJsonStore *store = GH_JSON_STORE (source);
  GhCloud *cloud = NULL;
  GError *error = NULL;

  row = gh_json_store_read_finish (store, result, &error);
  if (error == NULL)
    cloud = read_row (store, row, &error);

  if (cloud != NULL)
    g_task_return_pointer (task, cloud, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * gh_cloud_load_file_async:
 * @file: a file with one row
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads a cloud that the user gave as a file.
 */
void
gh_cloud_load_file_async (GFile *file,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GhJsonStore) store = gh_json_store_new (file);

  g_task_set_source_tag (task, gh_cloud_load_file_async);
  gh_json_store_read_async (store, cancellable, load_file_cb, g_steal_pointer (&task));
}

/**
 * gh_cloud_load_file_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full): the cloud, or %NULL with an error that names the file:
 *   %GH_ERROR_NOT_FOUND, %GH_ERROR_PROTOCOL for what is not JSON, or %GH_ERROR_INVALID_INPUT
 */
GhCloud *
gh_cloud_load_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
add_text (JsonBuilder *builder, const char *member, const char *text)
{
  if (text == NULL)
    return;

  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

static void
add_origin (JsonBuilder *builder, const char *member, GUri *origin)
{
  g_autofree char *text = g_uri_to_string (origin);

  add_text (builder, member, text);
}

static void
add_service (JsonBuilder *builder, const char *member, GUri *origin, const char *audience)
{
  if (origin == NULL)
    return;

  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  add_origin (builder, "origin", origin);
  add_text (builder, "audience", audience);
  json_builder_end_object (builder);
}

/**
 * gh_cloud_to_json:
 * @self: a cloud
 *
 * Returns: (transfer full): a row that [ctor@Gh.Cloud.new_from_json] reads
 */
JsonNode *
gh_cloud_to_json (GhCloud *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (GH_IS_CLOUD (self), NULL);

  json_builder_begin_object (builder);
  add_text (builder, "name", self->name);
  add_origin (builder, "authority", self->authority);
  add_service (builder, "powerbi", self->powerbi_origin, self->powerbi_audience);
  add_service (builder, "fabric", self->fabric_origin, self->fabric_audience);
  add_text (builder, "tenant", self->tenant_hint);
  add_text (builder, "clientId", self->client_id_hint);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

static gboolean
origins_equal (GUri *one, GUri *other)
{
  if (one == NULL || other == NULL)
    return one == other;

  return gh_origin_equal (one, other);
}

/**
 * gh_cloud_equal:
 * @self: a cloud
 * @other: another
 *
 * Returns: whether both lead to the same addresses and audiences, whatever they are called
 */
gboolean
gh_cloud_equal (GhCloud *self, GhCloud *other)
{
  g_return_val_if_fail (GH_IS_CLOUD (self) && GH_IS_CLOUD (other), FALSE);

  return origins_equal (self->authority, other->authority) &&
         origins_equal (self->powerbi_origin, other->powerbi_origin) &&
         g_str_equal (self->powerbi_audience, other->powerbi_audience) &&
         origins_equal (self->fabric_origin, other->fabric_origin) &&
         g_strcmp0 (self->fabric_audience, other->fabric_audience) == 0;
}

/**
 * gh_cloud_get_name:
 * @self: a cloud
 *
 * Returns: (transfer none): its name, as the row says
 */
const char *
gh_cloud_get_name (GhCloud *self)
{
  g_return_val_if_fail (GH_IS_CLOUD (self), NULL);

  return self->name;
}

/**
 * gh_cloud_is_public:
 * @self: a cloud
 *
 * Returns: whether it leads to the addresses of the Public cloud; the name proves nothing
 */
gboolean
gh_cloud_is_public (GhCloud *self)
{
  g_autoptr (GhCloud) public_cloud = gh_cloud_new_public ();

  g_return_val_if_fail (GH_IS_CLOUD (self), FALSE);

  return gh_cloud_equal (self, public_cloud);
}

/**
 * gh_cloud_is_loopback:
 * @self: a cloud
 *
 * Returns: whether all its addresses are on this machine
 */
gboolean
gh_cloud_is_loopback (GhCloud *self)
{
  g_return_val_if_fail (GH_IS_CLOUD (self), FALSE);

  return gh_origin_is_loopback (self->authority) && gh_origin_is_loopback (self->powerbi_origin) &&
         (self->fabric_origin == NULL || gh_origin_is_loopback (self->fabric_origin));
}

/**
 * gh_cloud_get_authority:
 * @self: a cloud
 *
 * Returns: (transfer none): where accounts sign in
 */
GUri *
gh_cloud_get_authority (GhCloud *self)
{
  g_return_val_if_fail (GH_IS_CLOUD (self), NULL);

  return self->authority;
}

/**
 * gh_cloud_get_authority_host:
 * @self: a cloud
 *
 * Returns: (transfer none): the authority's host, and port unless it is the scheme's own
 */
const char *
gh_cloud_get_authority_host (GhCloud *self)
{
  g_return_val_if_fail (GH_IS_CLOUD (self), NULL);

  return self->authority_host;
}

/**
 * gh_cloud_get_powerbi_origin:
 * @self: a cloud
 *
 * Returns: (transfer none): where Power BI's API is
 */
GUri *
gh_cloud_get_powerbi_origin (GhCloud *self)
{
  g_return_val_if_fail (GH_IS_CLOUD (self), NULL);

  return self->powerbi_origin;
}

/**
 * gh_cloud_get_powerbi_host:
 * @self: a cloud
 *
 * Returns: (transfer none): that address's host, and port unless it is the scheme's own
 */
const char *
gh_cloud_get_powerbi_host (GhCloud *self)
{
  g_return_val_if_fail (GH_IS_CLOUD (self), NULL);

  return self->powerbi_host;
}

/**
 * gh_cloud_get_powerbi_audience:
 * @self: a cloud
 *
 * Returns: (transfer none): whom a token for Power BI is for
 */
const char *
gh_cloud_get_powerbi_audience (GhCloud *self)
{
  g_return_val_if_fail (GH_IS_CLOUD (self), NULL);

  return self->powerbi_audience;
}

/**
 * gh_cloud_get_fabric_origin:
 * @self: a cloud
 *
 * Returns: (transfer none) (nullable): where Fabric's API is
 */
GUri *
gh_cloud_get_fabric_origin (GhCloud *self)
{
  g_return_val_if_fail (GH_IS_CLOUD (self), NULL);

  return self->fabric_origin;
}

/**
 * gh_cloud_get_fabric_audience:
 * @self: a cloud
 *
 * Returns: (transfer none) (nullable): whom a token for Fabric is for
 */
const char *
gh_cloud_get_fabric_audience (GhCloud *self)
{
  g_return_val_if_fail (GH_IS_CLOUD (self), NULL);

  return self->fabric_audience;
}

/**
 * gh_cloud_get_tenant_hint:
 * @self: a cloud
 *
 * Returns: (transfer none) (nullable): what the row suggests as tenant
 */
const char *
gh_cloud_get_tenant_hint (GhCloud *self)
{
  g_return_val_if_fail (GH_IS_CLOUD (self), NULL);

  return self->tenant_hint;
}

/**
 * gh_cloud_get_client_id_hint:
 * @self: a cloud
 *
 * Returns: (transfer none) (nullable): what the row suggests as client id
 */
const char *
gh_cloud_get_client_id_hint (GhCloud *self)
{
  g_return_val_if_fail (GH_IS_CLOUD (self), NULL);

  return self->client_id_hint;
}
