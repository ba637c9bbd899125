/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-cli-outcome.h"

#include <glib/gi18n.h>

#include "gh-advice.h"
#include "gh-cli-table.h"
#include "gh-error.h"

/* Words of the machine format: stable, never translated. */
static const char *
state_to_key (GhChangeState state)
{
  switch (state)
    {
    case GH_CHANGE_SET:
      return "set";
    case GH_CHANGE_SET_AND_VERIFIED:
      return "set-and-verified";
    case GH_CHANGE_REFUSED:
      return "refused";
    case GH_CHANGE_UNKNOWN:
    case GH_CHANGE_SENDING:
    case GH_CHANGE_TESTING:
      return "unknown";
    case GH_CHANGE_READY:
    case GH_CHANGE_NOT_SENT:
    default:
      return "not-sent";
    }
}

static const char *
remedy_to_key (GhRemedyKind kind)
{
  switch (kind)
    {
    case GH_REMEDY_USE_CALLER_IDENTITY:
      return "use-caller-identity";
    case GH_REMEDY_PASTE_TOKEN:
      return "give-another-token";
    case GH_REMEDY_SIGN_IN_AS_OWNER:
      return "sign-in-as-owner";
    case GH_REMEDY_SIGN_IN_AGAIN:
      return "sign-in-again";
    case GH_REMEDY_TAKE_OVER:
      return "take-over";
    case GH_REMEDY_COPY_MESSAGE:
      return "ask";
    case GH_REMEDY_COMPARE_TOKENS:
      return "compare-tokens";
    case GH_REMEDY_TRY_AGAIN:
    default:
      return "try-again";
    }
}

static GhAdvice *
new_advice (GhCliConnection *connection, GhChange *change)
{
  return gh_advice_new (gh_change_get_problem (change), gh_change_get_datasource (change),
                        gh_cli_connection_get_caller (connection),
                        gh_change_get_credential (change));
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_problem (JsonBuilder *builder, GhProblem *problem)
{
  json_builder_set_member_name (builder, "problem");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "status");
  json_builder_add_int_value (builder, gh_problem_get_status (problem));
  add_text (builder, "code", gh_problem_get_code (problem));
  add_text (builder, "message", gh_problem_get_message (problem));
  add_text (builder, "requestId", gh_problem_get_request_id (problem));
  json_builder_end_object (builder);
}

static void
add_remedies (JsonBuilder *builder, GListModel *remedies)
{
  json_builder_set_member_name (builder, "remedies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (remedies); i++)
    {
      g_autoptr (GhRemedy) remedy = g_list_model_get_item (remedies, i);

      json_builder_begin_object (builder);
      add_text (builder, "kind", remedy_to_key (gh_remedy_get_kind (remedy)));
      add_text (builder, "title", gh_remedy_get_title (remedy));
      add_text (builder, "text", gh_remedy_get_subtitle (remedy));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_advice (JsonBuilder *builder, GhAdvice *advice)
{
  json_builder_set_member_name (builder, "advice");
  json_builder_begin_object (builder);
  add_text (builder, "title", gh_advice_get_title (advice));
  add_text (builder, "text", gh_advice_get_text (advice));
  add_remedies (builder, gh_advice_get_remedies (advice));
  json_builder_end_object (builder);
}

static void
print_as_json (GhCliConnection *connection, GhChange *change, const GError *error)
{
  GhDatasource *datasource = gh_change_get_datasource (change);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_text (builder, "state", state_to_key (gh_change_get_state (change)));
  add_text (builder, "gatewayId", gh_datasource_get_gateway_id (datasource));
  add_text (builder, "datasourceId", gh_node_get_id (GH_NODE (datasource)));
  add_text (builder, "requestId", gh_change_get_request_id (change));
  if (error != NULL)
    add_text (builder, "error", error->message);
  if (gh_change_get_problem (change) != NULL)
    {
      g_autoptr (GhAdvice) advice = new_advice (connection, change);

      add_problem (builder, gh_change_get_problem (change));
      add_advice (builder, advice);
    }
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  gh_cli_print_json (root);
}

static void
print_remedies (GListModel *remedies)
{
  for (guint i = 0; i < g_list_model_get_n_items (remedies); i++)
    {
      g_autoptr (GhRemedy) remedy = g_list_model_get_item (remedies, i);
      const char *title = gh_remedy_get_title (remedy);
      const char *text = gh_remedy_get_subtitle (remedy);

      g_printerr ("  • %s%s%s\n", title != NULL ? title : gh_remedy_get_button_label (remedy),
                  text != NULL ? ": " : "", text != NULL ? text : "");
    }
}

static void
print_refusal (GhCliConnection *connection, GhChange *change)
{
  GhProblem *problem = gh_change_get_problem (change);
  g_autoptr (GhAdvice) advice = new_advice (connection, change);
  const char *request_id = gh_problem_get_request_id (problem);

  g_printerr ("%s\n%s\n", gh_advice_get_title (advice), gh_advice_get_text (advice));
  print_remedies (gh_advice_get_remedies (advice));
  g_printerr ("%s · HTTP %u", gh_problem_get_code (problem), gh_problem_get_status (problem));
  if (request_id != NULL)
    g_printerr (" · RequestId %s", request_id);
  g_printerr ("\n");
}

/* A changed key is used only by who says which one; so that it can be said, it is shown. */
static void
print_hint (GhChange *change, const GError *error)
{
  GhRoute *route = gh_change_get_route (change);
  GhGatewayKey *key = route != NULL ? gh_route_get_key (route) : NULL;

  if (key != NULL && g_error_matches (error, GH_ERROR, GH_ERROR_KEY_CHANGED))
    g_printerr (_ ("Nothing was sent. If the gateway was moved or its recovery key changed, go on "
                   "with --gateway-key %s\n"),
                gh_gateway_key_get_fingerprint (key));
}

static gboolean
was_cancelled (GhCliConnection *connection)
{
  GhCliWait *wait = gh_cli_connection_get_wait (connection);

  return g_cancellable_is_cancelled (gh_cli_wait_get_cancellable (wait));
}

static void
print_failure (GhCliConnection *connection, GhChange *change, const GError *error)
{
  gboolean unknown = gh_change_get_state (change) == GH_CHANGE_UNKNOWN;

  if (gh_change_get_problem (change) != NULL)
    print_refusal (connection, change);
  else if (unknown && was_cancelled (connection))
    g_printerr ("%s\n", _ ("Cancelled after sending."));
  else
    gh_exit_report (error);

  if (unknown)
    g_printerr ("%s\n", _ ("Whether it was set is unknown; setting the same credential again does "
                           "no harm."));
  print_hint (change, error);
}

static void
print_as_text (GhCliConnection *connection, GhChange *change, const GError *error)
{
  if (error != NULL)
    print_failure (connection, change, error);
  else
    g_print ("%s\n", gh_change_get_state (change) == GH_CHANGE_SET_AND_VERIFIED
                         ? _ ("Credential set and verified.")
                         : _ ("Credential set. A refresh is the surest test."));
}

/**
 * gh_cli_outcome_print:
 * @connection: an open connection
 * @change: a change that was run
 * @error: (nullable): what its run gave
 *
 * Returns: the exit status
 */
GhExit
gh_cli_outcome_print (GhCliConnection *connection, GhChange *change, const GError *error)
{
  if (gh_cli_connection_wants_json (connection))
    print_as_json (connection, change, error);
  else
    print_as_text (connection, change, error);

  return error != NULL ? gh_exit_from_error (error) : GH_EXIT_OK;
}
