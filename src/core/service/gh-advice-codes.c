/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the codes of the service mean (service-errors.md, 3), as a table. */

#include "gh-advice-case.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  ADD_NOTHING = 0,
  ADD_TRY_AGAIN = 1 << 0,
  ADD_SIGN_IN_AGAIN = 1 << 1,
  ADD_SOMEONE_ELSE = 1 << 2,
  ADD_OWNER_ROWS = 1 << 3,
  ADD_GATEWAY_ADMINISTRATOR = 1 << 4,
  ADD_TENANT_ADMINISTRATOR = 1 << 5,
  /* The service's own text says what happened, and is shown. */
  QUOTE_SERVICE = 1 << 6,
} Parts;

typedef struct
{
  const char *code;
  /* Untranslated; the wish is what a tenant's or workspace's administrator is asked for. */
  const char *title;
  const char *text;
  const char *wish;
  Parts parts;
} Entry;

static const Entry entries[] = {
  { "DMTS_InvalidEncryptionAlgorithmError", N_ ("Sealed and Plain Were Mistaken"),
    N_ ("Power BI wants this credential sealed where it came plain, or the other way round. Trying "
        "again finds out anew where the data source is."),
    NULL, ADD_TRY_AGAIN },
  { "DM_GWPipeline_Client_GatewayUnreachable", N_ ("The Gateway Is Not Reachable"),
    N_ ("Power BI cannot reach the gateway: its service may be stopped, the computer off, or the "
        "way "
        "out blocked. Once it runs again, try again."),
    NULL, ADD_TRY_AGAIN | ADD_GATEWAY_ADMINISTRATOR },
  { "DM_GWPipeline_Gateway_DataSourceAccessError", N_ ("The Source Refused or Failed"),
    N_ ("The source was reached and could not be opened. User name, password and database may be "
        "wrong, or the source may be down."),
    NULL, QUOTE_SERVICE },
  { "DM_GWPipeline_Gateway_MashupDataAccessError", N_ ("The Source Refused or Failed"),
    N_ ("Power Query failed at the source. Often a password was changed there, or the gateway’s "
        "computer lacks a driver."),
    NULL, QUOTE_SERVICE },
  { "DM_GWPipeline_UnknownError", N_ ("The Gateway Names No Reason"),
    N_ ("Often the gateway’s computer cannot reach the server of the source."), NULL,
    QUOTE_SERVICE | ADD_TRY_AGAIN },
  { "DMTS_DatasourceHasNoCredentialError", N_ ("No Credential Is Stored"),
    N_ ("The data source has no credential, or the model is not bound to it. Set one below."), NULL,
    ADD_NOTHING },
  { "DMTS_OAuthTokenRefreshFailedError", N_ ("The Stored Sign-In Has Ended"),
    N_ ("The source’s stored sign-in can no longer be renewed; your own is not meant. Set the "
        "credential anew."),
    NULL, QUOTE_SERVICE },
  { "DMTS_GatewayIsDisabled", N_ ("The Gateway Is Switched Off"),
    N_ ("A gateway administrator disabled it and can enable it again."), NULL,
    ADD_GATEWAY_ADMINISTRATOR | ADD_TRY_AGAIN },
  { "DMTS_UserNotFoundInADGraphError", N_ ("An Account Is Gone"),
    N_ ("Power BI no longer finds an account in the directory, probably the owner’s."), NULL,
    ADD_OWNER_ROWS },
  { "PowerBIEntityNotFound", N_ ("Not There, or Not Visible to You"),
    N_ ("Power BI shows this data source only to its owner or a gateway administrator. It may also "
        "be "
        "gone, or have a new ID after a take-over: read again."),
    NULL, ADD_OWNER_ROWS },
  { "GroupNotAccessible", N_ ("No Access to This Workspace"),
    N_ ("You are not in the workspace. Once you were added, Power BI may need some minutes to "
        "know."),
    N_ ("Add the account below to the workspace, as a contributor or higher."),
    ADD_TENANT_ADMINISTRATOR | ADD_SOMEONE_ELSE },
  { "ServicePrincipalIsNotAllowedByTenantAdminSwitch", N_ ("Service Principals Are Switched Off"),
    N_ ("The tenant does not let this service principal use the API. A change of that setting "
        "takes "
        "up to 15 minutes."),
    N_ ("In the Fabric admin portal, Developer settings, allow service principals to use the API, "
        "for "
        "a group that the principal below is in."),
    ADD_SOMEONE_ELSE | ADD_TENANT_ADMINISTRATOR },
  { "ArtifactTakeOverNotAllowedByOwner", N_ ("You Own It Already"),
    N_ ("There is nothing to take over. Set the credential below."), NULL, ADD_NOTHING },
  { "UserDoesNotBelongToCurrentCluster", N_ ("Another Region Serves This Tenant"),
    N_ ("Power BI sent the request to a region that does not know you. Trying again may reach the "
        "right one."),
    NULL, ADD_TRY_AGAIN },
  { "BadRequest", N_ ("Power BI Did Not Understand the Request"),
    N_ ("A value is not one that it takes."), NULL, QUOTE_SERVICE },
};

/* What is unknown is told by its family. */
static const Entry families[] = {
  { "DM_GWPipeline_Client_", N_ ("Power BI Did Not Get Through to the Gateway"),
    N_ ("The gateway did not answer, or not in time."), NULL,
    QUOTE_SERVICE | ADD_TRY_AGAIN | ADD_GATEWAY_ADMINISTRATOR },
  { "DM_GWPipeline_Gateway_", N_ ("The Gateway Could Not Use the Source"),
    N_ ("The gateway was reached; the trouble is at the source or on the gateway’s computer."),
    NULL, QUOTE_SERVICE },
  { "DM_", N_ ("The Gateway Could Not Use the Source"),
    N_ ("The trouble is on the way to the source."), NULL, QUOTE_SERVICE | ADD_TRY_AGAIN },
  { "DMTS_", N_ ("Power BI Did Not Store the Credential"),
    N_ ("The trouble is in what the service keeps: bindings, credentials, names."), NULL,
    QUOTE_SERVICE },
};

static const Entry not_base64 = {
  NULL, N_ ("The Sealed Credential Could Not Be Read"),
  N_ ("The gateway could not open what was sealed for it. Trying again fetches its key anew."),
  NULL, ADD_TRY_AGAIN
};

static const Entry gateway_gone = {
  NULL, N_ ("The Gateway Is Gone"),
  N_ ("Power BI no longer knows this gateway: it was removed, or its computer was set up anew."),
  NULL, ADD_GATEWAY_ADMINISTRATOR
};

static const Entry not_for_applications = {
  NULL, N_ ("Not for Service Principals"),
  N_ ("Power BI does not offer this to a service principal, or only inside a workspace. A user can "
      "do it."),
  NULL, ADD_OWNER_ROWS
};

static const Entry token_rejected = {
  NULL, N_ ("Your Sign-In Was Not Accepted"),
  N_ ("Power BI calls the sign-in expired or invalid. The credential of the data source is not "
      "meant."),
  NULL, ADD_SIGN_IN_AGAIN
};

static const Entry throttled = {
  NULL, N_ ("Throttled by the Service"),
  N_ ("Power BI wants fewer requests for a while. Wait a minute, then try again."), NULL,
  ADD_TRY_AGAIN
};

static const Entry broken = {
  NULL, N_ ("Power BI Had Trouble of Its Own"),
  N_ ("Whether the credential was set is not known. Setting it again does no harm."), NULL,
  QUOTE_SERVICE | ADD_TRY_AGAIN
};

static const Entry no_right = {
  NULL, N_ ("Power BI Did Not Allow This"),
  N_ ("The account lacks a right, and the answer does not say which."), NULL,
  QUOTE_SERVICE | ADD_OWNER_ROWS
};

static const Entry unknown = { NULL, N_ ("Power BI Refused the Change"),
                               N_ ("The answer holds no reason that is known here."), NULL,
                               QUOTE_SERVICE };

static const Entry *
find_by_message (const char *message)
{
  if (message == NULL)
    return NULL;
  if (strstr (message, "not a valid Base-64") != NULL)
    return &not_base64;
  if (strstr (message, "GatewayContainer") != NULL || strstr (message, "GatewayNotFound") != NULL)
    return &gateway_gone;
  if (strstr (message, "API is not accessible for application") != NULL)
    return &not_for_applications;

  return NULL;
}

static const Entry *
find_by_code (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_str_equal (entries[i].code, code))
      return &entries[i];
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (g_str_has_prefix (code, families[i].code))
      return &families[i];

  return NULL;
}

/* Status codes are the last resort: the service has them the wrong way round (service-errors.md,
 * 2). */
static const Entry *
find_entry (GhProblem *problem)
{
  guint status = gh_problem_get_status (problem);
  const Entry *entry;

  if (gh_problem_is_token_rejected (problem))
    return &token_rejected;
  if (status == 429)
    return &throttled;

  entry = find_by_message (gh_problem_get_message (problem));
  if (entry == NULL)
    entry = find_by_code (gh_problem_get_code (problem));
  if (entry != NULL)
    return entry;
  if (status >= 500)
    return &broken;

  return status == 401 || status == 403 ? &no_right : &unknown;
}

/* A family tells something about a code, but the code itself stays unknown, and that is said. */
static char *
dup_text (GhAdviceCase *self, const Entry *entry)
{
  const char *code = gh_problem_get_code (self->problem);

  if (entry->code == NULL || g_str_equal (entry->code, code))
    return g_strdup (_ (entry->text));

  return g_strdup_printf (_ ("%s The code “%s” itself is not known here."), _ (entry->text), code);
}

static void
say (GhAdviceCase *self, const Entry *entry)
{
  const char *message = gh_problem_get_message (self->problem);
  g_autofree char *text = dup_text (self, entry);
  g_autofree char *quoted = NULL;

  if ((entry->parts & QUOTE_SERVICE) == 0 || message == NULL || *message == '\0')
    {
      gh_advice_case_say (self, _ (entry->title), text);
      return;
    }

  quoted = g_strdup_printf (_ ("%s The service says: “%s”"), text, message);
  gh_advice_case_say (self, _ (entry->title), quoted);
}

static void
add_tenant_administrator (GhAdviceCase *self, const Entry *entry)
{
  g_autofree char *message = gh_advice_message_for_tenant_administrator (self, _ (entry->wish));

  gh_advice_case_add (self, GH_REMEDY_COPY_MESSAGE, _ ("Ask an administrator"),
                      _ ("A message that says what to change and why"), _ ("Copy Message"),
                      message);
}

/* Rows that are about an owner make no sense for a gateway's data source, and the other way round.
 */
static void
add_by_place (GhAdviceCase *self, Parts parts)
{
  gboolean on_premises = gh_datasource_get_place (self->datasource) == GH_PLACE_ON_PREMISES ||
                         gh_datasource_get_gateway (self->datasource) != NULL;
  gboolean cloud = gh_datasource_get_place (self->datasource) == GH_PLACE_CLOUD;

  if ((parts & ADD_OWNER_ROWS) != 0 && on_premises)
    {
      gh_advice_right_add_administrator_row (self);
      gh_advice_right_add_someone_else_row (self);
    }
  else if ((parts & ADD_OWNER_ROWS) != 0 && gh_advice_case_is_caller_owner (self) != GH_TRI_TRUE)
    gh_advice_right_add_owner_rows (self);
  if ((parts & ADD_GATEWAY_ADMINISTRATOR) != 0 && !cloud)
    gh_advice_right_add_administrator_row (self);
}

/**
 * gh_advice_codes_explain:
 * @self: a case
 *
 * Explains a refusal by its code, else by its family, else by its status.
 */
void
gh_advice_codes_explain (GhAdviceCase *self)
{
  const Entry *entry = find_entry (self->problem);

  say (self, entry);
  if ((entry->parts & ADD_TRY_AGAIN) != 0)
    gh_advice_case_add_try_again (self);
  if ((entry->parts & ADD_SIGN_IN_AGAIN) != 0)
    gh_advice_case_add_sign_in_again (self);
  if ((entry->parts & ADD_SOMEONE_ELSE) != 0)
    gh_advice_right_add_someone_else_row (self);
  add_by_place (self, entry->parts);
  if ((entry->parts & ADD_TENANT_ADMINISTRATOR) != 0)
    add_tenant_administrator (self, entry);
}
