/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-password.h"

#include "gh-sim-entra-error.h"

/* How Entra ID words what keeps a password from being enough. */
static const struct
{
  guint code;
  const char *error;
  const char *suberror;
  const char *text;
} REFUSALS[] = {
  { 50076, "interaction_required", "basic_action",
    "Due to a configuration change made by your administrator, or because you moved to a new "
    "location, you must use multi-factor authentication to access the resource." },
  { 50079, "interaction_required", "basic_action",
    "Due to a configuration change made by your administrator, you must enroll in multi-factor "
    "authentication to access the resource." },
  { 53003, "invalid_grant", "message_only",
    "Access has been blocked by Conditional Access policies. The access policy does not allow "
    "token "
    "issuance." },
  { 50056, "invalid_grant", NULL,
    "Invalid or null password: password does not exist in the directory for this user." },
  { 50057, "invalid_grant", NULL, "The user account is disabled." },
  { 50055, "invalid_grant", NULL, "The password is expired." },
  { 65001, "invalid_grant", "consent_required",
    "The user or administrator has not consented to use the application." },
};

static GhSimReply *
refuse_by_number (guint code, gint64 now)
{
  for (guint i = 0; i < G_N_ELEMENTS (REFUSALS); i++)
    if (REFUSALS[i].code == code)
      return gh_sim_entra_error_new (REFUSALS[i].error, code, REFUSALS[i].suberror,
                                     REFUSALS[i].text, now);

  return gh_sim_entra_error_new ("invalid_grant", code, NULL, "The sign-in was refused.", now);
}

/**
 * gh_sim_password_check:
 * @world: the tenant
 * @form: a token request with the grant "password"
 * @now: the time
 * @who: (out): who signed in
 *
 * Returns: (transfer full) (nullable): why nobody did
 */
GhSimReply *
gh_sim_password_check (GhSimWorld *world, GHashTable *form, gint64 now, GhSimIdentity **who)
{
  const char *name = g_hash_table_lookup (form, "username");
  const char *password = g_hash_table_lookup (form, "password");
  GhSimIdentity *user = name != NULL ? gh_sim_world_find_identity (world, name) : NULL;

  if (name == NULL || password == NULL)
    return gh_sim_entra_error_new ("invalid_request", 900144, NULL,
                                   "The request body must contain the following parameter: "
                                   "'username' or 'password'.",
                                   now);
  if (user == NULL || user->address == NULL)
    return gh_sim_entra_error_new ("invalid_grant", 50034, NULL,
                                   "The user account does not exist in the directory.", now);
  if (user->password != NULL && !g_str_equal (user->password, password))
    return gh_sim_entra_error_new ("invalid_grant", 50126, NULL,
                                   "Error validating credentials due to invalid username or "
                                   "password.",
                                   now);
  if (user->password_refusal != 0)
    return refuse_by_number (user->password_refusal, now);
  if (user->password == NULL)
    return refuse_by_number (50056, now);

  *who = user;

  return NULL;
}
