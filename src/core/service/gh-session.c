/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-session.h"

#include "gh-error.h"
#include "gh-memory-store.h"

struct _GhSession
{
  GObject parent_instance;

  GhHttpClient *http;
  GhClock *clock;
  gboolean memory_only;
  GhCloud *cloud;

  GhAccountList *accounts;
  GhTokenStore *keyring;
  GhTokenStore *memory;
  GhGatewayMemory *gateway_memory;

  GhSessionState state;
  GhKeyringState keyring_state;
  gboolean session_only;

  GhAccount *account;
  GhPowerBi *power_bi;
  GhInventory *inventory;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_ACCOUNT,
  PROP_SESSION_ONLY,
  PROP_KEYRING_STATE,
  PROP_INVENTORY,
  PROP_POWER_BI,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GhSession, gh_session, G_TYPE_OBJECT)

static void
set_state (GhSession *self, GhSessionState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_session_only (GhSession *self, gboolean session_only)
{
  if (self->session_only == session_only)
    return;

  self->session_only = session_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION_ONLY]);
}

static void
set_keyring_state (GhSession *self, GhKeyringState keyring_state)
{
  if (self->keyring_state == keyring_state)
    return;

  self->keyring_state = keyring_state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYRING_STATE]);
}

static GhTokenStore *
get_store (GhSession *self)
{
  return self->session_only ? self->memory : self->keyring;
}

/* The account of the window may be kept in the list and still be none of this session's cloud: a
 * program that was started for one cloud never talks to another. */
static GhAccount *
get_usable_account (GhSession *self)
{
  GhAccount *account = gh_account_list_get_current (self->accounts);

  if (account == NULL || gh_cloud_equal (gh_account_get_cloud (account), self->cloud))
    return account;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr (GhAccount) other = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      if (gh_cloud_equal (gh_account_get_cloud (other), self->cloud))
        return other;
    }

  return NULL;
}

static void
set_account (GhSession *self, GhAccount *account)
{
  if (g_set_object (&self->account, account))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

static void
set_power_bi (GhSession *self, GhPowerBi *power_bi)
{
  g_autoptr (GhInventory) inventory = NULL;

  if (power_bi != NULL)
    inventory = gh_inventory_new (GH_LOADER (power_bi));

  g_set_object (&self->power_bi, power_bi);
  g_set_object (&self->inventory, inventory);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POWER_BI]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INVENTORY]);
}

static void
enter_signed_in (GhSession *self, GhAccount *account, GhTokenSet *tokens)
{
  g_autoptr (GhAuthority) authority =
                 gh_authority_new (self->http, self->clock, get_store (self), account, tokens);
  g_autoptr (GhPowerBi) power_bi = gh_power_bi_new (self->http, gh_account_get_cloud (account),
                                                    GH_AUTHORIZER (authority));

  set_account (self, account);
  set_power_bi (self, power_bi);
  set_state (self, GH_SESSION_SIGNED_IN);
}

static void
leave_signed_in (GhSession *self, GhSessionState state)
{
  set_power_bi (self, NULL);
  if (state == GH_SESSION_SIGNED_OUT)
    set_account (self, NULL);
  set_state (self, state);
}

static void
gh_session_dispose (GObject *object)
{
  GhSession *self = GH_SESSION (object);

  g_clear_object (&self->inventory);
  g_clear_object (&self->power_bi);
  g_clear_object (&self->account);
  g_clear_object (&self->gateway_memory);
  g_clear_object (&self->memory);
  g_clear_object (&self->keyring);
  g_clear_object (&self->accounts);
  g_clear_object (&self->cloud);
  g_clear_object (&self->clock);
  g_clear_object (&self->http);

  G_OBJECT_CLASS (gh_session_parent_class)->dispose (object);
}

static void
gh_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhSession *self = GH_SESSION (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_SESSION_ONLY:
      g_value_set_boolean (value, self->session_only);
      break;
    case PROP_KEYRING_STATE:
      g_value_set_uint (value, self->keyring_state);
      break;
    case PROP_INVENTORY:
      g_value_set_object (value, self->inventory);
      break;
    case PROP_POWER_BI:
      g_value_set_object (value, self->power_bi);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gh_session_class_init (GhSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = gh_session_dispose;
  object_class->get_property = gh_session_get_property;

  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, GH_SESSION_STARTING, GH_SESSION_SIGN_IN_NEEDED,
                         GH_SESSION_STARTING, flags);
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, GH_TYPE_ACCOUNT, flags);
  properties[PROP_SESSION_ONLY] = g_param_spec_boolean ("session-only", NULL, NULL, FALSE, flags);
  properties[PROP_KEYRING_STATE] =
      g_param_spec_uint ("keyring-state", NULL, NULL, GH_KEYRING_READY, GH_KEYRING_UNAVAILABLE,
                         GH_KEYRING_READY, flags);
  properties[PROP_INVENTORY] =
      g_param_spec_object ("inventory", NULL, NULL, GH_TYPE_INVENTORY, flags);
  properties[PROP_POWER_BI] = g_param_spec_object ("power-bi", NULL, NULL, GH_TYPE_POWER_BI, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gh_session_init (GhSession *self)
{
  self->cloud = gh_cloud_new_public ();
  self->memory = gh_memory_store_new ();
}

/**
 * gh_session_new:
 * @http: the HTTP client of the program
 * @clock: its clock
 * @memory_only: whether nothing may be written to disk or keyring
 *
 * Returns: (transfer full): a session in the state %GH_SESSION_STARTING
 */
GhSession *
gh_session_new (GhHttpClient *http, GhClock *clock, gboolean memory_only)
{
  GhSession *self = g_object_new (GH_TYPE_SESSION, NULL);
  g_autoptr (GFile) accounts = memory_only ? NULL : gh_account_list_dup_default_file ();
  g_autoptr (GFile) gateways = memory_only ? NULL : gh_gateway_memory_dup_default_file ();

  self->http = g_object_ref (http);
  self->clock = g_object_ref (clock);
  self->memory_only = memory_only;
  self->session_only = memory_only;
  gh_session_set_files (self, accounts, gateways);
  self->keyring = memory_only ? g_object_ref (self->memory) : gh_keyring_store_new ();

  return self;
}

/**
 * gh_session_set_files:
 * @self: a session that was not started
 * @accounts: (nullable): where to keep the accounts; %NULL for memory
 * @gateways: (nullable): where to keep what is known of gateways; %NULL for memory
 */
void
gh_session_set_files (GhSession *self, GFile *accounts, GFile *gateways)
{
  g_return_if_fail (GH_IS_SESSION (self));

  g_clear_object (&self->accounts);
  g_clear_object (&self->gateway_memory);
  self->accounts = gh_account_list_new (accounts);
  self->gateway_memory = gh_gateway_memory_new (gateways);
}

/**
 * gh_session_set_store:
 * @self: a session that was not started
 * @store: where to keep tokens instead of the keyring
 */
void
gh_session_set_store (GhSession *self, GhTokenStore *store)
{
  g_return_if_fail (GH_IS_SESSION (self));

  g_set_object (&self->keyring, store);
}

static gboolean
has_real_keyring (GhSession *self)
{
  return !self->memory_only && GH_IS_KEYRING_STORE (self->keyring);
}

static void
start_load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhTokenSet) tokens = NULL;
  GhSession *self = g_task_get_source_object (task);
  GhAccount *account = g_task_get_task_data (task);

  tokens = gh_token_store_load_finish (GH_TOKEN_STORE (source), result, &error);

  if (tokens != NULL)
    enter_signed_in (self, account, tokens);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_KEYRING_LOCKED))
    {
      set_account (self, account);
      set_keyring_state (self, GH_KEYRING_LOCKED);
      leave_signed_in (self, GH_SESSION_KEYRING_LOCKED);
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE))
    {
      set_account (self, account);
      set_keyring_state (self, GH_KEYRING_UNAVAILABLE);
      set_session_only (self, TRUE);
      leave_signed_in (self, GH_SESSION_SIGN_IN_NEEDED);
    }
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND))
    {
      set_account (self, account);
      leave_signed_in (self, GH_SESSION_SIGN_IN_NEEDED);
    }
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_task_return_boolean (task, TRUE);
}

static void
start_probe_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);
  GhKeyringState state = GH_KEYRING_UNAVAILABLE;

  if (!gh_keyring_store_probe_finish (GH_KEYRING_STORE (source), result, &state, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  set_keyring_state (self, state);
  if (state == GH_KEYRING_UNAVAILABLE)
    set_session_only (self, TRUE);
  leave_signed_in (self, GH_SESSION_SIGNED_OUT);
  g_task_return_boolean (task, TRUE);
}

static void
start_accounts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GhAccount *account;

  if (!gh_account_list_load_finish (GH_ACCOUNT_LIST (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  account = get_usable_account (self);
  if (account != NULL)
    {
      g_task_set_task_data (task, g_object_ref (account), g_object_unref);
      gh_token_store_load_async (get_store (self), account, cancellable, start_load_cb,
                                 g_steal_pointer (&task));
    }
  else if (has_real_keyring (self))
    gh_keyring_store_probe_async (GH_KEYRING_STORE (self->keyring), NULL, cancellable,
                                  start_probe_cb, g_steal_pointer (&task));
  else
    {
      leave_signed_in (self, GH_SESSION_SIGNED_OUT);
      g_task_return_boolean (task, TRUE);
    }
}

/**
 * gh_session_start_async:
 * @self: a session
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the accounts and the keyring, without a prompt. A locked keyring is not "signed out": it
 * gives the state %GH_SESSION_KEYRING_LOCKED.
 */
void
gh_session_start_async (GhSession *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_session_start_async);
  set_keyring_state (self, GH_KEYRING_READY);
  set_session_only (self, self->memory_only);
  gh_account_list_load_async (self->accounts, cancellable, start_accounts_cb,
                              g_steal_pointer (&task));
}

/**
 * gh_session_start_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %FALSE if the accounts or the keyring's record can't be read
 */
gboolean
gh_session_start_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
unlock_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (gh_session_start_finish (GH_SESSION (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
unlock_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);

  if (!gh_keyring_store_unlock_finish (GH_KEYRING_STORE (source), result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    gh_session_start_async (self, g_task_get_cancellable (task), unlock_started_cb,
                            g_steal_pointer (&task));
}

/**
 * gh_session_unlock_async:
 * @self: a session
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Lets the keyring ask for its password, then starts again.
 */
void
gh_session_unlock_async (GhSession *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_session_unlock_async);
  if (has_real_keyring (self))
    gh_keyring_store_unlock_async (GH_KEYRING_STORE (self->keyring), self->account, cancellable,
                                   unlock_cb, g_steal_pointer (&task));
  else
    gh_session_start_async (self, cancellable, unlock_started_cb, g_steal_pointer (&task));
}

/**
 * gh_session_unlock_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_KEYRING_LOCKED if the prompt was dismissed
 */
gboolean
gh_session_unlock_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_session_use_memory:
 * @self: a session
 *
 * Goes on without the keyring. What is in it stays there, untouched.
 */
void
gh_session_use_memory (GhSession *self)
{
  g_return_if_fail (GH_IS_SESSION (self));

  set_session_only (self, TRUE);
  if (self->state != GH_SESSION_SIGNED_IN)
    leave_signed_in (self, GH_SESSION_SIGN_IN_NEEDED);
}

static void
adopt_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);
  GhSignInResult *sign_in = g_task_get_task_data (task);

  if (!gh_account_list_add_finish (GH_ACCOUNT_LIST (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  enter_signed_in (self, gh_sign_in_result_get_account (sign_in),
                   gh_sign_in_result_get_tokens (sign_in));
  g_task_return_boolean (task, TRUE);
}

static void
adopt_add_account (GTask *task)
{
  GhSession *self = g_task_get_source_object (task);
  GhSignInResult *sign_in = g_task_get_task_data (task);

  gh_account_list_add_async (self->accounts, gh_sign_in_result_get_account (sign_in),
                             g_task_get_cancellable (task), adopt_added_cb, g_object_ref (task));
}

static void
adopt_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);
  GhSignInResult *sign_in = g_task_get_task_data (task);

  if (gh_token_store_save_finish (GH_TOKEN_STORE (source), result, &error))
    {
      adopt_add_account (task);
      return;
    }

  /* Who signed in stays signed in: the tokens are kept for this session only, and that is said. */
  if (g_error_matches (error, GH_ERROR, GH_ERROR_KEYRING_LOCKED))
    set_keyring_state (self, GH_KEYRING_LOCKED);
  else if (g_error_matches (error, GH_ERROR, GH_ERROR_KEYRING_UNAVAILABLE))
    set_keyring_state (self, GH_KEYRING_UNAVAILABLE);
  else
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  set_session_only (self, TRUE);
  gh_token_store_save_async (self->memory, gh_sign_in_result_get_account (sign_in),
                             gh_sign_in_result_get_tokens (sign_in), g_task_get_cancellable (task),
                             adopt_saved_cb, g_object_ref (task));
}

/**
 * gh_session_adopt_async:
 * @self: a session
 * @sign_in: who signed in, with the tokens
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Stores the tokens, adds the account and makes it the current one. Where the keyring can't be
 * used, the tokens stay in memory and "session-only" becomes %TRUE.
 */
void
gh_session_adopt_async (GhSession *self,
                        GhSignInResult *sign_in,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_session_adopt_async);
  g_task_set_task_data (task, g_object_ref (sign_in), g_object_unref);
  gh_token_store_save_async (get_store (self), gh_sign_in_result_get_account (sign_in),
                             gh_sign_in_result_get_tokens (sign_in), cancellable, adopt_saved_cb,
                             g_steal_pointer (&task));
}

/**
 * gh_session_adopt_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the account is signed in now
 */
gboolean
gh_session_adopt_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sign_out_account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);

  if (!gh_account_list_remove_finish (GH_ACCOUNT_LIST (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  leave_signed_in (self, GH_SESSION_SIGNED_OUT);
  g_task_return_boolean (task, TRUE);
}

static void
sign_out_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhSession *self = g_task_get_source_object (task);

  if (!gh_token_store_remove_finish (GH_TOKEN_STORE (source), result, &error) &&
      !g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  gh_account_list_remove_async (self->accounts, self->account, g_task_get_cancellable (task),
                                sign_out_account_cb, g_object_ref (task));
}

/**
 * gh_session_sign_out_async:
 * @self: a session
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Removes the record of the token store, then the account. With a locked keyring nothing is removed
 * and the account stays, so that no record is left behind that nobody knows of.
 */
void
gh_session_sign_out_async (GhSession *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gh_session_sign_out_async);
  if (self->account == NULL)
    {
      leave_signed_in (self, GH_SESSION_SIGNED_OUT);
      g_task_return_boolean (task, TRUE);
      return;
    }

  gh_token_store_remove_async (get_store (self), self->account, cancellable, sign_out_removed_cb,
                               g_steal_pointer (&task));
}

/**
 * gh_session_sign_out_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the account is gone
 */
gboolean
gh_session_sign_out_finish (GhSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_session_get_state:
 * @self: a session
 *
 * Returns: what the session waits for, or that it is signed in
 */
GhSessionState
gh_session_get_state (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), GH_SESSION_STARTING);

  return self->state;
}

/**
 * gh_session_get_session_only:
 * @self: a session
 *
 * Returns: whether tokens stay in memory
 */
gboolean
gh_session_get_session_only (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), FALSE);

  return self->session_only;
}

/**
 * gh_session_get_keyring_state:
 * @self: a session
 *
 * Returns: how the keyring was found
 */
GhKeyringState
gh_session_get_keyring_state (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), GH_KEYRING_UNAVAILABLE);

  return self->keyring_state;
}

/**
 * gh_session_get_account:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the current account
 */
GhAccount *
gh_session_get_account (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->account;
}

/**
 * gh_session_get_accounts:
 * @self: a session
 *
 * Returns: (transfer none): all accounts
 */
GhAccountList *
gh_session_get_accounts (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->accounts;
}

/**
 * gh_session_get_power_bi:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the service, signed by the current account
 */
GhPowerBi *
gh_session_get_power_bi (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->power_bi;
}

/**
 * gh_session_get_inventory:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what the current account sees
 */
GhInventory *
gh_session_get_inventory (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->inventory;
}

/**
 * gh_session_get_gateway_memory:
 * @self: a session
 *
 * Returns: (transfer none): what is known of gateways
 */
GhGatewayMemory *
gh_session_get_gateway_memory (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->gateway_memory;
}

/**
 * gh_session_get_http:
 * @self: a session
 *
 * Returns: (transfer none): the HTTP client
 */
GhHttpClient *
gh_session_get_http (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->http;
}

/**
 * gh_session_get_clock:
 * @self: a session
 *
 * Returns: (transfer none): the clock
 */
GhClock *
gh_session_get_clock (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->clock;
}

/**
 * gh_session_set_cloud:
 * @self: a session that was not started
 * @cloud: the only cloud that this session talks to
 *
 * A session that keeps everything in memory is the demo's, and takes only a cloud on loopback.
 */
void
gh_session_set_cloud (GhSession *self, GhCloud *cloud)
{
  g_return_if_fail (GH_IS_SESSION (self));
  g_return_if_fail (!self->memory_only || gh_cloud_is_loopback (cloud));

  g_set_object (&self->cloud, cloud);
}

/**
 * gh_session_get_cloud:
 * @self: a session
 *
 * Returns: (transfer none): the cloud that this session talks to
 */
GhCloud *
gh_session_get_cloud (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->cloud;
}
