/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-may.h"

#include <glib/gi18n-lib.h>

/**
 * gh_token_use_to_key:
 * @use: a use
 *
 * Returns: (transfer none): its name for programs
 */
const char *
gh_token_use_to_key (GhTokenUse use)
{
  switch (use)
    {
    case GH_TOKEN_USE_READ:
      return "read";
    case GH_TOKEN_USE_CHANGE:
      return "change";
    case GH_TOKEN_USE_AS_CREDENTIAL:
    case GH_TOKEN_N_USES:
    default:
      return "be-credential";
    }
}

/**
 * gh_token_use_to_text:
 * @use: a use
 *
 * Returns: (transfer none): the use in words
 */
const char *
gh_token_use_to_text (GhTokenUse use)
{
  switch (use)
    {
    case GH_TOKEN_USE_READ:
      return _ ("Read gateways and data sources");
    case GH_TOKEN_USE_CHANGE:
      return _ ("Change a credential");
    case GH_TOKEN_USE_AS_CREDENTIAL:
    case GH_TOKEN_N_USES:
    default:
      return _ ("Be the credential of a Power BI source");
    }
}

/**
 * gh_token_may_to_key:
 * @may: an answer
 *
 * Returns: (transfer none): its name for programs
 */
const char *
gh_token_may_to_key (GhTokenMay may)
{
  switch (may)
    {
    case GH_TOKEN_MAY_YES:
      return "yes";
    case GH_TOKEN_MAY_WHERE_USER_HAS_A_ROLE:
    case GH_TOKEN_MAY_WHERE_APPLICATION_HAS_A_ROLE:
      return "where-owner-or-administrator";
    case GH_TOKEN_MAY_WHERE_APPLICATION_WAS_LET_IN:
      return "where-let-in";
    case GH_TOKEN_MAY_AS_REPORTED:
      return "worked-once-as-reported";
    case GH_TOKEN_MAY_NOT_AS_REPORTED:
      return "refused-once-as-reported";
    case GH_TOKEN_MAY_NOT_AS_REFUSED:
      return "was-refused";
    case GH_TOKEN_MAY_ONLY_READ:
      return "only-reads";
    case GH_TOKEN_MAY_NOT_BY_SCOPE:
      return "no-scope";
    case GH_TOKEN_MAY_NOT_BY_AUDIENCE:
      return "other-service";
    case GH_TOKEN_MAY_NOT_ANY_MORE:
      return "ended";
    case GH_TOKEN_MAY_NOT_KNOWN:
    default:
      return "not-known";
    }
}

/**
 * gh_token_may_to_text:
 * @may: an answer
 *
 * Returns: (transfer none): the answer in words
 */
const char *
gh_token_may_to_text (GhTokenMay may)
{
  switch (may)
    {
    case GH_TOKEN_MAY_YES:
      return _ ("Yes");
    case GH_TOKEN_MAY_WHERE_USER_HAS_A_ROLE:
      return _ ("Where you own or administer");
    case GH_TOKEN_MAY_WHERE_APPLICATION_HAS_A_ROLE:
      return _ ("Where the application owns or administers");
    case GH_TOKEN_MAY_WHERE_APPLICATION_WAS_LET_IN:
      return _ ("Where the application was given a role");
    case GH_TOKEN_MAY_AS_REPORTED:
      return _ ("Worked once, as reported");
    case GH_TOKEN_MAY_NOT_AS_REPORTED:
      return _ ("Refused once, as reported");
    case GH_TOKEN_MAY_NOT_AS_REFUSED:
      return _ ("Was refused");
    case GH_TOKEN_MAY_ONLY_READ:
      return _ ("No: its scope only reads");
    case GH_TOKEN_MAY_NOT_BY_SCOPE:
      return _ ("No: its scope lacks it");
    case GH_TOKEN_MAY_NOT_BY_AUDIENCE:
      return _ ("No: it is for another service");
    case GH_TOKEN_MAY_NOT_ANY_MORE:
      return _ ("No: it has ended");
    case GH_TOKEN_MAY_NOT_KNOWN:
    default:
      return _ ("Not known");
    }
}

/**
 * gh_token_may_to_mark:
 * @may: an answer
 *
 * Returns: what it comes to; the words say the same
 */
GhTokenMark
gh_token_may_to_mark (GhTokenMay may)
{
  switch (may)
    {
    case GH_TOKEN_MAY_YES:
    case GH_TOKEN_MAY_WHERE_USER_HAS_A_ROLE:
    case GH_TOKEN_MAY_WHERE_APPLICATION_HAS_A_ROLE:
    case GH_TOKEN_MAY_WHERE_APPLICATION_WAS_LET_IN:
    case GH_TOKEN_MAY_AS_REPORTED:
      return GH_TOKEN_MARK_YES;
    case GH_TOKEN_MAY_NOT_AS_REPORTED:
    case GH_TOKEN_MAY_NOT_AS_REFUSED:
    case GH_TOKEN_MAY_ONLY_READ:
    case GH_TOKEN_MAY_NOT_BY_SCOPE:
    case GH_TOKEN_MAY_NOT_BY_AUDIENCE:
    case GH_TOKEN_MAY_NOT_ANY_MORE:
      return GH_TOKEN_MARK_NO;
    case GH_TOKEN_MAY_NOT_KNOWN:
    default:
      return GH_TOKEN_MARK_UNKNOWN;
    }
}
