/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-log.h"

#include <string.h>

#include "gh-json.h"
#include "gh-sim-plaintext.h"
#include "gh-sim-unseal.h"

typedef struct
{
  char *method;
  char *path;
  guint status;
  gboolean secret;
} Entry;

struct _GhSimLog
{
  GObject parent_instance;

  GhSimWorld *world;
  GPtrArray *entries;
  char *last_update;
};

G_DEFINE_FINAL_TYPE (GhSimLog, gh_sim_log, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->method);
  g_free (entry->path);
  g_free (entry);
}

static void
gh_sim_log_finalize (GObject *object)
{
  GhSimLog *self = GH_SIM_LOG (object);

  g_ptr_array_unref (self->entries);
  g_free (self->last_update);

  G_OBJECT_CLASS (gh_sim_log_parent_class)->finalize (object);
}

static void
gh_sim_log_class_init (GhSimLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_sim_log_finalize;
}

static void
gh_sim_log_init (GhSimLog *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
}

/**
 * gh_sim_log_new:
 * @world: the tenant; outlives the result
 *
 * Returns: (transfer full): an empty log
 */
GhSimLog *
gh_sim_log_new (GhSimWorld *world)
{
  GhSimLog *self = g_object_new (GH_TYPE_SIM_LOG, NULL);

  self->world = world;

  return self;
}

static gboolean
is_anonymous (GBytes *plaintext)
{
  g_autofree char *fault = NULL;
  g_autoptr (JsonArray) data = gh_sim_plaintext_read (plaintext, "Anonymous", &fault);

  return data != NULL;
}

/* Whatever stands in "credentials" is a secret, unless it is plainly the empty credential, or
 * sealed for one of the gateways and found to be that. */
static gboolean
is_secret_credential (GhSimLog *self, const char *credentials)
{
  g_autoptr (GBytes) plain = g_bytes_new (credentials, strlen (credentials));

  if (*credentials == '\0' || is_anonymous (plain))
    return FALSE;
  for (guint i = 0; i < self->world->gateways->len; i++)
    {
      GhSimGateway *gateway = g_ptr_array_index (self->world->gateways, i);
      g_autoptr (GBytes) plaintext = NULL;

      if (gh_sim_unseal (gateway->key, credentials, &plaintext) == GH_SIM_UNSEALED)
        return !is_anonymous (plaintext);
    }

  return TRUE;
}

static gboolean has_credential (GhSimLog *self, JsonNode *node);

static gboolean
has_credential_member (GhSimLog *self, JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (object, l->data);
      g_autofree char *name = g_ascii_strdown (l->data, -1);

      if (strstr (name, "credentials") != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
        {
          if (!g_str_has_prefix (name, "use") &&
              is_secret_credential (self, json_node_get_string (node)))
            return TRUE;
        }
      else if (has_credential (self, node))
        {
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
has_credential (GhSimLog *self, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return has_credential_member (self, json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (has_credential (self, json_array_get_element (array, i)))
          return TRUE;
    }

  return FALSE;
}

/* The secrets that the scenario's data sources take, wherever in a request they turn up. */
static gboolean
has_known_secret (GhSimLog *self, const char *text, gsize length)
{
  static const char *const FIELDS[] = { "password", "key", "token", "accessToken" };

  for (guint i = 0; i < self->world->sources->len; i++)
    {
      GhSimSource *source = g_ptr_array_index (self->world->sources, i);

      for (guint j = 0; j < json_array_get_length (source->accepts) * G_N_ELEMENTS (FIELDS); j++)
        {
          JsonObject *rule =
              json_array_get_object_element (source->accepts, j / G_N_ELEMENTS (FIELDS));
          const char *secret = "";

          gh_json_read_string (rule, FIELDS[j % G_N_ELEMENTS (FIELDS)], GH_JSON_OPTIONAL, &secret,
                               NULL);
          if (strlen (secret) > 1 && memmem (text, length, secret, strlen (secret)) != NULL)
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
carries_secret (GhSimLog *self, GhSimRequest *request)
{
  g_autoptr (JsonNode) root = NULL;

  if (has_known_secret (self, request->head, strlen (request->head)) ||
      has_known_secret (self, request->body, request->length))
    return TRUE;
  if (request->length == 0 || g_str_equal (gh_sim_request_get_part (request, 1), "oauth2"))
    return FALSE;
  root = gh_json_parse (request->body, (gssize)request->length, NULL);
  if (root == NULL)
    return strstr (request->body, "credentialData") != NULL ||
           strstr (request->body, "\"credentials\"") != NULL;

  return has_credential (self, root);
}

/**
 * gh_sim_log_add:
 * @self: a log
 * @request: what came in
 * @status: what it was answered with
 */
void
gh_sim_log_add (GhSimLog *self, GhSimRequest *request, guint status)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->method = g_strdup (request->method);
  entry->path = g_strdup (request->path);
  entry->status = status;
  entry->secret = carries_secret (self, request);
  g_ptr_array_add (self->entries, entry);

  if (g_str_equal (request->method, "PATCH") && strstr (request->path, "/datasources/") != NULL)
    {
      g_free (self->last_update);
      self->last_update = g_strdup (request->body);
    }
}

/**
 * gh_sim_log_count:
 * @self: a log
 * @method: (nullable): an HTTP method
 * @path: (nullable): a glob
 *
 * Returns: how many requests fit
 */
guint
gh_sim_log_count (GhSimLog *self, const char *method, const char *path)
{
  guint count = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if ((method == NULL || g_str_equal (method, entry->method)) &&
          (path == NULL || g_pattern_match_simple (path, entry->path)))
        count++;
    }

  return count;
}

/**
 * gh_sim_log_count_secrets:
 * @self: a log
 *
 * Returns: how many requests carried a credential's secret
 */
guint
gh_sim_log_count_secrets (GhSimLog *self)
{
  guint count = 0;

  for (guint i = 0; i < self->entries->len; i++)
    count += ((Entry *)g_ptr_array_index (self->entries, i))->secret ? 1 : 0;

  return count;
}

/**
 * gh_sim_log_dup_last_update:
 * @self: a log
 *
 * Returns: (transfer full) (nullable): the body of the last PATCH to a data source
 */
char *
gh_sim_log_dup_last_update (GhSimLog *self)
{
  return g_strdup (self->last_update);
}

/**
 * gh_sim_log_describe:
 * @self: a log
 *
 * Returns: (transfer full): {"value":[{"method","path","status","secret"}…],"secrets":N}
 */
JsonObject *
gh_sim_log_describe (GhSimLog *self)
{
  JsonObject *root = json_object_new ();
  JsonArray *value = json_array_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "method", entry->method);
      json_object_set_string_member (object, "path", entry->path);
      json_object_set_int_member (object, "status", entry->status);
      json_object_set_boolean_member (object, "secret", entry->secret);
      json_array_add_object_element (value, object);
    }
  json_object_set_array_member (root, "value", value);
  json_object_set_int_member (root, "secrets", gh_sim_log_count_secrets (self));

  return root;
}
