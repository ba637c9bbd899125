/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-assertion.h"

#include <string.h>

#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "gh-error.h"
#include "gh-json.h"
#include "gh-sim-base64.h"

/* What Entra ID allows between its clock and an application's. */
#define SKEW_SECONDS 300
#define LONGEST_SECONDS (24 * 3600)

typedef BIO Stream;
typedef EVP_MD_CTX DigestContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stream, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DigestContext, EVP_MD_CTX_free)

/* A JWT taken apart. */
typedef struct
{
  JsonObject *header;
  JsonObject *claims;
  GBytes *signature;
  gsize signed_length;
} Jwt;

static void
jwt_clear (Jwt *jwt)
{
  g_clear_pointer (&jwt->header, json_object_unref);
  g_clear_pointer (&jwt->claims, json_object_unref);
  g_clear_pointer (&jwt->signature, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Jwt, jwt_clear)

void
gh_sim_assertion_fault_clear (GhSimAssertionFault *fault)
{
  g_clear_pointer (&fault->text, g_free);
}

/**
 * gh_sim_registered_new:
 * @pem: a certificate
 * @error: return location
 *
 * Returns: (transfer full): what a registration keeps of it
 */
GhSimRegistered *
gh_sim_registered_new (const char *pem, GError **error)
{
  g_autoptr (Stream) stream = BIO_new_mem_buf (pem, -1);
  X509 *certificate = PEM_read_bio_X509 (stream, NULL, NULL, NULL);
  GhSimRegistered *self;
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;

  if (certificate == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT, "This is no certificate");
      return NULL;
    }

  self = g_new0 (GhSimRegistered, 1);
  self->key = X509_get_pubkey (certificate);
  X509_digest (certificate, EVP_sha256 (), digest, &length);
  self->sha256 = gh_sim_base64_encode_url (digest, length);
  X509_digest (certificate, EVP_sha1 (), digest, &length);
  self->sha1 = gh_sim_base64_encode_url (digest, length);
  X509_free (certificate);

  return self;
}

void
gh_sim_registered_free (GhSimRegistered *self)
{
  EVP_PKEY_free (self->key);
  g_free (self->sha256);
  g_free (self->sha1);
  g_free (self);
}

/**
 * gh_sim_trust_new:
 * @issuer: who makes the tokens
 * @subject: whom they are about
 * @audience: for whom they are made
 * @pem: the issuer's public key
 * @error: return location
 *
 * Returns: (transfer full): a federated identity credential of a registration
 */
GhSimTrust *
gh_sim_trust_new (const char *issuer,
                  const char *subject,
                  const char *audience,
                  const char *pem,
                  GError **error)
{
  g_autoptr (Stream) stream = BIO_new_mem_buf (pem, -1);
  EVP_PKEY *key = PEM_read_bio_PUBKEY (stream, NULL, NULL, NULL);
  GhSimTrust *self;

  if (key == NULL)
    {
      g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT, "This is no public key");
      return NULL;
    }

  self = g_new0 (GhSimTrust, 1);
  self->issuer = g_strdup (issuer);
  self->subject = g_strdup (subject);
  self->audience = g_strdup (audience);
  self->key = key;

  return self;
}

void
gh_sim_trust_free (GhSimTrust *self)
{
  g_free (self->issuer);
  g_free (self->subject);
  g_free (self->audience);
  EVP_PKEY_free (self->key);
  g_free (self);
}

static JsonObject *
decode_object (const char *text)
{
  g_autoptr (GBytes) bytes = gh_sim_base64_decode_url (text, strlen (text));

  return bytes != NULL ? gh_json_parse_object (g_bytes_get_data (bytes, NULL),
                                               (gssize)g_bytes_get_size (bytes), NULL)
                       : NULL;
}

static gboolean
take_apart (const char *text, Jwt *jwt)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", -1);

  if (g_strv_length (parts) != 3)
    return FALSE;
  jwt->header = decode_object (parts[0]);
  jwt->claims = decode_object (parts[1]);
  jwt->signature = gh_sim_base64_decode_url (parts[2], strlen (parts[2]));
  jwt->signed_length = strlen (parts[0]) + 1 + strlen (parts[1]);

  return jwt->header != NULL && jwt->claims != NULL && jwt->signature != NULL;
}

static const char *
get_text (JsonObject *object, const char *member)
{
  const char *value = "";

  gh_json_read_string (object, member, GH_JSON_OPTIONAL, &value, NULL);

  return value;
}

static gint64
get_number (JsonObject *object, const char *member)
{
  gint64 value = 0;

  gh_json_read_integer (object, member, GH_JSON_OPTIONAL, &value, NULL);

  return value;
}

static gboolean
is_signed (EVP_PKEY *key, const char *algorithm, const char *text, Jwt *jwt)
{
  g_autoptr (DigestContext) context = EVP_MD_CTX_new ();
  EVP_PKEY_CTX *parameters = NULL;
  gsize size;
  const guint8 *signature = g_bytes_get_data (jwt->signature, &size);

  if (EVP_DigestVerifyInit (context, &parameters, EVP_sha256 (), NULL, key) != 1)
    return FALSE;
  if (g_str_equal (algorithm, "PS256"))
    {
      if (EVP_PKEY_CTX_set_rsa_padding (parameters, RSA_PKCS1_PSS_PADDING) != 1 ||
          EVP_PKEY_CTX_set_rsa_pss_saltlen (parameters, RSA_PSS_SALTLEN_DIGEST) != 1)
        return FALSE;
    }
  else if (!g_str_equal (algorithm, "RS256"))
    return FALSE;

  return EVP_DigestVerify (context, signature, size, (const guint8 *)text, jwt->signed_length) == 1;
}

static gboolean
fail (GhSimAssertionFault *fault, const char *error, guint code, char *text)
{
  fault->error = error;
  fault->code = code;
  fault->text = text;

  return FALSE;
}

static gboolean
check_times (Jwt *jwt, gint64 now, GhSimAssertionFault *fault)
{
  gint64 start = get_number (jwt->claims, "nbf");
  gint64 end = get_number (jwt->claims, "exp");

  if (start - SKEW_SECONDS > now || end + SKEW_SECONDS <= now || end > now + LONGEST_SECONDS)
    return fail (fault, "invalid_client", 700024,
                 g_strdup_printf ("Client assertion is not within its valid time range. Current "
                                  "time: %" G_GINT64_FORMAT
                                  ", assertion valid from %" G_GINT64_FORMAT
                                  ", expiry time of assertion %" G_GINT64_FORMAT ".",
                                  now, start, end));

  return TRUE;
}

static GhSimRegistered *
find_certificate (GhSimIdentity *application, Jwt *jwt)
{
  const char *sha256 = get_text (jwt->header, "x5t#S256");
  const char *sha1 = get_text (jwt->header, "x5t");

  for (guint i = 0; i < application->certificates->len; i++)
    {
      GhSimRegistered *registered = g_ptr_array_index (application->certificates, i);

      if (g_str_equal (registered->sha256, sha256) || g_str_equal (registered->sha1, sha1))
        return registered;
    }

  return NULL;
}

static gboolean
check_own (GhSimIdentity *application,
           const char *assertion,
           Jwt *jwt,
           const char *audience,
           gint64 now,
           GHashTable *seen,
           GhSimAssertionFault *fault)
{
  GhSimRegistered *registered = find_certificate (application, jwt);
  const char *id = get_text (jwt->claims, "jti");

  if (registered == NULL)
    return fail (fault, "invalid_client", 700027,
                 g_strdup ("The certificate with identifier used to sign the client assertion is "
                           "not registered on application. [Reason - The key was not found.]"));
  if (!is_signed (registered->key, get_text (jwt->header, "alg"), assertion, jwt))
    return fail (fault, "invalid_client", 700027,
                 g_strdup ("Client assertion failed signature validation."));
  if (!g_str_equal (get_text (jwt->claims, "aud"), audience))
    return fail (fault, "invalid_client", 700023,
                 g_strdup ("Client assertion audience claim does not match Realm issuer."));
  if (!check_times (jwt, now, fault))
    return FALSE;
  if (*id == '\0' || !g_hash_table_add (seen, g_strdup (id)))
    return fail (fault, "invalid_client", 700030,
                 g_strdup ("The simulator takes each 'jti' of a client assertion once."));

  return TRUE;
}

/* Of the trusts with the right issuer the one with the right subject, then the audience: the order
 * in which the vendor's numbers tell them apart. */
static gboolean
check_foreign (GhSimIdentity *application,
               const char *assertion,
               Jwt *jwt,
               gint64 now,
               GhSimAssertionFault *fault)
{
  const char *issuer = get_text (jwt->claims, "iss");
  const char *subject = get_text (jwt->claims, "sub");
  const char *audience = get_text (jwt->claims, "aud");
  GhSimTrust *trust = NULL;
  gboolean known_issuer = FALSE;

  for (guint i = 0; i < application->trusts->len && trust == NULL; i++)
    {
      GhSimTrust *candidate = g_ptr_array_index (application->trusts, i);

      if (!g_str_equal (candidate->issuer, issuer))
        continue;
      known_issuer = TRUE;
      if (g_str_equal (candidate->subject, subject))
        trust = candidate;
    }

  if (!known_issuer)
    return fail (fault, "invalid_client", 700211,
                 g_strdup_printf ("No matching federated identity record found for presented "
                                  "assertion issuer '%s'.",
                                  issuer));
  if (trust == NULL)
    return fail (fault, "invalid_client", 700213,
                 g_strdup_printf ("No matching federated identity record found for presented "
                                  "assertion subject '%s'.",
                                  subject));
  if (!g_str_equal (trust->audience, audience))
    return fail (fault, "invalid_client", 700212,
                 g_strdup_printf ("No matching federated identity record found for presented "
                                  "assertion audience '%s'.",
                                  audience));
  if (!is_signed (trust->key, get_text (jwt->header, "alg"), assertion, jwt))
    return fail (fault, "invalid_client", 50013,
                 g_strdup ("Assertion failed signature validation."));

  return check_times (jwt, now, fault);
}

/**
 * gh_sim_assertion_check:
 * @application: who it should be
 * @assertion: a JWT
 * @audience: the address of the token endpoint
 * @now: the time
 * @seen: ids that were used before, added to
 * @fault: (out caller-allocates): what is wrong
 *
 * What the application has made out about itself proves a certificate; everything else is a
 * federated token.
 *
 * Returns: whether it is the application
 */
gboolean
gh_sim_assertion_check (GhSimIdentity *application,
                        const char *assertion,
                        const char *audience,
                        gint64 now,
                        GHashTable *seen,
                        GhSimAssertionFault *fault)
{
  g_auto (Jwt) jwt = { NULL };

  if (!take_apart (assertion, &jwt))
    return fail (fault, "invalid_request", 50027, g_strdup ("JWT token is invalid or malformed."));
  if (g_ascii_strcasecmp (get_text (jwt.claims, "iss"), application->client_id) == 0 &&
      g_ascii_strcasecmp (get_text (jwt.claims, "sub"), application->client_id) == 0)
    return check_own (application, assertion, &jwt, audience, now, seen, fault);

  return check_foreign (application, assertion, &jwt, now, fault);
}
