/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-client-certificate.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "gh-error.h"
#include "gh-random.h"

#define PEM_MARK "-----BEGIN "
#define SALT_BYTES 32

struct _GhClientCertificate
{
  GObject parent_instance;

  X509 *certificate;
  EVP_PKEY *key;
};

G_DEFINE_FINAL_TYPE (GhClientCertificate, gh_client_certificate, G_TYPE_OBJECT)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PKCS12, PKCS12_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

/* What the reading of a PEM key asks for. */
typedef struct
{
  GhSecret *passphrase;
  gboolean asked;
} Asked;

static void
gh_client_certificate_finalize (GObject *object)
{
  GhClientCertificate *self = GH_CLIENT_CERTIFICATE (object);

  X509_free (self->certificate);
  EVP_PKEY_free (self->key);

  G_OBJECT_CLASS (gh_client_certificate_parent_class)->finalize (object);
}

static void
gh_client_certificate_class_init (GhClientCertificateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_client_certificate_finalize;
}

static void
gh_client_certificate_init (GhClientCertificate *self)
{
}

static void
set_input_error (GError **error, const char *text)
{
  g_set_error_literal (error, GH_ERROR, GH_ERROR_INVALID_INPUT, text);
}

static void
set_passphrase_error (GError **error, GhSecret *passphrase)
{
  if (passphrase == NULL)
    g_set_error_literal (error, GH_ERROR, GH_ERROR_SIGN_IN_NEEDED,
                         _ ("The private key is protected: its pass phrase is needed"));
  else
    set_input_error (error, _ ("The pass phrase of the private key is wrong"));
}

static int
give_passphrase (char *buffer, int size, int writing, void *user_data)
{
  Asked *asked = user_data;
  const char *text;
  gsize length;

  asked->asked = TRUE;
  if (asked->passphrase == NULL)
    return -1;

  text = gh_secret_peek (asked->passphrase, &length);
  if (length > (gsize)size)
    return -1;
  memcpy (buffer, text, length);

  return (int)length;
}

static BIO *
open_bio (GhSecret *file)
{
  gsize length;
  const char *data = gh_secret_peek (file, &length);

  return BIO_new_mem_buf (data, (int)length);
}

static gboolean
read_pem_key (GhClientCertificate *self, GhSecret *file, GhSecret *passphrase, GError **error)
{
  g_autoptr (BIO) bio = open_bio (file);
  Asked asked = { passphrase, FALSE };

  self->key = PEM_read_bio_PrivateKey (bio, NULL, give_passphrase, &asked);
  ERR_clear_error ();
  if (self->key != NULL)
    return TRUE;

  if (asked.asked)
    set_passphrase_error (error, passphrase);
  else
    set_input_error (error, _ ("The file holds no private key: put certificate and key into one "
                               "file"));
  return FALSE;
}

static gboolean
belongs (GhClientCertificate *self, X509 *certificate)
{
  gboolean belongs = X509_check_private_key (certificate, self->key) == 1;

  ERR_clear_error ();

  return belongs;
}

/* A file may hold the certificates of the issuers too. */
static gboolean
read_pem_certificate (GhClientCertificate *self, GhSecret *file, GError **error)
{
  g_autoptr (BIO) bio = open_bio (file);
  gboolean any = FALSE;
  X509 *certificate;

  while (self->certificate == NULL &&
         (certificate = PEM_read_bio_X509 (bio, NULL, give_passphrase, NULL)) != NULL)
    {
      any = TRUE;
      if (belongs (self, certificate))
        self->certificate = certificate;
      else
        X509_free (certificate);
    }

  ERR_clear_error ();
  if (self->certificate != NULL)
    return TRUE;

  set_input_error (error, any ? _ ("The private key does not belong to the certificate")
                              : _ ("The file holds no certificate"));
  return FALSE;
}

/* A file without a pass phrase has been made with an empty one, or with none. */
static gboolean
find_pkcs12_passphrase (PKCS12 *pkcs12, GhSecret *passphrase, const char **text)
{
  if (passphrase != NULL)
    {
      *text = gh_secret_peek_text (passphrase);
      return PKCS12_verify_mac (pkcs12, *text, -1) == 1;
    }

  *text = "";
  if (PKCS12_verify_mac (pkcs12, *text, 0) == 1)
    return TRUE;
  *text = NULL;

  return PKCS12_verify_mac (pkcs12, NULL, 0) == 1;
}

static gboolean
read_pkcs12 (GhClientCertificate *self, GhSecret *file, GhSecret *passphrase, GError **error)
{
  g_autoptr (BIO) bio = open_bio (file);
  g_autoptr (PKCS12) pkcs12 = d2i_PKCS12_bio (bio, NULL);
  const char *text = NULL;
  gboolean opened;

  if (pkcs12 == NULL)
    {
      ERR_clear_error ();
      set_input_error (error, _ ("The file is neither PEM nor PKCS#12"));
      return FALSE;
    }
  opened = find_pkcs12_passphrase (pkcs12, passphrase, &text);
  ERR_clear_error ();
  if (!opened)
    {
      set_passphrase_error (error, passphrase);
      return FALSE;
    }

  opened = PKCS12_parse (pkcs12, text, &self->key, &self->certificate, NULL) == 1;
  ERR_clear_error ();
  if (!opened)
    set_input_error (error, _ ("The file’s encryption is too old to be read; write it anew as PEM "
                               "or with a newer PKCS#12"));
  else if (self->key == NULL)
    set_input_error (error, _ ("The file holds no private key: put certificate and key into one "
                               "file"));
  else if (self->certificate == NULL)
    set_input_error (error, _ ("The file holds no certificate"));

  return opened && self->key != NULL && self->certificate != NULL;
}

static gboolean
is_pem (GhSecret *file)
{
  gsize length;
  const char *data = gh_secret_peek (file, &length);

  return g_strstr_len (data, (gssize)length, PEM_MARK) != NULL;
}

/**
 * gh_client_certificate_parse:
 * @file: the bytes of a PEM or PKCS#12 file
 * @passphrase: (nullable): what protects the private key
 * @error: return location
 *
 * Returns: (transfer full): certificate and key, or %NULL with %GH_ERROR_SIGN_IN_NEEDED if a pass
 *   phrase is needed, %GH_ERROR_INVALID_INPUT if the file or the pass phrase can't be used
 */
GhClientCertificate *
gh_client_certificate_parse (GhSecret *file, GhSecret *passphrase, GError **error)
{
  g_autoptr (GhClientCertificate) self = g_object_new (GH_TYPE_CLIENT_CERTIFICATE, NULL);
  gboolean read;

  g_return_val_if_fail (file != NULL, NULL);

  if (is_pem (file))
    read = read_pem_key (self, file, passphrase, error) && read_pem_certificate (self, file, error);
  else
    read = read_pkcs12 (self, file, passphrase, error);
  if (!read)
    return NULL;

  if (EVP_PKEY_base_id (self->key) != EVP_PKEY_RSA)
    {
      set_input_error (error, _ ("Entra ID takes only certificates with an RSA key"));
      return NULL;
    }

  return g_steal_pointer (&self);
}

static char *
dup_date (const ASN1_TIME *time)
{
  struct tm parts = { 0 };

  ASN1_TIME_to_tm (time, &parts);

  return g_strdup_printf ("%04d-%02d-%02d", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

/**
 * gh_client_certificate_check_time:
 * @self: a certificate
 * @now: seconds since the epoch
 * @error: return location
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_INPUT if it has expired or is not valid yet
 */
gboolean
gh_client_certificate_check_time (GhClientCertificate *self, gint64 now, GError **error)
{
  const ASN1_TIME *start;
  const ASN1_TIME *end;
  g_autofree char *date = NULL;
  time_t time = (time_t)now;

  g_return_val_if_fail (GH_IS_CLIENT_CERTIFICATE (self), FALSE);

  start = X509_get0_notBefore (self->certificate);
  end = X509_get0_notAfter (self->certificate);
  if (X509_cmp_time (end, &time) < 0)
    {
      date = dup_date (end);
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("The certificate expired on %s: make a new one and upload it to the "
                      "registration"),
                   date);
      return FALSE;
    }
  if (X509_cmp_time (start, &time) > 0)
    {
      date = dup_date (start);
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("The certificate is not valid before %s; check the clock of this computer"),
                   date);
      return FALSE;
    }

  return TRUE;
}

/**
 * gh_client_certificate_dup_thumbprint:
 * @self: a certificate
 * @digest: "SHA-256" or "SHA1"
 *
 * Returns: (transfer full): what names the certificate, as base64url
 */
char *
gh_client_certificate_dup_thumbprint (GhClientCertificate *self, const char *digest)
{
  guint8 bytes[EVP_MAX_MD_SIZE];
  unsigned int length = 0;

  g_return_val_if_fail (GH_IS_CLIENT_CERTIFICATE (self), NULL);

  X509_digest (self->certificate, EVP_get_digestbyname (digest), bytes, &length);

  return gh_base64url_encode (bytes, length);
}

static gboolean
set_padding (EVP_PKEY_CTX *context, const char *algorithm)
{
  if (g_str_equal (algorithm, "RS256"))
    return EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PADDING) == 1;

  return EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen (context, SALT_BYTES) == 1;
}

/**
 * gh_client_certificate_sign:
 * @self: a certificate
 * @algorithm: "PS256" or "RS256"
 * @text: what to sign
 * @error: return location
 *
 * Returns: (transfer full): the signature, or %NULL with %GH_ERROR_FAILED
 */
GBytes *
gh_client_certificate_sign (GhClientCertificate *self,
                            const char *algorithm,
                            const char *text,
                            GError **error)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  EVP_PKEY_CTX *key_context = NULL;
  const guint8 *data = (const guint8 *)text;
  gsize length = 0;
  g_autofree guint8 *signature = NULL;

  g_return_val_if_fail (GH_IS_CLIENT_CERTIFICATE (self), NULL);

  if (EVP_DigestSignInit (context, &key_context, EVP_sha256 (), NULL, self->key) == 1 &&
      set_padding (key_context, algorithm) &&
      EVP_DigestSign (context, NULL, &length, data, strlen (text)) == 1)
    {
      signature = g_malloc (length);
      if (EVP_DigestSign (context, signature, &length, data, strlen (text)) == 1)
        return g_bytes_new_take (g_steal_pointer (&signature), length);
    }

  ERR_clear_error ();
  g_set_error_literal (error, GH_ERROR, GH_ERROR_FAILED,
                       _ ("The private key can’t sign: it is too short, or damaged"));
  return NULL;
}
