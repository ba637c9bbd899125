/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fake-authority.h"
#include "gh-error.h"
#include "gh-id-token.h"

#define NOW 1800000000
#define GOOD                                                                                       \
  "{\"aud\":\"" FAKE_CLIENT "\",\"iss\":\"https://login.microsoftonline.com/" FAKE_TENANT          \
  "/v2.0\",\"tid\":\"" FAKE_TENANT "\",\"oid\":\"" FAKE_USER                                       \
  "\",\"preferred_username\":\"anna@contoso.com\",\"upn\":\"other@contoso.com\",\"nonce\":\"n1\"," \
  "\"exp\":1800003600}"

static GhAccount *
read_account (const char *payload, const char *tenant, GError **error)
{
  g_autoptr (GhCloud) cloud = gh_cloud_new_public ();
  g_autofree char *jwt = fake_jwt (payload);
  g_autoptr (GhSecret) token = gh_secret_new_text (jwt);

  return gh_id_token_read_account (token, cloud, tenant, FAKE_CLIENT, "n1", NOW, error);
}

/* GOOD with one piece of it replaced */
static char *
dup_changed (const char *from, const char *to)
{
  g_autoptr (GString) payload = g_string_new (GOOD);

  g_assert_cmpuint (g_string_replace (payload, from, to, 1), ==, 1);

  return g_string_free (g_steal_pointer (&payload), FALSE);
}

static void
test_good (void)
{
  static const char *const tenants[] = { "organizations", "contoso.onmicrosoft.com", FAKE_TENANT };

  for (guint i = 0; i < G_N_ELEMENTS (tenants); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GhAccount) account = read_account (GOOD, tenants[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (gh_account_get_user_name (account), ==, "anna@contoso.com");
      g_assert_cmpstr (gh_account_get_object_id (account), ==, FAKE_USER);
      g_assert_cmpstr (gh_account_get_tenant_id (account), ==, FAKE_TENANT);
      g_assert_cmpstr (gh_account_get_tenant (account), ==, tenants[i]);
    }
}

static void
test_upn_where_there_is_no_preferred_user_name (void)
{
  g_autofree char *payload = dup_changed ("preferred_username", "something_else");
  g_autoptr (GError) error = NULL;
  g_autoptr (GhAccount) account = read_account (payload, "organizations", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (gh_account_get_user_name (account), ==, "other@contoso.com");
}

static void
test_skew (void)
{
  g_autofree char *just = dup_changed ("1800003600", "1799999701");
  g_autofree char *late = dup_changed ("1800003600", "1799999699");
  g_autoptr (GError) error = NULL;
  g_autoptr (GhAccount) account = read_account (just, "organizations", &error);

  g_assert_no_error (error);
  g_assert_nonnull (account);
  g_assert_null (read_account (late, "organizations", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
}

static void
test_manipulations (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *message;
  } cases[] = {
    { "\"n1\"", "\"n2\"", "*belongs to another attempt*" },
    { "\"nonce\"", "\"other\"", "*“nonce” is missing*" },
    { "\"aud\":\"2", "\"aud\":\"3", "*another application*" },
    { "\"aud\":\"" FAKE_CLIENT "\"", "\"aud\":[\"" FAKE_CLIENT "\"]", "*“aud” is not a string*" },
    { "login.microsoftonline.com", "login.microsoftonline.com.evil.example",
      "*another authority*" },
    { "https://", "http://", "*another authority*" },
    { "/v2.0", "/v1.0", "*another authority*" },
    { "\"tid\":\"1", "\"tid\":\"9", "*another authority*" },
    { "\"tid\":\"" FAKE_TENANT, "\"tid\":\"../x", "*does not name a user of a tenant*" },
    { "\"oid\":\"" FAKE_USER, "\"oid\":\"x", "*does not name a user of a tenant*" },
    { "1800003600", "\"never\"", "*“exp” is not a whole number*" },
    { "1800003600", "-9223372036854775808", "*has expired*" },
    { "\"exp\"", "\"other\"", "*“exp” is missing*" },
    { "anna@contoso.com", "", "*does not name who*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *payload = dup_changed (cases[i].from, cases[i].to);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", payload);
      g_assert_null (read_account (payload, "organizations", &error));
      g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
      g_test_message ("%s", error->message);
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
    }
}

static void
test_another_tenant_than_typed (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_account (GOOD, "99999999-1111-1111-1111-111111111111", &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
}

static void
test_no_jwt (void)
{
  g_autoptr (GhCloud) cloud = gh_cloud_new_public ();
  g_autoptr (GhSecret) token = gh_secret_new_text ("opaque");
  g_autoptr (GError) error = NULL;

  g_assert_null (
      gh_id_token_read_account (token, cloud, "organizations", FAKE_CLIENT, "n1", NOW, &error));
  g_assert_error (error, GH_ERROR, GH_ERROR_PROTOCOL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id-token/good", test_good);
  g_test_add_func ("/id-token/upn", test_upn_where_there_is_no_preferred_user_name);
  g_test_add_func ("/id-token/skew", test_skew);
  g_test_add_func ("/id-token/manipulations", test_manipulations);
  g_test_add_func ("/id-token/another-tenant-than-typed", test_another_tenant_than_typed);
  g_test_add_func ("/id-token/no-jwt", test_no_jwt);

  return g_test_run ();
}
