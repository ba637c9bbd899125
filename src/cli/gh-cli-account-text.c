/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-account-text.h"

#include <glib/gi18n.h>

#include "gh-cli-table.h"

#define NIL_ID "00000000-0000-0000-0000-000000000000"

static const struct
{
  const char *name;
  const char *title;
} PARAMETERS[] = {
  { GH_PARAMETER_CERTIFICATE_PATH, N_ ("Certificate") },
  { GH_PARAMETER_ALGORITHM, N_ ("Assertion algorithm") },
  { GH_PARAMETER_TOKEN_PATH, N_ ("Token file") },
  { GH_PARAMETER_IDENTITY_CLIENT_ID, N_ ("Identity") },
};

static gboolean
is_current (GhAccountList *accounts, GhAccount *account)
{
  GhAccount *current = gh_account_list_get_current (accounts);

  return current != NULL && g_str_equal (gh_account_get_id (current), gh_account_get_id (account));
}

/* (nullable): where the machine knows the application, the account may not */
static const char *
get_client_id (GhAccount *account)
{
  const char *client_id = gh_account_get_client_id (account);

  return g_str_equal (client_id, NIL_ID) ? NULL : client_id;
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_account (JsonBuilder *builder, GhAccount *account, gboolean current)
{
  GhCloud *cloud = gh_account_get_cloud (account);

  json_builder_begin_object (builder);
  add_text (builder, "id", gh_account_get_id (account));
  add_text (builder, "userName", gh_account_get_user_name (account));
  add_text (builder, "tenant", gh_account_get_tenant (account));
  add_text (builder, "tenantId", gh_account_get_tenant_id (account));
  add_text (builder, "clientId", get_client_id (account));
  add_text (builder, "objectId", gh_account_get_object_id (account));
  add_text (builder, "method", gh_sign_in_method_get_name (gh_account_get_method (account)));
  for (guint i = 0; i < G_N_ELEMENTS (PARAMETERS); i++)
    if (gh_account_get_parameter (account, PARAMETERS[i].name) != NULL)
      add_text (builder, PARAMETERS[i].name,
                gh_account_get_parameter (account, PARAMETERS[i].name));
  json_builder_set_member_name (builder, "cloud");
  json_builder_add_value (builder, gh_cloud_to_json (cloud));
  json_builder_set_member_name (builder, "current");
  json_builder_add_boolean_value (builder, current);
  json_builder_end_object (builder);
}

static void
print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  gh_cli_print_json (root);
}

static void
print_list_as_json (GhAccountList *accounts)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (GhAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      add_account (builder, account, is_current (accounts, account));
    }
  json_builder_end_array (builder);
  print_json (builder);
}

/**
 * gh_cli_account_print_list:
 * @accounts: the accounts
 * @json: whether for programs
 *
 * Prints all of them to standard output.
 */
void
gh_cli_account_print_list (GhAccountList *accounts, gboolean json)
{
  const GhCliColumn columns[] = {
    { NULL, "" },           { NULL, _ ("Account") },
    { NULL, _ ("Tenant") }, { NULL, _ ("Signed in") },
    { NULL, _ ("Cloud") },  { NULL, _ ("Id") },
  };
  g_autoptr (GhCliTable) table = gh_cli_table_new (columns, G_N_ELEMENTS (columns));

  if (json)
    {
      print_list_as_json (accounts);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (GhAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);
      const char *cells[] = { is_current (accounts, account) ? "*" : " ",
                              gh_account_get_user_name (account),
                              gh_account_get_tenant (account),
                              gh_sign_in_method_get_name (gh_account_get_method (account)),
                              gh_cloud_get_name (gh_account_get_cloud (account)),
                              gh_account_get_id (account) };

      gh_cli_table_add (table, cells);
    }
  gh_cli_table_print (table, FALSE);
}

static void
add_line (GhCliTable *table, const char *name, const char *value)
{
  const char *cells[] = { name, value };

  if (value != NULL)
    gh_cli_table_add (table, cells);
}

static void
add_lines (GhCliTable *table, GhAccount *account)
{
  GhCloud *cloud = gh_account_get_cloud (account);

  add_line (table, _ ("Id"), gh_account_get_id (account));
  add_line (table, _ ("Tenant"), gh_account_get_tenant (account));
  add_line (table, _ ("Tenant id"), gh_account_get_tenant_id (account));
  add_line (table, _ ("Client id"), get_client_id (account));
  add_line (table, _ ("Object id"), gh_account_get_object_id (account));
  add_line (table, _ ("Signed in"), gh_sign_in_method_get_title (gh_account_get_method (account)));
  for (guint i = 0; i < G_N_ELEMENTS (PARAMETERS); i++)
    add_line (table, _ (PARAMETERS[i].title),
              gh_account_get_parameter (account, PARAMETERS[i].name));
  add_line (table, _ ("Cloud"), gh_cloud_get_name (cloud));
  add_line (table, _ ("Signs in at"), gh_cloud_get_authority_host (cloud));
  add_line (table, _ ("Works with"), gh_cloud_get_powerbi_host (cloud));
}

/**
 * gh_cli_account_print:
 * @accounts: the accounts
 * @account: one of them
 * @json: whether for programs
 *
 * Prints everything about @account to standard output.
 */
void
gh_cli_account_print (GhAccountList *accounts, GhAccount *account, gboolean json)
{
  const GhCliColumn columns[] = { { NULL, _ ("Account") },
                                  { NULL, gh_account_get_user_name (account) } };
  g_autoptr (GhCliTable) table = gh_cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (json)
    {
      add_account (builder, account, is_current (accounts, account));
      print_json (builder);
      return;
    }

  add_lines (table, account);
  add_line (table, _ ("Current"), is_current (accounts, account) ? _ ("yes") : _ ("no"));
  gh_cli_table_print (table, FALSE);
}
