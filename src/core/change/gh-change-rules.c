/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-change-rules.h"

#include <glib/gi18n-lib.h>

#include "gh-change-body.h"
#include "gh-error.h"

static gboolean
check_caller_identity (GhDatasource *datasource, GError **error)
{
  const char *type = gh_datasource_get_datasource_type (datasource);

  if (gh_datasource_get_place (datasource) == GH_PLACE_ON_PREMISES)
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("Your own identity works on cloud data sources only: what is sent to a "
                      "gateway must be sealed, and this can’t be"));
      return FALSE;
    }
  if (g_strcmp0 (type, "Extension") == 0 &&
      g_strcmp0 (gh_datasource_get_extension_kind (datasource), "PowerBI") != 0)
    {
      g_set_error (
          error, GH_ERROR, GH_ERROR_INVALID_INPUT,
          _ ("The vendor excludes your own identity for sources of this kind (Extension)"));
      return FALSE;
    }

  return TRUE;
}

/**
 * gh_change_rules_check:
 * @datasource: where it goes
 * @credential: what shall be stored
 * @error: return location
 *
 * The caller's identity is for cloud data sources, and the official description forbids it for an
 * Extension; kind PowerBI is the exception that the vendor itself named (seed-exchange.md, 2).
 *
 * Returns: %FALSE with %GH_ERROR_INVALID_INPUT if it can't work at all
 */
gboolean
gh_change_rules_check (GhDatasource *datasource, GhCredential *credential, GError **error)
{
  const char *gateway_id = gh_datasource_get_gateway_id (datasource);

  if (gateway_id == NULL || *gateway_id == '\0')
    {
      g_set_error (error, GH_ERROR, GH_ERROR_INVALID_INPUT,
                   _ ("This data source is bound to no gateway yet"));
      return FALSE;
    }
  if (!gh_credential_check (credential, error))
    return FALSE;

  return gh_credential_get_credential_type (credential) != GH_CREDENTIAL_OAUTH2_CALLER ||
         check_caller_identity (datasource, error);
}

static gboolean
check_key (GhRoute *route, const char *accepted_fingerprint, GError **error)
{
  const char *now = gh_gateway_key_get_fingerprint (gh_route_get_key (route));
  const char *name = gh_route_get_gateway_name (route);
  const char *expected = accepted_fingerprint;

  if (expected == NULL)
    expected = gh_route_get_known_fingerprint (route);
  if (expected == NULL || g_ascii_strcasecmp (expected, now) == 0)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_KEY_CHANGED,
               accepted_fingerprint != NULL
                   ? _ ("The key of %s is not the one that was named. Named: %s. Now: %s")
                   : _ ("The key of %s is not the one that was seen last. Before: %s. Now: %s"),
               name != NULL ? name : _ ("the gateway"), expected, now);
  return FALSE;
}

/* Who named a key meant a gateway: where none shows one any more, something is not as it was seen.
 */
static gboolean
check_no_key (GhRoute *route, const char *accepted_fingerprint, GError **error)
{
  const char *name = gh_route_get_gateway_name (route);

  if (accepted_fingerprint == NULL)
    return TRUE;

  g_set_error (error, GH_ERROR, GH_ERROR_KEY_CHANGED,
               _ ("%s shows no key now, so nothing was sent unsealed. Named: %s"),
               name != NULL ? name : _ ("The gateway"), accepted_fingerprint);
  return FALSE;
}

/**
 * gh_change_rules_build_body:
 * @datasource: where it goes
 * @credential: what shall be stored
 * @route: how it travels
 * @accepted_fingerprint: (nullable): the gateway's key that the user named
 * @error: return location
 *
 * Decides whether @credential may take @route, and builds the body, sealed where the route says so.
 *
 * Returns: (transfer full): the body, or %NULL with %GH_ERROR_UNDECIDED, %GH_ERROR_KEY_CHANGED,
 *   %GH_ERROR_INVALID_INPUT or %GH_ERROR_BAD_KEY
 */
GhSecret *
gh_change_rules_build_body (GhDatasource *datasource,
                            GhCredential *credential,
                            GhRoute *route,
                            const char *accepted_fingerprint,
                            GError **error)
{
  gboolean caller = gh_credential_get_credential_type (credential) == GH_CREDENTIAL_OAUTH2_CALLER;

  /* The route may have found out that the data source is on-premises. */
  if (!gh_change_rules_check (datasource, credential, error))
    return NULL;

  switch (gh_route_get_kind (route))
    {
    case GH_ROUTE_SEALED:
      if (!check_key (route, accepted_fingerprint, error))
        return NULL;
      return gh_change_body_build (credential, gh_route_get_key (route), error);
    case GH_ROUTE_PLAIN:
      if (!check_no_key (route, accepted_fingerprint, error))
        return NULL;
      return gh_change_body_build (credential, NULL, error);
    case GH_ROUTE_UNDECIDED:
    default:
      /* The caller's identity holds no secret, so it harms nobody wherever it arrives. */
      if (caller)
        return gh_change_body_build (credential, NULL, error);
      g_set_error (error, GH_ERROR, GH_ERROR_UNDECIDED, _ ("Nothing was sent. %s"),
                   gh_route_get_explanation (route));
      return NULL;
    }
}

/**
 * gh_change_rules_judge:
 * @problem: (nullable): the refusal
 * @error: what the PATCH failed with
 *
 * What a PATCH that was not taken leaves behind. After an answer of a broken server, or a broken
 * answer, only the service knows whether it took the credential.
 *
 * Returns: the state of the change
 */
GhChangeState
gh_change_rules_judge (GhProblem *problem, const GError *error)
{
  if (g_error_matches (error, GH_ERROR, GH_ERROR_CANCELLED_AFTER_SENDING))
    return GH_CHANGE_UNKNOWN;
  if (problem != NULL)
    {
      guint status = gh_problem_get_status (problem);

      return status == 500 || status == 502 || status == 504 ? GH_CHANGE_UNKNOWN
                                                             : GH_CHANGE_REFUSED;
    }

  return GH_CHANGE_NOT_SENT;
}
