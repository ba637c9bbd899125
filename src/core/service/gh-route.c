/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-route.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-route-text.h"

struct _GhRoute
{
  GObject parent_instance;

  GhRouteKind kind;
  GhKeyState key_state;
  GhGatewayKey *key;
  char *known_fingerprint;
  char *gateway_name;
  char *summary;
  char *explanation;
  gboolean source_readable;
};

G_DEFINE_FINAL_TYPE (GhRoute, gh_route, G_TYPE_OBJECT)

typedef struct
{
  GhPowerBi *power_bi;
  GhDatasource *datasource;
  GhRoute *route;
} Finding;

static void
finding_free (Finding *finding)
{
  g_clear_object (&finding->power_bi);
  g_clear_object (&finding->datasource);
  g_clear_object (&finding->route);
  g_free (finding);
}

static void
gh_route_finalize (GObject *object)
{
  GhRoute *self = GH_ROUTE (object);

  g_clear_object (&self->key);
  g_free (self->known_fingerprint);
  g_free (self->gateway_name);
  g_free (self->summary);
  g_free (self->explanation);

  G_OBJECT_CLASS (gh_route_parent_class)->finalize (object);
}

static void
gh_route_class_init (GhRouteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_route_finalize;
}

static void
gh_route_init (GhRoute *self)
{
}

static void
end_sealed (GhRoute *self, GhDatasource *datasource)
{
  self->kind = GH_ROUTE_SEALED;
  self->summary = gh_route_text_summarize_sealed (self->gateway_name);
  self->explanation = gh_route_text_explain_sealed (self->gateway_name, self->key, self->key_state,
                                                    self->known_fingerprint);
  gh_datasource_set_place (datasource, GH_PLACE_ON_PREMISES);
}

static void
end_plain (GhRoute *self, GhDatasource *datasource)
{
  self->kind = GH_ROUTE_PLAIN;
  self->summary = g_strdup (_ ("Cloud: sent over TLS, not sealed"));
  self->explanation = g_strdup (_ ("This account may read the data source, and no gateway shows a "
                                   "key for it: it is a cloud data source."));
  gh_datasource_set_place (datasource, GH_PLACE_CLOUD);
}

static void
end_undecided (GhRoute *self, GhDatasource *datasource)
{
  gboolean on_premises = gh_datasource_get_place (datasource) == GH_PLACE_ON_PREMISES;

  self->kind = GH_ROUTE_UNDECIDED;
  self->summary = gh_route_text_summarize_undecided (on_premises);
  self->explanation = gh_route_text_explain_undecided (self->gateway_name, on_premises);
}

/* Whether the service looked and said no, which is an answer about this account's rights. Anything
 * else (no network, throttled, a rejected token) says nothing about the data source. */
static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, GH_ERROR, GH_ERROR_NOT_FOUND) ||
         g_error_matches (error, GH_ERROR, GH_ERROR_PERMISSION);
}

static gboolean
is_rejected_token (GhProblem *problem)
{
  return problem != NULL && gh_problem_is_token_rejected (problem);
}

/* The account that sees the key is gateway administrator, whatever this answers: the route stands,
 * and only the stored values may be missing. */
static void
sealed_source_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Finding *finding = g_task_get_task_data (task);

  gh_power_bi_read_datasource_finish (GH_POWER_BI (source), result, NULL, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_object_ref (finding->route), g_object_unref);
}

static void
source_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GhProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  Finding *finding = g_task_get_task_data (task);
  gboolean readable =
      gh_power_bi_read_datasource_finish (GH_POWER_BI (source), result, &problem, &error);

  if (!readable && (!is_refusal (error) || is_rejected_token (problem)))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  finding->route->source_readable = readable;
  if (readable && gh_datasource_get_place (finding->datasource) != GH_PLACE_ON_PREMISES)
    end_plain (finding->route, finding->datasource);
  else
    end_undecided (finding->route, finding->datasource);
  g_task_return_pointer (task, g_object_ref (finding->route), g_object_unref);
}

static void
compare_key (GhRoute *self)
{
  const char *fingerprint = gh_gateway_key_get_fingerprint (self->key);

  if (self->known_fingerprint == NULL)
    self->key_state = GH_KEY_FIRST_SEEN;
  else if (g_ascii_strcasecmp (self->known_fingerprint, fingerprint) == 0)
    self->key_state = GH_KEY_SAME;
  else
    self->key_state = GH_KEY_CHANGED;
}

/* Only a virtual gateway may stand behind a cloud data source, and it has no name and is no
 * installation ("Resource" or "Personal"). What has one and shows no key is an on-premises gateway
 * whose key is missing: nothing may go to it in the clear. */
static gboolean
is_installed_gateway (GhGateway *gateway)
{
  const char *type = gh_gateway_get_gateway_type (gateway);
  const char *title = gh_node_get_title (GH_NODE (gateway));

  if (type != NULL && *type != '\0')
    return TRUE;

  /* What has no name is shown with its id. */
  return title != NULL && *title != '\0' &&
         g_ascii_strcasecmp (title, gh_node_get_id (GH_NODE (gateway))) != 0;
}

static void
gateway_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GhGateway) gateway = NULL;
  g_autoptr (GhProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  Finding *finding = g_task_get_task_data (task);
  GhRoute *route = finding->route;
  GAsyncReadyCallback next = source_read_cb;

  gateway =
      gh_power_bi_get_gateway_finish (GH_POWER_BI (source), result, &route->key, &problem, &error);
  if (gateway == NULL && (!is_refusal (error) || is_rejected_token (problem)))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (gateway != NULL && (route->key != NULL || is_installed_gateway (gateway)))
    {
      g_free (route->gateway_name);
      route->gateway_name = g_strdup (gh_node_get_title (GH_NODE (gateway)));
    }
  if (route->key != NULL)
    {
      compare_key (route);
      route->source_readable = TRUE;
      end_sealed (route, finding->datasource);
      if (gh_datasource_get_credential_type (finding->datasource) != NULL)
        {
          g_task_return_pointer (task, g_object_ref (route), g_object_unref);
          return;
        }
      next = sealed_source_read_cb;
    }
  else if (gh_datasource_get_gateway (finding->datasource) != NULL ||
           (gateway != NULL && is_installed_gateway (gateway)))
    gh_datasource_set_place (finding->datasource, GH_PLACE_ON_PREMISES);

  gh_power_bi_read_datasource_async (finding->power_bi, finding->datasource,
                                     g_task_get_cancellable (task), next, g_object_ref (task));
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Finding *finding = g_task_get_task_data (task);

  if (!gh_gateway_memory_recall_finish (GH_GATEWAY_MEMORY (source), result,
                                        &finding->route->known_fingerprint, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* What was once on-premises stays so, whatever the service says now. */
  if (finding->route->known_fingerprint != NULL)
    gh_datasource_set_place (finding->datasource, GH_PLACE_ON_PREMISES);

  gh_power_bi_get_gateway_async (finding->power_bi,
                                 gh_datasource_get_gateway_id (finding->datasource),
                                 g_task_get_cancellable (task), gateway_read_cb,
                                 g_object_ref (task));
}

/**
 * gh_route_find_async:
 * @power_bi: the service, signed by who will send
 * @memory: what is known of gateways; it is only read
 * @datasource: where the credential shall go
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the gateway, so that its key is fetched afresh, and where it shows no key the single data
 * source. A key means sealed. Plain only where the account may read the data source although no
 * gateway shows it a key, since an on-premises data source is readable only to a gateway
 * administrator, who sees the key too (powerbi-api.md, 2 and 3). Sets the place of @datasource when
 * it is decided, and reads its stored values on the way.
 */
void
gh_route_find_async (GhPowerBi *power_bi,
                     GhGatewayMemory *memory,
                     GhDatasource *datasource,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  const char *gateway_id;
  GhGateway *gateway;
  Finding *finding;

  g_return_if_fail (GH_IS_POWER_BI (power_bi));
  g_return_if_fail (GH_IS_GATEWAY_MEMORY (memory));
  g_return_if_fail (GH_IS_DATASOURCE (datasource));

  task = g_task_new (power_bi, cancellable, callback, user_data);
  g_task_set_source_tag (task, gh_route_find_async);
  finding = g_new0 (Finding, 1);
  finding->power_bi = g_object_ref (power_bi);
  finding->datasource = g_object_ref (datasource);
  finding->route = g_object_new (GH_TYPE_ROUTE, NULL);
  g_task_set_task_data (task, finding, (GDestroyNotify)finding_free);

  gateway = gh_datasource_get_gateway (datasource);
  if (gateway != NULL)
    finding->route->gateway_name = g_strdup (gh_node_get_title (GH_NODE (gateway)));

  gateway_id = gh_datasource_get_gateway_id (datasource);
  if (gateway_id == NULL || *gateway_id == '\0')
    {
      g_task_return_new_error (task, GH_ERROR, GH_ERROR_INVALID_INPUT,
                               _ ("This data source is bound to no gateway yet"));
      return;
    }

  gh_gateway_memory_recall_async (memory, gateway_id, cancellable, recalled_cb,
                                  g_steal_pointer (&task));
}

/**
 * gh_route_find_finish:
 * @result: what the callback got
 * @error: return location
 *
 * An undecided route is a result. Errors are what says nothing about the route: the network, a
 * sign-in that is needed, throttling, a key that can't be used (%GH_ERROR_BAD_KEY), a gateway
 * memory that can't be read.
 *
 * Returns: (transfer full): the route, or %NULL
 */
GhRoute *
gh_route_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, gh_route_find_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * gh_route_get_kind:
 * @self: a route
 *
 * Returns: whether what is sent must be sealed
 */
GhRouteKind
gh_route_get_kind (GhRoute *self)
{
  g_return_val_if_fail (GH_IS_ROUTE (self), GH_ROUTE_UNDECIDED);

  return self->kind;
}

/**
 * gh_route_get_key_state:
 * @self: a route
 *
 * Returns: how the gateway's key compares with the one that was seen last
 */
GhKeyState
gh_route_get_key_state (GhRoute *self)
{
  g_return_val_if_fail (GH_IS_ROUTE (self), GH_KEY_NONE);

  return self->key_state;
}

/**
 * gh_route_get_key:
 * @self: a route
 *
 * Returns: (transfer none) (nullable): the key to seal with
 */
GhGatewayKey *
gh_route_get_key (GhRoute *self)
{
  g_return_val_if_fail (GH_IS_ROUTE (self), NULL);

  return self->key;
}

/**
 * gh_route_get_known_fingerprint:
 * @self: a route
 *
 * Returns: (transfer none) (nullable): the fingerprint that was seen before, if it is another one
 */
const char *
gh_route_get_known_fingerprint (GhRoute *self)
{
  g_return_val_if_fail (GH_IS_ROUTE (self), NULL);

  return self->key_state == GH_KEY_CHANGED ? self->known_fingerprint : NULL;
}

/**
 * gh_route_get_gateway_name:
 * @self: a route
 *
 * Returns: (transfer none) (nullable): the gateway's name, display text; %NULL where none is known,
 *   and for a cloud data source, whose gateway is a virtual one
 */
const char *
gh_route_get_gateway_name (GhRoute *self)
{
  g_return_val_if_fail (GH_IS_ROUTE (self), NULL);

  return self->gateway_name;
}

/**
 * gh_route_get_summary:
 * @self: a route
 *
 * Returns: (transfer none): the route in one line
 */
const char *
gh_route_get_summary (GhRoute *self)
{
  g_return_val_if_fail (GH_IS_ROUTE (self), NULL);

  return self->summary;
}

/**
 * gh_route_get_explanation:
 * @self: a route
 *
 * Returns: (transfer none): why it is this route, with the key's fingerprint
 */
const char *
gh_route_get_explanation (GhRoute *self)
{
  g_return_val_if_fail (GH_IS_ROUTE (self), NULL);

  return self->explanation;
}

/**
 * gh_route_is_source_readable:
 * @self: a route
 *
 * Returns: whether the account may read the data source, as gateway administrator or owner
 */
gboolean
gh_route_is_source_readable (GhRoute *self)
{
  g_return_val_if_fail (GH_IS_ROUTE (self), FALSE);

  return self->source_readable;
}
