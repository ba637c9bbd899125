/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GhSignInMethod:
 * @GH_SIGN_IN_BROWSER: a person at the system browser (GhBrowserSignIn)
 * @GH_SIGN_IN_DEVICE_CODE: a person at the browser of another device (GhDeviceSignIn)
 * @GH_SIGN_IN_PASSWORD: user name and password, legacy (GhPasswordSignIn)
 * @GH_SIGN_IN_CLIENT_SECRET: an application with a secret
 * @GH_SIGN_IN_CLIENT_CERTIFICATE: an application with a certificate
 * @GH_SIGN_IN_FEDERATED: an application vouched for by another issuer of tokens
 * @GH_SIGN_IN_MANAGED_IDENTITY: the identity that Azure gives this machine
 * @GH_SIGN_IN_AZURE_CLI: whoever is signed in at the Azure command line
 *
 * How an account gets its tokens.
 */
typedef enum
{
  GH_SIGN_IN_BROWSER,
  GH_SIGN_IN_DEVICE_CODE,
  GH_SIGN_IN_PASSWORD,
  GH_SIGN_IN_CLIENT_SECRET,
  GH_SIGN_IN_CLIENT_CERTIFICATE,
  GH_SIGN_IN_FEDERATED,
  GH_SIGN_IN_MANAGED_IDENTITY,
  GH_SIGN_IN_AZURE_CLI,
} GhSignInMethod;

/* Names of an account's parameters; none of them is a secret. */

/* client-certificate: absolute path of a PEM or PKCS#12 file with certificate and private key */
#define GH_PARAMETER_CERTIFICATE_PATH "certificatePath"
/* client-certificate: "PS256" (default; names the certificate by SHA-256) or "RS256" (by SHA-1) */
#define GH_PARAMETER_ALGORITHM "assertionAlgorithm"
/* federated: absolute path of a file that holds a token; without it, the address that GitHub
 * Actions puts into the environment is asked */
#define GH_PARAMETER_TOKEN_PATH "tokenPath"
/* managed-identity: client ID of a user-assigned identity; without it the system-assigned one */
#define GH_PARAMETER_IDENTITY_CLIENT_ID "identityClientId"

/* "browser", "device-code", "password", "client-secret", "client-certificate", "federated",
 * "managed-identity", "azure-cli" */
const char *gh_sign_in_method_get_name (GhSignInMethod method);
/* @name: (nullable): NULL is the browser; GH_ERROR_INVALID_INPUT names the ones there are */
gboolean gh_sign_in_method_parse (const char *name, GhSignInMethod *method, GError **error);
/* "Device code", for people */
const char *gh_sign_in_method_get_title (GhSignInMethod method);
/* whether a person takes part, after which a refresh token stands for them */
gboolean gh_sign_in_method_is_interactive (GhSignInMethod method);

G_END_DECLS
