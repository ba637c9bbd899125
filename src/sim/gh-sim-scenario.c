/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-scenario.h"

#include "gh-error.h"
#include "gh-json.h"
#include "gh-sim-assertion.h"
#include "gh-sim-guid.h"
#include "gh-sim-resources.h"

#define RESOURCE_FOLDER "/io/github/gatehouse/Gatehouse/sim/scenarios/"

typedef gboolean (*ReadElement) (GhSimWorld *world,
                                 JsonObject *element,
                                 gpointer parent,
                                 GError **error);

static char *
dup_id (const char *kind, ...)
{
  g_autoptr (GString) name = g_string_new (NULL);
  va_list parts;
  const char *part;

  va_start (parts, kind);
  while ((part = va_arg (parts, const char *)) != NULL)
    {
      if (name->len > 0)
        g_string_append_c (name, '/');
      g_string_append (name, part);
    }
  va_end (parts);

  return gh_sim_guid (kind, name->str);
}

/* Calls @read for each object of the array @member, which may be missing. */
static gboolean
read_each (GhSimWorld *world,
           JsonObject *object,
           const char *member,
           ReadElement read,
           gpointer parent,
           GError **error)
{
  JsonArray *array = NULL;

  if (!gh_json_read_array (object, member, GH_JSON_OPTIONAL, &array, error))
    return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *element = gh_json_array_get_object (array, i, error);

      if (element == NULL || !read (world, element, parent, error))
        {
          g_prefix_error (error, "%s[%u]: ", member, i);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_text (JsonObject *object, const char *member, char **value, GError **error)
{
  const char *text;

  if (!gh_json_read_string (object, member, GH_JSON_REQUIRED, &text, error))
    return FALSE;
  *value = g_strdup (text);

  return TRUE;
}

static GhSimIdentity *
find_identity (GhSimWorld *world, const char *who, GError **error)
{
  GhSimIdentity *identity = gh_sim_world_find_identity (world, who);

  if (identity == NULL)
    g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, "“%s” is nobody of this scenario", who);

  return identity;
}

static gboolean
read_tenant (GhSimWorld *world, JsonObject *root, GError **error)
{
  JsonObject *application, *granted;
  g_autoptr (GList) resources = NULL;

  if (!read_text (root, "tenant", &world->tenant_domain, error) ||
      !gh_json_read_object (root, "application", GH_JSON_REQUIRED, &application, error) ||
      !read_text (application, "name", &world->client_name, error) ||
      !gh_json_read_object (application, "granted", GH_JSON_REQUIRED, &granted, error))
    return FALSE;

  world->tenant_id = dup_id ("tenant", world->tenant_domain, NULL);
  world->client_id = dup_id ("application", world->client_name, NULL);
  resources = json_object_get_members (granted);
  for (GList *l = resources; l != NULL; l = l->next)
    {
      const char *scopes;

      if (!gh_json_read_string (granted, l->data, GH_JSON_REQUIRED, &scopes, error))
        return FALSE;
      g_hash_table_insert (world->granted, g_strdup (l->data), g_strsplit (scopes, " ", -1));
    }

  return TRUE;
}

static gboolean
read_user (GhSimWorld *world, JsonObject *object, gpointer parent, GError **error)
{
  GhSimIdentity *user = gh_sim_identity_new ();
  const char *password = NULL;
  gint64 refusal = 0;

  g_ptr_array_add (world->identities, user);
  if (!read_text (object, "name", &user->name, error) ||
      !read_text (object, "address", &user->address, error))
    return FALSE;
  user->object_id = dup_id ("user", user->address, NULL);
  if (!gh_json_read_string (object, "password", GH_JSON_OPTIONAL, &password, error) ||
      !gh_json_read_integer (object, "passwordRefusal", GH_JSON_OPTIONAL, &refusal, error))
    return FALSE;
  user->password = g_strdup (password);
  user->password_refusal = (guint)refusal;

  return TRUE;
}

static char *
read_lines (JsonObject *object, const char *member, GError **error)
{
  JsonArray *lines = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!gh_json_read_array (object, member, GH_JSON_REQUIRED, &lines, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (lines); i++)
    g_string_append_printf (text, "%s\n", json_array_get_string_element (lines, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_certificate (GhSimWorld *world, JsonObject *object, gpointer parent, GError **error)
{
  GhSimIdentity *application = parent;
  g_autofree char *pem = read_lines (object, "pem", error);
  GhSimRegistered *registered = pem != NULL ? gh_sim_registered_new (pem, error) : NULL;

  if (registered != NULL)
    g_ptr_array_add (application->certificates, registered);

  return registered != NULL;
}

static gboolean
read_trust (GhSimWorld *world, JsonObject *object, gpointer parent, GError **error)
{
  GhSimIdentity *application = parent;
  g_autofree char *pem = read_lines (object, "key", error);
  const char *issuer, *subject, *audience;
  GhSimTrust *trust;

  if (pem == NULL || !gh_json_read_string (object, "issuer", GH_JSON_REQUIRED, &issuer, error) ||
      !gh_json_read_string (object, "subject", GH_JSON_REQUIRED, &subject, error) ||
      !gh_json_read_string (object, "audience", GH_JSON_REQUIRED, &audience, error))
    return FALSE;
  trust = gh_sim_trust_new (issuer, subject, audience, pem, error);
  if (trust != NULL)
    g_ptr_array_add (application->trusts, trust);

  return trust != NULL;
}

static gboolean
read_application (GhSimWorld *world, JsonObject *object, gpointer parent, GError **error)
{
  GhSimIdentity *application = gh_sim_identity_new ();
  const char *secret = NULL;
  const char *expired = NULL;
  gboolean managed = FALSE;

  g_ptr_array_add (world->identities, application);
  if (!read_text (object, "name", &application->name, error) ||
      !gh_json_read_string (object, "secret", GH_JSON_OPTIONAL, &secret, error) ||
      !gh_json_read_string (object, "expiredSecret", GH_JSON_OPTIONAL, &expired, error) ||
      !gh_json_read_boolean (object, "managedIdentity", GH_JSON_OPTIONAL, &managed, error) ||
      !read_each (world, object, "certificates", read_certificate, application, error) ||
      !read_each (world, object, "trusts", read_trust, application, error))
    return FALSE;
  application->secret = g_strdup (secret);
  application->expired_secret = g_strdup (expired);
  if (managed)
    world->managed_identity = application;
  application->client_id = dup_id ("application", application->name, NULL);
  application->object_id = dup_id ("service-principal", application->name, NULL);

  return TRUE;
}

static gboolean
read_source_members (GhSimSource *source, JsonObject *object, GError **error)
{
  const char *credential = NULL, *privacy = NULL;

  if (!gh_json_read_string (object, "credentialType", GH_JSON_OPTIONAL, &credential, error) ||
      !gh_json_read_string (object, "privacyLevel", GH_JSON_OPTIONAL, &privacy, error) ||
      !gh_json_read_boolean (object, "acceptsCallerIdentity", GH_JSON_OPTIONAL,
                             &source->accepts_caller_identity, error) ||
      !gh_json_read_boolean (object, "acceptsEncryption", GH_JSON_OPTIONAL,
                             &source->accepts_encryption, error))
    return FALSE;
  source->credential_type = g_strdup (credential);
  source->privacy_level = g_strdup (privacy);

  return TRUE;
}

static GhSimSource *
read_source (GhSimWorld *world, JsonObject *object, GError **error)
{
  GhSimSource *source = gh_sim_source_new ();
  JsonObject *details;
  JsonArray *accepts;
  const char *name;

  g_ptr_array_add (world->sources, source);
  source->name = g_strdup ("");
  source->id = g_strdup ("");
  source->gateway_id = g_strdup ("");
  if (!gh_json_read_string (object, "name", GH_JSON_REQUIRED, &name, error) ||
      !read_text (object, "type", &source->type, error) ||
      !gh_json_read_object (object, "connectionDetails", GH_JSON_REQUIRED, &details, error) ||
      !gh_json_read_array (object, "accepts", GH_JSON_REQUIRED, &accepts, error) ||
      !read_source_members (source, object, error))
    return NULL;
  if (gh_sim_world_find_source_by_name (world, name) != NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, "There are two data sources “%s”",
                   name);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (accepts); i++)
    if (gh_json_array_get_object (accepts, i, error) == NULL)
      return NULL;
  g_free (source->name);
  source->name = g_strdup (name);
  source->connection_details = json_object_ref (details);
  source->accepts = json_array_ref (accepts);

  return source;
}

static gboolean
read_gateway_source (GhSimWorld *world, JsonObject *object, gpointer parent, GError **error)
{
  GhSimGateway *gateway = parent;
  GhSimSource *source = read_source (world, object, error);

  if (source == NULL)
    return FALSE;
  source->gateway = gateway;
  g_free (source->id);
  source->id = dup_id ("datasource", gateway->name, source->name, NULL);
  g_free (source->gateway_id);
  source->gateway_id = g_strdup (gateway->id);
  g_ptr_array_add (gateway->sources, source);

  return TRUE;
}

/* "key" holds the lines of a PEM file; where it is missing, a key of "keyBits" is made. */
static gboolean
read_key (GhSimGateway *gateway, JsonObject *object, GError **error)
{
  JsonArray *lines = NULL;
  gint64 bits = 2048;
  g_autoptr (GString) pem = g_string_new (NULL);

  if (!gh_json_read_array (object, "key", GH_JSON_OPTIONAL, &lines, error) ||
      !gh_json_read_integer (object, "keyBits", GH_JSON_OPTIONAL, &bits, error))
    return FALSE;
  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    {
      JsonNode *line = json_array_get_element (lines, i);

      if (JSON_NODE_HOLDS_VALUE (line) && json_node_get_value_type (line) == G_TYPE_STRING)
        g_string_append_printf (pem, "%s\n", json_node_get_string (line));
    }
  if (lines != NULL)
    gateway->key = gh_sim_key_new_from_pem (pem->str, error);
  else
    gateway->key = gh_sim_key_generate ((guint)CLAMP (bits, 1024, 4096));

  return gateway->key != NULL;
}

static gboolean
read_administrators (GhSimWorld *world, GhSimGateway *gateway, JsonObject *object, GError **error)
{
  JsonArray *names = NULL;

  if (!gh_json_read_array (object, "administrators", GH_JSON_REQUIRED, &names, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      GhSimIdentity *who = find_identity (world, json_array_get_string_element (names, i), error);

      if (who == NULL)
        return FALSE;
      g_ptr_array_add (gateway->administrators, who);
    }

  return TRUE;
}

static gboolean
read_gateway (GhSimWorld *world, JsonObject *object, gpointer parent, GError **error)
{
  GhSimGateway *gateway = gh_sim_gateway_new ();

  g_ptr_array_add (world->gateways, gateway);
  if (!read_text (object, "name", &gateway->name, error) ||
      !read_text (object, "type", &gateway->type, error) ||
      !gh_json_read_boolean (object, "live", GH_JSON_OPTIONAL, &gateway->live, error) ||
      !read_key (gateway, object, error) || !read_administrators (world, gateway, object, error))
    return FALSE;
  gateway->id = dup_id ("gateway", gateway->name, NULL);

  return read_each (world, object, "datasources", read_gateway_source, gateway, error);
}

static gboolean
read_model_source (GhSimWorld *world, JsonObject *object, gpointer parent, GError **error)
{
  GhSimModel *model = parent;
  GhSimSource *source;
  const char *bound = NULL;

  if (!gh_json_read_string (object, "boundTo", GH_JSON_OPTIONAL, &bound, error))
    return FALSE;
  if (bound != NULL)
    {
      source = gh_sim_world_find_source_by_name (world, bound);
      if (source == NULL)
        {
          g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT, "There is no “%s” to bind to",
                       bound);
          return FALSE;
        }
    }
  else
    {
      source = read_source (world, object, error);
      if (source == NULL)
        return FALSE;
      source->model = model;
    }
  g_ptr_array_add (model->sources, source);

  return TRUE;
}

static gboolean
read_model (GhSimWorld *world, JsonObject *object, gpointer parent, GError **error)
{
  GhSimModel *model = gh_sim_model_new ();
  const char *owner;

  model->workspace = parent;
  g_ptr_array_add (model->workspace->models, model);
  if (!read_text (object, "name", &model->name, error) ||
      !gh_json_read_string (object, "owner", GH_JSON_REQUIRED, &owner, error) ||
      !read_each (world, object, "datasources", read_model_source, model, error))
    return FALSE;
  model->id = dup_id ("model", model->workspace->name, model->name, NULL);
  model->owner = find_identity (world, owner, error);
  if (model->owner == NULL)
    return FALSE;
  gh_sim_model_set_owner (model, model->owner);

  return TRUE;
}

static gboolean
read_workspace (GhSimWorld *world, JsonObject *object, gpointer parent, GError **error)
{
  GhSimWorkspace *workspace = gh_sim_workspace_new ();
  JsonObject *members;
  g_autoptr (GList) names = NULL;

  g_ptr_array_add (world->workspaces, workspace);
  if (!read_text (object, "name", &workspace->name, error) ||
      !gh_json_read_object (object, "members", GH_JSON_REQUIRED, &members, error))
    return FALSE;
  workspace->id = dup_id ("workspace", workspace->name, NULL);
  names = json_object_get_members (members);
  for (GList *l = names; l != NULL; l = l->next)
    {
      GhSimIdentity *who = find_identity (world, l->data, error);
      char *role = NULL;

      if (who == NULL || !read_text (members, l->data, &role, error))
        return FALSE;
      g_hash_table_insert (workspace->members, who, role);
    }

  return read_each (world, object, "models", read_model, workspace, error);
}

static GBytes *
load_text (const char *scenario, GError **error)
{
  g_autofree char *path = g_strdup_printf (RESOURCE_FOLDER "%s.json", scenario);
  GBytes *text = NULL;
  char *data;
  gsize length;

  if (strchr (scenario, '/') == NULL)
    text =
        g_resource_lookup_data (gh_sim_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (text != NULL)
    return text;
  if (!g_file_get_contents (scenario, &data, &length, error))
    return NULL;

  return g_bytes_new_take (data, length);
}

/**
 * gh_sim_scenario_load:
 * @scenario: the name of a built-in scenario, or a path
 * @error: return location
 *
 * The file is one JSON object; members that are not named here are remarks.
 *
 * - `tenant`: its domain.
 * - `application`: what users sign in with: `name`, and `granted`, resource → permissions with
 *   blanks between them.
 * - `users`: `name`, `address`, `password`?, `passwordRefusal`? (AADSTS number that answers the
 * right password). `applications`: `name`, `secret`?, `expiredSecret`?, `managedIdentity`? (this
 * machine has it), `certificates`: `pem` (lines), `trusts`: `issuer`, `subject`, `audience`, `key`
 * (lines of a public key).
 * - `gateways`: `name`, `type`, `live`?, `key`? (lines of a PEM file) or `keyBits`?,
 *   `administrators` (addresses, names of applications), `datasources`.
 * - `workspaces`: `name`, `members` (who → role), `models`: `name`, `owner`, `datasources`.
 * - A data source: `name` (unique), `type`, `connectionDetails`, `credentialType`? and
 *   `privacyLevel`? as reads show them at first, `accepts`, `acceptsCallerIdentity`?,
 *   `acceptsEncryption`?; in a model also `boundTo` alone, the name of one on a gateway.
 * - An element of `accepts`: `credentialType`, and for each field of such a credential what it must
 *   be, `*` for any text; or for OAuth2 `audience` and `scope` of a token of this tenant.
 *
 * Returns: (transfer full): the world that the file describes; an error names the member that is
 *   wrong
 */
GhSimWorld *
gh_sim_scenario_load (const char *scenario, GError **error)
{
  g_autoptr (GBytes) text = load_text (scenario, error);
  g_autoptr (GhSimWorld) world = gh_sim_world_new ();
  g_autoptr (JsonObject) root = NULL;

  if (text == NULL)
    return NULL;
  root =
      gh_json_parse_object (g_bytes_get_data (text, NULL), (gssize)g_bytes_get_size (text), error);
  if (root == NULL || !read_tenant (world, root, error) ||
      !read_each (world, root, "users", read_user, NULL, error) ||
      !read_each (world, root, "applications", read_application, NULL, error) ||
      !read_each (world, root, "gateways", read_gateway, NULL, error) ||
      !read_each (world, root, "workspaces", read_workspace, NULL, error))
    {
      g_prefix_error (error, "Scenario “%s”: ", scenario);
      return NULL;
    }

  return g_steal_pointer (&world);
}
