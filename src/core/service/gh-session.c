/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-session.h"

#include "gh-error.h"
#include "gh-memory-store.h"
#include "gh-session-private.h"
#include "gh-session-store.h"

struct _GhSession
{
  GObject parent_instance;

  GhHttpClient *http;
  GhClock *clock;
  gboolean memory_only;
  GhCloud *cloud;
  gboolean has_only_cloud;

  GhAccountList *accounts;
  GhCloudList *clouds;
  GhTokenStore *keyring;
  GhTokenStore *memory;
  GhSessionStore *store;
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

/**
 * gh_session_set_session_only:
 * @self: a session
 * @session_only: whether tokens stay in memory from now on
 */
void
gh_session_set_session_only (GhSession *self, gboolean session_only)
{
  gh_session_store_set_target (self->store, session_only ? self->memory : self->keyring);
  if (self->session_only == session_only)
    return;

  self->session_only = session_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION_ONLY]);
}

/**
 * gh_session_set_keyring_state:
 * @self: a session
 * @keyring_state: how the keyring was found
 */
void
gh_session_set_keyring_state (GhSession *self, GhKeyringState keyring_state)
{
  if (self->keyring_state == keyring_state)
    return;

  self->keyring_state = keyring_state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEYRING_STATE]);
}

/**
 * gh_session_get_keyring:
 * @self: a session
 *
 * Returns: (transfer none): the store that outlives the session, if there is one at all
 */
GhTokenStore *
gh_session_get_keyring (GhSession *self)
{
  return self->keyring;
}

/**
 * gh_session_get_memory:
 * @self: a session
 *
 * Returns: (transfer none): the store that ends with the session
 */
GhTokenStore *
gh_session_get_memory (GhSession *self)
{
  return self->memory;
}

/**
 * gh_session_get_memory_only:
 * @self: a session
 *
 * Returns: whether this is the demo's session, which writes nothing anywhere
 */
gboolean
gh_session_get_memory_only (GhSession *self)
{
  return self->memory_only;
}

/**
 * gh_session_find_account:
 * @self: a session whose accounts are loaded
 *
 * The current account may be one of another cloud; a program that was started for one cloud never
 * talks to another.
 *
 * Returns: (transfer none) (nullable): the current account, or another one that the session takes
 */
GhAccount *
gh_session_find_account (GhSession *self)
{
  GhAccount *account = gh_account_list_get_current (self->accounts);

  if (account == NULL || gh_session_takes_account (self, account))
    return account;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr (GhAccount) other = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      if (gh_session_takes_account (self, other))
        return other;
    }

  return NULL;
}

/* A keyring that fails while somebody is signed in signs nobody out: tokens stay in memory from now
 * on, and that is said. */
static void
save_failed_cb (GhSession *self, const GError *error)
{
  if (self->session_only)
    return;

  gh_session_set_keyring_state (self, g_error_matches (error, GH_ERROR, GH_ERROR_KEYRING_LOCKED)
                                          ? GH_KEYRING_LOCKED
                                          : GH_KEYRING_UNAVAILABLE);
  gh_session_set_session_only (self, TRUE);
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

/**
 * gh_session_enter:
 * @self: a session
 * @account: who is signed in
 * @tokens: the account's tokens
 *
 * Signs in: the service and the inventory are new, since another account sees other things.
 */
void
gh_session_enter (GhSession *self, GhAccount *account, GhTokenSet *tokens)
{
  g_autoptr (GhAuthority) authority =
      gh_authority_new (self->http, self->clock, GH_TOKEN_STORE (self->store), account, tokens);
  g_autoptr (GhPowerBi) power_bi =
      gh_power_bi_new (self->http, gh_account_get_cloud (account), GH_AUTHORIZER (authority));

  /* Nobody may see one account beside what belongs to another. */
  g_object_freeze_notify (G_OBJECT (self));
  set_account (self, account);
  set_power_bi (self, power_bi);
  set_state (self, GH_SESSION_SIGNED_IN);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * gh_session_leave:
 * @self: a session
 * @state: any but %GH_SESSION_SIGNED_IN
 * @account: (nullable): whom to sign in next
 */
void
gh_session_leave (GhSession *self, GhSessionState state, GhAccount *account)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_power_bi (self, NULL);
  set_account (self, account);
  set_state (self, state);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
gh_session_dispose (GObject *object)
{
  GhSession *self = GH_SESSION (object);

  g_clear_object (&self->inventory);
  g_clear_object (&self->power_bi);
  g_clear_object (&self->account);
  g_clear_object (&self->gateway_memory);
  g_clear_object (&self->store);
  g_clear_object (&self->memory);
  g_clear_object (&self->keyring);
  g_clear_object (&self->accounts);
  g_clear_object (&self->clouds);
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
  self->store = gh_session_store_new ();
  g_signal_connect_object (self->store, "save-failed", G_CALLBACK (save_failed_cb), self,
                           G_CONNECT_SWAPPED);
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
  g_autoptr (GFile) clouds = memory_only ? NULL : gh_cloud_list_dup_default_file ();

  self->http = g_object_ref (http);
  self->clock = g_object_ref (clock);
  self->memory_only = memory_only;
  gh_session_set_files (self, accounts, gateways);
  gh_session_set_clouds_file (self, clouds);
  self->keyring = memory_only ? g_object_ref (self->memory) : gh_keyring_store_new ();
  gh_session_set_session_only (self, memory_only);

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
 * gh_session_set_clouds_file:
 * @self: a session that was not started
 * @clouds: (nullable): where the clouds of one's own are kept; %NULL for memory
 */
void
gh_session_set_clouds_file (GhSession *self, GFile *clouds)
{
  g_return_if_fail (GH_IS_SESSION (self));

  g_clear_object (&self->clouds);
  self->clouds = gh_cloud_list_new (clouds);
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
  gh_session_set_session_only (self, self->session_only);
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
  self->has_only_cloud = TRUE;
}

/**
 * gh_session_get_cloud:
 * @self: a session
 *
 * Returns: (transfer none): the only cloud that this session talks to, otherwise the one of the
 *   current account, otherwise the Public one
 */
GhCloud *
gh_session_get_cloud (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  if (self->has_only_cloud || self->account == NULL)
    return self->cloud;

  return gh_account_get_cloud (self->account);
}

/**
 * gh_session_has_only_cloud:
 * @self: a session
 *
 * Returns: whether it was started for one cloud, so that there is none to choose
 */
gboolean
gh_session_has_only_cloud (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), TRUE);

  return self->has_only_cloud;
}

/**
 * gh_session_get_clouds:
 * @self: a session
 *
 * Returns: (transfer none): the clouds that one can sign in to
 */
GhCloudList *
gh_session_get_clouds (GhSession *self)
{
  g_return_val_if_fail (GH_IS_SESSION (self), NULL);

  return self->clouds;
}

/**
 * gh_session_takes_account:
 * @self: a session
 * @account: an account
 *
 * Returns: whether the session may sign in as @account
 */
gboolean
gh_session_takes_account (GhSession *self, GhAccount *account)
{
  g_return_val_if_fail (GH_IS_SESSION (self) && GH_IS_ACCOUNT (account), FALSE);

  return !self->has_only_cloud || gh_cloud_equal (gh_account_get_cloud (account), self->cloud);
}
