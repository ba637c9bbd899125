/* SPDX-FileCopyrightText: 2026 The Gatehouse contributors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gh-change.h"
#include "gh-session.h"

G_BEGIN_DECLS

/**
 * GhEditingBusy:
 * @GH_EDITING_IDLE: nothing is under way
 * @GH_EDITING_LOADING: the route and the stored values are being read
 * @GH_EDITING_TESTING: what is stored is being tested
 * @GH_EDITING_SENDING: a change is under way, its test included
 * @GH_EDITING_TAKING_OVER: the item is being taken over
 * @GH_EDITING_ADOPTING: somebody else who signed in becomes the session's account
 */
typedef enum
{
  GH_EDITING_IDLE,
  GH_EDITING_LOADING,
  GH_EDITING_TESTING,
  GH_EDITING_SENDING,
  GH_EDITING_TAKING_OVER,
  GH_EDITING_ADOPTING,
} GhEditingBusy;

/**
 * GhEditing:
 *
 * What goes on with the one data source that the content pane shows. No widget: it calls the core,
 * and says what came of it.
 *
 * Property "busy", notified. Signals, the GError being NULL when all went well:
 * - "loaded" (GError *): route and stored values are there
 * - "tested" (GError *)
 * - "ended" (GhChange *, GError *): a change of this data source ended
 * - "ended-elsewhere" (GhChange *, GError *): one ended whose data source is no longer shown
 * - "taken-over" (GhProblem *, GError *)
 * - "adopted" (GError *)
 */
#define GH_TYPE_EDITING (gh_editing_get_type ())
G_DECLARE_FINAL_TYPE (GhEditing, gh_editing, GH, EDITING, GObject)

GhEditing *gh_editing_new (GhSession *session);
/* @datasource: (nullable). What is being sent goes on; what is being read ends. */
void gh_editing_set_datasource (GhEditing *self, GhDatasource *datasource);
GhDatasource *gh_editing_get_datasource (GhEditing *self);
GhEditingBusy gh_editing_get_busy (GhEditing *self);
/* whether a change is under way, of this or of another data source */
gboolean gh_editing_is_sending (GhEditing *self);
/* (nullable): NULL until it was found */
GhRoute *gh_editing_get_route (GhEditing *self);
/* who is signed in, display text; (nullable) */
const char *gh_editing_get_caller (GhEditing *self);
GhCloud *gh_editing_get_cloud (GhEditing *self);

/* (transfer full) (nullable): for a preview or a check; NULL when nobody is signed in */
GhChange *gh_editing_new_change (GhEditing *self, GhCredential *credential);
/* whether this type can work with this data source; the error says why not */
gboolean gh_editing_check_type (GhEditing *self, GhCredentialType type, GError **error);
/* whether a credential of this type may be sent over the route, as far as is known */
gboolean gh_editing_may_send (GhEditing *self, GhCredentialType type);

void gh_editing_load (GhEditing *self);
void gh_editing_test (GhEditing *self);
/* @accepted_key: (nullable): the fingerprint of a changed key that the user accepted */
void gh_editing_send (GhEditing *self, GhCredential *credential, const char *accepted_key);
void gh_editing_take_over (GhEditing *self);
void gh_editing_adopt (GhEditing *self, GhSignInResult *sign_in);
void gh_editing_cancel (GhEditing *self);
/* whether what went on last was cancelled by the user */
gboolean gh_editing_was_cancelled (GhEditing *self);

G_END_DECLS
