/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-token-view.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gh-json.h"
#include "gh-token-claims.h"
#include "gh-token-names.h"
#include "gh-token-values.h"

#define IMPERSONATION "user_impersonation"

struct _GhTokenView
{
  GObject parent_instance;

  char *name;
  char *claims[GH_TOKEN_N_CLAIMS];
  /* What claims that are shown in words are called by programs. */
  const char *words[GH_TOKEN_N_CLAIMS];
  char *application_name;
  char *service_name;
  GStrv scopes;
  gint64 expires_at;
  gboolean readable;
  gboolean refused;
  gboolean application;
  gboolean has_audience;
  gboolean for_power_bi;
};

G_DEFINE_FINAL_TYPE (GhTokenView, gh_token_view, G_TYPE_OBJECT)

static void
gh_token_view_finalize (GObject *object)
{
  GhTokenView *self = GH_TOKEN_VIEW (object);

  g_free (self->name);
  for (guint i = 0; i < GH_TOKEN_N_CLAIMS; i++)
    g_free (self->claims[i]);
  g_free (self->application_name);
  g_free (self->service_name);
  g_strfreev (self->scopes);

  G_OBJECT_CLASS (gh_token_view_parent_class)->finalize (object);
}

static void
gh_token_view_class_init (GhTokenViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_token_view_finalize;
}

static void
gh_token_view_init (GhTokenView *self)
{
  self->scopes = g_new0 (char *, 1);
}

static int
compare_texts (gconstpointer one, gconstpointer other)
{
  return strcmp (*(const char *const *)one, *(const char *const *)other);
}

/* The order says nothing, so that the same permissions always look the same. */
static void
read_permissions (GhTokenView *self, JsonObject *claims)
{
  g_autoptr (GPtrArray) scopes = gh_token_values_read (claims, "scp", TRUE);
  g_autoptr (GPtrArray) roles = gh_token_values_read (claims, "roles", TRUE);

  if (scopes != NULL)
    g_ptr_array_sort (scopes, compare_texts);
  if (roles != NULL)
    g_ptr_array_sort (roles, compare_texts);
  self->claims[GH_TOKEN_CLAIM_SCOPE] = gh_token_values_join (scopes, "\n");
  self->claims[GH_TOKEN_CLAIM_ROLES] = gh_token_values_join (roles, "\n");
  if (scopes == NULL)
    return;

  g_ptr_array_add (scopes, NULL);
  g_strfreev (self->scopes);
  self->scopes = (GStrv)g_ptr_array_free (g_steal_pointer (&scopes), FALSE);
}

/* Version 1.0 calls it appid, 2.0 azp. */
static void
read_application (GhTokenView *self, JsonObject *claims)
{
  const char *id = gh_token_values_find (claims, "appid", "azp");
  const char *known = id != NULL ? gh_token_names_find_application (id) : NULL;
  const char *name = known != NULL ? known : gh_token_values_find (claims, "app_displayname", NULL);
  g_autofree char *shown = id != NULL ? gh_token_values_dup_shown (id) : NULL;

  self->application_name = name != NULL ? gh_token_values_dup_shown (name) : NULL;
  if (shown != NULL && self->application_name != NULL)
    self->claims[GH_TOKEN_CLAIM_APPLICATION] =
        g_strconcat (shown, "\n", self->application_name, NULL);
  else
    self->claims[GH_TOKEN_CLAIM_APPLICATION] =
        g_strdup (shown != NULL ? shown : self->application_name);
}

static void
read_audience (GhTokenView *self, JsonObject *claims, const char *power_bi_audience)
{
  g_autoptr (GPtrArray) audiences = gh_token_values_read (claims, "aud", FALSE);
  g_autofree char *shown = gh_token_values_join (audiences, "\n");
  const char *name = NULL;

  for (guint i = 0; audiences != NULL && i < audiences->len; i++)
    {
      const char *audience = g_ptr_array_index (audiences, i);

      self->has_audience = TRUE;
      if (gh_token_names_is_power_bi (audience) || g_strcmp0 (audience, power_bi_audience) == 0)
        self->for_power_bi = TRUE;
      if (name == NULL)
        name = gh_token_names_find_audience (audience);
    }

  if (self->for_power_bi)
    name = "Power BI";
  self->service_name = g_strdup (name);
  self->claims[GH_TOKEN_CLAIM_AUDIENCE] = shown != NULL && name != NULL
                                              ? g_strconcat (shown, "\n", name, NULL)
                                              : g_steal_pointer (&shown);
}

static void
describe_client (GhTokenView *self, const char *proof)
{
  const struct
  {
    const char *proof;
    const char *word;
    const char *text;
  } kinds[] = {
    { "0", "public", _ ("A public client, without proof") },
    { "1", "secret", _ ("With a secret") },
    { "2", "certificate", _ ("With a certificate") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].proof, proof))
      {
        self->words[GH_TOKEN_CLAIM_CLIENT] = kinds[i].word;
        self->claims[GH_TOKEN_CLAIM_CLIENT] = g_strdup (kinds[i].text);
        return;
      }

  self->claims[GH_TOKEN_CLAIM_CLIENT] = gh_token_values_dup_shown (proof);
}

static void
read_proofs (GhTokenView *self, JsonObject *claims)
{
  g_autoptr (GPtrArray) methods = gh_token_values_read (claims, "amr", TRUE);
  const char *proof = gh_token_values_find (claims, "appidacr", "azpacr");

  self->claims[GH_TOKEN_CLAIM_SIGN_IN] = gh_token_values_join (methods, ", ");
  if (proof != NULL)
    describe_client (self, proof);
}

static char *
dup_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  /* Translators: the end of a token, in the format of g_date_time_format(). */
  return time != NULL ? g_date_time_format (time, _ ("%-e %B %Y at %H:%M:%S")) : NULL;
}

/* A time beyond the calendar is as good as none. */
static void
read_end (GhTokenView *self, JsonObject *claims)
{
  gint64 expires_at = 0;

  if (!gh_json_read_integer (claims, "exp", GH_JSON_OPTIONAL, &expires_at, NULL) || expires_at <= 0)
    return;

  self->claims[GH_TOKEN_CLAIM_END] = dup_time (expires_at);
  if (self->claims[GH_TOKEN_CLAIM_END] != NULL)
    self->expires_at = expires_at;
}

static void
read_claims (GhTokenView *self, JsonObject *claims, const char *power_bi_audience)
{
  const char *tenant = gh_token_values_find (claims, "tid", NULL);

  self->application = gh_token_claims_is_application (claims);
  read_permissions (self, claims);
  read_application (self, claims);
  read_audience (self, claims, power_bi_audience);
  read_proofs (self, claims);
  read_end (self, claims);

  if (!self->application)
    {
      g_autofree char *who = gh_token_claims_dup_who (claims);

      self->claims[GH_TOKEN_CLAIM_USER] = who != NULL ? gh_token_values_dup_shown (who) : NULL;
    }
  self->claims[GH_TOKEN_CLAIM_TENANT] = tenant != NULL ? gh_token_values_dup_shown (tenant) : NULL;
  self->words[GH_TOKEN_CLAIM_KIND] = self->application ? "application" : "user";
  self->claims[GH_TOKEN_CLAIM_KIND] =
      g_strdup (self->application ? _ ("An application itself") : _ ("A user"));
}

/**
 * gh_token_view_new:
 * @token: an access token; it is not kept
 * @name: what it is called for people, display text
 * @power_bi_audience: (nullable): Power BI's audience in a cloud of one's own
 * @refused: whether a Power BI source refused it as its credential
 *
 * Returns: (transfer full): what can be read in it, which may be nothing
 */
GhTokenView *
gh_token_view_new (GhSecret *token,
                   const char *name,
                   const char *power_bi_audience,
                   gboolean refused)
{
  GhTokenView *self;
  g_autoptr (JsonObject) claims = NULL;

  g_return_val_if_fail (token != NULL && name != NULL, NULL);

  self = g_object_new (GH_TYPE_TOKEN_VIEW, NULL);
  self->name = g_strdup (name);
  self->refused = refused;
  claims = gh_token_claims_decode (token, NULL);
  if (claims != NULL)
    {
      self->readable = TRUE;
      read_claims (self, claims, power_bi_audience);
    }

  return self;
}

/**
 * gh_token_view_get_name:
 * @self: a token that was read
 *
 * Returns: (transfer none): what it is called for people
 */
const char *
gh_token_view_get_name (GhTokenView *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_VIEW (self), NULL);

  return self->name;
}

/**
 * gh_token_view_is_readable:
 * @self: a token that was read
 *
 * Returns: %FALSE for one that is no readable JWT, which is allowed
 */
gboolean
gh_token_view_is_readable (GhTokenView *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_VIEW (self), FALSE);

  return self->readable;
}

/**
 * gh_token_view_is_application:
 * @self: a token that was read
 *
 * Returns: whether no user stands behind it
 */
gboolean
gh_token_view_is_application (GhTokenView *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_VIEW (self), FALSE);

  return self->application;
}

/**
 * gh_token_view_was_refused:
 * @self: a token that was read
 *
 * Returns: whether a Power BI source refused it as its credential
 */
gboolean
gh_token_view_was_refused (GhTokenView *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_VIEW (self), FALSE);

  return self->refused;
}

static gboolean
has_scope (GhTokenView *self, const char *scope)
{
  return g_strv_contains ((const char *const *)self->scopes, scope);
}

/**
 * gh_token_view_impersonates:
 * @self: a token that was read
 *
 * Returns: whether its scope has `user_impersonation` (seed-exchange.md, 1)
 */
gboolean
gh_token_view_impersonates (GhTokenView *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_VIEW (self), FALSE);

  return has_scope (self, IMPERSONATION);
}

/**
 * gh_token_view_get_claim:
 * @self: a token that was read
 * @claim: which claim
 *
 * Returns: (transfer none) (nullable): what it says as display text, one value a line; %NULL where
 *   the token does not have it
 */
const char *
gh_token_view_get_claim (GhTokenView *self, GhTokenClaim claim)
{
  g_return_val_if_fail (GH_IS_TOKEN_VIEW (self) && claim < GH_TOKEN_N_CLAIMS, NULL);

  return self->claims[claim];
}

/**
 * gh_token_view_get_word:
 * @self: a token that was read
 * @claim: which claim
 *
 * Returns: (transfer none) (nullable): what it is called by programs, where
 *   gh_token_view_get_claim() says it in words
 */
const char *
gh_token_view_get_word (GhTokenView *self, GhTokenClaim claim)
{
  g_return_val_if_fail (GH_IS_TOKEN_VIEW (self) && claim < GH_TOKEN_N_CLAIMS, NULL);

  return self->words[claim];
}

/**
 * gh_token_view_get_application_name:
 * @self: a token that was read
 *
 * Returns: (transfer none) (nullable): who asked for it, as display text
 */
const char *
gh_token_view_get_application_name (GhTokenView *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_VIEW (self), NULL);

  return self->application_name;
}

/**
 * gh_token_view_get_service_name:
 * @self: a token that was read
 *
 * Returns: (transfer none) (nullable): whom it is for, where that is known
 */
const char *
gh_token_view_get_service_name (GhTokenView *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_VIEW (self), NULL);

  return self->service_name;
}

/**
 * gh_token_view_get_expires_at:
 * @self: a token that was read
 *
 * Returns: when it ends, in seconds since the epoch; 0 where it does not say
 */
gint64
gh_token_view_get_expires_at (GhTokenView *self)
{
  g_return_val_if_fail (GH_IS_TOKEN_VIEW (self), 0);

  return self->expires_at;
}

/**
 * gh_token_view_has_ended:
 * @self: a token that was read
 * @now: the time, in seconds since the epoch
 *
 * Returns: whether it has expired
 */
gboolean
gh_token_view_has_ended (GhTokenView *self, gint64 now)
{
  g_return_val_if_fail (GH_IS_TOKEN_VIEW (self), FALSE);

  return self->expires_at != 0 && self->expires_at <= now;
}

static char *
dup_span (gint64 seconds)
{
  if (seconds < 60)
    return g_strdup_printf (_ ("%d s"), (int)seconds);
  if (seconds < 2 * 60 * 60)
    return g_strdup_printf (_ ("%d min"), (int)(seconds / 60));
  if (seconds < 48 * 60 * 60)
    return g_strdup_printf (_ ("%d h"), (int)(seconds / 60 / 60));

  return g_strdup_printf (_ ("%d days"), (int)(seconds / 60 / 60 / 24));
}

/**
 * gh_token_view_dup_remaining:
 * @self: a token that was read
 * @now: the time, in seconds since the epoch
 *
 * Returns: (transfer full): how long it lasts, such as "ends in 47 min"
 */
char *
gh_token_view_dup_remaining (GhTokenView *self, gint64 now)
{
  g_autofree char *span = NULL;

  g_return_val_if_fail (GH_IS_TOKEN_VIEW (self), NULL);

  if (self->expires_at == 0)
    return g_strdup (_ ("its end is not known"));

  span = dup_span (ABS (self->expires_at - now));
  /* Translators: %s is a time span, such as "47 min" */
  return g_strdup_printf (self->expires_at > now ? _ ("ends in %s") : _ ("ended %s ago"), span);
}

/* Every call on gateways asks for Dataset permissions in version 1.0; those that Fabric's calls ask
 * for are no evidence either way (entra-oauth.md, 11). */
static GhTokenMay
judge_call (GhTokenView *self, GhTokenUse use)
{
  gboolean changes = has_scope (self, "Dataset.ReadWrite.All") || has_scope (self, IMPERSONATION);

  if (self->application)
    return use == GH_TOKEN_USE_READ ? GH_TOKEN_MAY_WHERE_APPLICATION_WAS_LET_IN
                                    : GH_TOKEN_MAY_WHERE_APPLICATION_HAS_A_ROLE;
  if (changes)
    return use == GH_TOKEN_USE_READ ? GH_TOKEN_MAY_YES : GH_TOKEN_MAY_WHERE_USER_HAS_A_ROLE;
  if (has_scope (self, "Dataset.Read.All"))
    return use == GH_TOKEN_USE_READ ? GH_TOKEN_MAY_YES : GH_TOKEN_MAY_ONLY_READ;
  for (guint i = 0; self->scopes[i] != NULL; i++)
    if (g_str_has_prefix (self->scopes[i], "Gateway.") ||
        g_str_has_prefix (self->scopes[i], "Connection."))
      return GH_TOKEN_MAY_NOT_KNOWN;

  return GH_TOKEN_MAY_NOT_BY_SCOPE;
}

/* What was reported once, and no more than that (seed-exchange.md, 1). */
static GhTokenMay
judge_credential (GhTokenView *self)
{
  if (has_scope (self, IMPERSONATION))
    return GH_TOKEN_MAY_AS_REPORTED;
  if (self->application || has_scope (self, "Dataset.ReadWrite.All"))
    return GH_TOKEN_MAY_NOT_AS_REPORTED;

  return GH_TOKEN_MAY_NOT_KNOWN;
}

/**
 * gh_token_view_may:
 * @self: a token that was read
 * @use: what one would like to do with it
 * @now: the time, in seconds since the epoch
 *
 * Returns: whether it may be used so, as far as can be told by looking at it; only the service
 *   decides
 */
GhTokenMay
gh_token_view_may (GhTokenView *self, GhTokenUse use, gint64 now)
{
  g_return_val_if_fail (GH_IS_TOKEN_VIEW (self), GH_TOKEN_MAY_NOT_KNOWN);

  if (use == GH_TOKEN_USE_AS_CREDENTIAL && self->refused)
    return GH_TOKEN_MAY_NOT_AS_REFUSED;
  if (!self->readable || !self->has_audience)
    return GH_TOKEN_MAY_NOT_KNOWN;
  if (!self->for_power_bi)
    return GH_TOKEN_MAY_NOT_BY_AUDIENCE;
  if (gh_token_view_has_ended (self, now))
    return GH_TOKEN_MAY_NOT_ANY_MORE;

  return use == GH_TOKEN_USE_AS_CREDENTIAL ? judge_credential (self) : judge_call (self, use);
}
