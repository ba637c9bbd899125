/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <string.h>

#include "cert-files.h"
#include "gh-error.h"
#include "gh-managed-identity-source.h"
#include "gh-password-sign-in.h"
#include "gh-sim-server.h"
#include "gh-source-sign-in.h"
#include "gh-token-claims.h"
#include "raw-client.h"

/* Every way to sign in that needs no browser, against the simulator: what works, and what each
 * wrong input is called. */

#define SECRET "throw-away-client-secret"
#define ISSUER "https://token.actions.githubusercontent.com"
#define SUBJECT "repo:contoso/gateways:ref:refs/heads/main"
#define EXCHANGE "api://AzureADTokenExchange"

typedef struct
{
  GhSimServer *server;
  GhCloud *cloud;
  GhClock *clock;
  GhHttpClient *http;
  char *client_id;
  char *folder;

  gboolean done;
  GhSignInResult *result;
  GError *error;
} Fixture;

/* The client id of the scenario's application "pipeline" stands in its tokens. */
static char *
find_client_id (Fixture *fixture)
{
  g_autofree char *text = gh_sim_server_issue_token (fixture->server, "pipeline", NULL);
  g_autoptr (GhSecret) token = gh_secret_new_text (text);
  g_autoptr (JsonObject) claims = gh_token_claims_decode (token, NULL);

  return g_strdup (json_object_get_string_member (claims, "appid"));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) row = NULL;

  fixture->server = gh_sim_server_new ("seed", &error);
  g_assert_no_error (error);
  gh_sim_server_start (fixture->server, &error);
  g_assert_no_error (error);
  row = gh_sim_server_dup_cloud_row (fixture->server);
  fixture->cloud = gh_cloud_new_from_json (json_node_get_object (row), &error);
  g_assert_no_error (error);
  fixture->clock = gh_clock_new ();
  fixture->http = gh_http_client_new (NULL);
  fixture->client_id = find_client_id (fixture);
  fixture->folder = g_dir_make_tmp ("gatehouse-methods-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
reset (Fixture *fixture)
{
  fixture->done = FALSE;
  g_clear_object (&fixture->result);
  g_clear_error (&fixture->error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  reset (fixture);
  g_free (fixture->folder);
  g_free (fixture->client_id);
  g_clear_object (&fixture->http);
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->cloud);
  g_clear_object (&fixture->server);
}

static char *
write_file (Fixture *fixture, const char *name, const void *content, gsize length)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, (gssize)length, &error);
  g_assert_no_error (error);

  return path;
}

static char *
write_text (Fixture *fixture, const char *name, const char *one, const char *two)
{
  g_autofree char *text = g_strconcat (one, two, NULL);

  return write_file (fixture, name, text, strlen (text));
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->result = gh_source_sign_in_finish (result, &fixture->error);
  fixture->done = TRUE;
}

static void
sign_in (Fixture *fixture, GhAccount *draft, GhTokenSet *secrets, gboolean keep)
{
  reset (fixture);
  gh_source_sign_in_async (fixture->http, fixture->clock, draft, secrets, keep, NULL, signed_in_cb,
                           fixture);
  run_until (&fixture->done);
}

static void
assert_signed_in_as (Fixture *fixture, const char *who)
{
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (gh_account_get_user_name (gh_sign_in_result_get_account (fixture->result)), ==,
                   who);
}

static void
assert_refused (Fixture *fixture, int code, const char *pattern)
{
  g_assert_null (fixture->result);
  g_assert_error (fixture->error, GH_ERROR, code);
  g_test_message ("%s", fixture->error->message);
  if (!g_pattern_match_simple (pattern, fixture->error->message))
    g_error ("“%s” is not like “%s”", fixture->error->message, pattern);
}

static GhTokenSet *
new_secrets (const char *secret, const char *passphrase)
{
  g_autoptr (GhTokenSet) empty = gh_token_set_new (NULL);
  g_autoptr (GhSecret) one = secret != NULL ? gh_secret_new_text (secret) : NULL;
  g_autoptr (GhSecret) two = passphrase != NULL ? gh_secret_new_text (passphrase) : NULL;
  g_autoptr (GhTokenSet) with_secret = gh_token_set_with_client_secret (empty, one);

  return gh_token_set_with_passphrase (with_secret, two);
}

static GHashTable *
new_parameters (const char *name, const char *value)
{
  GHashTable *parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (name != NULL)
    g_hash_table_insert (parameters, g_strdup (name), g_strdup (value));

  return parameters;
}

static void
use_secret (Fixture *fixture, const char *tenant, const char *secret)
{
  g_autoptr (GhTokenSet) secrets = new_secrets (secret, NULL);
  g_autoptr (GhAccount) draft = gh_account_new_draft (fixture->cloud, tenant, fixture->client_id,
                                                      GH_SIGN_IN_CLIENT_SECRET, NULL);

  sign_in (fixture, draft, secrets, FALSE);
}

static void
test_secret (Fixture *fixture, gconstpointer data)
{
  const char *tenant = gh_cloud_get_tenant_hint (fixture->cloud);
  GhAccount *account;

  use_secret (fixture, tenant, SECRET);
  assert_signed_in_as (fixture, "pipeline");
  account = gh_sign_in_result_get_account (fixture->result);
  g_assert_cmpint (gh_account_get_method (account), ==, GH_SIGN_IN_CLIENT_SECRET);
  g_assert_cmpstr (gh_account_get_client_id (account), ==, fixture->client_id);
  g_assert_null (gh_token_set_get_client_secret (gh_sign_in_result_get_tokens (fixture->result)));
}

static void
test_kept_secret (Fixture *fixture, gconstpointer data)
{
  const char *tenant = gh_cloud_get_tenant_hint (fixture->cloud);
  g_autoptr (GhTokenSet) secrets = new_secrets (SECRET, NULL);
  g_autoptr (GhAccount) draft = gh_account_new_draft (fixture->cloud, tenant, fixture->client_id,
                                                      GH_SIGN_IN_CLIENT_SECRET, NULL);
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *text = NULL;

  sign_in (fixture, draft, secrets, TRUE);
  assert_signed_in_as (fixture, "pipeline");
  g_assert_cmpstr (gh_secret_peek_text (gh_token_set_get_client_secret (
                       gh_sign_in_result_get_tokens (fixture->result))),
                   ==, SECRET);

  /* It never gets into the file of the accounts. */
  json = gh_account_to_json (gh_sign_in_result_get_account (fixture->result));
  text = json_to_string (json, FALSE);
  g_assert_null (strstr (text, SECRET));
}

static void
test_wrong_secrets (Fixture *fixture, gconstpointer data)
{
  const char *tenant = gh_cloud_get_tenant_hint (fixture->cloud);

  use_secret (fixture, tenant, "wrong");
  assert_refused (fixture, GH_ERROR_REFUSED, "The secret is wrong*AADSTS7000215*");
  use_secret (fixture, tenant, "0a1b2c3d-0000-4000-8000-000000000000");
  assert_refused (fixture, GH_ERROR_REFUSED, "This is the ID of a secret.*");
  use_secret (fixture, tenant, "throw-away-expired-client-secret");
  assert_refused (fixture, GH_ERROR_REFUSED, "The secret has expired.*AADSTS7000222*");
  use_secret (fixture, tenant, NULL);
  assert_refused (fixture, GH_ERROR_SIGN_IN_NEEDED, "The secret of this application is not kept.*");
  use_secret (fixture, "fabrikam.example", SECRET);
  assert_refused (fixture, GH_ERROR_REFUSED, "This tenant is not known.*AADSTS90002*");
  use_secret (fixture, "organizations", SECRET);
  assert_refused (fixture, GH_ERROR_INVALID_INPUT, "An application signs in at one tenant*");
}

static void
use_certificate (Fixture *fixture, const char *path, const char *algorithm, const char *passphrase)
{
  g_autoptr (GHashTable) parameters = new_parameters (GH_PARAMETER_CERTIFICATE_PATH, path);
  g_autoptr (GhTokenSet) secrets = new_secrets (NULL, passphrase);
  g_autoptr (GhAccount) draft = NULL;

  if (algorithm != NULL)
    g_hash_table_insert (parameters, g_strdup (GH_PARAMETER_ALGORITHM), g_strdup (algorithm));
  draft = gh_account_new_draft (fixture->cloud, gh_cloud_get_tenant_hint (fixture->cloud),
                                fixture->client_id, GH_SIGN_IN_CLIENT_CERTIFICATE, parameters);
  sign_in (fixture, draft, secrets, FALSE);
}

static CertFiles *
register_certificate (Fixture *fixture)
{
  CertFiles *files = cert_files_new (3600, 3600);
  g_autoptr (GError) error = NULL;

  gh_sim_server_register_certificate (fixture->server, "pipeline", files->certificate, &error);
  g_assert_no_error (error);

  return files;
}

static void
test_certificate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CertFiles) files = register_certificate (fixture);
  g_autofree char *pem = write_text (fixture, "plain.pem", files->key, files->certificate);
  g_autofree char *locked =
      write_text (fixture, "locked.pem", files->certificate, files->locked_key);
  gsize length;
  const void *bytes = g_bytes_get_data (files->pkcs12, &length);
  g_autofree char *pkcs12 = write_file (fixture, "both.p12", bytes, length);

  use_certificate (fixture, pem, NULL, NULL);
  assert_signed_in_as (fixture, "pipeline");
  use_certificate (fixture, pem, "RS256", NULL);
  assert_signed_in_as (fixture, "pipeline");
  use_certificate (fixture, locked, "PS256", CERT_FILES_PASSPHRASE);
  assert_signed_in_as (fixture, "pipeline");
  use_certificate (fixture, pkcs12, NULL, CERT_FILES_PASSPHRASE);
  assert_signed_in_as (fixture, "pipeline");
}

static void
test_wrong_certificates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CertFiles) files = register_certificate (fixture);
  g_autoptr (CertFiles) other = cert_files_new (3600, 3600);
  g_autoptr (CertFiles) expired = cert_files_new (7200, -3600);
  g_autofree char *no_key = write_text (fixture, "no-key.pem", files->certificate, "");
  g_autofree char *no_certificate = write_text (fixture, "no-cert.pem", files->key, "");
  g_autofree char *locked = write_text (fixture, "l.pem", files->certificate, files->locked_key);
  g_autofree char *mixed = write_text (fixture, "mixed.pem", files->certificate, other->key);
  g_autofree char *unknown = write_text (fixture, "other.pem", other->certificate, other->key);
  g_autofree char *old = write_text (fixture, "old.pem", expired->certificate, expired->key);
  g_autofree char *text = write_text (fixture, "text.txt", "not a certificate", "");
  gsize length;
  const void *bytes = g_bytes_get_data (files->pkcs12, &length);
  g_autofree char *pkcs12 = write_file (fixture, "both.p12", bytes, length);

  use_certificate (fixture, no_key, NULL, NULL);
  assert_refused (fixture, GH_ERROR_INVALID_INPUT, "*holds no private key*");
  use_certificate (fixture, no_certificate, NULL, NULL);
  assert_refused (fixture, GH_ERROR_INVALID_INPUT, "*holds no certificate*");
  use_certificate (fixture, mixed, NULL, NULL);
  assert_refused (fixture, GH_ERROR_INVALID_INPUT, "*does not belong to the certificate*");
  use_certificate (fixture, locked, NULL, "wrong");
  assert_refused (fixture, GH_ERROR_INVALID_INPUT, "*pass phrase of the private key is wrong*");
  use_certificate (fixture, locked, NULL, NULL);
  assert_refused (fixture, GH_ERROR_SIGN_IN_NEEDED, "*pass phrase is needed*");
  use_certificate (fixture, pkcs12, NULL, "wrong");
  assert_refused (fixture, GH_ERROR_INVALID_INPUT, "*pass phrase of the private key is wrong*");
  use_certificate (fixture, pkcs12, NULL, NULL);
  assert_refused (fixture, GH_ERROR_SIGN_IN_NEEDED, "*pass phrase is needed*");
  use_certificate (fixture, old, NULL, NULL);
  assert_refused (fixture, GH_ERROR_INVALID_INPUT, "*The certificate expired on *");
  use_certificate (fixture, text, NULL, NULL);
  assert_refused (fixture, GH_ERROR_INVALID_INPUT, "*neither PEM nor PKCS#12*");
  use_certificate (fixture, "/nonexistent/app.pem", NULL, NULL);
  assert_refused (fixture, GH_ERROR_INVALID_INPUT, "There is no file “/nonexistent/app.pem”");
  use_certificate (fixture, unknown, NULL, NULL);
  assert_refused (fixture, GH_ERROR_REFUSED, "The registration does not know this*AADSTS700027*");
}

static void
test_clock_is_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CertFiles) files = register_certificate (fixture);
  g_autofree char *pem = write_text (fixture, "plain.pem", files->key, files->certificate);

  /* A little is nothing. */
  gh_clock_advance (fixture->clock, 120);
  use_certificate (fixture, pem, NULL, NULL);
  assert_signed_in_as (fixture, "pipeline");

  gh_clock_advance (fixture->clock, 480);
  use_certificate (fixture, pem, NULL, NULL);
  assert_refused (fixture, GH_ERROR_REFUSED, "*Check the clock of this computer.*AADSTS700024*");
}

static void
use_token_file (Fixture *fixture, const char *path)
{
  g_autoptr (GHashTable) parameters = new_parameters (GH_PARAMETER_TOKEN_PATH, path);
  g_autoptr (GhAccount) draft =
      gh_account_new_draft (fixture->cloud, gh_cloud_get_tenant_hint (fixture->cloud),
                            fixture->client_id, GH_SIGN_IN_FEDERATED, parameters);

  sign_in (fixture, draft, NULL, FALSE);
}

static char *
make_federated_token (CertFiles *files,
                      const char *issuer,
                      const char *subject,
                      const char *audience)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *payload =
      g_strdup_printf ("{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"nbf\":%" G_GINT64_FORMAT
                       ",\"exp\":%" G_GINT64_FORMAT "}",
                       issuer, subject, audience, now - 10, now + 300);

  return cert_files_sign_jwt (files, payload);
}

static void
write_federated_token (Fixture *fixture,
                       CertFiles *files,
                       const char *issuer,
                       const char *subject,
                       const char *audience)
{
  g_autofree char *token = make_federated_token (files, issuer, subject, audience);
  g_autofree char *path = write_text (fixture, "token", token, "\n");

  use_token_file (fixture, path);
}

static CertFiles *
trust_issuer (Fixture *fixture)
{
  CertFiles *files = cert_files_new (3600, 3600);
  g_autoptr (GError) error = NULL;

  gh_sim_server_trust_issuer (fixture->server, "pipeline", ISSUER, SUBJECT, EXCHANGE,
                              files->public_key, &error);
  g_assert_no_error (error);

  return files;
}

static void
test_federation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CertFiles) files = trust_issuer (fixture);
  g_autofree char *text = write_text (fixture, "text", "no.jwt", "");

  write_federated_token (fixture, files, ISSUER, SUBJECT, EXCHANGE);
  assert_signed_in_as (fixture, "pipeline");

  write_federated_token (fixture, files, "https://elsewhere.example", SUBJECT, EXCHANGE);
  assert_refused (fixture, GH_ERROR_REFUSED, "The application trusts no issuer*AADSTS700211*");
  write_federated_token (fixture, files, ISSUER, "repo:fabrikam/x", EXCHANGE);
  assert_refused (fixture, GH_ERROR_REFUSED, "*federated credential*AADSTS700213*");
  write_federated_token (fixture, files, ISSUER, SUBJECT, "api://other");
  assert_refused (fixture, GH_ERROR_REFUSED, "*another audience*AADSTS700212*");
  use_token_file (fixture, "/nonexistent/token");
  assert_refused (fixture, GH_ERROR_INVALID_INPUT, "There is no file “/nonexistent/token”");
  use_token_file (fixture, text);
  assert_refused (fixture, GH_ERROR_INVALID_INPUT, "*is no JWT*");
  use_token_file (fixture, NULL);
  assert_refused (fixture, GH_ERROR_INVALID_INPUT, "*id-token: write*");
}

/* GitHub's service is played by an answer that the simulator was told to give. */
static void
test_github (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CertFiles) files = trust_issuer (fixture);
  g_autofree char *token = make_federated_token (files, ISSUER, SUBJECT, EXCHANGE);
  g_autofree char *body = g_strdup_printf ("{\"value\":\"%s\"}", token);
  g_autofree char *origin = g_uri_to_string (gh_cloud_get_authority (fixture->cloud));
  g_autofree char *address = g_strconcat (origin, "/github/token?api=2", NULL);

  g_setenv ("ACTIONS_ID_TOKEN_REQUEST_URL", address, TRUE);
  g_setenv ("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "throw-away", TRUE);
  gh_sim_server_script (fixture->server, "/github/token", 200, NULL, body, 0);
  use_token_file (fixture, NULL);
  assert_signed_in_as (fixture, "pipeline");

  gh_sim_server_script (fixture->server, "/github/token", 403, NULL, "{}", 0);
  use_token_file (fixture, NULL);
  assert_refused (fixture, GH_ERROR_REFUSED, "*HTTP 403*id-token: write*");
  g_unsetenv ("ACTIONS_ID_TOKEN_REQUEST_URL");
  g_unsetenv ("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
}

static void
use_managed_identity (Fixture *fixture, const char *client_id)
{
  g_autoptr (GHashTable) parameters =
      new_parameters (client_id != NULL ? GH_PARAMETER_IDENTITY_CLIENT_ID : NULL, client_id);
  g_autoptr (GhAccount) draft =
      gh_account_new_draft (fixture->cloud, NULL, NULL, GH_SIGN_IN_MANAGED_IDENTITY, parameters);

  sign_in (fixture, draft, NULL, FALSE);
}

static void
test_imds (Fixture *fixture, gconstpointer data)
{
  g_autofree char *origin = g_uri_to_string (gh_cloud_get_authority (fixture->cloud));
  GhAccount *account;

  g_setenv ("AZURE_POD_IDENTITY_AUTHORITY_HOST", origin, TRUE);
  use_managed_identity (fixture, NULL);
  assert_signed_in_as (fixture, "pipeline");
  account = gh_sign_in_result_get_account (fixture->result);
  g_assert_cmpstr (gh_account_get_client_id (account), ==, fixture->client_id);
  g_assert_cmpstr (gh_account_get_tenant (account), ==, gh_cloud_get_tenant_hint (fixture->cloud));

  use_managed_identity (fixture, fixture->client_id);
  assert_signed_in_as (fixture, "pipeline");
  use_managed_identity (fixture, "00000000-0000-4000-8000-000000000000");
  assert_refused (fixture, GH_ERROR_REFUSED, "*Identity not found*");
  g_unsetenv ("AZURE_POD_IDENTITY_AUTHORITY_HOST");
}

static void
acquired_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  G_GNUC_UNUSED g_autoptr (GhTokenAnswer) answer =
      gh_token_source_acquire_finish (GH_TOKEN_SOURCE (source), result, NULL, &fixture->error);

  fixture->done = TRUE;
}

static void
test_imds_is_busy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *origin = g_uri_to_string (gh_cloud_get_authority (fixture->cloud));
  g_autoptr (GhTokenSource) source =
      gh_managed_identity_source_new (fixture->http, origin, NULL, 1);
  g_autoptr (GhTokenSet) empty = gh_token_set_new (NULL);

  for (guint i = 0; i < 3; i++)
    gh_sim_server_script (fixture->server, "/metadata/*", i == 0 ? 404 : 410, NULL, "{}", 0);
  gh_token_source_acquire_async (source, gh_cloud_get_powerbi_audience (fixture->cloud), empty,
                                 NULL, NULL, acquired_cb, fixture);
  run_until (&fixture->done);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (gh_sim_server_count_requests (fixture->server, "GET", "/metadata/*"), ==, 4);
}

static void
test_app_service (Fixture *fixture, gconstpointer data)
{
  g_autofree char *origin = g_uri_to_string (gh_cloud_get_authority (fixture->cloud));
  g_autofree char *address = g_strconcat (origin, "/msi/token", NULL);

  g_setenv ("IDENTITY_ENDPOINT", address, TRUE);
  g_setenv ("IDENTITY_HEADER", "throw-away-identity-header", TRUE);
  use_managed_identity (fixture, NULL);
  assert_signed_in_as (fixture, "pipeline");
  g_setenv ("IDENTITY_HEADER", "wrong", TRUE);
  use_managed_identity (fixture, NULL);
  assert_refused (fixture, GH_ERROR_REFUSED, "*identity header is wrong*");
  g_unsetenv ("IDENTITY_ENDPOINT");
  g_unsetenv ("IDENTITY_HEADER");
}

static void
password_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->result = gh_password_sign_in_finish (result, &fixture->error);
  fixture->done = TRUE;
}

static void
use_password (Fixture *fixture, const char *user, const char *text)
{
  g_autoptr (GhSecret) password = gh_secret_new_text (text);

  reset (fixture);
  gh_password_sign_in_async (fixture->http, fixture->clock, fixture->cloud,
                             gh_cloud_get_tenant_hint (fixture->cloud),
                             gh_cloud_get_client_id_hint (fixture->cloud), user, password, NULL,
                             password_cb, fixture);
  run_until (&fixture->done);
}

static void
test_password (Fixture *fixture, gconstpointer data)
{
  use_password (fixture, "anna@contoso.com", "throw-away-password-anna");
  assert_signed_in_as (fixture, "anna@contoso.com");
  g_assert_cmpint (gh_account_get_method (gh_sign_in_result_get_account (fixture->result)), ==,
                   GH_SIGN_IN_PASSWORD);
  g_assert_nonnull (
      gh_token_set_get_refresh_token (gh_sign_in_result_get_tokens (fixture->result)));

  use_password (fixture, "anna@contoso.com", "wrong");
  assert_refused (fixture, GH_ERROR_REFUSED, "User name or password are wrong.*federated*50126*");
  use_password (fixture, "ben@contoso.com", "throw-away-password-ben");
  assert_refused (fixture, GH_ERROR_REFUSED, "*second factor*AADSTS50076*");
  use_password (fixture, "carla@contoso.com", "throw-away-password-carla");
  assert_refused (fixture, GH_ERROR_REFUSED, "A policy of the tenant blocks*AADSTS53003*");
  use_password (fixture, "dora@contoso.com", "anything");
  assert_refused (fixture, GH_ERROR_REFUSED, "*passwordless*AADSTS50056*");
  use_password (fixture, "nobody@contoso.com", "anything");
  assert_refused (fixture, GH_ERROR_REFUSED, "The tenant does not know this user*AADSTS50034*");
  use_password (fixture, "anna@contoso.com", "blank ");
  assert_refused (fixture, GH_ERROR_INVALID_INPUT, "*ends with a blank*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add ("/methods/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("secret", test_secret);
  ADD ("kept-secret", test_kept_secret);
  ADD ("wrong-secrets", test_wrong_secrets);
  ADD ("certificate", test_certificate);
  ADD ("wrong-certificates", test_wrong_certificates);
  ADD ("clock-is-off", test_clock_is_off);
  ADD ("federation", test_federation);
  ADD ("github", test_github);
  ADD ("imds", test_imds);
  ADD ("imds-is-busy", test_imds_is_busy);
  ADD ("app-service", test_app_service);
  ADD ("password", test_password);
#undef ADD

  return g_test_run ();
}
