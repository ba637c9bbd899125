/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-entra-code.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GhEntraKind kind;
  const char *text;
  guint numbers[16];
} Row;

/* What signing in and renewing can meet, of the vendor's "Microsoft Entra authentication and
 * authorization error codes": cause first, then what to do. */
/* clang-format would indent every row more than the last. */
/* clang-format off */
static const Row rows[] = {
  { GH_ENTRA_INTERACTION,
    N_ ("This account is not known in the tenant. Choose another account, or be invited "
        "as a guest."),
    { 16000, 50020 } },
  { GH_ENTRA_INTERACTION,
    N_ ("This user does not exist. Check the address and the tenant."),
    { 50034 } },
  { GH_ENTRA_INTERACTION,
    N_ ("The account is locked, or sign-ins from here are blocked. Wait, or ask an "
        "administrator."),
    { 50053 } },
  { GH_ENTRA_INTERACTION,
    N_ ("The password has expired. Sign in again and change it."),
    { 50055, 50144 } },
  { GH_ENTRA_INTERACTION,
    N_ ("The account has no password, or is disabled. An administrator can change that."),
    { 50056, 50057 } },
  { GH_ENTRA_INTERACTION,
    N_ ("Nobody is signed in at the browser. Sign in again."),
    { 50058 } },
  { GH_ENTRA_INTERACTION,
    N_ ("A second factor is asked for. Sign in again, the browser shows what is needed."),
    { 50072, 50074, 50076, 50078, 50079, 50158 } },
  { GH_ENTRA_INTERACTION,
    N_ ("The sign-in page has expired. Sign in again."),
    { 50089 } },
  { GH_ENTRA_INTERACTION,
    N_ ("The sign-in was interrupted by a page. Sign in again."),
    { 50125, 50140, 50199 } },
  { GH_ENTRA_INTERACTION,
    N_ ("User name or password are wrong. Sign in again."),
    { 50126 } },
  { GH_ENTRA_INTERACTION,
    N_ ("The tenant asks for a device that it manages. Sign in on such a device."),
    { 50005, 53000, 53001, 50097, 50129, 530003 } },
  { GH_ENTRA_INTERACTION,
    N_ ("A policy of the tenant blocks this sign-in. An administrator can find it by the "
        "trace ID."),
    { 50131, 530032, 530035, 53003, 53011, 530036 } },
  { GH_ENTRA_INTERACTION,
    N_ ("The tenant binds tokens to managed devices, which is not possible here. Ask an "
        "administrator for an exception."),
    { 530084 } },
  { GH_ENTRA_INTERACTION,
    N_ ("A policy of the tenant ends sign-ins after some hours. Sign in again."),
    { 70043 } },
  { GH_ENTRA_INTERACTION,
    N_ ("Nobody has consented to what this application may do. Sign in again and "
        "consent, or ask an administrator."),
    { 65001 } },
  { GH_ENTRA_INTERACTION,
    N_ ("An administrator has to consent to what this application may do."),
    { 90094, 90095 } },
  { GH_ENTRA_DEAD,
    N_ ("The password was changed, or the sign-in was revoked. Sign in again."),
    { 50132, 50133, 50173 } },
  { GH_ENTRA_DEAD,
    N_ ("The sign-in was not used for too long. Sign in again."),
    { 70008, 700082 } },
  { GH_ENTRA_DEAD,
    N_ ("The registration is of the type single-page application, whose sign-ins end "
        "after a day. Register http://localhost under Mobile and desktop applications, "
        "then sign in again."),
    { 700084 } },
  { GH_ENTRA_INTERACTION,
    N_ ("The authority does not take this sign-in any more. Sign in again."),
    { 70000 } },
  { GH_ENTRA_INTERACTION,
    N_ ("The code of this sign-in was used before. Sign in again."),
    { 54005 } },
  { GH_ENTRA_INTERACTION,
    N_ ("Two attempts to sign in were mixed. Sign in again."),
    { 50147, 501481, 501491 } },
  { GH_ENTRA_DECLINED,
    N_ ("The consent was declined."),
    { 65004 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("Power BI is not known in this tenant. Check tenant and cloud; it also takes one "
        "Power BI licence in the tenant."),
    { 50001, 500011, 650052, 650054 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The registration lacks the redirect address. Add http://localhost under Mobile "
        "and desktop applications."),
    { 50011, 70004 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("This tenant is not known. Check the tenant and the cloud."),
    { 50059, 90002, 50128 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The user is not assigned to this application. An administrator can assign it."),
    { 50105 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The application belongs to one tenant only. Enter that tenant instead of "
        "“organizations”."),
    { 50194 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("This client ID may not be used for Power BI. Register your own application."),
    { 65002 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The registration lacks a permission. Add it under API permissions, Power BI "
        "Service."),
    { 65005, 650056, 650057, 70011 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("This application is not known in the tenant. Check client ID, tenant and cloud."),
    { 700016, 700011, 70001 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The application is disabled. An administrator can enable it."),
    { 7000112 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The registration asks for a secret. Allow public client flows, or register "
        "http://localhost under Mobile and desktop applications."),
    { 70002, 7000218 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The code was made for another tenant. Enter that tenant."),
    { 700005 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The registration does not allow an ID token."),
    { 700054 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("This account belongs to another national cloud. Choose that cloud."),
    { 900382, 90038, 1000104 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The authority did not understand the request. This is a mistake of Gatehouse."),
    { 90014, 900144, 901002, 9002313, 700022, 700025 } },
  { GH_ENTRA_THROTTLED,
    N_ ("The authority was asked too often. Wait a minute."),
    { 50196, 90055 } },
  { GH_ENTRA_TRANSIENT,
    N_ ("The authority is out of order for a moment. Try again."),
    { 90006, 90012, 90024, 90033, 90090 } },
  { GH_ENTRA_TRANSIENT,
    N_ ("The tenant’s own sign-in service can’t be reached. Try again, or ask an "
        "administrator."),
    { 80001, 80002, 80005, 80007, 80010, 80014 } },
  { GH_ENTRA_INTERACTION,
    N_ ("The device code came to another data centre than it was made in. Get a new code."),
    { 50134 } },
  { GH_ENTRA_INTERACTION,
    N_ ("Nobody has used the device code yet."),
    { 70016 } },
  { GH_ENTRA_INTERACTION,
    N_ ("The device code is wrong, or was used before. Get a new code."),
    { 70018 } },
  { GH_ENTRA_INTERACTION,
    N_ ("The device code has expired. Get a new code."),
    { 70019, 70020 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The issuer of the federated token is not trusted by the application. Compare "
        "issuer, subject and audience with the federated credential of the registration."),
    { 70021, 700213 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The application trusts no issuer like that of the federated token. Compare the "
        "issuer with the federated credential of the registration."),
    { 700211 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The federated token was made out for another audience. It has to be "
        "api://AzureADTokenExchange, or what the registration says."),
    { 700212 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The proof of the certificate’s key is not valid at this time. Check the clock "
        "of this computer."),
    { 700024 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The registration does not know this certificate. Upload it under Certificates & "
        "secrets, and check client ID and tenant."),
    { 700027 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The secret is wrong. Enter the value of the secret, not its ID."),
    { 7000215 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("The secret has expired. Create a new one under Certificates & secrets of the "
        "registration."),
    { 7000222 } },
  { GH_ENTRA_CONFIGURATION,
    N_ ("This way to sign in needs one tenant. Enter its ID or a domain instead of "
        "“organizations”."),
    { 9001023 } },
};
/* clang-format on */

static gboolean
row_has (const Row *row, guint number)
{
  for (guint i = 0; i < G_N_ELEMENTS (row->numbers) && row->numbers[i] != 0; i++)
    if (row->numbers[i] == number)
      return TRUE;

  return FALSE;
}

/**
 * gh_entra_code_look_up:
 * @number: an AADSTS number
 * @kind: (out) (optional): what it asks for
 * @text: (out) (optional) (transfer none): cause and remedy in the user's language
 *
 * Returns: whether the number is known here
 */
gboolean
gh_entra_code_look_up (guint number, GhEntraKind *kind, const char **text)
{
  for (guint i = 0; number != 0 && i < G_N_ELEMENTS (rows); i++)
    if (row_has (&rows[i], number))
      {
        if (kind != NULL)
          *kind = rows[i].kind;
        if (text != NULL)
          *text = _ (rows[i].text);
        return TRUE;
      }

  return FALSE;
}
