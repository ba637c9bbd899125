/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-advice-case.h"

#include <glib/gi18n-lib.h>

void
gh_advice_case_clear (GhAdviceCase *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_object (&self->remedies);
}

void
gh_advice_case_say (GhAdviceCase *self, const char *title, const char *text)
{
  g_free (self->title);
  g_free (self->text);
  self->title = g_strdup (title);
  self->text = g_strdup (text);
}

void
gh_advice_case_add (GhAdviceCase *self,
                    GhRemedyKind kind,
                    const char *title,
                    const char *subtitle,
                    const char *button_label,
                    const char *parameter)
{
  g_autoptr (GhRemedy) remedy = gh_remedy_new (kind, title, subtitle, button_label, parameter);

  g_list_store_append (self->remedies, remedy);
}

/* Unknown where either name is: that is not the same as "somebody else". */
GhTri
gh_advice_case_is_caller_owner (GhAdviceCase *self)
{
  const char *owner = self->item != NULL ? gh_item_get_owner (self->item) : NULL;

  if (owner == NULL || *owner == '\0' || self->caller == NULL)
    return GH_TRI_UNKNOWN;

  return gh_datasource_is_owned_by (self->datasource, self->caller) ? GH_TRI_TRUE : GH_TRI_FALSE;
}

/* The kind counts, whatever the type: the refusals that are known name it in their details too. */
gboolean
gh_advice_case_is_power_bi (GhAdviceCase *self)
{
  const char *refused =
      gh_problem_get_detail (self->problem, "Microsoft.Data.Mashup.CredentialError.DataSourceKind");

  return g_strcmp0 (gh_datasource_get_extension_kind (self->datasource), "PowerBI") == 0 ||
         g_strcmp0 (refused, "PowerBI") == 0;
}

gboolean
gh_advice_case_was_token_sent (GhAdviceCase *self)
{
  return self->sent != NULL &&
         gh_credential_get_credential_type (self->sent) == GH_CREDENTIAL_OAUTH2_TOKEN;
}

void
gh_advice_case_add_try_again (GhAdviceCase *self)
{
  gh_advice_case_add (self, GH_REMEDY_TRY_AGAIN, _ ("Try again"),
                      _ ("Sends the same once more; that does no harm"), _ ("Try Again"), NULL);
}

void
gh_advice_case_add_sign_in_again (GhAdviceCase *self)
{
  gh_advice_case_add (self, GH_REMEDY_SIGN_IN_AGAIN, _ ("Sign in again"),
                      _ ("Keeps everything as it is"), _ ("Sign In…"), self->caller);
}

void
gh_advice_case_add_paste_token (GhAdviceCase *self)
{
  gh_advice_case_add (self, GH_REMEDY_PASTE_TOKEN, _ ("Paste another token"),
                      _ ("Copied from the portal, where the owner is signed in"),
                      _ ("Paste Token…"), NULL);
}
