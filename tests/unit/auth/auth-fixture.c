/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "auth-fixture.h"

#define SAFETY_SECONDS 60

GhAccount *
auth_fixture_make_account (const char *user_name)
{
  g_autoptr (GhCloud) cloud = gh_cloud_new_public ();
  g_autofree char *object_id = g_compute_checksum_for_string (G_CHECKSUM_SHA1, user_name, -1);

  return gh_account_new (cloud, "contoso.onmicrosoft.com", "11111111-2222-3333-4444-555555555555",
                         user_name, object_id, "66666666-7777-8888-9999-000000000000");
}

GhTokenSet *
auth_fixture_make_tokens (const char *refresh_token)
{
  g_autoptr (GhSecret) secret = gh_secret_new_text (refresh_token);

  return gh_token_set_new (secret);
}

void
auth_fixture_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("Nothing has come back within %d seconds", SAFETY_SECONDS);
  return G_SOURCE_REMOVE;
}

GAsyncResult *
auth_fixture_wait (GAsyncResult **result)
{
  guint timer = g_timeout_add_seconds (SAFETY_SECONDS, give_up_cb, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);

  return *result;
}

GhTokenSet *
auth_fixture_load (GhTokenStore *store, GhAccount *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_token_store_load_async (store, account, NULL, auth_fixture_done_cb, &result);

  return gh_token_store_load_finish (store, auth_fixture_wait (&result), error);
}

gboolean
auth_fixture_save (GhTokenStore *store, GhAccount *account, GhTokenSet *tokens, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_token_store_save_async (store, account, tokens, NULL, auth_fixture_done_cb, &result);

  return gh_token_store_save_finish (store, auth_fixture_wait (&result), error);
}

gboolean
auth_fixture_remove (GhTokenStore *store, GhAccount *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gh_token_store_remove_async (store, account, NULL, auth_fixture_done_cb, &result);

  return gh_token_store_remove_finish (store, auth_fixture_wait (&result), error);
}

void
auth_fixture_assert_refresh_token (GhTokenSet *tokens, const char *expected)
{
  GhSecret *refresh_token;

  g_assert_nonnull (tokens);
  refresh_token = gh_token_set_get_refresh_token (tokens);
  g_assert_nonnull (refresh_token);
  g_assert_cmpstr (gh_secret_peek_text (refresh_token), ==, expected);
}
