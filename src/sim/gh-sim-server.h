/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GhSimServer:
 *
 * Entra ID and Power BI on loopback, for tests and the demo. Runs on the thread-default main
 * context of its maker, so that a test and the code under test can share one process.
 */
#define GH_TYPE_SIM_SERVER (gh_sim_server_get_type ())
G_DECLARE_FINAL_TYPE (GhSimServer, gh_sim_server, GH, SIM_SERVER, GObject)

/* @scenario: "seed", "small", "empty", or the path of a JSON file of the same form. */
GhSimServer *gh_sim_server_new (const char *scenario, GError **error);
/* Before start: a rotated refresh token revokes the old one. Off by default, as in Entra ID. */
void gh_sim_server_set_strict (GhSimServer *self, gboolean strict);
/* Before start: the port, instead of a free one. */
void gh_sim_server_set_port (GhSimServer *self, guint port);
/* Before start: serve https, with a certificate for localhost, 127.0.0.1 and ::1 by an authority
 * that is made at start and that only gh_sim_server_dup_ca_pem() makes known. Off by default. */
void gh_sim_server_set_https (GhSimServer *self, gboolean https);
/* The certificate of that authority; NULL with http or before start; (transfer full) (nullable). */
char *gh_sim_server_dup_ca_pem (GhSimServer *self);
/* Listens on a free port of 127.0.0.1. */
gboolean gh_sim_server_start (GhSimServer *self, GError **error);
/* {"name":"Simulator","authority":"http://127.0.0.1:PORT","powerbi":{"origin":…,"audience":…},
 * "tenant":…,"clientId":…}; (transfer full) */
JsonNode *gh_sim_server_dup_cloud_row (GhSimServer *self);

/* What a test may ask and do behind the service's back. The program gatehouse-sim offers the same
 * below /sim/ to tests in other processes. */

/* An access token for Power BI without a sign-in. @who: a user's address or an application's name;
 * @scope: (nullable): `scp` of the token, by default what the scenario's application has been
 * granted; ignored for an application. */
char *gh_sim_server_issue_token (GhSimServer *self, const char *who, const char *scope);
/* A refresh token without a sign-in; (transfer full) (nullable). */
char *gh_sim_server_issue_refresh_token (GhSimServer *self, const char *who);
/* Registers a certificate (PEM) for an application. */
gboolean gh_sim_server_register_certificate (GhSimServer *self,
                                             const char *application,
                                             const char *pem,
                                             GError **error);
/* Lets an application be vouched for by the owner of a public key (PEM). */
gboolean gh_sim_server_trust_issuer (GhSimServer *self,
                                     const char *application,
                                     const char *issuer,
                                     const char *subject,
                                     const char *audience,
                                     const char *pem,
                                     GError **error);
/* Seconds between two polls of a device code, 5 by default; 0 leaves it unsaid. */
void gh_sim_server_set_device_interval (GhSimServer *self, guint seconds);
/* Power BI wants tokens that were asked for with these claims (JSON); NULL ends that. @need_page: a
 * refresh token does not give them. */
void gh_sim_server_require_claims (GhSimServer *self, const char *claims, gboolean need_page);
/* Every access token handed out so far is answered with TokenExpired from now on. */
void gh_sim_server_expire_tokens (GhSimServer *self);
/* Every refresh token handed out so far is answered with invalid_grant (AADSTS50173). */
void gh_sim_server_revoke_refresh_tokens (GhSimServer *self);
/* How often @method was called on a path that matches the glob @path ("*" matches "/" too); either
 * may be NULL for any. */
guint gh_sim_server_count_requests (GhSimServer *self, const char *method, const char *path);
/* How many requests carried a credential's secret in whatever form, plain or sealed. */
guint gh_sim_server_count_secrets (GhSimServer *self);
/* The body of the last PATCH to a data source, as it came; (nullable) (transfer full). */
char *gh_sim_server_dup_last_update (GhSimServer *self);
/* What is stored for a data source, decrypted: {"credentialType","credentialData":[{name,value}…],
 * "privacyLevel","encryptedConnection","useCallerAADIdentity","useEndUserOAuth2Credentials",
 * "owner"}; NULL if nothing is; (transfer full). */
JsonObject *gh_sim_server_dup_stored (GhSimServer *self, const char *datasource_id);
/* The id of the data source with that name in the scenario; (transfer none) (nullable). After a
 * take-over it is the new one. */
const char *gh_sim_server_find_datasource (GhSimServer *self, const char *name);
/* Where a data source with that id lies now; (transfer none) (nullable) */
const char *gh_sim_server_find_gateway_of (GhSimServer *self, const char *datasource_id);
/* A new key pair for a gateway, as when its recovery key was changed. */
void gh_sim_server_change_key (GhSimServer *self, const char *gateway_id);
/* The next request whose path matches the glob @path gets this answer instead of its own. @status:
 * 0 ends the connection without an answer; @headers: (nullable): "Name: value" lines; @delay:
 * seconds to wait first. */
void gh_sim_server_script (GhSimServer *self,
                           const char *path,
                           guint status,
                           const char *headers,
                           const char *body,
                           double delay);
/* Moves the clock by which the simulator judges how old tokens and credentials are. */
void gh_sim_server_advance_clock (GhSimServer *self, gint64 seconds);
/* {"value":[{"method","path","status","secret"}…],"secrets":N}; (transfer full) */
JsonObject *gh_sim_server_dup_log (GhSimServer *self);

G_END_DECLS
