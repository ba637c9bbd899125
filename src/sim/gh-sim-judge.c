/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-judge.h"

#include "gh-json.h"
#include "gh-sim-envelope.h"
#include "gh-sim-login.h"
#include "gh-sim-plaintext.h"
#include "gh-sim-unseal.h"

/* How long an OAuth2 credential lasts that was set through this interface. */
#define OAUTH2_SECONDS 3600

struct _GhSimJudge
{
  GObject parent_instance;

  GhClock *clock;
  GhSimTokens *tokens;
};

G_DEFINE_FINAL_TYPE (GhSimJudge, gh_sim_judge, G_TYPE_OBJECT)

static void
gh_sim_judge_finalize (GObject *object)
{
  GhSimJudge *self = GH_SIM_JUDGE (object);

  g_clear_object (&self->clock);
  g_clear_object (&self->tokens);

  G_OBJECT_CLASS (gh_sim_judge_parent_class)->finalize (object);
}

static void
gh_sim_judge_class_init (GhSimJudgeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_sim_judge_finalize;
}

static void
gh_sim_judge_init (GhSimJudge *self)
{
}

/**
 * gh_sim_judge_new:
 * @clock: what time it is
 * @tokens: what knows the tenant's tokens
 *
 * Returns: (transfer full): a judge
 */
GhSimJudge *
gh_sim_judge_new (GhClock *clock, GhSimTokens *tokens)
{
  GhSimJudge *self = g_object_new (GH_TYPE_SIM_JUDGE, NULL);

  self->clock = g_object_ref (clock);
  self->tokens = g_object_ref (tokens);

  return self;
}

static GhSimReply *
refuse_unknown (const char *message, const char *result)
{
  const char *const details[] = {
    "DM_ErrorDetailNameCode_UnderlyingErrorMessage",
    message,
    "DM_ErrorDetailNameCode_UnderlyingHResult",
    result,
    NULL,
  };

  return gh_sim_envelope_data_movement ("DM_GWPipeline_UnknownError", details);
}

static GhSimReply *
refuse_algorithm (void)
{
  return gh_sim_envelope_data_movement ("DMTS_InvalidEncryptionAlgorithmError", NULL);
}

/* What .NET says in these cases; the first was recorded from the real service. */
static GhSimReply *
unseal (GhSimKey *key, const char *credentials, GBytes **plaintext)
{
  switch (gh_sim_unseal (key, credentials, plaintext))
    {
    case GH_SIM_UNSEALED:
      return NULL;
    case GH_SIM_UNSEAL_NOT_BASE64:
      return refuse_unknown ("The input is not a valid Base-64 string as it contains a non-base 64 "
                             "character, more than two padding characters, or an illegal character "
                             "among the padding characters. ",
                             "-2146233033");
    case GH_SIM_UNSEAL_WRONG_KEY:
      return refuse_unknown ("Error occurred while decoding OAEP padding.", "-2146233296");
    case GH_SIM_UNSEAL_DAMAGED:
      return refuse_unknown ("The message authentication code does not match.", "-2146233296");
    default:
      g_return_val_if_reached (NULL);
    }
}

static GhSimReply *
read_plaintext (GhSimSource *source, GhSimUpdate *update, JsonArray **data)
{
  g_autoptr (GBytes) plaintext = NULL;
  g_autofree char *fault = NULL;
  GhSimReply *refusal;

  if (source->gateway != NULL)
    {
      refusal = unseal (source->gateway->key, update->credentials, &plaintext);
      if (refusal != NULL)
        return refusal;
    }
  else
    {
      plaintext = g_bytes_new (update->credentials, strlen (update->credentials));
    }
  *data = gh_sim_plaintext_read (plaintext, update->credential_type, &fault);
  if (*data != NULL)
    return NULL;

  return source->gateway != NULL
             ? refuse_unknown (fault, "-2146233088")
             : gh_sim_envelope_bad_request (
                   fault, "updateDatasourceRequest.credentialDetails.credentials");
}

static GhSimStored *
new_stored (GhSimJudge *self, GhSimIdentity *caller, GhSimUpdate *update, JsonArray *data)
{
  GhSimStored *stored = g_new0 (GhSimStored, 1);

  stored->type = g_strdup (update->credential_type);
  stored->data = json_array_ref (data);
  stored->privacy_level = g_strdup (update->privacy_level);
  stored->encrypted_connection = g_strdup (update->encrypted_connection);
  stored->caller_identity = update->caller_identity;
  stored->end_user_oauth2 = update->end_user_oauth2;
  stored->owner = g_strdup (caller->address != NULL ? caller->address : caller->name);
  stored->set_at = gh_clock_now (self->clock);

  return stored;
}

/**
 * gh_sim_judge_apply:
 * @self: a judge
 * @source: the data source
 * @caller: who sends it; that they may is settled
 * @update: what they send
 *
 * Tries the credential, and stores it if it works. What was stored before stays otherwise.
 *
 * Returns: (transfer full) (nullable): the refusal
 */
GhSimReply *
gh_sim_judge_apply (GhSimJudge *self,
                    GhSimSource *source,
                    GhSimIdentity *caller,
                    GhSimUpdate *update)
{
  gboolean is_sealed = g_str_equal (update->encryption_algorithm, "RSA-OAEP");
  g_autoptr (JsonArray) data = NULL;
  GhSimReply *refusal;

  if (is_sealed != (source->gateway != NULL))
    return refuse_algorithm ();
  if (source->gateway != NULL && !source->gateway->live)
    return gh_sim_envelope_data_movement ("DM_GWPipeline_Client_GatewayUnreachable", NULL);

  if (update->caller_identity)
    {
      data = json_array_new ();
      if (!source->accepts_caller_identity)
        return gh_sim_login_refuse (source);
    }
  else
    {
      refusal = read_plaintext (source, update, &data);
      if (refusal == NULL)
        refusal = gh_sim_login_try (source, self->tokens, update->credential_type, data);
      if (refusal != NULL)
        return refusal;
    }
  if (g_str_equal (update->encrypted_connection, "Encrypted") && !source->accepts_encryption)
    return gh_sim_login_refuse_encryption ();
  gh_sim_source_take_stored (source, new_stored (self, caller, update, data));

  return NULL;
}

/**
 * gh_sim_judge_test:
 * @self: a judge
 * @source: a data source on a gateway
 *
 * Returns: (transfer full) (nullable): why it can't be reached
 */
GhSimReply *
gh_sim_judge_test (GhSimJudge *self, GhSimSource *source)
{
  GhSimStored *stored = source->stored;

  if (source->gateway != NULL && !source->gateway->live)
    return gh_sim_envelope_data_movement ("DM_GWPipeline_Client_GatewayUnreachable", NULL);
  if (source->credential_type == NULL)
    return gh_sim_envelope_data_movement ("DMTS_DatasourceHasNoCredentialError", NULL);
  if (stored != NULL && g_str_equal (stored->type, "OAuth2") &&
      stored->set_at + OAUTH2_SECONDS <= gh_clock_now (self->clock))
    return gh_sim_login_refuse (source);

  return NULL;
}
