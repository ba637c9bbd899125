/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cert-files.h"

#include <string.h>

#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "gh-random.h"

static char *
take_text (BIO *bio)
{
  char *data = NULL;
  long length = BIO_get_mem_data (bio, &data);
  char *text = g_strndup (data, (gsize)length);

  BIO_free (bio);

  return text;
}

static char *
write_key (EVP_PKEY *key, const char *passphrase)
{
  BIO *bio = BIO_new (BIO_s_mem ());

  g_assert_cmpint (PEM_write_bio_PrivateKey (bio, key,
                                             passphrase != NULL ? EVP_aes_256_cbc () : NULL, NULL,
                                             0, NULL, (void *)passphrase),
                   ==, 1);

  return take_text (bio);
}

static GBytes *
write_pkcs12 (EVP_PKEY *key, X509 *certificate)
{
  PKCS12 *pkcs12 =
      PKCS12_create (CERT_FILES_PASSPHRASE, "test", key, certificate, NULL, 0, 0, 0, 0, 0);
  guint8 *data = NULL;
  int length = i2d_PKCS12 (pkcs12, &data);
  GBytes *bytes = g_bytes_new (data, (gsize)length);

  OPENSSL_free (data);
  PKCS12_free (pkcs12);

  return bytes;
}

static X509 *
make_certificate (EVP_PKEY *key, gint64 age, gint64 life)
{
  X509 *certificate = X509_new ();
  X509_NAME *name = X509_get_subject_name (certificate);

  X509_set_version (certificate, 2);
  ASN1_INTEGER_set (X509_get_serialNumber (certificate), 1);
  X509_gmtime_adj (X509_getm_notBefore (certificate), -(long)age);
  X509_gmtime_adj (X509_getm_notAfter (certificate), (long)life);
  X509_NAME_add_entry_by_txt (name, "CN", MBSTRING_ASC, (const guchar *)"throw-away", -1, -1, 0);
  X509_set_issuer_name (certificate, name);
  X509_set_pubkey (certificate, key);
  g_assert_cmpint (X509_sign (certificate, key, EVP_sha256 ()), >, 0);

  return certificate;
}

CertFiles *
cert_files_new (gint64 age, gint64 life)
{
  CertFiles *self = g_new0 (CertFiles, 1);
  EVP_PKEY *key = EVP_RSA_gen (2048);
  X509 *certificate = make_certificate (key, age, life);
  BIO *bio = BIO_new (BIO_s_mem ());
  BIO *public_bio = BIO_new (BIO_s_mem ());

  PEM_write_bio_X509 (bio, certificate);
  PEM_write_bio_PUBKEY (public_bio, key);
  self->certificate = take_text (bio);
  self->public_key = take_text (public_bio);
  self->key = write_key (key, NULL);
  self->locked_key = write_key (key, CERT_FILES_PASSPHRASE);
  self->pkcs12 = write_pkcs12 (key, certificate);
  X509_free (certificate);
  EVP_PKEY_free (key);

  return self;
}

char *
cert_files_sign_jwt (CertFiles *self, const char *payload)
{
  g_autofree char *header = gh_base64url_encode ("{\"alg\":\"RS256\"}", 15);
  g_autofree char *claims = gh_base64url_encode (payload, strlen (payload));
  g_autofree char *text = g_strconcat (header, ".", claims, NULL);
  BIO *bio = BIO_new_mem_buf (self->key, -1);
  EVP_PKEY *key = PEM_read_bio_PrivateKey (bio, NULL, NULL, NULL);
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guint8 signature[256];
  gsize length = sizeof signature;
  g_autofree char *encoded = NULL;

  EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, key);
  EVP_DigestSign (context, signature, &length, (const guint8 *)text, strlen (text));
  EVP_MD_CTX_free (context);
  EVP_PKEY_free (key);
  BIO_free (bio);
  encoded = gh_base64url_encode (signature, length);

  return g_strconcat (text, ".", encoded, NULL);
}

void
cert_files_free (CertFiles *self)
{
  g_free (self->certificate);
  g_free (self->key);
  g_free (self->locked_key);
  g_free (self->public_key);
  g_bytes_unref (self->pkcs12);
  g_free (self);
}
