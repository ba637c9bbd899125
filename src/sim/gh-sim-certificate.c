/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-certificate.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#define SERIAL_BITS 126
#define VERSION_3 2

typedef EVP_PKEY PrivateKey;
typedef X509 Certificate;
typedef BIGNUM Number;
typedef BIO Stream;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PrivateKey, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Certificate, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Number, BN_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stream, BIO_free_all)

static void
check (gboolean success, const char *what)
{
  if (!success)
    g_error ("libcrypto could not make %s", what);
}

static void
add_extension (X509 *certificate, X509 *issuer, int id, const char *value)
{
  X509V3_CTX context;
  X509_EXTENSION *extension;

  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, id, value);
  check (extension != NULL && X509_add_ext (certificate, extension, -1) == 1, value);
  X509_EXTENSION_free (extension);
}

/* Two certificates with one issuer and one serial number are refused by browsers, and the issuer is
 * called the same in every run. */
static void
set_random_serial (X509 *certificate)
{
  g_autoptr (Number) number = BN_new ();

  check (BN_rand (number, SERIAL_BITS, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
             BN_to_ASN1_INTEGER (number, X509_get_serialNumber (certificate)) != NULL,
         "a serial number");
}

static X509 *
new_certificate (EVP_PKEY *key, const char *name, gint64 valid_from, gint64 valid_until)
{
  g_autoptr (Certificate) certificate = X509_new ();
  X509_NAME *subject = X509_get_subject_name (certificate);

  set_random_serial (certificate);
  check (X509_set_version (certificate, VERSION_3) == 1 &&
             X509_set_pubkey (certificate, key) == 1 &&
             ASN1_TIME_set (X509_getm_notBefore (certificate), valid_from) != NULL &&
             ASN1_TIME_set (X509_getm_notAfter (certificate), valid_until) != NULL &&
             X509_NAME_add_entry_by_txt (subject, "CN", MBSTRING_UTF8, (const guchar *)name, -1, -1,
                                         0) == 1,
         "a certificate");

  return g_steal_pointer (&certificate);
}

static void
sign (X509 *certificate, X509 *issuer, EVP_PKEY *key)
{
  check (X509_set_issuer_name (certificate, X509_get_subject_name (issuer)) == 1, "an issuer");
  add_extension (certificate, issuer, NID_subject_key_identifier, "hash");
  add_extension (certificate, issuer, NID_authority_key_identifier, "keyid:always");
  check (X509_sign (certificate, key, EVP_sha256 ()) > 0, "a signature");
}

static X509 *
new_ca (EVP_PKEY *key, gint64 valid_from, gint64 valid_until)
{
  g_autoptr (Certificate) ca =
      new_certificate (key, "Gatehouse simulator, throw-away", valid_from, valid_until);

  add_extension (ca, ca, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add_extension (ca, ca, NID_key_usage, "critical,keyCertSign,cRLSign");
  sign (ca, ca, key);

  return g_steal_pointer (&ca);
}

static char *
to_pem (X509 *certificate, EVP_PKEY *key)
{
  g_autoptr (Stream) stream = BIO_new (BIO_s_mem ());
  char *data;
  long length;

  check (PEM_write_bio_X509 (stream, certificate) == 1, "PEM");
  if (key != NULL)
    check (PEM_write_bio_PrivateKey (stream, key, NULL, NULL, 0, NULL, NULL) == 1, "PEM");
  length = BIO_get_mem_data (stream, &data);

  return g_strndup (data, (gsize)length);
}

/**
 * gh_sim_certificate_new:
 * @names: what the server is called, "DNS:localhost,IP:127.0.0.1,…"
 * @valid_from: seconds since the epoch
 * @valid_until: seconds since the epoch; a time that has passed makes an expired certificate of a
 *   valid authority
 *
 * Returns: (transfer full): a certificate with an authority of its own, both with keys on P-256
 */
GhSimCertificate *
gh_sim_certificate_new (const char *names, gint64 valid_from, gint64 valid_until)
{
  g_autoptr (PrivateKey) ca_key = EVP_EC_gen ("P-256");
  g_autoptr (PrivateKey) key = EVP_EC_gen ("P-256");
  g_autoptr (Certificate) ca = NULL;
  g_autoptr (Certificate) certificate = NULL;
  GhSimCertificate *self = g_new0 (GhSimCertificate, 1);
  gint64 day = 24 * 3600;

  check (ca_key != NULL && key != NULL, "a key on P-256");
  ca = new_ca (ca_key, valid_from, MAX (valid_until, g_get_real_time () / G_USEC_PER_SEC + day));
  certificate = new_certificate (key, "Gatehouse simulator", valid_from, valid_until);
  add_extension (certificate, ca, NID_basic_constraints, "critical,CA:FALSE");
  add_extension (certificate, ca, NID_key_usage, "critical,digitalSignature");
  add_extension (certificate, ca, NID_ext_key_usage, "serverAuth");
  add_extension (certificate, ca, NID_subject_alt_name, names);
  sign (certificate, ca, ca_key);

  self->ca_pem = to_pem (ca, NULL);
  self->server_pem = to_pem (certificate, key);

  return self;
}

/**
 * gh_sim_certificate_free:
 * @self: (transfer full): a certificate
 */
void
gh_sim_certificate_free (GhSimCertificate *self)
{
  g_free (self->ca_pem);
  g_free (self->server_pem);
  g_free (self);
}
