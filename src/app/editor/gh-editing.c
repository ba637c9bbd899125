/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-editing.h"

#include <glib/gi18n.h>

#include "gh-error.h"
#include "gh-take-over.h"

struct _GhEditing
{
  GObject parent_instance;

  GhSession *session;
  GhDatasource *datasource;
  /* A data source holds neither its item nor its gateway, and the session gets a new inventory
   * when somebody else signs in. */
  GhInventory *inventory;
  GhRoute *route;
  GhEditingBusy busy;
  GCancellable *cancellable;
  /* Changes under way, those whose data source is no longer shown included. */
  guint n_sending;
};

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS
};

enum
{
  LOADED,
  TESTED,
  ENDED,
  ENDED_ELSEWHERE,
  TAKEN_OVER,
  ADOPTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhEditing, gh_editing, G_TYPE_OBJECT)

/* One thing under way; it is stale once the editing has begun another. */
typedef struct
{
  GhEditing *self;
  GCancellable *cancellable;
} Errand;

static Errand *
errand_new (GhEditing *self)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->self = g_object_ref (self);
  errand->cancellable = g_object_ref (self->cancellable);

  return errand;
}

static void
errand_free (Errand *errand)
{
  g_object_unref (errand->self);
  g_object_unref (errand->cancellable);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static void
set_busy (GhEditing *self, GhEditingBusy busy)
{
  if (self->busy == busy)
    return;

  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Whatever was being read is no longer wanted; what is being sent must go on to its end. */
static void
begin (GhEditing *self, GhEditingBusy busy)
{
  if (self->cancellable != NULL && self->busy <= GH_EDITING_TESTING)
    g_cancellable_cancel (self->cancellable);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_busy (self, busy);
}

/* Whether the errand is still what the editing waits for; then it waits no more. */
static gboolean
end (Errand *errand)
{
  if (errand->self->cancellable != errand->cancellable)
    return FALSE;

  set_busy (errand->self, GH_EDITING_IDLE);
  return TRUE;
}

static GError *
new_signed_out_error (void)
{
  return g_error_new_literal (GH_ERROR, GH_ERROR_SIGN_IN_NEEDED, _ ("Sign in again to go on."));
}

static void
gh_editing_dispose (GObject *object)
{
  GhEditing *self = GH_EDITING (object);

  if (self->cancellable != NULL && self->busy <= GH_EDITING_TESTING)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->route);
  g_clear_object (&self->datasource);
  g_clear_object (&self->inventory);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (gh_editing_parent_class)->dispose (object);
}

static void
gh_editing_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhEditing *self = GH_EDITING (object);

  switch (id)
    {
    case PROP_BUSY:
      g_value_set_uint (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static guint
add_signal (const char *name, GType subject)
{
  if (subject == G_TYPE_NONE)
    return g_signal_new (name, GH_TYPE_EDITING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                         1, G_TYPE_ERROR);

  return g_signal_new (name, GH_TYPE_EDITING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       2, subject, G_TYPE_ERROR);
}

static void
gh_editing_class_init (GhEditingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_editing_dispose;
  object_class->get_property = gh_editing_get_property;

  properties[PROP_BUSY] =
      g_param_spec_uint ("busy", NULL, NULL, GH_EDITING_IDLE, GH_EDITING_ADOPTING, GH_EDITING_IDLE,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[LOADED] = add_signal ("loaded", G_TYPE_NONE);
  signals[TESTED] = add_signal ("tested", G_TYPE_NONE);
  signals[ENDED] = add_signal ("ended", GH_TYPE_CHANGE);
  signals[ENDED_ELSEWHERE] = add_signal ("ended-elsewhere", GH_TYPE_CHANGE);
  signals[TAKEN_OVER] = add_signal ("taken-over", GH_TYPE_PROBLEM);
  signals[ADOPTED] = add_signal ("adopted", G_TYPE_NONE);
}

static void
gh_editing_init (GhEditing *self)
{
}

/**
 * gh_editing_new:
 * @session: who is signed in
 *
 * Returns: (transfer full): an editing of no data source
 */
GhEditing *
gh_editing_new (GhSession *session)
{
  GhEditing *self = g_object_new (GH_TYPE_EDITING, NULL);

  self->session = g_object_ref (session);

  return self;
}

/**
 * gh_editing_set_datasource:
 * @self: an editing
 * @datasource: (nullable): what is shown from now on
 *
 * Begins to read its route and stored values.
 */
void
gh_editing_set_datasource (GhEditing *self, GhDatasource *datasource)
{
  g_return_if_fail (GH_IS_EDITING (self));

  begin (self, GH_EDITING_IDLE);
  g_set_object (&self->datasource, datasource);
  g_set_object (&self->inventory, gh_session_get_inventory (self->session));
  g_clear_object (&self->route);
  if (datasource != NULL)
    gh_editing_load (self);
}

GhDatasource *
gh_editing_get_datasource (GhEditing *self)
{
  g_return_val_if_fail (GH_IS_EDITING (self), NULL);

  return self->datasource;
}

GhEditingBusy
gh_editing_get_busy (GhEditing *self)
{
  g_return_val_if_fail (GH_IS_EDITING (self), GH_EDITING_IDLE);

  return self->busy;
}

gboolean
gh_editing_is_sending (GhEditing *self)
{
  g_return_val_if_fail (GH_IS_EDITING (self), FALSE);

  return self->n_sending > 0;
}

GhRoute *
gh_editing_get_route (GhEditing *self)
{
  g_return_val_if_fail (GH_IS_EDITING (self), NULL);

  return self->route;
}

const char *
gh_editing_get_caller (GhEditing *self)
{
  GhAccount *account;

  g_return_val_if_fail (GH_IS_EDITING (self), NULL);

  account = gh_session_get_account (self->session);
  return account != NULL ? gh_account_get_user_name (account) : NULL;
}

GhCloud *
gh_editing_get_cloud (GhEditing *self)
{
  g_return_val_if_fail (GH_IS_EDITING (self), NULL);

  return gh_session_get_cloud (self->session);
}

GhChange *
gh_editing_new_change (GhEditing *self, GhCredential *credential)
{
  GhPowerBi *power_bi;

  g_return_val_if_fail (GH_IS_EDITING (self), NULL);

  power_bi = gh_session_get_power_bi (self->session);
  if (power_bi == NULL || self->datasource == NULL)
    return NULL;

  return gh_change_new (power_bi, gh_session_get_gateway_memory (self->session), self->datasource,
                        credential);
}

gboolean
gh_editing_check_type (GhEditing *self, GhCredentialType type, GError **error)
{
  g_autoptr (GhCredential) credential = gh_credential_new (type);
  g_autoptr (GhSecret) something = gh_secret_new_text ("-");
  g_autoptr (GhChange) change = NULL;

  /* It is the type that is asked about: the fields count as filled. */
  gh_credential_set_user_name (credential, "-");
  gh_credential_set_secret (credential, something);
  change = gh_editing_new_change (self, credential);

  /* Signed out, the form stays as it is. */
  return change == NULL || gh_change_check (change, error);
}

/**
 * gh_editing_may_send:
 * @self: an editing
 * @type: a type of credential
 *
 * An undecided route carries nothing but the caller's identity, which holds no secret. The change
 * itself finds the route again and insists; this is for showing it beforehand.
 *
 * Returns: whether it makes sense to offer sending it
 */
gboolean
gh_editing_may_send (GhEditing *self, GhCredentialType type)
{
  g_return_val_if_fail (GH_IS_EDITING (self), FALSE);

  if (gh_session_get_power_bi (self->session) == NULL)
    return FALSE;

  /* Where the route could not be read, sending tries that again. */
  return type == GH_CREDENTIAL_OAUTH2_CALLER || self->route == NULL ||
         gh_route_get_kind (self->route) != GH_ROUTE_UNDECIDED;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GhRoute) route = gh_route_find_finish (result, &error);

  if (!end (errand))
    return;

  g_set_object (&errand->self->route, route);
  g_signal_emit (errand->self, signals[LOADED], 0, error);
}

/**
 * gh_editing_load:
 * @self: an editing of a data source
 *
 * Finds the route, and reads the stored values on the way. Ends with "loaded".
 */
void
gh_editing_load (GhEditing *self)
{
  GhPowerBi *power_bi;

  g_return_if_fail (GH_IS_EDITING (self) && self->datasource != NULL);

  power_bi = gh_session_get_power_bi (self->session);
  if (power_bi == NULL)
    {
      g_autoptr (GError) error = new_signed_out_error ();

      g_signal_emit (self, signals[LOADED], 0, error);
      return;
    }

  begin (self, GH_EDITING_LOADING);
  gh_route_find_async (power_bi, gh_session_get_gateway_memory (self->session), self->datasource,
                       self->cancellable, loaded_cb, errand_new (self));
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GError) error = NULL;

  gh_power_bi_test_datasource_finish (GH_POWER_BI (source), result, NULL, &error);
  if (end (errand))
    g_signal_emit (errand->self, signals[TESTED], 0, error);
}

/**
 * gh_editing_test:
 * @self: an editing of a data source
 *
 * Lets the service try what is stored. Ends with "tested".
 */
void
gh_editing_test (GhEditing *self)
{
  GhPowerBi *power_bi;

  g_return_if_fail (GH_IS_EDITING (self) && self->datasource != NULL);

  power_bi = gh_session_get_power_bi (self->session);
  if (power_bi == NULL || self->busy != GH_EDITING_IDLE)
    return;

  begin (self, GH_EDITING_TESTING);
  gh_power_bi_test_datasource_async (power_bi, self->datasource, self->cancellable, tested_cb,
                                     errand_new (self));
}

/* The tree may show the same data source as another object: where it stands twice, or after
 * somebody else signed in and everything was read anew. */
static void
tell_tree (GhEditing *self, GhDatasource *datasource)
{
  GhInventory *inventory = gh_session_get_inventory (self->session);
  GhDatasource *other = NULL;

  if (inventory != NULL)
    other = gh_inventory_find_datasource (inventory, gh_datasource_get_gateway_id (datasource),
                                          gh_node_get_id (GH_NODE (datasource)));
  if (other != NULL && other != datasource)
    gh_node_update (GH_NODE (other), GH_NODE (datasource));
}

/* A key that nothing is known of is trusted because the window showed it: that one, and no other
 * that the gateway may show by the time of sending. */
static const char *
get_shown_key (GhEditing *self)
{
  if (self->route == NULL || gh_route_get_kind (self->route) != GH_ROUTE_SEALED ||
      gh_route_get_key_state (self->route) != GH_KEY_FIRST_SEEN)
    return NULL;

  return gh_gateway_key_get_fingerprint (gh_route_get_key (self->route));
}

/* Where another key came than the one that was shown, that one stays what the next is compared
 * with, until the user accepts the other. */
static gboolean
is_route_wanted (GhChange *change, const GError *error)
{
  return gh_change_get_route (change) != NULL &&
         (gh_change_get_accepted_key (change) == NULL ||
          !g_error_matches (error, GH_ERROR, GH_ERROR_KEY_CHANGED));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GError) error = NULL;
  GhChange *change = GH_CHANGE (source);
  gboolean is_shown;

  errand->self->n_sending--;
  if (gh_change_run_finish (change, result, &error))
    tell_tree (errand->self, gh_change_get_datasource (change));
  is_shown = end (errand);
  if (is_shown && is_route_wanted (change, error))
    g_set_object (&errand->self->route, gh_change_get_route (change));
  g_signal_emit (errand->self, signals[is_shown ? ENDED : ENDED_ELSEWHERE], 0, change, error);
}

/**
 * gh_editing_send:
 * @self: an editing of a data source
 * @credential: what to set
 * @accepted_key: (nullable): the fingerprint of a changed key that the user accepted
 *
 * Ends with "ended", or with "ended-elsewhere" if another data source is shown by then.
 */
void
gh_editing_send (GhEditing *self, GhCredential *credential, const char *accepted_key)
{
  g_autoptr (GhChange) change = NULL;

  g_return_if_fail (GH_IS_EDITING (self));

  change = gh_editing_new_change (self, credential);
  if (change == NULL || self->busy > GH_EDITING_TESTING)
    return;

  gh_change_accept_key (change, accepted_key != NULL ? accepted_key : get_shown_key (self));
  begin (self, GH_EDITING_SENDING);
  self->n_sending++;
  gh_change_run_async (change, self->cancellable, sent_cb, errand_new (self));
}

static void
taken_over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GhProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (GPtrArray) wiped = gh_take_over_finish (result, &problem, &error);

  if (end (errand))
    g_signal_emit (errand->self, signals[TAKEN_OVER], 0, problem, error);
}

/**
 * gh_editing_take_over:
 * @self: an editing of a data source of an item
 *
 * Ends with "taken-over"; the data source has its new ids then.
 */
void
gh_editing_take_over (GhEditing *self)
{
  GhPowerBi *power_bi;
  GhItem *item;

  g_return_if_fail (GH_IS_EDITING (self) && self->datasource != NULL);

  power_bi = gh_session_get_power_bi (self->session);
  item = gh_datasource_get_item (self->datasource);
  if (power_bi == NULL || item == NULL || self->busy > GH_EDITING_TESTING)
    return;

  begin (self, GH_EDITING_TAKING_OVER);
  gh_take_over_async (power_bi, item, self->datasource, self->cancellable, taken_over_cb,
                      errand_new (self));
}

static void
adopted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GError) error = NULL;

  gh_session_adopt_finish (GH_SESSION (source), result, &error);
  if (end (errand))
    g_signal_emit (errand->self, signals[ADOPTED], 0, error);
}

/**
 * gh_editing_adopt:
 * @self: an editing
 * @sign_in: who signed in
 *
 * Makes who signed in the account of the session. Ends with "adopted"; data source and route stay.
 */
void
gh_editing_adopt (GhEditing *self, GhSignInResult *sign_in)
{
  g_return_if_fail (GH_IS_EDITING (self));

  begin (self, GH_EDITING_ADOPTING);
  gh_session_adopt_async (self->session, sign_in, self->cancellable, adopted_cb, errand_new (self));
}

void
gh_editing_cancel (GhEditing *self)
{
  g_return_if_fail (GH_IS_EDITING (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

gboolean
gh_editing_was_cancelled (GhEditing *self)
{
  g_return_val_if_fail (GH_IS_EDITING (self), FALSE);

  return g_cancellable_is_cancelled (self->cancellable);
}
