/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-keyring-store.h"

#include "gh-error.h"
#include "gh-keyring-file.h"
#include "gh-keyring-request.h"
#include "gh-keyring-service.h"
#include "gh-text.h"

#define DEFAULT_SECONDS 20

struct _GhKeyringStore
{
  GObject parent_instance;

  guint seconds;
};

enum
{
  PROP_0,
  PROP_SECONDS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void gh_keyring_store_token_store_init (GhTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GhKeyringStore,
                               gh_keyring_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TOKEN_STORE,
                                                      gh_keyring_store_token_store_init))

static GhKeyringRequest *
request_new (GhAccount *account, GhKeyringFunction function)
{
  return gh_keyring_request_new (account != NULL ? gh_account_get_id (account) : NULL, function);
}

static void
run (gpointer self, GhKeyringRequest *request, GTask *task)
{
  gh_keyring_request_run (request, GH_KEYRING_STORE (self)->seconds, task);
}

static gboolean
finish_boolean (gpointer self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
load (GhKeyringRequest *request, GError **error)
{
  return request->in_file ? gh_keyring_file_load (request, error)
                          : gh_keyring_service_load (request, error);
}

static void
gh_keyring_store_load_async (GhTokenStore *store,
                             GhAccount *account,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_keyring_store_load_async);
  run (store, request_new (account, load), task);
}

static GhTokenSet *
gh_keyring_store_load_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  GhKeyringRequest *request;

  if (!finish_boolean (store, result, error))
    return NULL;

  request = g_task_get_task_data (G_TASK (result));

  return gh_token_set_parse (request->record, error);
}

static gboolean
save (GhKeyringRequest *request, GError **error)
{
  return request->in_file ? gh_keyring_file_save (request, error)
                          : gh_keyring_service_save (request, error);
}

/* Keyring managers show it, and it is kept in clear. */
static char *
make_label (GhAccount *account)
{
  g_autofree char *label =
      g_strdup_printf ("Gatehouse: %s (%s)", gh_account_get_user_name (account),
                       gh_account_get_tenant (account));

  return gh_text_to_display (label);
}

static void
gh_keyring_store_save_async (GhTokenStore *store,
                             GhAccount *account,
                             GhTokenSet *tokens,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  GhKeyringRequest *request = request_new (account, save);

  g_task_set_source_tag (task, gh_keyring_store_save_async);
  request->label = make_label (account);
  request->record = gh_token_set_serialize (tokens);
  run (store, request, task);
}

static gboolean
remove_record (GhKeyringRequest *request, GError **error)
{
  return request->in_file ? gh_keyring_file_remove (request, error)
                          : gh_keyring_service_remove (request, error);
}

static void
gh_keyring_store_remove_async (GhTokenStore *store,
                               GhAccount *account,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_keyring_store_remove_async);
  run (store, request_new (account, remove_record), task);
}

static gboolean
gh_keyring_store_boolean_finish (GhTokenStore *store, GAsyncResult *result, GError **error)
{
  return finish_boolean (store, result, error);
}

static gboolean
gh_keyring_store_is_shared (GhTokenStore *store)
{
  return TRUE;
}

static void
gh_keyring_store_token_store_init (GhTokenStoreInterface *iface)
{
  iface->load_async = gh_keyring_store_load_async;
  iface->load_finish = gh_keyring_store_load_finish;
  iface->save_async = gh_keyring_store_save_async;
  iface->save_finish = gh_keyring_store_boolean_finish;
  iface->remove_async = gh_keyring_store_remove_async;
  iface->remove_finish = gh_keyring_store_boolean_finish;
  iface->is_shared = gh_keyring_store_is_shared;
}

static void
gh_keyring_store_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GhKeyringStore *self = GH_KEYRING_STORE (object);

  switch (id)
    {
    case PROP_SECONDS:
      self->seconds = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_keyring_store_class_init (GhKeyringStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = gh_keyring_store_set_property;

  properties[PROP_SECONDS] =
      g_param_spec_uint ("seconds", NULL, NULL, 1, G_MAXUINT, DEFAULT_SECONDS,
                         (GParamFlags)(G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY |
                                       G_PARAM_STATIC_STRINGS));
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gh_keyring_store_init (GhKeyringStore *self)
{
}

/**
 * gh_keyring_store_new:
 *
 * Returns: (transfer full): the keyring of the user; nothing is asked of it yet
 */
GhTokenStore *
gh_keyring_store_new (void)
{
  return g_object_new (GH_TYPE_KEYRING_STORE, NULL);
}

static gboolean
probe (GhKeyringRequest *request, GError **error)
{
  return request->in_file || gh_keyring_service_probe (request, error);
}

/**
 * gh_keyring_store_probe_async:
 * @self: a keyring
 * @account: (nullable): whose record to look at, too
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Looks whether the keyring can be used. Never prompts.
 */
void
gh_keyring_store_probe_async (GhKeyringStore *self,
                              GhAccount *account,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_keyring_store_probe_async);
  run (self, request_new (account, probe), task);
}

/**
 * gh_keyring_store_probe_finish:
 * @self: a keyring
 * @result: what the callback got
 * @state: (out): what was found; that there is no keyring is an answer too, not an error
 * @error: return location
 *
 * Returns: %FALSE if it was cancelled
 */
gboolean
gh_keyring_store_probe_finish (GhKeyringStore *self,
                               GAsyncResult *result,
                               GhKeyringState *state,
                               GError **error)
{
  g_autoptr (GError) probe_error = NULL;
  GhKeyringRequest *request;

  if (finish_boolean (self, result, &probe_error))
    {
      request = g_task_get_task_data (G_TASK (result));
      *state = request->locked ? GH_KEYRING_LOCKED : GH_KEYRING_READY;
      return TRUE;
    }
  if (g_error_matches (probe_error, GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE))
    {
      *state = GH_KEYRING_UNAVAILABLE;
      return TRUE;
    }

  g_propagate_error (error, g_steal_pointer (&probe_error));
  return FALSE;
}

static gboolean
unlock (GhKeyringRequest *request, GError **error)
{
  return request->in_file || gh_keyring_service_unlock (request, error);
}

/**
 * gh_keyring_store_unlock_async:
 * @self: a keyring
 * @account: (nullable): whose record to unlock; %NULL for the default keyring
 * @cancellable: (nullable): a cancellable; cancelling takes the prompt away
 * @callback: called when done
 * @user_data: for @callback
 *
 * Lets the keyring ask the user for its password.
 */
void
gh_keyring_store_unlock_async (GhKeyringStore *self,
                               GhAccount *account,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_keyring_store_unlock_async);
  run (self, request_new (account, unlock), task);
}

/**
 * gh_keyring_store_unlock_finish:
 * @self: a keyring
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether it is unlocked now; %GH_ERROR_KEYRING_LOCKED when the prompt was dismissed
 */
gboolean
gh_keyring_store_unlock_finish (GhKeyringStore *self, GAsyncResult *result, GError **error)
{
  return finish_boolean (self, result, error);
}
