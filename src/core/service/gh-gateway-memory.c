/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-gateway-memory.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gh-error.h"
#include "gh-json.h"
#include "gh-json-store.h"

#define FORMAT 1
#define KIND_ON_PREMISES "on-premises"
#define FINGERPRINT_PREFIX "SHA256:"
#define FINGERPRINT_DIGITS 64

struct _GhGatewayMemory
{
  GObject parent_instance;

  GhJsonStore *store;
};

typedef struct
{
  char *gateway_id;
  char *fingerprint;
} Entry;

G_DEFINE_FINAL_TYPE (GhGatewayMemory, gh_gateway_memory, G_TYPE_OBJECT)

/* The service writes ids in lower case. Should it ever write one otherwise, what was once
 * on-premises must still be recognised. */
static Entry *
entry_new (const char *gateway_id, const char *fingerprint)
{
  Entry *self = g_new0 (Entry, 1);

  self->gateway_id = g_ascii_strdown (gateway_id, -1);
  self->fingerprint = g_strdup (fingerprint);

  return self;
}

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->gateway_id);
  g_free (self->fingerprint);
  g_free (self);
}

static gboolean
is_fingerprint (const char *text)
{
  const char *digits;

  if (!g_str_has_prefix (text, FINGERPRINT_PREFIX))
    return FALSE;

  digits = text + strlen (FINGERPRINT_PREFIX);

  return strlen (digits) == FINGERPRINT_DIGITS &&
         strspn (digits, "0123456789abcdef") == FINGERPRINT_DIGITS;
}

static gboolean
fail_unreadable (GError **error)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_PROTOCOL,
                       _ ("What is remembered about gateways can’t be read"));
  return FALSE;
}

/* Every entry is checked, not only the one that is asked for, because a write keeps all of them. */
static gboolean
check_gateway (JsonObject *gateways, const char *id, const char **fingerprint, GError **error)
{
  JsonObject *gateway = NULL;
  JsonArray *keys = NULL;
  JsonNode *key;
  const char *kind = NULL;

  if (!gh_json_read_object (gateways, id, GH_JSON_REQUIRED, &gateway, error) ||
      !gh_json_read_string (gateway, "kind", GH_JSON_REQUIRED, &kind, error) ||
      !gh_json_read_array (gateway, "keys", GH_JSON_REQUIRED, &keys, error))
    return FALSE;
  if (!g_str_equal (kind, KIND_ON_PREMISES) || json_array_get_length (keys) != 1)
    return fail_unreadable (error);

  key = json_array_get_element (keys, 0);
  if (!JSON_NODE_HOLDS_VALUE (key) || json_node_get_value_type (key) != G_TYPE_STRING ||
      !is_fingerprint (json_node_get_string (key)))
    return fail_unreadable (error);

  *fingerprint = json_node_get_string (key);
  return TRUE;
}

/* @found: (out): what is remembered of @wanted */
static gboolean
check_content (JsonObject *content,
               const char *wanted,
               JsonObject **gateways,
               const char **found,
               GError **error)
{
  g_autoptr (GList) ids = NULL;
  gint64 format = 0;

  if (!gh_json_read_integer (content, "format", GH_JSON_REQUIRED, &format, error))
    return FALSE;
  if (format != FORMAT)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL,
                   _ ("This file has format %ld, which this version of Gatehouse does not know"),
                   (long)format);
      return FALSE;
    }
  if (!gh_json_read_object (content, "gateways", GH_JSON_REQUIRED, gateways, error))
    return FALSE;

  ids = json_object_get_members (*gateways);
  for (GList *l = ids; l != NULL; l = l->next)
    {
      const char *fingerprint = NULL;

      if (!check_gateway (*gateways, l->data, &fingerprint, error))
        return FALSE;
      if (g_ascii_strcasecmp (l->data, wanted) == 0)
        *found = fingerprint;
    }

  return TRUE;
}

static void
gh_gateway_memory_finalize (GObject *object)
{
  GhGatewayMemory *self = GH_GATEWAY_MEMORY (object);

  g_clear_object (&self->store);

  G_OBJECT_CLASS (gh_gateway_memory_parent_class)->finalize (object);
}

static void
gh_gateway_memory_class_init (GhGatewayMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_gateway_memory_finalize;
}

static void
gh_gateway_memory_init (GhGatewayMemory *self)
{
}

/**
 * gh_gateway_memory_new:
 * @file: (nullable): where to keep it; %NULL remembers for this session only
 *
 * Returns: (transfer full): a memory
 */
GhGatewayMemory *
gh_gateway_memory_new (GFile *file)
{
  GhGatewayMemory *self = g_object_new (GH_TYPE_GATEWAY_MEMORY, NULL);

  self->store = gh_json_store_new (file);

  return self;
}

/**
 * gh_gateway_memory_dup_default_file:
 *
 * Returns: (transfer full): where both programs keep it
 */
GFile *
gh_gateway_memory_dup_default_file (void)
{
  return g_file_new_build_filename (g_get_user_data_dir (), "gatehouse", "gateways.json", NULL);
}

static void
recall_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (JsonObject) content = NULL;
  GhGatewayMemory *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);
  JsonObject *gateways = NULL;
  const char *found = NULL;
  GError *error = NULL;

  content = gh_json_store_read_finish (GH_JSON_STORE (source), result, &error);
  if (content != NULL && !check_content (content, entry->gateway_id, &gateways, &found, &error))
    gh_json_store_prefix_error (self->store, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strdup (found), g_free);
}

/**
 * gh_gateway_memory_recall_async:
 * @self: a memory
 * @gateway_id: id of a gateway
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the file afresh, because window and command line share it.
 */
void
gh_gateway_memory_recall_async (GhGatewayMemory *self,
                                const char *gateway_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_gateway_memory_recall_async);
  g_task_set_task_data (task, entry_new (gateway_id, NULL), entry_free);
  gh_json_store_read_async (self->store, cancellable, recall_cb, g_steal_pointer (&task));
}

/**
 * gh_gateway_memory_recall_finish:
 * @self: a memory
 * @result: what the callback got
 * @fingerprint: (out) (nullable) (transfer full): fingerprint of the gateway's key; %NULL if it was
 *   never seen on-premises
 * @error: return location
 *
 * Returns: %FALSE with an error that names the file if it can't be read, which is not the same as
 *   never seen
 */
gboolean
gh_gateway_memory_recall_finish (GhGatewayMemory *self,
                                 GAsyncResult *result,
                                 char **fingerprint,
                                 GError **error)
{
  GError *recall_error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self) && fingerprint != NULL, FALSE);

  *fingerprint = g_task_propagate_pointer (G_TASK (result), &recall_error);
  if (recall_error == NULL)
    return TRUE;

  g_propagate_error (error, recall_error);
  return FALSE;
}

static void
set_gateway (JsonObject *gateways, const char *id, const char *fingerprint)
{
  JsonObject *gateway = json_object_new ();
  JsonArray *keys = json_array_new ();

  json_array_add_string_element (keys, fingerprint);
  json_object_set_string_member (gateway, "kind", KIND_ON_PREMISES);
  json_object_set_array_member (gateway, "keys", keys);
  json_object_set_object_member (gateways, id, gateway);
}

static JsonObject *
remember_gateway (JsonObject *content, gpointer data, GError **error)
{
  g_autoptr (GList) ids = NULL;
  Entry *entry = data;
  JsonObject *old_gateways = NULL;
  JsonObject *gateways;
  JsonObject *next;
  const char *found = NULL;

  if (content != NULL && !check_content (content, entry->gateway_id, &old_gateways, &found, error))
    return NULL;

  gateways = json_object_new ();
  if (old_gateways != NULL)
    ids = json_object_get_members (old_gateways);
  for (GList *l = ids; l != NULL; l = l->next)
    {
      if (g_ascii_strcasecmp (l->data, entry->gateway_id) != 0)
        json_object_set_member (gateways, l->data, json_object_dup_member (old_gateways, l->data));
    }
  set_gateway (gateways, entry->gateway_id, entry->fingerprint);

  next = json_object_new ();
  json_object_set_int_member (next, "format", FORMAT);
  json_object_set_object_member (next, "gateways", gateways);

  return next;
}

static void
remember_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (JsonObject) content = NULL;
  GError *error = NULL;

  content = gh_json_store_edit_finish (GH_JSON_STORE (source), result, &error);
  if (content != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * gh_gateway_memory_remember_async:
 * @self: a memory
 * @gateway_id: id of a gateway that was seen on-premises
 * @fingerprint: fingerprint of its key
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Remembers the gateway, or its new key. What other programs have remembered meanwhile stays.
 */
void
gh_gateway_memory_remember_async (GhGatewayMemory *self,
                                  const char *gateway_id,
                                  const char *fingerprint,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GH_IS_GATEWAY_MEMORY (self) && gateway_id != NULL);
  g_return_if_fail (fingerprint != NULL && is_fingerprint (fingerprint));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_gateway_memory_remember_async);
  gh_json_store_edit_async (self->store, remember_gateway, entry_new (gateway_id, fingerprint),
                            entry_free, cancellable, remember_cb, g_steal_pointer (&task));
}

/**
 * gh_gateway_memory_remember_finish:
 * @self: a memory
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is stored; the file is otherwise as it was
 */
gboolean
gh_gateway_memory_remember_finish (GhGatewayMemory *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
