/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The reference for an account of the keyring: one look-up and one request, as plainly as the
 * libraries allow.
 *
 *   bench-keyring ACCOUNT-ID ADDRESS <BEARER */

#include <libsecret/secret.h>
#include <libsoup/soup.h>
#include <stdio.h>
#include <string.h>

static const SecretSchema schema = {
  "io.github.gatehouse.Gatehouse",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  { { "gatehouse-account", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autofree char *authorization = NULL;
  char bearer[8192];
  char *record;

  if (argc != 3 || fgets (bearer, sizeof bearer, stdin) == NULL)
    return 2;

  record = secret_password_lookup_sync (&schema, NULL, &error, "gatehouse-account", argv[1], NULL);
  g_assert_no_error (error);
  g_assert_nonnull (record);
  secret_password_free (record);

  session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  message = soup_message_new ("GET", argv[2]);
  authorization = g_strconcat ("Bearer ", g_strstrip (bearer), NULL);
  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                               authorization);
  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  fwrite (g_bytes_get_data (answer, NULL), 1, g_bytes_get_size (answer), stdout);

  return 0;
}
