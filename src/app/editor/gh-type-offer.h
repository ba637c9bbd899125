/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-editing.h"

G_BEGIN_DECLS

/**
 * GhTypeKind:
 *
 * What the list of types offers; both kinds of OAuth2 are one entry, with a choice below it.
 */
typedef enum
{
  GH_TYPE_KIND_BASIC,
  GH_TYPE_KIND_WINDOWS,
  GH_TYPE_KIND_KEY,
  GH_TYPE_KIND_OAUTH2,
  GH_TYPE_KIND_ANONYMOUS,
  GH_N_TYPE_KINDS
} GhTypeKind;

/**
 * GhTypeOffer:
 * @kinds: what can work with a data source, in the order of the list
 * @n_kinds: how many
 * @has_caller: whether OAuth2 can be the caller's own identity
 * @has_token: whether OAuth2 can be a pasted token
 * @reasons: why the others can't work, a line each; "" if all can
 */
typedef struct
{
  GhTypeKind kinds[GH_N_TYPE_KINDS];
  guint n_kinds;
  gboolean has_caller;
  gboolean has_token;
  char *reasons;
} GhTypeOffer;

GhTypeOffer *gh_type_offer_new (GhEditing *editing);
void gh_type_offer_free (GhTypeOffer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GhTypeOffer, gh_type_offer_free)

/* what is stored, else what such a data source most often takes */
GhTypeKind gh_type_offer_get_preferred_kind (GhDatasource *datasource);
const char *gh_type_kind_get_label (GhTypeKind kind);

G_END_DECLS
