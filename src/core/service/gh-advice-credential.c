/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The source was reached and refused what was sent
 * (DM_GWPipeline_Gateway_InvalidConnectionCredentials); with a token for kind PowerBI that is
 * refusal B (seed-exchange.md, 4). */

#include "gh-advice-case.h"

#include <glib/gi18n-lib.h>

#include "gh-text.h"
#include "gh-token-claims.h"

#define KNOWN_SCOPE "user_impersonation"

/* The claims of the token that was sent; access tokens are opaque by contract, so that NULL is no
 * fault of it. */
static JsonObject *
read_sent_claims (GhAdviceCase *self)
{
  GhSecret *token =
      gh_advice_case_was_token_sent (self) ? gh_credential_get_secret (self->sent) : NULL;

  return token != NULL ? gh_token_claims_decode (token, NULL) : NULL;
}

static char *
describe_power_bi_token (GhAdviceCase *self)
{
  g_autoptr (JsonObject) claims = read_sent_claims (self);
  g_autofree char *scope = claims != NULL ? gh_token_claims_dup_scope (claims) : NULL;
  g_autofree char *shown = NULL;

  if (claims != NULL && scope == NULL)
    return g_strdup (_ ("Power BI reached the source and refused the token. It was issued to an "
                        "application; so far, only user_impersonation is known to work here."));
  if (scope == NULL)
    return g_strdup (_ ("Power BI reached the source and refused the token. So far, only a token "
                        "with user_impersonation is known to work here."));

  shown = gh_text_to_display (scope);
  if (strstr (scope, KNOWN_SCOPE) != NULL)
    return g_strdup_printf (
        _ ("Power BI reached the source and refused the token. Its scope is %s, "
           "as it should be; it may have expired, or be another user’s."),
        shown);

  return g_strdup_printf (
      _ ("Power BI reached the source and refused the token. Its scope is %s; so "
         "far, only user_impersonation is known to work here."),
      shown);
}

static void
add_caller_identity (GhAdviceCase *self)
{
  gboolean owner = gh_advice_case_is_caller_owner (self) == GH_TRI_TRUE;

  gh_advice_case_add (
      self, GH_REMEDY_USE_CALLER_IDENTITY, _ ("Use your own identity"),
      owner ? _ ("You own this data source, so no token is needed. It may last one hour only: the "
                 "vendor names that limit for OAuth2 set this way, and no exception.")
            : _ ("If you own this data source, no token is needed. It may last one hour only: the "
                 "vendor names that limit for OAuth2 set this way, and no exception."),
      _ ("Use Your Own Identity and Send Again"), NULL);
}

/* What is wrong with a token is seen best beside one that was taken. */
static void
add_other_tokens (GhAdviceCase *self)
{
  gh_advice_case_add_paste_token (self);
  gh_advice_case_add (self, GH_REMEDY_COMPARE_TOKENS, _ ("Compare tokens"),
                      _ ("Put another one beside it, and see what differs"), _ ("Compare…"), NULL);
}

static void
explain_power_bi_token (GhAdviceCase *self)
{
  g_autofree char *text = describe_power_bi_token (self);

  gh_advice_case_say (self, _ ("The Pasted Token Was Not Accepted"), text);
  if (gh_datasource_get_place (self->datasource) == GH_PLACE_ON_PREMISES)
    add_other_tokens (self);
  else if (gh_advice_case_is_caller_owner (self) == GH_TRI_FALSE)
    gh_advice_right_add_owner_rows (self);
  else
    {
      add_caller_identity (self);
      add_other_tokens (self);
    }
}

static void
explain_other_token (GhAdviceCase *self)
{
  gh_advice_case_say (
      self, _ ("The Pasted Token Was Not Accepted"),
      _ ("Power BI reached the source and refused the token. It may have expired, or "
         "be meant for another audience than this source."));
  gh_advice_case_add (self, GH_REMEDY_PASTE_TOKEN, _ ("Paste another token"),
                      _ ("Issued for this source, and less than an hour old"), _ ("Paste Token…"),
                      NULL);
}

static const char *
describe_refused_fields (GhAdviceCase *self, GhCredentialType type)
{
  const char *reason =
      gh_problem_get_detail (self->problem, "Microsoft.Data.Mashup.CredentialError.Reason");

  if (g_strcmp0 (reason, "AccessForbidden") == 0)
    return _ ("The source was reached and knows who this is, but grants no access.");

  switch (type)
    {
    case GH_CREDENTIAL_BASIC:
    case GH_CREDENTIAL_WINDOWS:
      return _ (
          "The source was reached and refused user name and password. One of them is wrong, or "
          "the source takes another type.");
    case GH_CREDENTIAL_KEY:
      return _ ("The source was reached and refused the key. It may have been renewed since.");
    case GH_CREDENTIAL_ANONYMOUS:
      return _ ("The source was reached and does not let everybody read. Choose another type.");
    case GH_CREDENTIAL_OAUTH2_CALLER:
      return _ ("The source was reached and refused who is signed in. The account has no access to "
                "it, or the source does not take your own identity.");
    case GH_CREDENTIAL_OAUTH2_TOKEN:
    default:
      return _ ("The source was reached and refused the credential.");
    }
}

/**
 * gh_advice_credential_explain:
 * @self: a case
 *
 * Explains that the source refused the credential, by what was sent.
 */
void
gh_advice_credential_explain (GhAdviceCase *self)
{
  gboolean token = self->sent == NULL || gh_advice_case_was_token_sent (self);

  if (token && gh_advice_case_is_power_bi (self))
    explain_power_bi_token (self);
  else if (gh_advice_case_was_token_sent (self))
    explain_other_token (self);
  else
    gh_advice_case_say (self, _ ("The Credential Was Not Accepted"),
                        describe_refused_fields (self, self->sent != NULL
                                                           ? gh_credential_get_credential_type (
                                                                 self->sent)
                                                           : GH_CREDENTIAL_OAUTH2_TOKEN));
}
