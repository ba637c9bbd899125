/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-error.h"
#include "gh-sim-identity-service.h"
#include "gh-sim-assertion.h"
#include "gh-sim-server.h"

#include <libsoup/soup.h>

#include "gh-clock.h"
#include "gh-sim-certificate.h"
#include "gh-sim-describe.h"
#include "gh-sim-entra.h"
#include "gh-sim-hooks.h"
#include "gh-sim-log.h"
#include "gh-sim-power-bi.h"
#include "gh-sim-scenario.h"
#include "gh-sim-script.h"
#include "gh-sim-writer.h"

#define ISSUED_SECONDS 3600
#define MAX_BODY_BYTES (4 * 1024 * 1024)
#define CERTIFICATE_SECONDS (24 * 3600)

struct _GhSimServer
{
  GObject parent_instance;

  SoupServer *soup;
  GhSimWorld *world;
  GhClock *clock;
  GhSimTokens *tokens;
  GhSimEntra *entra;
  GhSimPowerBi *power_bi;
  GhSimLog *log;
  GhSimScript *script;
  guint wanted_port;
  GhSimWriter *writer;
  gboolean https;
  char *ca_pem;
  char *origin;
};

G_DEFINE_FINAL_TYPE (GhSimServer, gh_sim_server, G_TYPE_OBJECT)

static void
gh_sim_server_dispose (GObject *object)
{
  GhSimServer *self = GH_SIM_SERVER (object);

  /* First, so that no answer that still waits is written to a connection that has gone. */
  g_clear_object (&self->writer);
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  g_clear_object (&self->log);
  g_clear_object (&self->power_bi);
  g_clear_object (&self->entra);
  g_clear_object (&self->tokens);

  G_OBJECT_CLASS (gh_sim_server_parent_class)->dispose (object);
}

static void
gh_sim_server_finalize (GObject *object)
{
  GhSimServer *self = GH_SIM_SERVER (object);

  g_clear_object (&self->script);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->world, gh_sim_world_free);
  g_free (self->ca_pem);
  g_free (self->origin);

  G_OBJECT_CLASS (gh_sim_server_parent_class)->finalize (object);
}

static void
gh_sim_server_class_init (GhSimServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gh_sim_server_dispose;
  object_class->finalize = gh_sim_server_finalize;
}

static void
gh_sim_server_init (GhSimServer *self)
{
  self->clock = gh_clock_new ();
  self->script = gh_sim_script_new ();
  self->writer = gh_sim_writer_new ();
}

/**
 * gh_sim_server_new:
 * @scenario: "seed", "small", "empty", or the path of a JSON file
 * @error: return location
 *
 * Returns: (transfer full): a simulator that does not listen yet
 */
GhSimServer *
gh_sim_server_new (const char *scenario, GError **error)
{
  g_autoptr (GhSimServer) self = g_object_new (GH_TYPE_SIM_SERVER, NULL);
  g_autoptr (GhSimJudge) judge = NULL;

  self->world = gh_sim_scenario_load (scenario, error);
  if (self->world == NULL)
    return NULL;
  self->tokens = gh_sim_tokens_new (self->world, self->clock);
  judge = gh_sim_judge_new (self->clock, self->tokens);
  self->entra = gh_sim_entra_new (self->world, self->clock, self->tokens);
  self->power_bi = gh_sim_power_bi_new (self->world, self->tokens, judge);
  self->log = gh_sim_log_new (self->world);

  return g_steal_pointer (&self);
}

/**
 * gh_sim_server_set_strict:
 * @self: a simulator that does not listen yet
 * @strict: whether using a refresh token makes it void
 */
void
gh_sim_server_set_strict (GhSimServer *self, gboolean strict)
{
  gh_sim_entra_set_strict (self->entra, strict);
}

/**
 * gh_sim_server_set_port:
 * @self: a simulator that does not listen yet
 * @port: where to listen; 0 is any free port
 */
void
gh_sim_server_set_port (GhSimServer *self, guint port)
{
  self->wanted_port = port;
}

/**
 * gh_sim_server_set_https:
 * @self: a simulator that does not listen yet
 * @https: whether to serve https and not http
 */
void
gh_sim_server_set_https (GhSimServer *self, gboolean https)
{
  self->https = https;
}

/**
 * gh_sim_server_dup_ca_pem:
 * @self: a simulator that listens
 *
 * Returns: (transfer full) (nullable): the certificate to trust, or NULL with http
 */
char *
gh_sim_server_dup_ca_pem (GhSimServer *self)
{
  return g_strdup (self->ca_pem);
}

static gboolean
is_loopback (const char *host)
{
  g_auto (GStrv) parts = NULL;

  if (host == NULL)
    return FALSE;
  if (g_str_has_prefix (host, "[::1]"))
    return TRUE;
  parts = g_strsplit (host, ":", 2);

  return g_ascii_strcasecmp (parts[0], "localhost") == 0 || g_str_equal (parts[0], "127.0.0.1");
}

static GhSimReply *
answer (GhSimServer *self, GhSimRequest *request, double *delay)
{
  GhSimReply *reply;

  /* A page of another site whose name was made to point here is none of ours. */
  if (!is_loopback (request->host))
    return gh_sim_reply_new (421);
  if (gh_sim_hooks_is_path (request))
    return gh_sim_hooks_handle (self, request);

  reply = gh_sim_script_take (self->script, request->path, delay);
  if (reply == NULL && gh_sim_power_bi_is_path (request))
    reply = gh_sim_power_bi_handle (self->power_bi, request);
  else if (reply == NULL && gh_sim_identity_service_is_path (request))
    reply = gh_sim_identity_service_handle (self->world, self->tokens, request,
                                            gh_clock_now (self->clock));
  else if (reply == NULL && gh_sim_entra_is_path (request))
    reply = gh_sim_entra_handle (self->entra, request);
  else if (reply == NULL)
    reply = gh_sim_reply_new (404);
  gh_sim_log_add (self->log, request, reply->status);

  return reply;
}

static void
handle_request (SoupServer *soup,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer user_data)
{
  GhSimServer *self = user_data;
  g_autoptr (GhSimRequest) request = gh_sim_request_new (message);
  double delay = 0;
  g_autoptr (GhSimReply) reply = answer (self, request, &delay);

  gh_sim_writer_write (self->writer, message, g_steal_pointer (&reply), delay);
}

static void
refuse_large_bodies (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_content_length (headers) > MAX_BODY_BYTES)
    soup_server_message_set_status (message, 413, NULL);
}

static void
watch_request (SoupServer *soup, SoupServerMessage *message)
{
  g_signal_connect (message, "got-headers", G_CALLBACK (refuse_large_bodies), NULL);
}

static gboolean
use_certificate (GhSimServer *self, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GhSimCertificate) certificate =
      gh_sim_certificate_new (GH_SIM_CERTIFICATE_LOOPBACK, now - CERTIFICATE_SECONDS,
                              now + CERTIFICATE_SECONDS);
  g_autoptr (GTlsCertificate) tls = NULL;

  tls = g_tls_certificate_new_from_pem (certificate->server_pem, -1, error);
  if (tls == NULL)
    return FALSE;
  soup_server_set_tls_certificate (self->soup, tls);
  self->ca_pem = g_steal_pointer (&certificate->ca_pem);

  return TRUE;
}

static gboolean
listen_on_loopback (GhSimServer *self, GError **error)
{
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;

  if (self->https && !use_certificate (self, error))
    return FALSE;
  if (self->https)
    options |= SOUP_SERVER_LISTEN_HTTPS;

  return soup_server_listen_local (self->soup, self->wanted_port, options, error);
}

/**
 * gh_sim_server_start:
 * @self: a simulator
 * @error: return location
 *
 * Returns: whether it listens
 */
gboolean
gh_sim_server_start (GhSimServer *self, GError **error)
{
  g_autoslist (GUri) addresses = NULL;

  self->soup = soup_server_new ("server-header", "Gatehouse simulator", NULL);
  soup_server_add_handler (self->soup, NULL, handle_request, self, NULL);
  g_signal_connect (self->soup, "request-started", G_CALLBACK (watch_request), NULL);
  if (!listen_on_loopback (self, error))
    return FALSE;

  addresses = soup_server_get_uris (self->soup);
  self->origin = g_strdup_printf ("%s://127.0.0.1:%d", self->https ? "https" : "http",
                                  g_uri_get_port (addresses->data));
  gh_sim_entra_set_authority (self->entra, self->origin);

  return TRUE;
}

/**
 * gh_sim_server_dup_cloud_row:
 * @self: a simulator that listens
 *
 * Returns: (transfer full): how to reach it
 */
JsonNode *
gh_sim_server_dup_cloud_row (GhSimServer *self)
{
  JsonObject *row = json_object_new ();
  JsonObject *power_bi = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (power_bi, "origin", self->origin);
  json_object_set_string_member (power_bi, "audience", GH_SIM_POWER_BI_AUDIENCE);
  json_object_set_string_member (row, "name", "Simulator");
  json_object_set_string_member (row, "authority", self->origin);
  json_object_set_object_member (row, "powerbi", power_bi);
  json_object_set_string_member (row, "tenant", self->world->tenant_id);
  json_object_set_string_member (row, "clientId", self->world->client_id);
  json_node_take_object (node, row);

  return node;
}

/**
 * gh_sim_server_issue_token:
 * @self: a simulator
 * @who: a user's address or an application's name
 * @scope: (nullable): "scp" of the token; by default what the scenario's application was granted
 *
 * Returns: (transfer full) (nullable): an access token for Power BI; NULL if there is nobody of
 * that name
 */
char *
gh_sim_server_issue_token (GhSimServer *self, const char *who, const char *scope)
{
  GhSimIdentity *identity = gh_sim_world_find_identity (self->world, who);
  char **granted = g_hash_table_lookup (self->world->granted, GH_SIM_POWER_BI_AUDIENCE);
  g_autofree char *all = granted != NULL ? g_strjoinv (" ", granted) : NULL;

  if (identity == NULL)
    return NULL;

  return gh_sim_tokens_issue_access (self->tokens, identity,
                                     identity->client_id != NULL ? identity->client_id
                                                                 : self->world->client_id,
                                     GH_SIM_POWER_BI_AUDIENCE, scope != NULL ? scope : all,
                                     ISSUED_SECONDS);
}

char *
gh_sim_server_issue_refresh_token (GhSimServer *self, const char *who)
{
  GhSimIdentity *identity = gh_sim_world_find_identity (self->world, who);

  return identity != NULL ? g_strdup (gh_sim_entra_issue_refresh_token (self->entra, identity))
                          : NULL;
}

static GhSimIdentity *
find_application (GhSimServer *self, const char *name, GError **error)
{
  GhSimIdentity *application = gh_sim_world_find_identity (self->world, name);

  if (application != NULL && application->client_id != NULL)
    return application;

  g_set_error (error, GH_ERROR, GH_ERROR_NOT_FOUND, "“%s” is no application", name);
  return NULL;
}

gboolean
gh_sim_server_register_certificate (GhSimServer *self,
                                    const char *application,
                                    const char *pem,
                                    GError **error)
{
  GhSimIdentity *identity = find_application (self, application, error);
  GhSimRegistered *registered = identity != NULL ? gh_sim_registered_new (pem, error) : NULL;

  if (registered != NULL)
    g_ptr_array_add (identity->certificates, registered);

  return registered != NULL;
}

gboolean
gh_sim_server_trust_issuer (GhSimServer *self,
                            const char *application,
                            const char *issuer,
                            const char *subject,
                            const char *audience,
                            const char *pem,
                            GError **error)
{
  GhSimIdentity *identity = find_application (self, application, error);
  GhSimTrust *trust =
      identity != NULL ? gh_sim_trust_new (issuer, subject, audience, pem, error) : NULL;

  if (trust != NULL)
    g_ptr_array_add (identity->trusts, trust);

  return trust != NULL;
}

void
gh_sim_server_set_device_interval (GhSimServer *self, guint seconds)
{
  gh_sim_entra_set_device_interval (self->entra, seconds);
}

void
gh_sim_server_require_claims (GhSimServer *self, const char *claims, gboolean need_page)
{
  g_free (self->world->required_claims);
  self->world->required_claims = g_strdup (claims);
  self->world->claims_need_page = need_page;
}

void
gh_sim_server_expire_tokens (GhSimServer *self)
{
  gh_sim_tokens_expire_all (self->tokens);
}

void
gh_sim_server_revoke_refresh_tokens (GhSimServer *self)
{
  gh_sim_entra_revoke_refresh_tokens (self->entra);
}

guint
gh_sim_server_count_requests (GhSimServer *self, const char *method, const char *path)
{
  return gh_sim_log_count (self->log, method, path);
}

guint
gh_sim_server_count_secrets (GhSimServer *self)
{
  return gh_sim_log_count_secrets (self->log);
}

char *
gh_sim_server_dup_last_update (GhSimServer *self)
{
  return gh_sim_log_dup_last_update (self->log);
}

JsonObject *
gh_sim_server_dup_stored (GhSimServer *self, const char *datasource_id)
{
  GhSimSource *source = gh_sim_world_find_source (self->world, datasource_id);

  if (source == NULL || source->stored == NULL)
    return NULL;

  return gh_sim_describe_stored (source->stored);
}

const char *
gh_sim_server_find_datasource (GhSimServer *self, const char *name)
{
  GhSimSource *source = gh_sim_world_find_source_by_name (self->world, name);

  return source != NULL ? source->id : NULL;
}

const char *
gh_sim_server_find_gateway_of (GhSimServer *self, const char *datasource_id)
{
  GhSimSource *source = gh_sim_world_find_source (self->world, datasource_id);

  return source != NULL ? source->gateway_id : NULL;
}

void
gh_sim_server_change_key (GhSimServer *self, const char *gateway_id)
{
  GhSimGateway *gateway = gh_sim_world_find_gateway (self->world, gateway_id);
  gsize bits;

  g_return_if_fail (gateway != NULL);

  bits = 8 * gh_sim_key_get_bytes (gateway->key);
  EVP_PKEY_free (gateway->key);
  gateway->key = gh_sim_key_generate ((guint)bits);
}

void
gh_sim_server_script (GhSimServer *self,
                      const char *path,
                      guint status,
                      const char *headers,
                      const char *body,
                      double delay)
{
  gh_sim_script_add (self->script, path, status, headers, body, delay);
}

void
gh_sim_server_advance_clock (GhSimServer *self, gint64 seconds)
{
  gh_clock_advance (self->clock, seconds);
}

JsonObject *
gh_sim_server_dup_log (GhSimServer *self)
{
  return gh_sim_log_describe (self->log);
}
