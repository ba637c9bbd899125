/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-change.h"

#include "gh-change-rules.h"
#include "gh-error.h"

struct _GhChange
{
  GObject parent_instance;

  GhPowerBi *power_bi;
  GhGatewayMemory *memory;
  GhDatasource *datasource;
  GhCredential *credential;
  char *accepted_fingerprint;

  GhChangeState state;
  GhRoute *route;
  GhProblem *problem;
  char *request_id;
  gint64 ended_at;
};

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GhChange, gh_change, G_TYPE_OBJECT)

static void
gh_change_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GhChange *self = GH_CHANGE (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
gh_change_finalize (GObject *object)
{
  GhChange *self = GH_CHANGE (object);

  g_clear_object (&self->power_bi);
  g_clear_object (&self->memory);
  g_clear_object (&self->datasource);
  g_clear_object (&self->credential);
  g_clear_object (&self->route);
  g_clear_object (&self->problem);
  g_free (self->accepted_fingerprint);
  g_free (self->request_id);

  G_OBJECT_CLASS (gh_change_parent_class)->finalize (object);
}

static void
gh_change_class_init (GhChangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gh_change_get_property;
  object_class->finalize = gh_change_finalize;

  properties[PROP_STATE] =
      g_param_spec_uint ("state", NULL, NULL, GH_CHANGE_READY, GH_CHANGE_UNKNOWN, GH_CHANGE_READY,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gh_change_init (GhChange *self)
{
}

static void
set_state (GhChange *self, GhChangeState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * gh_change_new:
 * @power_bi: the service, signed by who sends
 * @memory: what is known of gateways
 * @datasource: whose credential changes
 * @credential: what shall be stored
 *
 * Returns: (transfer full): a change that is ready to run
 */
GhChange *
gh_change_new (GhPowerBi *power_bi,
               GhGatewayMemory *memory,
               GhDatasource *datasource,
               GhCredential *credential)
{
  GhChange *self;

  g_return_val_if_fail (GH_IS_POWER_BI (power_bi), NULL);
  g_return_val_if_fail (GH_IS_GATEWAY_MEMORY (memory), NULL);
  g_return_val_if_fail (GH_IS_DATASOURCE (datasource), NULL);
  g_return_val_if_fail (GH_IS_CREDENTIAL (credential), NULL);

  self = g_object_new (GH_TYPE_CHANGE, NULL);
  self->power_bi = g_object_ref (power_bi);
  self->memory = g_object_ref (memory);
  self->datasource = g_object_ref (datasource);
  self->credential = g_object_ref (credential);

  return self;
}

/**
 * gh_change_accept_key:
 * @self: a change that did not run yet
 * @fingerprint: (nullable): "SHA256:…" in any case
 *
 * Names the gateway's key that the user saw and accepted. Once one is named, no other is used, and
 * nothing is sent unsealed either.
 */
void
gh_change_accept_key (GhChange *self, const char *fingerprint)
{
  g_return_if_fail (GH_IS_CHANGE (self));

  g_free (self->accepted_fingerprint);
  self->accepted_fingerprint = g_strdup (fingerprint);
}

/**
 * gh_change_get_accepted_key:
 * @self: a change
 *
 * Returns: (transfer none) (nullable): the fingerprint of the only key that may be used
 */
const char *
gh_change_get_accepted_key (GhChange *self)
{
  g_return_val_if_fail (GH_IS_CHANGE (self), NULL);

  return self->accepted_fingerprint;
}

/**
 * gh_change_check:
 * @self: a change
 * @error: return location
 *
 * Whether this credential can work with this data source at all, as far as the place of the data
 * source is known by now.
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_INPUT if it can't
 */
gboolean
gh_change_check (GhChange *self, GError **error)
{
  g_return_val_if_fail (GH_IS_CHANGE (self), FALSE);

  return gh_change_rules_check (self->datasource, self->credential, error);
}

static void
end (GhChange *self, GhChangeState state)
{
  self->ended_at = g_get_real_time () / G_USEC_PER_SEC;
  set_state (self, state);
}

static void
end_unsent (GTask *task, GError *error)
{
  end (g_task_get_source_object (task), GH_CHANGE_NOT_SENT);
  g_task_return_error (task, error);
}

/* The PATCH has answered 200: from here on nothing turns the change into a failure. A refused test
 * may be the test's own trouble, and on a cloud data source it is meant for others. */
static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhChange *self = g_task_get_source_object (task);
  gboolean works = gh_power_bi_test_datasource_finish (GH_POWER_BI (source), result, NULL, &error);

  if (!works)
    g_debug ("The test after the change gave no success: %s", error->message);
  end (self, works ? GH_CHANGE_SET_AND_VERIFIED : GH_CHANGE_SET);
  g_task_return_boolean (task, TRUE);
}

static void
record_stored (GhChange *self)
{
  GhCredentialType type = gh_credential_get_credential_type (self->credential);
  gboolean single_sign_on =
      type == GH_CREDENTIAL_OAUTH2_TOKEN && gh_credential_get_single_sign_on (self->credential);

  gh_datasource_set_stored (self->datasource, gh_credential_type_to_service (type),
                            gh_credential_get_privacy_level (self->credential),
                            single_sign_on ? GH_TRI_TRUE : GH_TRI_FALSE);
  gh_datasource_set_health (self->datasource, GH_HEALTH_UNTESTED, 0);
}

/* A service may quote in its refusal what it could not read. The refusal is shown, copied and sent
 * to others; the credential is not. */
static void
hide_secret (GhChange *self, GError **error)
{
  GhSecret *secret = gh_credential_get_secret (self->credential);

  if (self->problem == NULL || secret == NULL)
    return;

  gh_problem_redact (self->problem, secret);
  if (!g_error_matches (*error, GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING))
    {
      g_clear_error (error);
      *error = gh_problem_to_error (self->problem);
    }
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhChange *self = g_task_get_source_object (task);

  if (!gh_power_bi_update_datasource_finish (GH_POWER_BI (source), result, &self->request_id,
                                             &self->problem, &error))
    {
      if (self->problem != NULL)
        self->request_id = g_strdup (gh_problem_get_request_id (self->problem));
      hide_secret (self, &error);
      end (self, gh_change_rules_judge (self->problem, error));
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  record_stored (self);
  set_state (self, GH_CHANGE_TESTING);
  gh_power_bi_test_datasource_async (self->power_bi, self->datasource,
                                     g_task_get_cancellable (task), tested_cb, g_object_ref (task));
}

static void
send (GTask *task)
{
  GhChange *self = g_task_get_source_object (task);
  GhSecret *body = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      end_unsent (task, g_steal_pointer (&error));
      return;
    }

  gh_power_bi_update_datasource_async (self->power_bi, self->datasource, body,
                                       g_task_get_cancellable (task), updated_cb,
                                       g_object_ref (task));
}

static void
remembered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (gh_gateway_memory_remember_finish (GH_GATEWAY_MEMORY (source), result, &error))
    send (task);
  else
    end_unsent (task, g_steal_pointer (&error));
}

static void
route_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GhChange *self = g_task_get_source_object (task);
  GhSecret *body;

  self->route = gh_route_find_finish (result, &error);
  body = self->route != NULL
             ? gh_change_rules_build_body (self->datasource, self->credential, self->route,
                                           self->accepted_fingerprint, &error)
             : NULL;
  if (body == NULL)
    {
      end_unsent (task, g_steal_pointer (&error));
      return;
    }

  g_task_set_task_data (task, body, (GDestroyNotify)gh_secret_unref);
  if (gh_route_get_kind (self->route) != GH_ROUTE_SEALED ||
      gh_route_get_key_state (self->route) == GH_KEY_SAME)
    {
      send (task);
      return;
    }

  /* Remembered before the first byte goes out: a gateway that something was sealed for must never
   * again look like one that nothing is known of. */
  gh_gateway_memory_remember_async (self->memory, gh_datasource_get_gateway_id (self->datasource),
                                    gh_gateway_key_get_fingerprint (gh_route_get_key (self->route)),
                                    g_task_get_cancellable (task), remembered_cb,
                                    g_object_ref (task));
}

/**
 * gh_change_run_async:
 * @self: a change that did not run yet
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Finds the route afresh, seals if needed, sends, then tests. The state says how it ended.
 */
void
gh_change_run_async (GhChange *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GH_IS_CHANGE (self));
  g_return_if_fail (self->state == GH_CHANGE_READY);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_change_run_async);
  /* What was cancelled when is told from the steps themselves: a change that was set stays set. */
  g_task_set_check_cancellable (task, FALSE);

  set_state (self, GH_CHANGE_SENDING);
  if (!gh_change_check (self, &error))
    {
      end_unsent (task, g_steal_pointer (&error));
      return;
    }

  gh_route_find_async (self->power_bi, self->memory, self->datasource, cancellable, route_found_cb,
                       g_steal_pointer (&task));
}

/**
 * gh_change_run_finish:
 * @self: a change
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the service took the credential; on %FALSE the state says whether it was
 * refused, not sent, or whether that is unknown
 */
gboolean
gh_change_run_finish (GhChange *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gh_change_get_state:
 * @self: a change
 *
 * Returns: how far it is, or how it ended
 */
GhChangeState
gh_change_get_state (GhChange *self)
{
  g_return_val_if_fail (GH_IS_CHANGE (self), GH_CHANGE_READY);

  return self->state;
}

/**
 * gh_change_get_power_bi:
 * @self: a change
 *
 * Returns: (transfer none): the service that it is sent to
 */
GhPowerBi *
gh_change_get_power_bi (GhChange *self)
{
  g_return_val_if_fail (GH_IS_CHANGE (self), NULL);

  return self->power_bi;
}

/**
 * gh_change_get_datasource:
 * @self: a change
 *
 * Returns: (transfer none): whose credential changes
 */
GhDatasource *
gh_change_get_datasource (GhChange *self)
{
  g_return_val_if_fail (GH_IS_CHANGE (self), NULL);

  return self->datasource;
}

/**
 * gh_change_get_credential:
 * @self: a change
 *
 * Returns: (transfer none): what shall be stored
 */
GhCredential *
gh_change_get_credential (GhChange *self)
{
  g_return_val_if_fail (GH_IS_CHANGE (self), NULL);

  return self->credential;
}

/**
 * gh_change_get_route:
 * @self: a change
 *
 * Returns: (transfer none) (nullable): the route that the run found
 */
GhRoute *
gh_change_get_route (GhChange *self)
{
  g_return_val_if_fail (GH_IS_CHANGE (self), NULL);

  return self->route;
}

/**
 * gh_change_get_problem:
 * @self: a change
 *
 * Returns: (transfer none) (nullable): the refusal of the service
 */
GhProblem *
gh_change_get_problem (GhChange *self)
{
  g_return_val_if_fail (GH_IS_CHANGE (self), NULL);

  return self->problem;
}

/**
 * gh_change_get_request_id:
 * @self: a change
 *
 * Returns: (transfer none) (nullable): the RequestId of the PATCH's answer
 */
const char *
gh_change_get_request_id (GhChange *self)
{
  g_return_val_if_fail (GH_IS_CHANGE (self), NULL);

  return self->request_id;
}

/**
 * gh_change_get_ended_at:
 * @self: a change
 *
 * Returns: when it ended, in seconds since the epoch; 0 if it did not
 */
gint64
gh_change_get_ended_at (GhChange *self)
{
  g_return_val_if_fail (GH_IS_CHANGE (self), 0);

  return self->ended_at;
}
