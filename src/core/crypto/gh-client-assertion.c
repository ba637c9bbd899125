/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-client-assertion.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "gh-json.h"
#include "gh-random.h"

#define LIFETIME_SECONDS 600
/* A clock that is a little ahead would make a statement that is not valid yet. */
#define HEAD_START_SECONDS 60

static char *
encode (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, object);
  text = gh_json_to_text (node, FALSE);

  return gh_base64url_encode (text, strlen (text));
}

static char *
encode_header (GhClientCertificate *certificate, const char *algorithm)
{
  gboolean older = g_str_equal (algorithm, "RS256");
  g_autofree char *thumbprint =
      gh_client_certificate_dup_thumbprint (certificate, older ? "SHA1" : "SHA256");
  g_autoptr (JsonObject) header = json_object_new ();

  json_object_set_string_member (header, "alg", algorithm);
  json_object_set_string_member (header, "typ", "JWT");
  json_object_set_string_member (header, older ? "x5t" : "x5t#S256", thumbprint);

  return encode (header);
}

static char *
encode_claims (const char *audience, const char *client_id, gint64 now)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (JsonObject) claims = json_object_new ();

  json_object_set_string_member (claims, "aud", audience);
  json_object_set_string_member (claims, "iss", client_id);
  json_object_set_string_member (claims, "sub", client_id);
  json_object_set_string_member (claims, "jti", id);
  json_object_set_int_member (claims, "nbf", now - HEAD_START_SECONDS);
  json_object_set_int_member (claims, "iat", now);
  json_object_set_int_member (claims, "exp", now + LIFETIME_SECONDS);

  return encode (claims);
}

/**
 * gh_client_assertion_new:
 * @certificate: a certificate with its private key
 * @algorithm: "PS256" or "RS256"
 * @audience: the address of the token endpoint
 * @client_id: the application
 * @now: seconds since the epoch
 * @error: return location
 *
 * Whoever has it can be the application for ten minutes, hence a secret.
 *
 * Returns: (transfer full): a signed JWT, or %NULL with %GH_ERROR_FAILED
 */
GhSecret *
gh_client_assertion_new (GhClientCertificate *certificate,
                         const char *algorithm,
                         const char *audience,
                         const char *client_id,
                         gint64 now,
                         GError **error)
{
  g_autofree char *header = encode_header (certificate, algorithm);
  g_autofree char *claims = encode_claims (audience, client_id, now);
  g_autofree char *text = g_strconcat (header, ".", claims, NULL);
  g_autofree char *signature = NULL;
  g_autoptr (GhSecretBuilder) assertion = NULL;
  g_autoptr (GBytes) bytes = gh_client_certificate_sign (certificate, algorithm, text, error);

  if (bytes == NULL)
    return NULL;

  signature = gh_base64url_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  assertion = gh_secret_builder_new ();
  gh_secret_builder_append_text (assertion, text);
  gh_secret_builder_append_text (assertion, ".");
  gh_secret_builder_append_text (assertion, signature);

  return gh_secret_builder_end (assertion);
}
