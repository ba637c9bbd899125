/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-names.h"

#include <string.h>

#define POWER_BI "Power BI"

typedef struct
{
  const char *id;
  const char *name;
} Name;

/* Whom a token can be meant for: what Power BI's own clouds are called, and the sources that take
 * OAuth2 (entra-oauth.md, 10 and 14). */
static const Name AUDIENCES[] = {
  { "00000009-0000-0000-c000-000000000000", POWER_BI },
  { "https://analysis.windows.net/powerbi/api", POWER_BI },
  { "https://analysis.usgovcloudapi.net/powerbi/api", POWER_BI },
  { "https://high.analysis.usgovcloudapi.net/powerbi/api", POWER_BI },
  { "https://mil.analysis.usgovcloudapi.net/powerbi/api", POWER_BI },
  { "https://analysis.chinacloudapi.cn/powerbi/api", POWER_BI },
  { "https://api.fabric.microsoft.com", "Microsoft Fabric" },
  { "https://database.windows.net", "Azure SQL" },
  { "https://ossrdbms-aad.database.windows.net", "Azure Database for MySQL and PostgreSQL" },
  { "https://storage.azure.com", "Azure Storage and OneLake" },
  { "https://datalake.azure.net", "Azure Data Lake Storage Gen1" },
  { "https://kusto.kusto.windows.net", "Azure Data Explorer" },
  { "https://graph.microsoft.com", "Microsoft Graph" },
  { "00000003-0000-0000-c000-000000000000", "Microsoft Graph" },
  { "https://outlook.office365.com", "Exchange Online" },
  { "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d", "Azure Databricks" },
  { "499b84ac-1321-427f-aa17-267ca6975798", "Azure DevOps" },
  { "https://dev.azuresynapse.net", "Azure Synapse" },
  { "https://vault.azure.net", "Azure Key Vault" },
  { "https://management.azure.com", "Azure Resource Manager" },
};

/* Applications that many tokens come from (entra-oauth.md, 12, those with a source). */
static const Name APPLICATIONS[] = {
  { "871c010f-5e61-4fb1-83ac-98610a7e9110", "Power BI portal" },
  { "04b07795-8ddb-461a-bbee-02f9e1bf7b46", "Azure CLI" },
  { "1950a258-227b-4e31-a9cf-717495945fc2", "Azure PowerShell" },
  { "23d8f6bd-1eb0-4cc2-a08c-7bf525c67bcd", "Power BI PowerShell" },
  { "5814bfb4-2705-4994-b8d6-39aabeb5eaeb", "Fabric CLI" },
};

static const char *
find (const Name *names, gsize n_names, const char *id)
{
  g_autofree char *wanted = g_ascii_strdown (id, -1);
  gsize length = strlen (wanted);

  while (length > 0 && wanted[length - 1] == '/')
    wanted[--length] = '\0';
  for (gsize i = 0; i < n_names; i++)
    if (g_str_equal (names[i].id, wanted))
      return names[i].name;

  return NULL;
}

/**
 * gh_token_names_find_audience:
 * @audience: an `aud` claim
 *
 * Returns: (transfer none) (nullable): which service that is
 */
const char *
gh_token_names_find_audience (const char *audience)
{
  return find (AUDIENCES, G_N_ELEMENTS (AUDIENCES), audience);
}

/**
 * gh_token_names_is_power_bi:
 * @audience: an `aud` claim
 *
 * Returns: whether that is Power BI in one of its clouds; a custom one is not known here
 */
gboolean
gh_token_names_is_power_bi (const char *audience)
{
  return g_strcmp0 (gh_token_names_find_audience (audience), POWER_BI) == 0;
}

/**
 * gh_token_names_find_application:
 * @client_id: an `appid` or `azp` claim
 *
 * Returns: (transfer none) (nullable): which application that is
 */
const char *
gh_token_names_find_application (const char *client_id)
{
  return find (APPLICATIONS, G_N_ELEMENTS (APPLICATIONS), client_id);
}
