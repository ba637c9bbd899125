/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "gh-type-offer.h"

#include <glib/gi18n.h>

const char *
gh_type_kind_get_label (GhTypeKind kind)
{
  switch (kind)
    {
    case GH_TYPE_KIND_BASIC:
      return _ ("Basic");
    case GH_TYPE_KIND_WINDOWS:
      return _ ("Windows");
    case GH_TYPE_KIND_KEY:
      return _ ("Key");
    case GH_TYPE_KIND_OAUTH2:
      return _ ("OAuth2");
    case GH_TYPE_KIND_ANONYMOUS:
      return _ ("Anonymous");
    case GH_N_TYPE_KINDS:
      break;
    }

  g_return_val_if_reached ("");
}

/* Both kinds of OAuth2 and all others are refused for the same reason at times: it is said once. */
static gboolean
check (GhEditing *editing, GhCredentialType type, GString *reasons)
{
  g_autoptr (GError) error = NULL;

  if (gh_editing_check_type (editing, type, &error))
    return TRUE;

  if (strstr (reasons->str, error->message) == NULL)
    g_string_append_printf (reasons, "%s%s", reasons->len > 0 ? "\n" : "", error->message);
  return FALSE;
}

static void
add (GhTypeOffer *self, GhTypeKind kind)
{
  self->kinds[self->n_kinds++] = kind;
}

static void
check_kind (GhTypeOffer *self,
            GhEditing *editing,
            GhTypeKind kind,
            GhCredentialType type,
            GString *reasons)
{
  if (check (editing, type, reasons))
    add (self, kind);
}

/**
 * gh_type_offer_new:
 * @editing: an editing of a data source
 *
 * Returns: (transfer full): what types of credential can work there
 */
GhTypeOffer *
gh_type_offer_new (GhEditing *editing)
{
  GhTypeOffer *self = g_new0 (GhTypeOffer, 1);
  g_autoptr (GString) reasons = g_string_new (NULL);

  check_kind (self, editing, GH_TYPE_KIND_BASIC, GH_CREDENTIAL_BASIC, reasons);
  check_kind (self, editing, GH_TYPE_KIND_WINDOWS, GH_CREDENTIAL_WINDOWS, reasons);
  check_kind (self, editing, GH_TYPE_KIND_KEY, GH_CREDENTIAL_KEY, reasons);
  self->has_caller = check (editing, GH_CREDENTIAL_OAUTH2_CALLER, reasons);
  self->has_token = check (editing, GH_CREDENTIAL_OAUTH2_TOKEN, reasons);
  if (self->has_caller || self->has_token)
    add (self, GH_TYPE_KIND_OAUTH2);
  check_kind (self, editing, GH_TYPE_KIND_ANONYMOUS, GH_CREDENTIAL_ANONYMOUS, reasons);
  self->reasons = g_strdup (reasons->str);

  return self;
}

void
gh_type_offer_free (GhTypeOffer *self)
{
  g_free (self->reasons);
  g_free (self);
}

GhTypeKind
gh_type_offer_get_preferred_kind (GhDatasource *datasource)
{
  const char *stored = gh_datasource_get_credential_type (datasource);

  if (g_strcmp0 (stored, "Windows") == 0)
    return GH_TYPE_KIND_WINDOWS;
  if (g_strcmp0 (stored, "Key") == 0)
    return GH_TYPE_KIND_KEY;
  if (g_strcmp0 (stored, "Anonymous") == 0)
    return GH_TYPE_KIND_ANONYMOUS;
  if (g_strcmp0 (stored, "OAuth2") == 0 ||
      (stored == NULL && gh_datasource_get_gateway (datasource) == NULL))
    return GH_TYPE_KIND_OAUTH2;

  return GH_TYPE_KIND_BASIC;
}
