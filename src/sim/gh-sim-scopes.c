/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-sim-scopes.h"

#include <string.h>

static void
set_fault (GhSimScopeFault *fault, const char *error, guint code, const char *suberror, char *text)
{
  fault->error = error;
  fault->code = code;
  fault->suberror = suberror;
  g_free (fault->text);
  fault->text = text;
}

void
gh_sim_scope_fault_clear (GhSimScopeFault *fault)
{
  g_clear_pointer (&fault->text, g_free);
}

/* @resource may be written with or without a final slash. */
static const char *
find_granted (GhSimWorld *world, const char *resource, char ***permissions)
{
  GHashTableIter iter;
  gpointer key, value;
  gsize length = strlen (resource);

  if (length > 0 && resource[length - 1] == '/')
    length--;
  g_hash_table_iter_init (&iter, world->granted);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *known = key;

      if (strncmp (known, resource, length) == 0 &&
          (known[length] == '\0' || g_str_equal (known + length, "/")))
        {
          *permissions = value;
          return known;
        }
    }

  return NULL;
}

static gboolean
read_permission (GhSimWorld *world,
                 GhSimScopes *self,
                 const char *scope,
                 GPtrArray *names,
                 GhSimScopeFault *fault)
{
  const char *slash = strrchr (scope, '/');
  g_autofree char *resource = g_strndup (scope, slash != NULL ? (gsize)(slash - scope) : 0);
  char **granted = NULL;

  if (slash == NULL || find_granted (world, resource, &granted) == NULL)
    {
      set_fault (fault, "invalid_resource", 500011, NULL,
                 g_strdup_printf ("The resource principal named %s was not found in the tenant "
                                  "named %s.",
                                  slash != NULL ? resource : scope, world->tenant_domain));
      return FALSE;
    }
  if (self->resource == NULL)
    self->resource = g_strdup (resource);
  else if (!g_str_equal (self->resource, resource))
    self->several_resources = TRUE;

  if (g_str_equal (slash, "/.default"))
    {
      for (guint i = 0; granted[i] != NULL && !self->several_resources; i++)
        g_ptr_array_add (names, g_strdup (granted[i]));
      return TRUE;
    }
  if (!g_strv_contains ((const char *const *)granted, slash + 1))
    {
      set_fault (fault, "invalid_grant", 65001, "consent_required",
                 g_strdup_printf ("The user or administrator has not consented to use the "
                                  "application with ID '%s' named '%s'. Send an interactive "
                                  "authorization request for this user and resource.",
                                  world->client_id, world->client_name));
      return FALSE;
    }
  if (!self->several_resources)
    g_ptr_array_add (names, g_strdup (slash + 1));

  return TRUE;
}

static gboolean
is_oidc (const char *scope)
{
  return g_str_equal (scope, "profile") || g_str_equal (scope, "email");
}

/* Names come first with their resource, then ".default" as it was asked for: a client of the vendor
 * looks its token up under what it asked for. */
static void
write_answer (GhSimScopes *self, GPtrArray *names, char **asked)
{
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autoptr (GString) permissions = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      g_string_append_printf (answer, "%s%s/%s", i > 0 ? " " : "", self->resource, name);
      g_string_append_printf (permissions, "%s%s", i > 0 ? " " : "", name);
    }
  for (guint i = 0; asked[i] != NULL; i++)
    if (g_str_equal (asked[i], "openid") || is_oidc (asked[i]) ||
        (g_str_has_suffix (asked[i], "/.default") && !self->several_resources))
      g_string_append_printf (answer, " %s", asked[i]);

  self->answer = g_string_free (g_steal_pointer (&answer), FALSE);
  self->permissions = g_string_free (g_steal_pointer (&permissions), FALSE);
}

/**
 * gh_sim_scopes_read:
 * @world: the tenant
 * @scope: what was asked for
 * @fault: (out caller-allocates): why it can't be had
 *
 * Returns: (transfer full) (nullable): what that means
 */
GhSimScopes *
gh_sim_scopes_read (GhSimWorld *world, const char *scope, GhSimScopeFault *fault)
{
  g_auto (GStrv) asked = g_strsplit_set (scope, " \t", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GhSimScopes) self = g_new0 (GhSimScopes, 1);

  for (guint i = 0; asked[i] != NULL; i++)
    {
      if (g_str_equal (asked[i], "openid"))
        self->openid = TRUE;
      else if (g_str_equal (asked[i], "offline_access"))
        self->offline_access = TRUE;
      else if (*asked[i] != '\0' && !is_oidc (asked[i]) &&
               !read_permission (world, self, asked[i], names, fault))
        return NULL;
    }
  write_answer (self, names, asked);

  return g_steal_pointer (&self);
}

/**
 * gh_sim_scopes_free:
 * @self: (transfer full): scopes
 */
void
gh_sim_scopes_free (GhSimScopes *self)
{
  g_free (self->resource);
  g_free (self->permissions);
  g_free (self->answer);
  g_free (self);
}
