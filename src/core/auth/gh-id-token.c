/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-id-token.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"
#include "gh-json.h"
#include "gh-origin.h"
#include "gh-token-claims.h"

typedef struct
{
  const char *nonce;
  const char *audience;
  const char *issuer;
  const char *tenant_id;
  const char *object_id;
  const char *user_name;
  gint64 expires_at;
} Claims;

static gboolean
read_claims (JsonObject *object, GhJsonPresence nonce, Claims *claims, GError **error)
{
  return gh_json_read_string (object, "nonce", nonce, &claims->nonce, error) &&
         gh_json_read_string (object, "aud", GH_JSON_REQUIRED, &claims->audience, error) &&
         gh_json_read_string (object, "iss", GH_JSON_REQUIRED, &claims->issuer, error) &&
         gh_json_read_string (object, "tid", GH_JSON_REQUIRED, &claims->tenant_id, error) &&
         gh_json_read_string (object, "oid", GH_JSON_REQUIRED, &claims->object_id, error) &&
         gh_json_read_integer (object, "exp", GH_JSON_REQUIRED, &claims->expires_at, error) &&
         gh_json_read_string (object, "upn", GH_JSON_OPTIONAL, &claims->user_name, error) &&
         gh_json_read_string (object, "preferred_username", GH_JSON_OPTIONAL, &claims->user_name,
                              error);
}

/* The issuer names the tenant of who signed in, which "organizations" and a domain leave open. */
static gboolean
is_issuer (const Claims *claims, GhCloud *cloud)
{
  g_autofree char *path = g_strdup_printf ("/%s/v2.0", claims->tenant_id);
  g_autoptr (GUri) expected = gh_origin_build (gh_cloud_get_authority (cloud), path, NULL);
  g_autofree char *text = g_uri_to_string (expected);

  return g_str_equal (claims->issuer, text);
}

static gboolean
is_tenant (const Claims *claims, const char *tenant)
{
  return !g_uuid_string_is_valid (tenant) || g_ascii_strcasecmp (tenant, claims->tenant_id) == 0;
}

static const char *
find_fault (const Claims *claims,
            GhCloud *cloud,
            const char *tenant,
            const char *client_id,
            const char *nonce,
            gint64 now)
{
  if (nonce != NULL && !g_str_equal (claims->nonce, nonce))
    return _ ("it belongs to another attempt");
  if (g_ascii_strcasecmp (claims->audience, client_id) != 0)
    return _ ("it was made for another application");
  if (!g_uuid_string_is_valid (claims->tenant_id) || !g_uuid_string_is_valid (claims->object_id))
    return _ ("it does not name a user of a tenant");
  if (!is_issuer (claims, cloud))
    return _ ("it was made by another authority");
  if (!is_tenant (claims, tenant))
    return _ ("it was made for another tenant");
  /* Written without adding to what came, which may be as large as it likes. */
  if (claims->expires_at < now - GH_ID_TOKEN_SKEW_SECONDS)
    return _ ("it has expired; check the clock of this computer");
  if (claims->user_name == NULL || *claims->user_name == '\0')
    return _ ("it does not name who signed in");

  return NULL;
}

/**
 * gh_id_token_read_account:
 * @id_token: what the token endpoint handed out with the tokens
 * @cloud: the cloud that was asked
 * @tenant: the tenant as typed
 * @client_id: the application
 * @nonce: (nullable): what was sent along to the authority; %NULL where no browser lies between
 * @now: seconds since the epoch
 * @error: return location
 *
 * Checks nonce, audience, issuer, tenant and expiry. The token came straight from the token
 * endpoint, which TLS has proved, so its signature adds nothing (OpenID Connect Core, 3.1.3.7).
 *
 * Returns: (transfer full): who signed in, or %NULL with %GH_ERROR_PROTOCOL
 */
GhAccount *
gh_id_token_read_account (GhSecret *id_token,
                          GhCloud *cloud,
                          const char *tenant,
                          const char *client_id,
                          const char *nonce,
                          gint64 now,
                          GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonObject) object = gh_token_claims_decode (id_token, &cause);
  GhJsonPresence presence = nonce != NULL ? GH_JSON_REQUIRED : GH_JSON_OPTIONAL;
  Claims claims = { NULL };
  const char *fault;

  if (object == NULL || !read_claims (object, presence, &claims, &cause))
    fault = cause->message;
  else
    fault = find_fault (&claims, cloud, tenant, client_id, nonce, now);

  if (fault != NULL)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_PROTOCOL,
                   _ ("The authority’s statement of who signed in can’t be used: %s."), fault);
      return NULL;
    }

  return gh_account_new (cloud, tenant, client_id, claims.user_name, claims.object_id,
                         claims.tenant_id);
}
