/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <string.h>

#include "../unit/service/await.h"
#include "fault-calls.h"
#include "gh-bearer-authorizer.h"
#include "gh-change.h"
#include "gh-error.h"

/* Every fault meets every call. The calls of a fault are on their way together, each with a client
 * of its own, so that waiting for the silent ones takes no longer than one of them. */

/* Where the end is a time-out it is waited for; everything else ends long before this. */
#define SHORT_SECONDS 2
#define LONG_SECONDS 15
#define BOUND_SECONDS 20
#define PASSWORD "Correct-Horse-7"

/* How a call may end; several where the network decides. */
#define GOOD (1u << 31)
#define OFFLINE (1u << GH_ERROR_OFFLINE)
#define TIMED_OUT (1u << GH_ERROR_TIMED_OUT)
#define GARBLED (1u << GH_ERROR_PROTOCOL)
#define ELSEWHERE (1u << GH_ERROR_UNTRUSTED_ORIGIN)
#define THROTTLED (1u << GH_ERROR_THROTTLED)
#define FAILED (1u << GH_ERROR_FAILED)
#define UNKNOWN (1u << GH_ERROR_CANCELLED_AFTER_SENDING)

typedef struct
{
  const char *fault;
  const char *port;
  guint reads;
  guint changes;
  guint gets_tokens;
  /* How often a GET arrives; anything else arrives once or, where a GET does not, never. */
  guint arrivals;
} Row;

static const Row ROWS[] = {
  { "none", "plain", GOOD, GOOD, GOOD, 1 },
  { "none", "tls", GOOD, GOOD, GOOD, 1 },
  { "latency", "plain", GOOD, GOOD, GOOD, 1 },
  { "none", "refused", OFFLINE, OFFLINE, OFFLINE, 0 },
  { "none", "unknown-ca", OFFLINE, OFFLINE, OFFLINE, 0 },
  { "none", "expired", OFFLINE, OFFLINE, OFFLINE, 0 },
  { "none", "wrong-host", OFFLINE, OFFLINE, OFFLINE, 0 },
  { "reset-at-once", "plain", OFFLINE, OFFLINE | UNKNOWN, OFFLINE, 0 },
  { "reset-before-headers", "plain", OFFLINE, UNKNOWN, OFFLINE, 1 },
  { "reset-in-headers", "plain", OFFLINE, UNKNOWN, OFFLINE, 1 },
  { "reset-after-headers", "plain", OFFLINE, UNKNOWN, OFFLINE, 1 },
  { "reset-in-body", "plain", OFFLINE, UNKNOWN, OFFLINE, 1 },
  { "reset-in-body", "tls", OFFLINE, UNKNOWN, OFFLINE, 1 },
  { "closed-before-headers", "plain", OFFLINE, UNKNOWN, OFFLINE, 1 },
  { "truncated", "plain", OFFLINE, UNKNOWN, OFFLINE, 1 },
  { "truncated", "tls", OFFLINE, UNKNOWN, OFFLINE, 1 },
  { "truncated-chunks", "plain", OFFLINE, UNKNOWN, OFFLINE, 1 },
  { "over-long", "plain", GOOD, GOOD, GOOD, 1 },
  { "endless", "plain", GARBLED, UNKNOWN, GARBLED, 1 },
  { "wrong-type", "plain", GARBLED, UNKNOWN, GARBLED, 1 },
  { "no-json", "plain", GARBLED, GOOD, GARBLED, 1 },
  { "no-http", "plain", GARBLED, UNKNOWN, OFFLINE, 1 },
  { "bomb", "plain", GARBLED, UNKNOWN, GARBLED, 1 },
  { "broken-gzip", "plain", GARBLED, GOOD, GARBLED, 1 },
  { "drip", "plain", TIMED_OUT, UNKNOWN, OFFLINE, 1 },
  { "silent", "plain", TIMED_OUT, UNKNOWN, OFFLINE, 1 },
  { "silent-after-headers", "plain", TIMED_OUT, UNKNOWN, OFFLINE, 1 },
  { "endless-headers", "plain", OFFLINE, UNKNOWN, OFFLINE, 1 },
  { "endless-early-hints", "plain", TIMED_OUT, UNKNOWN, OFFLINE, 1 },
  { "redirect-home", "plain", ELSEWHERE, UNKNOWN, ELSEWHERE, 1 },
  { "redirect-away", "plain", ELSEWHERE, UNKNOWN, ELSEWHERE, 1 },
  { "redirect-for-ever", "plain", ELSEWHERE, UNKNOWN, ELSEWHERE, 1 },
  { "throttled-seconds", "plain", GOOD, THROTTLED, THROTTLED, 2 },
  { "throttled-date", "plain", GOOD, THROTTLED, THROTTLED, 2 },
  { "throttled-long", "plain", THROTTLED, THROTTLED, THROTTLED, 1 },
  { "500", "plain", FAILED, UNKNOWN, OFFLINE, 3 },
  { "502", "plain", FAILED, UNKNOWN, OFFLINE, 3 },
  { "503", "plain", FAILED, UNKNOWN, OFFLINE, 3 },
  { "504", "plain", FAILED, UNKNOWN, OFFLINE, 3 },
};

static guint n_met;

/* Goes on, so that one run shows all that went wrong. */
G_GNUC_PRINTF (1, 2)
static void
fail_row (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("WRONG: %s", text);
  g_test_fail ();
}

static guint
get_allowed (const Row *row, CallKind kind)
{
  switch (kind)
    {
    case CALL_CHANGES:
      return row->changes;
    case CALL_GETS_TOKENS:
      return row->gets_tokens;
    case CALL_TESTS:
      /* Its answer holds nothing that could be read wrongly. */
      return g_strcmp0 (row->fault, "no-json") == 0 || g_strcmp0 (row->fault, "broken-gzip") == 0
                 ? GOOD
                 : row->reads;
    case CALL_READS:
    default:
      return row->reads;
    }
}

static guint
get_patience (const Row *row)
{
  return row->reads == TIMED_OUT ? SHORT_SECONDS : LONG_SECONDS;
}

static void
check_end (const Row *row, const char *name, guint allowed, const GError *error)
{
  guint end = error == NULL ? GOOD : 0;

  if (error != NULL && error->domain == GH_ERROR)
    end = 1u << error->code;
  if ((end & allowed) == 0)
    fail_row ("%s at the port %s: %s ended with %s %d: %s", row->fault, row->port, name,
              error != NULL ? g_quark_to_string (error->domain) : "success",
              error != NULL ? error->code : 0, error != NULL ? error->message : "");
}

static void
check_message (const char *name, const GError *error, GPtrArray *secrets)
{
  if (error == NULL)
    return;

  g_test_message ("%s: %s", name, error->message);
  g_assert_cmpuint (strlen (error->message), >, 10);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  for (guint i = 0; i < secrets->len; i++)
    g_assert_null (strstr (error->message, gh_secret_peek_text (g_ptr_array_index (secrets, i))));
}

static void
check_arrivals (const Row *row, const char *name, Call *call, FaultWorld *world)
{
  g_autofree char *arrival = call_dup_arrival (call);
  CallKind kind = call_get_kind (call);
  gboolean repeated = kind == CALL_READS || kind == CALL_TESTS;
  guint expected = repeated ? row->arrivals : MIN (row->arrivals, 1);
  guint arrived = fault_world_count (world, arrival);

  if (arrived != expected)
    fail_row ("%s at the port %s: %s arrived %u times instead of %u", row->fault, row->port, name,
              arrived, expected);
}

static void
meet (const Row *row, Targets *targets)
{
  guint n_calls = call_count_all ();
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func ((GDestroyNotify)call_free);
  gint64 started_at;

  fault_world_set_fault (targets->world, "none", NULL);
  fault_world_set_fault (targets->world, row->fault, NULL);
  targets->patience = get_patience (row);
  started_at = g_get_monotonic_time ();
  for (guint i = 0; i < n_calls; i++)
    g_ptr_array_add (calls, call_start (i, targets, row->port));

  for (guint i = 0; i < n_calls; i++)
    {
      Call *call = g_ptr_array_index (calls, i);
      g_autoptr (GError) error = call_await (call);

      check_end (row, call_get_name (i), get_allowed (row, call_get_kind (call)), error);
      check_message (call_get_name (i), error, call_get_secrets (call));
      check_arrivals (row, call_get_name (i), call, targets->world);
      n_met++;
    }

  g_assert_cmpuint (fault_world_count (targets->world, "trap"), ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - started_at, <, BOUND_SECONDS * G_USEC_PER_SEC);
}

static void
test_every_fault_meets_every_call (void)
{
  g_autoptr (FaultWorld) world = fault_world_new ();
  g_autoptr (Targets) targets = targets_new (world);

  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_test_message ("%s at the port %s", ROWS[i].fault, ROWS[i].port);
      meet (&ROWS[i], targets);
    }

  g_assert_cmpuint (n_met, ==, G_N_ELEMENTS (ROWS) * call_count_all ());
  g_test_message ("counted: faults × calls met: %u × %u", (guint)G_N_ELEMENTS (ROWS),
                  call_count_all ());
}

/* How a change ends whose PATCH meets the fault, while everything before it goes well. */
static gboolean
is_right_state (GhChangeState state, guint allowed)
{
  switch (state)
    {
    case GH_CHANGE_SET:
    case GH_CHANGE_SET_AND_VERIFIED:
      return (allowed & GOOD) != 0;
    case GH_CHANGE_REFUSED:
      return (allowed & THROTTLED) != 0;
    case GH_CHANGE_UNKNOWN:
      return (allowed & UNKNOWN) != 0;
    case GH_CHANGE_NOT_SENT:
    case GH_CHANGE_READY:
    case GH_CHANGE_SENDING:
    case GH_CHANGE_TESTING:
    default:
      return FALSE;
    }
}

static void
change_with_fault (const Row *row, Targets *targets)
{
  g_autoptr (GhCloud) cloud = fault_world_get_cloud (targets->world, row->port);
  g_autoptr (GhHttpClient) http = NULL;
  g_autoptr (GhAuthorizer) authorizer = gh_bearer_authorizer_new (targets->anna);
  g_autoptr (GhPowerBi) power_bi = NULL;
  g_autoptr (GhGatewayMemory) memory = gh_gateway_memory_new (NULL);
  g_autoptr (GhCredential) credential = gh_credential_new (GH_CREDENTIAL_BASIC);
  g_autoptr (GhSecret) password = gh_secret_new_text (PASSWORD);
  g_autoptr (GhChange) change = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Awaited) awaited = { NULL };
  GhChangeState state;
  g_autofree char *update = g_strdup_printf ("PATCH /v1.0/myorg/gateways/%s/datasources/%s",
                                             gh_datasource_get_gateway_id (targets->on_premises),
                                             gh_node_get_id (GH_NODE (targets->on_premises)));

  targets->patience = get_patience (row);
  http = targets_make_client (targets);
  power_bi = gh_power_bi_new (http, cloud, authorizer);
  gh_credential_set_user_name (credential, "svc_bi");
  gh_credential_set_secret (credential, password);
  change = gh_change_new (power_bi, memory, targets->on_premises, credential);
  fault_world_set_fault (targets->world, row->fault, "PATCH");
  gh_change_run_async (change, NULL, awaited_cb, &awaited);
  gh_change_run_finish (change, await (&awaited), &error);

  state = gh_change_get_state (change);
  if (!is_right_state (state, row->changes))
    fail_row ("%s: the change ended in the state %d: %s", row->fault, (int)state,
              error != NULL ? error->message : "no error");
  if (error != NULL)
    g_assert_null (strstr (error->message, PASSWORD));
  g_assert_true ((error == NULL) ==
                 (state == GH_CHANGE_SET || state == GH_CHANGE_SET_AND_VERIFIED));
  g_assert_cmpuint (fault_world_count (targets->world, update), ==, 1);
}

static void
test_a_change_knows_whether_it_took_effect (void)
{
  g_autoptr (FaultWorld) world = fault_world_new ();
  g_autoptr (Targets) targets = targets_new (world);

  /* Where nothing arrives at all, the route is not even found. */
  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    if (ROWS[i].arrivals > 0)
      change_with_fault (&ROWS[i], targets);
}

/* Two lists by one client over what may be one connection. */
static void
test_what_is_left_of_an_answer_answers_nothing (void)
{
  g_autoptr (FaultWorld) world = fault_world_new ();
  g_autoptr (Targets) targets = targets_new (world);
  g_autoptr (GhCloud) cloud = fault_world_get_cloud (world, "plain");
  g_autoptr (GhHttpClient) http = targets_make_client (targets);
  g_autoptr (GhAuthorizer) authorizer = gh_bearer_authorizer_new (targets->anna);
  g_autoptr (GhPowerBi) power_bi = gh_power_bi_new (http, cloud, authorizer);

  fault_world_set_fault (world, "over-long", NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_auto (Awaited) awaited = { NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) gateways = NULL;

      gh_power_bi_list_gateways_async (power_bi, NULL, awaited_cb, &awaited);
      gateways = gh_power_bi_list_gateways_finish (power_bi, await (&awaited), NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (gateways->len, ==, 2);
    }
}

/* A fault that the proxy knows and no row names would never be met. */
static void
test_no_fault_is_left_out (void)
{
  g_autoptr (FaultWorld) world = fault_world_new ();
  g_autofree char *known = fault_world_ask (world, "faults");
  g_auto (GStrv) faults = g_strsplit (known, " ", -1);

  for (guint i = 0; faults[i] != NULL; i++)
    {
      gboolean met = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (ROWS); j++)
        met = met || g_str_equal (ROWS[j].fault, faults[i]);
      if (!met)
        g_error ("No row meets the fault “%s”", faults[i]);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_CTYPE, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/none-left-out", test_no_fault_is_left_out);
  g_test_add_func ("/faults/every-call", test_every_fault_meets_every_call);
  g_test_add_func ("/faults/surplus", test_what_is_left_of_an_answer_answers_nothing);
  g_test_add_func ("/faults/change", test_a_change_knows_whether_it_took_effect);

  return g_test_run ();
}
