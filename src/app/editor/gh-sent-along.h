/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gh-credential.h"
#include "gh-datasource.h"

G_BEGIN_DECLS

/**
 * GhSentAlong:
 *
 * The group "Sent along": privacy level, encrypted connection, single sign-on, each with what is
 * stored now or that it is unknown. Signal "changed".
 */
#define GH_TYPE_SENT_ALONG (gh_sent_along_get_type ())
G_DECLARE_FINAL_TYPE (GhSentAlong, gh_sent_along, GH, SENT_ALONG, AdwBin)

/* Starts anew with what @datasource has stored. */
void gh_sent_along_load (GhSentAlong *self, GhDatasource *datasource);
/* Single sign-on is a choice with a pasted token, off with others, no matter with the caller's own
 * identity. */
void gh_sent_along_set_credential_type (GhSentAlong *self, GhCredentialType type);
void gh_sent_along_write (GhSentAlong *self, GhCredential *credential);

G_END_DECLS
