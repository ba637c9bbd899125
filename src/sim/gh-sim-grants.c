/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-grants.h"

#include "gh-sim-base64.h"

struct _GhSimGrants
{
  GObject parent_instance;

  GHashTable *sign_ins;
  GHashTable *codes;
  GHashTable *refresh_tokens;
};

G_DEFINE_FINAL_TYPE (GhSimGrants, gh_sim_grants, G_TYPE_OBJECT)

static void
code_free (gpointer data)
{
  GhSimCode *code = data;

  gh_sim_sign_in_free (code->sign_in);
  g_free (code);
}

static void
refresh_free (gpointer data)
{
  GhSimRefresh *refresh = data;

  g_free (refresh->client_id);
  g_free (refresh->scope);
  g_free (refresh);
}

static void
gh_sim_grants_finalize (GObject *object)
{
  GhSimGrants *self = GH_SIM_GRANTS (object);

  g_hash_table_unref (self->sign_ins);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->refresh_tokens);

  G_OBJECT_CLASS (gh_sim_grants_parent_class)->finalize (object);
}

static void
gh_sim_grants_class_init (GhSimGrantsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gh_sim_grants_finalize;
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

static void
gh_sim_grants_init (GhSimGrants *self)
{
  self->sign_ins = new_table ((GDestroyNotify)gh_sim_sign_in_free);
  self->codes = new_table (code_free);
  self->refresh_tokens = new_table (refresh_free);
}

GhSimGrants *
gh_sim_grants_new (void)
{
  return g_object_new (GH_TYPE_SIM_GRANTS, NULL);
}

/* @prefix makes one kind of token recognisable among others, as the prefixes of Entra ID do. */
static const char *
add (GHashTable *table, const char *prefix, gpointer value)
{
  g_autofree char *random = gh_sim_base64_random_url (48);
  char *name = g_strconcat (prefix, random, NULL);

  g_hash_table_insert (table, name, value);

  return name;
}

const char *
gh_sim_grants_add_sign_in (GhSimGrants *self, GhSimSignIn *sign_in)
{
  return add (self->sign_ins, "", sign_in);
}

GhSimSignIn *
gh_sim_grants_take_sign_in (GhSimGrants *self, const char *context)
{
  gpointer name = NULL, sign_in = NULL;

  if (context == NULL || !g_hash_table_steal_extended (self->sign_ins, context, &name, &sign_in))
    return NULL;
  g_free (name);

  return sign_in;
}

const char *
gh_sim_grants_add_code (GhSimGrants *self, GhSimSignIn *sign_in, GhSimIdentity *who, gint64 now)
{
  GhSimCode *code = g_new0 (GhSimCode, 1);

  code->sign_in = sign_in;
  code->who = who;
  code->issued_at = now;

  return add (self->codes, "0.sim-code.", code);
}

GhSimCode *
gh_sim_grants_find_code (GhSimGrants *self, const char *code)
{
  return g_hash_table_lookup (self->codes, code);
}

const char *
gh_sim_grants_add_refresh (GhSimGrants *self,
                           GhSimIdentity *who,
                           const char *client_id,
                           const char *scope,
                           gint64 now)
{
  GhSimRefresh *refresh = g_new0 (GhSimRefresh, 1);

  refresh->who = who;
  refresh->client_id = g_strdup (client_id);
  refresh->scope = g_strdup (scope);
  refresh->issued_at = now;

  return add (self->refresh_tokens, "0.sim-refresh.", refresh);
}

GhSimRefresh *
gh_sim_grants_find_refresh (GhSimGrants *self, const char *token)
{
  return g_hash_table_lookup (self->refresh_tokens, token);
}

void
gh_sim_grants_revoke_refresh_tokens (GhSimGrants *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->refresh_tokens);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((GhSimRefresh *)value)->revoked = TRUE;
}
