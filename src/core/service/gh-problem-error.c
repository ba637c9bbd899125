/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-problem.h"

#include <glib/gi18n-lib.h>

#include "gh-error.h"

/* Codes whose meaning their status does not tell. */
static const struct
{
  const char *code;
  GhError reaction;
} known_codes[] = {
  { "insufficient_claims", GH_ERROR_SIGN_IN_NEEDED },
  { "invalid_token", GH_ERROR_SIGN_IN_NEEDED },
  { "PowerBINotAuthorizedException", GH_ERROR_PERMISSION },
  { "GroupNotAccessible", GH_ERROR_PERMISSION },
  { "ServicePrincipalIsNotAllowedByTenantAdminSwitch", GH_ERROR_PERMISSION },
  { "Unauthorized", GH_ERROR_PERMISSION },
  { "InsufficientPermissionsToManageConnection", GH_ERROR_PERMISSION },
  { "InsufficientPermissionsToManageGateway", GH_ERROR_PERMISSION },
  { "PrincipalTypeNotSupported", GH_ERROR_PERMISSION },
  { "PowerBIEntityNotFound", GH_ERROR_NOT_FOUND },
  { "EntityNotFound", GH_ERROR_NOT_FOUND },
  { "ItemNotFound", GH_ERROR_NOT_FOUND },
  { "RequestBlocked", GH_ERROR_THROTTLED },
  /* The right host is another one; who is signed in and what they may do is not the trouble. */
  { "UserDoesNotBelongToCurrentCluster", GH_ERROR_REFUSED },
  /* The caller already owns the item. */
  { "ArtifactTakeOverNotAllowedByOwner", GH_ERROR_REFUSED },
  /* Fabric's 404 for a paused capacity. */
  { "CapacityNotActive", GH_ERROR_REFUSED },
};

static GhError
find_reaction (GhProblem *self)
{
  const char *code = gh_problem_get_code (self);
  guint status = gh_problem_get_status (self);

  if (gh_problem_is_token_rejected (self))
    return GH_ERROR_SIGN_IN_NEEDED;
  if (status == 429)
    return GH_ERROR_THROTTLED;
  for (guint i = 0; i < G_N_ELEMENTS (known_codes); i++)
    if (g_str_equal (code, known_codes[i].code))
      return known_codes[i].reaction;
  if (g_str_has_prefix (code, "DM_") || g_str_has_prefix (code, "DMTS_"))
    return GH_ERROR_REFUSED;

  switch (status)
    {
    case 401:
    case 403:
      return GH_ERROR_PERMISSION;
    case 404:
      return GH_ERROR_NOT_FOUND;
    default:
      return status >= 500 ? GH_ERROR_FAILED : GH_ERROR_REFUSED;
    }
}

static const char *
get_fallback_text (GhError reaction)
{
  if (reaction == GH_ERROR_SIGN_IN_NEEDED)
    return _ ("The service does not take this sign-in any more");
  if (reaction == GH_ERROR_PERMISSION)
    return _ ("Who is signed in may not do this");
  if (reaction == GH_ERROR_NOT_FOUND)
    return _ ("There is no such thing, or it is not visible to who is signed in");
  if (reaction == GH_ERROR_THROTTLED)
    return _ ("The service wants fewer requests");
  if (reaction == GH_ERROR_FAILED)
    return _ ("The service is in trouble");

  return _ ("The service refused the request");
}

/**
 * gh_problem_to_error:
 * @self: a problem
 *
 * Returns: (transfer full): an error whose code is the reaction to the problem, and whose message
 *   holds the service's text, code and request id
 */
GError *
gh_problem_to_error (GhProblem *self)
{
  const char *message, *request_id, *code;
  GhError reaction;

  g_return_val_if_fail (GH_IS_PROBLEM (self), NULL);

  reaction = find_reaction (self);
  code = gh_problem_get_code (self);
  message = gh_problem_get_message (self);
  request_id = gh_problem_get_request_id (self);
  if (message == NULL)
    message = get_fallback_text (reaction);
  if (request_id != NULL)
    return g_error_new (GH_ERROR, (int)reaction, _ ("%s (%s, RequestId %s)"), message, code,
                        request_id);

  return g_error_new (GH_ERROR, (int)reaction, "%s (%s)", message, code);
}
