/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* A throw-away certificate in the forms in which people have them. */
typedef struct
{
  /* PEM */
  char *certificate;
  char *key;
  /* with the pass phrase */
  char *locked_key;
  char *public_key;
  GBytes *pkcs12;
} CertFiles;

#define CERT_FILES_PASSPHRASE "throw-away-pass-phrase"

/* @age, @life: seconds since and after it was made */
CertFiles *cert_files_new (gint64 age, gint64 life);
/* RS256 over a payload, as another issuer would sign */
char *cert_files_sign_jwt (CertFiles *self, const char *payload);
void cert_files_free (CertFiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CertFiles, cert_files_free)
