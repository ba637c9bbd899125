/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-tokens.h"

#include <string.h>

#include "gh-json.h"
#include "gh-sim-base64.h"
#include "gh-sim-resources.h"

#define KEY_RESOURCE "/io/github/gatehouse/Gatehouse/sim/throw-away-signing-key.pem"
#define KEY_ID "throw-away-signing-key"
#define ID_TOKEN_SECONDS 3600

struct _GhSimTokens
{
  GObject parent_instance;

  GhSimWorld *world;
  GhClock *clock;
  GhSimKey *key;
  /* "uti" of each access token that has not been declared expired */
  GHashTable *usable;
  /* token → claims that it was asked for with */
  GHashTable *claims;
};

G_DEFINE_FINAL_TYPE (GhSimTokens, gh_sim_tokens, G_TYPE_OBJECT)

static void
gh_sim_tokens_finalize (GObject *object)
{
  GhSimTokens *self = GH_SIM_TOKENS (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->key, EVP_PKEY_free);
  g_clear_pointer (&self->usable, g_hash_table_unref);
  g_clear_pointer (&self->claims, g_hash_table_unref);

  G_OBJECT_CLASS (gh_sim_tokens_parent_class)->finalize (object);
}

static void
gh_sim_tokens_class_init (GhSimTokensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_sim_tokens_finalize;
}

static void
gh_sim_tokens_init (GhSimTokens *self)
{
  self->usable = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->claims = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
gh_sim_caller_clear (GhSimCaller *caller)
{
  caller->who = NULL;
  g_clear_pointer (&caller->scopes, g_strfreev);
}

/**
 * gh_sim_caller_has_scope:
 * @caller: who calls
 * @scope: a delegated permission
 *
 * An application has no delegated permissions and needs none: what it may do is decided by its
 * roles alone. A token with "user_impersonation" may do all that the user may.
 *
 * Returns: whether the token allows it
 */
gboolean
gh_sim_caller_has_scope (GhSimCaller *caller, const char *scope)
{
  return caller->who->client_id != NULL ||
         g_strv_contains ((const char *const *)caller->scopes, scope) ||
         g_strv_contains ((const char *const *)caller->scopes, "user_impersonation");
}

/**
 * gh_sim_tokens_new:
 * @world: the tenant; outlives the result
 * @clock: what time it is
 *
 * Returns: (transfer full): a maker of tokens
 */
GhSimTokens *
gh_sim_tokens_new (GhSimWorld *world, GhClock *clock)
{
  GhSimTokens *self = g_object_new (GH_TYPE_SIM_TOKENS, NULL);
  g_autoptr (GBytes) pem = g_resource_lookup_data (gh_sim_get_resource (), KEY_RESOURCE,
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  self->world = world;
  self->clock = g_object_ref (clock);
  self->key = gh_sim_key_new_from_pem (g_bytes_get_data (pem, NULL), NULL);

  return self;
}

/* @claims: (transfer full) */
static char *
sign (GhSimTokens *self, JsonObject *claims)
{
  static const char HEADER[] = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"" KEY_ID "\"}";
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *header = gh_sim_base64_encode_url (HEADER, strlen (HEADER));
  g_autofree char *json = NULL;
  g_autofree char *payload = NULL;
  g_autofree char *text = NULL;
  g_autofree char *signature = NULL;
  g_autoptr (GBytes) bytes = NULL;

  json_node_take_object (node, claims);
  json = gh_json_to_text (node, FALSE);
  payload = gh_sim_base64_encode_url (json, strlen (json));
  text = g_strdup_printf ("%s.%s", header, payload);
  bytes = gh_sim_key_sign (self->key, text);
  signature = gh_sim_base64_encode_url (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return g_strdup_printf ("%s.%s", text, signature);
}

static JsonObject *
new_claims (GhSimTokens *self, const char *audience, const char *issuer, gint64 seconds)
{
  JsonObject *claims = json_object_new ();
  gint64 now = gh_clock_now (self->clock);

  json_object_set_string_member (claims, "aud", audience);
  json_object_set_string_member (claims, "iss", issuer);
  json_object_set_int_member (claims, "iat", now);
  json_object_set_int_member (claims, "nbf", now);
  json_object_set_int_member (claims, "exp", now + seconds);

  return claims;
}

/**
 * gh_sim_tokens_issue_access:
 * @self: a maker of tokens
 * @who: for whom
 * @client_id: through which application
 * @audience: for which resource
 * @scopes: (nullable): delegated permissions; none for an application
 * @seconds: how long it lasts
 *
 * Returns: (transfer full): a JWT in the form that Power BI's tokens have (version 1.0)
 */
char *
gh_sim_tokens_issue_access (GhSimTokens *self,
                            GhSimIdentity *who,
                            const char *client_id,
                            const char *audience,
                            const char *scopes,
                            gint64 seconds)
{
  g_autofree char *issuer = g_strdup_printf ("https://sts.windows.net/%s/", self->world->tenant_id);
  g_autofree char *uti = gh_sim_base64_random_url (16);
  JsonObject *claims = new_claims (self, audience, issuer, seconds);

  json_object_set_string_member (claims, "appid", client_id);
  json_object_set_string_member (claims, "appidacr", who->address != NULL ? "0" : "1");
  json_object_set_string_member (claims, "idtyp", who->address != NULL ? "user" : "app");
  json_object_set_string_member (claims, "oid", who->object_id);
  json_object_set_string_member (claims, "sub", who->object_id);
  json_object_set_string_member (claims, "tid", self->world->tenant_id);
  if (who->address != NULL)
    {
      json_object_set_string_member (claims, "app_displayname", self->world->client_name);
      json_object_set_string_member (claims, "name", who->name);
      json_object_set_string_member (claims, "upn", who->address);
      json_object_set_string_member (claims, "unique_name", who->address);
      json_object_set_string_member (claims, "scp", scopes != NULL ? scopes : "");
    }
  else
    {
      json_object_set_string_member (claims, "app_displayname", who->name);
    }
  json_object_set_string_member (claims, "uti", uti);
  json_object_set_string_member (claims, "ver", "1.0");
  g_hash_table_add (self->usable, g_steal_pointer (&uti));

  return sign (self, claims);
}

/**
 * gh_sim_tokens_issue_id:
 * @self: a maker of tokens
 * @authority: address of the simulated Entra ID, without final slash
 * @who: who signed in
 * @client_id: through which application
 * @nonce: (nullable): what the application sent
 *
 * Returns: (transfer full): an id_token (version 2.0)
 */
char *
gh_sim_tokens_issue_id (GhSimTokens *self,
                        const char *authority,
                        GhSimIdentity *who,
                        const char *client_id,
                        const char *nonce)
{
  g_autofree char *issuer = g_strdup_printf ("%s/%s/v2.0", authority, self->world->tenant_id);
  JsonObject *claims = new_claims (self, client_id, issuer, ID_TOKEN_SECONDS);

  json_object_set_string_member (claims, "name", who->name);
  if (nonce != NULL)
    json_object_set_string_member (claims, "nonce", nonce);
  json_object_set_string_member (claims, "oid", who->object_id);
  json_object_set_string_member (claims, "preferred_username", who->address);
  json_object_set_string_member (claims, "sub", who->object_id);
  json_object_set_string_member (claims, "tid", self->world->tenant_id);
  json_object_set_string_member (claims, "ver", "2.0");

  return sign (self, claims);
}

/**
 * gh_sim_tokens_dup_client_info:
 * @self: a maker of tokens
 * @who: who signed in
 *
 * Returns: (transfer full): what a client gets that asked for "client_info"; the vendor's own
 * clients store tokens under it
 */
char *
gh_sim_tokens_dup_client_info (GhSimTokens *self, GhSimIdentity *who)
{
  g_autofree char *json =
      g_strdup_printf ("{\"uid\":\"%s\",\"utid\":\"%s\"}", who->object_id, self->world->tenant_id);

  return gh_sim_base64_encode_url (json, strlen (json));
}

static JsonObject *
decode_part (const char *text)
{
  g_autoptr (GBytes) bytes = gh_sim_base64_decode_url (text, strlen (text));

  if (bytes == NULL)
    return NULL;

  return gh_json_parse_object (g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes),
                               NULL);
}

static const char *
get_text (JsonObject *claims, const char *name)
{
  const char *value = "";

  gh_json_read_string (claims, name, GH_JSON_OPTIONAL, &value, NULL);

  return value;
}

static gboolean
is_signed (GhSimTokens *self, const char *token)
{
  const char *dot = strrchr (token, '.');
  g_autoptr (GBytes) signature = gh_sim_base64_decode_url (dot + 1, strlen (dot + 1));

  return signature != NULL && gh_sim_key_verify (self->key, token, (gsize)(dot - token), signature);
}

static gboolean
is_same_resource (const char *one, const char *other)
{
  gsize length = strlen (one), other_length = strlen (other);

  if (length > 0 && one[length - 1] == '/')
    length--;
  if (other_length > 0 && other[other_length - 1] == '/')
    other_length--;

  return length == other_length && strncmp (one, other, length) == 0;
}

/**
 * gh_sim_tokens_check:
 * @self: a maker of tokens
 * @token: an access token
 * @audience: the resource that it must be for
 * @caller: (out caller-allocates): who it is, if it is valid
 *
 * Returns: whether the token is of use
 */
GhSimTokenState
gh_sim_tokens_check (GhSimTokens *self,
                     const char *token,
                     const char *audience,
                     GhSimCaller *caller)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", -1);
  g_autoptr (JsonObject) header = NULL;
  g_autoptr (JsonObject) claims = NULL;
  GhSimIdentity *who;
  gint64 expiry = 0;

  if (g_strv_length (parts) != 3)
    return GH_SIM_TOKEN_MALFORMED;
  header = decode_part (parts[0]);
  claims = decode_part (parts[1]);
  if (header == NULL || claims == NULL)
    return GH_SIM_TOKEN_MALFORMED;

  who = gh_sim_world_find_by_object_id (self->world, get_text (claims, "oid"));
  gh_json_read_integer (claims, "exp", GH_JSON_OPTIONAL, &expiry, NULL);
  if (!is_signed (self, token) || who == NULL || expiry <= gh_clock_now (self->clock) ||
      !g_hash_table_contains (self->usable, get_text (claims, "uti")) ||
      !is_same_resource (get_text (claims, "aud"), audience))
    return GH_SIM_TOKEN_UNUSABLE;

  caller->who = who;
  caller->scopes = g_strsplit (get_text (claims, "scp"), " ", -1);

  return GH_SIM_TOKEN_VALID;
}

/**
 * gh_sim_tokens_expire_all:
 * @self: a maker of tokens
 *
 * None of the access tokens handed out so far is valid any more.
 */
void
gh_sim_tokens_expire_all (GhSimTokens *self)
{
  g_hash_table_remove_all (self->usable);
}

void
gh_sim_tokens_note_claims (GhSimTokens *self, const char *token, const char *claims)
{
  g_hash_table_insert (self->claims, g_strdup (token), g_strdup (claims));
}

gboolean
gh_sim_tokens_has_claims (GhSimTokens *self, const char *token, const char *claims)
{
  return g_strcmp0 (g_hash_table_lookup (self->claims, token), claims) == 0;
}

static char *
to_url_alphabet (char *base64)
{
  g_autoptr (GBytes) bytes = gh_sim_base64_decode (base64, strlen (base64));

  g_free (base64);
  return gh_sim_base64_encode_url (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/**
 * gh_sim_tokens_describe_key:
 * @self: a maker of tokens
 *
 * Returns: (transfer full): the signing key's public part as a JWK
 */
JsonObject *
gh_sim_tokens_describe_key (GhSimTokens *self)
{
  JsonObject *jwk = json_object_new ();
  g_autofree char *n = to_url_alphabet (gh_sim_key_dup_modulus (self->key));
  g_autofree char *e = to_url_alphabet (gh_sim_key_dup_exponent (self->key));

  json_object_set_string_member (jwk, "kty", "RSA");
  json_object_set_string_member (jwk, "use", "sig");
  json_object_set_string_member (jwk, "kid", KEY_ID);
  json_object_set_string_member (jwk, "n", n);
  json_object_set_string_member (jwk, "e", e);

  return jwk;
}
