/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include <string.h>

#include "gh-id-token.h"

#define CLIENT "22222222-2222-2222-2222-222222222222"
#define NOW 1800000000

/* Base64url would keep the claims out of reach, so only the payload is wild. */
static GhSecret *
make_token (const guint8 *data, gsize size)
{
  g_autofree char *payload = g_base64_encode (data, size);
  g_autofree char *token = NULL;

  g_strdelimit (payload, "+", '-');
  g_strdelimit (payload, "/", '_');
  payload[strcspn (payload, "=")] = '\0';
  token = g_strconcat ("e30.", payload, ".AAAA", NULL);

  return gh_secret_new_text (token);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GhCloud) cloud = gh_cloud_new_public ();
  g_autoptr (GhSecret) token = make_token (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GhAccount) account =
      gh_id_token_read_account (token, cloud, "organizations", CLIENT, "n1", NOW, &error);

  g_assert_true ((account == NULL) == (error != NULL));
  if (account != NULL)
    g_assert_true (g_uuid_string_is_valid (gh_account_get_object_id (account)));

  return 0;
}
