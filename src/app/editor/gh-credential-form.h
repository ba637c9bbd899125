/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-editing.h"

G_BEGIN_DECLS

/**
 * GhCredentialForm:
 *
 * The groups "New credential" and "Sent along". Each type has fields of its own, so what was typed
 * for one is kept while another is chosen.
 *
 * Signals: "changed"; "activated": Enter was pressed in the last field.
 */
#define GH_TYPE_CREDENTIAL_FORM (gh_credential_form_get_type ())
G_DECLARE_FINAL_TYPE (GhCredentialForm, gh_credential_form, GH, CREDENTIAL_FORM, AdwBin)

/* Starts anew, empty, for another data source. */
void gh_credential_form_reset (GhCredentialForm *self, GhEditing *editing);
/* Offers the types that can work, and shows what is stored, now that it was read; keeps what was
 * typed and chosen. */
void gh_credential_form_update (GhCredentialForm *self, GhEditing *editing);

GhCredentialType gh_credential_form_get_credential_type (GhCredentialForm *self);
gboolean gh_credential_form_is_complete (GhCredentialForm *self);
gboolean gh_credential_form_is_dirty (GhCredentialForm *self);
/* (transfer full): with the secret that was typed, if any */
GhCredential *gh_credential_form_dup_credential (GhCredentialForm *self);

/* The secrets are gone, and what is left counts as what was there before. */
void gh_credential_form_clear_secrets (GhCredentialForm *self);
void gh_credential_form_use_caller_identity (GhCredentialForm *self);
void gh_credential_form_paste_token (GhCredentialForm *self);
/* read-only, and as legible as before */
void gh_credential_form_set_frozen (GhCredentialForm *self, gboolean frozen);

G_END_DECLS
