/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-account.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gh-error.h"
#include "gh-json.h"

/* 128 bits of SHA-256: enough to tell accounts apart, short enough for a command line. */
#define ID_CHARACTERS 32

/* RFC 1035, 2.3.4 */
#define DOMAIN_CHARACTERS 253
#define LABEL_CHARACTERS 63

/* Stands where an id isn't known, or not needed. */
#define NIL_ID "00000000-0000-0000-0000-000000000000"

struct _GhAccount
{
  GObject parent_instance;

  char *id;
  GhCloud *cloud;
  char *tenant;
  char *client_id;
  char *user_name;
  char *object_id;
  char *tenant_id;
  GhSignInMethod method;
  GHashTable *parameters;
};

G_DEFINE_FINAL_TYPE (GhAccount, gh_account, G_TYPE_OBJECT)

static void
gh_account_finalize (GObject *object)
{
  GhAccount *self = GH_ACCOUNT (object);

  g_free (self->id);
  g_clear_object (&self->cloud);
  g_free (self->tenant);
  g_free (self->client_id);
  g_free (self->user_name);
  g_free (self->object_id);
  g_free (self->tenant_id);
  g_clear_pointer (&self->parameters, g_hash_table_unref);

  G_OBJECT_CLASS (gh_account_parent_class)->finalize (object);
}

static void
gh_account_class_init (GhAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_account_finalize;
}

static void
gh_account_init (GhAccount *self)
{
  self->parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > LABEL_CHARACTERS || label[0] == '-' || label[length - 1] == '-')
    return FALSE;

  for (const char *c = label; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c) && *c != '-')
        return FALSE;
    }

  return TRUE;
}

/* An address of numbers looks like a domain but for its last part, which never begins with a digit
 * in a domain. */
static gboolean
is_domain (const char *text)
{
  g_auto (GStrv) labels = NULL;
  guint n_labels;

  if (strlen (text) > DOMAIN_CHARACTERS)
    return FALSE;

  labels = g_strsplit (text, ".", -1);
  n_labels = g_strv_length (labels);
  for (guint i = 0; i < n_labels; i++)
    {
      if (!is_label (labels[i]))
        return FALSE;
    }

  return n_labels >= 2 && g_ascii_isalpha (labels[n_labels - 1][0]);
}

/**
 * gh_account_check_tenant:
 * @tenant: (nullable): what the user typed
 * @error: return location
 *
 * Checks a tenant before it becomes part of an address.
 *
 * Returns: whether it is a GUID, a domain or "organizations"; otherwise %GH_ERROR_INVALID_INPUT
 *   with a text for the field
 */
gboolean
gh_account_check_tenant (const char *tenant, GError **error)
{
  if (tenant == NULL || *tenant == '\0')
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("A tenant is needed: its ID, a domain, or “organizations”"));
      return FALSE;
    }
  if (g_str_equal (tenant, "common") || g_str_equal (tenant, "consumers"))
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("Power BI has no personal accounts: use “organizations” instead of “%s”"),
                   tenant);
      return FALSE;
    }
  if (!g_str_equal (tenant, "organizations") && !g_uuid_string_is_valid (tenant) &&
      !is_domain (tenant))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("This is no tenant ID and no domain like contoso.onmicrosoft.com"));
      return FALSE;
    }

  return TRUE;
}

/**
 * gh_account_check_client_id:
 * @client_id: (nullable): what the user typed
 * @error: return location
 *
 * Returns: whether it is a GUID; otherwise %GH_ERROR_INVALID_INPUT with a text for the field
 */
gboolean
gh_account_check_client_id (const char *client_id, GError **error)
{
  if (client_id == NULL || *client_id == '\0')
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("The client ID of a registered application is needed"));
      return FALSE;
    }
  if (!g_uuid_string_is_valid (client_id))
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                           _ ("A client ID has the form 00000000-0000-0000-0000-000000000000"));
      return FALSE;
    }

  return TRUE;
}

static void
add_to_id (GChecksum *checksum, const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  /* With its NUL, so that no two lists of texts give the same bytes. */
  g_checksum_update (checksum, (const guchar *)lower, (gssize)strlen (lower) + 1);
}

static char *
make_id (GhAccount *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_to_id (checksum, gh_cloud_get_authority_host (self->cloud));
  add_to_id (checksum, gh_cloud_get_powerbi_host (self->cloud));
  add_to_id (checksum, self->client_id);
  add_to_id (checksum, self->tenant_id);
  add_to_id (checksum, self->object_id);

  return g_strndup (g_checksum_get_string (checksum), ID_CHARACTERS);
}

/**
 * gh_account_new:
 * @cloud: where the account is
 * @tenant: the tenant as it was typed
 * @client_id: the application that asks for tokens
 * @user_name: who signed in, for people
 * @object_id: who signed in, for the directory
 * @tenant_id: the tenant, for the directory
 *
 * The id is derived from cloud, client id, tenant id and object id: signing in again finds the same
 * account.
 *
 * Returns: (transfer full): an account
 */
GhAccount *
gh_account_new (GhCloud *cloud,
                const char *tenant,
                const char *client_id,
                const char *user_name,
                const char *object_id,
                const char *tenant_id)
{
  GhAccount *self;

  g_return_val_if_fail (GH_IS_CLOUD (cloud), NULL);
  g_return_val_if_fail (tenant != NULL && client_id != NULL && user_name != NULL, NULL);
  g_return_val_if_fail (object_id != NULL && tenant_id != NULL, NULL);

  self = g_object_new (GH_TYPE_ACCOUNT, NULL);
  self->cloud = g_object_ref (cloud);
  self->tenant = g_strdup (tenant);
  self->client_id = g_strdup (client_id);
  self->user_name = g_strdup (user_name);
  self->object_id = g_strdup (object_id);
  self->tenant_id = g_strdup (tenant_id);
  self->id = make_id (self);

  return self;
}

/**
 * gh_account_new_draft:
 * @cloud: where the account is
 * @tenant: (nullable): the tenant as it was typed; not needed where the machine knows it
 * @client_id: (nullable): the application; not needed where the machine knows it
 * @method: how it gets its tokens, without anybody's help
 * @parameters: (nullable) (element-type utf8 utf8): what @method needs
 *
 * Who that is stands in the first token only, so that a draft is never kept.
 *
 * Returns: (transfer full): an account to get the first token for
 */
GhAccount *
gh_account_new_draft (GhCloud *cloud,
                      const char *tenant,
                      const char *client_id,
                      GhSignInMethod method,
                      GHashTable *parameters)
{
  const char *known_tenant = tenant != NULL ? tenant : "organizations";
  const char *known_client = client_id != NULL ? client_id : NIL_ID;
  g_autoptr (GhAccount) account =
      gh_account_new (cloud, known_tenant, known_client, gh_sign_in_method_get_name (method),
                      known_client, NIL_ID);

  return gh_account_with_method (account, method, parameters);
}

/**
 * gh_account_with_method:
 * @self: an account
 * @method: how it gets its tokens
 * @parameters: (nullable) (element-type utf8 utf8): what @method needs
 *
 * The id stays: it says who somebody is, not how they come in.
 *
 * Returns: (transfer full): a copy that gets its tokens so
 */
GhAccount *
gh_account_with_method (GhAccount *self, GhSignInMethod method, GHashTable *parameters)
{
  GhAccount *copy;
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_return_val_if_fail (GH_IS_ACCOUNT (self), NULL);

  copy = gh_account_new (self->cloud, self->tenant, self->client_id, self->user_name,
                         self->object_id, self->tenant_id);
  /* gcc's analyzer sees that it refuses parts that are missing, and not that none is. */
  g_assert (copy != NULL);
  copy->method = method;
  if (parameters == NULL)
    return copy;

  g_hash_table_iter_init (&iter, parameters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (copy->parameters, g_strdup (name), g_strdup (value));

  return copy;
}

static gboolean
read_parameters (JsonObject *object, GHashTable *parameters, GError **error)
{
  g_autoptr (GList) names = NULL;
  JsonObject *members = NULL;

  if (!gh_json_read_object (object, "parameters", GH_JSON_OPTIONAL, &members, error))
    return FALSE;
  if (members == NULL)
    return TRUE;

  names = json_object_get_members (members);
  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *value = NULL;

      if (!gh_json_read_string (members, l->data, GH_JSON_REQUIRED, &value, error))
        return FALSE;
      g_hash_table_insert (parameters, g_strdup (l->data), g_strdup (value));
    }

  return TRUE;
}

/* An account of the browser has neither member, so that a file of it can be read by every
 * version. */
static void
write_method (GhAccount *self, JsonObject *object)
{
  JsonObject *members;
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  if (self->method == GH_SIGN_IN_BROWSER)
    return;

  json_object_set_string_member (object, "method", gh_sign_in_method_get_name (self->method));
  if (g_hash_table_size (self->parameters) == 0)
    return;

  members = json_object_new ();
  g_hash_table_iter_init (&iter, self->parameters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    json_object_set_string_member (members, name, value);
  json_object_set_object_member (object, "parameters", members);
}

/**
 * gh_account_new_from_json:
 * @object: what [method@Gh.Account.to_json] wrote
 * @error: return location
 *
 * Returns: (transfer full): an account, or %NULL with %GH_ERROR_PROTOCOL if it can't be read, or
 *   %GH_ERROR_INVALID_INPUT if a value can't be used
 */
GhAccount *
gh_account_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (GhCloud) cloud = NULL;
  g_autoptr (GhAccount) account = NULL;
  g_autoptr (GHashTable) parameters =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GhSignInMethod method = GH_SIGN_IN_BROWSER;
  const char *method_name = NULL;
  JsonObject *row = NULL;
  const char *tenant = NULL;
  const char *client_id = NULL;
  const char *user_name = NULL;
  const char *object_id = NULL;
  const char *tenant_id = NULL;

  g_return_val_if_fail (object != NULL, NULL);

  if (!gh_json_read_object (object, "cloud", GH_JSON_REQUIRED, &row, error) ||
      !gh_json_read_string (object, "tenant", GH_JSON_REQUIRED, &tenant, error) ||
      !gh_json_read_string (object, "clientId", GH_JSON_REQUIRED, &client_id, error) ||
      !gh_json_read_string (object, "userName", GH_JSON_REQUIRED, &user_name, error) ||
      !gh_json_read_string (object, "objectId", GH_JSON_REQUIRED, &object_id, error) ||
      !gh_json_read_string (object, "tenantId", GH_JSON_REQUIRED, &tenant_id, error) ||
      !gh_json_read_string (object, "method", GH_JSON_OPTIONAL, &method_name, error) ||
      !gh_account_check_tenant (tenant, error) || !gh_account_check_client_id (client_id, error) ||
      !gh_sign_in_method_parse (method_name, &method, error) ||
      !read_parameters (object, parameters, error))
    return NULL;

  cloud = gh_cloud_new_from_json (row, error);
  if (cloud == NULL)
    return NULL;

  account = gh_account_new (cloud, tenant, client_id, user_name, object_id, tenant_id);

  return gh_account_with_method (account, method, parameters);
}

/**
 * gh_account_to_json:
 * @self: an account
 *
 * Returns: (transfer full): everything about it; there is no secret
 */
JsonNode *
gh_account_to_json (GhAccount *self)
{
  JsonObject *object;
  JsonNode *node;

  g_return_val_if_fail (GH_IS_ACCOUNT (self), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "id", self->id);
  json_object_set_member (object, "cloud", gh_cloud_to_json (self->cloud));
  json_object_set_string_member (object, "tenant", self->tenant);
  json_object_set_string_member (object, "clientId", self->client_id);
  json_object_set_string_member (object, "userName", self->user_name);
  json_object_set_string_member (object, "objectId", self->object_id);
  json_object_set_string_member (object, "tenantId", self->tenant_id);
  write_method (self, object);

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);

  return node;
}

/**
 * gh_account_get_id:
 * @self: an account
 *
 * Returns: (transfer none): what tells it from every other account
 */
const char *
gh_account_get_id (GhAccount *self)
{
  g_return_val_if_fail (GH_IS_ACCOUNT (self), NULL);

  return self->id;
}

/**
 * gh_account_get_cloud:
 * @self: an account
 *
 * Returns: (transfer none): where it is
 */
GhCloud *
gh_account_get_cloud (GhAccount *self)
{
  g_return_val_if_fail (GH_IS_ACCOUNT (self), NULL);

  return self->cloud;
}

/**
 * gh_account_get_tenant:
 * @self: an account
 *
 * Returns: (transfer none): the tenant as it was typed
 */
const char *
gh_account_get_tenant (GhAccount *self)
{
  g_return_val_if_fail (GH_IS_ACCOUNT (self), NULL);

  return self->tenant;
}

/**
 * gh_account_get_client_id:
 * @self: an account
 *
 * Returns: (transfer none): the application that asks for tokens
 */
const char *
gh_account_get_client_id (GhAccount *self)
{
  g_return_val_if_fail (GH_IS_ACCOUNT (self), NULL);

  return self->client_id;
}

/**
 * gh_account_get_user_name:
 * @self: an account
 *
 * Returns: (transfer none): who signed in, as the server says; not display text
 */
const char *
gh_account_get_user_name (GhAccount *self)
{
  g_return_val_if_fail (GH_IS_ACCOUNT (self), NULL);

  return self->user_name;
}

/**
 * gh_account_get_object_id:
 * @self: an account
 *
 * Returns: (transfer none): who signed in, for the directory
 */
const char *
gh_account_get_object_id (GhAccount *self)
{
  g_return_val_if_fail (GH_IS_ACCOUNT (self), NULL);

  return self->object_id;
}

/**
 * gh_account_get_tenant_id:
 * @self: an account
 *
 * Returns: (transfer none): the tenant, for the directory
 */
const char *
gh_account_get_tenant_id (GhAccount *self)
{
  g_return_val_if_fail (GH_IS_ACCOUNT (self), NULL);

  return self->tenant_id;
}

/**
 * gh_account_get_method:
 * @self: an account
 *
 * Returns: how it gets its tokens
 */
GhSignInMethod
gh_account_get_method (GhAccount *self)
{
  g_return_val_if_fail (GH_IS_ACCOUNT (self), GH_SIGN_IN_BROWSER);

  return self->method;
}

/**
 * gh_account_get_parameter:
 * @self: an account
 * @name: a parameter of its method
 *
 * Returns: (transfer none) (nullable): the value
 */
const char *
gh_account_get_parameter (GhAccount *self, const char *name)
{
  g_return_val_if_fail (GH_IS_ACCOUNT (self) && name != NULL, NULL);

  return g_hash_table_lookup (self->parameters, name);
}

/**
 * gh_account_get_parameters:
 * @self: an account
 *
 * Returns: (transfer none) (element-type utf8 utf8): what its method needs; not to be changed
 */
GHashTable *
gh_account_get_parameters (GhAccount *self)
{
  g_return_val_if_fail (GH_IS_ACCOUNT (self), NULL);

  return self->parameters;
}
